"""An application that follows no form: its columns, asked for by their plain names.

That is what an earlier list brought, and what was handed in before every call had a form. It is
read like all others; nobody writes by it.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.cms.fields import Labels
from portal.forms.models import FormVersion
from portal.forms.queries import latest_version, schema_of
from portal.forms.schema import Question, Schema, Step
from projects.calls.models import Call
from projects.cases.models import Case


def version_for(call: Call, case: Case | None) -> FormVersion | None:
    """The version that a draft follows: the one it was begun with, else the call's newest.

    None for a form that was never published; the admin offers none of these for a call.
    """
    return (case.form_version if case else None) or latest_version(call.form)


def schema_of_case(case: Case) -> Schema:
    """The form that says how a case is read: the version that it follows, else plain names."""
    version = version_for(case.call, case) if case.is_draft else case.form_version
    return schema_of(version) if version else plain_schema()


def plain_schema() -> Schema:
    """The typed columns of a case as questions, in the active language."""
    return Schema(
        _labels(""),
        (
            _step(
                "project",
                _("The project"),
                core_title=_("Title"),
                core_theme=_("Theme"),
                core_summary=_("What is planned"),
                core_period=_("When"),
                core_place=_("Place"),
            ),
            _step(
                "carrier",
                _("Carrier and contact"),
                core_carrier=_("Carrier"),
                core_contact=_("Contact person"),
            ),
            _step(
                "money",
                _("Money"),
                core_amount=_("Amount asked for"),
                cost_plan=_("What the money is for"),
            ),
        ),
    )


def _labels(text: str) -> Labels:
    return Labels({get_language() or settings.LANGUAGE_CODE: text})


def _step(key: str, title: str, **labels: str) -> Step:
    questions = tuple(Question(kind, kind, kind, _labels(text)) for kind, text in labels.items())
    return Step(key, _labels(title), questions=questions)
