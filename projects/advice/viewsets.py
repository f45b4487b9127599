"""The advice log in the admin: list with filters, a contact, its next step."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib import messages
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.kernel import audit
from portal.templatetags.formats import date_short
from projects.advice import actions
from projects.advice.forms import AdviceForm
from projects.advice.models import Advice, advice_channels
from projects.advice.permissions import may_list_advice, may_write_advice
from projects.advice.queries import OPEN, advice_log, retention_days
from projects.advice.viewsets_retention import retention

STEPS = [("open", gettext_lazy("open")), ("done", gettext_lazy("done"))]
EVENTS = {
    "advice_written": gettext_lazy("written"),
    "advice_changed": gettext_lazy("changed"),
    "step_done": gettext_lazy("next step done"),
    "advice_forgotten": gettext_lazy("personal details deleted"),
}


class AdvicePolicy(BasePermissionPolicy):
    """Asks the predicates of the log; nothing is deleted as a whole."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may do that with any contact."""
        return action in {"view", "add", "change"} and may_list_advice(user)

    def users_with_any_permission(self, actions: Any) -> models.QuerySet[User]:
        """The coordination."""
        name = Role.COORDINATOR.group_name
        return User.objects.filter(is_active=True, groups__name=name).distinct()


class AdviceFilters(WagtailFilterSet):
    """Next step, way, theme, day."""

    step = django_filters.ChoiceFilter(
        label=gettext_lazy("Next step"), choices=STEPS, method="by_step"
    )
    channel = django_filters.ChoiceFilter(label=gettext_lazy("Way"), choices=advice_channels)
    happened_on = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Day"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Advice
        fields = ["step", "channel", "theme", "happened_on"]

    def by_step(
        self, rows: models.QuerySet[Advice], name: str, value: str
    ) -> models.QuerySet[Advice]:
        """Those whose next step waits, or is done."""
        return rows.filter(OPEN) if value == "open" else rows.filter(done_at__isnull=False)


class AdviceList(generic.IndexView):
    """The log: open next steps first."""

    template_name = "projects/advice/index.html"

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With how long it keeps who it was."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return context | {"retention_days": retention_days()}

    def get_base_queryset(self) -> models.QuerySet[Advice]:
        """With what the list shows."""
        return advice_log()

    def get_edit_url(self, instance: Advice) -> str | None:
        """The row leads to reading."""
        return self.get_inspect_url(instance)


class AdviceAdd(generic.CreateView):
    """Writes a contact through the action."""

    def save_instance(self) -> Advice:
        """Save the validated form."""
        return actions.save_advice(
            by=self.request.user, advice=self.form.instance, save=super().save_instance
        )


class AdviceEdit(generic.EditView):
    """Changes a contact through the action."""

    def get_object(self, queryset: Any = None) -> Advice:
        """The contact; one that was forgotten is not changed any more."""
        advice: Advice = super().get_object()
        if not may_write_advice(self.request.user, advice):
            raise PermissionDenied
        return advice

    def save_instance(self) -> Advice:
        """Save the validated form."""
        return actions.save_advice(
            by=self.request.user, advice=self.form.instance, save=super().save_instance
        )


class AdviceReading(generic.InspectView):
    """One contact with its next step."""

    template_name = "projects/advice/inspect.html"

    def get_fields_context(self) -> list[Any]:
        """The template shows the contact by its parts."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The contact, what may be done, what was done."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        entries = audit.history(self.object)
        return context | {
            "advice": self.object,
            "may_write": may_write_advice(self.request.user, self.object),
            "history": [(each, EVENTS.get(each.event, each.event)) for each in entries],
        }


@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """The next step is done."""
    return _act(request, pk, actions.finish_step, _("The next step is done."))


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete who it was."""
    return _act(request, pk, actions.forget_person, _("The personal details are deleted."))


def _act(request: HttpRequest, pk: int, action: Any, done: str) -> HttpResponse:
    if not may_list_advice(request.user):
        raise Http404
    advice = get_object_or_404(Advice, pk=pk)
    action(by=request.user, advice=advice)
    messages.success(request, done)
    return redirect("advice:inspect", pk)


def _step(advice: Advice) -> str:
    if not advice.next_step:
        return "–"
    if advice.done_at:
        return _("done: %(step)s") % {"step": advice.next_step}
    day = f"{date_short(advice.next_step_on)}: " if advice.next_step_on else ""
    return f"{day}{advice.next_step}"


def _sparingly() -> str:
    """Asked anew for each form: the coordination may change the number."""
    text = _(
        "Write as little about people as you need. These details and the notes are "
        "deleted %(days)s days after the contact, unless an application came of it."
    )
    return text % {"days": retention_days()}


class AdviceViewSet(ModelViewSet):
    """The advice log."""

    model = Advice
    name = "advice"
    url_prefix = "beratung"
    icon = "comment"
    menu_label = gettext_lazy("Advice log")
    index_view_class = AdviceList
    add_view_class = AdviceAdd
    edit_view_class = AdviceEdit
    inspect_view_class = AdviceReading
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    filterset_class = AdviceFilters
    list_per_page = 50
    search_fields = ["topic", "initiative", "name", "next_step"]
    search_backend_name = None
    list_display = [
        TitleColumn(
            "topic",
            label=pgettext_lazy("advice", "About"),
            get_url=lambda row: reverse("advice:inspect", args=[row.pk]),
        ),
        Column("step", label=gettext_lazy("Next step"), accessor=_step),
        Column(
            "who",
            label=gettext_lazy("Who"),
            accessor=lambda row: row.initiative or row.name or "–",
        ),
        Column("get_channel_display", label=gettext_lazy("Way"), sort_key="channel"),
        Column("case", label=gettext_lazy("Application"), accessor=lambda row: row.case or "–"),
        DateColumn("happened_on", label=gettext_lazy("Day"), sort_key="happened_on"),
    ]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("happened_on"), FieldPanel("channel")]),
            FieldPanel("topic"),
            FieldPanel("theme"),
            MultiFieldPanel(
                [
                    FieldPanel("initiative"),
                    FieldRowPanel([FieldPanel("name"), FieldPanel("contact")]),
                    FieldPanel("organisation"),
                ],
                gettext_lazy("Who"),
                help_text=lazy(_sparingly, str)(),
            ),
            FieldPanel("notes"),
            FieldRowPanel([FieldPanel("next_step"), FieldPanel("next_step_on")]),
            FieldPanel("case_number"),
        ],
        base_form_class=AdviceForm,
    )

    @property
    def permission_policy(self) -> BasePermissionPolicy:
        """The predicates of the log."""
        return AdvicePolicy(self.model)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """No way to views that do not exist."""
        missing = {f"{name}_url_name": None for name in ("delete", "history", "usage")}
        found: dict[str, Any] = super().get_common_view_kwargs(**missing, **kwargs)
        return found

    def get_urlpatterns(self) -> list[URLPattern]:
        """List, adding, changing, reading, and the two actions of ours."""
        offered = {"index", "index_results", "add", "edit", "inspect"}
        known = [pattern for pattern in super().get_urlpatterns() if pattern.name in offered]
        return [
            *known,
            path("aufbewahrung/", retention, name="retention"),
            path("<int:pk>/erledigt/", finish, name="finish"),
            path("<int:pk>/vergessen/", forget, name="forget"),
        ]

    def get_permissions_to_register(self) -> models.QuerySet[Permission]:
        """Rights hang on roles, so the list of groups offers none."""
        return Permission.objects.none()
