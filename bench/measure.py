"""Samples, their spread, and a figure beside its target and its peer."""

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

KILOBYTE, MEGABYTE = 1024, 1024 * 1024


@dataclass(frozen=True)
class Spread:
    """The least, the middle and the greatest of several samples."""

    low: float
    median: float
    high: float

    @classmethod
    def of(cls, samples: Iterable[float]) -> "Spread":
        """The spread of the samples."""
        found = sorted(samples)
        return cls(found[0], statistics.median(found), found[-1])


@dataclass(frozen=True)
class Line:
    """One figure: what was measured in which unit, beside its target and a peer; `detail` is shown only when asked for.

    A target is the most that the figure may be, or the least where `at_least` says so; the median is held to it.
    """

    what: str
    unit: str
    figure: Spread
    target: float | None = None
    at_least: bool = False
    peer: str = ""
    peer_figure: Spread | None = None
    detail: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times the peer's median the figure's median is."""
        if self.peer_figure is None or not self.peer_figure.median:
            return None
        return self.figure.median / self.peer_figure.median

    @property
    def verdict(self) -> str:
        """Whether the target is met; "" where there is none."""
        if self.target is None:
            return ""
        median = self.figure.median
        return "met" if (median >= self.target if self.at_least else median <= self.target) else "MISSED"

    def told(self) -> dict[str, Any]:
        """The line as JSON."""
        return asdict(self) | {"ratio": self.ratio, "verdict": self.verdict}

    @classmethod
    def read(cls, told: dict[str, Any]) -> "Line":
        """The line from its JSON."""
        said = {name: told[name] for name in cls.__dataclass_fields__}
        peer = said["peer_figure"]
        return cls(**said | {"figure": Spread(**said["figure"]), "peer_figure": Spread(**peer) if peer else None})


def seconds(act: Callable[[], object]) -> float:
    """How long the act takes, in seconds by the wall clock."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def race(act: Callable[[], object], peer: Callable[[], object], runs: int) -> tuple[Spread, Spread]:
    """Both by turns, so that whatever else the machine does falls on both; one lap each before the clock runs."""
    act(), peer()
    laps = [(seconds(act), seconds(peer)) for _ in range(runs)]
    return Spread.of(lap[0] for lap in laps), Spread.of(lap[1] for lap in laps)


def raced(
    what: str, act: Callable[[], object], peer: str, against: Callable[[], object], *, runs: int, target: float | None
) -> Line:
    """The line of a race, in seconds."""
    figure, peer_figure = race(act, against, runs)
    return Line(what, "s", figure, target=target, peer=peer, peer_figure=peer_figure)


def exactly(what: str, unit: str, value: float, **words: Any) -> Line:
    """A figure that does not vary from run to run."""
    return Line(what, unit, Spread(value, value, value), **words)
