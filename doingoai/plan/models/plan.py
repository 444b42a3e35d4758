"""The plan as it was adopted: sections, tasks, who leads, who helps, who does what."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from doingoai.accounts.models import Person
from doingoai.agencies.domain import Extent
from doingoai.agencies.models import Agency, Dated, Group
from doingoai.documents.models import StoredFile
from doingoai.plan.domain.states import Mode, Recurrence, Role, State
from doingoai.plan.domain.titles import brief, plan_name


class Measure(models.Model):
    """What is counted, and how: whole works once each, or quantities added up. Never two measures together."""

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=80)
    unit = models.CharField(max_length=40)
    mode = models.CharField(max_length=8, choices=[(m.value, m.name) for m in Mode])
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name


class KindOfWork(models.Model):
    """A kind of work that rooms and agencies do, and the measure it is counted in unless said otherwise."""

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=120)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT)
    cues = models.JSONField(default=list, help_text="words of a task's title that suggest it")
    also = models.JSONField(default=list, help_text="codes of the measures told beside: a class has its 45 people")
    needs_place = models.BooleanField(default=False)
    is_partnered = models.BooleanField(default=False, help_text='commissioned, so marked "hợp tác" everywhere')
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name


class PlanQuerySet(models.QuerySet["Plan"]):
    """Questions about plans."""

    def with_counts(self) -> "PlanQuerySet":
        """Each plan with its `task_count`, `assignment_count`, and `heading_count` of assignments."""

        def of_each(rows: models.QuerySet[Any], what: str) -> Subquery:
            mine = rows.filter(plan=OuterRef("pk")).order_by().values("plan")
            return Subquery(mine.annotate(n=Count(what, distinct=True)).values("n"))

        tasks, assignments = Task.objects.all(), Assignment.objects.all()
        return self.annotate(
            task_count=Coalesce(of_each(tasks, "pk"), 0),
            assignment_count=Coalesce(of_each(assignments, "pk"), 0),
            heading_count=Coalesce(of_each(assignments, "heading"), 0),
        )


class Plan(models.Model):
    """A year's plan that its issuer adopted; `reading` keeps what was read from the paper and not made into rows."""

    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issuer = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="plans")
    source = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reading = models.JSONField(default=dict)
    lines = models.JSONField(default=list, help_text="the paper's lines as [number, text]")
    amended = models.PositiveSmallIntegerField(default=0, help_text="how many amendments of it are in force")
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["year", "issuer"], name="one_plan_a_year_and_issuer")]

    def __str__(self) -> str:
        return f"Kế hoạch {self.year}"

    @property
    def name(self) -> str:
        """The plan as one says it, with its kind of paper."""
        return plan_name(self.title)

    @property
    def last_day(self) -> date:
        """The last day of its year: bodies are called as they are called on it."""
        return date(self.year, 12, 31)

    @property
    def issuer_then(self) -> str:
        """The issuer by its name of the day on which the plan was issued."""
        return self.issuer.name_on(self.issued_on or date(self.year, 1, 1))

    @property
    def amendment_orders(self) -> range:
        """The amendments in force by their order, from one."""
        return range(1, self.amended + 1)


class Section(models.Model):
    """A heading of the plan under which tasks stand."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    number = models.CharField(max_length=20)
    title = models.TextField()
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_section_a_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Task(models.Model):
    """A line of the plan that somebody leads. Money is whole đồng; `state` is the step of the stairs."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tasks")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="tasks")
    number = models.CharField(max_length=20)
    title = models.TextField()
    content = models.JSONField(default=list)
    time_text = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    due_before = models.DateField(null=True, blank=True)
    recurrence = models.CharField(max_length=12, blank=True, choices=[(r.value, r.name) for r in Recurrence])
    budget = models.BigIntegerField(null=True, blank=True)
    output = models.TextField(blank=True)
    first_line = models.PositiveIntegerField(null=True, blank=True)
    last_line = models.PositiveIntegerField(null=True, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    target_measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    target_note = models.CharField(max_length=300, blank=True)
    state = models.PositiveSmallIntegerField(default=State.NOT_STARTED, choices=[(s.value, s.name) for s in State])
    closed_on = models.DateField(null=True, blank=True, help_text="the day of the amendment that took it out")
    closed_note = models.CharField(max_length=300, blank=True)
    previous = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="following")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_task_a_number"),
            models.CheckConstraint(condition=Q(budget__isnull=True) | Q(budget__gte=0), name="budget_not_negative"),
            models.CheckConstraint(
                condition=Q(target__isnull=True, target_measure__isnull=True)
                | Q(target__gt=0, target_measure__isnull=False),
                name="target_has_its_measure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def brief(self) -> str:
        """The name as headings and lists show it: its first clauses, where it is a whole paragraph."""
        return brief(self.title)


class Assignment(models.Model):
    """A line of the part on organisation: what one heading's bodies are told to do."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="assignments")
    heading = models.CharField(max_length=300)
    heading_order = models.PositiveSmallIntegerField()
    text = models.TextField()
    role = models.CharField(max_length=10, choices=[(r.value, r.name) for r in Role])
    partners = models.JSONField(default=list)
    first_line = models.PositiveIntegerField(null=True, blank=True)
    last_line = models.PositiveIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.text


class Party(models.Model):
    """A body or group named for a task or an assignment, as printed; unknown names keep neither agency nor group."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, null=True, blank=True, related_name="parties")
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, null=True, blank=True, related_name="parties")
    role = models.CharField(max_length=10, choices=[(r.value, r.name) for r in Role])
    text = models.CharField(max_length=500)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_group = models.BooleanField(default=False)
    is_related = models.BooleanField(default=False, help_text='limited by "có liên quan": never expands by itself')
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "parties"
        constraints = [
            models.CheckConstraint(
                condition=Q(task__isnull=False, assignment__isnull=True)
                | Q(task__isnull=True, assignment__isnull=False),
                name="party_of_a_task_or_an_assignment",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(group__isnull=True), name="party_is_a_body_or_a_group"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        """Whether the plan leaves open which bodies are meant: a person has to name them."""
        if self.agency_id is not None:
            return False
        return self.group is None or self.is_related or self.group.extent != Extent.CLOSED


class Tracking(Dated):
    """One agency's share of a party: a group fans out to a row for each member on the day of adoption.

    A share that ended says to whom it passed; what was done under it stays under the old name.
    """

    named_by = ("agency", "party")

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="tracking")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="tracking")
    passed_to = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["party", "agency"], name="one_share_an_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.party}"


class Service(models.Model):
    """Which task a kind of work serves in this plan: chosen by a person when the plan is adopted."""

    named_by = ("kind", "task")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="services")
    kind = models.ForeignKey(KindOfWork, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="services")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "kind"], name="a_kind_serves_one_task")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.task.number}"


class StateChange(models.Model):
    """A step up or down the stairs, with the lead's reason."""

    named_by = ("task",)

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="changes")
    state = models.PositiveSmallIntegerField(choices=[(s.value, s.name) for s in State])
    reason = models.TextField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.task.number
