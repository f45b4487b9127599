"""The button of the office that makes a project page of a case."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views import View

from actors.themes.models import Theme
from portal.kernel.lifecycle import NotAllowed
from projects.cases.models import Case
from projects.proposals.actions_page import make_project_page
from projects.review.screens import case_for, to_case

PART = "#project-page"


def refusal(code: str) -> str:
    """Why no page was made."""
    return {
        "no_index": _("The portal has no list of finished projects yet. Please make one first."),
        "theme": _("Please choose a theme: the application names none."),
        "scan": _("The virus check still looks at a photo. Please try again in a few minutes."),
    }.get(code, _("This is not possible any more."))


class MakePageView(View):
    """Makes the page once, and leads whoever may edit pages to its editor."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Back to the case, where the button is."""
        return to_case(case_for(request.user, pk, writes=True), PART)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make it; a second click leads to the same page."""
        case = case_for(request.user, pk, writes=True)
        try:
            return self._make(request, case)
        except NotAllowed as refused:
            messages.error(request, refusal(refused.code))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        except PermissionDenied:
            messages.error(request, refusal("state"))
        return to_case(case, PART)

    def _make(self, request: HttpRequest, case: Case) -> HttpResponse:
        theme = Theme.objects.filter(code=request.POST.get("theme", "")[:50]).first()
        page = make_project_page(by=request.user, case=case, theme=theme)
        if page.permissions_for_user(request.user).can_edit():
            return redirect("wagtailadmin_pages:edit", page.pk)
        messages.success(request, _("The page is there as a draft. The editors go on with it."))
        return to_case(case, PART)


urlpatterns: list[URLPattern] = [
    path("antraege/<int:pk>/projektseite/", MakePageView.as_view(), name="case_project_page"),
]
