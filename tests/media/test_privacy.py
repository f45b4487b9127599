"""Who sees what: closed collections, withdrawn consents, documents."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import storages
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from media.images import actions, permissions, queries
from media.models import PhotoConsent, PortalImage
from portal.accounts.roles import NETWORK, Role
from portal.kernel import audit, clock
from tests.factories import media
from tests.factories.accounts import client_for, user
from tests.factories.home import alias_of
from tests.factories.home_events import news
from tests.factories.site import home_page

pytestmark = [pytest.mark.django_db]


def editor_with_rights() -> Any:
    """An editor whose group may change the pictures of the library."""
    person = user(Role.EDITOR)
    for codename in ("change_image", "add_image", "choose_image"):
        GroupCollectionPermission.objects.get_or_create(
            group=person.groups.get(),
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(codename=codename),
        )
    admin_access = Permission.objects.get(codename="access_admin")
    person.groups.get().permissions.add(admin_access)
    return person


def status(person: Any, address: str) -> int:
    """The status of a file's address for a person, with the file read to its end."""
    answer = client_for(person).get(address, follow=True)
    if answer.streaming:
        b"".join(answer.streaming_content)
    first = answer.redirect_chain[0][1] if answer.redirect_chain else answer.status_code
    return int(first)


def rendered(image: PortalImage, reader: Any = None) -> str:
    request = RequestFactory().get("/")
    request.user = reader or AnonymousUser()
    template = Template(
        "{% load portal_images wagtailimages_tags %}"
        "{% portal_picture image widths='20,40' %}{% image image width-30 %}"
    )
    return template.render(Context({"image": image, "request": request}))


def public_files() -> set[str]:
    return {str(path) for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}


def test_a_public_picture_has_a_public_address_and_all_its_facts() -> None:
    image = media.image()
    html = rendered(image)
    for part in ('alt="Menschen', "srcset=", 'loading="lazy"', "width=", "height=", "/media/"):
        assert part in html
    assert status(None, image.file.url) == 200


def test_pictures_of_a_closed_collection_have_no_public_file(
    django_capture_on_commit_callbacks: Any,
) -> None:
    group = Group.objects.create(name="Eingeweiht")
    collection = media.closed_collection("Geschlossen", group)
    image = media.image(collection=collection)
    before = public_files()
    rendition = image.get_rendition("width-20")
    assert public_files() == before
    assert rendition.url.startswith("/medien/")
    insider, outsider = user("member"), user("member")
    insider.groups.add(group)
    for address in (rendition.url, image.file.url):
        assert status(None, address) == 403
        assert status(outsider, address) == 403
        assert status(insider, address) == 200
        assert status(user("admin"), address) == 200
        answer = client_for(insider).get(address)
        assert b"".join(answer.streaming_content)
        assert answer["Cache-Control"] == "private, no-store"
    assert "<img" in rendered(image, insider)
    assert "srcset" not in rendered(image, outsider)


@pytest.mark.parametrize("role", [*Role, None])
def test_the_internal_collection_opens_to_the_network(role: Role | None) -> None:
    groups = [Group.objects.get_or_create(name=one.group_name)[0] for one in NETWORK]
    image = media.image(collection=media.closed_collection("Intern", *groups))
    document = media.document(collection=image.collection)
    person = user(role) if role else None
    allowed = role in NETWORK
    assert status(person, image.file.url) == (200 if allowed else 403)
    wanted = 200 if allowed else (302 if person is None else 403)
    assert status(person, document.url) == wanted


def test_files_follow_when_a_collection_closes_opens_or_a_picture_moves(
    django_capture_on_commit_callbacks: Any,
) -> None:
    collection = Collection.get_first_root_node().add_child(name="Fest")
    image = media.image(collection=collection)
    rendition = image.get_rendition("width-20")
    old = image.file.name
    with django_capture_on_commit_callbacks(execute=True):
        restriction = collection.view_restrictions.create(restriction_type="login")
    image.refresh_from_db()
    assert image.file.name.startswith("private/")
    assert not storages["default"].exists(old)
    assert not storages["default"].exists(rendition.file.name)
    assert not image.renditions.exists()
    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()
    image.refresh_from_db()
    assert image.is_public
    closed = media.closed_collection("Zu")
    fields = {"title": "Neu", "description": "Tisch", "licence": "own", "collection": closed.pk}
    client = client_for(user("admin"))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("wagtailimages:edit", args=[image.pk]), fields)
    assert answer.status_code == 302
    image = PortalImage.objects.get()
    assert not image.is_public
    with django_capture_on_commit_callbacks(execute=True):
        many = reverse("wagtail_bulk_action", args=["media", "portalimage", "add_to_collection"])
        client.post(f"{many}?id={image.pk}", {"collection": collection.pk})
    assert PortalImage.objects.get().is_public


def test_a_withdrawn_consent_takes_the_picture_away_everywhere(
    django_capture_on_commit_callbacks: Any,
) -> None:
    home = home_page()
    image = media.image()
    home.picture = image
    home.body = [("image", {"image": image, "alt": "", "decorative": False, "caption": "Am Tisch"})]
    home.save_revision().publish()
    consent = media.consent(image)
    visitor = client_for(None)
    address = image.file.url
    rendition = image.get_rendition("width-20")
    assert status(None, address) == 200
    editor = editor_with_rights()
    office = client_for(editor)
    screen = office.get(reverse("media_withdraw", args=[consent.pk]))
    assert home.title in screen.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        office.post(reverse("media_withdraw", args=[consent.pk]), {"reason": "Anruf"})
    image = PortalImage.objects.get()
    assert image.is_withheld
    assert rendered(image) == ""
    assert rendered(image, editor) == ""
    assert status(None, address) == 404
    assert status(None, rendition.url) == 404
    assert not image.renditions.exists()
    assert status(None, image.file.url) == 403
    assert status(editor, image.file.url) == 200
    page = visitor.get(home.url).content.decode()
    assert "Am Tisch" not in page
    events = [entry.event for entry in audit.history(image)]
    assert events == ["consent_withdrawn"]
    assert audit.history(image)[0].reason == "Anruf"
    for name in ("wagtailimages:index", "wagtailimages_chooser:choose"):
        answer = office.get(reverse(name))
        assert answer.status_code == 200
        assert ("Gartenfest" in answer.content.decode()) is (name == "wagtailimages:index")
    for layout in ("grid", "list"):
        answer = office.get(reverse("wagtailimages:index"), {"layout": layout})
        assert "zurückgehalten" in answer.content.decode()
    for name in ("wagtailimages:edit", "media_consents"):
        assert office.get(reverse(name, args=[image.pk])).status_code == 200


def test_a_page_that_uses_a_picture_is_named_once_whatever_its_languages() -> None:
    home_page(languages=True)
    image = media.image()
    alias = alias_of(news(title="Fest", picture=image), "tr")
    assert alias.specific.picture == image
    assert [place.title for place in queries.places_of(image, user("admin"))] == ["Fest"]


def test_a_withheld_picture_returns_only_with_a_new_consent(
    django_capture_on_commit_callbacks: Any,
) -> None:
    editor = editor_with_rights()
    image = media.image()
    consent = media.consent(image, person="Leitung")
    actions.withdraw_consent(by=editor, consent=consent)
    with pytest.raises(ValidationError):
        actions.withdraw_consent(by=editor, consent=consent)
    office = client_for(editor)
    release = reverse("media_release", args=[image.pk])
    office.post(release, {"reason": "Irrtum"})
    assert PortalImage.objects.get().is_withheld
    office.post(
        reverse("media_consents", args=[image.pk]),
        {"person": "leitung", "given_on": str(clock.today()), "purposes": ["website"]},
    )
    office.post(release, {"reason": ""})
    assert PortalImage.objects.get().is_withheld
    with django_capture_on_commit_callbacks(execute=True):
        office.post(release, {"reason": "Neue Einwilligung"})
    assert PortalImage.objects.get().is_public
    assert "srcset" in rendered(PortalImage.objects.get())


@pytest.mark.parametrize("role", [*Role, None])
def test_only_those_who_may_change_a_picture_handle_its_consents(role: Role | None) -> None:
    person = user(role) if role else AnonymousUser()
    image = media.image()
    consent = media.consent(image)
    allowed = role in {Role.ADMIN, Role.EDITOR, Role.APPROVER, Role.COORDINATOR}
    assert permissions.may_change_image(person, image) is allowed
    if not allowed:
        with pytest.raises(PermissionDenied):
            actions.withdraw_consent(by=person, consent=consent)
        with pytest.raises(PermissionDenied):
            actions.release_image(by=person, image=image, reason="x")
        with pytest.raises(PermissionDenied):
            actions.record_consent(
                by=person, image=image, person="X Y", given_on=clock.today(), purposes=["print"]
            )
    client = client_for(person if role else None)
    for name, key in (("media_consents", image.pk), ("media_withdraw", consent.pk)):
        status = client.get(reverse(name, args=[key])).status_code
        assert (status == 200) is allowed


@pytest.mark.parametrize(
    "wrong",
    [
        {"person": ""},
        {"person": "nul\x00"},
        {"person": "x" * 100_000},
        {"given_on": "gestern"},
        {"given_on": "2999-01-01"},
        {"given_on": "99999999-01-01"},
        {"purposes": []},
        {"purposes": ["everything"]},
    ],
)
def test_a_wrong_consent_is_refused_and_kept_in_the_form(wrong: dict[str, Any]) -> None:
    image = media.image()
    data = {"person": "Leitung", "given_on": "2026-01-05", "purposes": ["website"], **wrong}
    client = client_for(user("admin"))
    answer = client.post(reverse("media_consents", args=[image.pk]), data)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not PhotoConsent.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["gibt-es-nicht.jpg", "../../etc/passwd", "nul%00.jpg", "x" * 5000, "documents/merkblatt.pdf"],
)
def test_strange_names_of_files_are_not_found(name: str) -> None:
    media.document()
    assert client_for(user("admin")).get(f"/medien/{name}", follow=True).status_code == 404


def test_every_document_is_private_and_served_by_the_view() -> None:
    before = public_files()
    document = media.document()
    assert public_files() == before
    answer = client_for(None).get(document.url)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_the_library_names_pictures_that_need_a_text() -> None:
    media.image()
    media.image(description="", is_decorative=True)
    silent = media.image(description="")
    assert list(queries.images_without_text()) == [silent]
    assert silent.credit_line == ""
    assert media.image(licence="cc_by", credit="Ada").credit_line == "Ada (CC BY)"
