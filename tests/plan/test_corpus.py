"""Invented plans of many provinces, in every form: each is read at least as well as its floor says."""

import json

import pytest

from tests.plan.corpus.__main__ import main
from tests.plan.corpus.files import EVERY, data, truth
from tests.plan.corpus.marks import marked
from tests.plan.corpus.office import CONVERTED, converted
from tests.plan.corpus.score import floors, marked_file, scored
from tests.plan.corpus.source import FOLDER, NAMES, plan

FAMILIES = {"labelled", "word", "annex", "prose", "decision", "noisy"}
KEYS = {"legal_bases", "assignments", "deadlines", "anniversaries", "warnings"}


@pytest.mark.parametrize(("name", "kind"), EVERY, ids=lambda part: part)
def test_a_plan_is_read_at_least_as_well_as_its_floor_says(name, kind):
    found = scored(name, kind)
    assert found.f1 >= floors()[f"{name}.{kind}"], (found.missed, found.surplus)


@pytest.mark.long
@pytest.mark.parametrize(("name", "kind"), CONVERTED, ids=lambda part: part)
def test_a_paper_as_libreoffice_saves_it_is_read_at_least_as_well_as_its_floor_says(name, kind):
    found = marked_file(name, f"{name}.{kind}", converted()[name, kind])
    assert found.f1 >= floors()[f"{name}.office.{kind}"], (found.missed, found.surplus)


def test_every_file_has_a_floor_and_every_floor_a_file():
    files = [*EVERY, *((name, f"office.{kind}") for name, kind in CONVERTED)]
    assert set(floors()) == {f"{name}.{kind}" for name, kind in files}


def test_every_family_has_several_plans():
    families = [plan(name).family for name in NAMES]
    assert {family for family in families if families.count(family) > 1} == FAMILIES


@pytest.mark.parametrize("name", NAMES)
def test_the_truth_read_as_a_reading_has_full_marks(name):
    told = _decided(truth(name))
    found = marked(truth(name), told)
    assert (found.f1, found.missed, found.surplus) == (1, [], [])


@pytest.mark.parametrize("name", NAMES)
def test_a_party_too_many_and_a_task_too_few_are_marked(name):
    told = _decided(truth(name))
    told["tasks"][0]["lead"].append({"name": "Sở Không có thật"})
    lost = told["tasks"].pop()
    found = marked(truth(name), told)
    assert ("lead" in dict(found.surplus), "title" in dict(found.missed)) == (True, True), lost
    assert found.f1 < 1


def test_all_files_are_written_to_a_folder(tmp_path, capsys):
    main(tmp_path / "plans")
    assert f"{len(EVERY)} files of {len(NAMES)} plans" in capsys.readouterr().out
    name, kind = EVERY[0]
    assert (tmp_path / "plans" / f"{name}.{kind}").read_bytes() == data(name, kind)
    assert json.loads((tmp_path / "plans" / f"{name}.gold.json").read_text(encoding="utf-8")) == truth(name)
    assert (FOLDER / f"{name}.plan").exists()


def _decided(told):
    """The truth as one reading: of several right answers the first; what may be left out is left out."""
    told = _first(told)
    for name in KEYS | {"tasks"}:
        told[name] = [one for one in told[name] if not (isinstance(one, dict) and one.get("optional"))]
    for given in told["assignments"]:
        given["heading"] = given["agency"]["name"]
        given["items"] = [item for item in given["items"] if not item.get("optional")]
    told["warnings"] = [{"code": "", "message": warning} for warning in told["warnings"]]
    return told


def _first(told):
    if isinstance(told, dict) and "any_of" in told:
        return told["any_of"][0]
    if isinstance(told, dict):
        return {key: _first(value) for key, value in told.items()}
    return [_first(one) for one in told] if isinstance(told, list) else told
