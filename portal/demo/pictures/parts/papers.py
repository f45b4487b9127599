"""Paper, letters, books, forms and what one writes with."""

# Path data is not broken into lines.
# ruff: noqa: E501

from __future__ import annotations

from portal.demo.pictures.colours import (
    PAPIER,
    SONNE_300,
    STONE,
    TINTE,
    TULPE_600,
    WIESE_600,
    WOOD,
    Mood,
)
from portal.demo.pictures.parts.town import flower
from portal.demo.pictures.pen import area, at, disc, line, rect, ring, shape

RULE = "#c9d3d8"


def lines_of_text(x: float, y: float, w: float, count: int) -> str:
    """Grey lines that stand for text."""
    return "".join(rect(x, y + i * 36, w - (i % 3) * 26, 14, RULE, 7) for i in range(count))


def sheet(m: Mood) -> str:
    """A sheet of paper with text."""
    return (
        at(0, 0, rect(-130, -360, 260, 340, PAPIER, 10), 1, 0)
        + rect(-96, -326, 120, 24, m.a, 8)
        + lines_of_text(-96, -276, 192, 6)
    )


def form(m: Mood) -> str:
    """A form with fields and ticks."""
    fields = "".join(
        rect(-100, -290 + i * 78, 44, 44, m.b, 8)
        + (line(f"M{-92} {-268 + i * 78}l12 14l20 -30", PAPIER, 9) if i < 2 else "")
        + rect(-38, -284 + i * 78, 140 - i * 14, 14, RULE, 7)
        + rect(-38, -262 + i * 78, 90, 12, RULE, 6)
        for i in range(3)
    )
    return rect(-140, -370, 280, 360, PAPIER, 12) + rect(-100, -340, 160, 26, m.a, 8) + fields


def pencil(m: Mood) -> str:
    """A pencil standing slanted."""
    body = (
        rect(-22, -330, 44, 260, SONNE_300, 4)
        + rect(-22, -360, 44, 40, TULPE_600, 10)
        + area([(-22, -70), (22, -70), (0, -6)], "#efcfa7")
        + area([(-8, -28), (8, -28), (0, -4)], TINTE)
    )
    return at(0, 0, body, 0.95, 24)


def letter(m: Mood) -> str:
    """An envelope."""
    return (
        rect(-190, -250, 380, 250, PAPIER, 12)
        + line("M-180 -240L0 -100L180 -240", m.a, 16)
        + rect(100, -70, 60, 44, m.b, 6)
    )


def letters(m: Mood) -> str:
    """A pile of envelopes."""
    return (
        at(-60, -120, letter(m), 0.7, -7)
        + at(50, -60, letter(m), 0.75, 5)
        + at(0, 0, letter(m), 0.85)
    )


def mailbox(m: Mood) -> str:
    """A letter box with a letter in its slot."""
    return (
        rect(-16, -120, 32, 120, STONE)
        + rect(-60, -330, 120, 90, PAPIER, 6)
        + rect(-130, -300, 260, 190, m.a, 26)
        + rect(-84, -270, 168, 18, TINTE, 9)
        + at(0, -150, flower(PAPIER), 0.6)
    )


def seal(m: Mood) -> str:
    """A document with a seal and ribbon."""
    return (
        rect(-150, -380, 300, 370, PAPIER, 10)
        + rect(-110, -340, 180, 28, m.c, 8)
        + lines_of_text(-110, -286, 210, 4)
        + area([(44, -80), (76, -80), (70, 20), (56, 0)], "#aa1d2c")
        + area([(90, -80), (116, -80), (124, 18), (102, 2)], "#aa1d2c")
        + disc(80, -100, 58, TULPE_600)
        + ring(80, -100, 42, PAPIER, 6)
    )


def stamp(m: Mood) -> str:
    """A rubber stamp and its print."""
    return (
        at(150, -20, ring(0, -70, 74, m.a, 12) + line("M-34 -74L-6 -44L40 -104", m.a, 16), 1, -12)
        + shape(
            "M-160 -80C-160 -140 -120 -130 -124 -190C-160 -290 -20 -290 -56 -190C-60 -130 -20 -140 -20 -80Z",
            WOOD,
        )
        + rect(-180, -84, 180, 44, m.c, 8)
        + rect(-190, -40, 200, 20, TULPE_600, 6)
    )


def folder(m: Mood) -> str:
    """A folder out of which receipts look."""
    return (
        rect(-120, -300, 110, 200, PAPIER, 6)
        + rect(0, -270, 110, 200, PAPIER, 6)
        + lines_of_text(-104, -276, 80, 2)
        + lines_of_text(16, -246, 80, 2)
        + shape("M-190 -210H-70L-40 -176H190V0H-190Z", m.a)
        + rect(-190, -150, 380, 150, m.b, 10)
    )


def notes(m: Mood) -> str:
    """A wall of notes."""
    colours = (SONNE_300, m.a, m.b, PAPIER, SONNE_300, m.c)
    return (
        rect(-260, -390, 520, 360, WOOD, 12)
        + rect(-240, -370, 480, 320, "#efcfa7", 8)
        + "".join(
            at(
                -160 + i % 3 * 160,
                -296 + i // 3 * 150,
                rect(-58, -52, 116, 104, c, 4)
                + disc(0, -40, 9, TULPE_600)
                + lines_of_text(-40, -16, 80, 2),
                1,
                (-6, 4, 8, 5, -7, 3)[i],
            )
            for i, c in enumerate(colours)
        )
    )


def map_sheet(m: Mood) -> str:
    """A folded map with a way and a pin."""
    return (
        area(
            [
                (-240, -250),
                (-80, -300),
                (80, -250),
                (240, -300),
                (240, -50),
                (80, 0),
                (-80, -50),
                (-240, 0),
            ],
            PAPIER,
        )
        + area([(-80, -300), (80, -250), (80, 0), (-80, -50)], WIESE_100_DEEP)
        + line("M-190 -70C-120 -160 -40 -60 40 -130C90 -170 120 -170 150 -190", m.a, 12)
        + shape("M150 -180C110 -240 110 -300 150 -300C190 -300 190 -240 150 -180Z", TULPE_600)
        + disc(150, -258, 15, PAPIER)
    )


WIESE_100_DEEP = "#cdeccf"


def plan(m: Mood) -> str:
    """A building plan with a house and a ruler."""
    return (
        rect(-230, -330, 460, 330, "#0b6670", 10)
        + line(
            "M-120 -70V-180L-20 -256L80 -180V-70ZM-50 -70V-140H10V-70M130 -70H190M160 -250V-70",
            "#d2eef0",
            9,
        )
        + at(
            120,
            10,
            rect(-130, -50, 260, 50, SONNE_300, 6)
            + "".join(rect(-110 + i * 32, -50, 5, 24, TINTE) for i in range(7)),
            1,
            -8,
        )
    )


def poster(m: Mood) -> str:
    """A poster of a tulip on a board."""
    return (
        rect(-150, -400, 300, 380, WOOD, 10)
        + rect(-128, -378, 256, 336, PAPIER, 6)
        + at(0, -190, flower(TULPE_600), 1.5)
        + rect(-90, -106, 180, 22, m.c, 8)
        + rect(-60, -74, 120, 16, RULE, 8)
    )


def poster_music(m: Mood) -> str:
    """A poster with a note."""
    return (
        rect(-170, -460, 340, 440, PAPIER, 10)
        + rect(-150, -440, 300, 290, m.a, 8)
        + line("M-40 -210V-370L60 -396V-230", PAPIER, 16)
        + disc(-62, -208, 32, PAPIER)
        + disc(38, -226, 32, PAPIER)
        + rect(-120, -120, 240, 26, m.c, 8)
        + rect(-80, -76, 160, 18, RULE, 8)
    )


def poster_garden(m: Mood) -> str:
    """A poster with three tulips."""
    return (
        rect(-170, -460, 340, 440, PAPIER, 10)
        + rect(-150, -440, 300, 290, WIESE_100_DEEP, 8)
        + at(-70, -200, flower(TULPE_600), 1.3)
        + at(20, -196, flower(SONNE_300), 1.6)
        + at(96, -196, flower("#a43f9a"), 1.2)
        + rect(-120, -120, 240, 26, m.c, 8)
        + rect(-80, -76, 160, 18, RULE, 8)
    )


def poster_bike(m: Mood) -> str:
    """A poster with a wheel."""
    spokes = "".join(
        f'<g transform="translate(0 -295) rotate({i * 45})">{line("M0 -96V96", TINTE, 4)}</g>'
        for i in range(4)
    )
    return (
        rect(-170, -460, 340, 440, PAPIER, 10)
        + rect(-150, -440, 300, 290, SONNE_300, 8)
        + ring(0, -295, 100, TINTE, 18)
        + spokes
        + disc(0, -295, 20, TULPE_600)
        + rect(-120, -120, 240, 26, m.c, 8)
        + rect(-80, -76, 160, 18, RULE, 8)
    )


def signed(m: Mood) -> str:
    """A report with a large tick."""
    return (
        rect(-150, -380, 300, 370, PAPIER, 12)
        + rect(-110, -346, 150, 26, m.a, 8)
        + lines_of_text(-110, -296, 220, 4)
        + disc(80, -70, 84, WIESE_600)
        + line("M40 -70L70 -38L124 -106", PAPIER, 22)
    )


def stack(m: Mood) -> str:
    """A stack of leaflets in three colours."""
    return "".join(
        at(
            x,
            y,
            rect(-140, -330, 260, 320, PAPIER, 10)
            + rect(-108, -296, 120, 24, c, 8)
            + lines_of_text(-108, -246, 190, 5),
            1,
            t,
        )
        for x, y, c, t in ((-70, -6, m.c, -10), (80, -6, m.b, 9), (0, 0, m.a, 0))
    )
