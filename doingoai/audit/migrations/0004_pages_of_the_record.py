"""The acts of one kind, and on one kind of thing, are found at once in a record of a million rows."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_chain'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['verb', '-at'], name='entry_of_verb'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['object_kind', '-at'], name='entry_of_kind'),
        ),
    ]
