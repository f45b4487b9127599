"""App configuration of `home`."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """What residents meet first: pages, news, events, search."""

    name = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Close every new internal section, whatever way it is made (fail closed)."""
        from django.db.models.signals import post_save

        from home.enquiries.actions import ERASURE
        from home.standard.actions import close_new_section
        from home.standard.pages import InternalSectionPage
        from portal.kernel import registry

        registry.register_erasure(ERASURE)
        post_save.connect(
            close_new_section, sender=InternalSectionPage, dispatch_uid="home.close_new_section"
        )
