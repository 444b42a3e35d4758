"""A line of the log: one to each thing that happened, with its moment and its zone."""

import logging

MOMENT = "%Y-%m-%dT%H:%M:%S%z"
# What would end a line, move the cursor or colour the terminal, were it printed as it came.
CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160), 0x2028, 0x2029)}


class Line(logging.Formatter):
    """Writes what was said on one line; what somebody sent begins no line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """The line with its controls written out; the way to a fault stands below it, set in."""
        said = record.getMessage().translate(CONTROLS)
        line = f"{self.formatTime(record, MOMENT)} {record.levelname} {record.name}: {said}"
        fault = self.formatException(record.exc_info) if record.exc_info else ""
        return "\n  ".join([line, *fault.splitlines()])
