"""Money, and things that weigh and measure."""

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
from portal.demo.pictures.pen import area, at, disc, line, oval, rect, ring, shape

GOLD, DARK_GOLD = SONNE_300, "#d9a02e"


def coin(m: Mood) -> str:
    """A coin with a tulip."""
    return (
        disc(0, -120, 120, DARK_GOLD)
        + disc(0, -120, 104, GOLD)
        + at(0, -106, flower(TULPE_600), 1.05)
    )


def coins(m: Mood) -> str:
    """Three stacks of coins."""

    def stack(x: float, count: int) -> str:
        return "".join(
            oval(x, -20 - i * 26, 70, 24, DARK_GOLD) + oval(x, -28 - i * 26, 70, 24, GOLD)
            for i in range(count)
        )

    return stack(-160, 3) + stack(0, 7) + stack(160, 5)


def pot_of_money(m: Mood) -> str:
    """A pot out of which a tulip grows between coins."""
    return (
        at(0, -250, flower(TULPE_600), 1.7)
        + disc(-70, -206, 36, GOLD)
        + disc(66, -210, 38, GOLD)
        + disc(0, -196, 34, DARK_GOLD)
        + shape("M-150 -196H150L116 0H-116Z", m.c)
        + rect(-166, -212, 332, 42, m.a, 12)
    )


def piggy(m: Mood) -> str:
    """A money-box pig."""
    return (
        rect(-100, -60, 44, 60, "#e58f8a", 10)
        + rect(56, -60, 44, 60, "#e58f8a", 10)
        + oval(0, -130, 165, 110, "#f4aaa2")
        + area([(70, -236), (124, -262), (120, -196)], "#e58f8a")
        + rect(140, -160, 56, 66, "#e58f8a", 16)
        + disc(106, -156, 11, TINTE)
        + rect(-50, -240, 100, 14, TINTE, 7)
        + line("M-164 -130C-200 -150 -190 -190 -214 -180", "#e58f8a", 13)
        + disc(0, -276, 40, GOLD)
    )


def till(m: Mood) -> str:
    """A cash desk with a stop sign above it."""
    return (
        rect(-170, -150, 340, 150, m.c, 14)
        + rect(-140, -120, 150, 60, PAPIER, 6)
        + "".join(disc(60 + i % 3 * 40, -110 + i // 3 * 36, 13, GOLD) for i in range(6))
        + rect(-10, -230, 20, 90, STONE)
        + area(
            [
                (-45, -420),
                (45, -420),
                (110, -355),
                (110, -265),
                (45, -200),
                (-45, -200),
                (-110, -265),
                (-110, -355),
            ],
            TULPE_600,
        )
        + rect(-76, -328, 152, 36, PAPIER, 6)
    )


def scales(m: Mood) -> str:
    """Scales in balance: a heart and a coin."""
    return (
        line("M0 0V-330M-190 -300H190", m.c, 18)
        + rect(-90, -20, 180, 20, m.c, 8)
        + line(
            "M-190 -300L-240 -170M-190 -300L-140 -170M190 -300L140 -170M190 -300L240 -170", m.ink, 6
        )
        + shape("M-260 -172H-120A70 60 0 0 1 -260 -172Z", m.a)
        + shape("M120 -172H260A70 60 0 0 1 120 -172Z", m.a)
        + at(-190, -176, shape("M0 0C-70 -44 -44 -96 0 -60C44 -96 70 -44 0 0Z", TULPE_600))
        + disc(190, -212, 36, GOLD)
        + disc(0, -330, 22, GOLD)
    )


def hourglass(m: Mood) -> str:
    """An hourglass."""
    return (
        rect(-110, -330, 220, 30, WOOD, 10)
        + rect(-110, -30, 220, 30, WOOD, 10)
        + shape(
            "M-84 -300H84C84 -220 14 -190 14 -165C14 -140 84 -110 84 -30H-84C-84 -110 -14 -140 -14 -165C-14 -190 -84 -220 -84 -300Z",
            PAPIER,
        )
        + shape("M-62 -240H62C44 -206 10 -190 10 -165H-10C-10 -190 -44 -206 -62 -240Z", GOLD)
        + shape("M-74 -30C-70 -80 -20 -104 0 -104C20 -104 70 -80 74 -30Z", GOLD)
        + line("M0 -165V-100", GOLD, 7)
    )


def measure(m: Mood) -> str:
    """A tape measure."""
    marks = "".join(rect(40 + i * 28, -64, 6, 26 if i % 2 else 38, TINTE) for i in range(8))
    return (
        rect(10, -66, 260, 66, GOLD, 6)
        + marks
        + disc(-60, -120, 120, m.a)
        + disc(-60, -120, 74, PAPIER)
        + disc(-60, -120, 26, m.c)
    )


def fishing(m: Mood) -> str:
    """A rod that draws a coin out of the water."""
    return (
        line("M-230 0L120 -390", WOOD, 16)
        + line("M120 -390V-190", m.ink, 5)
        + disc(120, -140, 52, DARK_GOLD)
        + disc(120, -140, 42, GOLD)
        + at(120, -136, flower(TULPE_600), 0.42)
        + disc(-150, -76, 26, m.a)
    )


def clock(m: Mood) -> str:
    """A clock."""
    return (
        disc(0, -150, 150, m.c)
        + disc(0, -150, 122, PAPIER)
        + "".join(
            f'<g transform="translate(0 -150) rotate({i * 30})">{rect(-4, -112, 8, 20, TINTE, 3)}</g>'
            for i in range(12)
        )
        + line("M0 -150V-226M0 -150L56 -116", TULPE_600, 13)
        + disc(0, -150, 13, TINTE)
    )


def flow(m: Mood) -> str:
    """Coins on their way along an arrow."""
    return (
        line("M-280 -60C-160 -220 60 -220 220 -110", m.c, 26)
        + area([(250, -82), (168, -92), (222, -170)], m.c)
        + "".join(
            disc(x, y, 40, DARK_GOLD) + disc(x, y, 32, GOLD)
            for x, y in ((-190, -170), (-40, -226), (120, -206))
        )
        + rect(230, -76, 120, 76, WIESE_600, 10)
    )


def arrow_back(m: Mood) -> str:
    """An arrow that turns back, with a coin."""
    return (
        line("M160 -40C260 -60 270 -270 100 -270H-120", m.a, 40)
        + area([(-220, -270), (-110, -346), (-110, -194)], m.a)
        + disc(20, -90, 76, DARK_GOLD)
        + disc(20, -90, 64, GOLD)
        + ring(20, -90, 40, DARK_GOLD, 8)
    )
