"""The person who signs in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class Theme(models.TextChoices):
    """Light, dark, or what the machine prefers."""

    AUTO = "auto", "theo máy"
    LIGHT = "light", "nền sáng"
    DARK = "dark", "nền tối"


class Person(AbstractUser):
    """A named human being with an account; what they may do hangs on their roles in agencies, not here."""

    first_name = None  # type: ignore[assignment]  # a Vietnamese name is one string, in its own order
    last_name = None  # type: ignore[assignment]
    name = models.CharField("họ và tên", max_length=120)
    theme = models.CharField("nền", max_length=5, choices=Theme.choices, default=Theme.AUTO)
    language = models.CharField("ngôn ngữ", max_length=2, default="vi")
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    is_demo = models.BooleanField("người mẫu", default=False)

    REQUIRED_FIELDS = ["name", "email"]

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        constraints = [
            # At sign-in capital letters make no other name, and an address serves as a name.
            models.UniqueConstraint(Lower("username"), name="one_person_a_sign_in_name"),
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="one_person_an_address"),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """The name as the person writes it."""
        return self.name

    def get_short_name(self) -> str:
        """The last word of the name, as people are addressed in the office."""
        return self.name.rpartition(" ")[2]
