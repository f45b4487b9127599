"""Members of bodies in the admin: the list, a term, its end, and who sits in one body."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic

from actors.bodies import actions
from actors.bodies.forms import EndForm, MemberForm
from actors.bodies.models import Body
from actors.bodies.models_members import BodyMember, member_functions, member_groups
from actors.bodies.permissions import may_keep_members, may_see_members
from actors.bodies.queries_members import RANK, bodies_with_members, composition, in_office
from actors.bodies.queries_rules import quotas_on, rules_record_on
from actors.bodies.screens import KeptAdd, KeptEdit, KeptViewSet
from portal.kernel import clock
from portal.templatetags.formats import date_short

TERMS = [("now", gettext_lazy("in office")), ("other", gettext_lazy("over or not yet begun"))]


class MemberFilters(WagtailFilterSet):
    """Body, term, function, group."""

    term = django_filters.ChoiceFilter(label=gettext_lazy("Term"), choices=TERMS, method="by_term")
    function = django_filters.ChoiceFilter(label=gettext_lazy("Function"), choices=member_functions)
    group = django_filters.ChoiceFilter(label=gettext_lazy("Speaks for"), choices=member_groups)

    class Meta:
        model = BodyMember
        fields = ["body", "term", "function", "group"]

    def by_term(self, rows: QuerySet[BodyMember], name: str, value: str) -> QuerySet[BodyMember]:
        """Those in office today, or the others."""
        today = in_office(clock.today())
        return rows.filter(today) if value == "now" else rows.exclude(today)


class MemberList(generic.IndexView):
    """Everybody who sits or sat in a body."""

    template_name = "actors/bodies/admin/members.html"

    def get_base_queryset(self) -> QuerySet[BodyMember]:
        """With what the list shows, body by body, the chair first."""
        found = BodyMember.objects.select_related("body", "person", "substitute_of")
        return found.order_by("body__order", "body__code", RANK, "name", "pk")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the ways to each body."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return context | {"bodies": bodies_with_members()}


class _SavingMember:
    def save(self, record: BodyMember, save: Any) -> BodyMember:
        """The action of terms."""
        user = self.request.user  # type: ignore[attr-defined]
        return actions.save_member(by=user, member=record, save=save)


class MemberAdd(_SavingMember, KeptAdd):
    """Adds a term."""


class MemberEdit(_SavingMember, KeptEdit):
    """Changes a term."""


def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of a term; that of its substitutes ends with it."""
    if not may_keep_members(request.user):
        raise Http404
    member = get_object_or_404(BodyMember.objects.select_related("body"), pk=pk)
    form = EndForm(request.POST or None, initial={"last_day": clock.today()})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["last_day"]
        try:
            actions.end_term(by=request.user, member=member, last_day=day)
        except ValidationError as error:
            form.add_error("last_day", error)
        else:
            text = _("The term of “%(name)s” ends on %(day)s.")
            messages.success(request, text % {"name": member, "day": date_short(day)})
            return redirect("body_members:seats", member.body_id)
    return render(request, "actors/bodies/admin/end.html", {"form": form, "member": member})


def seats(request: HttpRequest, pk: int) -> HttpResponse:
    """Who sits in a body today, who did, by what it decides and whether its quotas are reached."""
    if not may_see_members(request.user):
        raise Http404
    body = get_object_or_404(Body, pk=pk)
    today = clock.today()
    context = {
        "body": body,
        "composition": composition(body, today),
        "rules": rules_record_on(body, today),
        "quotas": quotas_on(body, today),
        "may_keep": may_keep_members(request.user),
    }
    return render(request, "actors/bodies/admin/seats.html", context)


def _term(member: BodyMember) -> str:
    until = date_short(member.until_day) if member.until_day else _("open")
    return f"{date_short(member.from_day)} – {until}"


def _function(member: BodyMember) -> str:
    if not member.substitute_of:
        return member.function_label
    return _("stands in for %(name)s") % {"name": member.substitute_of.shown_name}


class BodyMemberViewSet(KeptViewSet):
    """The members of all bodies."""

    model = BodyMember
    name = "body_members"
    url_prefix = "gremien/mitglieder"
    icon = "group"
    menu_label = gettext_lazy("Members of bodies")
    index_view_class = MemberList
    add_view_class = MemberAdd
    edit_view_class = MemberEdit
    filterset_class = MemberFilters
    search_fields = ["name"]
    search_backend_name = None
    list_display = [
        "__str__",
        Column("body", label=gettext_lazy("Body")),
        Column("function", label=gettext_lazy("Function"), accessor=_function),
        Column("group_label", label=gettext_lazy("Speaks for")),
        BooleanColumn("has_vote", label=gettext_lazy("Vote")),
        Column("term", label=gettext_lazy("Term"), accessor=_term),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("body"),
            FieldRowPanel([FieldPanel("name"), FieldPanel("account")]),
            FieldRowPanel([FieldPanel("function"), FieldPanel("group")]),
            FieldPanel("has_vote"),
            FieldPanel("substitute_of"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("from_day"), FieldPanel("until_day")])],
                gettext_lazy("Term"),
            ),
        ],
        base_form_class=MemberForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        """The record's screens and two of ours."""
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/ende/", end, name="end"),
            path("gremium/<int:pk>/", seats, name="seats"),
        ]
