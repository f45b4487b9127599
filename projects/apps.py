"""App configuration of `projects`."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """The funding chain from programme to showcase."""

    name = "projects"
    default_auto_field = "django.db.models.BigAutoField"
