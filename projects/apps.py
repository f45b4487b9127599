"""App configuration of `projects`."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """The funding chain from programme to showcase."""

    name = "projects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register guards, panels and owners of files."""
        from portal.kernel import registry
        from projects.cases.exports import register_answer_columns
        from projects.cases.permissions import owns_file
        from projects.intake import guards, panels
        from projects.intake.binding import know_types
        from projects.intake.columns import answer_columns
        from projects.intake.reading import text_of_case

        know_types()
        guards.register()
        registry.register_panel(panels.MY_APPLICATIONS)
        registry.register_panel(panels.CASE_ANSWERS)
        registry.register_owner(owns_file)
        register_answer_columns(answer_columns)
        registry.register_text(text_of_case)
