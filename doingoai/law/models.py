"""The rules that the plan and the reports stand on, each from one day to another."""

from dataclasses import fields

from django.db import models
from django.db.models import Q

from doingoai.accounts.models import Person
from doingoai.agencies.models import Dated, DatedQuerySet
from doingoai.law.domain import Op, Quality, Rule, Unit, citation

NAMES = tuple(field.name for field in fields(Rule))


class LegalRule(Dated):
    """A rule as it held from one day to another.

    `verified` says whether the text was checked: when the data was written (then `verified_by` is empty), or as the
    person named there last decided.
    """

    code = models.SlugField("mã", unique=True, max_length=60)
    matter = models.SlugField("việc", max_length=60)
    title = models.CharField("tên", max_length=200)
    document = models.CharField("số văn bản", max_length=60)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    article = models.CharField("điều, khoản, điểm", max_length=30)
    requirement = models.TextField("yêu cầu", help_text="in our own words")
    amount = models.CharField("mức", max_length=30, null=True, blank=True)  # noqa: DJ001  # null: the text gives none
    unit = models.CharField("đơn vị", max_length=12, choices=[(u.value, u.name) for u in Unit])
    op = models.CharField("phép", max_length=16, choices=[(o.value, o.name) for o in Op])
    who = models.CharField("ai phải làm", max_length=200)
    addressee = models.CharField("nơi nhận", max_length=200, blank=True)
    source_quality = models.CharField("nguồn đã đọc", max_length=16, choices=[(q.value, q.name) for q in Quality])
    verified = models.BooleanField("đã kiểm", default=False)
    verified_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người kiểm"
    )
    verified_at = models.DateTimeField("kiểm lúc", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = DatedQuerySet["LegalRule"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = "quy định"
        verbose_name_plural = "quy định"
        ordering = ["matter", "valid_from", "code"]
        indexes = [models.Index(fields=["matter", "valid_from"], name="rules_of_a_matter")]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True, verified_at__isnull=True)
                | Q(verified_by__isnull=False, verified_at__isnull=False),
                name="who_checked_a_rule_says_when",
            ),
            models.CheckConstraint(condition=~Q(amount=""), name="a_rule_has_an_amount_or_none"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({citation(self.value)})"

    @property
    def value(self) -> Rule:
        """The rule as a frozen value."""
        found = {name: getattr(self, name) for name in NAMES}
        kinds = {"unit": Unit(self.unit), "op": Op(self.op), "source_quality": Quality(self.source_quality)}
        return Rule(**found | kinds)
