"""What cannot both be true: kept as printed, and told."""

import re
from collections.abc import Iterator
from datetime import date

from doingoai.dates import office, parse_office
from doingoai.plan.domain.outline.reading import PlanReading, ReadingWarning, TaskReading

WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5}
SUNDAY = 6
WORDS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
ON_WEEKDAY = re.compile(
    r"(thứ\s+(hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)[,\s(]{0,3}(?:ngày\s+)?"
    r"(\d{1,2}/\d{1,2}(?:/\d{4})?|\d{1,2} tháng \d{1,2} năm \d{4})",
    re.I,
)


def contradictions(reading: PlanReading) -> Iterator[ReadingWarning]:
    """A weekday with another's date, a limit that had passed when the plan was signed, days out of order."""
    yield from _weekdays(reading)
    for task in reading.tasks:
        yield from _of_task(task, reading.head.date)
    for due in reading.deadlines:
        if due.before and reading.head.date and due.before <= reading.head.date:
            yield ReadingWarning(
                "contradiction",
                f"Hạn {office(due.before)} không sau ngày ký kế hoạch {office(reading.head.date)}.",
                due.line,
                office(due.before),
            )


def _weekdays(reading: PlanReading) -> Iterator[ReadingWarning]:
    for line, text in reading.source:
        for match in ON_WEEKDAY.finditer(text):
            written = f"ngày {match[3]}" if "tháng" in match[3] else match[3]
            day = parse_office(written, of_year=reading.head.year or None)
            told = WEEKDAYS[match[2].casefold()] if match[2] else SUNDAY
            if day is not None and day.weekday() != told:
                meant = WORDS[day.weekday()]
                yield ReadingWarning(
                    "contradiction",
                    f"“{match[0]}”: ngày {office(day)} là {meant}. Giữ như bản in, cần xem lại.",
                    line,
                    match[0],
                    match[0].replace(match[1], meant),
                )


def _of_task(task: TaskReading, signed: date | None) -> Iterator[ReadingWarning]:
    time = task.time
    if time is None:
        return
    last = time.before or time.ends_on
    if signed and last and last <= signed:
        yield ReadingWarning(
            "contradiction",
            f"{task.number}: hạn “{time.text}” ({office(last)}) không sau ngày ký kế hoạch {office(signed)}.",
            task.lines[0],
            time.text,
        )
    if time.starts_on and time.ends_on and time.ends_on < time.starts_on:
        yield ReadingWarning(
            "contradiction", f"{task.number}: “{time.text}” kết thúc trước khi bắt đầu.", task.lines[0], time.text
        )
