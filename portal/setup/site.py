"""The site itself: a German home page to begin with, where there is none."""

from __future__ import annotations

from django.conf import settings
from wagtail.models import Locale, Page, Site

from home.models import HomePage

# The office writes its own; the line at the top must not be empty.
QUESTION = "Was brauchen Sie?"


def set_up_site() -> HomePage | None:
    """Put an empty German home page in the place of Wagtail's welcome page; None if one stands."""
    if HomePage.objects.exists():
        return None
    root = Page.get_first_root_node()
    home = root.add_child(
        instance=HomePage(
            title=settings.WAGTAIL_SITE_NAME,
            slug="start",
            question=QUESTION,
            locale=Locale.objects.get(language_code=settings.LANGUAGE_CODE),
        )
    )
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.root_page = home
    site.hostname = site.hostname or "localhost"
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.save()
    Page.objects.filter(depth=2).exclude(pk=home.pk).exclude(
        content_type__app_label="home"
    ).delete()
    return home
