"""The words in which the room's closed lists reach people."""

from django.utils.translation import gettext_lazy as _

from doingoai.law.domain import Basis, Kind, Quality

AREA_WORDS = {
    "ttdn": _("External information"),
    "cdbc": _("Reporting in general"),
    "pn": _("Speaking to the press"),
    "tc": _("Refusing the press an answer"),
    "bc": _("The press"),
    "nn": _("Foreign press"),
    "tctt": _("Access to information"),
    "cong": _("Portals"),
    "dlm": _("Open data"),
    "vt": _("Office papers"),
    "bm": _("State secrets"),
    "th": _("How terms are counted"),
}
KIND_WORDS = {
    Kind.DEADLINE: _("deadline"),
    Kind.FREQUENCY: _("frequency"),
    Kind.DUTY: _("duty"),
    Kind.PUBLICATION: _("publication"),
    Kind.REFUSAL_GROUND: _("ground for refusal"),
    Kind.STATEMENT_FORM: _("form"),
    Kind.PROHIBITION: _("prohibition"),
    Kind.PERIOD: _("run of days"),
    Kind.RETENTION: _("retention"),
    Kind.COUNTING_RULE: _("rule of counting"),
    Kind.CONTENT_CATEGORY: _("kind of content"),
}
BASIS_WORDS = {Basis.LAW: _("by law"), Basis.NOTICE: _("by the yearly notice")}
SHORT_WEEKDAYS = (_("Mo"), _("Tu"), _("We"), _("Th"), _("Fr"), _("Sa"), _("Su"))
QUALITY_WORDS = {
    Quality.CODIFIED: _("the codified text"),
    Quality.SIGNED: _("the signed text"),
    Quality.TRANSCRIPT: _("a transcript from the web"),
    Quality.SUMMARY: _("a summary only"),
    Quality.MEMORY: _("memory only"),
}
