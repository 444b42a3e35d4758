"""The figures are what they say: spreads, ratios, verdicts, the table, and the command itself."""

import json
import re
import subprocess
import sys

import pytest

from bench.measure import Line, Spread, exactly, race
from bench.table import drawn, number
from tests.house.walk import ROOT


def bench(*words):
    return subprocess.run(
        [sys.executable, "-m", "bench", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_a_spread_is_least_middle_and_most():
    assert Spread.of([3, 1, 2]) == Spread(1, 2, 3)


def test_both_of_a_race_run_by_turns_with_a_lap_before_the_clock():
    laps = []
    race(lambda: laps.append("a"), lambda: laps.append("b"), runs=2)
    assert "".join(laps) == "ababab"


@pytest.mark.parametrize(
    ("figure", "target", "at_least", "verdict"),
    [(2, 2, False, "met"), (2.1, 2, False, "MISSED"), (99.9, 100, True, "MISSED"), (100, 100, True, "met")],
)
def test_the_median_is_held_to_the_target(figure, target, at_least, verdict):
    assert Line("x", "s", Spread(0, figure, 900), target=target, at_least=at_least).verdict == verdict


def test_a_figure_without_target_or_peer_has_no_verdict_and_no_ratio():
    line = exactly("x", "s", 1)
    assert (line.verdict, line.ratio) == ("", None)


def test_a_line_comes_back_from_json_as_it_was():
    line = Line("x", "s", Spread(1, 4, 5), target=2, peer="y", peer_figure=Spread(1, 2, 3))
    told = json.loads(json.dumps(line.told()))
    assert Line.read(told) == line
    assert (told["ratio"], told["verdict"]) == (2, "MISSED")


def test_the_table_names_each_peer_once():
    line = Line("page", "s", Spread(1, 4, 5), target=5, peer="plain SQL", peer_figure=Spread(1, 2, 3))
    head, first, second, legend = drawn([line, line]).splitlines()
    assert head.split()[:2] == ["what", "median"]
    assert first == second
    assert re.split(r"\s{2,}", first) == ["page", "4 s", "1 – 5", "≤ 5 s", "a 2 s", "2 ×", "met"]
    assert legend == "  a: plain SQL"


@pytest.mark.parametrize(("value", "words"), [(3, "3"), (0.0123456, "0.0123"), (0.00021, "0.0002"), (143.2, "143")])
def test_numbers_have_three_digits_that_matter(value, words):
    assert number(value) == words


def test_the_command_measures_what_is_asked_and_keeps_the_figures(tmp_path):
    told = bench("gold", "--json", str(tmp_path / "figures.json"))
    assert told.returncode == 0, told.stderr
    assert "100 %" in told.stdout
    assert "targets met" in told.stdout
    kept = json.loads((tmp_path / "figures.json").read_text())
    assert {line["verdict"] for line in kept["cases"]["gold"]} == {"met"}


def test_an_unknown_case_is_told_with_those_there_are():
    told = bench("everything")
    assert told.returncode == 2
    assert "gold, import, report" in told.stderr
