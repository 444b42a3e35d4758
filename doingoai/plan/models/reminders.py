"""What was reminded of, and when: one digest a person and day, each step of each thing once."""

from django.db import models


class ReminderDigest(models.Model):
    """The one digest that somebody got on a day; `to` is "person:7" or "mail:a@b.vn"."""

    to = models.CharField(max_length=270)
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["to", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"{self.to}, {self.day}"


class Reminder(models.Model):
    """One step of one thing that is due, told to one recipient; told again if its last day is moved."""

    digest = models.ForeignKey(ReminderDigest, on_delete=models.CASCADE, related_name="reminders")
    to = models.CharField(max_length=270)
    what = models.CharField(max_length=60)
    due_on = models.DateField()
    step = models.SmallIntegerField()
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["to", "what", "due_on", "step"], name="a_step_is_told_once"),
        ]

    def __str__(self) -> str:
        return self.words
