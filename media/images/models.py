"""Pictures, their renditions, and the consents of the people on them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.validators import MinLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    WagtailImageField,
    WagtailImageFieldFile,
    get_rendition_upload_to,
    get_upload_to,
)
from wagtail.search import index

from media.collections.queries import is_closed
from media.images.withheld import WithheldRendition
from portal.kernel import clock
from portal.kernel.files import cleaned_picture
from portal.kernel.privacy import Personal, classify
from portal.kernel.storages import is_private, media_storage, private_name


class Licence(models.TextChoices):
    """Under which terms the portal shows a picture; the codes are stable."""

    OWN = "own", _("made by the office")
    PERMITTED = "permitted", _("shown with permission")
    CC0 = "cc0", _("CC0 (no rights reserved)")
    CC_BY = "cc_by", _("CC BY (name the author)")
    CC_BY_SA = "cc_by_sa", _("CC BY-SA (name the author, share alike)")
    PUBLIC_DOMAIN = "public_domain", _("public domain")


# Licences whose terms ask for the author's name.
NAMED_LICENCES = frozenset({Licence.PERMITTED, Licence.CC_BY, Licence.CC_BY_SA})


class OriginalFile(WagtailImageFieldFile):
    """Stores a picture without location, device and comments, whatever way it came."""

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        """Clean the content, then store it; raises ValidationError for what is no picture."""
        super().save(name, cleaned_picture(content, name), save=save)


class OriginalField(WagtailImageField):
    """The file field of originals."""

    attr_class = OriginalFile


class PortalImage(AbstractImage):
    """A picture of the library with what is needed to show it lawfully and to everybody."""

    file = OriginalField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        storage=media_storage,
        width_field="width",
        height_field="height",
        max_length=200,
    )
    description = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("What the picture shows, in one sentence, for people who cannot see it."),
    )
    is_decorative = models.BooleanField(
        _("decoration only"),
        default=False,
        help_text=_("The picture says nothing by itself; screen readers skip it."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=150,
        blank=True,
        help_text=_("Who made the picture, as it shall be named beside it."),
    )
    licence = models.CharField(
        _("licence"), max_length=20, choices=Licence.choices, default=Licence.OWN
    )
    withheld_at = models.DateTimeField(_("withheld since"), null=True, blank=True, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "credit",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("credit"),
        index.FilterField("licence"),
        index.FilterField("withheld_at"),
    ]
    privacy = classify(
        none="title file description width height created_at uploaded_by_user collection tags "
        "focal_point_x focal_point_y focal_point_width focal_point_height file_size file_hash "
        "is_decorative licence withheld_at",
        personal=[
            Personal(
                purpose="Naming the author of a picture (§ 13 UrhG)",
                retention="as long as the picture is kept",
                fields="credit",
            )
        ],
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def alternative_text(self) -> str:
        """The text for people who cannot see the picture; empty for a decoration."""
        return "" if self.is_decorative else self.description

    @property
    def default_alt_text(self) -> str:
        """Wagtail's name for the same; never the title, which says what the file is called."""
        return self.alternative_text

    @property
    def credit_line(self) -> str:
        """The author, with the licence where its terms ask for it."""
        if self.licence in {Licence.CC_BY, Licence.CC_BY_SA}:
            name = "CC BY" if self.licence == Licence.CC_BY else "CC BY-SA"
            return f"{self.credit} ({name})" if self.credit else name
        return self.credit

    @property
    def is_withheld(self) -> bool:
        """Whether a withdrawn consent keeps the picture from being shown anywhere."""
        return self.withheld_at is not None

    @property
    def is_public(self) -> bool:
        """Whether everybody may see the picture, told by where its file lives: no query."""
        return not self.is_withheld and not is_private(self.file.name)

    def get_upload_to(self, filename: str) -> str:
        """Originals of closed collections and withheld ones go to the private storage."""
        name = super().get_upload_to(filename)
        closed = self.is_withheld or is_closed(self.collection)
        return private_name(name) if closed else name

    def get_rendition(self, filter: Filter | str) -> Any:  # noqa: A002  (Wagtail's name)
        """A rendition; for a withheld picture one that shows nothing."""
        if self.is_withheld:
            return WithheldRendition(self)
        return self._prefetched_rendition(filter) or super().get_rendition(filter)

    def _prefetched_rendition(self, filter: Filter | str) -> Any | None:  # noqa: A002  (as above)
        """The rendition where a list has read it already; nothing needs to be remembered then."""
        if self._get_prefetched_renditions() is None:
            return None
        spec = filter if isinstance(filter, str) else filter.spec
        plain = spec if self.is_svg() else spec.replace("|preserve-svg", "")
        try:
            return self.find_existing_rendition(self.clean_filter_for_svg(rendition_filter(plain)))
        except self.get_rendition_model().DoesNotExist:
            return None

    def get_renditions(self, *filters: Filter | str) -> dict[str, Any]:
        """Renditions by their specification; none for a withheld picture."""
        if self.is_withheld:
            specs = [item if isinstance(item, str) else item.spec for item in filters]
            return {spec: WithheldRendition(self) for spec in specs}
        return super().get_renditions(*filters)


@lru_cache(maxsize=256)
def rendition_filter(spec: str) -> Filter:
    """The operations of a specification, read once."""
    return Filter(spec=spec)


class RenditionFile(WagtailImageFieldFile):
    """Closes the temporary file that a rendition was made in, once it is stored."""

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        """Store, then close the source."""
        super().save(name, content, save=save)
        content.close()


class RenditionField(WagtailImageField):
    """The file field of renditions."""

    attr_class = RenditionFile


class PortalRendition(AbstractRendition):
    """A picture in one size; it lives where its original lives."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")
    file = RenditionField(
        upload_to=get_rendition_upload_to,
        storage=media_storage,
        width_field="width",
        height_field="height",
        max_length=255,
    )

    privacy = classify(none="image filter_spec file width height focal_point_key")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        """Beside the original: private when that is private."""
        name = super().get_upload_to(filename)
        return private_name(name) if is_private(self.image.file.name) else name


class ConsentPurpose(models.TextChoices):
    """Where a person agreed to be shown; the codes are stable."""

    WEBSITE = "website", _("this website")
    PRINT = "print", _("printed matter")
    PRESS = "press", _("press")
    SOCIAL = "social", _("social media")


class PhotoConsent(models.Model):
    """The consent of a person to be shown on a picture (§ 22 KUG); goes when the picture goes."""

    image = models.ForeignKey(
        PortalImage, on_delete=models.CASCADE, related_name="consents", verbose_name=_("image")
    )
    person = models.CharField(
        _("who agreed"),
        max_length=150,
        validators=[MinLengthValidator(2)],
        help_text=_("A name or a function; for children, who agreed for them."),
    )
    given_on = models.DateField(_("agreed on"))
    purposes = models.JSONField(_("for what"), default=list)
    on_paper = models.BooleanField(
        _("signed paper on file"),
        default=False,
        help_text=_("The signed form is kept in the office."),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=clock.now, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)

    privacy = classify(
        none="image given_on purposes on_paper recorded_at withdrawn_at",
        personal=[
            Personal(
                purpose="Proof of consent to a photograph (§ 22 KUG, Art. 7 (1) GDPR)",
                retention="as long as the picture is kept",
                fields="person recorded_by",
            )
        ],
    )

    class Meta:
        ordering = ["given_on", "pk"]
        verbose_name = _("photo consent")
        verbose_name_plural = _("photo consents")

    def __str__(self) -> str:
        return f"{self.person} ({self.given_on})"

    @property
    def purpose_labels(self) -> list[str]:
        """The purposes in words."""
        labels = dict(ConsentPurpose.choices)
        return [str(labels[code]) for code in self.purposes if code in labels]
