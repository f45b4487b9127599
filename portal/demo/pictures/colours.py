"""The colours of the pictures: the portal's tokens and the moods made of them."""

from __future__ import annotations

from dataclasses import dataclass

LIPPE_900, LIPPE_700, LIPPE_600 = "#002e33", "#00565f", "#006973"
LIPPE_100, LIPPE_050 = "#d2eef0", "#e7f7f8"
TULPE_700, TULPE_600, TULPE_100 = "#aa1d2c", "#c92e3b", "#ffdfdc"
SONNE_300, SONNE_100 = "#fbc959", "#feefcb"
WIESE_600, WIESE_100 = "#357a3a", "#dbf3db"
PAPIER, PAPIER_2 = "#fdfaf4", "#f7f2e8"
TINTE, MUTED = "#11212c", "#3e505c"
# Mixed from the tokens for large surfaces.
BRICK, WATER, STONE, LEAF = "#e0705f", "#7fc0d0", "#7b8b96", "#6cb26f"
PURPLE, WOOD, WHITE = "#a43f9a", "#b5814f", "#ffffff"
SKINS = ("#8a5637", "#e3b08a", "#c58a5e", "#5f3c2b", "#f0c6a4")


@dataclass(frozen=True, slots=True)
class Mood:
    """Ground colours of a scene and three colours for its things."""

    sky: str
    back: str
    ground: str
    a: str
    b: str
    c: str
    light: str = PAPIER
    ink: str = TINTE


MOODS = {
    "lippe": Mood(LIPPE_100, "#b9e0e4", "#93ccd2", TULPE_600, SONNE_300, LIPPE_700),
    "tulpe": Mood(TULPE_100, "#ffcac5", "#f4aaa2", LIPPE_600, SONNE_300, TULPE_700),
    "sonne": Mood(SONNE_100, "#fde2a0", "#f2cd78", TULPE_600, LIPPE_600, WIESE_600),
    "wiese": Mood(WIESE_100, "#bde5bf", "#8ecb92", TULPE_600, SONNE_300, LIPPE_700),
    "papier": Mood(PAPIER_2, "#ebe1cf", "#d9cbb0", LIPPE_600, TULPE_600, WIESE_600),
    "abend": Mood(
        LIPPE_700, "#0b6670", LIPPE_900, SONNE_300, TULPE_600, LIPPE_100, light=SONNE_100
    ),
}
