"""The evaluation dataset in the admin: for whom and what for, and what was taken away earlier."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.lifecycle import NotAllowed
from projects.cases.screens_desk import DeskView
from projects.decision.screens import sealed
from projects.register.actions import export_evaluation
from projects.register.forms_office import EvaluationForm
from projects.register.permissions import may_export_evaluation
from projects.register.queries import register_settings
from projects.register.queries_evaluation import earlier_exports


class EvaluationView(DeskView):
    """The form, the rule of the smallest group, and the list of earlier exports."""

    may = staticmethod(may_export_evaluation)
    template = "projects/register/evaluation.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return self._page(EvaluationForm.blank())

    def post(self, request: HttpRequest) -> HttpResponse:
        """The ZIP as an attachment; what was typed stays where something is wrong."""
        form = EvaluationForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        try:
            noted, content = export_evaluation(by=request.user, **form.cleaned_data)
        except NotAllowed as refused:
            form.add_error(None, _refusal(refused.code))
            return self._page(form)
        answer = HttpResponse(content, content_type="application/zip")
        name = f"auswertung-{clock.local(noted.at):%Y-%m-%d}.zip"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return sealed(answer)

    def _page(self, form: EvaluationForm) -> HttpResponse:
        title = _("Evaluation dataset")
        return self.show(
            status=422 if form.is_bound else 200,
            page_title=title,
            header_title=title,
            header_icon="table",
            breadcrumbs_items=[{"url": reverse("evaluation:index"), "label": title}],
            form=form,
            smallest_group=register_settings().smallest_group,
            exports=earlier_exports(),
        )


def _refusal(code: str) -> str:
    if code == "too_few":
        return _("There are too few applications: none could leave without standing out.")
    return _("The data has changed meanwhile. Please open this page anew and try again.")
