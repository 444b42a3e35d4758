"""`python -m tests.plan.corpus DIR`: every plan of the corpus in every format, with its hand-made structure."""

import shutil
import sys
from pathlib import Path

from tests.plan.corpus.files import EVERY, data
from tests.plan.corpus.source import FOLDER, NAMES


def main(folder: Path) -> None:
    """Write all files to the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, kind in EVERY:
        (folder / f"{name}.{kind}").write_bytes(data(name, kind))
    for name in NAMES:
        shutil.copy(FOLDER / f"{name}.gold.json", folder)
    print(f"{len(EVERY)} files of {len(NAMES)} plans in {folder}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
