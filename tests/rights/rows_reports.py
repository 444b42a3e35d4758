"""The table: reports, their parts, letters and effects."""

from doingoai.plan.models import Part
from tests.rights.table import COORDINATOR, NONE, OWN_WRITERS, READERS_OF_PART, STAFF, WRITERS, Row, page
from tests.rights.world import LETTER

REPORT, YEAR = "/bao-cao/2022/6-thang/", "/bao-cao/2022/nam/"
PART, ONWARD, EFFECT = REPORT + "phan/so-ngv/", YEAR + "ky/gui-tiep/", REPORT + "hieu-qua/"
WRITERS_ALL = WRITERS | {"other editor", "other head"}
DAYS = {"starts_on": "15/12/2021", "ends_on": "14/6/2022", "data_close": "10/6/2022", "agencies_due": "10/6/2022"}
SAID = {
    "what": "Lượt truy cập",
    "value": "10",
    "source": "Báo cáo",
    "limits": "Không biết ai đọc.",
    "agency": "so-ngv",
    "revision": "0",
}


def _state(state, **named):
    """The part stands at this step; `named` are fields with what of the world they hold."""

    def first(w):
        held = {name: getattr(w, thing) for name, thing in named.items()}
        Part.objects.filter(pk=w.part.pk).update(state=state, narrative="Đón đoàn.", **held)

    return first


SUBMITTED = _state("submitted", signed_by="signer", submitted_at="now")
SENT = _state("sent", sent_via="link", submitted_at="now")
ROWS = {
    "plan:reports": page("/bao-cao/", STAFF),
    "plan:report": page(REPORT, STAFF),
    "plan:report_drill": page(REPORT + "chi-tiet/?task=II.2.3&measure=doan", STAFF),
    "plan:report_write": Row(REPORT + "loi/", COORDINATOR, COORDINATOR, {"revision": "0", "overview": "Lời."}),
    "plan:report_period": Row(REPORT + "ky/", STAFF, COORDINATOR, DAYS),
    "plan:onward_add": Row(ONWARD, NONE, COORDINATOR, {"add-addressee": "Ban Tuyên giáo", "add-due_on": ""}),
    "plan:onward_change": Row(
        ONWARD + "{onward}/", NONE, COORDINATOR, lambda w: {f"o{w.onward.pk}-addressee": "UBND tỉnh"}
    ),
    "plan:onward_remove": Row(ONWARD + "{onward}/bo/", NONE, COORDINATOR),
    "plan:report_same_period": Row(
        REPORT + "cung-ky/", STAFF, COORDINATOR, {"source": "Báo cáo 178", "quantity:II.1.1:tin-bai": "5"}
    ),
    "plan:effect_add": Row(EFFECT, WRITERS_ALL, WRITERS, SAID),
    "plan:effect_change": Row(EFFECT + "{effect}/", WRITERS, WRITERS, SAID),
    "plan:effect_out": Row(EFFECT + "{effect}/bo/", NONE, WRITERS),
    "plan:report_remind": Row(REPORT + "nhac/", NONE, COORDINATOR, {"agency": ["so-ngv"]}),
    "plan:report_freeze": Row(REPORT + "chot/", COORDINATOR, COORDINATOR, {"reason": "Đến hạn."}),
    "plan:report_frozen": page(YEAR + "ban-chot/1/", STAFF),
    "plan:report_export": page(REPORT + "ban.docx", STAFF),
    "plan:part": Row(PART, READERS_OF_PART, OWN_WRITERS, {"revision": "0", "narrative": "Đón hai đoàn."}),
    "plan:part_submit": Row(PART + "nop/", NONE, frozenset({"head"}), first=_state("drafting")),
    "plan:part_return": Row(PART + "tra/", NONE, COORDINATOR, {"reason": "Thiếu số."}, SUBMITTED),
    "plan:part_excuse": Row(PART + "mien/", NONE, COORDINATOR, {"reason": "Không có việc."}),
    "plan:part_confirm": Row(PART + "xac-nhan/", NONE, frozenset({"coordinator", "head"}), first=SENT),
    "plan:part_signed": Row(PART + "ban-ky/", WRITERS, WRITERS, {"number": "45/BC-SNV"}, SUBMITTED, quiet=True),
    "plan:requests": Row(REPORT + "cong-van/", COORDINATOR, COORDINATOR, LETTER | {"number": "15"}),
    "plan:request_again": page(REPORT + "cong-van/{letter}.docx", COORDINATOR),
    "plan:requests_together": page(REPORT + "cong-van/{letter}.zip", COORDINATOR),
}
