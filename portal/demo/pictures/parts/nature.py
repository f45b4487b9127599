"""Plants, water, weather and the garden."""

# Path data is not broken into lines.
# ruff: noqa: E501

from __future__ import annotations

from portal.demo.pictures.colours import (
    LEAF,
    PAPIER,
    PURPLE,
    SONNE_300,
    STONE,
    TULPE_600,
    WATER,
    WIESE_600,
    WOOD,
    Mood,
)
from portal.demo.pictures.parts.town import flower
from portal.demo.pictures.pen import area, at, disc, line, oval, rect, ring, shape


def tulip(m: Mood) -> str:
    """One large tulip."""
    return at(0, -80, flower(TULPE_600), 2.2)


def tulips(m: Mood) -> str:
    """Three tulips."""
    return (
        at(-90, -52, flower(TULPE_600), 1.3)
        + at(0, -64, flower(SONNE_300), 1.6)
        + at(90, -52, flower(PURPLE), 1.3)
    )


def tree(m: Mood) -> str:
    """A round tree."""
    return (
        rect(-16, -150, 32, 150, WOOD, 6)
        + disc(0, -220, 110, WIESE_600)
        + disc(-70, -170, 64, LEAF)
        + disc(64, -180, 58, LEAF)
        + disc(20, -270, 40, LEAF)
    )


def sprout(m: Mood) -> str:
    """A seedling in a heap of earth."""
    return (
        shape("M-150 0C-110 -70 110 -70 150 0Z", "#7a5233")
        + line("M0 -46V-190", WIESE_600, 16)
        + shape("M0 -150C-120 -150 -140 -240 -130 -256C-50 -260 4 -210 0 -150Z", LEAF)
        + shape("M0 -176C100 -176 130 -260 120 -280C40 -280 -6 -236 0 -176Z", WIESE_600)
    )


def rings(m: Mood) -> str:
    """A slice of a tree with its rings."""
    return disc(0, -170, 170, WOOD) + "".join(
        ring(0, -170, r, "#dcb183", 9) for r in (140, 108, 76, 44, 14)
    )


def bed(m: Mood) -> str:
    """A raised garden bed with vegetables and flowers."""
    salads = "".join(disc(x, -128, 34, LEAF) for x in (-170, -96))
    return (
        line("M60 -110V-240M130 -110V-220", WIESE_600, 10)
        + "".join(
            disc(x, y, 17, TULPE_600) for x, y in ((46, -200), (76, -170), (118, -190), (146, -150))
        )
        + salads
        + at(-20, -130, flower(SONNE_300), 0.9)
        + at(196, -130, flower(PURPLE), 0.9)
        + rect(-240, -120, 480, 120, WOOD, 8)
        + rect(-240, -84, 480, 8, "#94663a")
        + rect(-240, -44, 480, 8, "#94663a")
    )


def can(m: Mood) -> str:
    """A watering can."""
    return (
        line("M-70 -170C-150 -190 -150 -40 -74 -40", m.c, 18)
        + line("M80 -70L190 -190", m.c, 22)
        + rect(-80, -180, 160, 180, m.a, 22)
        + area([(164, -196), (214, -150), (226, -216)], m.c)
        + "".join(line(f"M{220 + i * 16} {-150 + i * 4}v26", WATER, 8) for i in range(3))
    )


def basket(m: Mood) -> str:
    """A basket with the harvest."""
    return (
        line("M-120 -120C-120 -300 120 -300 120 -120", WOOD, 18)
        + disc(-70, -140, 46, TULPE_600)
        + disc(10, -160, 50, m.b)
        + disc(82, -138, 44, LEAF)
        + area([(-150, -130), (150, -130), (116, 0), (-116, 0)], WOOD)
        + line("M-140 -90H140M-128 -46H128", "#94663a", 9)
    )


def seeds(m: Mood) -> str:
    """A paper bag of seeds with a tulip on it."""
    return (
        rect(-110, -290, 220, 290, PAPIER, 10)
        + rect(-110, -290, 220, 54, m.a, 10)
        + at(0, -80, flower(TULPE_600), 1.5)
        + "".join(oval(150 + i * 34, -14 - (i % 2) * 16, 14, 9, "#7a5233") for i in range(4))
    )


def bench(m: Mood) -> str:
    """A bench."""
    return (
        rect(-190, -96, 380, 24, WOOD, 6)
        + rect(-190, -184, 380, 22, WOOD, 6)
        + rect(-190, -146, 380, 22, WOOD, 6)
        + line("M-150 -190V0M150 -190V0M-150 -84L-120 0M150 -84L120 0", m.c, 16)
    )


def sun(m: Mood) -> str:
    """A sun with rays, hanging in the sky."""
    rays = "".join(
        f'<g transform="rotate({i * 30})">{line("M0 -96V-124", SONNE_300, 14)}</g>'
        for i in range(12)
    )
    return disc(0, 0, 74, SONNE_300) + rays


def moon(m: Mood) -> str:
    """A crescent moon with stars."""
    stars = "".join(
        disc(x, y, 7, SONNE_300) for x, y in ((110, -40), (150, 40), (-120, -60), (90, 90))
    )
    return shape("M30 -84A84 84 0 1 0 84 30A66 66 0 0 1 30 -84Z", SONNE_300) + stars


def cloud(m: Mood) -> str:
    """A cloud."""
    return (
        disc(-60, 0, 46, PAPIER)
        + disc(0, -24, 62, PAPIER)
        + disc(66, 0, 50, PAPIER)
        + rect(-100, -6, 210, 52, PAPIER, 26)
    )


def waves(m: Mood) -> str:
    """The river Lippe with two waves."""
    return (
        rect(-640, -110, 1280, 300, WATER)
        + line(
            "M-640 -70q40 -26 80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0",
            PAPIER,
            8,
        )
        + line(
            "M-600 -20q40 -26 80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0",
            "#a5d5df",
            7,
        )
    )


def bird(m: Mood) -> str:
    """A bird in flight with a letter."""
    return (
        shape(
            "M-150 0C-80 -80 0 -70 40 0C90 -70 160 -60 200 -20C140 -20 90 30 40 60C-10 60 -80 30 -150 0Z",
            m.c,
        )
        + disc(206, -14, 30, m.c)
        + area([(232, -20), (268, -8), (232, 4)], SONNE_300)
        + disc(214, -22, 5, PAPIER)
        + rect(20, 70, 120, 80, PAPIER, 6)
        + line("M22 74L80 116L138 74", m.a, 8)
    )


def stone(m: Mood) -> str:
    """A rounded stone."""
    return shape("M-90 0C-90 -70 80 -90 96 0Z", STONE)


def path(m: Mood) -> str:
    """A path that winds towards the back."""
    return shape(
        "M-220 130C-120 20 160 20 60 -60C20 -96 60 -120 90 -124H120C80 -100 90 -80 150 -50C260 10 60 60 60 130Z",
        PAPIER,
    )
