"""What editors compose a form of: steps with questions, built from the registered types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    StreamBlock,
    StructBlock,
    StructValue,
    TextBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError

from portal.forms.schema import AT_LEAST, AT_MOST, EMPTY, FILLED, IS, IS_NOT
from portal.forms.types import GENERAL, QuestionType, known_types

code_characters = RegexValidator(
    r"^[a-z][a-z0-9_]{0,39}$",
    _("Small letters, digits and underscores, beginning with a letter: for example place_name."),
)
OPERATOR_CHOICES = [
    (IS, _("is one of")),
    (IS_NOT, _("is none of")),
    (FILLED, _("is answered")),
    (EMPTY, _("is not answered")),
    (AT_LEAST, _("is at least")),
    (AT_MOST, _("is at most")),
]


class CodeBlock(CharBlock):
    """A stable code: the same in every language, so translators never see it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(*args, validators=[code_characters], **kwargs)

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Nothing to translate."""
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        """Nothing was translated."""
        return value


class PlainBlock(CharBlock):
    """Technical text (values of a condition, units): the same in every language."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Nothing to translate."""
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        """Nothing was translated."""
        return value


class ConditionBlock(StructBlock):
    """Shows a question or step only after a certain answer; all empty: always."""

    question = CodeBlock(
        label=_("only if the question"),
        required=False,
        help_text=_(
            "The code of a question that is asked earlier; you find it behind the question's "
            "name in the list. Leave it empty to ask always."
        ),
    )
    operator = ChoiceBlock(
        label=_("fits how"), choices=OPERATOR_CHOICES, default=IS, required=False
    )
    values = PlainBlock(
        label=_("values"),
        required=False,
        max_length=300,
        help_text=_(
            "The codes of the possible answers, separated by commas (one of them is enough); "
            "“yes” or “no” for a yes/no question; a number or a day (01.06.2027) for "
            "“at least” and “at most”."
        ),
    )

    class Meta:
        icon = "view"
        label = _("Show only if")
        form_classname = "struct-block portal-condition"
        label_format = "{question} {values}"  # collapsed, it says what it waits for
        collapsed = True  # most questions are always asked


class QuestionBlock(StructBlock):
    """The editor's fields that every question has; its type adds more and judges them."""

    kind: QuestionType

    class Meta:
        form_classname = "struct-block portal-question"

    def clean(self, value: Any) -> StructValue:
        """Check the fields, then what the type holds against them."""
        cleaned = super().clean(value)
        errors = self.kind.editor_problems(cleaned)
        if errors:
            raise StructBlockValidationError(
                block_errors={
                    name: ValidationError(text, code="invalid") for name, text in errors.items()
                }
            )
        return cleaned


def question_block(kind: QuestionType) -> QuestionBlock:
    """The editor's block of a question type."""
    fields: list[tuple[str, Any]] = [
        ("label", CharBlock(label=_("question"), max_length=250)),
        ("help", TextBlock(label=_("help"), required=False, max_length=1000, rows=2)),
    ]
    if kind.takes_answer:
        fields.append(
            ("required", BooleanBlock(label=_("must be answered"), required=False, default=True))
        )
    fields += kind.fields()
    fields += [
        (
            "code",
            CodeBlock(
                label=_("code"),
                default=kind.first_code,
                help_text=_("Name of this answer in exports and conditions; never translated."),
            ),
        ),
        ("show_if", ConditionBlock(required=False)),
    ]
    block = QuestionBlock(
        fields,
        label=kind.label,
        icon=kind.icon,
        description=kind.description,
        group=kind.chapter,
        label_format="{label} ({code})",
    )
    block.kind = kind
    return block


def step_block(groups: Sequence[str] = (GENERAL,)) -> StructBlock:
    """One step with the question types of the given groups."""
    # May be empty while somebody writes: `portal.forms.rules` asks for a question.
    questions = StreamBlock(
        [(kind.code, question_block(kind)) for kind in known_types(groups)],
        label=_("questions"),
        required=False,
    )
    return StructBlock(
        [
            ("title", CharBlock(label=_("title as a question"), max_length=120)),
            ("intro", TextBlock(label=_("introduction"), required=False, max_length=1000, rows=2)),
            ("questions", questions),
            ("show_if", ConditionBlock(required=False)),
        ],
        label=_("Step"),
        icon="list-ol",
        label_format="{title}",
    )


def steps_block(groups: Sequence[str] = (GENERAL,)) -> StreamBlock:
    """The whole form: steps with questions. The types must be known by now (`discover`)."""
    return StreamBlock([("step", step_block(groups))], label=_("steps"))
