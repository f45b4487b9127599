"""Index of the models of the app `media`."""

from media.documents.models import PortalDocument
from media.images.models import PhotoConsent, PortalImage, PortalRendition

__all__ = ["PhotoConsent", "PortalDocument", "PortalImage", "PortalRendition"]
