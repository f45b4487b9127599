"""The short application form: every answer may be missing in a draft, none may be nonsense."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from actors.themes.models import Theme
from projects.cases.models import Case, carrier_kinds
from projects.intake.rules import COSTS, REQUIRED, Problem
from projects.intake.values import Draft, Line
from projects.programmes.fields import EuroField
from projects.programmes.models import CostCategory

ROWS = 5
MAX_ROWS = 30
FILES = "files"
# Longer nonsense is not stored; the form shows it again with the reason.
KEPT_CHARACTERS = 10_000
COLUMNS = {"amount": "amount_cents"}
DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]
TYPED = (
    "carrier_name",
    "carrier_kind",
    "contact_name",
    "contact_email",
    "contact_phone",
    "title",
    "summary",
    "theme",
    "place",
    "starts_on",
    "ends_on",
    "amount",
    "consent",
)
phone_characters = RegexValidator(
    r"^\+?[0-9 ()/.-]{5,40}$", _("Please write a phone number, for example 02381 00 00 00.")
)


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Please write a date, for example 01.06.2027.")},
    )


class ApplicationForm(forms.Form):
    """Who, what, when, how much. Completeness is judged by `projects.intake.rules`."""

    # A draft may be saved with gaps, so the browser must not insist.
    use_required_attribute = False

    carrier_name = forms.CharField(
        label=_("Who carries the project?"),
        help_text=_("Name of your group, association or institution."),
        max_length=200,
        required=False,
    )
    carrier_kind = forms.ChoiceField(label=_("What are you?"), required=False)
    contact_name = forms.CharField(label=_("Whom may we ask?"), max_length=150, required=False)
    contact_email = forms.EmailField(label=_("E-mail address"), required=False)
    contact_phone = forms.CharField(
        label=_("Phone"), max_length=40, required=False, validators=[phone_characters]
    )
    title = forms.CharField(label=_("Name of your project"), max_length=150, required=False)
    summary = forms.CharField(
        label=_("What do you plan?"),
        help_text=_("Who does what with whom, and what gets better by it?"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    theme = forms.ModelChoiceField(
        label=_("Which theme fits best?"),
        queryset=Theme.objects.none(),
        required=False,
        empty_label=_("Please choose"),
        to_field_name="code",
    )
    place = forms.CharField(label=_("Where does it take place?"), max_length=200, required=False)
    starts_on = _day(_("When does it begin?"))
    ends_on = _day(_("When does it end?"))
    amount = EuroField(label=_("How much money do you need?"), required=False)
    consent = forms.BooleanField(
        label=_(
            "I agree that the office processes these details to decide on the application. "
            "I can withdraw this at any time."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [("", _("Please choose")), *carrier_kinds()]
        self.fields["carrier_kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["theme"].queryset = Theme.objects.all()  # type: ignore[attr-defined]
        for name in REQUIRED:
            self.fields[name].required = True

    def _clean_fields(self) -> None:
        """Nothing is required while saving; what is missing is said on the way to submitting."""
        for name in REQUIRED:
            self.fields[name].required = False
        super()._clean_fields()  # type: ignore[misc]
        for name in REQUIRED:
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        data = super().clean() or self.cleaned_data
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The end lies before the start."))
        return data


class CostLineForm(forms.Form):
    """One cost line; an empty one is left out."""

    label = forms.CharField(label=_("What for?"), max_length=150, required=False)
    category = forms.ModelChoiceField(
        label=_("Kind of cost"),
        queryset=CostCategory.objects.none(),
        required=False,
        empty_label=_("Please choose"),
        to_field_name="code",
    )
    amount = EuroField(label=_("Amount"), required=False)

    def __init__(self, *args: Any, categories: QuerySet[CostCategory], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed in this line."""
        return not any(str(self[name].value() or "").strip() for name in self.fields)


class BaseCostLines(BaseFormSet):
    """The cost lines of an application."""

    def filled(self) -> list[Any]:
        """The lines in which something was typed."""
        return [form for form in self.forms if not form.is_blank]


CostLines = formset_factory(
    CostLineForm, formset=BaseCostLines, extra=0, max_num=MAX_ROWS, absolute_max=MAX_ROWS
)


def initial_of(case: Case | None, user: Any) -> dict[str, Any]:
    """What the form shows at first: the draft, else what the account knows."""
    if case is None:
        return {"contact_name": user.get_full_name(), "contact_email": user.email}
    values = {name: getattr(case, name) for name in TYPED if hasattr(case, name)}
    values["amount"] = case.amount_cents
    values["theme"] = case.theme.code if case.theme else None
    return values | {k: v for k, v in case.unreadable.items() if not k.startswith(COSTS)}


def initial_lines(case: Case | None, rows: int) -> list[dict[str, Any]]:
    """The draft's cost lines, filled up with empty ones to `rows`."""
    lines: list[dict[str, Any]] = []
    for index, item in enumerate(case.cost_items.all() if case else ()):
        line = {
            "label": item.label,
            "category": item.category.code if item.category else None,
            "amount": item.amount_cents,
        }
        typed = case.unreadable if case else {}
        raw = {name: typed.get(f"{COSTS}-{index}-{name}") for name in line}
        lines.append(line | {name: text for name, text in raw.items() if text})
    wanted = min(max(rows, len(lines)), MAX_ROWS)
    return lines + [{} for _row in range(wanted - len(lines))]


def attach(found: Sequence[Problem], form: ApplicationForm, lines: BaseCostLines) -> None:
    """Show the problems at their fields, unless the field already says what is wrong."""
    filled = lines.filled()
    for problem in found:
        target: Any = form
        if problem.line is not None:
            target = filled[problem.line] if problem.line < len(filled) else None
        if problem.field in (COSTS, FILES) or target is None:
            continue
        if problem.field not in target.errors:
            target.add_error(problem.field, problem.text)
    for shown in (form, *lines.forms):
        _in_page_order(shown)


def _in_page_order(form: forms.Form) -> None:
    for name in form.fields:
        if name in form.errors:
            form.errors[name] = form.errors.pop(name)


def read(form: ApplicationForm, lines: BaseCostLines) -> Draft:
    """Sort the answers of a bound form (validated or not).

    An answer too long to be kept leaves its column as it was.
    """
    form.is_valid()
    lines.is_valid()
    unreadable = {name: _text(form[name].value()) for name in form.errors if name in TYPED}
    columns = {
        COLUMNS.get(name, name): form.cleaned_data.get(name, form.fields[name].to_python(""))
        for name in TYPED
        if name in form.cleaned_data or unreadable.get(name)
    }
    rows = []
    for index, row in enumerate(lines.filled()):
        rows.append(_line(getattr(row, "cleaned_data", {})))
        for name in row.errors:
            unreadable[f"{COSTS}-{index}-{name}"] = _text(row[name].value())
    kept = {name: text for name, text in unreadable.items() if text}
    return Draft(columns=columns, lines=tuple(rows), unreadable=kept)


def _line(clean: dict[str, Any]) -> Line:
    return Line(
        label=clean.get("label") or "",
        category=clean.get("category"),
        amount_cents=clean.get("amount"),
    )


def _text(value: Any) -> str:
    text = str(value or "").replace("\x00", "")
    return text if len(text) <= KEPT_CHARACTERS else ""
