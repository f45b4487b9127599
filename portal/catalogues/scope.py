"""Which texts only people of the office meet: those may stay German in the other languages.

The one place where this is listed. Everything else is public and has to be there in every
language of the portal; `tests/portal/test_translations.py` sees to it.
"""

from __future__ import annotations

from fnmatch import fnmatch

# Files whose texts only appear in the admin, in the style guide or on the console.
STAFF_FILES = (
    "*/viewsets.py",
    "*/wagtail_hooks.py",
    "*/blocks.py",
    "*/hours.py",
    "*/inspect.html",
    "*/mail/office.*",
    "*/validators.py",
    "media/*",
    "portal/catalogues/borrowed_*.py",
    "portal/cms/*",
    "portal/demo/*",
    "portal/editing/*",
    "portal/kernel/audit.py",
    "portal/management/*",
    "portal/setup/*",
    "portal/styleguide/*",
    "portal/templates/portal/demo/*",
    "portal/templates/portal/editing/*",
    "portal/templates/portal/styleguide/*",
    "portal/templates/portal/styleguide_index.html",
    "portal/templates/wagtailadmin/*",
)
# Files of records and pages: names of fields and panels are for editors, choices are public.
RECORD_FILES = ("*/models.py", "*/pages.py")
EDITOR_KEYWORDS = frozenset({"help_text", "verbose_name", "verbose_name_plural", "heading"})
EDITOR_CALLS = ("Field", "Key", "Panel", "Block", "List", "ValidationError")
EDITOR_CLASSES = frozenset({"Meta"})


def is_staff_file(path: str) -> bool:
    """Whether all texts of a file are for the office alone."""
    return any(fnmatch(path, pattern) for pattern in STAFF_FILES)


def is_record_file(path: str) -> bool:
    """Whether names of fields and panels in a file are for the office alone."""
    return any(fnmatch(path, pattern) for pattern in RECORD_FILES)
