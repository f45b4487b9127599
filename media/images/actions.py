"""Every write on pictures and consents, besides the fields that Wagtail's form edits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection

from media.collections.queries import is_closed
from media.images.models import ConsentPurpose, Licence, PhotoConsent, PortalImage
from media.images.permissions import may_change_image
from media.images.queries import images_under
from portal.kernel import audit, clock, files, scan
from portal.kernel.storages import is_private, private_name, public_name

MAX_BYTES = 12 * files.MEGABYTE
May = Callable[[Any, PortalImage], bool]


def check_picture(upload: File[Any]) -> files.Kind:
    """Refuse an upload that is no picture by content, or that holds malware.

    Raises ValidationError, also where the virus check is on and does not answer.
    """
    kind = files.check_upload(upload, kinds=files.IMAGE_KINDS, max_bytes=MAX_BYTES)
    scan.refuse_unsafe(upload)
    return kind


@transaction.atomic
def add_image(
    *,
    by: Any | None,
    title: str,
    file: File[Any],
    description: str = "",
    is_decorative: bool = False,
    credit: str = "",
    licence: str = Licence.OWN,
    collection: Collection | None = None,
    tags: Sequence[str] = (),
) -> PortalImage:
    """A new picture, checked by content and freed of location and device.

    Raises ValidationError for a file that is no picture or without text and not decoration.
    """
    check_picture(file)
    if not description and not is_decorative:
        raise ValidationError(_("A picture needs an alternative text."), code="alt")
    image = PortalImage(
        title=title,
        description=description,
        is_decorative=is_decorative,
        credit=credit,
        licence=licence,
        uploaded_by_user=by,
        collection=collection or Collection.get_first_root_node(),
    )
    image.file = files.cleaned_picture(file, str(file.name))  # type: ignore[assignment]
    image._set_image_file_metadata()
    image.save()
    image.tags.add(*tags)
    return image


@transaction.atomic
def settle_file(*, image: PortalImage) -> bool:
    """Put the picture's file where it belongs: private while withheld or closed.

    Returns whether it moved. Renditions of the old place are deleted with their files.
    """
    wanted = image.is_withheld or is_closed(image.collection)
    old = image.file.name
    if is_private(old) == wanted:
        return False
    storage = image.file.storage
    with storage.open(old, "rb") as content:
        new = storage.save(private_name(old) if wanted else public_name(old), content)
    PortalImage.objects.filter(pk=image.pk).update(file=new)
    image.file.name = new
    for rendition in image.renditions.all():
        rendition.delete()
    transaction.on_commit(lambda: storage.delete(old))
    return True


def settle_collection(*, collection: Collection) -> int:
    """Settle all pictures of a collection and of those below it; returns how many moved."""
    return sum(settle_file(image=image) for image in images_under(collection))


@transaction.atomic
def record_consent(
    *,
    by: Any,
    image: PortalImage,
    person: str,
    given_on: date,
    purposes: Sequence[str],
    on_paper: bool = False,
) -> PhotoConsent:
    """Note that a person agreed to be shown; raises PermissionDenied, ValidationError."""
    if not may_change_image(by, image):
        raise PermissionDenied
    unknown = set(purposes) - set(ConsentPurpose.values)
    if unknown or not purposes:
        raise ValidationError(_("Please say for what the person agreed."), code="purposes")
    if given_on > clock.today():
        raise ValidationError(_("The day of the consent lies in the future."), code="given_on")
    consent = PhotoConsent(
        image=image,
        person=person,
        given_on=given_on,
        purposes=sorted(purposes),
        on_paper=on_paper,
        recorded_by=by,
    )
    consent.full_clean()
    consent.save()
    audit.record(actor=by, subject=image, event="consent_recorded", data={"consent": consent.pk})
    return consent


@transaction.atomic
def withdraw_consent(
    *, by: Any, consent: PhotoConsent, reason: str = "", allowed: May = may_change_image
) -> PortalImage:
    """A person wants to be shown no longer: from now on the picture is shown nowhere.

    Renditions are deleted and the original moves to the private storage. `allowed` is the
    predicate of others who may say so, such as the group that gave the picture. Raises
    PermissionDenied, ValidationError (`withdrawn`) where it was withdrawn before.
    """
    image = PortalImage.objects.select_for_update().get(pk=consent.image_id)
    if not allowed(by, image):
        raise PermissionDenied
    consent.refresh_from_db()
    if consent.withdrawn_at:
        raise ValidationError(_("This consent has been withdrawn before."), code="withdrawn")
    consent.withdrawn_at = clock.now()
    consent.save(update_fields=["withdrawn_at"])
    image.withheld_at = image.withheld_at or consent.withdrawn_at
    image.save(update_fields=["withheld_at"])
    for rendition in image.renditions.all():
        rendition.delete()
    settle_file(image=image)
    audit.record(
        actor=by,
        subject=image,
        event="consent_withdrawn",
        reason=reason,
        data={"consent": consent.pk},
    )
    return image


@transaction.atomic
def release_image(*, by: Any, image: PortalImage, reason: str) -> PortalImage:
    """Show a withheld picture again, after a new consent of everybody who had withdrawn.

    Raises PermissionDenied, ValidationError (`consent`, `reason`).
    """
    image = PortalImage.objects.select_for_update().get(pk=image.pk)
    if not may_change_image(by, image):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError(_("Please say why the picture may be shown again."), code="reason")
    if missing_consents(image):
        raise ValidationError(
            _("First record a new consent of everybody who withdrew theirs."), code="consent"
        )
    image.withheld_at = None
    image.save(update_fields=["withheld_at"])
    settle_file(image=image)
    audit.record(actor=by, subject=image, event="image_released", reason=reason)
    return image


def missing_consents(image: PortalImage) -> list[str]:
    """Who withdrew and has not agreed again since."""
    valid = {c.person.casefold() for c in image.consents.all() if not c.withdrawn_at}
    withdrawn = {c.person for c in image.consents.all() if c.withdrawn_at}
    return sorted(person for person in withdrawn if person.casefold() not in valid)
