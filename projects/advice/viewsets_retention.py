"""How long the advice log keeps who it was: the screen on which the coordination sets it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.advice import actions
from projects.advice.forms import RetentionForm
from projects.advice.permissions import may_set_retention
from projects.advice.queries import due_on, retention_days


def retention(request: HttpRequest) -> HttpResponse:
    """The number of days; fewer days that forget contacts at the next regular work are asked."""
    if not may_set_retention(request.user):
        raise Http404
    days = retention_days()
    form = RetentionForm(request.POST or None, initial={"days": days})
    due = 0
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["days"]
        due = due_on(wanted).count() if wanted < days else 0
        if not due or form.cleaned_data["sure"]:
            actions.set_retention(by=request.user, days=wanted)
            text = _("Personal details are now deleted %(days)s days after the contact.")
            messages.success(request, text % {"days": wanted})
            return redirect("advice:index")
        form.add_error("sure", _warning(due))
    if not due:
        del form.fields["sure"]
    return render(request, "projects/advice/retention.html", {"form": form, "days": days})


def _warning(due: int) -> str:
    text = ngettext(
        "%(count)s contact is older. Its personal details are then deleted for good. "
        "Tick the box if you want that.",
        "%(count)s contacts are older. Their personal details are then deleted for good. "
        "Tick the box if you want that.",
        due,
    )
    return text % {"count": due}
