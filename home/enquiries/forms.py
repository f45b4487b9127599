"""The form to write to the office."""

from __future__ import annotations

from typing import Any

from altcha_django import AltchaField
from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from home.enquiries import spam
from home.enquiries.models import KINDS

LONGEST_MESSAGE = 5000


class EnquiryForm(forms.Form):
    """A message with the way to answer it; `shown`, `website` and `spam_check` keep robots off."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what your message is about.")},
    )
    message = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 8}),
        validators=[ProhibitNullCharactersValidator()],
        error_messages={"required": _("Please write what you want to tell or ask us.")},
    )
    page_address = forms.CharField(
        label=_("Which page is it about?"),
        help_text=_("If you report a barrier: the address or the title of the page."),
        max_length=400,
        required=False,
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We answer to this address."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Please write your e-mail address, so that we can answer.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Your phone number"),
        help_text=_("If we may call you."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    website = forms.CharField(required=False, max_length=200)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    again = forms.CharField(required=False, widget=forms.HiddenInput)
    spam_check = AltchaField(
        required=False,
        auto="onsubmit",
        configuration={"hideFooter": True, "hideLogo": True},
    )

    seen_once = False
    """Whether the message was shown once more and is complete but for the sender's yes."""

    def clean_website(self) -> str:
        """Only robots fill the hidden field; raises ValidationError."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please leave this field empty."), code="robot")
        return ""

    def clean(self) -> dict[str, Any]:
        """Judge the stamp; without JavaScript the sender is asked once more."""
        cleaned = super().clean() or {}
        verdict = spam.judge(cleaned.get("shown", ""))
        if verdict == spam.TOO_SOON:
            self.add_error(None, _("That was very quick. Please send the message once more."))
        elif verdict == spam.TOO_LATE:
            text = _("This form was open for a long time. Please send the message once more.")
            self.add_error(None, text)
        elif verdict == spam.FORGED:
            self.add_error(None, _("Something went wrong. Please send the message once more."))
        if not self.errors and not cleaned.get("spam_check"):
            self._ask_once_more(cleaned)
        return cleaned

    def _ask_once_more(self, cleaned: dict[str, Any]) -> None:
        if not spam.is_sealed(cleaned.get("again", ""), self.sealed_text(cleaned)):
            self.seen_once = True
            self.add_error(
                None, _("Please check your message once more and then choose “Send message”.")
            )

    @staticmethod
    def sealed_text(cleaned: dict[str, Any]) -> str:
        """The text that the sender confirms."""
        return f"{cleaned.get('email', '')} {cleaned.get('message', '')}"

    def stamped(self) -> EnquiryForm:
        """The same form to be shown (again) with a fresh stamp and, if due, the seal."""
        if self.is_bound:
            seal = spam.seal(self.sealed_text(self.cleaned_data)) if self.seen_once else ""
            self.data = {**self.data.dict(), "shown": spam.stamp(), "again": seal}  # type: ignore[attr-defined]
        else:
            self.initial["shown"] = spam.stamp()
        return self
