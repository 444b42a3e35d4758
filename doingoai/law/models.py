"""The rules, each from one day to another; the days on which offices are closed; the clocks that run by both."""

from dataclasses import fields
from datetime import datetime

from django.db import models
from django.db.models import Q

from doingoai.accounts.models import Person
from doingoai.agencies.models import Agency, Dated, DatedQuerySet
from doingoai.law.domain import (
    Basis,
    DayOff,
    DayState,
    Kind,
    Op,
    Quality,
    Reckoned,
    Ref,
    Rule,
    Unit,
    citation,
    is_late,
    left,
    retold,
)
from doingoai.law.domain.clocks import ASKS_FOR_AN_ACT

NAMES = tuple(field.name for field in fields(Rule))


def who_and_when(act: str, name: str) -> models.CheckConstraint:
    """Who did it is told with when, and neither without the other."""
    neither = Q(**{f"{act}_by__isnull": True, f"{act}_at__isnull": True})
    both = Q(**{f"{act}_by__isnull": False, f"{act}_at__isnull": False})
    return models.CheckConstraint(condition=neither | both, name=name)


class LegalRule(Dated):
    """A rule as it held from one day to another.

    `verified` says whether the text was checked: when the data was written (then `verified_by` is empty), or as the
    person named there last decided.
    """

    code = models.SlugField("mã", unique=True, max_length=60)
    matter = models.SlugField("việc", max_length=60)
    kind = models.CharField("loại", max_length=16, choices=[(k.value, k.name) for k in Kind], default=Kind.DUTY)
    title = models.CharField("tên", max_length=200)
    document = models.CharField("số văn bản", max_length=60)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    article = models.CharField("điều, khoản, điểm", max_length=30)
    requirement = models.TextField("yêu cầu", help_text="in our own words")
    amount = models.CharField("mức", max_length=30, null=True, blank=True)  # noqa: DJ001  # null: the text gives none
    unit = models.CharField("đơn vị", max_length=12, choices=[(u.value, u.name) for u in Unit])
    op = models.CharField("phép", max_length=16, choices=[(o.value, o.name) for o in Op])
    who = models.CharField("ai phải làm", max_length=200)
    addressee = models.CharField("nơi nhận", max_length=200, blank=True)
    starts_on = models.CharField("bắt đầu từ", max_length=200, blank=True)
    stops_on = models.CharField("dừng khi", max_length=200, blank=True)
    alarms = models.CharField("mốc nhắc", max_length=60, blank=True, help_text="hours or days before the end")
    source_quality = models.CharField("nguồn đã đọc", max_length=16, choices=[(q.value, q.name) for q in Quality])
    verified = models.BooleanField("đã kiểm", default=False)
    verified_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người kiểm"
    )
    verified_at = models.DateTimeField("kiểm lúc", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = DatedQuerySet["LegalRule"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = "quy định"
        verbose_name_plural = "quy định"
        ordering = ["matter", "valid_from", "code"]
        indexes = [models.Index(fields=["matter", "valid_from"], name="rules_of_a_matter")]
        constraints = [
            *Dated.Meta.constraints,
            who_and_when("verified", "who_checked_a_rule_says_when"),
            models.CheckConstraint(condition=~Q(amount=""), name="a_rule_has_an_amount_or_none"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({citation(self.value)})"

    @property
    def value(self) -> Rule:
        """The rule as a frozen value."""
        found = {name: getattr(self, name) for name in NAMES}
        kinds = {"kind": Kind(self.kind), "unit": Unit(self.unit), "op": Op(self.op)}
        return Rule(**found | kinds | {"source_quality": Quality(self.source_quality)})


class HolidayTable(models.Model):
    """The days off of a year: proposed until a named person accepts the table."""

    year = models.PositiveSmallIntegerField("năm", primary_key=True)
    document = models.CharField("văn bản", max_length=120, blank=True)
    issued_on = models.DateField("ngày văn bản", null=True, blank=True)
    accepted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người chấp nhận"
    )
    accepted_at = models.DateTimeField("chấp nhận lúc", null=True, blank=True)

    class Meta:
        verbose_name = "bảng ngày nghỉ"
        verbose_name_plural = "bảng ngày nghỉ"
        ordering = ["year"]
        constraints = [
            who_and_when("accepted", "who_accepted_a_table_says_when"),
        ]

    def __str__(self) -> str:
        return f"Ngày nghỉ năm {self.year}"

    @property
    def is_accepted(self) -> bool:
        """Whether a named person has accepted the table."""
        return self.accepted_at is not None


class Holiday(models.Model):
    """A day off, or a day of the weekend that is worked instead; it counts once it is accepted.

    What the product ships counts without a person's word until the year's table is accepted; what comes in from
    elsewhere waits for one. None is ever deleted: what no longer counts is refused, so that it does not come back.
    """

    day = models.DateField("ngày")
    name = models.CharField("tên", max_length=120)
    is_worked = models.BooleanField("làm bù", default=False)
    basis = models.CharField("căn cứ", max_length=6, choices=[(b.value, b.name) for b in Basis], default=Basis.NOTICE)
    document = models.CharField("văn bản", max_length=120, blank=True)
    verified = models.BooleanField("đã đối chiếu văn bản", default=False)
    state = models.CharField(
        "trạng thái", max_length=8, choices=[(s.value, s.name) for s in DayState], default=DayState.PROPOSED
    )
    source = models.CharField("lấy từ", max_length=200, blank=True)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người quyết định"
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)

    class Meta:
        verbose_name = "ngày nghỉ"
        verbose_name_plural = "ngày nghỉ"
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["day"], condition=Q(state=DayState.ACCEPTED), name="a_day_is_accepted_once"
            ),
            models.UniqueConstraint(
                fields=["day", "is_worked", "name"], condition=Q(state=DayState.PROPOSED), name="a_day_is_proposed_once"
            ),
            who_and_when("decided", "who_decided_on_a_day_says_when"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"

    @property
    def value(self) -> DayOff:
        """The day as a frozen value."""
        return DayOff(self.day, self.name, self.verified, self.is_worked, Basis(self.basis), self.document)


class CalendarVersion(models.Model):
    """One row whose token changes with the days off, so that every process sees a change at once."""

    token = models.CharField("dấu", max_length=32)

    class Meta:
        verbose_name = "bản của lịch nghỉ"
        verbose_name_plural = "bản của lịch nghỉ"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="the_calendar_has_one_version")]

    def __str__(self) -> str:
        return self.token


class ClockQuerySet(models.QuerySet["Clock"]):
    """Clocks, those that end first before the others."""

    def running(self) -> "ClockQuerySet":
        """Those that are neither met nor waived."""
        return self.filter(met_at=None, waived_at=None).order_by("due_at", "pk")

    def of(self, ref: Ref) -> "ClockQuerySet":
        """Those of one object."""
        return self.filter(kind=ref.kind, key=ref.key)


class Clock(models.Model):
    """A term that runs for an object by a rule, and how its end was counted.

    `opened_at` is when it was set; `started_at` the moment that the rule counts from, or back from. Without an agency
    it is the coordinators' own.
    """

    kind = models.CharField("loại đối tượng", max_length=60)
    key = models.CharField("khóa đối tượng", max_length=120)
    rule = models.ForeignKey(LegalRule, models.PROTECT, related_name="clocks", verbose_name="quy định")
    words = models.CharField("việc", max_length=300)
    url = models.CharField("trang", max_length=300, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cơ quan phải làm"
    )
    opened_at = models.DateTimeField("đặt lúc")
    started_at = models.DateTimeField("tính từ")
    due_at = models.DateTimeField("hết hạn lúc")
    explanation = models.JSONField("cách tính")
    met_at = models.DateTimeField("làm xong lúc", null=True, blank=True)
    waived_at = models.DateTimeField("miễn lúc", null=True, blank=True)
    waived_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người miễn"
    )
    waived_ground = models.CharField("căn cứ miễn", max_length=500, blank=True)

    objects = ClockQuerySet.as_manager()

    class Meta:
        verbose_name = "đồng hồ"
        verbose_name_plural = "đồng hồ"
        indexes = [
            models.Index(fields=["due_at"], condition=Q(met_at=None, waived_at=None), name="clocks_that_run"),
            models.Index(fields=["kind", "key"], name="clocks_of_an_object"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "rule"], condition=Q(met_at=None, waived_at=None), name="a_rule_runs_once"
            ),
            models.CheckConstraint(condition=Q(met_at=None) | Q(waived_at=None), name="a_clock_is_met_or_waived"),
            models.CheckConstraint(
                condition=Q(waived_at=None, waived_by=None, waived_ground="")
                | (Q(waived_at__isnull=False, waived_by__isnull=False) & ~Q(waived_ground="")),
                name="a_clock_is_waived_by_somebody_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(url="") | (Q(url__startswith="/") & ~Q(url__startswith="//")), name="a_clock_leads_inside"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def ref(self) -> Ref:
        """What it runs for."""
        return Ref(self.kind, self.key)

    @property
    def reckoned(self) -> Reckoned:
        """How its end was counted."""
        return retold(self.explanation)

    @property
    def is_running(self) -> bool:
        """Whether it is neither met nor waived."""
        return self.met_at is None and self.waived_at is None

    @property
    def is_obligation(self) -> bool:
        """Whether it asks for an act by its end, instead of leaving something alone until then."""
        return self.rule.op in ASKS_FOR_AN_ACT

    @property
    def was_late(self) -> bool:
        """Whether the act came after the end."""
        return self.met_at is not None and self.is_late(self.met_at)

    def left(self, at: datetime) -> int:
        """How many hours or days are left until the end."""
        return left(self.rule.value, self.reckoned, at)

    def is_late(self, at: datetime) -> bool:
        """Whether the term is over at the moment."""
        return is_late(self.rule.value, self.due_at, at)


class ClockAlarm(models.Model):
    """A step of a clock's alarms that was told; one for each end that the clock had."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="alarms", verbose_name="đồng hồ")
    due_at = models.DateTimeField("hết hạn lúc")
    step = models.SmallIntegerField("mốc")
    at = models.DateTimeField("nhắc lúc")

    class Meta:
        verbose_name = "lần nhắc"
        verbose_name_plural = "lần nhắc"
        constraints = [models.UniqueConstraint(fields=["clock", "due_at", "step"], name="a_clock_tells_a_step_once")]

    def __str__(self) -> str:
        return f"{self.clock_id}: {self.step}"
