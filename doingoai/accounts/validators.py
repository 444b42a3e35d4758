"""Which passwords are refused besides the short and the common ones."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from doingoai.accounts.domain import leans_on, local_words
from doingoai.accounts.registry import names


class LocalWordsValidator:
    """Refuses a password made of the province's own words: its name, its districts, sights and agencies."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Refuse a password of which hardly anything is left without words of the place.

        :raises ValidationError: saying so
        """
        if leans_on(password, local_words(names())):
            raise ValidationError(self.get_help_text(), code="password_of_local_words")

    def get_help_text(self) -> str:
        """The same words as those of the refusal."""
        return _("Words of the province or of the office are guessed first. Choose other words.")
