"""Where templates come from: the apps' folders, pages without the indentation in which they are written."""

import re

from django.template import Origin
from django.template.loaders import app_directories

INDENTATION = re.compile(r"^[ \t]+", re.M)


class Loader(app_directories.Loader):
    """The apps' templates. A page is a third lighter without indentation, a tenth once packed; text mails keep theirs.

    Only what the template's author wrote is touched, once, when it is first read; what a value holds stays as it is.
    """

    def get_contents(self, origin: Origin) -> str:
        """The template's text."""
        text = super().get_contents(origin)
        return INDENTATION.sub("", text) if origin.name.endswith(".html") else text
