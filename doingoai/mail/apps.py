"""Plug-in of the room."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Letters out, and notices inside the house."""

    name = "doingoai.mail"
    verbose_name = "Thư và thông báo"

    def ready(self) -> None:
        """Hang the number of unread notices on the bell; send the letters of sign-in."""
        from doingoai.accounts.registry import register_post
        from doingoai.audit import registry
        from doingoai.mail.receivers import post
        from doingoai.mail.views import unread
        from doingoai.shell.registry import register_bell

        register_bell(unread)
        register_post(post)
        registry.leave_out(
            {
                "mail.letter": "the outbox: each row is written once and then carries the machine's attempts",
                "mail.notice": "the bell: written by the machine about acts that are on record, and marked as read",
            }
        )
