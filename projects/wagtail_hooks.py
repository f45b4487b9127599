"""Registers the admin screens of the funding chain."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from projects.casefile import views as casefile
from projects.cases.permissions import may_list_cases
from projects.cases.screens_desk import DeskMenuItem
from projects.correspondence import views as messages
from projects.decision import views as deciding
from projects.decision import views_notices as notices
from projects.monitoring import views as monitoring
from projects.monitoring import views_rounds as rounds
from projects.proof import views as proof
from projects.proof import views_result as proof_result
from projects.proposals import views as project_pages
from projects.recoveries import views as recovering
from projects.recoveries import views_claims as claims
from projects.review import views as review
from projects.review import views_asking as asking
from projects.review import views_goals as goals
from projects.review import views_opinions as opinions
from projects.review import views_work as work
from projects.sittings import views as sitting
from projects.sittings import views_agenda as sitting_agenda
from projects.sittings import views_pack as sitting_pack
from projects.viewsets import FundingGroup

register_snippet(FundingGroup)


@hooks.register("register_admin_urls")
def message_urls() -> list[URLPattern]:
    """Writing to the people of a case."""
    case = "antraege/<int:pk>/nachrichten/"
    settle = f"{case}<int:request_pk>/erledigt/"
    return [
        path(f"{case}neu/", messages.WriteView.as_view(), name="case_message_write"),
        path(f"{case}gelesen/", messages.ReadView.as_view(), name="case_messages_read"),
        path(settle, messages.SettleView.as_view(), name="case_message_settle"),
    ]


@hooks.register("register_admin_urls")
def review_urls() -> list[URLPattern]:
    """The case work of the coordination."""
    return [
        *review.urlpatterns,
        *asking.urlpatterns,
        *opinions.admin_urlpatterns,
        *work.urlpatterns,
        *goals.urlpatterns,
    ]


@hooks.register("register_admin_urls")
def decision_urls() -> list[URLPattern]:
    """Decisions of the office and their notices."""
    return [*deciding.urlpatterns, *notices.urlpatterns]


@hooks.register("register_admin_urls")
def monitoring_urls() -> list[URLPattern]:
    """Running projects that are accompanied."""
    return [*monitoring.urlpatterns, *rounds.urlpatterns]


@hooks.register("register_admin_urls")
def proof_urls() -> list[URLPattern]:
    """The check of proofs of use."""
    return [*proof.urlpatterns, *proof_result.urlpatterns]


@hooks.register("register_admin_urls")
def recovery_urls() -> list[URLPattern]:
    """Money that is claimed back."""
    return [*recovering.urlpatterns, *claims.urlpatterns]


@hooks.register("register_admin_urls")
def project_page_urls() -> list[URLPattern]:
    """The page that is made of a case."""
    return [*project_pages.urlpatterns]


@hooks.register("register_admin_urls")
def casefile_urls() -> list[URLPattern]:
    """The whole case as one file."""
    return [*casefile.urlpatterns]


@hooks.register("register_admin_urls")
def sitting_urls() -> list[URLPattern]:
    """Sittings that decide on applications."""
    return [
        *sitting.urlpatterns,
        *sitting_agenda.urlpatterns,
        *sitting_pack.admin_urlpatterns,
    ]


@hooks.register("register_admin_menu_item")
def task_board_item() -> DeskMenuItem:
    """The board of the cases before the decision."""
    return DeskMenuItem(
        _("Tasks"),
        reverse("task_board"),
        name="task-board",
        icon_name="tasks",
        order=235,
        may=may_list_cases,
    )
