"""What every test may ask for."""

import os
import time
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management.commands import flush
from django.db import connections
from django.test import Client
from hypothesis import settings as hypothesis

from doingoai.accounts.adapter import FACTOR
from doingoai.accounts.middleware import BEGUN, SEEN
from doingoai.accounts.models import Person
from doingoai.audit.actions import watch

PROVINCE = ZoneInfo("Asia/Ho_Chi_Minh")


def _let_the_test_suite_empty_its_tables() -> None:
    """Tests with a real server empty the tables between them; the watch steps aside and is set again."""
    plain = flush.Command.handle

    def handle(self: flush.Command, **options: Any) -> None:
        connection = connections[options["database"]]
        if connection.vendor == "sqlite":
            watch.lower()
            plain(self, **options)
            watch.post()
            return
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
        plain(self, **options)
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = origin")

    flush.Command.handle = handle  # type: ignore[method-assign]


_let_the_test_suite_empty_its_tables()


def _let_tests_come_in_as_through_the_door() -> None:
    """A client signed in by force has the session of somebody who just came in, with a second factor."""

    def login(self: Client, user: Person, backend: str | None = None) -> None:
        session, now = self.session, time.time()
        session.clear()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[FACTOR], session[BEGUN], session[SEEN] = True, now, now
        session["account_authentication_methods"] = [{"method": "password", "at": now}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        self.cookies[settings.SESSION_COOKIE_NAME] = session.session_key

    Client._login = login  # type: ignore[method-assign]


_let_tests_come_in_as_through_the_door()

# Two busy cores make no promise about milliseconds.
hypothesis.register_profile("default", deadline=None)
hypothesis.register_profile("long", deadline=None, max_examples=2000)
hypothesis.load_profile("default")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--shard 2/4` runs the second quarter of the tests chosen."""
    parser.addoption("--shard", default="1/1", metavar="N/OF", help="run only this part of the tests chosen")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests of this shard; which shard a test is in depends on its name alone."""
    number, of = (int(part) for part in config.getoption("--shard").split("/"))
    shards: dict[bool, list[pytest.Item]] = {True: [], False: []}
    for item in items:
        shards[zlib.crc32(item.nodeid.encode()) % of == number - 1].append(item)
    config.hook.pytest_deselected(items=shards[False])
    items[:] = shards[True]


@pytest.fixture(scope="session")
def seed() -> str:
    """The seed of this run's dice: SEED of `make test-long`."""
    return os.environ.get("SEED", "0")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A database in a file, as in the office: one in memory knows neither the write-ahead log nor waiting."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def data_folder(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """A data folder of the test's own: no test writes where the product keeps its files."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.ANCHOR = tmp_path / "anchor" / "record.txt"
    settings.HELD_ROOT = tmp_path / "held"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return tmp_path


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Pages of tests name their static files as they lie in the rooms: nothing has been gathered."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def second_factor_is_asked_for(settings: Any) -> None:
    """Tests stand in an office, not on a machine where one only tries it out."""
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def at() -> datetime:
    """A working morning of the plan's year: Thursday 2 June 2022, eight o'clock in Lào Cai."""
    return datetime(2022, 6, 2, 8, 0, tzinfo=PROVINCE)
