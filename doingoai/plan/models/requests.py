"""Letters that ask agencies for their part: numbered and dated by the office, one row an agency."""

from django.db import models

from doingoai.accounts.models import Person
from doingoai.agencies.models import Agency
from doingoai.plan.models.links import KeyLink
from doingoai.plan.models.report import Report


class RequestLetter(models.Model):
    """The official letter to one agency about its part of a report; several agencies may be asked by one number."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="requests")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    dated_on = models.DateField()
    signer_title = models.CharField(max_length=120)
    signer_name = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=40)
    link = models.ForeignKey(KeyLink, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-dated_on", "-number", "agency__name"]
        indexes = [models.Index(fields=["code", "number"], name="letters_by_number")]

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.code}"

    @property
    def addressee(self) -> str:
        """The agency by its name of the day that the letter bears."""
        return self.agency.name_on(self.dated_on)
