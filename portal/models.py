"""Index of the models of the app `portal`."""

from portal.accounts.models import User
from portal.accounts.models_requests import DataExport, DeletionRequest
from portal.editing.models import SecondPersonTask
from portal.forms.models import Form, FormVersion
from portal.kernel.audit import LogEntry
from portal.kernel.mail import OutgoingMail
from portal.kernel.numbers import NumberSeries

__all__ = [
    "DataExport",
    "DeletionRequest",
    "Form",
    "FormVersion",
    "LogEntry",
    "NumberSeries",
    "OutgoingMail",
    "SecondPersonTask",
    "User",
]
