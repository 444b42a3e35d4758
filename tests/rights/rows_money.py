"""The table: money. What lies there is an agency's own, at every stage."""

from datetime import date

from tests.rights.table import COORDINATOR, NONE, OWN_WRITERS, STAFF, Row, page

MONEY = "/ke-hoach/2022/kinh-phi/"
ESTIMATE = MONEY + "du-toan/"
DRAFT, SENT, APPRAISED = ESTIMATE + "{written}/", ESTIMATE + "{sent}/", ESTIMATE + "{appraised}/"
APPROVED, SPENDING = ESTIMATE + "{approved}/", ESTIMATE + "{spending}/"
FINANCE = frozenset({"finance", "other finance"})
LEADER = frozenset({"leader"})
# Of another agency nobody sees money but those who see all of it; the administrator sees none.
SEES = frozenset({"coordinator", "leader", "editor", "head", "viewer"}) | FINANCE
RETURNS = FINANCE | LEADER | COORDINATOR
HEAD_ONLY = frozenset({"head"})
BEGINNERS = frozenset({"coordinator", "editor", "head", "other editor", "other head"})
PAPER = {"number": "12/QĐ", "dated_on": "01/6/2022"}


def _at(name, **said):
    """What is sent, with the revision at which the estimate stands."""
    return lambda w: {"revision": str(getattr(w, name).revision)} | said


def _written(w):
    line = w.written.lines.select_related("task").get()
    sums = {"quantity": "3", "unit_price": "20 triệu", "source": line.source_id, "note": ""}
    said = {"key": line.pk, "task": line.task.number, "item": "Tờ gấp khác", "unit": "bộ"} | sums
    told = {f"lines-0-{name}": str(value) for name, value in said.items()}
    return {"revision": str(w.written.revision), "lines-TOTAL_FORMS": "1", "lines-INITIAL_FORMS": "1"} | told


def _judged(w):
    return _at("sent")(w) | {f"verdict-{w.line_sent.pk}": "agreed"}


def _settled(w):
    return _at("spending")(w) | PAPER | {f"line-{w.line.pk}": "5.000"}


def _spent(w):
    return {
        "token": "t-other",
        "amount": "5 triệu",
        "spent_on": f"{date(2022, 6, 1):%d/%m/%Y}",
        "document": "HĐ 9",
        "reason": "",
    }


ROWS = {
    "plan:money": page(MONEY, STAFF),
    "plan:money_sheet": page(MONEY + "bang.xlsx", STAFF),
    "plan:money_desk": page(MONEY + "cho-xu-ly/", STAFF),
    "plan:money_lines": page(MONEY + "dong/?what=spent", STAFF),
    "plan:money_routes": Row(MONEY + "cach-cap/", COORDINATOR, COORDINATOR, lambda w: {w.way: "own"}, form=True),
    "plan:estimate_begin": Row(MONEY + "du-toan/moi/", BEGINNERS, BEGINNERS, {"route": "allotted"}),
    "plan:estimate": Row(DRAFT, SEES, OWN_WRITERS, _written),
    "plan:estimate_submit": Row(DRAFT + "gui/", NONE, HEAD_ONLY, _at("written")),
    "plan:estimate_drop": Row(DRAFT + "bo/", NONE, OWN_WRITERS),
    "plan:estimate_return": Row(SENT + "tra/", NONE, RETURNS, _at("sent", reason="Thiếu báo giá.")),
    "plan:estimate_undo": Row(SENT + "hoan-tac/", NONE, HEAD_ONLY, _at("sent", reason="Nhầm.")),
    "plan:estimate_appraise": Row(SENT + "tham-dinh/", FINANCE, FINANCE, _judged),
    "plan:estimate_approve": Row(APPRAISED + "duyet/", LEADER, LEADER, _at("appraised", act="approve")),
    "plan:estimate_allocate": Row(
        APPROVED + "phan-bo/", FINANCE | COORDINATOR, FINANCE | COORDINATOR, PAPER, form=True
    ),
    "plan:estimate_settle": Row(SPENDING + "quyet-toan/", HEAD_ONLY, HEAD_ONLY, _settled),
    "plan:estimate_template": page(DRAFT + "mau.xlsx", SEES),
    "plan:estimate_sheet": Row(DRAFT + "bang/", OWN_WRITERS, OWN_WRITERS, quiet=True),
    "plan:appraisal_template": page(SENT + "tham-dinh/mau.xlsx", FINANCE),
    "plan:appraisal_sheet": Row(SENT + "tham-dinh/bang/", FINANCE, FINANCE, quiet=True),
    "plan:estimate_paper": page(APPRAISED + "van-ban/duyet.docx", SEES),
    "plan:money_line": page(MONEY + "dong/{line}/", SEES),
    "plan:spend": Row(MONEY + "dong/{line}/chi/", OWN_WRITERS, OWN_WRITERS, _spent),
    "plan:spend_retract": Row(MONEY + "chi/{money}/rut/", NONE, OWN_WRITERS, {"reason": "Ghi nhầm."}),
}
