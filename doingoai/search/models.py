"""What can be found, and who may find it."""

from django.db import models
from django.db.models import Exists, OuterRef, Q


class RowQuerySet(models.QuerySet["Row"]):
    """Rows of the search."""

    def seen_by(self, agencies: "tuple[str, ...] | None") -> "RowQuerySet":
        """Those that staff of these agencies may see; None for those who see all."""
        if agencies is None:
            return self
        own = RowAgency.objects.filter(row=OuterRef("pk"), agency__in=agencies)
        return self.filter(Q(for_all=True) | Exists(own))


class Row(models.Model):
    """One thing that can be found: its words, its page, from when it may be seen."""

    kind = models.CharField("loại", max_length=40)
    key = models.CharField("khóa", max_length=120)
    title = models.TextField("tên")
    body = models.TextField("nội dung", blank=True)
    url = models.CharField("trang", max_length=300)
    folded_title = models.TextField("tên không dấu", editable=False)
    folded = models.TextField("chữ không dấu", editable=False)
    exact = models.TextField("chữ có dấu", editable=False)
    for_all = models.BooleanField("mọi người trong nhà", default=False)
    visible_from = models.DateTimeField("thấy từ lúc")
    year = models.PositiveSmallIntegerField("năm", null=True, blank=True)

    objects = RowQuerySet.as_manager()

    class Meta:
        verbose_name = "mục tìm kiếm"
        verbose_name_plural = "mục tìm kiếm"
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_row_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.title}"


class RowAgency(models.Model):
    """An agency whose staff may find the row."""

    row = models.ForeignKey(Row, models.CASCADE, related_name="agencies")
    agency = models.CharField("cơ quan", max_length=80)

    class Meta:
        verbose_name = "cơ quan được thấy"
        verbose_name_plural = "cơ quan được thấy"
        constraints = [models.UniqueConstraint(fields=["row", "agency"], name="search_row_agency_once")]
        indexes = [models.Index(fields=["agency", "row"], name="search_by_agency")]

    def __str__(self) -> str:
        return self.agency
