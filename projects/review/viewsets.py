"""The checklists of the programmes in the admin."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn

from projects.programmes.viewsets import LoggedCreateView, RecordViewSet
from projects.review import actions
from projects.review.forms import ChecklistForm
from projects.review.forms_opinions import OfficeMemberForm
from projects.review.models import Checklist
from projects.review.models_opinions import OfficeMember


class ChecklistAddView(LoggedCreateView):
    """A checklist without items begins with the usual ones."""

    @transaction.atomic
    def save_instance(self) -> Checklist:
        """Save the validated form."""
        made: Checklist = super().save_instance()
        actions.add_usual_items(checklist=made)
        return made


class ChecklistViewSet(RecordViewSet):
    """What is checked in the applications of a programme."""

    model = Checklist
    name = "checklists"
    url_prefix = "pruefschemata"
    icon = "clipboard-list"
    menu_label = _("Checklists")
    add_view_class = ChecklistAddView
    inspect_view_enabled = False
    list_display = ["programme", BooleanColumn("four_eyes", label=_("four eyes"))]
    edit_handler = ObjectList(
        [
            FieldPanel("programme"),
            FieldPanel("four_eyes"),
            FieldPanel("area_words"),
            FieldPanel("alike_percent"),
            FieldRowPanel([FieldPanel("answer_days"), FieldPanel("reminder_days")]),
            InlinePanel(
                "items",
                label=_("Item"),
                panels=[
                    FieldPanel("labels"),
                    FieldRowPanel([FieldPanel("code"), FieldPanel("position")]),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("test")]),
                    FieldRowPanel([FieldPanel("is_required"), FieldPanel("is_active")]),
                ],
            ),
            FieldPanel("opinion_form"),
            InlinePanel(
                "routes",
                label=_("Office that is asked"),
                help_text=_("Type of project or theme; neither: for every application."),
                panels=[
                    FieldRowPanel([FieldPanel("project_type"), FieldPanel("theme")]),
                    FieldPanel("office"),
                ],
            ),
        ],
        base_form_class=ChecklistForm,
    )


class OfficeMemberViewSet(RecordViewSet):
    """Who speaks for which municipal office."""

    model = OfficeMember
    name = "office-members"
    url_prefix = "aemter-personen"
    icon = "group"
    menu_label = _("People of offices")
    inspect_view_enabled = False
    list_display = ["office", "person", BooleanColumn("is_active", label=_("active"))]
    edit_handler = ObjectList(
        [FieldPanel("office"), FieldPanel("person"), FieldPanel("is_active")],
        base_form_class=OfficeMemberForm,
    )
