"""Places as words name them, on the day of the work."""

from datetime import date

import pytest

from doingoai.agencies.profile import ProfileError
from doingoai.plan.domain.places import Place, found
from doingoai.plan.queries.places import by_code, place_code, places

BEFORE, AFTER = date(2022, 5, 1), date(2026, 5, 1)


@pytest.mark.parametrize("words", ["Y Tý", "xã Y Tý", "y ty", "Y Tý, Bát Xát", "Y Tý, huyện Bát Xát"])
def test_a_commune_is_found_however_it_is_written(words):
    assert by_code()[place_code(words, BEFORE)].label == "Y Tý, huyện Bát Xát"


def test_a_district_is_one_until_it_was_abolished():
    assert by_code()[place_code("huyện Bắc Hà", BEFORE)].kind == "huyen"
    assert place_code("huyện Bắc Hà", AFTER) == ""
    assert by_code()[place_code("Bắc Hà", AFTER)].valid_from == date(2025, 7, 1)


@pytest.mark.parametrize("words", ["Bắc Hà", "Thanh Bình", "Hà Nội", "", "  ", "hội trường tỉnh"])
def test_what_names_none_or_several_stays_as_words(words):
    assert place_code(words, BEFORE) == ""


def test_a_name_borne_twice_is_told_apart_by_what_it_lies_in():
    twins = [Place("a", "xa", "Tân An", within="huyện Một"), Place("b", "xa", "Tân An", within="huyện Hai")]
    assert found(twins, "Tân An", BEFORE) is None
    assert found(twins, "Tân An, Hai", BEFORE) == twins[1]


def test_places_of_the_profile_are_dated_and_border_communes_marked():
    here = [place for place in places() if place.kind == "xa"]
    assert len([p for p in here if p.is_there(AFTER)]) == 99
    assert len([p for p in here if p.is_there(BEFORE)]) == 151
    assert not [p for p in here if p.is_there(AFTER) and p.is_there(BEFORE)]
    assert {p.name for p in here if p.is_border and p.is_there(BEFORE)} >= {"Y Tý", "Bản Lầu", "Pha Long"}


def test_a_profile_without_places_has_none_and_a_wrong_one_is_told(tmp_path, settings):
    settings.PROFILE_DIR = tmp_path
    assert places() == ()
    assert place_code("Y Tý", BEFORE) == ""
    settings.PROFILE_DIR = tmp_path / "sai"
    settings.PROFILE_DIR.mkdir()
    (settings.PROFILE_DIR / "places.yaml").write_text("- {code: a, kind: xa}\n", encoding="utf-8")
    with pytest.raises(ProfileError, match=r"places\.yaml"):
        places()
