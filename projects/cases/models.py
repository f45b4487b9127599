"""Cases with their files and the log of changed answers (cost lines: `projects.cases.plan`)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.forms.models import Answered
from portal.kernel.files import get_private_storage
from portal.kernel.privacy import Personal, classify
from portal.kernel.scan import ScanState, scan_states
from projects.calls.models import Call
from projects.cases.indexes import FILE_INDEXES, LIST_INDEXES
from projects.cases.lifecycle import APPROVED, CASE, DECIDED, DRAFT
from projects.programmes.carriers import CarrierKind as CarrierKind
from projects.programmes.carriers import carrier_kinds as carrier_kinds
from projects.programmes.fields import CentsField
from projects.programmes.models import ProgrammeOption, ProgrammeRules

PURPOSE = "Deciding on an application for money and proving how it was used"
RETENTION = "as many years as the programme says, counted from the end of the case"


def state_choices() -> list[tuple[str, str]]:
    """The states of the lifecycle with the office's words."""
    return [(state.code, str(_(state.internal))) for state in CASE.states]


class Channel(models.TextChoices):
    """How an application came in; stable codes."""

    PORTAL = "portal", _("through the portal")
    PAPER = "paper", _("on paper")
    IMPORTED = "imported", _("from an earlier list")


def channels() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new channel needs no migration."""
    return [(str(value), str(label)) for value, label in Channel.choices]


class Case(Answered):
    """One carrier's request for one project in one call (Antrag), from draft to closing.

    Only actions change its state; the reference number is given when it is submitted.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(
        _("reference number"), max_length=30, unique=True, null=True, blank=True, editable=False
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="cases",
        verbose_name=_("account"),
    )
    call = models.ForeignKey(
        Call, on_delete=models.PROTECT, related_name="cases", verbose_name=_("call")
    )
    state = models.CharField(
        _("status"), max_length=30, choices=state_choices, default=DRAFT, db_index=True
    )
    channel = models.CharField(
        _("came in"), max_length=20, choices=channels, default=Channel.PORTAL, editable=False
    )
    language = models.CharField(_("language"), max_length=10, default=settings.LANGUAGE_CODE)
    title = models.CharField(_("title of the project"), max_length=150, blank=True)
    summary = models.TextField(_("what is planned"), max_length=3000, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    theme = models.ForeignKey(
        "actors.Theme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("theme"),
    )
    project_type = models.ForeignKey(
        ProgrammeOption,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("type of project"),
    )
    target_groups = models.ManyToManyField(
        ProgrammeOption, blank=True, related_name="+", verbose_name=_("target groups")
    )
    goals = models.ManyToManyField(ProgrammeOption, blank=True, related_name="+")
    amount_cents = CentsField(_("amount asked for"), null=True, blank=True)
    carrier_name = models.CharField(_("carrier"), max_length=200, blank=True)
    carrier_kind = models.CharField(
        _("kind of carrier"), max_length=20, choices=carrier_kinds, blank=True
    )
    organisation = models.ForeignKey(
        "actors.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("organisation in the network"),
    )
    office = models.ForeignKey(  # it accompanies the case; the coordination sets it
        "actors.Office",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("office"),
    )
    contact_name = models.CharField(_("contact person"), max_length=150, blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    contact_phone = models.CharField(_("phone"), max_length=40, blank=True)
    consent = models.BooleanField(_("consent to processing"), default=False)
    progress = models.JSONField(default=dict, blank=True, editable=False)
    created_at = models.DateTimeField(_("begun"), editable=False)
    saved_at = models.DateTimeField(_("saved"), editable=False)
    submitted_at = models.DateTimeField(
        _("received"), null=True, blank=True, editable=False, db_index=True
    )
    # While the applicant is asked (`projects.review`) the promised day moves on.
    waits_since = models.DateField(null=True, blank=True, editable=False)
    waited_days = models.PositiveSmallIntegerField(default=0, editable=False)
    is_sealed = models.BooleanField(default=False, editable=False)  # decided, and nobody was told

    privacy = classify(
        none="uuid number call state channel language theme office organisation amount_cents "
        "starts_on ends_on created_at saved_at submitted_at consent carrier_kind project_type "
        "target_groups goals form_version progress waits_since waited_days is_sealed",
        personal=[
            Personal(
                purpose=PURPOSE,
                retention=RETENTION,
                fields="owner title summary place carrier_name contact_name contact_email "
                "contact_phone answers typed",
            )
        ],
    )

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_cents__gte=0) | models.Q(amount_cents__isnull=True),
                name="case_amount",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="case_dates",
            ),
            models.CheckConstraint(
                condition=models.Q(state=DRAFT, number__isnull=True, submitted_at__isnull=True)
                | (~models.Q(state=DRAFT) & models.Q(number__isnull=False)),
                name="case_number_when_submitted",
            ),
        ]
        indexes = [models.Index(fields=["owner", "state"], name="case_owner_state"), *LIST_INDEXES]
        verbose_name = _("application")
        verbose_name_plural = _("applications")

    def __str__(self) -> str:
        return self.number or self.title or str(_("Draft without a title"))

    @property
    def language_name(self) -> str:
        """The language in which the applicant used the portal, named in itself."""
        return str(dict(settings.LANGUAGES).get(self.language, self.language))

    @property
    def rules(self) -> ProgrammeRules:
        """The rules of its call, whatever the programme says today."""
        return self.call.rules

    @property
    def internal_status(self) -> str:
        """The state in the office's words."""
        return str(_(CASE.state(self.state).internal))

    @property
    def public_state(self) -> str:
        """What is shown and mailed to the people of the case: no outcome before its notice."""
        return APPROVED if self.is_sealed and self.state in DECIDED else self.state

    @property
    def public_status(self) -> str:
        """The state in plain words for the person who applied."""
        return str(_(CASE.state(self.public_state).public))

    @property
    def is_draft(self) -> bool:
        """Whether it was not sent yet."""
        return self.state == DRAFT


class AnswerChange(models.Model):
    """Who changed which answer from what to what: append-only while a draft is written.

    `parked`: somebody else had changed the answer meanwhile, so this text was kept aside.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answer_changes")
    question = models.CharField(max_length=40)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    parked = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy = classify(
        none="case question parked at",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="before after by")],
    )

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["case", "question"], name="answer_change_case")]
        verbose_name = _("change of an answer")
        verbose_name_plural = _("changes of answers")

    def __str__(self) -> str:
        return f"{self.question} ({self.at:%d.%m.%Y %H:%M})"


class FileKind(models.TextChoices):
    """What a file of a case is; stable codes."""

    ATTACHMENT = "attachment", _("attachment")
    SCAN = "scan", _("scanned application")
    RECEIPT = "receipt", _("copy of the application")
    VOUCHER = "voucher", _("receipt of the proof of use")
    PROOF = "proof", _("copy of the proof of use")
    RESULT = "proof_result", _("result of the proof of use")
    PHOTO = "photo", _("photo for the project page")


def file_kinds() -> list[tuple[str, str]]:
    """Choices as a callable, so that a new kind needs no migration."""
    return [(str(value), str(label)) for value, label in FileKind.choices]


def stored_name(case_file: CaseFile, filename: str) -> str:
    """A place in the private storage that says nothing about people."""
    ending = filename.rpartition(".")[2].lower()[:10]
    return f"cases/{case_file.case.uuid}/{uuid.uuid4().hex}.{ending}"


class CaseFile(models.Model):
    """A file of a case in the private storage; only a view that asks hands it out."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(
        _("kind"), max_length=20, choices=file_kinds, default=FileKind.ATTACHMENT
    )
    question = models.CharField(max_length=40, blank=True, editable=False)  # that it answers
    file = models.FileField(storage=get_private_storage, upload_to=stored_name, max_length=200)
    name = models.CharField(_("name"), max_length=200)
    mime = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(_("added"))
    scan = models.CharField(
        _("virus check"), max_length=10, choices=scan_states, default=ScanState.OFF, editable=False
    )

    privacy = classify(
        none="case kind question mime size sha256 added_at scan",
        personal=[Personal(purpose=PURPOSE, retention=RETENTION, fields="file name")],
    )

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(kind="receipt"), name="one_receipt_per_case"
            )
        ]
        indexes = FILE_INDEXES
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.name

    @property
    def is_released(self) -> bool:
        """Whether it may be handed out at all: not while the virus check has not let it through."""
        return self.scan in {ScanState.OFF, ScanState.CLEAN}

    @property
    def scan_note(self) -> str:
        """What readers must know about the virus check; empty where there is nothing to say."""
        return "" if self.is_released else str(self.get_scan_display())
