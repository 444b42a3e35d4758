"""Case `pages`: how much a page weighs on the wire, at the first visit and the next, and whom it asks.

The first visit is the page with every style and script that it names, each as the server sends it to a browser that
takes gzip; pictures (icons, drawings) are left out. The next visit is the page alone: the others are kept for a year.
"""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings

from bench import office
from bench.lists import pages
from bench.measure import KILOBYTE, Line, Spread, exactly
from bench.server import Server, serving

HEAVIEST = 60
PART = re.compile(r"""<(?:link\b[^>]*\brel="stylesheet"[^>]*\bhref|script\b[^>]*\bsrc)="([^"]+)\"""")
ASKED = re.compile(r"""<(?:link|script|img|iframe|use|source|object|embed)\b[^>]*\b(?:src|href|data)="([^"]+)\"""")
TAG = re.compile(r"<script.*?</script>|<[^>]+>", re.S)


@dataclass(frozen=True)
class Weight:
    """A page in bytes: as written, as sent, as sent with its parts, its words alone; and how many others it asks."""

    written: int
    sent: int
    first_visit: int
    words: int
    elsewhere: int


def lines(runs: int) -> Iterator[Line]:
    """The heaviest page, and each page as a detail; the peer is the page's bare words, sent by themselves."""
    office.opened()
    client = office.signed_in()
    with serving(settings.DATA_DIR) as server:
        scale = Scale(server, office.cookie())
        found = {name: scale.weigh(url) for name, url in sorted(pages(client).items())}
    name = max(found, key=lambda name: found[name].first_visit)
    yield _heavy(f"heaviest first visit, of {len(found)} pages: {name}", found[name])
    name = max(found, key=lambda name: found[name].sent)
    yield _line(f"heaviest next visit: {name}", found[name].sent, found[name].words)
    name = max(found, key=lambda name: found[name].written)
    yield exactly(f"heaviest page as written: {name}", "KB", found[name].written / KILOBYTE)
    yield exactly("requests to other houses, all pages", "", sum(w.elsewhere for w in found.values()), target=0)
    for name, weight in found.items():
        yield _heavy(f"first visit of {name}", weight, detail=True)
        yield _line(f"next visit of {name}", weight.sent, weight.words, detail=True)
        yield exactly(f"{name} as written", "KB", weight.written / KILOBYTE, detail=True)


class Scale:
    """Weighs pages of a running server as a browser would fetch them."""

    def __init__(self, server: Server, cookie: str) -> None:
        self.server, self.cookie = server, cookie

    def weigh(self, url: str) -> Weight:
        """One page."""
        status, body, headers = self.server.ask(url, self.cookie)
        assert status == 200, f"{url}: {status}"
        written = gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body
        text = written.decode()
        parts = {unescape(path) for path in PART.findall(text)}
        words = gzip.compress(" ".join(TAG.sub(" ", text).split()).encode())
        return Weight(
            written=len(written),
            sent=len(body),
            first_visit=len(body) + sum(self.part(path) for path in parts),
            words=len(words),
            elsewhere=sum(bool(urlsplit(path).netloc) for path in ASKED.findall(text)),
        )

    @cache  # noqa: B019  # one scale a run; a part is fetched once
    def part(self, path: str) -> int:
        """A style or script, as it is sent."""
        status, body, _ = self.server.ask(path)
        assert status == 200, f"{path}: {status}"
        return len(body)


def _heavy(what: str, weight: Weight, *, detail: bool = False) -> Line:
    return _line(what, weight.first_visit, weight.words, detail=detail)


def _line(what: str, size: int, words: int, *, detail: bool = False) -> Line:
    kilobytes, bare = size / KILOBYTE, words / KILOBYTE
    peer = "its bare words, sent by themselves"
    figure, against = Spread(kilobytes, kilobytes, kilobytes), Spread(bare, bare, bare)
    return Line(what, "KB", figure, target=HEAVIEST, peer=peer, peer_figure=against, detail=detail)
