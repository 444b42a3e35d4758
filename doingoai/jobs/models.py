"""What was due and when it ran, who is alive, and the lease that other rooms' queues are claimed with."""

from django.db import models
from django.db.models import Q


class Firing(models.Model):
    """One moment at which a schedule was due; unique, so that two schedulers fire it once."""

    schedule = models.CharField("lịch", max_length=80)
    fire_at = models.DateTimeField("đến hạn lúc")
    started_at = models.DateTimeField("bắt đầu lúc", null=True)
    finished_at = models.DateTimeField("xong lúc", null=True)
    error = models.TextField("lỗi", blank=True)

    class Meta:
        verbose_name = "lần chạy"
        verbose_name_plural = "lần chạy"
        constraints = [models.UniqueConstraint(fields=["schedule", "fire_at"], name="firing_once")]
        indexes = [models.Index(fields=["schedule"], condition=Q(finished_at=None), name="firing_waiting")]

    def __str__(self) -> str:
        return f"{self.schedule} {self.fire_at:%d/%m/%Y %H:%M:%S}"


class Beat(models.Model):
    """A sign of life of one running process."""

    process = models.CharField("tiến trình", max_length=20)
    name = models.CharField("tên", max_length=64, unique=True)
    host = models.CharField("máy", max_length=120)
    pid = models.PositiveIntegerField("số tiến trình")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "nhịp"
        verbose_name_plural = "nhịp"

    def __str__(self) -> str:
        return f"{self.process} {self.name}"


class Leased(models.Model):
    """A row that is its own queue entry: claimed for a while, given back on failure."""

    lease_until = models.DateTimeField("giữ đến", null=True, blank=True, editable=False)
    leased_by = models.CharField("người giữ", max_length=64, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0, editable=False)
    not_before = models.DateTimeField("không trước", null=True, blank=True)
    last_error = models.TextField("lỗi gần nhất", blank=True, editable=False)

    class Meta:
        abstract = True
