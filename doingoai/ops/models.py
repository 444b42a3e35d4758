"""What reference data the database holds."""

from django.db import models


class Loaded(models.Model):
    """A body of reference data (the profile, the law, the measures) and which state of its files was read last."""

    name = models.CharField("tên", max_length=40, unique=True)
    digest = models.CharField("dấu của tệp", max_length=64)
    at = models.DateTimeField("nạp lúc")

    class Meta:
        verbose_name = "dữ liệu nền"
        verbose_name_plural = "dữ liệu nền"

    def __str__(self) -> str:
        return self.name
