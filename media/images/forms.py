"""Forms of the picture library."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from media.images.actions import check_picture, settle_file
from media.images.models import NAMED_LICENCES, ConsentPurpose, PortalImage
from portal.kernel import clock, files


class PictureField(WagtailImageField):
    """Takes only what is a picture by content, bounded in size, freed of location and device."""

    def to_python(self, data: Any) -> Any:
        """The upload, cleaned in place; raises ValidationError, whatever is wrong with it."""
        if isinstance(data, UploadedFile):
            check_picture(data)
            files.strip_in_place(data)
        try:
            return super().to_python(data)
        except (OSError, ValueError, SyntaxError) as error:
            raise forms.ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from error


class PortalImageForm(BaseImageForm):
    """Wagtail's form for pictures, with the checks of the portal.

    Wagtail's uploader of many files first sends only file and title; the text is then asked
    for in the form that it shows for each picture.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            old = self.fields["file"]
            self.fields["file"] = PictureField(
                label=old.label, required=old.required, widget=old.widget
            )
        if self.is_bound and self.add_prefix("licence") not in self.data:
            self.fields["licence"].required = False

    def clean(self) -> dict[str, Any]:
        """Alternative text or decoration; an author where the licence asks for one."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "description" in self.fields and self.add_prefix("description") in self.data:
            if not data.get("description") and not data.get("is_decorative"):
                self.add_error(
                    "description",
                    _("Please describe the picture, or say that it is decoration only."),
                )
            if data.get("description") and data.get("is_decorative"):
                self.add_error("is_decorative", _("A decoration has no alternative text."))
            if data.get("licence") in NAMED_LICENCES and not data.get("credit"):
                self.add_error("credit", _("This licence asks for the author's name."))
        return data

    def save(self, commit: bool = True) -> PortalImage:
        """Save, then put the file where its collection wants it."""
        image: PortalImage = super().save(commit=commit)
        if commit and "collection" in self.changed_data:
            settle_file(image=image)
        return image


class ConsentForm(forms.Form):
    """The consent of a person to be shown."""

    person = forms.CharField(
        label=_("Who agreed"),
        min_length=2,
        max_length=150,
        help_text=_("A name or a function; for children, who agreed for them."),
    )
    given_on = forms.DateField(label=_("Agreed on"), widget=AdminDateInput)
    purposes = forms.MultipleChoiceField(
        label=_("For what"),
        choices=ConsentPurpose.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[ConsentPurpose.WEBSITE],
    )
    on_paper = forms.BooleanField(label=_("The signed form is kept in the office"), required=False)

    def clean_given_on(self) -> Any:
        """No day in the future."""
        day = self.cleaned_data["given_on"]
        if day > clock.today():
            raise forms.ValidationError(_("The day of the consent lies in the future."))
        return day


class ReasonForm(forms.Form):
    """Why something is done; goes into the log."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
