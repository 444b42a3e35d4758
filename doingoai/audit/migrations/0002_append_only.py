"""The database refuses to change or delete an entry."""

from django.db import migrations

from doingoai.audit import triggers


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_entry")]

    operations = [triggers.close()]
