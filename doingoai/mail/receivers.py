"""What the rooms below hand over to be sent."""

from uuid import uuid4

from django.utils import timezone

from doingoai.mail.actions import send


def post(address: str, subject: str, words: str) -> None:
    """Queue a letter of sign-in; each is one of its own."""
    send(address, subject=subject, body=words, at=timezone.localtime(), key=f"accounts.letter:{uuid4()}")
