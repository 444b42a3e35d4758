"""When a term ends, found in another way: walking day by day over a store of its own, sharing no code.

Written from the words of the Civil Code 91/2015/QH13, Articles 144 to 148, and of the Labour Code 45/2019/QH14.
Days are counted as numbers since 1 January 1970, by arithmetic of its own; no `datetime` sums are used.
"""

# Days before each month in a plain year.
BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def length(year, month):
    """How many days the month has."""
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def ordinal(year, month, day):
    """The number of the day since 1 January 1970, which is 0."""
    leaps = sum(1 for y in range(1970, year) if is_leap(y))
    in_year = BEFORE[month - 1] + (1 if month > 2 and is_leap(year) else 0)
    return (year - 1970) * 365 + leaps + in_year + day - 1


def civil(number):
    """The year, month and day of the number."""
    year = 1970
    while number >= (366 if is_leap(year) else 365):
        number -= 366 if is_leap(year) else 365
        year += 1
    month = 1
    while number >= length(year, month):
        number -= length(year, month)
        month += 1
    return year, month, number + 1


class Store:
    """The days on which offices are closed, and the days of the weekend that are worked, by their numbers."""

    def __init__(self):
        self.closed, self.opened = {}, set()

    def close(self, number, why):
        self.closed[number] = why

    def open(self, number):
        self.opened.add(number)

    def is_off(self, number):
        if number in self.closed:
            return True
        # 1 January 1970 was a Thursday.
        return (number + 3) % 7 >= 5 and number not in self.opened


def last_day(op, unit, amount, start, store):
    """The last day of the term that starts on the day of the number `start`, and the days it passed over."""
    if unit == "working_days":
        return walk(start, amount, -1 if op == "at_least_before" else 1, store)
    if op == "at_least_before":
        return away(start, unit, -amount), []
    end, passed = away(start, unit, amount), []
    # Article 148(5): the end of the last day moves to the next day that is worked.
    while op in ("within", "at_least_every", "keep_at_least") and store.is_off(end):
        passed.append(end)
        end += 1
    return end, passed


def walk(start, amount, step, store):
    """One foot before the other: a day that is off is passed over, the first day is none (Article 147)."""
    day, passed = start, []
    while amount:
        day += step
        if store.is_off(day):
            passed.append(day)
        else:
            amount -= 1
    return day, passed


def away(start, unit, amount):
    if unit == "days":
        step = 1 if amount > 0 else -1
        for _ in range(abs(amount)):
            start += step
        return start
    months = amount * {"months": 1, "quarters": 3, "years": 12}[unit]
    year, month, day = civil(start)
    step = 1 if months > 0 else -1
    for _ in range(abs(months)):
        month += step
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    # Article 148(3): where the month has no such day, its last.
    while day > length(year, month):
        day -= 1
    return ordinal(year, month, day)


def fixed(op, month, day, start):
    """The first such day of a year that has not passed: the day itself, or with "before" the one before it."""
    year = civil(start)[0]
    while True:
        if day <= length(year, month):
            found = ordinal(year, month, day) - (1 if op == "before" else 0)
            if found >= start:
                return found
        year += 1


def hour_end(op, amount, minutes):
    """Of hours, in minutes since 1970 by Hanoi's clock: none is ever passed over."""
    for _ in range(amount):
        minutes += -60 if op == "at_least_before" else 60
    return minutes
