"""Plug-in of the room."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """By which rule, by when: dated rules, holidays, clocks."""

    name = "doingoai.law"
    verbose_name = "Quy định"
