"""A plan that is being written here, or an adopted one that is being amended; what agencies say of it."""

from django.db import models
from django.db.models import Q

from doingoai.accounts.models import Person
from doingoai.agencies.models import Agency
from doingoai.documents.models import StoredFile
from doingoai.plan.domain.states import Answer, Outcome, Start
from doingoai.plan.models.imports import PlanImport
from doingoai.plan.models.plan import Plan
from doingoai.shell.ordering import by_name


class PlanDraft(models.Model):
    """The text of a plan to come; each save makes a revision, and nothing of it is in a plan before it is issued.

    `base` is what it was begun with. A draft that `amends` a plan becomes its next version: `order` counts them.
    """

    year = models.PositiveSmallIntegerField()
    start = models.CharField(max_length=8, choices=[(s.value, s.name) for s in Start])
    base = models.JSONField(help_text="the content it was begun with, never changed")
    content = models.JSONField(help_text="the content as it stands: plan.domain.drafts.parts")
    revision = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True, help_text="when agencies were asked for their comments")
    comments_until = models.DateField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    imported = models.OneToOneField(
        PlanImport, on_delete=models.PROTECT, null=True, blank=True, related_name="draft", help_text="its issued paper"
    )
    amends = models.ForeignKey(Plan, on_delete=models.CASCADE, null=True, blank=True, related_name="amendments")
    order = models.PositiveSmallIntegerField(null=True, blank=True)
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-changed_at"]
        constraints = [
            models.UniqueConstraint(fields=["amends", "order"], name="one_amendment_an_order"),
            models.UniqueConstraint(
                fields=["amends"],
                condition=Q(issued_at__isnull=True, discarded_at__isnull=True, amends__isnull=False),
                name="one_amendment_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True) | Q(discarded_at__isnull=True), name="issued_drafts_stay"
            ),
        ]

    def __str__(self) -> str:
        return str(self.content["document"]["title"])

    @property
    def is_open(self) -> bool:
        """Whether it is still written: not issued, not put aside."""
        return self.issued_at is None and self.discarded_at is None


class DraftReader(models.Model):
    """An agency that was asked for its comments: when, whether it opened and answered, how often it was reminded."""

    named_by = ("agency", "draft")

    draft = models.ForeignKey(PlanDraft, on_delete=models.CASCADE, related_name="readers")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = [by_name("agency__name")]
        constraints = [models.UniqueConstraint(fields=["draft", "agency"], name="an_agency_is_asked_once")]

    def __str__(self) -> str:
        return f"{self.agency}: {self.draft}"


class Remark(models.Model):
    """What an agency says of a part of the draft, as it saw it, and what became of that."""

    named_by = ("reader__agency",)

    reader = models.ForeignKey(DraftReader, on_delete=models.CASCADE, related_name="remarks")
    key = models.SlugField(max_length=12)
    answer = models.CharField(max_length=8, choices=[(a.value, a.name) for a in Answer])
    said = models.JSONField(default=dict, help_text="the fields proposed otherwise")
    seen = models.JSONField(default=dict, help_text="the part as the agency saw it")
    words = models.TextField(blank=True, help_text="the comment, or the reason of the proposal")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=8, default=Outcome.OPEN, choices=[(o.value, o.name) for o in Outcome])
    outcome_words = models.TextField(blank=True)
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_revision = models.PositiveIntegerField(null=True, blank=True, help_text="the save that took it in")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["reader", "key"], name="one_remark_a_part"),
            models.CheckConstraint(
                condition=Q(outcome="open") | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="who_settled_a_remark_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.reader.agency.name
