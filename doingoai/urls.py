"""The roof: which address leads to which room."""

from django.urls import include, path

handler400 = "doingoai.shell.views.bad_request"
handler403 = "doingoai.shell.views.forbidden"
handler404 = "doingoai.shell.views.not_found"
handler429 = "doingoai.shell.views.too_often"
handler500 = "doingoai.shell.views.broken"

urlpatterns = [
    path("tai-khoan/", include("doingoai.accounts.urls")),
    path("", include("doingoai.shell.urls")),
    path("", include("doingoai.plan.urls")),
    path("quy-dinh/", include("doingoai.law.urls")),
    path("co-quan/", include("doingoai.agencies.urls")),
    path("tep/", include("doingoai.documents.urls")),
    path("thong-bao/", include("doingoai.mail.urls")),
    path("nhat-ky/cua/", include("doingoai.audit.urls")),
    path("", include("doingoai.ops.urls")),
]
