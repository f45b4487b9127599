"""What the office's screens of recoveries share: the recovery, who may, the way back."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.kernel.lifecycle import NotAllowed
from projects.budget.posting import LedgerError
from projects.budget.screens import taken
from projects.recoveries.models import Recovery
from projects.recoveries.permissions import may_see_recoveries
from projects.recoveries.queries import recovery_with_key
from projects.recoveries.words import refusal
from projects.review.screens import LARGEST_KEY, CaseWorkView


def recovery_for(user: Any, pk: int) -> Recovery:
    """A recovery, for those of the office who may read it; raises Http404."""
    found = recovery_with_key(pk) if pk <= LARGEST_KEY else None
    if found is None or not may_see_recoveries(user, found.case):
        raise Http404
    return found


class StepView(CaseWorkView):
    """A form for one step of a recovery; what was typed stays where it is refused."""

    template = "projects/recoveries/admin/step.html"
    icon = "undo"
    may: ClassVar[Any]
    form: ClassVar[Any]
    button: Any = ""
    intro: Any = ""
    done: Any = ""

    def blank(self, recovery: Recovery) -> Any:
        """The form before anything is typed."""
        return self.form()

    def act(self, by: Any, recovery: Recovery, form: Any) -> Any:
        """Do the step with a valid form."""
        raise NotImplementedError  # each step has its own action

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form; back to the recovery where the step is not possible."""
        recovery = recovery_for(request.user, pk)
        if not type(self).may(request.user, recovery):
            return redirect("recovery", pk)
        return self._ask(request, recovery, self.blank(recovery))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it once."""
        recovery = recovery_for(request.user, pk)
        form = self.form(request.POST)

        def act() -> Any:
            return self.act(request.user, recovery, form)

        if taken(request, form, act, done=self.done, closed=refusal("state")):
            return redirect("recovery", pk)
        return self._ask(request, recovery, form, 422)

    def _ask(
        self, request: HttpRequest, recovery: Recovery, form: Any, status: int = 200
    ) -> HttpResponse:
        return self.show(
            request,
            recovery.case,
            status,
            recovery=recovery,
            form=form,
            button=self.button,
            intro=self.intro,
        )


class PressView(CaseWorkView):
    """A step without a form: one button."""

    http_method_names = ["post"]
    done: Any = ""

    def act(self, by: Any, recovery: Recovery, **names: Any) -> Any:
        """Do the step."""
        raise NotImplementedError  # each step has its own action

    def post(self, request: HttpRequest, pk: int, **names: Any) -> HttpResponse:
        """Do it, and back to the recovery."""
        recovery = recovery_for(request.user, pk)
        try:
            self.act(request.user, recovery, **names)
            messages.success(request, str(self.done))
        except NotAllowed as refused:
            messages.error(request, refusal(refused.code))
        except LedgerError as refused:
            messages.error(request, str(refused))
        except PermissionDenied:
            messages.error(request, refusal("state"))
        return redirect("recovery", pk)
