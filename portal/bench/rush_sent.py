"""What each applicant of the rush writes, everybody something else: nothing else may be stored."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

WORDS = ("Bank", "Beet", "Hof", "Fest", "Garten", "Spiel", "Musik", "Laube", "Rad", "Brunnen")
SIGNS = "äöüß – „Norden“ & <b> 'é' 🌳 ا ş"
"""What encodings and templates like to break."""


@dataclass(frozen=True, slots=True)
class Application:
    """One applicant's answers to the eight steps of the demo form."""

    title: str
    summary: str
    theme: str
    carrier: str
    contact: str
    email: str
    target_group: str
    criteria: tuple[str, ...]
    starts_on: date
    ends_on: date
    place: str
    permit_state: str
    permit_from: str
    costs: tuple[tuple[str, str, int], ...]
    """Label, code of the category, whole euro."""
    file_name: str
    file: str

    @property
    def euro(self) -> int:
        """What all lines cost and is asked for, in euro."""
        return sum(euro for _label, _category, euro in self.costs)

    def fields(self) -> dict[str, dict[str, Any]]:
        """By step what a browser sends besides the page's hidden fields."""
        costs: dict[str, Any] = {"q-amount-answer": str(self.euro)}
        for row, (label, category, euro) in enumerate(self.costs):
            start = f"q-costs-answer-{row}"
            costs |= {f"{start}-label": label, f"{start}-category": category}
            costs[f"{start}-amount"] = f"{euro},00"
        return {
            "step-idea": {
                "q-title-answer": self.title,
                "q-summary-answer": self.summary,
                "q-theme-answer": self.theme,
            },
            "step-who": {
                "q-carrier-answer-name": self.carrier,
                "q-carrier-answer-kind": "initiative",
                "q-contact-answer-name": self.contact,
                "q-contact-answer-email": self.email,
            },
            "step-people": {
                "q-target-groups-answer": self.target_group,
                "q-criteria-answer": list(self.criteria),
            },
            "step-when": {
                "q-period-answer-from": self.starts_on.isoformat(),
                "q-period-answer-to": self.ends_on.isoformat(),
                "q-place-answer": self.place,
                "q-permit-answer-value": "yes",
            },
            "step-permit": {
                "q-permit-state-answer": self.permit_state,
                "q-permit-from-answer": self.permit_from,
            },
            "step-money": costs,
            "step-papers": {},
            "step-agree": {"q-consent-answer": "on"},
        }


def application(
    number: int, chance: random.Random, *, themes: list[str], groups: list[str], begins: date
) -> Application:
    """The answers of applicant `number`; the first day of the project is `begins` or later."""
    name = f"{chance.choice(WORDS)} {number} {SIGNS}"
    first = begins + timedelta(days=number % 20)
    lines = [
        (f"{chance.choice(WORDS)} {number}.{row}", "material", chance.randint(10, 300))
        for row in range(chance.randint(2, 5))
    ]
    return Application(
        title=name,
        summary=f"{number}: " + " ".join(chance.choices(WORDS, k=chance.randint(20, 250))),
        theme=chance.choice(themes),
        carrier=f"Gruppe {number} (Beispiel)",
        contact=f"Test Person {number}",
        email=f"antrag-{number}@rush.example",
        target_group=chance.choice(groups),
        criteria=("together", chance.choice(("help", "place", "nature"))),
        starts_on=first,
        ends_on=first + timedelta(days=chance.randint(1, 60)),
        place=f"Gleisbogen {number}",
        permit_state=chance.choice(("granted", "asked", "open")),
        permit_from=f"Amt {number}",
        costs=tuple(lines),
        file_name=f"angebot-{number}.pdf",
        file=f"%PDF-1.7\n% {number}\n" + f"{chance.random()}\n" * 1_500 + "%%EOF\n",
    )
