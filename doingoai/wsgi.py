"""The door through which the web server calls the product; styles and scripts go out packed, to be kept for a year."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doingoai.settings")

YEAR = 365 * 24 * 3600

application = WhiteNoise(get_wsgi_application(), max_age=YEAR, allow_all_origins=False)
if settings.STATIC_ROOT.is_dir():
    # Every static address carries the hash of its content, and each file lies packed beside itself.
    application.add_files(settings.STATIC_ROOT, prefix="static")
