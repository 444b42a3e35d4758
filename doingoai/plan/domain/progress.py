"""How far things have come, as charts tell it: sections in steps, agencies so many of so many, months in counts."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from doingoai.plan.domain.figures import AgencyMonths, Figures, MeasureMonths
from doingoai.text import alphabetical

LEAST_COLUMNS = 12


@dataclass(frozen=True)
class SectionSteps:
    """A section and the step of each of its tasks, in the order of the plan: (number of the task, step)."""

    number: str
    title: str
    tasks: tuple[tuple[str, int], ...]

    @property
    def states(self) -> tuple[int, ...]:
        """The steps alone."""
        return tuple(state for _number, state in self.tasks)

    @property
    def counts(self) -> tuple[tuple[int, int], ...]:
        """(step, how many tasks stand on it), the highest first, none left out that has one."""
        return tuple(sorted(Counter(self.states).items(), reverse=True))


@dataclass(frozen=True)
class AgencyShares:
    """Of the tasks in which an agency has a share, in how many it recorded something."""

    agency: str
    name: str
    done: int
    planned: int


@dataclass(frozen=True)
class Charts:
    """All that the charts of a plan or a report show; agencies by their names, never by how much they did."""

    sections: tuple[SectionSteps, ...]
    shares: tuple[AgencyShares, ...]
    months: tuple[str, ...]
    records: tuple[int, ...]
    agencies: tuple[AgencyMonths, ...] = ()
    measures: tuple[MeasureMonths, ...] = ()

    @property
    def columns(self) -> int:
        """How many tasks the longest section has, and room enough that a task alone is no wall."""
        return max(LEAST_COLUMNS, *(len(section.tasks) for section in self.sections), 0)

    @property
    def most_planned(self) -> int:
        """The largest share of an agency: the scale that all bars have."""
        return max((share.planned for share in self.shares), default=1)

    @property
    def highest(self) -> int:
        """The tallest month of any agency: the scale of the small charts."""
        return max((count for agency in self.agencies for count in agency.by_month), default=1)

    @property
    def all_records(self) -> int:
        """Every piece of evidence of the months."""
        return sum(self.records)


def charts_of(figures: Figures) -> Charts:
    """The charts of a report, from its figures alone, so that a frozen one draws what it drew."""
    return Charts(
        sections=_sections(figures),
        shares=_shares(figures),
        months=figures.months,
        records=month_totals([agency.by_month for agency in figures.agencies], len(figures.months)),
        agencies=figures.agencies,
        measures=figures.measures,
    )


def month_totals(rows: Sequence[Sequence[int]], width: int) -> tuple[int, ...]:
    """The rows added up month by month."""
    return tuple(sum(row[n] for row in rows) for n in range(width))


def _sections(figures: Figures) -> tuple[SectionSteps, ...]:
    found = []
    for section in figures.sections:
        steps = dict.fromkeys((line.task, line.state) for line in section.lines)
        if steps:
            found.append(SectionSteps(section.number, section.title, tuple(steps)))
    return tuple(found)


def _shares(figures: Figures) -> tuple[AgencyShares, ...]:
    names = {part.agency: part.short or part.name for part in figures.parts}
    names |= {share.agency: share.name for line in figures.lines for share in line.by_part}
    done: dict[str, set[str]] = defaultdict(set)
    planned: dict[str, set[str]] = defaultdict(set)
    for line in figures.lines:
        for share in line.by_part:
            done[share.agency].add(line.task)
        for slug in (*line.silent, *(share.agency for share in line.by_part)):
            planned[slug].add(line.task)
    told = [AgencyShares(slug, names[slug], len(done[slug]), len(planned[slug])) for slug in planned if slug in names]
    return tuple(sorted(told, key=lambda share: alphabetical(share.name)))
