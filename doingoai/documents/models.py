"""Files that were let in, kept by what they contain."""

from django.db import models
from django.db.models import Q

from doingoai.accounts.models import Person


class StoredFile(models.Model):
    """A file that passed the guard; its bytes lie under their SHA-256, once however often they come."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField("tên tệp", max_length=200)
    size = models.PositiveIntegerField("cỡ, byte")
    media_type = models.CharField("loại", max_length=100)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField("nhận lúc")

    class Meta:
        verbose_name = "tệp"
        verbose_name_plural = "tệp"
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty")]

    def __str__(self) -> str:
        return self.name
