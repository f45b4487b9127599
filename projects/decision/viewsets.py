"""Rules of decision and text modules of the programmes in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn

from projects.decision.forms import ModuleForm, SettingsForm
from projects.decision.models import DecisionSettings
from projects.decision.models_notices import TextModule
from projects.programmes.viewsets import RecordViewSet, euros


class DecisionSettingsViewSet(RecordViewSet):
    """How the programmes decide and deliver."""

    model = DecisionSettings
    name = "decision-settings"
    url_prefix = "entscheidungsregeln"
    icon = "check"
    menu_label = _("Rules of decision")
    inspect_view_enabled = False
    list_display = [
        "programme",
        euros(_("the office decides alone up to"), "office_limit_cents"),
        BooleanColumn("four_eyes", label=_("four eyes")),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("programme"),
            MultiFieldPanel(
                [FieldPanel("office_limit_cents"), FieldPanel("rule"), FieldPanel("four_eyes")],
                _("Decisions of the office"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("legal_basis"),
                    FieldRowPanel([FieldPanel("proof_months"), FieldPanel("remedy")]),
                ],
                _("Letter"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("post_days"),
                    FieldPanel("moves_delivery"),
                    FieldRowPanel([FieldPanel("portal_days"), FieldPanel("retrieval_days")]),
                    FieldRowPanel([FieldPanel("remedy_months"), FieldPanel("long_remedy_months")]),
                ],
                _("Delivery and remedy: numbers of the law"),
                help_text=_("Change them when the law changes; your legal office confirms them."),
            ),
        ],
        base_form_class=SettingsForm,
    )


class TextModuleViewSet(RecordViewSet):
    """The text modules of notices: a changed text is a new row with its own date."""

    model = TextModule
    name = "text-modules"
    url_prefix = "textbausteine"
    icon = "doc-full-inverse"
    menu_label = _("Text modules")
    inspect_view_enabled = False
    copy_view_enabled = True
    list_display = ["__str__", "programme", "financing_type", "valid_from"]
    list_filter = ["programme", "kind", "part"]
    edit_handler = ObjectList(
        [
            FieldPanel("programme"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("part")]),
            FieldRowPanel([FieldPanel("financing_type"), FieldPanel("valid_from")]),
            FieldPanel("heading"),
            FieldPanel("body"),
        ],
        base_form_class=ModuleForm,
    )
