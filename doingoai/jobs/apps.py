"""Plug-in of the room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Periodic and due work: schedule, leases, sweeps."""

    name = "doingoai.jobs"
    verbose_name = "Việc định kỳ"
