"""Plug-in of the room."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Official papers in and out, and the secrecy guard."""

    name = "doingoai.documents"
    verbose_name = "Văn bản"
