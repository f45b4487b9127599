"""Rules of the proof and the list of proofs in the admin."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn

from projects.cases.screens_desk import DeskViewSet
from projects.programmes.viewsets import RecordViewSet, euros
from projects.proof.forms import SettingsForm
from projects.proof.models import ProofSettings
from projects.proof.permissions import may_read_proofs
from projects.proof.views import ProofsView


class ProofViewSet(DeskViewSet):
    """All proofs of use (Verwendungsnachweise)."""

    name = "proofs"
    url_prefix = "nachweise"
    icon = "clipboard-list"
    menu_label = _("Proofs of use")
    may = staticmethod(may_read_proofs)

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list; a proof stands at its case."""
        return [path("", ProofsView.as_view(), name="index")]


class ProofSettingsViewSet(RecordViewSet):
    """How the programmes have their money proved."""

    model = ProofSettings
    name = "proof-settings"
    url_prefix = "nachweisregeln"
    icon = "clipboard-list"
    menu_label = _("Rules of the proof")
    inspect_view_enabled = False
    list_display = [
        "programme",
        "tolerance_percent",
        "sample_percent",
        euros(_("not asked back below"), "small_claim_cents"),
        BooleanColumn("four_eyes", label=_("four eyes")),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("programme"),
            MultiFieldPanel(
                [FieldPanel("report_form")],
                _("Narrative report"),
                help_text=_("When the proof is due stands in the rules of decision."),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("tolerance_percent"),
                    FieldRowPanel([FieldPanel("sample_percent"), FieldPanel("always_from_cents")]),
                    FieldPanel("small_claim_cents"),
                    FieldPanel("four_eyes"),
                ],
                _("Check"),
                help_text=_("They count as they are on the day when a proof is handed in."),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [FieldPanel("reminder_days"), FieldPanel("longest_extension_days")]
                    )
                ],
                _("Days"),
            ),
        ],
        base_form_class=SettingsForm,
    )
