"""Plug-in of the room."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Who: bodies, groups, roles, all dated."""

    name = "doingoai.agencies"
    verbose_name = "Cơ quan"
