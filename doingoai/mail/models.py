"""Letters that wait to go out, addresses that want none, and notices inside the house."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from doingoai.jobs.models import Leased


class LetterState(models.TextChoices):
    """How far a letter has come."""

    QUEUED = "queued", "chờ gửi"
    SENT = "sent", "đã gửi"
    FAILED = "failed", "chưa gửi được, sẽ gửi lại"
    DEAD = "dead", "không gửi được"


class Letter(Leased):
    """One letter to one address; the row is the queue, and what became of it stays readable."""

    to = models.EmailField("người nhận", max_length=254)
    subject = models.CharField("tiêu đề", max_length=255)
    body_text = models.TextField("nội dung")
    key = models.CharField("khóa", max_length=200, unique=True)
    state = models.CharField("trạng thái", max_length=6, choices=LetterState.choices, default=LetterState.QUEUED)
    in_hours = models.BooleanField("chỉ gửi trong giờ làm việc", default=False)
    queued_at = models.DateTimeField("xếp hàng lúc")
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    # Made from the key, so that a letter sent twice because an answer was lost bears one id.
    message_id = models.CharField("mã thư", max_length=200, unique=True)

    class Meta:
        verbose_name = "thư"
        verbose_name_plural = "thư"
        indexes = [
            models.Index(fields=["not_before"], condition=Q(state__in=["queued", "failed"]), name="letter_waiting")
        ]
        constraints = [
            models.CheckConstraint(
                name="letter_sent_has_time", condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent")
            )
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"


class Suppression(models.Model):
    """An address that no letter goes to: it does not exist, or its owner wants none."""

    address = models.EmailField("địa chỉ", max_length=254, unique=True)
    reason = models.CharField("lý do", max_length=200)
    at = models.DateTimeField("từ lúc")

    class Meta:
        verbose_name = "địa chỉ không gửi"
        verbose_name_plural = "địa chỉ không gửi"

    def __str__(self) -> str:
        return self.address


class NoMail(models.Model):
    """A person who wants to be told inside the house only."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField("từ lúc")

    class Meta:
        verbose_name = "người không nhận thư"
        verbose_name_plural = "người không nhận thư"
        constraints = [models.UniqueConstraint(fields=["person"], name="no_mail_is_said_once")]

    def __str__(self) -> str:
        return str(self.person)


class Notice(models.Model):
    """A word to one person inside the house, with the page where they can act on it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name="người nhận"
    )
    subject = models.CharField("tiêu đề", max_length=255)
    body = models.TextField("nội dung", blank=True)
    url = models.CharField("trang", max_length=300, blank=True)
    key = models.CharField("khóa", max_length=200)
    at = models.DateTimeField("lúc")
    read_at = models.DateTimeField("đọc lúc", null=True, blank=True)

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="notice_once"),
            models.CheckConstraint(
                name="notice_url_is_of_this_house",
                condition=Q(url="") | (Q(url__startswith="/") & ~Q(url__startswith="//")),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-at"], name="notice_newest"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return self.subject
