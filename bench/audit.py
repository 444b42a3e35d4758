"""Case `audit`: what it costs that the database captures every change, and how soon a long record is looked through."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from bench import office
from bench.measure import Line, Spread, exactly, seconds
from doingoai.agencies.models import Agency
from doingoai.audit.actions import watch
from doingoai.audit.models import Link
from doingoai.audit.queries import pages
from doingoai.audit.queries.pages import Asked
from doingoai.audit.queries.verify import verify
from doingoai.ops import setup

ROWS, ALONE, LINKS = 2_000, 200, 1_000_000
VERIFY, PAGE = 5.0, 0.1
BARE = "the same writes to the same table without a trigger"


class Undone(Exception):
    """The writes were timed and are taken back."""


def lines(runs: int) -> Iterator[Line]:
    """Captured writes beside the same writes unwatched; then a record of a million links, verified and read."""
    setup.make_ready(at=datetime.now(office.PROVINCE))
    for what, act in (("bulk insert", _inserted), ("bulk insert and update", _updated), ("saves one by one", _saved)):
        yield _cost(what, act, runs)
    lengthen(LINKS)
    hands = os.cpu_count() or 1
    spread = Spread.of(seconds(lambda: _verified(hands)) for _ in range(runs))
    yield Line(f"verify {LINKS:,} links, {hands} processes", "s", spread, target=VERIFY)
    for words, asked in (
        ("newest", Asked()),
        ("of one kind, from the middle", Asked(kind="agencies.agency", before=LINKS // 2)),
    ):
        spread = Spread.of(seconds(lambda asked=asked: pages.changes(asked, size=50)) for _ in range(runs))
        yield Line(f"a page of changes among {LINKS:,}, {words}", "s", spread, target=PAGE)
    size = Path(connection.settings_dict["NAME"]).stat().st_size / LINKS
    yield exactly("a link on the disk, its values and indexes with it", "bytes", size)


def _cost(what: str, act: Callable[[], object], runs: int) -> Line:
    """By turns, watched and not; taking the watch down and setting it again is no part of either time."""
    watched, bare = [], []
    for _ in range(runs + 1):
        watched.append(_timed(act))
        watch.lower()
        bare.append(_timed(act))
        watch.post()
    return Line(f"{what}, captured", "s", Spread.of(watched[1:]), peer=BARE, peer_figure=Spread.of(bare[1:]))


def _timed(act: Callable[[], object]) -> float:
    """How long the act takes; what it wrote is taken back."""
    took = 0.0
    with suppress(Undone), transaction.atomic():
        took = seconds(act)
        raise Undone
    return took


def _inserted() -> None:
    Agency.objects.bulk_create(_agencies(ROWS))


def _updated() -> None:
    Agency.objects.bulk_create(_agencies(ROWS))
    Agency.objects.filter(slug__startswith="do-").update(kind="khác")


def _saved() -> None:
    for agency in Agency.objects.all()[:ALONE]:
        agency.short = f"{agency.short}!"
        agency.save()


def _agencies(count: int, begin: int = 0) -> Iterator[Agency]:
    return (
        Agency(slug=f"do-{n}", name=f"Cơ quan mẫu để đo {n}", short=f"Mẫu {n}", kind="mẫu")
        for n in range(begin, begin + count)
    )


def lengthen(links: int) -> None:
    """Lengthen the record to so many links by real writes: a quarter inserts, the rest updates."""
    rows = (links - Link.objects.count()) // 4
    with transaction.atomic():
        Agency.objects.bulk_create(_agencies(rows), batch_size=2000)
    while (left := links - Link.objects.count()) > 0:
        ids = Agency.objects.filter(slug__startswith="do-").order_by("pk").values("pk")[:left]
        Agency.objects.filter(pk__in=ids).update(kind=f"mẫu {left}")


def _verified(hands: int) -> None:
    assert verify(processes=hands).faults == []
