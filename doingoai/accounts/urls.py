"""Addresses of sign-in and of what a person chooses for themselves; the names are django-allauth's own.

Nothing else of allauth has an address: nobody signs up, and addresses of mail are kept by the office.
"""

from allauth.account import views as allauth
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_POST

from doingoai.accounts import views

SIGNING_IN = [
    path("dang-nhap/", views.sign_in, name="account_login"),
    path("dang-nhap/ma/", factor.authenticate, name="mfa_authenticate"),
    path("dang-nhap/khoa/", login_not_required(keys.login_webauthn), name="mfa_login_webauthn"),
]
# With the province's own account, where an issuer is named in the settings.
PROVINCE = [
    path("dang-nhap/<slug:provider_id>/", require_POST(views.province_sign_in), name="openid_connect_login"),
    path("dang-nhap/<slug:provider_id>/ve/", views.province_return, name="openid_connect_callback"),
]
# A lost password: by letter where letters can leave, else from a person.
BY_LETTER = [
    path("quen-mat-khau/", login_not_required(allauth.password_reset), name="account_reset_password"),
    path("quen-mat-khau/da-gui/", login_not_required(allauth.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^quen-mat-khau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        login_not_required(allauth.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "quen-mat-khau/xong/",
        login_not_required(allauth.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]
FROM_A_PERSON = [path("quen-mat-khau/", views.lost_password, name="account_reset_password")]
OWN = [
    path("dang-xuat/", views.sign_out, name="account_logout"),
    path("mat-khau/", allauth.password_change, name="account_change_password"),
    path("da-khoa/", allauth.account_inactive, name="account_inactive"),
    path("nen/", views.choose_theme, name="account_theme"),
    path("ngon-ngu/", views.choose_language, name="account_language"),
    path("phien/", views.sessions, name="usersessions_list"),
    path("phien/khac/", views.end_others, name="account_end_others"),
    path("phien/<int:pk>/", views.end_session, name="account_end_session"),
]
AGAIN = [
    path("xac-nhan/", views.again(allauth.reauthenticate), name="account_reauthenticate"),
    path("xac-nhan/ma/", views.again(factor.reauthenticate), name="mfa_reauthenticate"),
    path("xac-nhan/khoa/", views.again(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
]
SECOND_FACTOR = [
    path("lop-thu-hai/", views.second_factors, name="mfa_index"),
    path("lop-thu-hai/ung-dung/", totp.activate_totp, name="mfa_activate_totp"),
    path("lop-thu-hai/ung-dung/bo/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("lop-thu-hai/khoa/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("lop-thu-hai/khoa/danh-sach/", views.second_factors, name="mfa_list_webauthn"),
    path("lop-thu-hai/khoa/<int:pk>/bo/", views.remove_passkey, name="mfa_remove_webauthn"),
    path("lop-thu-hai/ma-du-phong/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("lop-thu-hai/ma-du-phong/moi/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]


def addresses(*, letters: bool, province: bool) -> list[URLPattern]:
    """The addresses of an installation from which letters leave or do not, with the province's own accounts or not."""
    lost = BY_LETTER if letters else FROM_A_PERSON
    return [*SIGNING_IN, *(PROVINCE if province else []), *lost, *OWN, *AGAIN, *SECOND_FACTOR]


urlpatterns = addresses(letters=bool(settings.SMTP_URL), province=bool(settings.OIDC_ISSUER))
