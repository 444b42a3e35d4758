"""The chain that binds every captured change to the one before; the record's guards are set after each migration now."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from doingoai.audit import triggers


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(triggers.opening, migrations.RunPython.noop),
        migrations.CreateModel(
            name='Value',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.TextField(verbose_name='giá trị')),
                ('is_erased', models.BooleanField(default=False, verbose_name='đã xóa bớt')),
            ],
            options={
                'verbose_name': 'giá trị',
                'verbose_name_plural': 'giá trị',
            },
        ),
        migrations.CreateModel(
            name='Access',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('in', 'signed in'), ('out', 'signed out'), ('refused', 'was refused at the door'), ('locked', 'was locked out'), ('read', 'read')], max_length=8, verbose_name='việc')),
                ('person_name', models.CharField(blank=True, max_length=120, verbose_name='tên người')),
                ('page', models.CharField(blank=True, max_length=80, verbose_name='trang')),
                ('path', models.CharField(blank=True, max_length=300, verbose_name='địa chỉ')),
                ('at', models.DateTimeField(verbose_name='lúc')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'lần vào, lần xem',
                'verbose_name_plural': 'lần vào, lần xem',
                'indexes': [models.Index(fields=['person', 'id'], name='access_of_person'), models.Index(fields=['at'], name='access_at')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, verbose_name='lúc')),
                ('agency', models.CharField(max_length=80, verbose_name='cơ quan')),
                ('request_id', models.CharField(max_length=64, verbose_name='mã yêu cầu')),
                ('source', models.CharField(max_length=80, verbose_name='qua đâu')),
                ('kind', models.CharField(max_length=80, verbose_name='loại')),
                ('key', models.CharField(max_length=120, verbose_name='khóa')),
                ('op', models.CharField(choices=[('i', 'thêm'), ('u', 'sửa'), ('d', 'xóa')], max_length=1, verbose_name='việc')),
                ('whole', models.CharField(max_length=64, verbose_name='dấu của các giá trị')),
                ('root', models.CharField(max_length=64, verbose_name='gốc của các giá trị')),
                ('hash', models.CharField(max_length=64, verbose_name='dấu nối')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'mắt của chuỗi',
                'verbose_name_plural': 'chuỗi',
                'indexes': [models.Index(fields=['kind', 'key', 'id'], name='link_of_object'), models.Index(fields=['kind', 'id'], name='link_of_kind'), models.Index(fields=['person', 'id'], name='link_of_person'), models.Index(condition=models.Q(('request_id', ''), _negated=True), fields=['request_id', 'id'], name='link_of_request')],
            },
        ),
    ]
