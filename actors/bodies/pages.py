"""The page of a body."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from actors.bodies.models import Body
from actors.bodies.queries import related_bodies
from actors.bodies.queries_rules import quotas_on
from portal.cms.pages import ContentPage
from portal.kernel import clock
from portal.kernel.privacy import classify
from portal.kernel.registry import panels


class BodyPage(ContentPage):
    """What a body is there for, how often it meets and who may come."""

    # `body` is the content of every page, so the record has the German term's name.
    gremium = models.ForeignKey(
        "actors.Body",
        on_delete=models.PROTECT,
        related_name="pages",
        verbose_name=_("body"),
    )

    privacy = classify(none="gremium")
    subpage_types: list[str] = []
    template = "actors/bodies/body_page.html"
    override_translatable_fields = [SynchronizedField("gremium", overridable=False)]
    content_panels = [
        *ContentPage.content_panels[:1],
        FieldPanel("gremium"),
        *ContentPage.content_panels[1:],
    ]

    class Meta:
        verbose_name = _("body page")
        verbose_name_plural = _("body pages")

    def search_text(self) -> str:
        """The words of the page and of the body in every language."""
        body = self.gremium
        texts = [*body.labels.values(), *body.purpose.values(), *body.rhythm.values()]
        return " ".join([super().search_text(), *texts])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The body, its functions and the bodies around it."""
        body = self.gremium
        return {
            **super().get_context(request, *args, **kwargs),
            "gremium": body,
            "kind": body.kind_label,
            "functions": list(body.functions.all()),
            "quotas": _quotas(body),
            "panels": panels("body", body),
            "facts": [
                {"key": gettext("Meets"), "value": str(body.rhythm)},
                {"key": gettext("Place"), "value": str(body.place)},
                {"key": gettext("Open to everybody"), "value": _yes_no(body.is_public)},
            ],
            "related": [
                {"title": str(other.labels), "url": _url_of(other, self, request)}
                for other in related_bodies(body)
            ],
        }


def _quotas(body: Body) -> list[dict[str, str]]:
    """Whether quotas are reached, without numbers: a body is small enough to guess persons."""
    states = [state for state in quotas_on(body, clock.today()) if state.count]
    return [
        {
            "key": f"{state.quota.labels} ({state.quota.percent} %)",
            "value": gettext("reached") if state.is_reached else gettext("not yet reached"),
        }
        for state in states
    ]


def _yes_no(answer: bool) -> str:
    return gettext("yes") if answer else gettext("no, members only")


def _url_of(body: Body, beside: BodyPage, request: HttpRequest) -> str:
    """The address of a body's page in the language of another page; empty without one."""
    page = next((p for p in body.pages.all() if p.locale_id == beside.locale_id and p.live), None)
    return (page.get_url(request) or "") if page else ""
