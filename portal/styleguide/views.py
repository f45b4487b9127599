"""The style guide: every component with its example, and whole screens made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import translation
from django.views.generic import TemplateView

from portal.accounts.roles import is_staff
from portal.styleguide import samples

TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "portal"
THEMES = ("light", "dark")


def examples() -> list[str]:
    """The names of all component examples: the files decide."""
    return sorted(path.stem for path in (TEMPLATES / "styleguide").glob("*.html"))


def screens() -> list[str]:
    """The names of the whole screens."""
    return sorted(path.stem for path in (TEMPLATES / "styleguide" / "screens").glob("*.html"))


class StaffView(LoginRequiredMixin, TemplateView):
    """A screen for staff; `?theme=dark` and `?language=ar` show it as others see it."""

    raise_exception = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send visitors to the sign-in; refuse everybody who is not staff."""
        if request.user.is_authenticated and not is_staff(request.user):
            self.raise_exception = True
            return self.handle_no_permission()
        language = request.GET.get("language", "")
        if language in dict(settings.LANGUAGES):
            translation.activate(language)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Sample data in the place of pages and records."""
        theme = self.request.GET.get("theme", "")
        context = super().get_context_data(**kwargs)
        return {
            **context,
            **samples.surroundings(self.request),
            **samples.everything(self.request),
            "theme": theme if theme in THEMES else "",
            "noindex": True,
        }


class StyleguideView(StaffView):
    """All components, or one with `?only=card`."""

    template_name = "portal/styleguide_index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The examples to show and the list to choose from."""
        names, only = examples(), self.request.GET.get("only", "")
        shown = [name for name in names if name == only] or names
        parts = [{"name": name, "template": f"portal/styleguide/{name}.html"} for name in shown]
        return super().get_context_data(parts=parts, names=names, screens=screens(), **kwargs)


class ScreenView(StaffView):
    """A whole screen with sample data."""

    def get_template_names(self) -> list[str]:
        """The screen of that name. Raises Http404."""
        name = self.kwargs["name"]
        if name not in screens():
            raise Http404(name)
        return [f"portal/styleguide/screens/{name}.html"]
