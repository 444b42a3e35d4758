"""The words in which the room's closed lists reach people."""

from django.utils.translation import gettext_lazy as _

from doingoai.law.domain import Quality

AREA_WORDS = {
    "ttdn": _("External information"),
    "cdbc": _("Reporting in general"),
    "pn": _("Speaking to the press"),
}
QUALITY_WORDS = {
    Quality.CODIFIED: _("the codified text"),
    Quality.SIGNED: _("the signed text"),
    Quality.TRANSCRIPT: _("a transcript from the web"),
    Quality.SUMMARY: _("a summary only"),
    Quality.MEMORY: _("memory only"),
}
