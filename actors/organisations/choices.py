"""What can be chosen of an organisation: kinds, spoken languages, barrier-free facts.

Codes are stable English words (or ISO 639 codes of languages); labels are translated.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise


class Kind(models.TextChoices):
    """What sort of organisation it is."""

    ASSOCIATION = "association", _("Association")
    INITIATIVE = "initiative", _("Initiative")
    SCHOOL = "school", _("School")
    DAYCARE = "daycare", _("Day-care centre")
    FAMILY_CENTRE = "family_centre", _("Family centre")
    YOUTH = "youth", _("Youth work")
    WELFARE = "welfare", _("Welfare organisation")
    ADVICE = "advice", _("Advice and training")
    FAITH = "faith", _("Religious community")
    CULTURE = "culture", _("Culture")
    SPORT = "sport", _("Sport")
    HOUSING = "housing", _("Housing")
    NETWORK = "network", _("Network")
    MUNICIPAL = "municipal", _("Municipal institution")
    BUSINESS = "business", _("Local business")
    OTHER = "other", _("Other")


class Answer(models.TextChoices):
    """An answer about barriers: saying that nobody knows is better than guessing."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


# The facts are columns of Organisation, so that they can be filtered and checked.
BARRIER_FACTS: dict[str, StrPromise] = {
    "step_free": _("Entrance without steps"),
    "accessible_toilet": _("Accessible toilet"),
    "accessible_parking": _("Parking space for disabled people"),
    "guide_system": _("Guidance for blind people"),
    "hearing_loop": _("Hearing loop"),
    "plain_language": _("Staff explain in plain language"),
    "sign_language": _("Sign language, on request"),
}

SPOKEN: dict[str, StrPromise] = {
    "de": _("German"),
    "tr": _("Turkish"),
    "ar": _("Arabic"),
    "en": _("English"),
    "ru": _("Russian"),
    "uk": _("Ukrainian"),
    "pl": _("Polish"),
    "ku": _("Kurdish"),
    "fa": _("Persian (Farsi, Dari)"),
    "sq": _("Albanian"),
    "ro": _("Romanian"),
    "bg": _("Bulgarian"),
    "sr": _("Serbian, Croatian, Bosnian"),
    "ta": _("Tamil"),
    "ti": _("Tigrinya"),
    "so": _("Somali"),
    "fr": _("French"),
    "es": _("Spanish"),
    "it": _("Italian"),
    "pt": _("Portuguese"),
    "el": _("Greek"),
    "gsg": _("German Sign Language"),
}


def kind_choices() -> list[tuple[str, StrPromise]]:
    """Kinds for a model field; a callable, so that a new kind needs no migration."""
    return list(Kind.choices)


def answer_choices() -> list[tuple[str, StrPromise]]:
    """Answers for a model field."""
    return list(Answer.choices)
