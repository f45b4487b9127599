"""The admin menu of the funding chain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from projects.calls.viewsets import CallViewSet
from projects.cases.viewsets import CaseViewSet
from projects.programmes.viewsets import PeriodViewSet, ProgrammeViewSet, RulesViewSet
from projects.showcase.viewsets import MicroprojectViewSet


class FundingGroup(ModelViewSetGroup):
    """Applications, calls, programmes, rules, periods and finished projects."""

    items = (
        CaseViewSet,
        CallViewSet,
        ProgrammeViewSet,
        RulesViewSet,
        PeriodViewSet,
        MicroprojectViewSet,
    )
    menu_label = _("Funding")
    menu_name = "funding"
    menu_icon = "form"
    menu_order = 240
