"""Open claims, rules of recovery and base rates in the admin."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from projects.cases.screens_desk import DeskViewSet
from projects.programmes.viewsets import RecordViewSet, euros
from projects.recoveries.fields import percent
from projects.recoveries.forms import RateForm, RulesForm
from projects.recoveries.models import BaseRate, RecoverySettings
from projects.recoveries.permissions import may_list_claims
from projects.recoveries.views_claims import ClaimsView


class ClaimsViewSet(DeskViewSet):
    """Open claims (Rückforderungen)."""

    name = "claims"
    url_prefix = "forderungen"
    icon = "undo"
    menu_label = _("Open claims")
    may = staticmethod(may_list_claims)

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list."""
        return [path("", ClaimsView.as_view(), name="index")]


class RecoverySettingsViewSet(RecordViewSet):
    """How the programmes claim back."""

    model = RecoverySettings
    name = "recovery-settings"
    url_prefix = "rueckforderungsregeln"
    icon = "undo"
    menu_label = _("Rules of recovery")
    inspect_view_enabled = False
    list_display = [
        "programme",
        "hearing_days",
        "payment_days",
        euros(_("no interest below"), "least_interest_cents"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("programme"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("hearing_days"), FieldPanel("revocation_months")]),
                    FieldRowPanel([FieldPanel("payment_days"), FieldPanel("reminder_days")]),
                ],
                _("Days and months"),
                help_text=_("Change them when the law changes; your legal office confirms them."),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("points"), FieldPanel("least_interest_cents")])],
                _("Interest"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("product"),
                    FieldRowPanel([FieldPanel("account"), FieldPanel("interest_account")]),
                ],
                _("Order to the cash office"),
            ),
        ],
        base_form_class=RulesForm,
    )


class BaseRateViewSet(RecordViewSet):
    """The base rates of § 247 BGB: each half-year is a row of its own."""

    model = BaseRate
    name = "base-rates"
    url_prefix = "basiszinssaetze"
    icon = "calendar-alt"
    menu_label = _("Base rates")
    inspect_view_enabled = False
    list_display = [
        "valid_from",
        Column(
            "percent", label=_("base rate in percent"), accessor=lambda row: percent(row.hundredths)
        ),
    ]
    edit_handler = ObjectList(
        [FieldPanel("valid_from"), FieldPanel("hundredths")], base_form_class=RateForm
    )
