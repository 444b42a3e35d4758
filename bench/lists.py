"""Case `lists`: what each page asks of the database and how long it takes, with 17 tasks and 3,000 records."""

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from django.db import connection
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from bench import office
from bench.measure import Line, exactly, raced
from doingoai.shell.registry import Panel, panels
from tests.house.crawl import crawled

MOST, MOST_OF_A_PANEL = 10, 2
# A page about one thing, with all that belongs to it: a task's dossier, a report with every number, an agency.
MOST_ABOUT_ONE_THING = 20
# The whole frame round an empty list: what a page costs before it shows anything.
EMPTY = "/thong-bao/"


def lines(runs: int) -> Iterator[Line]:
    """The heaviest first; each page and panel as a detail."""
    office.opened()
    client = office.signed_in()
    asked = {name: (url, queries(client, url)) for name, url in pages(client).items()}
    for what, most in (("a list", MOST), ("a page about one thing", MOST_ABOUT_ONE_THING)):
        among = [name for name, (url, _) in asked.items() if allowed(url) == most]
        name = max(among, key=lambda name: asked[name][1])
        yield exactly(f"most queries of {what}, of {len(among)}: {name}", "queries", asked[name][1], target=most)
    yield from _panels(client)
    raced_pages = [_timed(client, name, url, runs) for name, (url, _) in sorted(asked.items())]
    yield max(raced_pages, key=lambda line: line.figure.median)
    for name, (url, count) in sorted(asked.items()):
        yield exactly(f"queries of {name}", "queries", count, target=allowed(url), detail=True)
    yield from (Line(**{**vars(line), "detail": True}) for line in raced_pages)


def pages(client: Client) -> dict[str, str]:
    """Each page that answers with a page when it is only looked at."""
    shown = {name: (url, client.get(url)) for name, url in crawled(client).items() if name != "account_logout"}
    return {
        name: url
        for name, (url, answer) in shown.items()
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    }


def allowed(url: str) -> int:
    """How many queries the page may ask: a list is a page whose address names nothing but a year."""
    return MOST_ABOUT_ONE_THING if resolve(urlsplit(url).path).kwargs.keys() - {"year"} else MOST


def queries(client: Client, url: str) -> int:
    """How often the page asks the database."""
    with CaptureQueriesContext(connection) as found:
        client.get(url)
    return len(found)


def _timed(client: Client, name: str, url: str, runs: int) -> Line:
    return raced(
        f"slowest page, of every page: {name}",
        partial(client.get, url),
        "the same frame round an empty list",
        partial(client.get, EMPTY),
        runs=runs,
        target=None,
    )


def _panels(client: Client) -> Iterator[Line]:
    """Each panel of the desk alone, after what the frame itself asks."""
    request = client.get("/").wsgi_request
    hung = [panel for column in ("actions", "main", "aside") for panel in panels(column)]
    asked = {panel.template: _drawn(panel, request) for panel in hung}
    name = max(asked, key=lambda template: asked[template])
    yield exactly(f"most queries of a panel of the desk, of {len(asked)}: {name}", "queries", asked[name], target=2)
    for template, count in asked.items():
        yield exactly(f"queries of {template}", "queries", count, target=MOST_OF_A_PANEL, detail=True)


def _drawn(panel: Panel, request: HttpRequest) -> int:
    with CaptureQueriesContext(connection) as found:
        data = panel.data(request)
        if data is not None:
            render_to_string(panel.template, {"data": data}, request)
    return len(found)
