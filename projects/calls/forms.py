"""The form of a call in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from portal.forms.queries import published_forms
from projects.calls.models import READY_FORM


class CallForm(WagtailAdminModelForm):
    """Offers only application forms that somebody published; the ready one stands there first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["form"]
        field.queryset = published_forms("application", keep=self.instance.form_id)
        field.error_messages["required"] = _(
            "Please choose what applicants fill in. Another form is made under “Forms”."
        )
        if self.instance.pk is None:
            ready = field.queryset.filter(code=READY_FORM).first()
            self.initial["form"] = ready.pk if ready else None
