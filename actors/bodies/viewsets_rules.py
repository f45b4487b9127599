"""Rules of procedure, quotas and counts in the admin."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views import generic

from actors.bodies.forms import CountForm, QuotaForm, RulesForm
from actors.bodies.models_rules import BodyQuota, BodyRules, QuotaCount
from actors.bodies.screens import KeptViewSet


class RulesList(generic.IndexView):
    """The rules of all bodies, the latest of each first."""

    def get_base_queryset(self) -> QuerySet[BodyRules]:
        """With what the list shows."""
        found = BodyRules.objects.select_related("body")
        return found.order_by("body__order", "body__code", "-valid_from")


class BodyRulesViewSet(KeptViewSet):
    """What each body decides by."""

    model = BodyRules
    name = "body_rules"
    url_prefix = "gremien/regeln"
    icon = "list-ul"
    menu_label = _("Rules of procedure")
    index_view_class = RulesList
    list_filter = ["body"]
    list_display = [
        "body",
        DateColumn("valid_from", label=_("Valid from")),
        Column("minimum_present", label=_("Present at least")),
        Column("share_percent", label=_("More than percent")),
        Column("get_tie_display", label=_("At a tie")),
        BooleanColumn("mail_vote", label=_("Vote by mail")),
    ]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("body"), FieldPanel("valid_from")]),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("minimum_present"), FieldPanel("share_percent")])],
                _("Quorum"),
            ),
            MultiFieldPanel(
                [FieldPanel("tie"), FieldPanel("secret_on_request"), FieldPanel("secret_tie")],
                _("Votes"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("mail_vote"),
                    FieldRowPanel([FieldPanel("mail_days"), FieldPanel("invitation_days")]),
                ],
                pgettext_lazy("rules of a body", "Periods"),
            ),
        ],
        base_form_class=RulesForm,
    )


class QuotaList(generic.IndexView):
    """The quotas of all bodies."""

    def get_base_queryset(self) -> QuerySet[BodyQuota]:
        """With what the list shows."""
        return BodyQuota.objects.select_related("body").order_by("body__order", "order", "pk")


class BodyQuotaViewSet(KeptViewSet):
    """The aims that bodies gave themselves."""

    model = BodyQuota
    name = "body_quotas"
    url_prefix = "gremien/quoten"
    icon = "tag"
    menu_label = _("Quotas")
    index_view_class = QuotaList
    list_filter = ["body", "is_in_use"]
    list_display = ["__str__", "body", BooleanColumn("is_in_use", label=_("In use"))]
    edit_handler = ObjectList(
        [
            FieldPanel("body"),
            FieldPanel("labels"),
            FieldRowPanel([FieldPanel("percent"), FieldPanel("order")]),
            FieldPanel("is_in_use"),
        ],
        base_form_class=QuotaForm,
    )


class CountList(generic.IndexView):
    """The counts, the latest first."""

    def get_base_queryset(self) -> QuerySet[QuotaCount]:
        """With what the list shows."""
        return QuotaCount.objects.select_related("quota__body").order_by("-day", "pk")


class QuotaCountViewSet(KeptViewSet):
    """What members said of themselves, as numbers."""

    model = QuotaCount
    name = "quota_counts"
    url_prefix = "gremien/zaehlungen"
    icon = "tasks"
    menu_label = _("Counts for quotas")
    index_view_class = CountList
    list_display = [
        Column("quota", label=_("Quota")),
        Column("body", label=_("Body"), accessor="quota.body"),
        DateColumn("day", label=_("Day")),
        Column("count", label=_("Members who say so")),
        Column("members", label=_("Of so many")),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("quota"),
            FieldPanel("day"),
            FieldRowPanel([FieldPanel("count"), FieldPanel("members")]),
        ],
        base_form_class=CountForm,
    )
