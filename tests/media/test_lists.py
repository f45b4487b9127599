"""Pictures of lists are plain rows, and whole images wherever that could show too much."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from media.images.lists import ListedPicture, listed_pictures
from tests.factories.media import closed_collection, image

pytestmark = pytest.mark.django_db

SIZE = "fill-32x24"
ASKED = f"{SIZE}|format-webp|preserve-svg"


def test_pictures_that_were_cut_before_take_one_query() -> None:
    pictures = [image() for _number in range(3)]
    made = {picture.pk: picture.get_rendition(ASKED) for picture in pictures}
    with CaptureQueriesContext(connection) as captured:
        found = listed_pictures([None, *made], SIZE)
    assert len(captured) == 1
    assert found.keys() == made.keys()
    for key, rendition in made.items():
        shown = found[key].get_rendition(ASKED)
        assert (shown.url, shown.width, shown.height) == (rendition.url, 32, 24)
        assert found[key].is_public
        assert not found[key].is_withheld


def test_nothing_wanted_asks_nothing() -> None:
    with CaptureQueriesContext(connection) as captured:
        assert listed_pictures([None], SIZE) == {}
    assert not captured


def test_a_picture_in_another_size_is_cut_when_it_is_shown() -> None:
    picture = image()
    picture.get_rendition("fill-16x16|format-webp")
    found = listed_pictures([picture.pk], SIZE)[picture.pk]
    assert found == picture
    assert found.get_rendition(ASKED).width == 32
    assert isinstance(listed_pictures([picture.pk], SIZE)[picture.pk], ListedPicture)


def test_a_moved_focal_point_asks_for_a_new_cut() -> None:
    picture = image()
    old = picture.get_rendition(ASKED)
    picture.focal_point_x, picture.focal_point_y = 10, 10
    picture.focal_point_width = picture.focal_point_height = 8
    picture.save()
    found = listed_pictures([picture.pk], SIZE)[picture.pk]
    new = found.get_rendition(ASKED)
    assert new.pk != old.pk
    again = listed_pictures([picture.pk], SIZE)[picture.pk]
    assert (again.url, again.focal_point_key) == (new.url, new.focal_point_key)


def test_withheld_and_closed_pictures_stay_whole_images() -> None:
    withheld, closed = image(), image(collection=closed_collection())
    for picture in (withheld, closed):
        picture.get_rendition(ASKED)
    withheld.withheld_at = withheld.created_at
    withheld.save()
    found = listed_pictures([withheld.pk, closed.pk], SIZE)
    assert found[withheld.pk].is_withheld
    assert not found[withheld.pk].get_rendition(ASKED)
    assert not found[closed.pk].is_public
