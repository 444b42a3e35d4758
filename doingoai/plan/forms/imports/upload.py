"""The paper of a plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from doingoai.plan.forms.files import FileField


class UploadForm(forms.Form):
    """A file, and the word that it holds no secret."""

    file = FileField(
        label=_("Plan (.docx, .doc, .pdf, .html, .txt, or a scan: .pdf, .png, .jpg, .tif)"),
        widget=forms.FileInput(attrs={"accept": ".docx,.doc,.pdf,.html,.htm,.txt,.png,.jpg,.jpeg,.tif,.tiff"}),
        help_text=_("No document with a secrecy mark: such a file is refused before anything is stored."),
        error_messages={"required": _("Choose the file of the plan.")},
    )
    no_secret = forms.BooleanField(
        label=_("I have read the file; it contains no state secret"),
        error_messages={"required": _("Tick this once the file was read over.")},
    )
