"""Pages of dates: the calendar and one page for each date or series."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.events import recurrence, rules
from portal.cms.pages import BasePage, ContentPage
from portal.kernel.clock import BERLIN
from portal.kernel.privacy import classify

EARLIEST = datetime(1990, 1, 1, tzinfo=BERLIN)
LATEST = datetime(2100, 1, 1, tzinfo=BERLIN)
LONGEST_SERIES = timedelta(days=3660)
LONGEST_DATE = timedelta(days=120)
WITHIN_REASON = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]

ONCE, BY_RULE = "", "rule"
RHYTHMS = [
    (ONCE, _("once")),
    ("daily", _("every day")),
    ("weekly", _("every week")),
    ("fortnightly", _("every two weeks")),
    ("monthly_weekday", _("every month on the same weekday (such as the second Tuesday)")),
    ("monthly_day", _("every month on the same day of the month")),
    ("yearly", _("every year")),
    (BY_RULE, _("by another rule")),
]
STATUSES = [
    (recurrence.PLANNED, _("takes place")),
    (recurrence.CANCELLED, _("cancelled")),
    (recurrence.MOVED, _("moved")),
]
RULE_ERRORS = {
    "never": _("This rule never comes true, for example because no month has such a day."),
    "unsupported": _("The portal does not know a part of this rule."),
}


class EventIndexPage(RoutablePageMixin, BasePage):
    """The calendar: list, month view and the feed to subscribe to."""

    parent_page_types = ["home.HomePage", "home.SectionPage"]
    subpage_types = ["home.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")

    @path("", name="list")
    def as_list(self, request: HttpRequest) -> HttpResponse:
        """What takes place next."""
        from home.events.views import event_list

        return event_list(request, self)

    @path("monat/<int:year>/<int:month>/", name="month")
    def as_month(self, request: HttpRequest, year: int, month: int) -> HttpResponse:
        """One month as a table."""
        from home.events.views import event_month

        return event_month(request, self, year, month)

    @path("ics/", name="calendar")
    def as_calendar(self, request: HttpRequest) -> HttpResponse:
        """All dates as a calendar feed (RFC 5545)."""
        from home.events.views import event_feed

        return event_feed(request, self)


class EventPage(RoutablePageMixin, ContentPage):
    """A date of the neighbourhood, once or in a series, with what became of it."""

    start = models.DateTimeField(_("begins"), validators=WITHIN_REASON)
    end = models.DateTimeField(_("ends"), null=True, blank=True, validators=WITHIN_REASON)
    all_day = models.BooleanField(_("all day"), default=False)
    rhythm = models.CharField(
        _("repeats"), max_length=20, choices=RHYTHMS, blank=True, default=ONCE
    )
    custom_rule = models.CharField(
        _("other rule"),
        max_length=rules.MAX_LENGTH,
        blank=True,
        help_text=_("A recurrence rule (RFC 5545), for example FREQ=MONTHLY;BYDAY=1SA,3SA"),
    )
    repeat_until = models.DateField(
        _("repeats until"), null=True, blank=True, help_text=_("Empty: without an end.")
    )
    status = models.CharField(
        _("status"), max_length=12, choices=STATUSES, default=recurrence.PLANNED
    )
    moved_to = models.DateTimeField(_("moved to"), null=True, blank=True, validators=WITHIN_REASON)
    place = models.CharField(_("place"), max_length=160, blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
    admission = models.CharField(
        _("who may come"),
        max_length=160,
        blank=True,
        help_text=_("For example: open to everybody, no registration."),
    )
    theme = models.ForeignKey(
        "actors.Theme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("theme"),
    )
    organiser = models.ForeignKey(
        "actors.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="event_pages",
        verbose_name=_("organiser"),
    )
    # Bounds of all occurrences, reckoned in clean(), so that lists read only what may matter.
    first_occurrence = models.DateTimeField(null=True, editable=False, db_index=True)
    last_occurrence = models.DateTimeField(null=True, editable=False, db_index=True)

    privacy = classify(
        none="start end all_day rhythm custom_rule repeat_until status moved_to place address "
        "admission theme organiser first_occurrence last_occurrence"
    )

    parent_page_types = ["home.EventIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                FieldPanel("all_day"),
                FieldRowPanel([FieldPanel("rhythm"), FieldPanel("repeat_until")]),
                FieldPanel("custom_rule"),
            ],
            _("When"),
        ),
        MultiFieldPanel([FieldPanel("status"), FieldPanel("moved_to")], _("Cancelled or moved")),
        InlinePanel("changes", heading=_("Changes of single days"), label=_("Changed day")),
        MultiFieldPanel(
            [FieldPanel("place"), FieldPanel("address"), FieldPanel("admission")], _("Where")
        ),
        FieldRowPanel([FieldPanel("organiser"), FieldPanel("theme")]),
        FieldPanel("body"),
    ]
    search_fields = [*ContentPage.search_fields, index.SearchField("place")]
    override_translatable_fields = [
        SynchronizedField(name) for name in ("rhythm", "custom_rule", "status", "address")
    ]

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")

    @path("", name="page")
    def as_page(self, request: HttpRequest) -> HttpResponse:
        """The page of the date."""
        from home.events.views import event_page

        return event_page(request, self)

    @path("ics/", name="calendar")
    def as_calendar(self, request: HttpRequest) -> HttpResponse:
        """The date as a calendar file."""
        from home.events.views import event_file

        return event_file(request, self)

    def search_text(self) -> str:
        """Place and organiser are looked for, too."""
        organiser = self.organiser.name if self.organiser else ""
        return f"{super().search_text()} {self.place} {organiser}"

    @property
    def rule(self) -> str:
        """The recurrence rule in force; empty for a date that takes place once."""
        return rules.of_rhythm(self.rhythm, recurrence.local(self.start), self.custom_rule)

    @property
    def first_planned(self) -> recurrence.Occurrence:
        """The first time as planned, whatever became of it."""
        return recurrence.planned(self.schedule)

    @property
    def schedule(self) -> recurrence.Schedule:
        """When it takes place, ready to expand (reads the changes; prefetch them for lists)."""
        changes = self.changes.all() if self.rhythm else ()
        return recurrence.schedule_of(
            self,
            {each.day: recurrence.Change(each.kind, each.new_start, each.note) for each in changes},
        )

    def clean(self) -> None:
        """Check times, rule and status, and reckon the bounds; raises ValidationError."""
        super().clean()
        if not self.start:
            return
        self._check_times()
        self._check_rule()
        self._check_status()
        self.first_occurrence, self.last_occurrence = recurrence.bounds(self.schedule)

    def _check_times(self) -> None:
        if self.all_day:
            self.start = _midnight(self.start)
            self.end = _midnight(self.end) if self.end else None
        if self.end and self.end < self.start:
            raise ValidationError({"end": _("The end lies before the beginning.")})
        if self.end and self.end - self.start > LONGEST_DATE:
            raise ValidationError({"end": _("A date lasts at most 120 days.")})

    def _check_rule(self) -> None:
        if self.rhythm != BY_RULE:
            self.custom_rule = ""
        if self.rhythm == ONCE:
            self.repeat_until = None
            return
        try:
            self.repeat_until = self.repeat_until or rules.until(self.rule)
            self.custom_rule = rules.normal(self.rule) if self.rhythm == BY_RULE else ""
        except rules.RuleError as error:
            message = RULE_ERRORS.get(error.code, _("This rule cannot be read."))
            raise ValidationError({"custom_rule": message}) from error
        self._check_series()

    def _check_series(self) -> None:
        first = recurrence.local(self.start).date()
        if self.repeat_until and self.repeat_until < first:
            raise ValidationError({"repeat_until": _("The series ends before it begins.")})
        if self.repeat_until and self.repeat_until - first > LONGEST_SERIES:
            raise ValidationError({"repeat_until": _("A series lasts at most ten years.")})
        if not recurrence.takes_place(self.schedule, first):
            raise ValidationError({"start": _("The first date does not follow its own rule.")})

    def _check_status(self) -> None:
        if self.status != recurrence.MOVED:
            self.moved_to = None
            return
        if self.rhythm:
            message = _("Single days of a series are moved under “Changes of single days”.")
            raise ValidationError({"status": message})
        if not self.moved_to:
            raise ValidationError({"moved_to": _("Please say when it takes place instead.")})


def _midnight(moment: Any) -> datetime:
    return datetime.combine(recurrence.local(moment).date(), time.min, BERLIN)
