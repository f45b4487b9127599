"""What the register says of a grant, in the admin: the list, and the form of one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.cases.models import Case
from projects.cases.queries import LARGEST_KEY
from projects.cases.screens_desk import FramedView
from projects.register.actions import set_words
from projects.register.forms_office import WordsForm
from projects.register.permissions import may_list_words, may_set_words
from projects.register.queries_words import awarded_case, awarded_cases, words_of

ROWS = 50


class WordsScreen(FramedView):
    """A screen for those who answer for the register."""

    may = staticmethod(may_list_words)
    icon = "list-ol"
    home = ("register_words:index", gettext_lazy("Words of the register"))


class WordsListView(WordsScreen):
    """All awarded applications and how the register tells of them."""

    template = "projects/register/words.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """A page of the list."""
        page = Paginator(awarded_cases(), ROWS).get_page(request.GET.get("p"))
        rows = [(case, words_of(case)) for case in page.object_list]
        return self.frame(_("Words of the register"), rows=rows, page_of_list=page)


class WordsView(WordsScreen):
    """The form of one grant."""

    template = "projects/register/words_form.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What holds now."""
        case = self._case(pk)
        words = words_of(case)
        known = {"title": words.title, "is_protected": words.is_protected} if words else {}
        return self._page(case, WordsForm(initial=known))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Set it; what was typed stays where something is wrong."""
        case, form = self._case(pk), WordsForm(request.POST)
        if not form.is_valid():
            return self._page(case, form)
        set_words(by=request.user, case=case, **form.cleaned_data)
        messages.success(request, _("The register says it like this from now on."))
        return redirect("register_words:index")

    def _case(self, pk: int) -> Case:
        case = awarded_case(pk) if pk <= LARGEST_KEY else None
        if case is None or not may_set_words(self.request.user, case):
            raise Http404
        return case

    def _page(self, case: Case, form: WordsForm) -> HttpResponse:
        status = 422 if form.is_bound else 200
        return self.frame(str(case), status=status, case=case, form=form)
