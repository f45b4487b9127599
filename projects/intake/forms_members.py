"""The form to invite somebody to an application."""

from __future__ import annotations

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from projects.cases.models_members import MemberRole

CHOICES = (
    (MemberRole.EDIT.value, _("Fill in together: change answers, add files, write messages")),
    (MemberRole.VIEW.value, _("Only read")),
)


class InvitationForm(forms.Form):
    """Whom to invite, and what the person may do."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        validators=[ProhibitNullCharactersValidator()],
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("What may this person do?"),
        choices=CHOICES,
        initial=MemberRole.EDIT.value,
        widget=forms.RadioSelect,
    )
