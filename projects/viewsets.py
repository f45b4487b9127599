"""The admin menu of the funding chain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from projects.advice.viewsets import AdviceViewSet
from projects.budget.viewsets import LedgerViewSet, PeriodViewSet
from projects.budget.viewsets_funders import FunderViewSet
from projects.calls.viewsets import CallViewSet
from projects.cases.viewsets import CaseViewSet
from projects.decision.viewsets import DecisionSettingsViewSet, TextModuleViewSet
from projects.household.viewsets import HouseholdViewSet
from projects.imports.viewsets import ImportViewSet
from projects.intake.viewsets import FormViewSet
from projects.intake.viewsets_desk import LateViewSet
from projects.intake.viewsets_paper import PaperViewSet
from projects.monitoring.viewsets import MonitoringSettingsViewSet, RunningViewSet
from projects.payments.viewsets import (
    DrawdownViewSet,
    PaymentSettingsViewSet,
    PaymentViewSet,
)
from projects.programmes.viewsets import ProgrammeViewSet, RulesViewSet
from projects.proof.viewsets import ProofSettingsViewSet, ProofViewSet
from projects.recoveries.viewsets import (
    BaseRateViewSet,
    ClaimsViewSet,
    RecoverySettingsViewSet,
)
from projects.register.viewsets import EvaluationViewSet, WordsViewSet
from projects.reports.viewsets import ReportsViewSet
from projects.review.viewsets import ChecklistViewSet, OfficeMemberViewSet
from projects.showcase.viewsets import MicroprojectViewSet
from projects.sittings.viewsets import CriterionViewSet, SittingSettingsViewSet


class FundingGroup(SnippetViewSetGroup):
    """Applications, calls, forms, programmes, rules, periods, their money and finished projects."""

    items = (
        CaseViewSet,
        AdviceViewSet,
        PaperViewSet,
        LateViewSet,
        CallViewSet,
        FormViewSet,
        ProgrammeViewSet,
        RulesViewSet,
        ChecklistViewSet,
        OfficeMemberViewSet,
        DecisionSettingsViewSet,
        TextModuleViewSet,
        PaymentSettingsViewSet,
        MonitoringSettingsViewSet,
        ProofSettingsViewSet,
        SittingSettingsViewSet,
        CriterionViewSet,
        RunningViewSet,
        ProofViewSet,
        PeriodViewSet,
        LedgerViewSet,
        FunderViewSet,
        HouseholdViewSet,
        ReportsViewSet,
        PaymentViewSet,
        DrawdownViewSet,
        ClaimsViewSet,
        RecoverySettingsViewSet,
        BaseRateViewSet,
        MicroprojectViewSet,
        WordsViewSet,
        EvaluationViewSet,
        ImportViewSet,
    )
    menu_label = _("Funding")
    menu_name = "funding"
    menu_icon = "form"
    menu_order = 240
