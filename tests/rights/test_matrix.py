"""Every address, as everybody: who gets the page, who acts, and that the others change nothing."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from doingoai.audit.models import Entry
from doingoai.ops.reference.addresses import addresses
from tests.house.test_doors import sample
from tests.plan.reviewing import shown
from tests.rights import rows_house, rows_plan, rows_reports
from tests.rights.table import Row
from tests.rights.world import Seat, world

TABLE: dict[str, Row] = rows_house.ROWS | rows_plan.ROWS | rows_reports.ROWS
REFUSED = {403, 404, 405}
BROKEN = 500


def test_every_address_has_a_row_and_every_row_an_address():
    assert sorted(TABLE) == sorted(address.name for address in addresses())


def path_of(row, w):
    names = {name: getattr(thing, "pk", thing) for name, thing in vars(w).items()}
    names |= {"rule": w.rule.code, "viewer": w.grant.person_id, "door": w.door}
    return row.at.format(**names)


def is_door(answer):
    return answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))


def form_on(page):
    """What a browser would send of the form of the page."""
    form = page.context["form"]
    rows = [
        bound
        for each in getattr(form, "sets", {}).values()
        for row in [each.management_form, *each.forms]
        for bound in row
    ]
    bounds = [*form, *rows, *(getattr(form, "alone", None) or ())]
    return {bound.html_name: value for bound in bounds if (value := sent(bound)) is not None}


def sent(bound):
    is_many = getattr(bound.field.widget, "allow_multiple_selected", False)
    return [str(value) for value in bound.field.prepare_value(bound.value()) or ()] if is_many else shown(bound)


def told(row, w, client, path):
    body = dict(row.body(w) if callable(row.body) else row.body)
    return (form_on(client.get(path)) if row.form else {}) | body


def wrong_page(row, seat, answer):
    """What is wrong with what the seat got, in words; empty where it is as the table says."""
    if answer.status_code >= BROKEN:
        return f"broken ({answer.status_code})"
    is_refused = answer.status_code in REFUSED or is_door(answer)
    if is_refused == (seat.name in row.get):
        return f"page: {answer.status_code} {'but should open' if is_refused else 'but should be refused'}"
    return ""


def wrong_act(row, seat, answer, is_done):
    if answer.status_code >= BROKEN:
        return f"broken ({answer.status_code})"
    may = seat.name in row.post
    is_refused = answer.status_code in REFUSED or is_door(answer)
    if may and (is_refused or not (is_done or row.quiet)):
        return f"act: not done ({answer.status_code})"
    if not may and (is_done or (row.quiet and row.post and not is_refused)):
        return f"act: done ({answer.status_code})"
    return ""


class Undone(Exception):
    """What was tried is taken back."""


def tried(seat, attempt):
    """Try something in the seat's own browser and take back whatever it did."""
    client = Client(raise_request_exception=False)
    if seat.person:
        client.force_login(seat.person)
    try:
        with transaction.atomic():
            found = attempt(client)
            raise Undone
    except Undone:
        return found


def faults(row: Row, w, seat: Seat):
    path = path_of(row, w)
    yield tried(seat, lambda client: wrong_page(row, seat, client.get(path)))

    def act(client):
        if row.first:
            row.first(w)
        body = told(row, w, client if seat.name in row.post else w.desk, path)
        before = Entry.objects.count()
        answer = client.post(path, body)
        return wrong_act(row, seat, answer, Entry.objects.count() > before)

    yield tried(seat, act)


def test_every_cell_of_the_table_holds(db, caplog):
    caplog.set_level("CRITICAL")
    w = world()
    w.desk = Client()
    w.desk.force_login(next(seat for seat in w.seats if seat.name == "coordinator").person)
    found = [
        f"{name} as {seat.name}: {words}"
        for name, row in TABLE.items()
        for seat in w.seats
        for words in faults(row, w, seat)
        if words
    ]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_no_address_answers_to_other_methods(db, client, method):
    paths = {sample(address) for address in addresses()}
    assert {getattr(client, method)(path).status_code for path in paths} == {405}
