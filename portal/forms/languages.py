"""The texts of a file as translations in the translation tool, each a draft of its own."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from django.conf import settings
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from portal.forms.composing import ComposedForm
from portal.forms.reading import FormFile


def fill_translations(composed: ComposedForm, file: FormFile, by: Any) -> None:
    """Open the form for translation into the languages of the file and fill in their texts.

    The person counts as the translator, so somebody else publishes.
    """
    others = [code for code in file.titles if code != settings.LANGUAGE_CODE]
    if not others:
        return
    source, _created = TranslationSource.get_or_create_from_instance(composed)
    for locale in Locale.objects.filter(language_code__in=others):
        translation = Translation.objects.create(source=source, target_locale=locale)
        texts = _texts(composed, file, locale.language_code)
        _fill(translation, texts, by)
        translation.save_target(user=by, publish=False)


def _texts(composed: ComposedForm, file: FormFile, language: str) -> dict[str, list[str]]:
    """The texts of a language by their path in the form, in the order of the tool."""
    other = type(composed)(form=composed.form, title=file.titles[language])
    other.steps = json.dumps(file.steps[language])
    found = defaultdict(list)
    for segment in extract_segments(other):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment.string.data)
    return found


def _fill(translation: Translation, texts: dict[str, list[str]], by: Any) -> None:
    own = defaultdict(list)
    segments = translation.source.stringsegment_set.order_by("order")
    for segment in segments.select_related("string", "context"):
        own[segment.context.path].append(segment)
    rows = [
        (segment, text)
        for path, places in own.items()
        if len(places) == len(texts.get(path, ()))
        for segment, text in zip(places, texts[path], strict=True)
        if text != segment.string.data
    ]
    strings = {segment.string_id for segment, _text in rows}
    before = StringTranslation.objects.filter(
        locale=translation.target_locale, translation_of__in=strings
    )
    known = {(each.translation_of_id, each.context_id): each for each in before}
    for segment, text in rows:
        place = (segment.string_id, segment.context_id)
        if place not in known:
            known[place] = StringTranslation(
                translation_of=segment.string,
                context=segment.context,
                locale=translation.target_locale,
            )
        written = known[place]
        written.data, written.last_translated_by = text, by
        written.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
        # One by one: the tool looks at each text whether its markup is whole.
        written.save()
