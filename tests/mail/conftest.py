"""A real mail server on the loopback address, with the moods of real ones."""

import asyncio
import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope, Session


class Office:
    """What the server received, and how it behaves just now."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.mood = ""
        self.calls = 0

    async def handle_RCPT(self, server, session: Session, envelope: Envelope, address, options):
        self.calls += 1
        if self.mood == "refuses":
            return "550 5.1.1 khong co nguoi nay"
        if self.mood == "busy":
            return "450 4.2.1 hop thu dang ban"
        if self.mood == "drops before":
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session: Session, envelope: Envelope):
        if self.mood == "no policy":
            return "554 5.7.1 noi dung bi tu choi"
        if self.mood == "slow":
            await asyncio.sleep(3)
        self.taken.append(envelope)
        if self.mood == "drops after":
            server.transport.abort()
        return "250 OK"


@pytest.fixture
def office(settings):
    """A mail server; the settings point at it."""
    office = Office()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_TIMEOUT = 1
    settings.DEFAULT_FROM_EMAIL = "doingoai@laocai.gov.vn"
    yield office
    controller.stop()
