"""The index of words, as each database keeps it."""

from django.db import migrations

from doingoai.search import backends


class Migration(migrations.Migration):
    dependencies = [("search", "0001_row")]

    operations = [migrations.RunPython(backends.migrate, backends.unmigrate)]
