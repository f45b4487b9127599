"""Index of the models of the app `home`."""

from home.alerts.models import Alert
from home.enquiries.models import Enquiry
from home.enquiries.pages import ContactPage
from home.events.models import EventChange
from home.events.pages import EventIndexPage, EventPage
from home.navigation.models import FooterSettings
from home.news.pages import NewsIndexPage, NewsPage
from home.standard.pages import (
    HomePage,
    InternalSectionPage,
    LegalPage,
    SectionPage,
    StandardPage,
)

__all__ = [
    "Alert",
    "ContactPage",
    "Enquiry",
    "EventChange",
    "EventIndexPage",
    "EventPage",
    "FooterSettings",
    "HomePage",
    "InternalSectionPage",
    "LegalPage",
    "NewsIndexPage",
    "NewsPage",
    "SectionPage",
    "StandardPage",
]
