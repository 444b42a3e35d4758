"""There is one way in: no view but those of sign-in ever opens a session."""

import ast
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache

from doingoai.accounts.models import Person
from doingoai.ops.reference.addresses import addresses
from tests.accounts.codes import code, give_app
from tests.house.walk import MODULES, name, tree

OWN = "ruong bac thang mua nuoc do"
SAMPLE = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-0000-0000-000000000000", "path": "x"}
# Those of the one path: the password, its second step, the passkey.
PATH = {"account_login", "mfa_authenticate", "mfa_login_webauthn"}
SIGNS_IN = {"login", "alogin", "authenticate", "aauthenticate", "perform_login", "force_login"}
ELSEWHERE = [address for address in addresses() if address.name not in PATH]


def path(address):
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLE[found[1] or "str"], address.path)


def test_the_path_is_there():
    assert {address.name for address in addresses()} >= PATH


@pytest.mark.django_db
@pytest.mark.parametrize("address", ELSEWHERE, ids=lambda address: address.path)
def test_right_names_and_passwords_sent_elsewhere_open_nothing(client, address):
    cache.clear()
    person = Person.objects.create_user("ly.mau.binh", password=OWN, name="Lý Mẫu Bình", email="binh@example.vn")
    give_app(person)
    names = {"login": "ly.mau.binh", "username": "ly.mau.binh", "email": "binh@example.vn"}
    said = {**names, "password": OWN, "code": code()}
    for method in (client.get, client.post):
        method(path(address), said, headers={"authorization": "Basic bHkubWF1LmJpbmg6c2Fp"})
        assert "_auth_user_id" not in client.session
    assert Authenticator.objects.count() == 1


def test_no_module_of_ours_signs_anybody_in():
    found = []
    for file in MODULES:
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("django.contrib.auth", "allauth")):
                found += [(name(file), each.name) for each in node.names if each.name in SIGNS_IN]
    assert found == []


def test_passwords_are_looked_at_by_one_backend_behind_the_lock(settings):
    assert settings.AUTHENTICATION_BACKENDS == [
        "axes.backends.AxesStandaloneBackend",
        "allauth.account.auth_backends.AuthenticationBackend",
        "rules.permissions.ObjectPermissionBackend",
    ]
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
