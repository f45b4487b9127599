"""Index of the models of the app `media`."""

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from portal.kernel.privacy import classify


class PortalImage(AbstractImage):
    """An image (media helper: replace with media/images/models.py)."""

    privacy = classify()
    admin_form_fields = Image.admin_form_fields


class PortalRendition(AbstractRendition):
    """A rendition."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class PortalDocument(AbstractDocument):
    """A document."""

    admin_form_fields = Document.admin_form_fields
