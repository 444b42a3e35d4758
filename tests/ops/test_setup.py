import re
from pathlib import Path

import pytest
from django.core.management import call_command

from doingoai.accounts.models import Person
from doingoai.agencies.domain import Role
from doingoai.agencies.models import Agency, RoleGrant
from doingoai.audit.models import Entry
from doingoai.ops import setup
from doingoai.ops.models import Loaded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hashed_static_files(settings):
    """As in the office: each file gathered under the hash of its content, every reference followed, and packed."""
    hashed = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": hashed}


def test_the_first_start_makes_an_account_and_shows_its_password_once(at, client):
    lines = setup.make_ready(at=at)
    [password] = [line.rpartition(" ")[2] for line in lines if line.startswith("Mật khẩu dùng một lần: ")]
    person = Person.objects.get()
    assert person.check_password(password)
    assert person.must_change_password
    roles = {grant.role for grant in RoleGrant.objects.filter(person=person)}
    assert roles == {Role.COORDINATOR, Role.ADMINISTRATOR}
    assert not any("Mật khẩu dùng một lần" in line for line in setup.make_ready(at=at))


def test_the_second_start_changes_nothing_and_says_which_account_there_is(at):
    setup.make_ready(at=at)
    entries = Entry.objects.count()
    lines = setup.make_ready(at=at)
    assert Entry.objects.count() == entries
    assert Person.objects.count() == 1
    assert "Đăng nhập: đã có tài khoản dieuphoi." in lines


def test_the_coordinator_sits_where_the_profile_says_on_that_day(at):
    setup.make_ready(at=at)
    assert {grant.agency.slug for grant in RoleGrant.objects.all()} == {"so-tttt"}


def test_the_profile_is_read_again_only_when_its_files_have_changed(at, settings, tmp_path):
    assert "profile" in setup.load_references(at=at)
    assert setup.load_references(at=at) == []
    copy = tmp_path / "profile"
    copy.mkdir()
    for file in Path(settings.PROFILE_DIR).glob("*.yaml"):
        (copy / file.name).write_bytes(file.read_bytes())
    (copy / "agencies.yaml").write_text((copy / "agencies.yaml").read_text() + "\n# một ghi chú\n")
    settings.PROFILE_DIR = copy
    assert setup.load_references(at=at) == ["profile"]
    assert Agency.objects.exists()
    assert str(Loaded.objects.get(name="profile")) == "profile"


def test_static_files_are_gathered_only_when_one_has_changed(settings):
    assert setup.collect_static()
    assert not setup.collect_static()
    packed = {file.name.partition(".")[0] for file in Path(settings.STATIC_ROOT).rglob("*.gz")}
    assert {"tokens", "workplace", "plan", "desk"} <= packed
    (Path(settings.STATIC_ROOT) / ".stamp").write_text("another state")
    assert setup.collect_static()


def test_the_command_says_the_same_at_the_terminal(capsys):
    call_command("setup")
    out = capsys.readouterr().out
    assert "Đăng nhập: dieuphoi" in out
    assert re.search(r"Mật khẩu dùng một lần: (\w{4}-){4}\w{4}\n", out)


def test_the_greeting_holds_address_sign_in_and_the_way_to_stop():
    words = setup.greeting("http://127.0.0.1:8000", ["Đăng nhập: dieuphoi"])
    assert words.splitlines()[1:] == ["Đang chạy tại http://127.0.0.1:8000/", "Đăng nhập: dieuphoi", "Dừng: Ctrl-C"]
