import pytest
from cronsim import CronSimError

from doingoai.jobs import registry


def test_every_room_hangs_its_periodic_work_in_the_schedule():
    registry.load()
    assert {"jobs.prune", "mail.deliver"} <= {schedule.name for schedule in registry.schedules()}


def test_a_schedule_nobody_has_is_a_word_of_the_trade_not_a_crash():
    with pytest.raises(registry.UnknownSchedule):
        registry.schedule("nobody.knows")


def test_two_rooms_cannot_give_one_name_to_two_sweeps():
    def sweep(at):
        return None

    sweep.__module__ = "another.room"
    registry.load()
    with pytest.raises(registry.UnknownSchedule):
        registry.every("* * * * *", name="jobs.prune")(sweep)


def test_a_wrong_cron_line_is_refused_where_it_is_written():
    with pytest.raises(CronSimError):
        registry.every("61 * * * *", name="tests.wrong")(lambda at: None)
