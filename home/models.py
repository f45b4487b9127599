"""Index of the models of the app `home`."""

from home.alerts.models import Alert
from home.navigation.models import FooterSettings
from home.standard.pages import (
    HomePage,
    InternalSectionPage,
    LegalPage,
    SectionPage,
    StandardPage,
)

__all__ = [
    "Alert",
    "FooterSettings",
    "HomePage",
    "InternalSectionPage",
    "LegalPage",
    "SectionPage",
    "StandardPage",
]
