"""Every page type of the front renders, through HTTP."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories.site import home_page, section, standard_page

pytestmark = pytest.mark.django_db


def test_home(client: Client) -> None:
    home_page(languages=True)
    s = section()
    p = standard_page(s)
    assert client.get("/de/").status_code == 200
    assert client.get(p.url).status_code == 200
    assert client.get("/en/").status_code == 200
