"""A plan on its way in: read by the machine, looked through by a person, not yet adopted."""

from django.db import models

from doingoai.accounts.models import Person
from doingoai.agencies.models import Agency
from doingoai.documents.models import StoredFile
from doingoai.jobs.models import Leased
from doingoai.plan.models.plan import Plan


class PlanImport(models.Model):
    """What the machine read, and what the person decided about it; nothing of it is in the plan until adoption."""

    named_by = ("file",)

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    reading = models.JSONField(help_text="the reading as plan.domain.review writes it, with every correction applied")
    printed = models.JSONField(help_text="the reading as the machine made it, never changed")
    decisions = models.JSONField(default=dict, help_text="warning index -> 'kept' | 'applied' | 'noted'")
    revision = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    plan = models.OneToOneField(Plan, on_delete=models.SET_NULL, null=True, blank=True, related_name="imported")
    discarded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file.name


class PaperToRead(Leased):
    """A paper that takes long to read: it waits in memory till a worker reads it, then it is an import or refused."""

    key = models.CharField(max_length=32, unique=True, help_text="under which its bytes are held")
    name = models.CharField(max_length=200)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", help_text="for which they acted")
    created_at = models.DateTimeField()
    page = models.PositiveSmallIntegerField(default=0, help_text="of a scan, the page being read; 0 before the first")
    pages = models.PositiveSmallIntegerField(default=0)
    made = models.OneToOneField(PlanImport, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    refusal = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name
