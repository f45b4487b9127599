"""App configuration of `actors`."""

from django.apps import AppConfig


class ActorsConfig(AppConfig):
    """The network: organisations, offices and bodies."""

    name = "actors"
    default_auto_field = "django.db.models.BigAutoField"
