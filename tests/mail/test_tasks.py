from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.utils import timezone

from doingoai.mail import actions, queries
from doingoai.mail.models import Letter, LetterState
from doingoai.mail.tasks import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    return actions.send(
        "van.thu@laocai.gov.vn",
        subject="Nhắc gửi phần báo cáo 6 tháng",
        body="Hạn gửi: 15/6/2022.",
        at=timezone.now(),
        key="remind/part/7/1",
    )


def sweep(letter):
    """One sweep, as if the pause after the last failure were over."""
    Letter.objects.update(not_before=None)
    deliver(timezone.now())
    letter.refresh_from_db()
    return letter


def read(envelope):
    return message_from_bytes(envelope.content, policy=policy.default)


def test_a_letter_goes_out_once_as_it_was_written(office, letter):
    assert sweep(letter).state == LetterState.SENT
    assert letter.sent_at is not None
    sweep(letter)
    [envelope] = office.taken
    message = read(envelope)
    assert envelope.rcpt_tos == ["van.thu@laocai.gov.vn"]
    assert message["Subject"] == "Nhắc gửi phần báo cáo 6 tháng"
    assert message["Message-ID"] == letter.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().strip() == "Hạn gửi: 15/6/2022."


@pytest.mark.parametrize("mood", ["refuses", "no policy"])
def test_a_letter_the_server_will_never_take_is_laid_aside_with_its_words(office, letter, mood):
    office.mood = mood
    assert sweep(letter).state == LetterState.DEAD
    assert letter.last_error.startswith("55")
    assert list(queries.dead_letters()) == [letter]
    office.mood = ""
    sweep(letter)
    assert office.taken == []


@pytest.mark.parametrize("mood", ["busy", "drops before", "slow"])
def test_a_letter_that_cannot_go_now_waits_and_goes_later(office, letter, mood):
    office.mood = mood
    assert sweep(letter).state == LetterState.FAILED
    assert letter.last_error
    assert letter.not_before > timezone.now() + timedelta(seconds=20)
    office.mood = ""
    assert sweep(letter).state == LetterState.SENT
    assert letter.last_error == ""


def test_when_the_answer_is_lost_the_second_copy_bears_the_same_id(office, letter):
    office.mood = "drops after"
    assert sweep(letter).state == LetterState.FAILED
    office.mood = ""
    assert sweep(letter).state == LetterState.SENT
    assert len(office.taken) == 2
    assert {read(envelope)["Message-ID"] for envelope in office.taken} == {letter.message_id}


def test_a_server_that_is_not_there_costs_nothing_but_time(settings, office, letter):
    settings.EMAIL_PORT = 1
    assert sweep(letter).state == LetterState.FAILED
    assert "refused" in letter.last_error


def test_after_nine_attempts_a_person_must_look(office, letter):
    office.mood = "busy"
    for _ in range(8):
        assert sweep(letter).state == LetterState.FAILED
    assert sweep(letter).state == LetterState.DEAD
    assert office.calls == 9


def test_a_reminder_waits_for_the_working_hour_it_was_given(office):
    now = timezone.now()
    actions.send("a@b.vn", subject="Nhắc", body="…", at=now, key="k", not_before=now + timedelta(hours=9))
    deliver(now)
    assert office.calls == 0


def test_no_letter_goes_to_an_address_that_wants_none(office, letter):
    actions.suppress("Van.Thu@laocai.gov.vn", reason="xin thôi nhận", at=timezone.now())
    assert sweep(letter).state == LetterState.DEAD
    assert office.calls == 0


def test_one_letter_that_fails_does_not_keep_the_others_back(office, letter):
    other = actions.send("khac@laocai.gov.vn", subject="Khác", body="…", at=timezone.now(), key="other")
    letter.to = "không phải địa chỉ"
    letter.save()
    deliver(timezone.now())
    other.refresh_from_db()
    assert other.state == LetterState.SENT


def test_without_a_mail_server_letters_are_written_to_files(data_folder, settings, letter):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert sweep(letter).state == LetterState.SENT
    [file] = (data_folder / "mail").iterdir()
    assert letter.message_id in file.read_text()
