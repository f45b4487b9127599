"""App configuration of `portal`."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The ground: settings, accounts, kernel, CMS base and design system."""

    name = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A publication of a form freezes it."""
        from wagtail.signals import published

        from portal.forms.publication import freeze

        published.connect(freeze, dispatch_uid="portal.forms")
