"""Stage, music, theatre, film and lanterns."""

# Path data is not broken into lines.
# ruff: noqa: E501

from __future__ import annotations

from portal.demo.pictures.colours import (
    LIPPE_900,
    PAPIER,
    PURPLE,
    SONNE_300,
    STONE,
    TINTE,
    TULPE_600,
    WIESE_600,
    WOOD,
    Mood,
)
from portal.demo.pictures.pen import area, at, disc, line, oval, rect, ring, shape


def note(m: Mood) -> str:
    """Two joined notes."""
    return (
        oval(-50, -30, 36, 27, m.c)
        + oval(64, -52, 36, 27, m.c)
        + line("M-18 -34V-190L96 -216V-56", m.c, 14)
        + line("M-18 -176L96 -202", m.c, 26)
    )


def guitar(m: Mood) -> str:
    """A guitar."""
    body = (
        disc(0, -90, 104, WOOD)
        + disc(0, -214, 76, WOOD)
        + disc(0, -130, 40, TINTE)
        + rect(-17, -430, 34, 280, "#7a5233", 4)
        + rect(-30, -480, 60, 64, "#7a5233", 10)
        + rect(-40, -66, 80, 14, TINTE, 4)
        + line("M-7 -440V-60M7 -440V-60", SONNE_300, 3)
    )
    return at(0, 0, body, 0.9, 16)


def saz(m: Mood) -> str:
    """A saz, the long-necked lute of Anatolia."""
    body = (
        shape("M0 0C-110 0 -110 -150 0 -220C110 -150 110 0 0 0Z", WOOD)
        + shape("M0 -14C-78 -14 -80 -130 0 -190C80 -130 78 -14 0 -14Z", "#e0b680")
        + rect(-11, -470, 22, 300, "#7a5233", 4)
        + line("M-5 -460V-50M5 -460V-50", TINTE, 3)
        + "".join(rect(11, -460 + i * 26, 22, 9, TINTE, 4) for i in range(4))
    )
    return at(0, 0, body, 0.9, -14)


def microphone(m: Mood) -> str:
    """A microphone with sound waves."""
    return (
        rect(-52, -350, 104, 190, m.a, 52)
        + "".join(rect(-52, -310 + i * 34, 104, 8, PAPIER) for i in range(3))
        + line("M-88 -240C-88 -90 88 -90 88 -240M0 -124V-20M-70 -12H70", m.c, 16)
        + line(
            "M140 -330C190 -280 190 -220 140 -170M-140 -330C-190 -280 -190 -220 -140 -170", m.b, 13
        )
    )


def stage(m: Mood) -> str:
    """An open-air stage with lights and bunting."""
    flags = "".join(
        area([(-250 + i * 56, -330), (-210 + i * 56, -330), (-230 + i * 56, -286)], c)
        for i, c in enumerate(
            [
                TULPE_600,
                SONNE_300,
                WIESE_600,
                PURPLE,
                TULPE_600,
                SONNE_300,
                WIESE_600,
                PURPLE,
                TULPE_600,
            ]
        )
    )
    return (
        area([(-220, -330), (-120, -60), (-320, -60)], "#fff3c4")
        + area([(220, -330), (320, -60), (120, -60)], "#fff3c4")
        + rect(-290, -350, 24, 350, m.ink)
        + rect(266, -350, 24, 350, m.ink)
        + rect(-290, -360, 580, 30, m.ink, 8)
        + flags
        + rect(-300, -64, 600, 64, WOOD, 6)
        + rect(-300, -64, 600, 12, "#94663a", 6)
        + at(0, -64, microphone(m), 0.42)
        + rect(-200, -150, 80, 86, TINTE, 8)
        + disc(-160, -104, 26, STONE)
        + rect(120, -150, 80, 86, TINTE, 8)
        + disc(160, -104, 26, STONE)
    )


def masks(m: Mood) -> str:
    """A laughing and a weeping mask."""

    def mask(colour: str, mouth: str) -> str:
        return (
            shape("M-110 -260H110V-140C110 -60 50 0 0 0C-50 0 -110 -60 -110 -140Z", colour)
            + line(
                "M-66 -176C-52 -196 -36 -196 -24 -176M24 -176C36 -196 52 -196 66 -176", TINTE, 13
            )
            + line(mouth, TINTE, 14)
        )

    return at(-80, -60, mask(SONNE_300, "M-50 -104C-30 -60 30 -60 50 -104"), 1, -10) + at(
        110, 0, mask(m.a, "M-46 -70C-30 -110 30 -110 46 -70"), 1, 10
    )


def curtain(m: Mood) -> str:
    """A stage with a red curtain."""
    folds = "".join(
        shape(f"M{x} -340H{x + 56}V-40C{x + 56} -16 {x} -16 {x} -40Z", c)
        for x, c in (
            (-260, TULPE_600),
            (-208, "#aa1d2c"),
            (-156, TULPE_600),
            (100, TULPE_600),
            (152, "#aa1d2c"),
            (204, TULPE_600),
        )
    )
    return (
        rect(-280, -20, 560, 40, WOOD, 6)
        + rect(-270, -340, 540, 330, LIPPE_900)
        + area([(0, -340), (150, -20), (-150, -20)], "#21545a")
        + oval(0, -22, 130, 22, SONNE_300)
        + folds
        + rect(-290, -380, 580, 54, SONNE_300, 12)
    )


def lantern(m: Mood) -> str:
    """A paper lantern on a stick."""
    return (
        line("M90 0L0 -330", WOOD, 12)
        + line("M0 -330V-290", TINTE, 6)
        + rect(-44, -296, 88, 22, TINTE, 6)
        + disc(0, -190, 96, SONNE_300)
        + line(
            "M-54 -266C-96 -210 -96 -170 -54 -114M54 -266C96 -210 96 -170 54 -114M0 -280V-100",
            TULPE_600,
            9,
        )
        + rect(-44, -106, 88, 22, TINTE, 6)
    )


def lanterns(m: Mood) -> str:
    """A string of paper lanterns."""
    return line("M-520 -330C-300 -230 300 -230 520 -330", TINTE, 6) + "".join(
        at(
            x,
            y,
            disc(0, 60, 52, c) + rect(-20, 0, 40, 16, TINTE, 4) + rect(-20, 104, 40, 16, TINTE, 4),
        )
        for x, y, c in (
            (-380, -298, TULPE_600),
            (-200, -268, SONNE_300),
            (0, -258, WIESE_600),
            (200, -268, PURPLE),
            (380, -298, SONNE_300),
        )
    )


def film(m: Mood) -> str:
    """A screen with a picture and a projector's light."""
    return (
        rect(-270, -380, 540, 310, PAPIER, 12)
        + rect(-246, -356, 492, 262, "#0b6670", 6)
        + disc(120, -280, 40, SONNE_300)
        + shape("M-246 -94C-140 -220 -40 -200 40 -140C120 -200 200 -170 246 -94Z", WIESE_600)
        + line("M-200 -70L-230 0M200 -70L230 0", m.ink, 14)
    )


def spotlight(m: Mood) -> str:
    """A spotlight on a stand."""
    return (
        area([(60, -300), (330, -60), (150, 0)], "#fff3c4")
        + line("M0 -260V0M-70 0L0 -70L70 0", m.ink, 14)
        + at(
            0, -290, rect(-80, -56, 150, 112, m.c, 16) + rect(50, -66, 40, 132, SONNE_300, 8), 1, 38
        )
    )


def wavelines(m: Mood) -> str:
    """The bars of a sound."""
    heights = (50, 110, 170, 90, 230, 140, 200, 80, 130, 50)
    return "".join(
        rect(-230 + i * 48, -150 - h / 2, 26, h, (m.a, m.b, m.c)[i % 3], 13)
        for i, h in enumerate(heights)
    )


def bell(m: Mood) -> str:
    """A bell."""
    return (
        ring(0, -300, 26, m.c, 13)
        + shape(
            "M-120 -60C-90 -100 -90 -130 -84 -180C-76 -290 76 -290 84 -180C90 -130 90 -100 120 -60Z",
            SONNE_300,
        )
        + rect(-136, -70, 272, 30, "#d9a02e", 14)
        + disc(0, -20, 28, m.c)
    )
