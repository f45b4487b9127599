"""The form of a call in the admin."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm

from portal.forms.queries import published_forms


class CallForm(WagtailAdminModelForm):
    """Offers only application forms that somebody published."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["form"]
        field.queryset = published_forms("application", keep=self.instance.form_id)
