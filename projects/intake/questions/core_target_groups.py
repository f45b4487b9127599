"""For whom the project is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import BigAutoField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.forms.questions.choices import SeveralField
from portal.forms.schema import Question
from portal.forms.types import Answer, Situation, question_type
from portal.kernel.prepared import Prepared
from projects.cases.models import Case
from projects.intake.binding import BoundType, Records, application_of
from projects.programmes.models import OptionKind

_CODES = Prepared(
    lambda cases: (
        Case.target_groups.through.objects.filter(case__pk__in=cases)
        .order_by("programmeoption__kind", "programmeoption__position", "programmeoption__pk")
        .values_list("programmeoption__code")
    ),
    cases=BigAutoField(),
)


def _groups(situation: Situation) -> list[tuple[str, str]]:
    records = application_of(situation).records
    found = records.options(OptionKind.TARGET_GROUP) if records else []
    return [(option.code, str(option)) for option in found]


@question_type
class CoreTargetGroups(BoundType):
    """Any of the programme's target groups; the answer is a list of codes."""

    code = "core_target_groups"
    first_code = "target_groups"
    label = gettext_lazy("Target groups")
    description = gettext_lazy("For whom the project is, of the groups that the programme knows.")
    order = 50
    icon = "tasks"
    is_personal = False
    related = True

    def field(self, question: Question, situation: Situation) -> forms.Field:
        """Boxes to tick."""
        return SeveralField(choices=_groups(situation), most=None)

    def read(self, case: Case) -> Answer:
        """The codes in their order."""
        if "target_groups" in getattr(case, "_prefetched_objects_cache", {}):
            return [option.code for option in case.target_groups.all()]
        return [code for (code,) in _CODES.rows(cases=[case.pk])]

    def write(self, case: Case, answer: Answer, records: Records) -> None:
        """The options of these codes."""
        options = records.options(OptionKind.TARGET_GROUP)
        case.target_groups.set([each for each in options if each.code in (answer or [])])

    def reusable(
        self, question: Question, answer: Answer, before: Question | None, situation: Situation
    ) -> Answer:
        """Only groups that the programme knows."""
        known = dict(_groups(situation))
        return [code for code in answer or [] if code in known]

    def problems(self, question: Question, answer: Answer, situation: Situation) -> list[str]:
        """A programme without target groups asks for none."""
        return super().problems(question, answer, situation) if _groups(situation) else []

    def missing(self, question: Question) -> str:
        """What to do."""
        return _("Please choose for whom the project is.")

    def comparable(self, question: Question, answer: Answer) -> list[str]:
        """The codes."""
        return list(answer or [])

    def words(self, question: Question, answer: Answer, situation: Situation) -> str:
        """The names, one a line."""
        names = dict(_groups(situation))
        return "\n".join(names.get(code, code) for code in answer or [])

    def cells(self, question: Question, answer: Answer, situation: Situation) -> list[Any]:
        """The codes."""
        return [", ".join(answer or [])]
