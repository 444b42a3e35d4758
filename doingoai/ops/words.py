"""What the record and the search say to people: the verbs of every room, the kinds of things."""

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from doingoai.search.registry import sources

Words = str | Promise

VERBS: dict[str, Words] = {}

# Things that are no rows.
KINDS: dict[str, Words] = {"profile": _("profile")}


def verb_name(verb: str) -> Words:
    """The verb as people say it."""
    return VERBS.get(verb, verb)


def kind_name(kind: str) -> Words:
    """The kind of a thing as people say it: its model's own name."""
    if kind in KINDS:
        return KINDS[kind]
    try:
        return apps.get_model(kind)._meta.verbose_name or kind
    except (LookupError, ValueError):
        return kind


def source_name(kind: str) -> Words:
    """The heading over results of the kind."""
    source = sources().get(kind)
    return source.label if source else kind_name(kind)
