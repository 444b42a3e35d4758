"""Key links: one task or one part of one agency, opened without an account; and each use of them."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from doingoai.accounts.models import Person
from doingoai.agencies.models import Agency
from doingoai.jobs.domain import PROVINCE
from doingoai.plan.domain.links import LinkAct
from doingoai.plan.words import LINK_WORDS


class KeyLink(models.Model):
    """A key to one task or one part, for one named officer of one agency; of its secret only the hash is kept."""

    name = models.CharField(max_length=12, unique=True, help_text="the public half of the key")
    sha256 = models.CharField(max_length=64, help_text="of the whole key")
    seed = models.CharField(max_length=43, blank=True, help_text="what the key is made from, until its letter left")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    made_of = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="the agency it was made for, where that has gone over into another since",
    )
    task = models.ForeignKey("plan.Task", on_delete=models.CASCADE, null=True, blank=True, related_name="links")
    part = models.ForeignKey("plan.Part", on_delete=models.CASCADE, null=True, blank=True, related_name="links")
    purpose = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)
    holder_name = models.CharField(max_length=120)
    holder_post = models.CharField(max_length=120)
    holder_email = models.EmailField(max_length=254, blank=True)
    telephone = models.CharField(max_length=40, help_text="of who asks")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_for = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", help_text="who asks")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    max_uses = models.PositiveSmallIntegerField(null=True, blank=True)
    writes = models.PositiveIntegerField(default=0)
    unrecorded = models.JSONField(
        default=dict, blank=True, help_text="what is typed of a piece of work, kept with the draft until it is recorded"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoked_why = models.CharField(
        max_length=300, blank=True, help_text="what became of its agency, where nobody did it"
    )

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(task__isnull=False, part__isnull=True) | Q(task__isnull=True, part__isnull=False),
                name="a_link_opens_one_task_or_one_part",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True, revoked_why="")
                | Q(revoked_at__isnull=False, revoked_by__isnull=False, revoked_why="")
                | (Q(revoked_at__isnull=False, revoked_by__isnull=True) & ~Q(revoked_why="")),
                name="a_link_is_revoked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.holder_name}"

    @property
    def signature(self) -> str:
        """Who does what is done with it: name and post."""
        return f"{self.holder_name}, {self.holder_post}"

    @property
    def made_of_name(self) -> str:
        """What the agency was called for which it was made, where that has gone over into another since."""
        return self.made_of.name_on(self.made_at.astimezone(PROVINCE).date()) if self.made_of else ""

    @property
    def last_day(self) -> date:
        """The last day on which it opens."""
        return (self.expires_at.astimezone(PROVINCE) - timedelta(seconds=1)).date()


class LinkUse(models.Model):
    """One use of a link: when, and what was done."""

    named_by = ("link",)

    link = models.ForeignKey(KeyLink, on_delete=models.CASCADE, related_name="uses")
    act = models.CharField(max_length=10, choices=[(a.value, a.name) for a in LinkAct])
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["link", "-at"], name="uses_of_a_link")]

    def __str__(self) -> str:
        return str(self.link)

    @property
    def said(self) -> str:
        """What was done, in words."""
        return str(LINK_WORDS[LinkAct(self.act)])
