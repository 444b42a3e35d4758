"""What was really done, pinned to the line of the plan that it serves."""

from django.db import models
from django.db.models import Q

from doingoai.accounts.models import Person
from doingoai.agencies.models import Agency
from doingoai.documents.models import StoredFile
from doingoai.plan.models.links import KeyLink
from doingoai.plan.models.plan import KindOfWork, Measure, Task


class EvidenceBatch(models.Model):
    """The rows that came in together in one spreadsheet: taken whole or not at all, taken back whole."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "sha256"], condition=Q(retracted_at__isnull=True), name="a_spreadsheet_counts_once"
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Questions about what was done."""

    def standing(self) -> "EvidenceQuerySet":
        """Evidence that was not taken back."""
        return self.filter(retracted_at__isnull=True)


class Evidence(models.Model):
    """One source's contribution to a task under one measure; `work` names the thing done, which counts once."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="evidence")
    source_kind = models.CharField(max_length=40)
    source_key = models.CharField(max_length=120)
    source_revision = models.CharField(max_length=64, blank=True)
    work = models.CharField(max_length=170)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(max_digits=14, decimal_places=2)
    done_on = models.DateField(db_index=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(max_length=300)
    kind = models.ForeignKey(KindOfWork, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    place_code = models.SlugField(max_length=40, blank=True, help_text="of the profile's places; empty: words only")
    note = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    batch = models.ForeignKey(EvidenceBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    is_demo = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    via = models.ForeignKey(KeyLink, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    recorded_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True, blank=True)
    retracted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    retract_reason = models.CharField(max_length=300, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-done_on", "-id"]
        verbose_name_plural = "evidence"
        indexes = [models.Index(fields=["task", "done_on"], name="evidence_of_a_task")]
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source_key", "measure"], name="evidence_once_a_source_and_measure"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="evidence_counts_something"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def doer(self) -> str:
        """The agency by its name of the day on which it was done."""
        return self.agency.name_on(self.done_on)

    @property
    def doer_short(self) -> str:
        """The agency by its short name of that day."""
        return self.agency.short_on(self.done_on)

    @property
    def is_partnered(self) -> bool:
        """Whether it was commissioned: marked "hợp tác" wherever it is shown."""
        return self.kind is not None and self.kind.is_partnered
