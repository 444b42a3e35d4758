"""The database refuses to change or delete a frozen report."""

from django.db import migrations

from doingoai.audit import triggers


class Migration(migrations.Migration):
    dependencies = [("plan", "0001_plan_evidence_report")]

    operations = [triggers.close("plan_snapshot")]
