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
    "actors/meetings/actions_*.py",
    "actors/meetings/forms*.py",
    "actors/meetings/viewsets_*.py",
    # Minutes are written in the official language.
    "actors/meetings/pdfs.py",
    "actors/templates/actors/meetings/admin/*",
    "actors/bodies/actions.py",
    "actors/bodies/forms.py",
    "actors/bodies/terms.py",
    "actors/bodies/viewsets_*.py",
    "actors/templates/actors/bodies/admin/*",
    "media/*",
    "portal/accounts/deletions.py",
    "portal/templates/portal/accounts/admin/*",
    "portal/catalogues/borrowed_*.py",
    "portal/cms/*",
    "portal/demo/*",
    "portal/editing/*",
    "portal/forms/reading.py",
    "portal/forms/rules.py",
    "portal/forms/screens.py",
    "portal/kernel/audit.py",
    # Files are kept in the official language.
    "portal/kernel/packing.py",
    "portal/management/*",
    "portal/setup/*",
    "portal/styleguide/*",
    "portal/templates/portal/demo/*",
    "portal/templates/portal/editing/*",
    "portal/templates/portal/forms/preview.html",
    "portal/templates/portal/styleguide/*",
    "portal/templates/portal/styleguide_index.html",
    "portal/templates/wagtailadmin/*",
    "projects/cases/cells.py",
    "projects/cases/exports.py",
    "projects/cases/filters.py",
    "projects/cases/lifecycle_views.py",
    "projects/cases/lifecycle_words.py",
    "projects/cases/office.py",
    "projects/cases/office_views.py",
    "projects/cases/screens.py",
    "projects/cases/ways.py",
    "projects/intake/formdrafts.py",
    "projects/intake/formfiles.py",
    "projects/intake/models_versions.py",
    "projects/intake/needed.py",
    "projects/templates/projects/cases/*",
    "projects/casefile/*",
    # Papers of a sitting are in the official language.
    "projects/sittings/archive_pack.py",
    "projects/sittings/content_pack.py",
    "projects/sittings/pdfs_pack.py",
    "projects/templates/projects/casefile/*",
    "projects/advice/*",
    "projects/budget/*",
    "projects/templates/projects/budget/*",
    "projects/household/*",
    "projects/programmes/carrying.py",
    "projects/templates/projects/household/*",
    "projects/imports/*",
    "projects/register/forms_office.py",
    "projects/register/views_*.py",
    "projects/templates/projects/register/evaluation.html",
    "projects/templates/projects/register/words*.html",
    "projects/intake/*_desk.py",
    "projects/intake/*_paper.py",
    "projects/templates/projects/advice/*",
    "projects/templates/projects/imports/*",
    "projects/correspondence/views.py",
    "projects/decision/content.py",
    "projects/decision/forms.py",
    "projects/decision/kinds.py",
    "projects/decision/pdfs.py",
    "projects/decision/placeholders.py",
    "projects/decision/views.py",
    "projects/decision/views_notices.py",
    "projects/templates/projects/decision/admin/*",
    "projects/payments/*",
    "projects/templates/projects/payments/admin/*",
    "projects/monitoring/actions_rounds.py",
    "projects/monitoring/forms.py",
    "projects/monitoring/forms_rounds.py",
    "projects/monitoring/kinds_risk.py",
    "projects/monitoring/mails_office.py",
    "projects/monitoring/queries_tasks_desk.py",
    "projects/monitoring/views.py",
    "projects/monitoring/views_*.py",
    "projects/templates/projects/monitoring/admin/*",
    "projects/templates/projects/monitoring/followed_panel.html",
    # The copy of a proof is in the official language.
    "projects/proof/content.py",
    "projects/proof/forms.py",
    "projects/proof/kinds.py",
    "projects/proof/mails_office.py",
    "projects/proof/pdfs.py",
    "projects/proof/queries_check.py",
    "projects/proof/views.py",
    "projects/proof/views_result.py",
    "projects/templates/projects/proof/admin/*",
    "projects/proposals/actions_page.py",
    "projects/proposals/mails_office.py",
    "projects/proposals/queries_tasks.py",
    # What was made of a case is told in German first.
    "projects/proposals/telling.py",
    "projects/proposals/views.py",
    "projects/templates/projects/proposals/admin/*",
    "projects/templates/projects/showcase/admin/*",
    "projects/recoveries/content.py",
    "projects/recoveries/fields.py",
    "projects/recoveries/forms.py",
    "projects/recoveries/kinds.py",
    "projects/recoveries/mails_office.py",
    "projects/recoveries/notices.py",
    "projects/recoveries/pdfs.py",
    "projects/recoveries/queries.py",
    "projects/recoveries/queries_tasks_desk.py",
    "projects/recoveries/views.py",
    "projects/recoveries/views_claims.py",
    "projects/recoveries/words.py",
    "projects/templates/projects/recoveries/admin/*",
    "projects/sittings/*_agenda.py",
    "projects/sittings/controls.py",
    "projects/sittings/forms.py",
    "projects/sittings/kinds.py",
    "projects/sittings/queries.py",
    "projects/sittings/screens.py",
    "projects/sittings/views.py",
    "projects/sittings/words.py",
    "projects/templates/projects/sittings/admin/*",
    # Reports to the programme office are written in the official language.
    "projects/reports/*",
    "projects/templates/projects/reports/*",
    "projects/review/checks.py",
    "projects/review/forms.py",
    "projects/review/forms_asking.py",
    "projects/review/*_following.py",
    "projects/review/forms_opinions.py",
    "projects/review/forms_work.py",
    "projects/review/kinds.py",
    "projects/review/queries_tasks.py",
    "projects/review/views.py",
    "projects/review/views_goals.py",
    "projects/review/mails_opinions.py",
    "projects/review/queries_opinions.py",
    "projects/review/views_asking.py",
    "projects/review/views_opinions.py",
    "projects/review/views_work.py",
    "projects/templates/projects/review/admin/*",
    "projects/templates/projects/review/mail/office_*",
    "projects/templates/projects/review/followed*.html",
    "projects/templates/projects/review/opinion*.html",
    "projects/templates/projects/correspondence/admin/*",
    "projects/templates/projects/intake/admin/*",
    "projects/templates/projects/intake/case_desk.html",
)
# Files of records and pages: names of fields and panels are for editors, choices are public.
RECORD_FILES = (
    "*/models.py",
    "*/models_*.py",
    "*/pages.py",
    "*/plan.py",
    "*/texts.py",
    "*/desk.py",
    "portal/forms/composing.py",
    "portal/kernel/made.py",
)
EDITOR_KEYWORDS = frozenset({"help_text", "verbose_name", "verbose_name_plural", "heading"})
EDITOR_CALLS = ("Field", "Key", "Panel", "Block", "List", "ValidationError")
EDITOR_CLASSES = frozenset({"Meta"})
# Question types: what the editor composes a form with. Their other texts are the applicants'.
QUESTION_FILES = ("*/questions/*.py",)
QUESTION_EDITOR_FUNCTIONS = (
    "fields",
    "editor_problems",
    "option_fields",
    "day_bounds",
    "twice",
    "turned_round",
    "wrong_days",
)
QUESTION_EDITOR_NAMES = frozenset({"label", "description"})
# Among those: what applicants get in the mail.
PUBLIC_FILES = (
    "projects/intake/mails_desk.py",
    "projects/monitoring/views_area.py",
    *(
        f"projects/payments/{name}.py"
        for name in ("forms_carrier", "lifecycle", "mails", "views_area", "words")
    ),
)


def is_staff_file(path: str) -> bool:
    """Whether all texts of a file are for the office alone."""
    return path not in PUBLIC_FILES and any(fnmatch(path, pattern) for pattern in STAFF_FILES)


def is_record_file(path: str) -> bool:
    """Whether names of fields and panels in a file are for the office alone."""
    return any(fnmatch(path, pattern) for pattern in RECORD_FILES)


def is_question_file(path: str) -> bool:
    """Whether a file is a question type: part of it is for editors alone."""
    return any(fnmatch(path, pattern) for pattern in QUESTION_FILES)
