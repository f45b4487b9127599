"""Index of the models of the app `actors`."""

from actors.bodies.models import Body, BodyFunction
from actors.bodies.models_members import BodyMember
from actors.bodies.models_rules import BodyQuota, BodyRules, QuotaCount
from actors.bodies.pages import BodyPage
from actors.meetings.models import AgendaItem, Meeting, Paper
from actors.meetings.models_minutes import Minutes, MinutesEntry, Resolution, Signature
from actors.meetings.models_people import Attendance, Invitation
from actors.offices.models import Office
from actors.offices.pages import OfficePage
from actors.organisations.models import Offer, Organisation
from actors.organisations.pages import ActorIndexPage, ActorPage
from actors.themes.models import Theme

__all__ = [
    "ActorIndexPage",
    "ActorPage",
    "AgendaItem",
    "Attendance",
    "Body",
    "BodyFunction",
    "BodyMember",
    "BodyPage",
    "BodyQuota",
    "BodyRules",
    "Invitation",
    "Meeting",
    "Minutes",
    "MinutesEntry",
    "Offer",
    "Office",
    "OfficePage",
    "Organisation",
    "Paper",
    "QuotaCount",
    "Resolution",
    "Signature",
    "Theme",
]
