"""Calls in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn

from projects.calls.forms import CallForm
from projects.calls.models import Call
from projects.programmes.viewsets import RecordViewSet


class CallViewSet(RecordViewSet):
    """The calls: when one may apply, for which period, by which rules."""

    model = Call
    name = "calls"
    icon = "mail"
    menu_label = _("Calls")
    list_display = [
        "__str__",
        "programme",
        DateColumn("opens_at", label=_("opens"), sort_key="opens_at"),
        DateColumn("closes_at", label=_("closes"), sort_key="closes_at"),
        Column("state", label=_("status"), accessor=lambda call: call.state.label),
    ]
    list_filter = ["programme", "period"]
    search_fields = ["code"]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("code"),
            MultiFieldPanel(
                [FieldPanel("programme"), FieldPanel("period"), FieldPanel("rules")],
                _("Programme"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                    FieldRowPanel([FieldPanel("sitting_on"), FieldPanel("decision_promised_on")]),
                    FieldPanel("promised_step"),
                ],
                _("Dates"),
            ),
            FieldPanel("intro"),
            FieldPanel("form"),
            FieldPanel("form_intro"),
        ],
        base_form_class=CallForm,
    )
