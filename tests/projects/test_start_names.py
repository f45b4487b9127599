"""What says who did a project is taken out of its texts; days, hours and amounts stay."""

from __future__ import annotations

import re

import pytest

from projects.showcase.models import Microproject
from projects.showcase.names import names_of, without_names


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Die radgruppe  speiche e. V. kam.", "Die [Name] kam."),
        ("Radgruppe Speiche hilft", "[Name] hilft"),
        ("Ruf an: 02381/44 55 66, +49 2381 445566 oder 0176-1234567.", None),
        ("Seite https://rad.example/x oder a.b@example.org", None),
        ("Vom 01.06.2027, 08.30-10.00 Uhr, 1.550,00 €, PLZ 59065", "="),
        ("Der Awo-Treff und die Awokado", "Der [Name]-Treff und die Awokado"),
    ],
)
def test_names_are_found_and_days_stay(text: str, plain: str | None) -> None:
    project = Microproject(carrier_name="Radgruppe Speiche e. V. (Beispiel)", place="Awo")
    found = without_names(text, names_of(project))
    if plain is None:
        assert "[Name]" in found
        assert not re.search(r"\d{4}|@|rad\.example", found)
    else:
        assert found == (text if plain == "=" else plain)
