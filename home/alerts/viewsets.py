"""Alerts in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from home.alerts.models import Alert
from home.alerts.permissions import may_manage_alerts


class AlertPolicy(ModelPermissionPolicy):
    """Asks the portal's predicate instead of Django's permissions."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whoever may manage alerts may do everything with them."""
        return may_manage_alerts(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """As above."""
        return may_manage_alerts(user)


class AlertViewSet(ModelViewSet):
    """List and form of alerts; Wagtail's log keeps who wrote what."""

    model = Alert
    name = "alerts"
    url_prefix = "hinweise"
    icon = "warning"
    menu_label = _("Alerts")
    menu_order = 250
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ["__str__", "severity", "starts_at", "ends_at"]
    list_filter = ["severity"]
    panels = [
        FieldPanel("severity"),
        FieldPanel("title"),
        FieldPanel("text"),
        MultiFieldPanel([FieldPanel("page"), FieldPanel("url")], _("Where people read more")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])], _("Shown")
        ),
    ]

    @cached_property
    def permission_policy(self) -> AlertPolicy:
        """Who may."""
        return AlertPolicy(self.model)
