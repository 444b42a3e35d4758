"""What the product will not do (docs/tour.md, HOUSE.md section 4): each guard as far as the product goes today.

That each of these tests bites is shown in test_guards_bite.py, where the guard is taken out and the test must fail.
"""

import re

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.utils import timezone

from doingoai import settings as house
from doingoai.accounts.models import Person
from doingoai.mail.actions import send
from doingoai.mail.tasks import deliver
from doingoai.plan.models import PlanImport
from doingoai.plan.tasks import read_papers
from tests.documents.files import word
from tests.factories import NOW, adopted_plan, coordinator
from tests.house.test_pages import forms_of_the_house
from tests.house.walk import MODULES, name, tree
from tests.plan.gold import PROFILE

# Words of which no table and no field may be named: the level of a secret has no place here (Law 29/2018, 117/2025),
SECRECY = {"secrecy", "secret", "classified", "classification", "clearance_level", "do_mat", "mat"}
# and nobody is weighed, followed or labelled: no profile, score, index or stance of a person or an outlet.
WEIGHING = {
    "score", "rating", "rank", "ranking", "reputation", "trust", "credibility", "influence", "risk", "loyalty",
    "stance", "attitude", "sentiment", "hostile", "hostility", "political", "religion", "ethnicity", "dossier",
    "profiling", "blacklist", "whitelist", "watchlist", "watch", "suspect", "follower", "followers", "author", "byline",
}  # fmt: skip
# What is known of a person who signs in: what signing in needs, and how they like the page.
KNOWN_OF_A_PERSON = {
    "id", "username", "password", "name", "email", "theme", "language", "must_change_password", "is_demo", "is_active",
    "is_staff", "is_superuser", "last_login", "date_joined", "groups", "user_permissions",
}  # fmt: skip
# A form may ask for the promise that there is no secret; it may not ask how secret something is.
PROMISES = {"no_secret"}
STRICT = {"'self'", "'none'"}
WRITTEN = "Chưa nhận được phần báo cáo.\n\n/bao-cao/2022/6-thang/"


def own_models():
    return [model for model in apps.get_models() if model.__module__.startswith("doingoai.")]


def words_of(identifier):
    """The words of a name: `TaskScore` and `task_score` are made of task and score."""
    return {word.casefold() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", identifier)}


def named_of(words):
    """Each table and field whose name is made of one of the words."""
    for model in own_models():
        names = [model.__name__, *(field.name for field in model._meta.get_fields() if field.concrete)]
        yield from (f"{model._meta.label}: {each}" for each in names if words_of(each) & words)


def test_there_is_no_place_for_the_level_of_a_secret():
    assert list(named_of(SECRECY)) == []
    asked = [f"{form.__name__}: {field}" for form in forms_of_the_house() for field in form.base_fields]
    assert [words for words in asked if words_of(words) & SECRECY and not words.endswith(tuple(PROMISES))] == []


def test_no_label_speaks_of_the_level_of_a_secret():
    labels = [
        f"{model._meta.label}.{field.name}: {field.verbose_name} {field.help_text}"
        for model in own_models()
        for field in model._meta.fields
    ]
    assert [words for words in labels if re.search(r"\bđộ mật\b|\bmức mật\b", words)] == []


def test_nobody_is_weighed():
    assert list(named_of(WEIGHING)) == []


def test_of_a_person_is_kept_what_signing_in_needs():
    assert {field.name for field in Person._meta.get_fields() if field.concrete} == KNOWN_OF_A_PERSON


def test_no_table_hangs_on_a_person_as_a_file_about_them():
    about = [
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        for field in model._meta.fields
        if field.related_model is Person and isinstance(field, models.OneToOneField)
    ]
    assert about == []


def test_there_is_no_act_against_a_person():
    """No function reports a person, asks for a take-down, or labels what somebody thinks."""
    acts = re.compile(r"(?:^|_)(?:report_(?:user|person|author)|take_?down|denounce|block_person|label_view)(?:_|$)")
    found = [f"{name(path)}: {node.name}" for path in MODULES for node in definitions(path) if acts.search(node.name)]
    assert found == []


def definitions(path):
    return [node for node in tree(path).body if hasattr(node, "name")]


def test_what_is_uploaded_never_lies_on_the_disk_before_it_is_looked_at(client, db, settings, tmp_path):
    """A large file is where a server would make a temporary one; here there is no place to make it."""
    adopted_plan()
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
    client.force_login(coordinator().person)
    large = (PROFILE / "plans" / "2022.txt").read_bytes() + b"\n" * 3 * 2**20
    answer = client.post("/ke-hoach/nhap/", {"file": SimpleUploadedFile("ke-hoach.txt", large), "no_secret": "on"})
    assert answer.status_code == 302
    assert house.HELD_ROOT.is_relative_to("/dev/shm")
    read_papers(timezone.now())
    assert PlanImport.objects.count() == 2
    assert list(settings.HELD_ROOT.iterdir()) == []


def test_a_plan_with_a_mark_is_refused_before_it_is_kept_or_read(client, db, data_folder):
    adopted_plan()
    before = list((data_folder / "files").rglob("*"))
    client.force_login(coordinator().person)
    bad = SimpleUploadedFile(
        "ke-hoach.docx", word("TỐI MẬT", *(PROFILE / "plans" / "2022.txt").read_text().splitlines())
    )
    answer = client.post("/ke-hoach/nhap/", {"file": bad, "no_secret": "on"})
    assert answer.status_code == 422
    assert "độ mật" in answer.content.decode()
    assert PlanImport.objects.count() == 1
    assert list((data_folder / "files").rglob("*")) == before


def test_no_page_lets_in_what_is_not_of_this_house(client, db):
    client.force_login(Person.objects.create(username="ly.mau.binh", name="Lý Mẫu Bình"))
    for path in ("/", "/tai-khoan/quen-mat-khau/", "/khong-co/"):
        policy = client.get(path).headers["Content-Security-Policy"]
        told = dict(line.strip().split(" ", 1) for line in policy.split(";") if line.strip())
        assert {source for sources in told.values() for source in sources.split()} <= STRICT, path
        assert told["default-src"] == told["frame-ancestors"] == "'none'"
        assert told["form-action"] == "'self'"


@pytest.fixture
def letter(db, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send("van.thu@laocai.gov.vn", subject="Nhắc", body=WRITTEN, at=NOW, key="k")
    deliver(NOW)
    [letter] = mail.outbox
    return letter


def test_a_letter_is_the_words_that_were_written_and_tells_nobody_that_it_was_read(letter):
    message = letter.message()
    assert message.get_content_type() == "text/plain"
    assert message.get_payload(decode=True).decode().strip() == WRITTEN
    assert not {"Disposition-Notification-To", "Return-Receipt-To", "X-Confirm-Reading-To"} & set(message.keys())
