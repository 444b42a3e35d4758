"""The record of what was done: one row per act, never changed, never taken away."""

from collections.abc import Iterable
from typing import Any, NoReturn

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class EntryIsClosed(Exception):
    """An entry of the record was about to be changed or deleted."""

    def __init__(self) -> None:
        super().__init__("Một dòng nhật ký đã ghi thì không sửa, không xóa.")


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries may be read and added to; the database's triggers say the same to everybody else."""

    def update(self, **fields: Any) -> NoReturn:
        """Refuse.

        :raises EntryIsClosed: always
        """
        raise EntryIsClosed

    def delete(self) -> NoReturn:
        """Refuse.

        :raises EntryIsClosed: always
        """
        raise EntryIsClosed

    def bulk_update(self, objs: Iterable["Entry"], fields: Iterable[str], batch_size: int | None = None) -> NoReturn:
        """Refuse.

        :raises EntryIsClosed: always
        """
        raise EntryIsClosed

    def about(self, kind: str, key: str) -> "EntryQuerySet":
        """What was done to one object, newest first."""
        return self.filter(object_kind=kind, object_key=key).newest()

    def newest(self) -> "EntryQuerySet":
        """The latest act first."""
        return self.order_by("-at", "-pk")


class Entry(models.Model):
    """One act of one person on one object, with the reason given and what was there before and after."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người làm"
    )
    # The name at that time: people marry, accounts are renamed.
    person_name = models.CharField("tên người làm", max_length=120, blank=True)
    agency = models.CharField("cơ quan", max_length=80, blank=True)
    verb = models.CharField("việc", max_length=60)
    object_kind = models.CharField("loại đối tượng", max_length=80)
    object_key = models.CharField("khóa đối tượng", max_length=120)
    summary = models.TextField("tóm tắt", blank=True)
    reason = models.TextField("lý do", blank=True)
    before = models.JSONField("trước", null=True, blank=True, encoder=DjangoJSONEncoder)
    after = models.JSONField("sau", null=True, blank=True, encoder=DjangoJSONEncoder)
    at = models.DateTimeField("lúc")
    request_id = models.CharField("mã yêu cầu", max_length=64, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký"
        indexes = [
            models.Index(fields=["-at", "-id"], name="entry_newest"),
            models.Index(fields=["object_kind", "object_key", "-at"], name="entry_of_object"),
            models.Index(fields=["person", "-at"], name="entry_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.person_name or 'máy'}: {self.verb} {self.object_kind} {self.object_key}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry.

        :raises EntryIsClosed: if it is already in the record
        """
        if not self._state.adding:
            raise EntryIsClosed
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> NoReturn:
        """Refuse.

        :raises EntryIsClosed: always
        """
        raise EntryIsClosed
