"""The sweep of the outbox."""

import os
import socket
from datetime import datetime

from django.utils import timezone

from doingoai.jobs.registry import every
from doingoai.mail import actions, queries
from doingoai.mail.domain import Answer
from doingoai.mail.gateways.smtp import hand_over

# One sweep leaves room for the others; the next comes within a minute.
LETTERS_PER_SWEEP = 200


@every("* * * * *", name="mail.deliver")
def deliver(at: datetime) -> None:
    """Hand the letters that are due to the mail server, one by one, and write each answer before the next."""
    worker = f"{socket.gethostname()[:40]}-{os.getpid()}"
    for _ in range(LETTERS_PER_SWEEP):
        letter = actions.claim_letter(worker=worker, at=timezone.now())
        if letter is None:
            return
        if queries.is_suppressed(letter.to):
            answer = Answer("address is suppressed", is_final=True)
        else:
            answer = hand_over(letter)
        actions.note_answer(letter, answer, at=timezone.now())
