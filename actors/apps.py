"""App configuration of `actors`."""

from django.apps import AppConfig


class ActorsConfig(AppConfig):
    """The network: organisations, offices and bodies."""

    name = "actors"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer contact cards, keep the search index in step, register bodies and meetings."""
        from actors.bodies.actions_forget import ERASURE
        from actors.bodies.takeaway import add_memberships
        from actors.meetings.actions import register_guards
        from actors.meetings.actions_minutes import register_minutes_guards
        from actors.meetings.panels import MY_MEETINGS, PUBLIC_BODY
        from actors.meetings.permissions import owns_paper
        from actors.meetings.takeaway import add_meetings
        from actors.offices.contacts import office_contact
        from actors.organisations import indexing
        from actors.organisations.contacts import organisation_contact
        from portal.cms.blocks.contact_sources import register_contact_source
        from portal.kernel import registry

        register_contact_source("office", "actors.Office", office_contact)
        register_contact_source("actor", "actors.Organisation", organisation_contact)
        registry.register_erasure(ERASURE)
        registry.register_export(add_memberships)
        registry.register_export(add_meetings)
        indexing.connect()
        register_guards()
        register_minutes_guards()
        registry.register_panel(MY_MEETINGS)
        registry.register_panel(PUBLIC_BODY)
        registry.register_owner(owns_paper)
