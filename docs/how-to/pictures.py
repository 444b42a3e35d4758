"""Take the pictures of the how-to pages: `make pictures`.

New offices are started, each with a clock of its own and labelled sample data; a real browser walks through them as the
coordinator, an officer, a head of an agency and a leader of the province would. No picture is made by hand.
"""

import os
import tempfile
from datetime import datetime
from pathlib import Path

from camera import asking, bodies, drafting, year
from camera.office import Office, flags, office
from camera.shots import PICTURES
from playwright.sync_api import Browser, Playwright, sync_playwright

CHROMIUM = "/usr/bin/chromium"
MID_YEAR = datetime.fromisoformat("2022-06-08T09:30:00+07:00")
LATE_YEAR = datetime.fromisoformat("2026-11-16T09:30:00+07:00")


def browser_of(play: Playwright, place: Office) -> Browser:
    """A browser whose own words are Vietnamese too."""
    words = {**os.environ, "LANGUAGE": "vi"}
    return play.chromium.launch(executable_path=CHROMIUM, args=[*flags(place), "--lang=vi"], env=words)


def main() -> None:
    """Take them all."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as play, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with office(folder / "mid", MID_YEAR) as place:
            browser = browser_of(play, place)
            people = year.walk(browser, place)
            asking.walk(browser, people, folder)
            bodies.walk(people, folder)
            browser.close()
        with office(folder / "late", LATE_YEAR) as place:
            browser = browser_of(play, place)
            drafting.walk(browser, place)
            browser.close()


if __name__ == "__main__":
    main()
