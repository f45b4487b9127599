"""Bodies of the programmes and their criteria in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from projects.programmes.viewsets import RecordViewSet, euros
from projects.sittings.forms_agenda import CriterionForm, SettingsForm
from projects.sittings.models import SittingSettings
from projects.sittings.models_scores import Criterion


class SittingSettingsViewSet(RecordViewSet):
    """Which body decides in which programme."""

    model = SittingSettings
    name = "sitting-settings"
    url_prefix = "entscheidungsgremien"
    icon = "group"
    menu_label = _("Bodies of programmes")
    inspect_view_enabled = False
    list_display = [
        "programme",
        "body",
        "higher_body",
        euros(_("above this amount"), "higher_above_cents"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("programme"),
            FieldPanel("body"),
            FieldRowPanel([FieldPanel("higher_body"), FieldPanel("higher_above_cents")]),
            FieldPanel("scores"),
        ],
        base_form_class=SettingsForm,
    )


class CriterionViewSet(RecordViewSet):
    """By what members score the applications of a programme."""

    model = Criterion
    name = "criteria"
    url_prefix = "kriterien"
    icon = "list-ol"
    menu_label = _("Criteria for scores")
    inspect_view_enabled = False
    list_display = ["__str__", "programme", "weight", "valid_from", "valid_until"]
    list_filter = ["programme"]
    edit_handler = ObjectList(
        [
            FieldPanel("programme"),
            FieldPanel("labels"),
            FieldPanel("hint"),
            FieldRowPanel([FieldPanel("weight"), FieldPanel("position")]),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        ],
        base_form_class=CriterionForm,
    )
