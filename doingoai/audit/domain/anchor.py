"""The anchor: the head of the chain as it is told outside the database, in a line of a file, on a printed page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from doingoai.audit.domain.chain import FIRST, Fault

GROUPS, LENGTH = 4, 4


@dataclass(frozen=True)
class Head:
    """How many links the chain has, and the hash of the last."""

    count: int
    hash: str = FIRST

    def __str__(self) -> str:
        """The short form that is printed: "12.345 · 9f3a 77b0 41cd 0e2b"."""
        parts = (self.hash[n * LENGTH : (n + 1) * LENGTH] for n in range(GROUPS))
        return f"{self.count:,} · {' '.join(parts)}".replace(",", ".")


@dataclass(frozen=True)
class Anchored:
    """A head with the moment at which it was written down."""

    at: datetime
    head: Head

    @property
    def line(self) -> str:
        """The line of the file."""
        return f"{self.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} {self.head.count} {self.head.hash}\n"


def read(text: str) -> Iterator[Anchored]:
    """The lines of an anchor file; one that a crash cut short is passed over.

    :raises ValueError: if a whole line is none
    """
    for line in text.splitlines(keepends=True):
        if line.endswith("\n") and line.strip():
            at, count, hash_ = line.split()
            yield Anchored(datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC), Head(int(count), hash_))


def faults(anchored: list[Anchored], hashes: Mapping[int, str]) -> Iterator[Fault]:
    """The first place where the chain is not what was written down of it outside; hashes by the number of the link."""
    for told in anchored:
        if told.head.count and hashes.get(told.head.count) != told.head.hash:
            when = f"{told.at:%d/%m/%Y %H:%M} UTC"
            words = "đuôi chuỗi bị cắt" if told.head.count not in hashes else "đuôi chuỗi bị viết lại"
            yield Fault(told.head.count, f"{words}: không khớp mốc neo ghi ngoài lúc {when}")
            return
