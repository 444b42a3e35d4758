"""A plan's file, and the correction of what was read from it."""

from doingoai.plan.forms.imports.parts import FORMS
from doingoai.plan.forms.imports.reading import ReadingForm
from doingoai.plan.forms.imports.upload import UploadForm

__all__ = ["FORMS", "ReadingForm", "UploadForm"]
