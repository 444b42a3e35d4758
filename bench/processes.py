"""Case `processes`: how soon the product lives, from nothing and again, and what all its processes weigh.

`make run` does the same after it has installed what is missing: see the case `run`.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from itertools import cycle, islice

from django.conf import settings

from bench import office
from bench.lists import pages
from bench.measure import Line, Spread, exactly, seconds
from bench.server import PATIENCE, STEP, Server
from doingoai.jobs import registry
from doingoai.jobs.domain import Due
from doingoai.jobs.models import Firing
from doingoai.jobs.tasks import fire
from doingoai.plan.models import Plan

COLD, WARM, HEAVIEST = 60.0, 5.0, 300.0
REQUESTS = 200
PAPERS = [f"/bao-cao/2022/6-thang/ban.{kind}" for kind in ("docx", "pdf", "xlsx")]
ALONE = "Django alone, with the product's code loaded"


def lines(runs: int) -> Iterator[Line]:
    """First start on an empty folder, further starts, memory at rest, after two hundred pages, after papers."""
    bare = Spread.of(seconds(_loaded) for _ in range(runs))
    server = Server(settings.DATA_DIR)
    cold = server.start()
    server.stop()
    yield exactly("first start, empty data folder, to healthy", "s", cold, target=COLD, peer=ALONE, peer_figure=bare)
    starts = []
    for _ in range(min(runs, 3)):
        starts.append(server.start())
        server.stop()
    yield Line("next start, to healthy", "s", Spread.of(starts), target=WARM, peer=ALONE, peer_figure=bare)
    server.start()
    try:
        yield from _weighed(server)
    finally:
        server.stop()


def _weighed(server: Server) -> Iterator[Line]:
    yield exactly("memory of all processes, at rest", "MB", server.memory(), target=HEAVIEST)
    office.fill(Plan.objects.get(year=2022), office.ROWS)
    _swept()
    urls, cookie = list(pages(office.signed_in()).values()), office.cookie()
    laps = [seconds(lambda url=url: _opened(server, url, cookie)) for url in islice(cycle(urls), REQUESTS)]
    yield exactly(f"memory after {REQUESTS} pages, {office.ROWS:,} rows", "MB", server.memory(), target=HEAVIEST)
    yield Line(f"a page over the wire, {REQUESTS} pages in turn", "s", Spread.of(laps))
    for url in PAPERS:
        _opened(server, url, cookie)
    yield exactly("memory after .docx, .pdf and .xlsx of the report as well", "MB", server.memory(), target=HEAVIEST)


def _swept() -> None:
    """Have the worker bring the search up to the new rows now, not when its hour comes."""
    at = datetime.now(office.PROVINCE)
    registry.load()
    assert fire(Due("ops.refresh_search", at))
    end = time.monotonic() + PATIENCE
    while Firing.objects.filter(fire_at=at, finished_at=None).exists():
        assert time.monotonic() < end, "the worker did not sweep"
        time.sleep(STEP)


def _opened(server: Server, url: str, cookie: str) -> None:
    status, _, _ = server.ask(url, cookie)
    assert status == 200, f"{url}: {status}"


def _loaded() -> None:
    subprocess.run([sys.executable, "-P", "-c", "import doingoai.wsgi"], check=True)
