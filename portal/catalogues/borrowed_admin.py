"""Sentences of the admin that Wagtail and wagtail-localize say oddly in German.

They are said in the portal's own words; see `borrowed.py`.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

IMAGES = (
    gettext_noop("Max dimensions"),
    gettext_noop("Filesize"),
    gettext_noop("Remove focal area"),
    gettext_noop("Focal point (optional)"),
    gettext_noop("Focal point"),
    gettext_noop("To define this image's most important region, drag a box over the image above."),
    gettext_noop("Image '%(image_title)s' added."),
    gettext_noop("Image '%(image_title)s' updated."),
    gettext_noop("Image '%(image_title)s' deleted."),
    gettext_noop("The image could not be created due to errors."),
    gettext_noop("The image could not be saved due to errors."),
    gettext_noop("Document '%(document_title)s' added."),
    gettext_noop("Document '%(document_title)s' updated."),
    gettext_noop("Document '%(document_title)s' deleted."),
    gettext_noop(
        'Multi-word tags with spaces will automatically be enclosed in double quotes (").'
    ),
    ngettext_lazy("Used %(usage_count)s time", "Used %(usage_count)s times", "usage_count"),
)
EDITING = (gettext_noop("Go to the first error"),)
