"""Tasks, open parts and evidence follow a body into its successor, and every piece of evidence counts once."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.db import transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from doingoai.agencies.actions import NotDone
from doingoai.agencies.actions.successions import NewBody, Told, foresee, record_succession, undo_succession
from doingoai.agencies.domain import Role
from doingoai.agencies.domain.succession import Change
from doingoai.agencies.models import Agency, Succession
from doingoai.plan.actions.effects import write_effect
from doingoai.plan.actions.evidence import retract_evidence
from doingoai.plan.actions.links import make_link
from doingoai.plan.actions.parts import PartWords, save_part, submit_part
from doingoai.plan.actions.progress import leads
from doingoai.plan.actions.reports import freeze_report
from doingoai.plan.domain.paper import boxes_from, report_form
from doingoai.plan.domain.rights import NotAllowed
from doingoai.plan.domain.states import PartState
from doingoai.plan.models import Effect, Evidence, KeyLink, Part, Report, Tracking
from doingoai.plan.queries.figures import figures, sources
from doingoai.plan.queries.report import frozen_figures, line_of
from doingoai.plan.queries.task import dossier
from doingoai.plan.queries.tree import Filters, by_agency, tree
from tests.factories import NOW as JUNE
from tests.factories import PROVINCE, actor, adopted_plan, coordinator, done
from tests.plan.linking import NOW as MOMENT
from tests.plan.linking import asked
from tests.plan.test_actions_effects import SAID

JULY, LAST = date(2022, 7, 1), date(2022, 6, 30)
NOW = datetime(2022, 9, 1, 8, 0, tzinfo=PROVINCE)
HALF, WHOLE = "6-thang", "nam"


@pytest.fixture
def plan(db):
    return adopted_plan()


def body(slug):
    return Agency.objects.get(slug=slug)


def merge(before, after, on=JULY, at=NOW):
    return record_succession(Told(Change.MERGE, on, (body(before),), (body(after),)), by=coordinator(), at=at)


def report(code=WHOLE):
    return Report.objects.select_related("period__plan").get(period__code=code)


def part(slug, code=WHOLE):
    return Part.objects.select_related("agency", "report__period__plan").get(
        report__period__code=code, agency__slug=slug
    )


def total(slug, task="II.2.3", code=WHOLE, measure="doan-tuyen-truyen"):
    line = line_of(figures(report(code), agency=body(slug) if slug else None), task, measure)
    return line.total if line else Decimal(0)


def test_the_share_ends_with_the_day_and_goes_on_with_the_successor(plan):
    merge("so-ngv", "vp-ubnd")
    shares = Tracking.objects.filter(party__task__number="II.2.3", agency__slug__in=["so-ngv", "vp-ubnd"])
    told = set(shares.values_list("agency__slug", "valid_from", "valid_to", "passed_to__slug"))
    assert ("so-ngv", None, LAST, "vp-ubnd") in told
    assert any(slug == "vp-ubnd" and last is None for slug, _first, last, _heir in told)
    assert not Tracking.objects.filter(agency__slug="so-ngv", valid_to=None).exists()


def test_nothing_is_doubled_where_both_had_a_share(plan):
    before = Tracking.objects.filter(valid_to=None).values_list("party", flat=True)
    parties = set(before)
    merge("so-ngv", "so-kh-cn" if Agency.objects.filter(slug="so-kh-cn").exists() else "vp-ubnd")
    standing = Counter(Tracking.objects.filter(valid_to=None).values_list("party", "agency"))
    assert max(standing.values()) == 1
    assert set(Tracking.objects.filter(valid_to=None).values_list("party", flat=True)) == parties


def test_who_leads_after_the_day_is_the_successor(plan):
    led = next(t for t in plan.tasks.all() if "so-ngv" in leads(t))
    merge("so-ngv", "vp-ubnd")
    assert "so-ngv" not in leads(led)
    assert "vp-ubnd" in leads(led)
    rows = [row for s in tree(plan, Filters(agency="vp-ubnd")) for row in s.rows]
    row = next(row for row in rows if row.task == led)
    assert row.is_led
    assert any(lead.was for lead in row.leads)
    shares = {share.agency.slug: share for share in dossier(led).shares}
    assert shares["so-ngv"].until == LAST
    assert shares["so-ngv"].passed_to == body("vp-ubnd").short
    assert "so-ngv" not in {line.agency.slug for line in by_agency(plan)}


def test_the_list_of_a_successor_holds_what_its_number_counts(plan, client):
    done(plan, "II.2.3", agency="so-ngv", measure="doan")
    done(plan, "II.2.3", agency="vp-ubnd", measure="doan", key="2")
    merge("so-ngv", "vp-ubnd")
    client.force_login(coordinator().person)
    listed = {slug: client.get("/bang-chung/2022/", {"agency": slug}) for slug in ("vp-ubnd", "so-ngv")}
    line = next(line for line in by_agency(plan) if line.agency.slug == "vp-ubnd")
    assert line.evidence == listed["vp-ubnd"].context["page"].paginator.count == 2
    # Under its old name a body is still found with what it recorded itself.
    assert listed["so-ngv"].context["page"].paginator.count == 1


def test_the_work_of_a_plan_whose_year_is_over_stays(plan):
    merge("so-ngv", "vp-ubnd", on=date(2023, 1, 1), at=datetime(2023, 2, 1, tzinfo=PROVINCE))
    assert not Tracking.objects.exclude(valid_to=None).exists()
    assert part("so-ngv").passed_to == body("vp-ubnd")


def test_an_open_part_goes_over_with_its_words(plan):
    editor = actor("so-ngv", Role.EDITOR)
    other = actor("vp-ubnd", Role.EDITOR)
    save_part(part("so-ngv"), PartWords("Đón hai đoàn.", "", ""), {}, revision=0, by=editor, at=JUNE)
    save_part(part("vp-ubnd"), PartWords("Họp báo.", "", ""), {}, revision=0, by=other, at=JUNE)
    merge("so-ngv", "vp-ubnd")
    gone, heir = part("so-ngv"), part("vp-ubnd")
    assert (gone.state, gone.passed_to) == (PartState.EXCUSED, heir.agency)
    assert heir.narrative == "Họp báo.\n\nSở Ngoại vụ: Đón hai đoàn."
    assert "so-ngv" not in {missing.agency for missing in figures(report()).missing}


def test_a_part_already_sent_stays_signed_and_one_that_lacks_something_opens_again(plan):
    head, heir = actor("so-ngv", Role.HEAD), actor("vp-ubnd", Role.HEAD)
    for by, slug in ((head, "so-ngv"), (heir, "vp-ubnd")):
        mine = part(slug, HALF)
        mine = save_part(mine, PartWords("Đã làm.", "", ""), {}, revision=0, by=by, at=JUNE)
        submit_part(mine, figures(mine.report, agency=mine.agency), by=by, at=JUNE)
    mine = save_part(part("vp-ubnd"), PartWords("Cả năm.", "", ""), {}, revision=0, by=heir, at=JUNE)
    submit_part(mine, figures(mine.report, agency=mine.agency), by=heir, at=JUNE)
    merge("so-ngv", "vp-ubnd")
    assert part("so-ngv", HALF).state == part("vp-ubnd", HALF).state == PartState.SUBMITTED
    assert part("vp-ubnd").state == PartState.RETURNED
    assert "Sở Ngoại vụ theo về từ 01/7/2022" in part("vp-ubnd").return_reason


def test_what_the_old_body_did_counts_for_the_new_one_and_is_told_as_its_own(plan):
    done(plan, "II.2.3", key="cu", agency="so-ngv", quantity=4, on=date(2022, 3, 1))
    whole = line_of(figures(report()), "II.2.3", "tin-bai").total
    merge("so-ngv", "vp-ubnd")
    done(plan, "II.2.3", key="moi", agency="vp-ubnd", quantity=6, on=date(2022, 8, 1), at=NOW)
    line = line_of(figures(report(), agency=body("vp-ubnd")), "II.2.3", "tin-bai")
    assert line.total == 10
    assert [(s.name, s.quantity, s.part) for s in line.shares if s.part] == [("Sở Ngoại vụ", 4, "vp-ubnd")]
    merged = line_of(figures(report()), "II.2.3", "tin-bai")
    assert merged.total == whole + 6
    assert [(p.agency, p.quantity, p.within[0].name) for p in merged.by_part] == [("vp-ubnd", 10, "Sở Ngoại vụ")]
    told = str(report_form(figures(report()), boxes_from({}, {}, "")))
    assert "trong đó 4 do Sở Ngoại vụ thực hiện" in told
    assert Evidence.objects.get(source_key="cu").agency.slug == "so-ngv"


def test_the_successor_corrects_and_takes_back_what_the_old_body_recorded(plan, client):
    evidence = done(plan, "II.2.3", key="cu", agency="so-ngv", quantity=4, on=date(2022, 3, 1))
    merge("so-ngv", "vp-ubnd")
    heir, other = actor("vp-ubnd", Role.EDITOR), actor("ca-tinh", Role.EDITOR)
    evidence = Evidence.objects.select_related("agency", "task__plan").get(pk=evidence.pk)
    with pytest.raises(NotAllowed):
        retract_evidence(evidence, reason="Nhầm.", by=other, at=NOW)
    client.force_login(heir.person)
    page = client.get(f"/bang-chung/2022/{evidence.pk}/sua/").content.decode()
    assert '<option value="so-ngv" selected>' in page
    retract_evidence(evidence, reason="Nhầm.", by=heir, at=NOW)
    assert not Evidence.objects.standing().exists()


def test_what_was_frozen_keeps_its_names_and_its_text(plan):
    done(plan, "II.2.3", key="cu", agency="so-ngv", quantity=4, on=date(2022, 3, 1))
    by = coordinator()
    frozen = freeze_report(report(HALF), reason="Đến hạn.", by=by, at=JUNE)
    before = frozen.content
    merge("so-ngv", "vp-ubnd")
    record_succession(
        Told(Change.RENAME, JULY, (body("vp-ubnd"),), new_name="Văn phòng Mới", new_short="VPM"), by=by, at=NOW
    )
    frozen.refresh_from_db()
    assert frozen.content == before
    assert {p.name for p in frozen_figures(frozen).parts} >= {"Sở Ngoại vụ"}
    assert part("so-ngv", HALF).passed_to is None
    names = {p.agency: p.name for p in figures(report()).parts}
    assert names["vp-ubnd"] == "Văn phòng Mới"
    assert "Văn phòng Mới" not in {p.name for p in figures(report(HALF)).parts}


def test_evidence_bears_the_name_of_its_day(plan):
    done(plan, "II.2.3", key="cu", agency="so-ngv", on=date(2022, 3, 1))
    record_succession(
        Told(Change.RENAME, date(2022, 5, 1), (body("so-ngv"),), new_name="Sở Đối ngoại", new_short="SĐN"),
        by=coordinator(),
        at=NOW,
    )
    done(plan, "II.2.3", key="moi", agency="so-ngv", on=date(2022, 5, 2))
    assert [e.doer for e in Evidence.objects.order_by("done_on")] == ["Sở Ngoại vụ", "Sở Đối ngoại"]
    assert [s.agency_name for s in sources(report(HALF).period)] == ["SĐN", "Sở Ngoại vụ"]


def test_a_split_gives_each_task_to_the_one_chosen_with_what_was_done_for_it(plan):
    done(plan, "II.2.3", key="1", agency="so-ngv", quantity=4, on=date(2022, 3, 1))
    done(plan, "II.1.1", key="2", agency="so-ngv", quantity=3, on=date(2022, 3, 1))
    task = plan.tasks.get(number="II.2.3")
    what = Told(
        Change.SPLIT,
        JULY,
        (body("so-ngv"),),
        (body("vp-ubnd"), body("ca-tinh")),
        main="vp-ubnd",
        choices={f"task:{task.pk}": "ca-tinh"},
    )
    assert any(row.key == f"task:{task.pk}" for moves in foresee(what) for row in moves.rows)
    record_succession(what, by=coordinator(), at=NOW)
    assert total("ca-tinh", "II.2.3", measure="tin-bai") == 4
    assert total("vp-ubnd", "II.2.3", measure="tin-bai") == 0
    assert total("vp-ubnd", "II.1.1", measure="tin-bai") == 3


def test_all_is_undone_as_long_as_nothing_was_done_since(plan):
    editor = actor("so-ngv", Role.EDITOR)
    save_part(part("so-ngv"), PartWords("Đón hai đoàn.", "", ""), {}, revision=0, by=editor, at=JUNE)
    before = [list(model.objects.order_by("pk").values()) for model in (Tracking, Part)]
    row = merge("so-ngv", "vp-ubnd")
    assert [list(model.objects.order_by("pk").values()) for model in (Tracking, Part)] != before
    undo_succession(row, by=coordinator(), at=NOW)
    assert [list(model.objects.order_by("pk").values()) for model in (Tracking, Part)] == before


def test_work_done_since_stands_against_the_undo(plan):
    row = merge("so-ngv", "vp-ubnd")
    made = Tracking.objects.filter(agency__slug="vp-ubnd", valid_from=JULY, party__task__isnull=False).first()
    done(plan, made.party.task.number, key="moi", agency="vp-ubnd", on=date(2022, 8, 1), at=NOW + timedelta(hours=1))
    with pytest.raises(NotDone, match="cơ quan kế tục đã có 1 bằng chứng đã ghi"):
        undo_succession(row, by=coordinator(), at=NOW + timedelta(hours=2))
    assert not Tracking.objects.filter(agency__slug="so-ngv", valid_to=None).exists()


class TestEveryPieceOfEvidenceCountsOnce(TestCase):
    """Whatever becomes of bodies, on whatever day and in whatever order, the parts make the whole."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.plan = adopted_plan()
        bodies = [slug for slug in cls.slugs() if body(slug).valid_to is None][:6]
        numbers = list(cls.plan.tasks.values_list("number", flat=True))[:6]
        for index in range(24):
            done(
                cls.plan,
                numbers[index % 6],
                key=str(index),
                agency=bodies[(index * 5 + index // 6) % 6],
                quantity=index + 1,
                on=date(2022, 1 + index % 5, 1 + index % 28),
            )
        cls.bodies = bodies
        for number, slug in zip(numbers, bodies, strict=True):
            shares = Tracking.objects.filter(agency__slug=slug, party__task__isnull=False)
            task = shares.first().party.task
            for subject in ({"task": task}, {"part": part(slug)}):
                make_link(asked(slug, email="", **subject), by=coordinator(), at=MOMENT)
            write_effect(report(), body(slug), replace(SAID, what=number), by=coordinator(), at=JUNE)

    @staticmethod
    def slugs() -> list[str]:
        return sorted(set(Tracking.objects.values_list("agency__slug", flat=True)))

    @settings(max_examples=15)
    @example(seed=557, changes=[Change.RENAME, Change.MERGE, Change.SPLIT])  # told of afterwards, of an earlier day
    @example(seed=413, changes=[Change.DISSOLVE, Change.SPLIT])  # a link that followed both
    @given(seed=st.integers(0, 10**6), changes=st.lists(st.sampled_from(list(Change)), min_size=1, max_size=5))
    def test_parts_make_the_whole_after_random_changes_on_random_days(self, seed, changes) -> None:
        dice, by = Random(seed), coordinator()
        before = self.whole()
        rows: list[Succession] = []
        rows_before = self.rows()
        for kind in changes:
            what = self.random_change(kind, dice, len(rows))
            try:
                with transaction.atomic():
                    rows.append(record_succession(what, by=by, at=datetime(2022, 12, 20, 8, tzinfo=PROVINCE)))
            except NotDone:
                continue
            self.check(before)
        # Each that nothing builds on is undone, until all are.
        while rows:
            left = [row for row in rows if not self.is_undone(row)]
            assert len(left) < len(rows)
            rows = left
        self.check(before)
        assert self.rows() == rows_before

    @staticmethod
    def rows() -> list[list[dict]]:
        return [list(model.objects.order_by("pk").values()) for model in (Tracking, Part, Effect, KeyLink)]

    def is_undone(self, row: Succession) -> bool:
        try:
            undo_succession(row, by=coordinator(), at=datetime(2022, 12, 21, 8, tzinfo=PROVINCE))
        except NotDone:
            return False
        return True

    def whole(self) -> dict:
        return {(code, s.id): s.quantity for code in (HALF, WHOLE) for s in sources(report(code).period)}

    def check(self, before: dict) -> None:
        assert self.whole() == before
        for code in (HALF, WHOLE):
            period = report(code).period
            counted = Counter(s.id for agency in Agency.objects.all() for s in sources(period, agency=agency))
            assert counted == Counter(s.id for s in sources(period))
        standing = Counter(Tracking.objects.filter(valid_to=None).values_list("party", "agency"))
        assert max(standing.values()) == 1
        # A link that opens a part opens one that is still its agency's to write.
        for link in KeyLink.objects.filter(revoked_at=None, part__isnull=False).select_related("part"):
            assert link.agency_id == link.part.agency_id
            assert link.part.passed_to_id is None

    def random_change(self, kind: Change, dice: Random, turn: int) -> Told:
        on = date(2022, 1, 2) + timedelta(days=dice.randrange(340))
        first, second, third = (body(slug) for slug in dice.sample(self.bodies, 3))
        task = dice.choice(list(self.plan.tasks.all()))
        new = NewBody(f"Cơ quan mới {turn}", f"CQM {turn}", "so")
        if kind is Change.RENAME:
            return Told(kind, on, (first,), new_name=f"Tên mới {turn}", new_short=f"TM {turn}")
        if kind is Change.SPLIT:
            heirs = (first, second) if dice.random() < 0.4 else (second, third)
            return Told(kind, on, (first,), heirs, main=heirs[0].slug, choices={f"task:{task.pk}": heirs[1].slug})
        if kind is Change.DISSOLVE:
            return Told(kind, on, (first,), (second,) if dice.random() < 0.5 else ())
        if dice.random() < 0.5:
            return Told(kind, on, (first, second), made=(new,))
        return Told(kind, on, (first,), (second,))
