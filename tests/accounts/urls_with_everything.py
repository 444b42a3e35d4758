"""The addresses of an installation from which letters leave and which knows the province's own accounts."""

from django.urls import include, path

from doingoai import urls
from doingoai.accounts.urls import addresses

handler404, handler429 = urls.handler404, urls.handler429
urlpatterns = [path("tai-khoan/", include(addresses(letters=True, province=True))), *urls.urlpatterns[1:]]
