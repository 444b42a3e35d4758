"""Plug-in of the room."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Folded full text, filtered by who may see a row."""

    name = "doingoai.search"
    verbose_name = "Tìm kiếm"
