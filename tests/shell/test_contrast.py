"""The promise of the tokens: words at 4.5 to 1 or better on every ground they stand on, shapes at 3 to 1."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "doingoai/shell/static/shell/css/tokens.css"
TOKEN = re.compile(r"--([\w-]+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)")
STATES = ("ma", "lua", "phusa", "nuoc")
PAIRS = [
    *[("ink", ground) for ground in ("page", "surface", "mark")],
    *[("ink-2", ground) for ground in ("surface", "page", "sunken", "cham-wash")],
    *[("ink-3", ground) for ground in ("surface", "page", "sunken", "cham-wash")],
    *[("line-firm", ground) for ground in ("surface", "page")],
    *[("cham", ground) for ground in ("surface", "page", "cham-wash")],
    *[("cham-deep", "cham-wash"), ("on-cham", "cham-fill"), ("focus", "page"), ("focus", "surface")],
    *[("rail-ink", "rail"), ("rail-ink-2", "rail"), ("rail-ink", "rail-on")],
    *[(state, ground) for state in STATES for ground in ("surface", "page", f"{state}-wash")],
    *[(f"{state}-fill", "surface") for state in (*STATES, "man", "mute")],
    *[("man", "surface"), ("phusa", "sunken"), ("ma", "sunken"), ("lua", "sunken")],
]


def luminance(colour):
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(scope="module")
def tokens():
    found = {name: (light, dark) for name, light, dark in TOKEN.findall(CSS.read_text(encoding="utf-8"))}
    return {**found, "on-cham": ("#ffffff", "#ffffff")}


@pytest.mark.parametrize("night", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), PAIRS)
def test_what_is_read_stands_out_from_what_it_stands_on(tokens, shape, ground, night):
    is_shape = shape in {"line-firm", "focus"} or shape.endswith("-fill")
    assert contrast(tokens[shape][night], tokens[ground][night]) >= (3 if is_shape else 4.5)
