"""Index of the models of the app `projects`."""

from projects.calls.models import Call
from projects.calls.pages import CallPage
from projects.cases.desk import ExportJob, SavedView
from projects.cases.models import AnswerChange, Case, CaseFile
from projects.cases.plan import CostItem, FinancingItem, PlannedIndicator
from projects.cases.texts import CaseText
from projects.intake.models import ApplicationForm
from projects.programmes.models import (
    CostCategory,
    FundingPeriod,
    FundingProgramme,
    ProgrammeOption,
    ProgrammeRules,
)
from projects.programmes.pages import ProgrammePage
from projects.showcase.models import Microproject
from projects.showcase.pages import MicroprojectIndexPage, MicroprojectPage, ProjectPhoto

__all__ = [
    "AnswerChange",
    "ApplicationForm",
    "Call",
    "CallPage",
    "Case",
    "CaseFile",
    "CaseText",
    "CostCategory",
    "CostItem",
    "ExportJob",
    "FinancingItem",
    "FundingPeriod",
    "FundingProgramme",
    "Microproject",
    "MicroprojectIndexPage",
    "MicroprojectPage",
    "PlannedIndicator",
    "ProgrammeOption",
    "ProgrammePage",
    "ProgrammeRules",
    "ProjectPhoto",
    "SavedView",
]
