"""Index of the models of the app `projects`."""

from projects.advice.models import Advice, AdviceSettings
from projects.budget.models import LedgerEntry
from projects.budget.models_funders import Funder
from projects.calls.models import Call
from projects.calls.pages import CallPage
from projects.casefile.models import Dossier
from projects.cases.desk import ExportJob, SavedView
from projects.cases.models import AnswerChange, Case, CaseFile
from projects.cases.models_members import Membership
from projects.cases.plan import CostItem, FinancingItem, PlannedIndicator
from projects.cases.texts import CaseText
from projects.correspondence.models import Message, ReadMark, StatusLink
from projects.correspondence.models_reminders import DraftReminder, ReminderStop
from projects.decision.models import (
    Condition,
    Decision,
    DecisionSettings,
    Obligation,
    Reopening,
)
from projects.decision.models_notices import (
    Delivery,
    DeliveryConsent,
    EarlyStartRequest,
    Notice,
    RemedyWaiver,
    TextModule,
)
from projects.household.models import BudgetPosition, OwnBudget, OwnProject
from projects.household.models_money import BudgetCarry, BudgetPosting, Forecast, PlanChange
from projects.household.models_projects import FundingStep, ProjectFunding
from projects.imports.models import ImportedFile, ImportedRow, PendingSheet
from projects.intake.models import ApplicationForm
from projects.intake.models_desk import LatePermission, PaperApplication
from projects.intake.models_start import DraftOrigin
from projects.intake.models_versions import VersionOffer
from projects.monitoring.models import Milestone, MilestoneStep, MonitoringSettings, RiskMark
from projects.monitoring.models_notes import InterimCount, InterimNote, InterimRequest
from projects.monitoring.models_rounds import RoundProject
from projects.payments.models import BankConfirmation, BankDetails, PaymentSettings
from projects.payments.models_payments import (
    Disbursement,
    Drawdown,
    DrawdownItem,
    DrawdownMove,
    PaymentOrder,
)
from projects.programmes.models import (
    CostCategory,
    FundingPeriod,
    FundingProgramme,
    ProgrammeOption,
    ProgrammeRules,
)
from projects.programmes.pages import ProgrammePage
from projects.proof.models import Overrun, ProofSettings, Receipt, ReceiptCheck
from projects.proof.models_proof import (
    Closing,
    Extension,
    HandIn,
    Income,
    Proof,
    ProofResult,
    Reached,
)
from projects.proposals.models import PageProposal, ProposedPhoto
from projects.recoveries.models import BaseRate, HearingAnswer, Recovery, RecoverySettings
from projects.recoveries.models_claims import (
    AcceptanceOrder,
    ClaimPayment,
    ClaimReminder,
    Instalment,
    PaymentPlan,
    WriteOff,
)
from projects.register.models import EvaluationExport, PublicWords, RegisterSettings
from projects.register.pages import GrantRegisterPage
from projects.reports.models import ReportPhoto, YearReport
from projects.review.models import CarrierPaper, CheckItem, Checklist, CheckResult
from projects.review.models_asking import Clarification, ClarifiedQuestion
from projects.review.models_following import OfficeEntry
from projects.review.models_opinions import OfficeMember, OpinionRequest, RoutingRule
from projects.review.models_work import Assignment, InternalNote
from projects.showcase.models import Microproject, RealCost
from projects.showcase.pages import MicroprojectIndexPage, MicroprojectPage, ProjectPhoto
from projects.sittings.models import DecisionItem, Motion, Recusal, SittingSettings
from projects.sittings.models_pack import PaperPack
from projects.sittings.models_scores import Assessment, Criterion, Score
from projects.sittings.models_votes import MailObjection, OpenVote, SecretBallot, VoteMark

__all__ = [
    "AcceptanceOrder",
    "Advice",
    "AdviceSettings",
    "AnswerChange",
    "ApplicationForm",
    "Assessment",
    "Assignment",
    "BankConfirmation",
    "BankDetails",
    "BaseRate",
    "BudgetCarry",
    "BudgetPosition",
    "BudgetPosting",
    "Call",
    "CallPage",
    "CarrierPaper",
    "Case",
    "CaseFile",
    "CaseText",
    "CheckItem",
    "CheckResult",
    "Checklist",
    "ClaimPayment",
    "ClaimReminder",
    "Clarification",
    "ClarifiedQuestion",
    "Closing",
    "Condition",
    "CostCategory",
    "CostItem",
    "Criterion",
    "Decision",
    "DecisionItem",
    "DecisionSettings",
    "Delivery",
    "DeliveryConsent",
    "Disbursement",
    "Dossier",
    "DraftOrigin",
    "DraftReminder",
    "Drawdown",
    "DrawdownItem",
    "DrawdownMove",
    "EarlyStartRequest",
    "EvaluationExport",
    "ExportJob",
    "Extension",
    "FinancingItem",
    "Forecast",
    "Funder",
    "FundingPeriod",
    "FundingProgramme",
    "FundingStep",
    "GrantRegisterPage",
    "HandIn",
    "HearingAnswer",
    "ImportedFile",
    "ImportedRow",
    "Income",
    "Instalment",
    "InterimCount",
    "InterimNote",
    "InterimRequest",
    "InternalNote",
    "LatePermission",
    "LedgerEntry",
    "MailObjection",
    "Membership",
    "Message",
    "Microproject",
    "MicroprojectIndexPage",
    "MicroprojectPage",
    "Milestone",
    "MilestoneStep",
    "MonitoringSettings",
    "Motion",
    "Notice",
    "Obligation",
    "OfficeEntry",
    "OfficeMember",
    "OpenVote",
    "OpinionRequest",
    "Overrun",
    "OwnBudget",
    "OwnProject",
    "PageProposal",
    "PaperApplication",
    "PaperPack",
    "PaymentOrder",
    "PaymentPlan",
    "PaymentSettings",
    "PendingSheet",
    "PlanChange",
    "PlannedIndicator",
    "ProgrammeOption",
    "ProgrammePage",
    "ProgrammeRules",
    "ProjectFunding",
    "ProjectPhoto",
    "Proof",
    "ProofResult",
    "ProofSettings",
    "ProposedPhoto",
    "PublicWords",
    "Reached",
    "ReadMark",
    "RealCost",
    "Receipt",
    "ReceiptCheck",
    "Recovery",
    "RecoverySettings",
    "Recusal",
    "RegisterSettings",
    "RemedyWaiver",
    "ReminderStop",
    "Reopening",
    "ReportPhoto",
    "RiskMark",
    "RoundProject",
    "RoutingRule",
    "SavedView",
    "Score",
    "SecretBallot",
    "SittingSettings",
    "StatusLink",
    "TextModule",
    "VersionOffer",
    "VoteMark",
    "WriteOff",
    "YearReport",
]
