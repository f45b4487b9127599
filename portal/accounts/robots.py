"""What keeps robots off a public form: a computed check, a signed time-trap, an empty field.

With JavaScript the browser computes a small task (ALTCHA, no picture, no foreign server). Without
it the sender is asked to look at the form once more. See docs/decisions/0009-robots.md.
"""

from __future__ import annotations

from typing import Any, Self

from altcha_django import AltchaField
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts import spam

CHECK_FAILED = gettext_lazy("The check did not work. Please send the form once more.")
AGAIN = "again"


class GuardedForm(forms.Form):
    """A form that robots cannot send: subclasses name their `salt` and what is sealed.

    Show it with `stamped()` and the template `portal/accounts/_robots.html`.
    """

    salt = ""
    """Keeps the stamps of one form from counting for another."""
    once_more = gettext_lazy("Please check what you wrote and send the form once more.")
    """What a sender without JavaScript reads before the second sending."""

    website = forms.CharField(required=False, max_length=200)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    again = forms.CharField(required=False, widget=forms.HiddenInput)
    spam_check = AltchaField(
        required=False,
        auto="onsubmit",
        configuration={"hideFooter": True, "hideLogo": True},
        error_messages=dict.fromkeys(AltchaField.default_error_messages, CHECK_FAILED),
    )

    def clean_website(self) -> str:
        """Only robots fill the hidden field; raises ValidationError."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please leave this field empty."), code="robot")
        return ""

    def clean(self) -> dict[str, Any]:
        """Judge the stamp; without JavaScript the sender is asked once more."""
        cleaned = super().clean() or {}
        if text := self._words_of_verdict():
            self.add_error(None, text)
        elif not self.errors and self.must_ask_once_more:
            self.add_error(None, self.once_more)
        return cleaned

    @cached_property
    def verdict(self) -> str:
        """What the stamp says: `fine`, `too_soon`, `too_late` or `forged`."""
        return spam.judge(self.cleaned_data.get("shown", ""), self.salt)

    @property
    def must_ask_once_more(self) -> bool:
        """Whether neither the browser computed the check nor the sender looked twice."""
        cleaned = self.cleaned_data
        text = self.sealed_text(cleaned)
        return not cleaned.get("spam_check") and not spam.is_sealed(
            cleaned.get(AGAIN, ""), text, self.salt
        )

    @property
    def is_refused(self) -> bool:
        """Whether what is cleaned so far already sends the form back."""
        return bool(self.errors) or self.verdict != spam.FINE or self.must_ask_once_more

    def _words_of_verdict(self) -> str:
        return {
            spam.TOO_SOON: _("That was very quick. Please send the form once more."),
            spam.TOO_LATE: _("This form was open for a long time. Please send it once more."),
            spam.FORGED: _("Something went wrong. Please send the form once more."),
        }.get(self.verdict, "")

    def sealed_text(self, cleaned: dict[str, Any]) -> str:
        """The text that a sender without JavaScript confirms."""
        raise NotImplementedError

    def stamped(self) -> Self:
        """The same form to be shown (again): a stamp and, where it is read again, the seal.

        Whoever was too quick keeps the stamp, so the next try counts from the first showing.
        """
        if not self.is_bound:
            self.initial["shown"] = spam.stamp(self.salt)
            return self
        self.errors  # noqa: B018  (cleans the form)
        kept = self.verdict in {spam.TOO_SOON, spam.FINE}
        only_guard = set(self.errors) <= {"__all__"}
        self.data = {
            **{name: self.data.get(name, "") for name in self.data},
            "shown": self.cleaned_data["shown"] if kept else spam.stamp(self.salt),
            AGAIN: spam.seal(self.sealed_text(self.cleaned_data), self.salt) if only_guard else "",
        }  # type: ignore[assignment]  # a plain dict serves a form as well as a QueryDict
        return self

    @property
    def spam_words(self) -> dict[str, str]:
        """The words of the computed check in the reader's language."""
        return {
            "label": _("I am a person"),
            "verify": _("Check now"),
            "verifying": _("Checking …"),
            "verified": _("Checked"),
            "waitAlert": _("Please wait a moment: the check is running."),
            "error": _("The check failed. Please try again."),
            "expired": _("The check expired. Please try again."),
            "verificationRequired": _("Please complete the check."),
            "loading": _("Loading …"),
            "reload": _("Reload"),
        }
