"""The forms of terms, rules, quotas and counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from actors.bodies.models_members import BodyMember
from actors.bodies.models_rules import BodyQuota, BodyRules, QuotaCount
from actors.bodies.queries_members import in_office
from actors.bodies.terms import is_plausible, problems_of
from portal.accounts.models import User
from portal.kernel import clock


def _plausible(day: date) -> date:
    if not is_plausible(day):
        raise forms.ValidationError(_("Please check the year."))
    return day


class MemberForm(WagtailAdminModelForm):
    """A term; the account is named by its e-mail address."""

    account = forms.EmailField(
        label=_("Account"),
        required=False,
        max_length=254,
        help_text=_(
            "E-mail address of the account. Without one the person gets papers by post, "
            "but no screens of their own."
        ),
    )

    class Meta:
        model = BodyMember
        fields = [
            "body",
            "name",
            "function",
            "group",
            "has_vote",
            "from_day",
            "until_day",
            "substitute_of",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].disabled = self.instance.pk is not None
        person = self.instance.person
        self.fields["name"].required = not (person and person.anonymised_at)
        others = BodyMember.objects.filter(
            in_office(clock.today()) | Q(pk=self.instance.substitute_of_id), substitute_of=None
        )
        if self.instance.pk:
            others = others.filter(body=self.instance.body_id).exclude(pk=self.instance.pk)
        choice = self.fields["substitute_of"]
        choice.queryset = others.select_related("body").order_by("body__order", "name", "pk")
        choice.label_from_instance = lambda member: f"{member.body}: {member.shown_name}"
        if self.instance.pk is None:
            self.initial.setdefault("from_day", clock.today())
        elif person and not person.anonymised_at:
            self.initial["account"] = person.email

    def clean_account(self) -> User | None:
        """The account of that address; an emptied account stays where it was."""
        address = str(self.cleaned_data["account"]).strip()
        if not address:
            person = self.instance.person
            return person if person and person.anonymised_at else None
        found = User.objects.filter(email__iexact=address, is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("There is no account with this address."))
        return found

    def _get_validation_exclusions(self) -> set[str]:
        """The problems of a term say in plain words what the constraints of the table say."""
        return {*super()._get_validation_exclusions(), "until_day", "has_vote"}

    def _post_clean(self) -> None:
        """Put the account in place, then look at the term as a whole."""
        self.instance.person = self.cleaned_data.get("account")
        super()._post_clean()
        if not self.errors:
            for field, text in problems_of(self.instance).items():
                self.add_error(field, text)


class EndForm(forms.Form):
    """The last day of a term."""

    last_day = forms.DateField(
        label=_("Last day in office"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def clean_last_day(self) -> date:
        """A day that can be meant."""
        return _plausible(self.cleaned_data["last_day"])


class RulesForm(WagtailAdminModelForm):
    """Rules of procedure from a day on."""

    class Meta:
        model = BodyRules
        fields = [
            "body",
            "valid_from",
            "minimum_present",
            "share_percent",
            "tie",
            "secret_on_request",
            "secret_tie",
            "mail_vote",
            "mail_days",
            "invitation_days",
        ]

    def clean_valid_from(self) -> date:
        """A day that can be meant."""
        return _plausible(self.cleaned_data["valid_from"])


class QuotaForm(WagtailAdminModelForm):
    """A quota of a body."""

    class Meta:
        model = BodyQuota
        fields = ["body", "labels", "percent", "is_in_use", "order"]


class CountForm(WagtailAdminModelForm):
    """What the members said of themselves on a day, as numbers."""

    class Meta:
        model = QuotaCount
        fields = ["quota", "day", "count", "members"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["quota"]
        choice.queryset = BodyQuota.objects.select_related("body").order_by("body__order", "order")
        choice.label_from_instance = lambda quota: f"{quota.body}: {quota}"
        if self.instance.pk is None:
            self.initial.setdefault("day", clock.today())

    def clean_day(self) -> date:
        """A day that was, or today."""
        day = _plausible(self.cleaned_data["day"])
        if day > clock.today():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        """No more than there are."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        count, members = data.get("count"), data.get("members")
        if count is not None and members is not None and count > members:
            self.add_error("count", _("This is more than there are members."))
        return data
