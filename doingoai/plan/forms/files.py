"""A file that comes in with a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.documents.read import MAX_BYTES


class FileField(forms.FileField):
    """A file of at most 20 MB: a larger one is refused in words, and the rest of the form stays."""

    default_error_messages = {
        "too_large": _("The file is larger than 20 MB. Choose another, or send a smaller photo."),
        "empty": _("The file is empty. Choose another one."),
    }

    def to_python(self, data: Any) -> Any:
        """Look at the size first: of a file that is far too large nothing but the size has come in."""
        if data and data.size > MAX_BYTES:
            raise forms.ValidationError(self.error_messages["too_large"], code="too_large")
        return super().to_python(data)
