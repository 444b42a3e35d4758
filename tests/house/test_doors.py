"""Every door asks who comes: nobody passes without a sign-in, no role where the reference says it may not."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from doingoai.accounts.models import Person
from doingoai.agencies.domain import Role
from doingoai.ops import demo
from doingoai.ops.reference.addresses import addresses
from doingoai.ops.reference.roles import Reach
from doingoai.plan.actions.imports import read_in
from doingoai.plan.actions.reports import freeze_report
from doingoai.plan.models import Report
from tests.factories import NOW, actor, adopted_plan, coordinator
from tests.house.crawl import crawled
from tests.plan.gold import PROFILE

# The pages that a stranger may open, each with its reason.
OPEN = {
    "account_login": "the door itself",
    "account_reset_password": "says whom to ask for a password; asks nothing and tells nothing",
    "mfa_authenticate": "asks for the second step of whoever came through the first",
    "mfa_login_webauthn": "takes a passkey; to whoever shows none it is the door",
    "account_inactive": "says that an account is closed, to somebody who cannot sign in",
    "account_logout": "asks a stranger to sign in, as any other page does",
    "plan:key": "opens to whoever holds the key in its address; to a stranger it shows that it does not open",
}
SAMPLE = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-0000-0000-000000000000", "path": "x"}
REFUSED, NOT_THERE, NOT_SO = 403, 404, 405
BY_NAME = {address.name: address for address in addresses()}
OFFICE = "so-ngv"


def sample(address):
    """A path of the address; whether anything is there does not matter."""
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLE[found[1] or "str"], address.path)


@pytest.mark.parametrize("address", [a for a in BY_NAME.values() if a.name not in OPEN], ids=lambda a: a.path)
def test_a_stranger_is_sent_to_the_door(db, client, address):
    for answer in (client.get(sample(address)), client.post(sample(address))):
        if answer.status_code not in {NOT_THERE, NOT_SO}:
            assert answer.status_code == 302
            assert answer["Location"].startswith(reverse("account_login"))


def test_what_is_open_to_strangers_is_what_was_meant():
    strangers = {address.name for address in BY_NAME.values() if not address.needs_sign_in}
    assert strangers == set(OPEN)


@pytest.mark.parametrize("name", OPEN)
def test_an_open_page_shows_nothing_of_the_house(db, client, name):
    answer = client.get(sample(BY_NAME[name]), follow=True)
    assert answer.status_code == (NOT_THERE if name == "plan:key" else 200)
    assert 'id="rail"' not in answer.content.decode()


@pytest.fixture
def year_at_work(db):
    """The plan adopted, sample evidence, a report frozen, a second paper being read."""
    adopted_plan()
    demo.load(2022, at=NOW)
    by = coordinator()
    paper = PROFILE / "plans" / "2022.txt"
    read_in(paper.name, paper.read_bytes(), province="Lào Cai", by=by, person=by.person, at=NOW)
    freeze_report(Report.objects.get(period__code="6-thang"), reason="Mẫu.", by=by, at=NOW)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def wrong(client, role, pages):
    """The pages that open, or stay shut, otherwise than the reference says."""
    for name, url in pages.items():
        address = BY_NAME[name]
        reach = address.opens[role] if role else Reach.NONE if address.needs_role else Reach.ALL
        if address.only_posted and reach is not Reach.NONE:
            continue  # the act would be done
        answer = client.post(url) if address.only_posted else client.get(url)
        refused = answer.status_code == REFUSED
        if (refused and reach is Reach.ALL and not address.asks_more) or (not refused and reach is Reach.NONE):
            yield f"{role or 'nobody'} at {url} ({name}): {'refused' if refused else 'let in'}"


def test_every_page_opens_to_whom_the_reference_says_and_to_nobody_else(year_at_work):
    people = {role: signed_in(actor(OFFICE, role).person) for role in Role}
    people[None] = signed_in(Person.objects.create(username="khach", name="Không có vai trò"))
    pages = crawled(people[Role.COORDINATOR]) | crawled(people[Role.HEAD])
    pages.pop("account_logout", None)
    assert len(pages) > len(BY_NAME) / 2
    assert [words for role, client in people.items() for words in wrong(client, role, pages)] == []
