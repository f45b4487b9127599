"""App configuration of `home`."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """What residents meet first: pages, news, events, search."""

    name = "home"
    default_auto_field = "django.db.models.BigAutoField"
