"""What the paper pack hides in free texts, and what it does not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.sittings.content_pack import without_addresses


@given(
    name=st.from_regex(r"[a-z0-9._+-]{1,12}", fullmatch=True),
    phone=st.from_regex(r"0[1-9][0-9]{2,3}[ /-][0-9]{5,7}", fullmatch=True),
    words=st.sampled_from(["", "Ruf an:", "(abends)", "Frau 1,", "äß\n"]),
)
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_addresses_in_free_texts_are_hidden(name: str, phone: str, words: str) -> None:
    mail = f"{name}@example.org"
    told = str(
        without_addresses({"texts": [f"{words} {mail} {words}", f"{words} {phone} {words}"]})
    )
    assert mail not in told
    assert phone not in told


@pytest.mark.parametrize(
    "words",
    ["LKS-2026-0007", "1.550,00 €", "01.03.2027 – 30.09.2027", "10 Uhr", "18 Hochbeete", "2027"],
)
def test_numbers_and_days_stay(words: str) -> None:
    assert without_addresses(words) == words
