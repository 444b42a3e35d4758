"""The reports that add themselves up: periods, parts, estimates, frozen snapshots."""

from django.db import models
from django.db.models import F, Q

from doingoai.accounts.models import Person
from doingoai.agencies.models import Agency
from doingoai.documents.models import StoredFile
from doingoai.plan.domain.states import PartState
from doingoai.plan.models.links import KeyLink
from doingoai.plan.models.plan import Measure, Plan, Task
from doingoai.shell.ordering import by_name


class Period(models.Model):
    """What a report covers and by when: both ends, the day data close, the agencies' last day (all included)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="periods")
    code = models.SlugField(max_length=20)
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    data_close = models.DateField()
    agencies_due = models.DateField()
    due_printed = models.CharField(max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="one_period_a_code"),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="period_has_days"),
            models.CheckConstraint(
                condition=Q(data_close__gte=F("starts_on"), data_close__lte=F("ends_on")),
                name="data_close_within_the_period",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_estimate(self) -> bool:
        """Whether the period goes on after data close, so that the rest is an estimate."""
        return self.ends_on > self.data_close


class OnwardDue(models.Model):
    """To whom the merged report goes on, and by which last day; unverified until a person vouches for it."""

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="onward")
    addressee = models.CharField(max_length=200)
    due_on = models.DateField(null=True, blank=True)
    rule_code = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=300, blank=True)
    verified = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.addressee


class Report(models.Model):
    """The merged report of a period: the coordinator's words; the numbers come from evidence."""

    named_by = ("period",)

    period = models.OneToOneField(Period, on_delete=models.CASCADE, related_name="report")
    overview = models.TextField(blank=True)
    difficulties = models.TextField(blank=True)
    proposals = models.TextField(blank=True)
    outlook = models.TextField(blank=True)
    number = models.CharField(max_length=30, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    signer_authority = models.CharField(max_length=200, blank=True)
    signer_title = models.CharField(max_length=120, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    revision = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.period.name


class Part(models.Model):
    """One agency's part of a report, signed off by its head; `figures` is what was signed."""

    named_by = ("agency", "report__period")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="parts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    passed_to = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, default=PartState.UNOPENED, choices=[(s.value, s.name) for s in PartState])
    narrative = models.TextField(blank=True)
    difficulties = models.TextField(blank=True)
    proposals = models.TextField(blank=True)
    promised_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    drafted_via = models.ForeignKey(KeyLink, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_via = models.ForeignKey(KeyLink, on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    figures = models.JSONField(default=list)
    return_reason = models.TextField(blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "agency"], name="one_part_an_agency"),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(signed_by__isnull=False, submitted_at__isnull=False),
                name="a_submitted_part_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_via__isnull=False, submitted_at__isnull=False),
                name="a_part_sent_by_link_names_it",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(sent_via__isnull=False, confirmed_at__isnull=False),
                name="what_came_by_link_is_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.report}"


class Estimate(models.Model):
    """What an agency expects for the whole period where it goes on after data close; never less than was done."""

    named_by = ("task", "measure")

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="estimates")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "task", "measure"], name="one_estimate_a_line"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="estimate_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.task.number} {self.measure}: {self.quantity}"


class SamePeriod(models.Model):
    """The figure of the same period a year before, typed from an older report; it has a source but no knot."""

    named_by = ("task", "measure")

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="same_period")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(max_digits=14, decimal_places=2)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "task", "measure"], name="one_same_period_figure_a_line")
        ]

    def __str__(self) -> str:
        return f"{self.task.number} {self.measure}: {self.quantity}"


class Effect(models.Model):
    """What changed, as an agency states it: from which level to which, on whose word, and what it cannot tell.

    Levels are words of the source ("12 %", "chưa có số liệu"): nothing is worked out from them.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="effects")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=200)
    baseline = models.CharField(max_length=120, blank=True)
    value = models.CharField(max_length=120)
    source = models.CharField(max_length=300)
    source_on = models.DateField(null=True, blank=True)
    link = models.URLField(max_length=500, blank=True)
    limits = models.TextField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = [by_name("agency__name"), "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="an_effect_has_a_source"),
            models.CheckConstraint(condition=~Q(limits=""), name="an_effect_tells_its_limits"),
        ]

    def __str__(self) -> str:
        return self.what


class Snapshot(models.Model):
    """The report as it was frozen: the text of the figures, its hash, and the papers made from it. Never changed."""

    named_by = ("report__period",)

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="snapshots")
    edition = models.PositiveSmallIntegerField()
    content = models.TextField(help_text="canonical JSON")
    evidence = models.TextField(help_text="the evidence behind the numbers, one canonical JSON line each")
    sha256 = models.CharField(max_length=64, help_text="of the content followed by the evidence")
    reason = models.TextField(blank=True)
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    xlsx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    frozen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["-frozen_at"]
        constraints = [models.UniqueConstraint(fields=["report", "edition"], name="one_snapshot_an_edition")]

    def __str__(self) -> str:
        return f"{self.report}, bản {self.edition}"
