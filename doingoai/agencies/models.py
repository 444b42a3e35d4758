"""Bodies, their names, the groups they stand in, and what people may do at them: all from one day to another."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise

from doingoai.accounts.models import Person
from doingoai.agencies.domain import Extent, Role
from doingoai.agencies.domain.names import FormerName, former_names, name_on, short_on
from doingoai.agencies.domain.spokesperson import Speaking
from doingoai.agencies.domain.succession import Change, Passing
from doingoai.agencies.words import CHANGE_WORDS, EXTENT_MEANINGS, EXTENT_WORDS, KIND_WORDS, ROLE_WORDS, SPEAKING_WORDS
from doingoai.shell.ordering import by_name

_M = TypeVar("_M", bound=models.Model)


def holding(day: date, of: str = "") -> Q:
    """The condition that dated rows hold on the day; `of` is the way to them ("grants__")."""
    begun = Q(**{f"{of}valid_from__isnull": True}) | Q(**{f"{of}valid_from__lte": day})
    return begun & (Q(**{f"{of}valid_to__isnull": True}) | Q(**{f"{of}valid_to__gte": day}))


class DatedQuerySet(models.QuerySet[_M]):
    """Rows that hold from one day to another."""

    def on(self, day: date) -> Self:
        """The rows that hold on the day."""
        return self.filter(holding(day))


class Dated(models.Model):
    """A row that holds from one day to another, both included; an open end has no day."""

    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="%(class)s_days_in_order",
            )
        ]

    def holds(self, day: date) -> bool:
        """Whether the row holds on the day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class Agency(Dated):
    """A body that can be given work; `verified` says whether a person has checked it against its decision."""

    slug = models.SlugField("mã", unique=True, max_length=60)
    name = models.CharField("tên", max_length=200)
    short = models.CharField("tên gọn", max_length=80)
    kind = models.CharField("loại", max_length=30)
    former = models.JSONField(
        "tên cũ", default=list, blank=True, help_text="[name, short name, last day], oldest first"
    )
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="cơ quan kế tục"
    )
    verified = models.BooleanField("đã kiểm", default=False)
    source = models.CharField("nguồn", max_length=300, blank=True)

    objects = DatedQuerySet["Agency"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = "cơ quan"
        verbose_name_plural = "cơ quan"
        ordering = [by_name("name")]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")), name="no_agency_succeeds_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_alive(self, day: date) -> bool:
        """Whether the body exists on the day."""
        return self.holds(day)

    @property
    def former_names(self) -> tuple[FormerName, ...]:
        """The names that it bore before, the oldest first."""
        return former_names(self.former)

    def name_on(self, day: date) -> str:
        """The name that the body bore on the day: papers of that time keep it."""
        return name_on(self.former_names, day) or self.name

    def short_on(self, day: date) -> str:
        """The short name that it bore on the day."""
        return short_on(self.former_names, day) or self.short

    @property
    def kind_word(self) -> str | Promise:
        """The kind as people say it."""
        return KIND_WORDS.get(self.kind, self.kind)


class AgencyName(Dated):
    """Another way in which the body is written."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="names")
    text = models.CharField("tên", max_length=200)

    objects = DatedQuerySet["AgencyName"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = "tên gọi khác"
        verbose_name_plural = "tên gọi khác"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["agency", "text"], name="one_row_a_name"),
        ]

    def __str__(self) -> str:
        return self.text


class SuccessionQuerySet(models.QuerySet["Succession"]):
    """Questions about successions."""

    def standing(self) -> Self:
        """Those that were not undone."""
        return self.filter(undone_at=None)

    def pending(self) -> Self:
        """Those that have not taken effect yet."""
        return self.standing().filter(settled_at=None)

    def settled(self) -> Self:
        """Those in effect."""
        return self.standing().exclude(settled_at=None)


class Succession(models.Model):
    """On a day bodies merge, split, are renamed or dissolved; `memo` is what it moved, for the undo."""

    kind = models.CharField("việc", max_length=10, choices=[(c.value, c.name) for c in Change])
    on = models.DateField("từ ngày")
    number = models.CharField("số văn bản", max_length=60, blank=True)
    dated_on = models.DateField("ngày văn bản", null=True, blank=True)
    source = models.CharField("nguồn", max_length=300, blank=True)
    new_name = models.CharField("tên mới", max_length=200, blank=True)
    new_short = models.CharField("tên gọn mới", max_length=80, blank=True)
    choices = models.JSONField("lựa chọn", default=dict, help_text="key of what is divided -> slug of its successor")
    memo = models.JSONField(default=dict)
    is_shipped = models.BooleanField("từ hồ sơ tỉnh", default=False)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField("ghi lúc")
    settled_at = models.DateTimeField("có hiệu lực trong hệ thống lúc", null=True, blank=True)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = "việc kế tục"
        verbose_name_plural = "việc kế tục"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=Change.RENAME) ^ Q(new_name="", new_short=""), name="a_renaming_says_the_new_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.word} {self.on}"

    @property
    def word(self) -> Promise:
        """The kind as people say it."""
        return CHANGE_WORDS[self.kind]

    def passing(self) -> Passing:
        """The succession as a value; `sides` with their agencies at hand spare two queries."""
        sides = sorted(self.sides.all(), key=lambda side: (side.order, side.pk))
        before = tuple(side.agency.slug for side in sides if not side.is_after)
        after = tuple(side.agency.slug for side in sides if side.is_after)
        return Passing(self.pk, Change(self.kind), self.on, before, after, self.choices)


class SuccessionSide(models.Model):
    """A body on one side of a succession: before the day, or after it; `is_made` for one that it brought forth."""

    named_by = ("agency", "succession")

    succession = models.ForeignKey(Succession, models.CASCADE, related_name="sides")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="sides")
    is_after = models.BooleanField("bên kế tục")
    is_made = models.BooleanField("lập mới", default=False)
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "bên của việc kế tục"
        verbose_name_plural = "bên của việc kế tục"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["succession", "agency", "is_after"], name="one_place_a_side"),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.succession}"


class Group(models.Model):
    """Several bodies under one name ("các sở, ban, ngành")."""

    slug = models.SlugField("mã", unique=True, max_length=60)
    name = models.CharField("tên", max_length=200)
    extent = models.CharField("phạm vi", max_length=12, choices=[(e.value, e.name) for e in Extent])
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "nhóm cơ quan"
        verbose_name_plural = "nhóm cơ quan"
        ordering = [by_name("name")]

    def __str__(self) -> str:
        return self.name

    @property
    def extent_word(self) -> Promise:
        """How far it reaches, in a word."""
        return EXTENT_WORDS[self.extent]

    @property
    def extent_meaning(self) -> Promise:
        """What becomes of work that is given to it."""
        return EXTENT_MEANINGS[self.extent]


class GroupName(Dated):
    """Another way in which the group is written."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="names")
    text = models.CharField("tên", max_length=200)

    objects = DatedQuerySet["GroupName"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = "tên gọi khác của nhóm"
        verbose_name_plural = "tên gọi khác của nhóm"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["group", "text"], name="one_row_a_group_name"),
        ]

    def __str__(self) -> str:
        return self.text


class GroupMembership(Dated):
    """A body's place in a group."""

    named_by = ("agency", "group")

    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="memberships")
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    objects = DatedQuerySet["GroupMembership"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = "thành viên nhóm"
        verbose_name_plural = "thành viên nhóm"
        ordering = ["order"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["group", "agency", "valid_from"], name="one_row_a_membership"),
        ]

    def __str__(self) -> str:
        return f"{self.agency} trong {self.group}"


class RoleGrant(Dated):
    """A person's role at an agency; a role that has ended stays on record."""

    named_by = ("person", "agency")

    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="grants")
    role = models.CharField("vai trò", max_length=14, choices=[(r.value, r.name) for r in Role])
    granted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DatedQuerySet["RoleGrant"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = "vai trò"
        verbose_name_plural = "vai trò"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "agency", "role"], condition=Q(valid_to__isnull=True), name="one_open_grant_a_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.word} ở {self.agency}"

    @property
    def word(self) -> Promise:
        """The role as people say it."""
        return ROLE_WORDS[self.role]


class FocalOfficer(Dated):
    """Whom to speak to at a body about external information: an official by their office's contact, from day to day."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="focal_officers")
    name = models.CharField("họ tên", max_length=120)
    post = models.CharField("chức vụ", max_length=120)
    phone = models.CharField("điện thoại cơ quan", max_length=40, blank=True)
    email = models.EmailField("thư công vụ", blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = DatedQuerySet["FocalOfficer"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = "người đầu mối"
        verbose_name_plural = "người đầu mối"
        ordering = ["-valid_from", "-pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency"], condition=Q(valid_to__isnull=True), name="one_focal_officer_without_an_end"
            ),
            models.CheckConstraint(condition=~Q(phone="", email=""), name="a_focal_officer_can_be_reached"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.post}"


class Spokesperson(Dated):
    """Who speaks in the name of a body, by which document and until when; one that has ended stays on record."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="spokespersons")
    kind = models.CharField("hình thức", max_length=8, choices=[(kind.value, kind.name) for kind in Speaking])
    name = models.CharField("họ tên", max_length=120)
    post = models.CharField("chức vụ", max_length=120)
    phone = models.CharField("điện thoại cơ quan", max_length=40, blank=True)
    email = models.EmailField("thư công vụ", blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    document_number = models.CharField("số văn bản", max_length=60, blank=True)
    document_date = models.DateField("ngày văn bản", null=True, blank=True)
    matter = models.CharField("vụ việc", max_length=300, blank=True)
    authorised_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="authorised")

    objects = DatedQuerySet["Spokesperson"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = "người phát ngôn"
        verbose_name_plural = "người phát ngôn"
        ordering = ["-valid_from", "-pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(phone="", email=""), name="a_spokesperson_can_be_reached"),
            models.CheckConstraint(condition=Q(valid_from__isnull=False), name="a_spokesperson_has_a_first_day"),
            models.CheckConstraint(
                condition=Q(kind="head", authorised_by=None)
                | ~Q(kind="head")
                & Q(authorised_by__isnull=False, document_date__isnull=False)
                & ~Q(document_number=""),
                name="who_is_not_the_head_speaks_by_a_document_of_the_head",
            ),
            models.CheckConstraint(
                condition=~Q(kind="case") | Q(valid_to__isnull=False) & ~Q(matter=""),
                name="a_case_has_a_matter_and_an_end",
            ),
            models.UniqueConstraint(
                fields=["agency"], condition=Q(kind="head", valid_to__isnull=True), name="one_head_speaks"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.post}"

    @property
    def word(self) -> Promise:
        """By what they speak, as people say it."""
        return SPEAKING_WORDS[self.kind]
