"""The plans that agencies make of their own under the province's."""

from django.db import models
from django.db.models import Q

from doingoai.accounts.models import Person
from doingoai.agencies.models import Agency
from doingoai.documents.models import StoredFile
from doingoai.plan.models.plan import Plan, Task


class OwnPlan(models.Model):
    """An agency's plan of the year: `agency` issued it, `holder` has it now; `tasks` of the province are served."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="own_plans")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="own_plans")
    holder = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="held_plans")
    number = models.CharField("số", max_length=60)
    issued_on = models.DateField("ngày")
    title = models.CharField("tên", max_length=500)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tasks = models.ManyToManyField(Task, blank=True, related_name="own_plans")
    revision = models.PositiveIntegerField(default=0)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "kế hoạch của cơ quan"
        verbose_name_plural = "kế hoạch của cơ quan"
        constraints = [
            models.UniqueConstraint(fields=["plan", "agency"], name="one_own_plan_an_agency"),
            models.CheckConstraint(condition=~Q(number=""), name="an_own_plan_has_its_number"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def issuer_then(self) -> str:
        """The agency by its name of the day of the paper."""
        return self.agency.name_on(self.issued_on)
