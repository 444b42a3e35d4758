"""That a page or an act was refused to somebody stands on record: a choice more, no change of the table."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0004_pages_of_the_record'),
    ]

    operations = [
        migrations.AlterField(
            model_name='access',
            name='act',
            field=models.CharField(choices=[('in', 'signed in'), ('out', 'signed out'), ('refused', 'was refused at the door'), ('locked', 'was locked out'), ('denied', 'was refused a page or an act'), ('read', 'read')], max_length=8, verbose_name='việc'),
        ),
    ]
