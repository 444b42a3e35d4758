"""The sizes and places of nd30.yaml as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).resolve().parent.parent / "nd30.yaml"


@dataclass(frozen=True)
class Look:
    """How letters look: size in points, weight, slope."""

    size: float
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Page:
    """The sheet and its margins in millimetres; `number_drop` from the edge to the page number."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    number_drop: float

    def text_width(self, *, landscape: bool = False) -> float:
        """The width of the text in millimetres."""
        return (self.height if landscape else self.width) - self.left - self.right


@dataclass(frozen=True)
class Layout:
    """Everything that nd30.yaml says; lengths in millimetres, gaps in points."""

    face: str
    page: Page
    body: Mapping[str, float]
    letterhead: Mapping[str, float]
    closing: Mapping[str, float]
    looks: Mapping[str, Look]


@cache
def layout() -> Layout:
    """The layout of this product's papers."""
    told: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    looks = {
        name: Look(one["size"], one.get("bold", False), one.get("italic", False)) for name, one in told["looks"].items()
    }
    return Layout(**{**told, "page": Page(**told["page"]), "looks": looks})
