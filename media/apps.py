"""App configuration of `media`."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Images and documents with credit, consent and privacy."""

    name = "media"
    default_auto_field = "django.db.models.BigAutoField"
