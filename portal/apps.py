"""App configuration of `portal`."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The ground: settings, accounts, kernel, CMS base and design system."""

    name = "portal"
    default_auto_field = "django.db.models.BigAutoField"
