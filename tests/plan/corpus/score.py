"""`python -m tests.plan.corpus.score [--family F] [--format X] [--plan P] [--office] [-v]`: how well all is read.

Each file goes through the reader and the importer as a paper of a province without a profile does.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from doingoai.agencies.domain import Directory
from doingoai.agencies.profile import load_directory
from doingoai.documents.domain import NotReadable
from doingoai.documents.read import read
from doingoai.plan.domain.contract import to_json
from doingoai.plan.domain.outline import NotAPlan, read_plan
from tests.plan.corpus.files import EVERY, data, truth
from tests.plan.corpus.marks import Marks, lines, marked
from tests.plan.corpus.office import converted
from tests.plan.corpus.source import FOLDER, plan

FLOORS = Path(__file__).with_name("floors.json")
NOTHING = {
    "document": dict.fromkeys(("type", "title", "number", "date", "year", "signer")),
    **{name: [] for name in ("legal_bases", "tasks", "assignments", "anniversaries", "deadlines", "warnings")},
}


@cache
def nobody(folder: Path = FOLDER) -> Directory:
    """The directory of a province that has written no profile; another folder may hold one."""
    return load_directory(folder)


def scored(name: str, kind: str, directory: Directory | None = None) -> Marks:
    """The marks of one plan in one format; what cannot be read is missed as a whole."""
    return marked_file(name, f"{name}.{kind}", data(name, kind), directory)


def marked_file(name: str, file: str, content: bytes, directory: Directory | None = None) -> Marks:
    """The marks of a file that holds the plan."""
    try:
        found = to_json(read_plan(read(file, content), directory or nobody()))
    except (NotReadable, NotAPlan):
        found = NOTHING
    return marked(truth(name), found)


def every(
    pick: Callable[[str, str], bool] = lambda name, kind: True, directory: Directory | None = None
) -> dict[tuple[str, str], Marks]:
    """The marks of each plan in each format."""
    return {(name, kind): scored(name, kind, directory) for name, kind in EVERY if pick(name, kind)}


def by_office(pick: Callable[[str, str], bool], directory: Directory | None = None) -> dict[tuple[str, str], Marks]:
    """The marks of each Word paper as LibreOffice prints and saves it."""
    papers = ((name, kind, content) for (name, kind), content in converted().items() if pick(name, f"office.{kind}"))
    return {
        (name, f"office.{kind}"): marked_file(name, f"{name}.{kind}", content, directory)
        for name, kind, content in papers
    }


def summed(marks: Iterable[Marks]) -> Marks:
    """Many marks as one."""
    total = Marks()
    for one in marks:
        total.add(one)
    return total


def by_family(found: dict[tuple[str, str], Marks]) -> dict[tuple[str, str], Marks]:
    """The marks by family and format."""
    groups: dict[tuple[str, str], list[Marks]] = defaultdict(list)
    for (name, kind), marks in found.items():
        groups[plan(name).family, kind].append(marks)
    return {key: summed(groups[key]) for key in sorted(groups)}


def floors() -> dict[str, float]:
    """The least F1 that each file must reach, by "name.kind"."""
    told: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return told


def main() -> None:
    """Print the tables that were asked for."""
    options = _options()

    def pick(name: str, kind: str) -> bool:
        asked = ((options.family, plan(name).family), (options.format, kind), (options.plan, name))
        return all(one in (None, other) for one, other in asked)

    directory = nobody(options.profile) if options.profile else None
    found = (by_office if options.office else every)(pick, directory)
    for (name, kind), marks in found.items():
        print(_row(f"{plan(name).family}: {name}.{kind}", marks))
        if options.v:
            print("\n".join(lines(marks)))
    print()
    for (family, kind), marks in by_family(found).items():
        print(_row(f"{family} {kind}", marks))
    print()
    total = summed(found.values())
    for field in sorted({name for name, _ in [*total.hits, *total.missed, *total.surplus]}):
        print(_row(field, Marks(*([x for x in side if x[0] == field] for side in _sides(total)))))
    print(_row("all", total))
    if options.keep:
        kept = {f"{name}.{kind}": int(marks.f1 * 1000) / 1000 for (name, kind), marks in found.items()}
        FLOORS.write_text(json.dumps(dict(sorted((floors() | kept).items())), indent=1) + "\n", encoding="utf-8")


def _sides(marks: Marks) -> tuple[list[tuple[str, str]], ...]:
    return marks.hits, marks.missed, marks.surplus


def _row(what: str, marks: Marks) -> str:
    counts = f"{len(marks.hits):5} hit {len(marks.missed):5} missed {len(marks.surplus):5} surplus"
    return f"{what:44} F1 {marks.f1:.3f}  P {marks.precision:.3f}  R {marks.recall:.3f} {counts}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.plan.corpus.score", description=__doc__)
    for name in ("family", "format", "plan"):
        parser.add_argument(f"--{name}")
    parser.add_argument("--profile", type=Path, help="read with this profile instead of none")
    parser.add_argument("--keep", action="store_true", help="write what is reached as the new floors")
    parser.add_argument("--office", action="store_true", help="the Word papers as LibreOffice prints and saves them")
    parser.add_argument("-v", action="store_true", help="each miss and each surplus")
    return parser.parse_args()


if __name__ == "__main__":
    main()
