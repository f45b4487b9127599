"""Bicycles, buses, lamps and other things of the street."""

# Path data is not broken into lines.
# ruff: noqa: E501

from __future__ import annotations

from portal.demo.pictures.colours import (
    PAPIER,
    SONNE_300,
    STONE,
    TINTE,
    TULPE_600,
    WATER,
    WIESE_600,
    WOOD,
    Mood,
)
from portal.demo.pictures.pen import area, at, disc, line, rect, ring, shape


def wheel(x: float, y: float, r: float, colour: str) -> str:
    """A wheel with spokes."""
    spokes = "".join(
        f'<g transform="translate({x} {y}) rotate({i * 36})">{line(f"M0 {-r}V{r}", STONE, 3)}</g>'
        for i in range(5)
    )
    return disc(x, y, r, colour) + spokes + ring(x, y, r, TINTE, 12) + disc(x, y, 11, TINTE)


def bicycle(m: Mood) -> str:
    """A bicycle with filled wheels."""
    return (
        wheel(-150, -100, 94, m.b)
        + wheel(150, -100, 94, m.b)
        + line("M-150 -100L-70 -240H90L-10 -100ZM90 -240L150 -100M-70 -240L-10 -100", m.a, 17)
        + line("M90 -240L80 -290M80 -290H130M-70 -240L-84 -276", TINTE, 15)
        + rect(-126, -292, 86, 20, TINTE, 10)
        + disc(-10, -100, 24, TINTE)
    )


def bus(m: Mood) -> str:
    """A small bus with folders on its side."""
    return (
        rect(-260, -230, 520, 190, m.a, 32)
        + "".join(rect(-230 + i * 110, -206, 90, 70, PAPIER, 10) for i in range(4))
        + rect(210, -206, 44, 110, PAPIER, 10)
        + rect(-230, -112, 400, 24, SONNE_300, 8)
        + disc(-150, -40, 46, TINTE)
        + disc(-150, -40, 20, STONE)
        + disc(150, -40, 46, TINTE)
        + disc(150, -40, 20, STONE)
    )


def street_lamp(m: Mood) -> str:
    """A street lamp with its light."""
    return (
        area([(-6, -360), (86, -360), (220, 0), (-140, 0)], "#fff3c4")
        + line("M-110 0V-370C-110 -420 40 -420 40 -380", m.ink, 16)
        + rect(-10, -384, 100, 30, SONNE_300, 12)
        + rect(-140, -14, 60, 14, m.ink, 6)
    )


def track(m: Mood) -> str:
    """Two tracks that part at a switch."""
    sleepers = "".join(rect(-300 + i * 60, -66 - i * 14, 18, 84, WOOD, 4) for i in range(10))
    return (
        sleepers
        + line("M-320 0C-100 -20 60 -60 320 -180M-320 -44C-120 -60 40 -96 300 -226", m.ink, 12)
        + line("M-60 -30C80 -40 200 -30 330 -20M-100 -66C60 -84 200 -76 330 -64", m.a, 12)
    )


def plane_tree_bench(m: Mood) -> str:
    """A kerb with a drain, for cleaning days."""
    return rect(-300, -20, 600, 20, STONE, 6)


def broom(m: Mood) -> str:
    """A broom and a bucket."""
    return (
        at(
            -90,
            0,
            line("M0 -110L60 -400", WOOD, 16)
            + area([(-70, -120), (50, -96), (40, 0), (-120, -20)], SONNE_300)
            + line("M-66 -112L46 -90", TULPE_600, 18),
        )
        + line("M60 -150C70 -230 200 -230 210 -150", STONE, 10)
        + shape("M50 -160H220L196 0H74Z", m.c)
        + rect(44, -172, 182, 26, m.a, 8)
        + disc(100, -190, 24, WATER)
        + disc(150, -200, 30, WATER)
    )


def phone(m: Mood) -> str:
    """A mobile phone with a heart on its screen."""
    return (
        rect(-90, -350, 180, 350, TINTE, 30)
        + rect(-74, -320, 148, 280, m.b if m.b != TINTE else PAPIER, 12)
        + shape("M0 -120C-90 -180 -60 -250 0 -206C60 -250 90 -180 0 -120Z", TULPE_600)
        + disc(0, -20, 9, STONE)
    )


def laptop(m: Mood) -> str:
    """A laptop with a page of the portal."""
    return (
        rect(-190, -290, 380, 250, TINTE, 18)
        + rect(-170, -270, 340, 210, PAPIER, 8)
        + rect(-170, -270, 340, 40, m.c, 8)
        + rect(-146, -206, 130, 120, m.b, 8)
        + rect(10, -206, 134, 18, "#c9d3d8", 9)
        + rect(10, -170, 100, 18, "#c9d3d8", 9)
        + rect(10, -124, 110, 34, m.a, 10)
        + shape("M-250 -40H250L220 0H-220Z", STONE)
    )


def camera(m: Mood) -> str:
    """A camera."""
    return (
        rect(-170, -220, 340, 220, m.c, 26)
        + rect(-70, -260, 140, 60, m.c, 14)
        + rect(-170, -160, 340, 44, m.a)
        + disc(0, -110, 84, PAPIER)
        + disc(0, -110, 62, TINTE)
        + disc(-18, -130, 18, WATER)
        + rect(100, -204, 44, 26, SONNE_300, 8)
    )


def container(m: Mood) -> str:
    """A chest full of materials."""
    return (
        line("M-100 -150L-130 -290M0 -150L20 -310M96 -150L140 -280", WOOD, 18)
        + rect(-160, -320, 70, 50, TULPE_600, 10)
        + rect(-10, -350, 60, 60, SONNE_300, 10)
        + disc(146, -290, 34, WIESE_600)
        + rect(-200, -170, 400, 170, WOOD, 12)
        + rect(-200, -112, 400, 12, "#94663a")
        + rect(-40, -130, 80, 48, SONNE_300, 8)
    )


def wind(m: Mood) -> str:
    """Gusts of wind."""
    return line(
        "M-300 -300H60C130 -300 130 -390 60 -380M-260 -230H160C230 -230 230 -150 160 -156M-320 -160H20C80 -160 80 -90 30 -96",
        PAPIER,
        16,
    )


def start(m: Mood) -> str:
    """A starting line with a traffic light."""
    squares = "".join(
        rect(-280 + i % 14 * 40, -40 + i // 14 * 40, 40, 40, (TINTE, PAPIER)[(i + i // 14) % 2])
        for i in range(28)
    )
    return (
        squares
        + rect(150, -330, 20, 300, STONE)
        + rect(108, -400, 104, 240, TINTE, 24)
        + disc(160, -350, 32, TULPE_600)
        + disc(160, -280, 32, "#5a6770")
        + disc(160, -210, 32, "#5a6770")
    )
