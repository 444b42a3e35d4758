"""An annex that lists the tasks of the body once more: no new tasks, but what the body left to the table."""

from collections.abc import Sequence
from dataclasses import replace

from doingoai.plan.domain.outline.reading import SectionReading, TaskReading
from doingoai.text import bare

SHORTEST = 20  # letters of a name of which only the beginning stands in the table


def joined_tasks(told: Sequence[TaskReading], listed: Sequence[TaskReading]) -> list[TaskReading]:
    """The tasks of the body, each completed by its row, then the rows that the body does not tell.

    A row repeats a task if it has the same name, or the first words of it and the same last number.
    """
    result = list(told)
    free = list(range(len(told)))
    for row in listed:
        place = next((index for index in free if _is_same(told[index], row)), None)
        if place is None:
            result.append(row)
            continue
        free.remove(place)
        result[place] = _completed(told[place], row)
    return result


def joined_sections(told: Sequence[SectionReading], listed: Sequence[SectionReading]) -> list[SectionReading]:
    """The headings of the body, then those of the table that it does not have."""
    known = {_plain(section.title) for section in told}
    return [*told, *(section for section in listed if _plain(section.title) not in known)]


def _is_same(task: TaskReading, row: TaskReading) -> bool:
    name, words = _plain(task.title), _plain(row.title)
    if name == words:
        return True
    begins = len(words) >= SHORTEST and name.startswith(words)
    return begins and task.number.rpartition(".")[2] == row.number.rpartition(".")[2]


def _plain(title: str) -> str:
    return bare(title).strip(" .;:")


def _completed(task: TaskReading, row: TaskReading) -> TaskReading:
    return replace(
        task,
        lead=task.lead or row.lead,
        coordinate=task.coordinate or row.coordinate,
        time=task.time or row.time,
        budget=row.budget if task.budget is None else task.budget,
        output=task.output or row.output,
    )
