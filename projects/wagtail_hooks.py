"""Registers the admin screens of the funding chain."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from projects.correspondence import views as messages
from projects.viewsets import FundingGroup

register_snippet(FundingGroup)


@hooks.register("register_admin_urls")
def message_urls() -> list[URLPattern]:
    """Writing to the people of a case."""
    case = "antraege/<int:pk>/nachrichten/"
    settle = f"{case}<int:request_pk>/erledigt/"
    return [
        path(f"{case}neu/", messages.WriteView.as_view(), name="case_message_write"),
        path(f"{case}gelesen/", messages.ReadView.as_view(), name="case_messages_read"),
        path(settle, messages.SettleView.as_view(), name="case_message_settle"),
    ]
