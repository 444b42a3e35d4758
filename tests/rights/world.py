"""A year at work, so that every address has something to show: what lies at one agency, and people of two."""

from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from doingoai.accounts.models import Person
from doingoai.agencies.actions.focal import Contact, name_focal
from doingoai.agencies.actions.spokespersons import authorise
from doingoai.agencies.actions.successions import Told, record_succession
from doingoai.agencies.domain import Role
from doingoai.agencies.domain.spokesperson import Authority, Speaking
from doingoai.agencies.domain.succession import Change
from doingoai.agencies.models import Agency, RoleGrant
from doingoai.documents.actions import store
from doingoai.law.actions import start_clock
from doingoai.law.actions.holidays import accept_table
from doingoai.law.domain import DayState, Ref
from doingoai.law.models import Clock, Holiday, LegalRule
from doingoai.mail.actions import notify
from doingoai.plan.actions import links
from doingoai.plan.actions.amend import Decision, begin_amendment, issue_amendment
from doingoai.plan.actions.draft_comments import ask_comments, say_remark
from doingoai.plan.actions.effects import write_effect
from doingoai.plan.actions.evidence import retract_evidence
from doingoai.plan.actions.imports import bring_in, read_in
from doingoai.plan.actions.own import OwnFacts, keep_own_plan
from doingoai.plan.actions.reports import freeze_report
from doingoai.plan.domain.money.states import Stage
from doingoai.plan.domain.states import Answer
from doingoai.plan.models import CommentLetter, EvidenceBatch, OnwardDue, Part, Party, Report, RequestLetter
from doingoai.plan.queries.drafts.comments import parts_by_agency
from doingoai.plan.queries.drafts.screen import book_of_draft
from tests.documents.files import pdf
from tests.factories import NOW, actor, adopted_plan, coordinator, done
from tests.law.test_actions_holidays import ics
from tests.plan.budgeting import brought_to, facts
from tests.plan.drafting import begun
from tests.plan.gold import PROFILE
from tests.plan.linking import asked, here
from tests.plan.test_actions_amend import key_of, written
from tests.plan.test_actions_effects import SAID
from tests.plan.test_views_evidence import filled, row

ESTIMATES = {
    Stage.DRAFT: "written",
    Stage.SUBMITTED: "sent",
    Stage.APPRAISED: "appraised",
    Stage.APPROVED: "approved",
    Stage.SPENDING: "spending",
}
OFFICE, OTHER, RENAMED = "so-ngv", "so-ct", "so-xd"
LETTER = {
    "agencies": [OFFICE],
    "number": "5",
    "code": "STTTT-TTĐN",
    "dated_on": "1/6/2022",
    "signer_title": "Giám đốc",
    "signer_name": "Nguyễn Văn Mẫu",
    "telephone": "0214 3 840 000",
}
# Who stands before each door: strangers, people without a role, and each role at the agency of the thing or at another.
STRANGER, NOBODY = "stranger", "nobody"
PROVINCIAL = (Role.COORDINATOR, Role.LEADER, Role.ADMINISTRATOR)
LOCAL = (Role.EDITOR, Role.HEAD, Role.FINANCE, Role.VIEWER)
SEATS = (
    *(role.value for role in PROVINCIAL),
    *(role.value for role in LOCAL),
    *(f"other {role.value}" for role in LOCAL),
)


@dataclass(frozen=True)
class Seat:
    """Somebody before the door: their person, or nobody signed in."""

    name: str
    person: Person | None


def seats() -> list[Seat]:
    """Everybody, each with an account of their own."""
    found = [Seat(STRANGER, None), Seat(NOBODY, Person.objects.create(username="khach", name="Không có vai trò"))]
    found += [Seat(role.value, actor("so-tttt", role, name=f"tinh-{role}").person) for role in PROVINCIAL]
    found += [Seat(role.value, actor(OFFICE, role, name=f"ta-{role}").person) for role in LOCAL]
    return [*found, *(Seat(f"other {role.value}", actor(OTHER, role, name=f"ban-{role}").person) for role in LOCAL)]


def world() -> SimpleNamespace:
    """The plan adopted and the agency at work on all of it."""
    w = SimpleNamespace(plan=adopted_plan(), by=coordinator(), today=timezone.localdate(), now=timezone.localtime())
    w.seats = seats()
    w.signer = actor(OFFICE, Role.HEAD, name="ta-head").person
    w.editor = actor(OFFICE, Role.EDITOR, name="ta-editor")
    w.office = Agency.objects.get(slug=OFFICE)
    _work(w)
    _reports(w)
    _papers(w)
    _drafts(w)
    changed = written(begin_amendment(w.plan, by=w.by, at=w.now), key_of(w.plan, "II.1.1"), title="Đưa tin")
    decision = Decision("1234/QĐ-UBND", date(2022, 6, 20), "Sắp xếp lại.")
    issue_amendment(changed, decision, concerned=(), revision=changed.revision, by=w.by, at=w.now)
    w.plan.refresh_from_db()
    w.amendment = begin_amendment(w.plan, by=w.by, at=w.now)
    _house(w)
    _letters(w)
    _money(w)
    return w


def _work(w: SimpleNamespace) -> None:
    w.evidence = done(w.plan, "II.2.3", measure="doan", agency=OFFICE, key="a", by=w.editor)
    w.taken_back = done(w.plan, "II.2.3", measure="doan", agency=OFFICE, key="b", by=w.editor)
    retract_evidence(w.taken_back, reason="Ghi nhầm.", by=w.editor, at=NOW)
    w.file = store("anh.txt", "Đoàn công tác.".encode(), by=w.editor.person, at=NOW)
    own = OwnFacts("12/KH-SNGV", date(2022, 2, 14), "Kế hoạch của Sở", w.file)
    keep_own_plan(w.plan, w.office, own, list(w.plan.tasks.filter(number="II.2.3")), revision=0, by=w.editor, at=NOW)
    mine = Party.objects.filter(task__plan=w.plan, tracking__agency=w.office, role="lead")
    w.task = mine.first().task
    w.share = next(p for p in w.task.parties.select_related("group", "agency") if p.is_open)


def _reports(w: SimpleNamespace) -> None:
    w.part = Part.objects.select_related("report__period__plan").get(report__period__code="6-thang", agency=w.office)
    w.effect = write_effect(w.part.report, w.office, SAID, by=w.editor, at=NOW)
    freeze_report(Report.objects.get(period__code="nam"), reason="Mẫu.", by=w.by, at=NOW)
    w.onward = OnwardDue.objects.filter(period__code="nam").first()
    w.made = links.make_link(asked(OFFICE), by=w.by, at=w.now)
    w.link, w.door = w.made.link, here(w.made)


def _papers(w: SimpleNamespace) -> None:
    paper = PROFILE / "plans" / "2022.txt"
    w.reading = read_in(paper.name, paper.read_bytes(), province="Lào Cai", by=w.by, person=w.by.person, at=NOW)
    w.waiting = bring_in("ke-hoach.pdf", pdf("KẾ HOẠCH"), by=w.by, at=NOW)


def _drafts(w: SimpleNamespace) -> None:
    w.draft = begun(w.plan)
    parts = parts_by_agency(w.draft, book_of_draft(w.draft, "Lào Cai"), w.today)
    ask_comments(w.draft, parts, until=w.today + timedelta(days=9), by=w.by, at=w.now)
    reader = w.draft.readers.select_related("agency", "draft").get(agency=w.office)
    w.key = parts[OFFICE][0]
    mine = w.mine = parts[OFFICE]
    w.second = mine[1]
    w.remark = say_remark(reader, w.key, Answer.COMMENT, words="Thiếu người.", mine=mine, by=w.editor, at=w.now)


def _house(w: SimpleNamespace) -> None:
    contact = Contact("Lý Thị Mỷ", "Chuyên viên", "0214 3 840 000", "my@laocai.gov.vn")
    name_focal(w.office, contact, since=date(2022, 1, 1), by=w.editor, at=NOW)
    head = Authority(Speaking.HEAD, date(2022, 1, 1))
    w.speaker = authorise(w.office, contact, head, by=w.editor, at=NOW)
    w.rule = LegalRule.objects.first()
    w.term = _term(w)
    w.holiday = Holiday.objects.filter(state=DayState.ACCEPTED).first()
    w.proposed = Holiday.objects.create(day=date(2022, 6, 9), name="Nghỉ", source="le.ics")
    accept_table(2023, document="Văn bản mẫu", issued_on=None, by=w.by, at=NOW)
    w.grant = RoleGrant.objects.get(person__username="ban-viewer")
    body = Agency.objects.get(slug=RENAMED)
    told = Told(Change.RENAME, w.today + timedelta(days=30), (body,), new_name="Sở Mẫu", number="1/QĐ-UBND")
    w.succession = record_succession(told, by=w.by, at=w.now)
    w.notice = None
    for seat in w.seats:
        if seat.person:
            notice = notify(seat.person, subject="Mẫu", body="Mẫu.", url="/", at=w.now, key=f"mau-{seat.name}")
            w.notice = notice if seat.name == Role.EDITOR else w.notice


def _term(w: SimpleNamespace) -> Clock:
    """A term that the agency must keep."""
    said = {"started_at": w.now, "words": "Hồ sơ mẫu", "agency": w.office}
    return start_clock("tctt-kien-nghi", Ref("test.file", "1"), **said, by=None, at=w.now)


def calendar_file() -> SimpleUploadedFile:
    """A calendar of days off as somebody sends it."""
    return SimpleUploadedFile("le.ics", ics("20220607", "20220608", "Nghỉ thử"))


def text_file(name: str = "ke-hoach.txt") -> SimpleUploadedFile:
    """A plan as somebody sends it."""
    return SimpleUploadedFile(name, (PROFILE / "plans" / "2022.txt").read_bytes())


def _letters(w: SimpleNamespace) -> None:
    """What is made most easily as people make it: on the pages."""
    desk = Client()
    desk.force_login(w.by.person)
    desk.post("/bao-cao/2022/6-thang/cong-van/", LETTER)
    w.letter = RequestLetter.objects.get()
    desk.post(f"/ke-hoach/soan/{w.draft.pk}/y-kien/cong-van/", LETTER | {"code": "STTTT-KH"})
    w.comment_letter = CommentLetter.objects.get()
    mine = Client()
    mine.force_login(w.editor.person)
    mine.post("/bang-chung/2022/bang/", {"file": filled(mine, row())})
    w.batch = EvidenceBatch.objects.get()


def _money(w: SimpleNamespace) -> None:
    """The agency's estimates, one at each stage at which somebody acts; its lines are of a task that it leads."""
    line = facts(w.plan, task="II.2.3", item="Tờ gấp giới thiệu tỉnh", price=20_000_000)
    for stage in (Stage.SPENDING, Stage.APPROVED, Stage.APPRAISED, Stage.SUBMITTED, Stage.DRAFT):
        setattr(w, ESTIMATES[stage], brought_to(stage, w.plan, line, office=OFFICE))
    w.line, w.line_sent = w.spending.lines.get(), w.sent.lines.get()
    w.money = w.line.spendings.get()
    w.way = f"{w.plan.tasks.get(number='II.4.2').pk}-{w.office.pk}"
