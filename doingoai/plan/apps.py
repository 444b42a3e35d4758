"""Plug-in of the room."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """The year plan: tasks, who leads, who helps, money, evidence, reports."""

    name = "doingoai.plan"
    verbose_name = "Kế hoạch"
