"""Forms of what two may write at once: who comes second sees what was kept meanwhile, beside their own words."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from doingoai.plan.domain.figures import FigureLine, number_text


class Version(NamedTuple):
    """One field as the other kept it, and as it stands in its box here."""

    label: object
    theirs: str
    mine: str


class SharedForm(forms.Form):
    """A form with the revision that was read; its initial values are what is kept now."""

    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    meanwhile: tuple[Version, ...] = ()

    def go_on(self, refusal: Exception) -> None:
        """Tell that somebody saved first, and where the two differ; kept once more, it is put over theirs knowingly."""
        differing = [self[name] for name in self.changed_data if name != "revision" and not _is_file(self.fields[name])]
        self.meanwhile = tuple(
            Version(bound.label, _shown(bound, bound.initial), _shown(bound, bound.data)) for bound in differing
        )
        self.stand_at(self.initial["revision"])
        self.add_error(None, str(refusal))

    def stand_at(self, revision: int) -> None:
        """Let what is sent next be an answer to this revision."""
        said = QueryDict(mutable=True)
        said.update(self.data)
        said["revision"] = str(revision)
        self.data = said


def _is_file(field: forms.Field) -> bool:
    return isinstance(field, forms.FileField)


def _shown(bound: forms.BoundField, value: object) -> str:
    found = bound.field.widget.format_value(bound.field.prepare_value(value))
    return ", ".join(map(str, found)) if isinstance(found, list) else str(found or "")


class ExpectedForm(SharedForm):
    """A part's form: besides its words, what is expected for each line where the period goes on after data close."""

    def __init__(self, lines: Iterable[FigureLine], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys: dict[str, tuple[str, str]] = {}
        for line in lines:
            name = f"estimate:{line.task}:{line.measure}"
            self.keys[name] = (line.task, line.measure)
            self.fields[name] = forms.DecimalField(
                label=f"{line.task} {line.measure_name}",
                required=False,
                min_value=0,
                max_digits=14,
                decimal_places=2,
                localize=True,
                help_text=_("done: %(n)s %(unit)s") % {"n": number_text(line.total), "unit": line.unit},
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )
            if line.estimate is not None and line.estimate != line.total:
                self.initial[name] = Decimal(number_text(line.estimate))

    def estimates(self) -> dict[tuple[str, str], Decimal | None]:
        """What is expected, by task and measure; None where nothing stands."""
        return {key: self.cleaned_data[name] for name, key in self.keys.items()}

    def expected(self) -> list[forms.BoundField]:
        """The fields of what is expected."""
        return [self[name] for name in self.keys]
