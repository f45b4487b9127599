"""The public faces of finished projects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import BigAutoField, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from actors.map.geometry import Marker
from media.images.lists import listed_pictures
from portal.cms.addresses import addresses_of
from portal.cms.pages import ContentPage
from portal.kernel.prepared import Prepared
from portal.kernel.privacy import classify
from portal.kernel.stems import stems
from portal.templatetags.formats import euro_short
from projects.intake.queries_start import is_any_startable
from projects.showcase.forms import ProjectFilter
from projects.showcase.models import Microproject
from projects.showcase.queries import (
    all_projects,
    choices_in,
    ids_with_words,
    narrowed,
    page_of,
    sums,
)
from projects.showcase.structured import project_data

PER_PAGE = 12
PICTURE = "fill-640x360"


class Face(NamedTuple):
    """What a card needs of the page of a project."""

    microproject_id: int
    locale_id: int
    title: str
    summary: str
    url_path: str
    is_demo: bool
    picture_id: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One project in the list: its number there, its record, its page if there is one."""

    number: int
    project: Microproject
    face: Face | None
    url: str
    picture: Any

    @property
    def title(self) -> str:
        """The page's title in this language, else the record's."""
        return self.face.title if self.face else self.project.title

    @property
    def text(self) -> str:
        """One or two sentences."""
        return self.face.summary if self.face else ""

    @property
    def meta(self) -> str:
        """When, who, how much, in one line."""
        project = self.project
        return f"{project.when} · {project.carrier_name} · {euro_short(project.cents)}"

    @property
    def is_demo(self) -> bool:
        """Whether the project is invented."""
        return self.project.is_demo or bool(self.face and self.face.is_demo)


def markers(entries: list[Entry]) -> list[Marker]:
    """The places of the listed projects on the district map."""
    return [
        Marker(entry.number, entry.title, entry.url, entry.project.map_x, entry.project.map_y or 0)
        for entry in entries
        if entry.project.map_x is not None and entry.url
    ]


class MicroprojectIndexPage(ContentPage):
    """All finished projects: filters, search, sums and the map with its list."""

    privacy = classify()

    template = "projects/showcase/microproject_index_page.html"
    subpage_types = ["projects.MicroprojectPage"]

    class Meta:
        verbose_name = _("microproject index")
        verbose_name_plural = _("microproject indexes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The projects that fit the filters, a page of them, their sums and places."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        projects = all_projects()
        form = ProjectFilter(request.GET, choices_in(projects))
        chosen = form.chosen()
        words = chosen.get("q", "")
        listed = narrowed(projects, chosen, self.search_projects(words) if words else None)
        page: Any = page_of(listed, request.GET.get("page"), PER_PAGE)
        entries = self.entries(page, request)
        context |= {
            "filter_form": form,
            "is_filtered": bool(chosen),
            "entries": entries,
            "markers": markers(entries),
            "page_of_list": page,
            "sums": sums(listed),
        }
        return context

    def search_projects(self, words: str) -> set[int]:
        """Keys of projects found by word stems on their pages or by words in their records."""
        pages = MicroprojectPage.objects.live().search(stems(words), operator="and")
        return ids_with_words(words) | {page.microproject_id for page in pages}

    def entries(self, page: Any, request: HttpRequest) -> list[Entry]:
        """The cards of one page of the list; pages and pictures are read at once."""
        projects = list(page.object_list)
        faces = self.faces([project.pk for project in projects])
        pictures = listed_pictures((face.picture_id for face in faces.values()), PICTURE)
        addresses = addresses_of(request)
        return [
            Entry(
                number,
                project,
                face,
                addresses.of(face.url_path) if face else "",
                pictures.get(face.picture_id) if face and face.picture_id else None,
            )
            for number, project in enumerate(projects, start=page.start_index())
            for face in [faces.get(project.pk)]
        ]

    def faces(self, keys: list[int]) -> dict[int, Face]:
        """The live page of each project, in this page's language or else in German."""
        rows = FACES.rows(keys=keys, locale=self.locale_id)
        faces = sorted((Face(*row) for row in rows), key=lambda f: f.locale_id == self.locale_id)
        return {face.microproject_id: face for face in faces}


class MicroprojectPage(ContentPage):
    """Face of a finished project: story, pictures, results, lessons."""

    microproject = models.ForeignKey(
        Microproject,
        on_delete=models.PROTECT,
        related_name="faces",
        verbose_name=_("microproject"),
    )
    lessons = models.TextField(
        _("what we learned"),
        max_length=2000,
        blank=True,
        help_text=_("One insight per line, useful for the next group."),
    )

    privacy = classify(none="microproject lessons")

    template = "projects/showcase/microproject_page.html"
    parent_page_types = ["projects.MicroprojectIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("microproject"),
        InlinePanel("photos", label=_("photo"), heading=_("Photos")),
        FieldPanel("lessons"),
    ]
    search_fields = [*ContentPage.search_fields, index.AutocompleteField("search_stems")]
    override_translatable_fields = [SynchronizedField("microproject", overridable=False)]

    class Meta:
        verbose_name = _("microproject page")
        verbose_name_plural = _("microproject pages")

    def search_text(self) -> str:
        """Also title, carrier and results of the record."""
        record = self.microproject
        return (
            f"{super().search_text()} {record.title} {record.carrier_name} {record.results} "
            f"{record.place} {self.lessons}"
        )

    @property
    def lesson_lines(self) -> list[str]:
        """The lessons, one by one."""
        return [line.strip() for line in self.lessons.splitlines() if line.strip()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The record with its programme, theme and period; the photos."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        record = Microproject.objects.select_related(
            "programme", "period", "theme", "organisation"
        ).get(pk=self.microproject_id)
        may_start = is_any_startable()
        context |= {
            "project": record,
            "photos": list(self.photos.select_related("image")),
            "structured": project_data(record, self.get_full_url(request)),
            "start_url": reverse("project_start", args=[record.code]) if may_start else "",
        }
        return context


def _faces(keys: Any, locale: Any) -> QuerySet[Any, Any]:
    here = Q(locale=locale) | Q(locale__language_code=settings.LANGUAGE_CODE)
    pages = MicroprojectPage.objects.live().filter(here, microproject__pk__in=keys)
    return pages.order_by("path").values_list(*Face._fields)


FACES = Prepared(_faces, keys=BigAutoField(), locale=BigAutoField())


class ProjectPhoto(Orderable):
    """A photo on the page of a project; its alternative text belongs to the image."""

    page = ParentalKey(MicroprojectPage, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("picture"),
    )
    caption = models.CharField(_("caption"), max_length=250, blank=True)

    privacy = classify(none="page image caption sort_order")

    panels = [FieldPanel("image"), FieldPanel("caption")]

    class Meta(Orderable.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return self.caption or str(self.image)
