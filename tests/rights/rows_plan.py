"""The table: the plan and its tasks, evidence, papers that are read, drafts, key links."""

from datetime import timedelta

from django.utils import timezone

from tests.rights.table import (
    ALL,
    COORDINATOR,
    HEAD,
    HEADS,
    NONE,
    OWN_WRITERS,
    READERS_OF_PART,
    RECORDERS,
    STAFF,
    WRITERS,
    Row,
    page,
)
from tests.rights.world import LETTER, text_file

YEAR, READ, DRAFT, WORK, LINKS = (
    "/ke-hoach/2022/",
    "/ke-hoach/nhap/{reading}/",
    "/ke-hoach/soan/{draft}/",
    "/bang-chung/2022/",
    "/duong-lien-ket/2022/",
)
TASK = YEAR + "nhiem-vu/II.2.3/"
COMMENTS, OWN = DRAFT + "y-kien/", DRAFT + "cua/so-ngv/"
EVIDENCE = {
    "task": "II.2.3",
    "title": "Đoàn Vân Nam",
    "measure": "doan",
    "quantity": "1",
    "done_on": "01/3/2022",
    "token": "t9",
}
SIGNED = {
    "number": "99/KH-UBND",
    "date": "20/12/2026",
    "signer": "Nguyễn Văn Mẫu",
    "signer_title": "Chủ tịch",
    "revision": "0",
}


def _next_week():
    return f"{timezone.localdate() + timedelta(days=7):%d/%m/%Y}"


ROWS = {
    "plan:plans": page("/ke-hoach/?tat-ca=1", STAFF),
    "plan:tree": page(YEAR, STAFF),
    "plan:by_agency": page(YEAR + "theo-co-quan/", STAFF),
    "plan:timeline": page(YEAR + "dong-thoi-gian/", STAFF),
    "plan:timeline_file": page(YEAR + "dong-thoi-gian/lich.ics", STAFF),
    "plan:progress": page(YEAR + "tien-do/", STAFF),
    "plan:work": page(YEAR + "viec/", STAFF),
    "plan:work_of": page(YEAR + "viec/so-ngv/", STAFF),
    "plan:paper": page(YEAR + "ban-goc/", STAFF),
    "plan:withdraw": Row(YEAR + "tra-lai/", COORDINATOR, COORDINATOR, {"reason": "Nhầm bản."}, quiet=True),
    "plan:services": Row(YEAR + "loai-viec/", STAFF, COORDINATOR, {"kind-article": "II.1.3"}),
    "plan:own_list": page(YEAR + "cua-co-quan/", STAFF),
    "plan:own_table": page(YEAR + "cua-co-quan/danh-sach.xlsx", STAFF),
    "plan:own_remind": Row(YEAR + "cua-co-quan/nhac/", NONE, COORDINATOR, {"agency": ["so-ct"]}),
    "plan:own": Row(YEAR + "cua-co-quan/so-ngv/", STAFF, WRITERS, {"title": "Kế hoạch"}, form=True),
    "plan:task": page(TASK, STAFF),
    "plan:task_state": Row(TASK + "bac/", NONE, WRITERS, {"state": "2", "reason": "Đã đón đoàn."}),
    "plan:task_target": Row(TASK + "muc/", NONE, WRITERS, {"target": "10", "measure": "doan", "note": ""}),
    "plan:task_shares": Row(TASK + "nhom/{share}/", WRITERS, WRITERS, {"agencies": ["bao-laocai"]}),
    "plan:evidence_list": page(WORK, STAFF),
    "plan:evidence_table": page(WORK + "bang-chung.xlsx", STAFF),
    "plan:evidence": page(WORK + "{evidence}/", STAFF),
    # Each records in the name of their own agency, whoever's name they send.
    "plan:record": Row(WORK + "ghi/", RECORDERS, WRITERS, EVIDENCE | {"agency": "so-ngv"}),
    "plan:evidence_change": Row(WORK + "{evidence}/sua/", WRITERS, WRITERS, {"title": "Tên mới"}, form=True),
    "plan:evidence_retract": Row(WORK + "{evidence}/rut/", NONE, WRITERS, {"reason": "Ghi nhầm."}),
    "plan:evidence_restore": Row(WORK + "{taken_back}/hoan/", NONE, WRITERS),
    "plan:spreadsheet": Row(WORK + "bang/", RECORDERS, RECORDERS, quiet=True),
    "plan:spreadsheet_template": page(WORK + "mau.xlsx", STAFF),
    "plan:spreadsheet_retract": Row("/bang-chung/bang/{batch}/rut/", NONE, WRITERS),
    "plan:upload": Row(
        "/ke-hoach/nhap/", COORDINATOR, COORDINATOR, lambda w: {"file": text_file("khac.txt"), "no_secret": "on"}
    ),
    "plan:reading": page("/ke-hoach/nhap/doc/{waiting}/", COORDINATOR),
    "plan:review": page(READ, COORDINATOR),
    "plan:review_doubts": Row(READ + "cho/", NONE, COORDINATOR, {"doubt": "0", "choice": "noted"}),
    "plan:review_part": Row(READ + "phan/t1/", COORDINATOR, COORDINATOR, {"title": "Tên khác"}, form=True),
    "plan:review_out": Row(READ + "phan/t1/bo/", NONE, COORDINATOR, {"gone": "1"}),
    "plan:review_back": Row(READ + "phan/t1/tra/", NONE, COORDINATOR, quiet=True),
    "plan:review_first": Row(READ + "them/b/", COORDINATOR, COORDINATOR, {"kind": "Luật"}, form=True, quiet=True),
    "plan:review_add": Row(
        READ + "them/t/t3/", COORDINATOR, COORDINATOR, {"no": "II.1.9", "title": "Việc sót"}, form=True
    ),
    "plan:adopt": Row(READ + "nhan/", COORDINATOR, COORDINATOR, {"revision": "0"}, quiet=True),
    "plan:aside": Row(READ + "bo/", NONE, COORDINATOR, {"aside": "1"}),
    "plan:draft_begin": Row(
        "/ke-hoach/soan/", COORDINATOR, COORDINATOR, {"year": "2028", "start": "outline"}, form=True
    ),
    "plan:draft": page(DRAFT, COORDINATOR),
    "plan:draft_export": page(DRAFT + "ban.docx", COORDINATOR),
    "plan:draft_part": Row(DRAFT + "phan/{key}/", COORDINATOR, COORDINATOR, {"title": "Tên khác"}, form=True),
    "plan:draft_drop": Row(DRAFT + "phan/{key}/bo/", NONE, COORDINATOR, {"gone": "1"}),
    "plan:draft_shift": Row(DRAFT + "phan/{key}/chuyen/", NONE, COORDINATOR, {"places": "1"}),
    "plan:draft_mark": Row(DRAFT + "phan/{key}/cho/", NONE, COORDINATOR, {"mark": "0", "take": "0"}, quiet=True),
    "plan:draft_first": Row(DRAFT + "them/b/", COORDINATOR, COORDINATOR, {"kind": "Luật"}, form=True),
    "plan:draft_add": Row(DRAFT + "them/t/{key}/", COORDINATOR, COORDINATOR, {"title": "Việc mới"}, form=True),
    "plan:draft_undo": Row(DRAFT + "hoan-tac/", NONE, COORDINATOR, {"revision": "0"}, quiet=True),
    "plan:draft_heir": Row(DRAFT + "ke-tuc/", NONE, COORDINATOR, {"old": "so-tttt", "new": "so-vhttdl"}),
    "plan:draft_aside": Row(DRAFT + "bo/", NONE, COORDINATOR, {"aside": "1"}),
    "plan:draft_issue": Row(DRAFT + "ban-hanh/", COORDINATOR, COORDINATOR, SIGNED, quiet=True),
    "plan:draft_comments": Row(COMMENTS, COORDINATOR, COORDINATOR, lambda w: {"until": _next_week()}),
    "plan:draft_remind": Row(COMMENTS + "nhac/", NONE, COORDINATOR),
    "plan:draft_letters": Row(COMMENTS + "cong-van/", COORDINATOR, COORDINATOR, LETTER | {"number": "15"}),
    "plan:draft_letter_again": page(COMMENTS + "cong-van/{comment_letter}.docx", COORDINATOR),
    "plan:draft_letters_together": page(COMMENTS + "cong-van/{comment_letter}.zip", COORDINATOR),
    "plan:draft_settle": Row(COMMENTS + "{remark}/", NONE, COORDINATOR, {"act": "decline", "words": "Chưa cân đối."}),
    "plan:draft_edit": Row(
        COMMENTS + "{remark}/sua/", COORDINATOR, COORDINATOR, {"words": "Sửa."}, form=True, quiet=True
    ),
    "plan:draft_own": page(OWN, READERS_OF_PART),
    "plan:draft_agree": Row(OWN + "dong-y/", NONE, OWN_WRITERS, lambda w: {"key": w.mine[1]}),
    "plan:draft_take_back": Row(OWN + "rut/", NONE, OWN_WRITERS, lambda w: {"key": w.key}),
    "plan:draft_say": Row(OWN + "{second}/?gop-y=1", OWN_WRITERS, OWN_WRITERS, {"words": "Gộp với mục trên."}),
    "plan:amendments": page(YEAR + "dieu-chinh/", STAFF),
    "plan:amendment": page(YEAR + "dieu-chinh/1/", STAFF),
    "plan:amend_begin": Row(YEAR + "dieu-chinh/moi/", NONE, COORDINATOR, quiet=True),
    "plan:amend_issue": Row(
        "/ke-hoach/soan/{amendment}/dieu-chinh/", COORDINATOR, COORDINATOR, {"revision": "0"}, quiet=True
    ),
    "plan:links": page(LINKS, HEADS),
    "plan:link": page(LINKS + "{link}/", HEAD),
    "plan:link_add": Row(
        LINKS + "them/?nhiem-vu=II.2.3&co-quan=so-ngv",
        HEAD,
        HEAD,
        lambda w: {
            "agency": "so-ngv",
            "purpose": "báo cáo",
            "name": "Mỷ",
            "post": "Chuyên viên",
            "telephone": "0214",
            "last_day": _next_week(),
        },
    ),
    "plan:link_revoke": Row(LINKS + "{link}/thu-hoi/", NONE, HEAD, {"reason": "Mất điện thoại."}),
    "plan:key": Row("{door}", ALL, ALL, {"act": "luu"}, quiet=True),
}
