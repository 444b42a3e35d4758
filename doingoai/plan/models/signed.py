"""The signed paper that an agency returns beside its data; a new version never takes the place of an old one."""

from django.db import models
from django.db.models import Q

from doingoai.accounts.models import Person
from doingoai.dates import office
from doingoai.documents.models import StoredFile
from doingoai.plan.models.links import KeyLink
from doingoai.plan.models.report import Part


class SignedCopy(models.Model):
    """A version of the signed paper of a part, with the number and the date that it bears; the latest one holds."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="signed_copies")
    version = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=60, help_text="number and code as printed: 45/BC-SNV")
    dated_on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    via = models.ForeignKey(KeyLink, on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        verbose_name_plural = "signed copies"
        constraints = [
            models.UniqueConstraint(fields=["part", "version"], name="one_signed_copy_a_version"),
            models.CheckConstraint(
                condition=Q(by__isnull=False, via__isnull=True) | Q(by__isnull=True, via__isnull=False),
                name="a_signed_copy_comes_from_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ngày {office(self.dated_on)}"

    @property
    def brought_by(self) -> str:
        """Who handed it in."""
        if self.via is not None:
            return self.via.signature
        return self.by.name if self.by else ""
