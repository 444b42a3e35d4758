"""The record of one object."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from doingoai.accounts.models import Person
from doingoai.audit.queries.shown import opened
from doingoai.audit.queries.told import told
from doingoai.audit.registry import kind_name


def of_object(request: HttpRequest, key: str) -> HttpResponse:
    """What was done to an object and what changed of it, to somebody who was shown the object."""
    found = opened(key, request.user) if isinstance(request.user, Person) else None
    if found is None:
        raise Http404
    lines = told(found)
    name = next((line.thing for line in lines if line.thing), "")
    shown = {"kind": kind_name(found[0]), "key": found[1], "name": name, "lines": lines}
    return render(request, "audit/object.html", shown)
