"""The record of what was done: acts, captured changes, the chain that binds both; never changed, never taken away."""

from collections.abc import Iterable
from typing import Any, NoReturn

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


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
            models.Index(fields=["verb", "-at"], name="entry_of_verb"),
            models.Index(fields=["object_kind", "-at"], name="entry_of_kind"),
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


class Link(models.Model):
    """A link of the chain: one row of one table was inserted, updated or deleted. The database's triggers write it.

    Its values lie beside it, in the Value of the same number.
    """

    class Op(models.TextChoices):
        """What happened to the row."""

        INSERT = "i", "thêm"
        UPDATE = "u", "sửa"
        DELETE = "d", "xóa"

    at = models.DateTimeField("lúc", db_index=True)
    # No constraint ties it: the chain stands whatever becomes of an account.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    agency = models.CharField("cơ quan", max_length=80)
    request_id = models.CharField("mã yêu cầu", max_length=64)
    source = models.CharField("qua đâu", max_length=80)
    kind = models.CharField("loại", max_length=80)
    key = models.CharField("khóa", max_length=120)
    op = models.CharField("việc", max_length=1, choices=Op.choices)
    whole = models.CharField("dấu của các giá trị", max_length=64)
    root = models.CharField("gốc của các giá trị", max_length=64)
    hash = models.CharField("dấu nối", max_length=64)

    class Meta:
        verbose_name = "mắt của chuỗi"
        verbose_name_plural = "chuỗi"
        indexes = [
            models.Index(fields=["kind", "key", "id"], name="link_of_object"),
            models.Index(fields=["kind", "id"], name="link_of_kind"),
            models.Index(fields=["person", "id"], name="link_of_person"),
            models.Index(fields=["request_id", "id"], name="link_of_request", condition=~models.Q(request_id="")),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind} {self.key} {self.op}"


class Value(models.Model):
    """The values of the link of the same number, before and after; they can be erased, and the chain still holds."""

    body = models.TextField("giá trị")
    is_erased = models.BooleanField("đã xóa bớt", default=False)

    class Meta:
        verbose_name = "giá trị"
        verbose_name_plural = "giá trị"

    def __str__(self) -> str:
        return str(self.pk)


class Access(models.Model):
    """Somebody came in, went out, was refused, was locked out, had no right to a page, or read a sensitive one."""

    class Act(models.TextChoices):
        """What was done at the door, or which kind of reading."""

        IN = "in", _("signed in")
        OUT = "out", _("signed out")
        REFUSED = "refused", _("was refused at the door")
        LOCKED = "locked", _("was locked out")
        DENIED = "denied", _("was refused a page or an act")
        READ = "read", _("read")

    act = models.CharField("việc", max_length=8, choices=Act.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    person_name = models.CharField("tên người", max_length=120, blank=True)
    page = models.CharField("trang", max_length=80, blank=True)
    path = models.CharField("địa chỉ", max_length=300, blank=True)
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "lần vào, lần xem"
        verbose_name_plural = "lần vào, lần xem"
        indexes = [
            models.Index(fields=["person", "id"], name="access_of_person"),
            models.Index(fields=["at"], name="access_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.person_name}: {self.act} {self.page}"
