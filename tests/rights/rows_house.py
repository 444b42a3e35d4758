"""The table: accounts, agencies, rules, notices, files, the record."""

from tests.rights.table import (
    ADMINISTRATOR,
    ALL,
    ANY_ROLE,
    COORDINATOR,
    GRANTERS,
    HEAD,
    NONE,
    OVERSEERS,
    READERS_OF_PART,
    SIGNED_IN,
    STAFF,
    WRITERS,
    Row,
    page,
)
from tests.rights.world import OTHER, RENAMED, calendar_file

PEOPLE, YEAR = "/co-quan/nguoi/", "/quy-dinh/ngay-nghi/2022/"
FOCAL = {"name": "Vàng A Mẫu", "post": "Chuyên viên", "phone": "0214 3 840 001", "email": "", "since": "01/3/2022"}
NEW = {"name": "Lý Mẫu", "username": "ly.mau", "email": "", "agency": OTHER, "role": "viewer"}
SPEAKER = FOCAL | {"kind": "head", "since": "01/3/2026"}
RENAME = {
    "kind": "rename",
    "on": "01/7/2026",
    "number": "12/QĐ-UBND",
    "step": "look",
    "before": [RENAMED],
    "new_name": "X",
}

ROWS = {
    "account_login": Row("/tai-khoan/dang-nhap/", ALL, ALL, quiet=True),
    "account_logout": Row("/tai-khoan/dang-xuat/", ALL, ALL, quiet=True),
    "account_change_password": Row("/tai-khoan/mat-khau/", SIGNED_IN, SIGNED_IN, quiet=True),
    "account_reset_password": page("/tai-khoan/quen-mat-khau/", ALL),
    "account_inactive": page("/tai-khoan/da-khoa/", ALL),
    "account_theme": Row("/tai-khoan/nen/", NONE, SIGNED_IN, {"theme": "dark"}, quiet=True),
    "account_language": Row("/tai-khoan/ngon-ngu/", NONE, SIGNED_IN, {"language": "vi"}, quiet=True),
    # The second factor and the sessions are one's own; with a key or session of nobody there is nothing to open.
    # Strangers come here from the page of sign-in; without it they are led there, and whoever is in to the desk.
    "mfa_login_webauthn": Row("/tai-khoan/dang-nhap/khoa/", SIGNED_IN, SIGNED_IN, quiet=True),
    "mfa_authenticate": Row("/tai-khoan/dang-nhap/ma/", SIGNED_IN, SIGNED_IN, quiet=True),
    "mfa_index": page("/tai-khoan/lop-thu-hai/", SIGNED_IN),
    "mfa_list_webauthn": page("/tai-khoan/lop-thu-hai/khoa/danh-sach/", SIGNED_IN),
    "mfa_add_webauthn": Row("/tai-khoan/lop-thu-hai/khoa/", SIGNED_IN, SIGNED_IN, quiet=True),
    "mfa_remove_webauthn": Row("/tai-khoan/lop-thu-hai/khoa/999/bo/", NONE, NONE),
    "mfa_view_recovery_codes": Row("/tai-khoan/lop-thu-hai/ma-du-phong/", NONE, NONE),
    "mfa_generate_recovery_codes": Row("/tai-khoan/lop-thu-hai/ma-du-phong/moi/", SIGNED_IN, SIGNED_IN, quiet=True),
    "mfa_activate_totp": Row("/tai-khoan/lop-thu-hai/ung-dung/", SIGNED_IN, SIGNED_IN, quiet=True),
    "mfa_deactivate_totp": Row("/tai-khoan/lop-thu-hai/ung-dung/bo/", NONE, NONE),
    "usersessions_list": page("/tai-khoan/phien/", SIGNED_IN),
    "account_end_session": Row("/tai-khoan/phien/999/", NONE, NONE),
    "account_end_others": Row("/tai-khoan/phien/khac/", NONE, SIGNED_IN, quiet=True),
    "account_reauthenticate": Row("/tai-khoan/xac-nhan/", SIGNED_IN, SIGNED_IN, quiet=True),
    "mfa_reauthenticate": Row("/tai-khoan/xac-nhan/ma/", SIGNED_IN, SIGNED_IN, quiet=True),
    "mfa_reauthenticate_webauthn": Row("/tai-khoan/xac-nhan/khoa/", SIGNED_IN, SIGNED_IN, quiet=True),
    "shell:home": page("/", SIGNED_IN),
    "shell:year": Row("/nam/", NONE, SIGNED_IN, {"year": "2022"}, quiet=True),
    "shell:components": page("/giao-dien/", SIGNED_IN),
    "mail:notices": page("/thong-bao/", SIGNED_IN),
    "mail:read_all": Row("/thong-bao/da-doc/", NONE, SIGNED_IN, quiet=True),
    "mail:choose": Row("/thong-bao/qua-thu/", NONE, SIGNED_IN, quiet=True),
    # A notice is its reader's alone.
    "mail:open": Row("/thong-bao/{notice}/", NONE, frozenset({"editor"}), quiet=True),
    "ops:search": page("/tim/", SIGNED_IN),
    "ops:history": page("/nhat-ky/", OVERSEERS),
    "ops:history_table": page("/nhat-ky/nhat-ky.xlsx", OVERSEERS),
    # Its key is made for whoever is shown the object; tests/audit/test_views.py has the rights.
    "audit:of_object": page("/nhat-ky/cua/x/", NONE),
    "documents:download": page("/tep/{file}/", STAFF),
    "law:rules": page("/quy-dinh/", ANY_ROLE),
    "law:rule": page("/quy-dinh/{rule}/", ANY_ROLE),
    "law:verify": Row("/quy-dinh/{rule}/kiem/", NONE, GRANTERS),
    "law:unverify": Row("/quy-dinh/{rule}/bo-kiem/", NONE, GRANTERS),
    "law:clocks": page("/quy-dinh/thoi-han/", ANY_ROLE),
    "law:clock": page("/quy-dinh/thoi-han/{term}/", READERS_OF_PART),
    "law:clock_data": page("/quy-dinh/thoi-han/{term}/du-lieu.json", READERS_OF_PART),
    "law:waive": Row("/quy-dinh/thoi-han/{term}/mien/", NONE, HEAD, {"ground": "Người gửi rút hồ sơ."}),
    "law:holidays_now": page("/quy-dinh/ngay-nghi/", ANY_ROLE),
    "law:holidays": page(YEAR, ANY_ROLE),
    "law:holiday_add": Row(YEAR + "ghi/", NONE, GRANTERS, {"day-day": "08/6/2022", "day-name": "Nghỉ"}),
    "law:holidays_bring": Row(YEAR + "nhap/", NONE, GRANTERS, lambda w: {"file-file": calendar_file()}),
    "law:holidays_accept": Row(YEAR + "chap-nhan/", NONE, GRANTERS, {"table-document": "6150/TB"}),
    "law:holidays_reopen": Row("/quy-dinh/ngay-nghi/2023/mo-lai/", NONE, GRANTERS),
    "law:holiday_take": Row("/quy-dinh/ngay-nghi/ngay/{proposed}/nhan/", NONE, GRANTERS),
    "law:holiday_leave": Row("/quy-dinh/ngay-nghi/ngay/{proposed}/khong-nhan/", NONE, GRANTERS),
    "law:holiday_remove": Row("/quy-dinh/ngay-nghi/ngay/{holiday}/bo/", NONE, GRANTERS),
    "agencies:index": page("/co-quan/", ANY_ROLE),
    "agencies:body": page("/co-quan/so-ngv/", ANY_ROLE),
    "agencies:spokespersons": page("/co-quan/so-ngv/phat-ngon/", ANY_ROLE),
    "agencies:add_spokesperson": Row("/co-quan/so-ngv/phat-ngon/them/", NONE, WRITERS, SPEAKER),
    "agencies:end_spokesperson": Row(
        "/co-quan/so-ngv/phat-ngon/{speaker}/ket-thuc/", NONE, WRITERS, {"last": "30/6/2027", "reason": "Nghỉ hưu."}
    ),
    "agencies:locked": page("/co-quan/nguoi/tam-khoa/", ADMINISTRATOR),
    "agencies:unlock": Row("/co-quan/nguoi/tam-khoa/mo/", NONE, ADMINISTRATOR, {"username": "x"}, quiet=True),
    "agencies:reset_second_factor": Row(
        "/co-quan/nguoi/{viewer}/lop-thu-hai/", NONE, ADMINISTRATOR, {"reason": "Mất điện thoại."}
    ),
    "agencies:groups": page("/co-quan/nhom/", ANY_ROLE),
    "agencies:choose": Row(
        "/co-quan/lam-viec-cho/",
        NONE,
        frozenset({"editor", "head", "finance", "viewer"}),
        {"agency": "so-ngv"},
        quiet=True,
    ),
    "agencies:focal": Row("/co-quan/so-ngv/dau-moi/", WRITERS, WRITERS, FOCAL),
    "agencies:successions": page("/co-quan/ke-tuc/", ANY_ROLE),
    "agencies:succession": page("/co-quan/ke-tuc/{succession}/", ANY_ROLE),
    "agencies:succession_new": Row("/co-quan/ke-tuc/moi/?kind=rename", COORDINATOR, COORDINATOR, RENAME, quiet=True),
    "agencies:succession_undo": Row("/co-quan/ke-tuc/{succession}/hoan/", NONE, COORDINATOR, {"reason": "Nhầm."}),
    "agencies:people": page(PEOPLE, GRANTERS),
    "agencies:person": page(PEOPLE + "{viewer}/", GRANTERS),
    "agencies:add_person": Row(PEOPLE + "them/", GRANTERS, GRANTERS, NEW, form=True),
    "agencies:correct_person": Row(PEOPLE + "{viewer}/sua/", GRANTERS, GRANTERS, {"name": "Lý Mẫu Minh"}, form=True),
    "agencies:grant": Row(
        PEOPLE + "vai-tro/", NONE, GRANTERS, lambda w: {"person": w.grant.person_id, "agency": OTHER, "role": "editor"}
    ),
    "agencies:end_role": Row(PEOPLE + "{viewer}/vai-tro/{grant}/", NONE, GRANTERS, {"on": ""}),
    "agencies:renew_password": Row(PEOPLE + "{viewer}/mat-khau/", NONE, GRANTERS),
    "agencies:close_account": Row(PEOPLE + "{viewer}/khoa/", NONE, GRANTERS, {"reason": "Nghỉ hưu."}),
    "agencies:reopen_account": Row(
        PEOPLE + "{viewer}/mo/",
        NONE,
        GRANTERS,
        first=lambda w: type(w.grant.person).objects.filter(pk=w.grant.person_id).update(is_active=False),
    ),
}
