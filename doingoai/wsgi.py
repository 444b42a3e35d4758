"""The door through which the web server calls the product; styles and scripts go out packed, to be kept for a year."""

import os
from wsgiref.headers import Headers

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doingoai.settings")

YEAR = 365 * 24 * 3600
# What every answer tells the browser; of pages Django tells it.
TOLD = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
}
STRICT = {"Strict-Transport-Security": f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"}


def tell(headers: Headers, path: str, url: str) -> None:
    """Say of a static file what is said of a page."""
    for name, value in (TOLD | (STRICT if settings.HTTPS else {})).items():
        headers[name] = value


application = WhiteNoise(get_wsgi_application(), max_age=YEAR, allow_all_origins=False, add_headers_function=tell)
if settings.STATIC_ROOT.is_dir():
    # Every static address carries the hash of its content, and each file lies packed beside itself.
    application.add_files(settings.STATIC_ROOT, prefix="static")
