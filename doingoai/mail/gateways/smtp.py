"""Handing one letter to the mail server."""

import smtplib

from django.core.mail import EmailMessage

from doingoai.mail.domain import Answer
from doingoai.mail.models import Letter
from doingoai.mail.registry import filled


def hand_over(letter: Letter) -> Answer:
    """Give the letter to the mail server and tell what came of it.

    Delivery is at least once: if the server takes the letter and the line breaks before it says so, the letter
    is sent again under the same Message-ID, by which mail programs know the copy.
    """
    message = EmailMessage(
        letter.subject,
        filled(letter.key, letter.body_text),
        to=[letter.to],
        headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = refused.recipients[letter.to]
        return Answer(_said(code, words), is_final=code >= 500)
    except smtplib.SMTPResponseException as refused:
        # A refused sign-in is the office's to mend, not the letter's fault.
        is_final = refused.smtp_code >= 500 and not isinstance(refused, smtplib.SMTPAuthenticationError)
        return Answer(_said(refused.smtp_code, refused.smtp_error), is_final=is_final)
    except ValueError as error:
        return Answer(f"{error}", is_final=True)
    except (smtplib.SMTPException, OSError) as error:
        return Answer(f"{type(error).__name__}: {error}")
    return Answer()


def _said(code: int, words: bytes | str) -> str:
    return f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
