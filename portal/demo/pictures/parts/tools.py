"""Tools and what one mends with them."""

# Path data is not broken into lines.

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
from portal.demo.pictures.pen import at, disc, line, rect, shape


def hammer(m: Mood) -> str:
    """A hammer."""
    return (
        rect(-16, -300, 32, 300, WOOD, 10)
        + rect(-90, -350, 180, 74, m.c, 14)
        + rect(60, -340, 50, 54, STONE, 8)
    )


def wrench(m: Mood) -> str:
    """A wrench."""
    return (
        line("M0 -20V-260", STONE, 44)
        + shape(
            "M-70 -400C-110 -330 -70 -240 0 -240C70 -240 110 -330 70 -400V-320L0 -280L-70 -320Z",
            STONE,
        )
        + disc(0, -30, 16, m.sky)
    )


def tools(m: Mood) -> str:
    """Hammer and wrench crossed."""
    return at(-110, 0, wrench(m), 1.05, 32) + at(110, 0, hammer(m), 1.05, -32)


def tool_wall(m: Mood) -> str:
    """A board on which every tool has its outline."""
    return (
        rect(-290, -410, 580, 340, WOOD, 12)
        + rect(-270, -390, 540, 300, "#efcfa7", 8)
        + at(-190, -110, wrench(m), 0.62)
        + at(-70, -110, hammer(m), 0.7)
        + at(60, -110, screwdriver(m), 0.66)
        + at(190, -110, saw(m), 0.6)
    )


def screwdriver(m: Mood) -> str:
    """A screwdriver."""
    return (
        rect(-36, -380, 72, 180, m.a, 26)
        + rect(-12, -204, 24, 180, STONE, 4)
        + rect(-20, -40, 40, 30, STONE, 6)
    )


def saw(m: Mood) -> str:
    """A saw."""
    return (
        shape("M-60 -40L-20 -300H60L40 -40Z", "#c6d0d6")
        + rect(-60, -400, 130, 120, m.a, 26)
        + rect(-24, -366, 58, 52, m.sky, 14)
    )


def workbench(m: Mood) -> str:
    """A workbench with a vice and shavings."""
    return (
        rect(-280, -160, 560, 44, WOOD, 8)
        + rect(-240, -116, 60, 116, WOOD, 6)
        + rect(180, -116, 60, 116, WOOD, 6)
        + rect(-180, -70, 360, 22, "#94663a", 6)
        + rect(120, -230, 90, 70, m.c, 10)
        + rect(84, -214, 40, 38, STONE, 8)
        + at(-130, -160, hammer(m), 0.6, 80)
        + rect(-40, -196, 120, 36, "#efcfa7", 4)
        + disc(250, -10, 24, SONNE_300)
    )


def planks(m: Mood) -> str:
    """A bench being built from planks."""
    return (
        rect(-230, -130, 460, 32, WOOD, 6)
        + rect(-230, -230, 460, 28, WOOD, 6)
        + line("M-180 -230V0M180 -230V0", m.c, 22)
        + at(150, -250, hammer(m), 0.6, -42)
        + "".join(disc(x, -114, 6, TINTE) for x in (-180, 180))
    )


def toaster(m: Mood) -> str:
    """A toaster with two slices that jump."""
    return (
        rect(-96, -330, 80, 120, "#e0b680", 20)
        + rect(16, -360, 80, 150, "#e0b680", 20)
        + rect(-170, -220, 340, 200, m.a, 40)
        + rect(-130, -226, 260, 16, TINTE, 8)
        + rect(-140, -24, 60, 24, TINTE, 6)
        + rect(80, -24, 60, 24, TINTE, 6)
        + rect(170, -160, 30, 50, TINTE, 8)
        + disc(-100, -110, 24, SONNE_300)
    )


def brush(m: Mood) -> str:
    """A paint brush with a tin of paint."""
    return (
        shape("M-150 -190H60L44 0H-134Z", STONE)
        + rect(-160, -206, 230, 30, m.a, 10)
        + shape("M-100 -190V-120C-100 -100 -70 -100 -70 -120V-190Z", m.a)
        + at(
            150,
            0,
            rect(-16, -330, 32, 170, WOOD, 10)
            + rect(-40, -170, 80, 50, STONE, 6)
            + shape("M-40 -122H40L30 0H-24Z", m.b),
            1,
            14,
        )
    )


def first_aid(m: Mood) -> str:
    """A first-aid case."""
    return (
        line("M-60 -250V-300H60V-250", STONE, 20)
        + rect(-190, -250, 380, 250, PAPIER, 26)
        + rect(-34, -210, 68, 170, TULPE_600, 8)
        + rect(-85, -159, 170, 68, TULPE_600, 8)
    )


def scissors(m: Mood) -> str:
    """Scissors."""
    return (
        line("M-60 -380L60 -120M60 -380L-60 -120", STONE, 22)
        + disc(-80, -70, 62, m.a)
        + disc(-80, -70, 30, m.sky)
        + disc(80, -70, 62, m.a)
        + disc(80, -70, 30, m.sky)
        + disc(0, -250, 11, WIESE_600)
    )
