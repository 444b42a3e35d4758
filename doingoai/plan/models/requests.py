"""Letters that ask agencies for something: numbered and dated by the office, one row an agency."""

from django.db import models
from django.urls import reverse

from doingoai.accounts.models import Person
from doingoai.agencies.models import Agency
from doingoai.plan.models.draft import DraftReader
from doingoai.plan.models.links import KeyLink
from doingoai.plan.models.report import Report


class OfficialLetter(models.Model):
    """How a letter is numbered, dated and signed; letters of all kinds take their numbers from one series."""

    number = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    dated_on = models.DateField()
    signer_title = models.CharField(max_length=120)
    signer_name = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=40)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.code}"


class RequestLetter(OfficialLetter):
    """The letter to one agency about its part of a report; several agencies may be asked by one number."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="requests")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    link = models.ForeignKey(KeyLink, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-dated_on", "-number", "agency__name"]
        indexes = [models.Index(fields=["code", "number"], name="letters_by_number")]

    def get_absolute_url(self) -> str:
        """Its file."""
        return reverse("plan:request_again", args=[*self._place, self.pk])

    @property
    def addressee(self) -> str:
        """The agency by its name of the day that the letter bears."""
        return self.agency.name_on(self.dated_on)

    @property
    def stroke_url(self) -> str:
        """The file of all letters of its stroke, where it is the first of them."""
        return reverse("plan:requests_together", args=[*self._place, self.pk])

    @property
    def link_url(self) -> str:
        """The page of the key link that it holds; "" where it holds none."""
        return reverse("plan:link", args=[self._place[0], self.link_id]) if self.link_id else ""

    @property
    def _place(self) -> tuple[int, str]:
        return self.report.period.plan.year, self.report.period.code


class CommentLetter(OfficialLetter):
    """The letter to one agency that asks for its comments on a draft or an amendment."""

    reader = models.ForeignKey(DraftReader, on_delete=models.CASCADE, related_name="letters")

    class Meta:
        ordering = ["-dated_on", "-number", "reader__agency__name"]
        indexes = [models.Index(fields=["code", "number"], name="comment_letters_by_number")]

    def get_absolute_url(self) -> str:
        """Its file."""
        return reverse("plan:draft_letter_again", args=[self.reader.draft_id, self.pk])

    @property
    def agency(self) -> Agency:
        """To whom it goes."""
        return self.reader.agency

    @property
    def stroke_url(self) -> str:
        """The file of all letters of its stroke, where it is the first of them."""
        return reverse("plan:draft_letters_together", args=[self.reader.draft_id, self.pk])

    @property
    def addressee(self) -> str:
        """The agency by its name of the day that the letter bears."""
        return self.agency.name_on(self.dated_on)
