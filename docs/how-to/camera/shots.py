"""Taking a picture: opening the page, doing what it shows, keeping it small."""

import base64
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Locator, Page

from camera.office import DESK

PICTURES = Path(__file__).resolve().parents[1] / "pictures"
FETCH = """async address => {
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
}"""
LARGEST = 150_000


def keep(name: str, data: bytes) -> None:
    """Keep a picture in few colours: pages have few.

    :raises ValueError: if it is too heavy for a page
    """
    picture = Image.open(BytesIO(data)).convert("RGB").quantize(192, dither=Image.Dither.NONE)
    path = PICTURES / f"{name}.png"
    picture.save(path, optimize=True)
    print(name, path.stat().st_size)
    if path.stat().st_size > LARGEST:
        raise ValueError(f"{name} is too heavy")


def take(
    page: Page,
    name: str,
    url: str = "",
    do: Callable[[Page], object] | None = None,
    *,
    size: tuple[int, int] = DESK,
    top: Locator | None = None,
) -> None:
    """Open the address, do what the picture shows, and take what is seen, with `top` at its head."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    if url:
        page.goto(url)
    if do:
        do(page)
    if top:
        top.evaluate("element => window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 84)")
    time.sleep(0.4)
    keep(name, page.screenshot())


def paper_of(page: Page, url: str) -> bytes:
    """A paper as the person of this page would get it."""
    return base64.b64decode(page.evaluate(FETCH, url))


def print_out(page: Page, name: str, url: str, number: int = 0) -> None:
    """Keep a page of a printed paper."""
    document = pypdfium2.PdfDocument(paper_of(page, url))
    buffer = BytesIO()
    document[number % len(document)].render(scale=1.2).to_pil().save(buffer, "PNG")
    keep(name, buffer.getvalue())


def fill(page: Page | Locator, **said: str) -> None:
    """Write into the fields of these names."""
    for name, words in said.items():
        page.locator(f"[name={name}]").fill(words)
