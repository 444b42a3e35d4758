from datetime import date

import pytest

from doingoai.agencies.domain import Alias, Body, Extent, Group, Membership
from doingoai.agencies.profile import ProfileError, entries, load_directory, report_boxes, settings
from tests.agencies.builders import profile

SO_A = "{id: so-a, name: Sở A, short: Sở A, kind: so, verified: true}"
SO_B = "{id: so-b, name: Sở B, short: Sở B, kind: so, verified: true}"


def head(more=""):
    """A head of a profile that coordinates by an agency which nobody wrote down."""
    return "{province: Mẫu, coordinators: [{agency: so-x}]" + (f", {more}" if more else "") + "}"


def of(**facts):
    """An agency as YAML, with what it needs unless told otherwise."""
    told = {"id": "so-a", "name": "Sở A", "short": "Sở A", "kind": "so", "verified": "true"} | facts
    return "- {" + ", ".join(f"{key}: {value}" for key, value in told.items() if value is not None) + "}"


def test_a_folder_without_files_gives_an_empty_directory(tmp_path):
    found = load_directory(tmp_path)
    assert (found.province, found.bodies, found.groups) == ("", {}, {})
    assert entries(tmp_path, "agencies.yaml") == []
    assert settings(tmp_path) == {}


def test_a_profile_is_read_whole(tmp_path):
    profile(
        tmp_path,
        profile="{province: Mẫu, place: Mẫu, issuer: so-a, coordinators: [{agency: so-a, to: 2025-02-28}]}",
        agencies="""
            - id: so-a
              name: Sở A
              short: Sở A
              kind: so
              aliases: ["Sở Á", {text: Sở Cũ, to: 2020-12-31}]
              from: 2020-01-01
              to: "2025-02-28"
              successor: so-b
              verified: false
              source: trí nhớ, cần kiểm
            - {id: so-b, name: Sở B, short: Sở B, kind: so, verified: true}
            """,
        groups="""
            - {id: cac-so, name: các sở, extent: closed, aliases: [các sở ngành], note: cần kiểm, members: [so-b, so-a]}
            - {id: lq, name: các đơn vị có liên quan, extent: placeholder}
            """,
    )
    found = load_directory(tmp_path)
    first, last = date(2020, 1, 1), date(2025, 2, 28)
    names = (Alias("Sở Á"), Alias("Sở Cũ", None, date(2020, 12, 31)))
    assert found.province == "Mẫu"
    assert found.bodies["so-a"] == Body("so-a", "Sở A", "Sở A", "so", names, first, last, "so-b")
    # A body leaves its groups when it ends, without being told.
    members = (Membership("so-b"), Membership("so-a", first, last))
    assert found.groups["cac-so"] == Group(
        "cac-so", "các sở", Extent.CLOSED, (Alias("các sở ngành"),), members, "cần kiểm"
    )
    assert found.groups["lq"].members_on(first) == ()


def test_days_in_a_group_are_cut_to_those_on_which_the_body_exists(tmp_path):
    profile(
        tmp_path,
        agencies=of(**{"from": "2020-01-01", "to": "2025-02-28"}),
        groups="[{id: g, name: g, extent: closed, members: [{body: so-a, from: 2019-01-01, to: 2022-12-31}]}]",
    )
    [member] = load_directory(tmp_path).groups["g"].members
    assert member == Membership("so-a", date(2020, 1, 1), date(2022, 12, 31))


BROKEN = [
    ("agencies", "- id: [", r"agencies\.yaml: không đọc được"),
    ("agencies", "id: so-a", r"agencies\.yaml: cần một danh sách"),
    ("profile", "- so-a", r"profile\.yaml: cần một bảng khóa và giá trị"),
    ("agencies", "- so-a", r"agencies\.yaml: mục 1: cần một bảng khóa và giá trị"),
    ("agencies", of(short=None), r"agencies\.yaml: so-a: thiếu short"),
    ("agencies", of(name='""'), r"so-a: thiếu name"),
    ("agencies", of(form="2020-01-01"), r"so-a: có khóa lạ form\. Dùng được: aliases, from, id, kind"),
    ("agencies", of(kind="sở"), r"so-a: kind là “sở”, cần một trong: chinh-quyen, dan-cu"),
    ("agencies", of(id="Sở-A"), r"mã chỉ gồm chữ thường không dấu"),
    ("agencies", of(id="nguoi"), r"nguoi: mã chỉ gồm .* và không là dau-moi, ke-tuc, lam-viec-cho, nguoi, nhom"),
    ("agencies", of(**{"from": "tháng 3"}), r"so-a: “tháng 3” không phải một ngày, ghi như 2025-07-01"),
    ("agencies", of(to="2025"), r"so-a: “2025” không phải một ngày"),
    ("agencies", of(to="2025-02-28 10:00:00"), r"so-a: “2025-02-28 10:00:00” không phải một ngày"),
    ("agencies", of(**{"from": "2025-01-02", "to": "2025-01-01"}), r"from \(2025-01-02\) sau to \(2025-01-01\)"),
    ("agencies", of(aliases="Sở Á"), r"so-a: aliases cần một danh sách"),
    ("agencies", of(aliases="[{ten: Sở Á}]"), r"so-a: thiếu text"),
    ("agencies", of(verified='"có"'), r"so-a: verified cần true hoặc false"),
    ("agencies", of(verified=None), r"so-a: chưa kiểm \(verified: false\) thì ghi source"),
    ("agencies", f"{of()}\n{of()}", r"so-a: mã này có hai lần"),
    ("agencies", of(successor="so-x", to="2025-01-01"), r"so-a: cơ quan kế tục không có trong agencies\.yaml: so-x"),
    ("agencies", of(successor="so-a", to="2025-01-01"), r"so-a: cơ quan kế tục là chính nó"),
    ("agencies", f"- {SO_B}\n{of(successor='so-b')}", r"so-a: có cơ quan kế tục thì ghi to"),
    (
        "agencies",
        of(successor="so-b", to="2025-01-01") + "\n" + of(id="so-b", name="B", short="B", **{"from": "2025-03-01"}),
        r"so-a: cơ quan kế tục so-b không có ở ngày liền sau 2025-01-01",
    ),
    (
        "agencies",
        of() + "\n" + of(id="so-b", name="Sở B", short="Sở B", aliases="[sở a]"),
        r"“sở a” cùng lúc là tên của so-a và so-b",
    ),
    ("groups", "[{id: g, name: g}]", r"groups\.yaml: g: thiếu extent"),
    ("groups", "[{id: g, name: g, extent: closd}]", r"extent là “closd”, cần một trong: closed, open, placeholder"),
    ("groups", "[{id: g, name: g, extent: closed, members: [so-x]}]", r"groups\.yaml: g: so-x không có trong"),
    ("groups", "[{id: g, name: g, extent: open, members: [so-a]}]", r"g: kể members nhưng extent không phải closed"),
    ("groups", "[{id: g, name: g, extent: closed, members: [{from: 2020-01-01}]}]", r"g: thiếu body"),
    ("profile", "{place: Mẫu}", r"profile\.yaml: thiếu province, coordinators"),
    ("profile", head("provinc: Mẫu"), r"profile\.yaml: có khóa lạ provinc"),
    ("profile", head("issuer: so-y"), r"profile\.yaml: kể tên cơ quan không có trong agencies\.yaml: so-y, so-x"),
    ("profile", head(), r"profile\.yaml: kể tên cơ quan không có trong agencies\.yaml: so-x"),
    ("profile", "{province: Mẫu, coordinators: [so-x]}", r"profile\.yaml: cần một bảng khóa và giá trị"),
    ("profile", head("report: [{issuing: SỞ A}]"), r"profile\.yaml: có khóa lạ issuing"),
]


@pytest.mark.parametrize(("file", "text", "words"), BROKEN)
def test_a_broken_profile_names_its_file_its_entry_and_what_is_wrong(tmp_path, file, text, words):
    profile(tmp_path, **{file: text})
    with pytest.raises(ProfileError, match=words):
        load_directory(tmp_path)


def test_a_member_whose_days_in_the_group_lie_outside_its_life_is_refused(tmp_path):
    profile(
        tmp_path,
        agencies=of(to="2020-01-01"),
        groups="[{id: g, name: g, extent: closed, members: [{body: so-a, from: 2021-01-01}]}]",
    )
    with pytest.raises(ProfileError, match=r"g: so-a không có trong những ngày ở nhóm"):
        load_directory(tmp_path)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "agencies.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProfileError, match=r"agencies\.yaml: không đọc được"):
        load_directory(tmp_path)


def test_a_report_bears_the_boxes_of_its_time(tmp_path):
    profile(tmp_path, profile="{report: [{to: 2025-02-28, code: BC-A}, {from: 2025-03-01, code: BC-B}]}")
    assert report_boxes(tmp_path, date(2025, 2, 28))["code"] == "BC-A"
    assert report_boxes(tmp_path, date(2025, 3, 1))["code"] == "BC-B"


def test_a_province_that_did_not_change_tells_its_boxes_once(tmp_path):
    assert report_boxes(tmp_path, date(2022, 1, 1)) == {}
    profile(tmp_path, profile="{report: {code: BC-A}}")
    assert report_boxes(tmp_path, date(2022, 1, 1)) == {"code": "BC-A"}
