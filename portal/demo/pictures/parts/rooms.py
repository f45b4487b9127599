"""Tables, chairs, kitchens and everything one sits at."""

# Path data is not broken into lines.
# ruff: noqa: E501

from __future__ import annotations

from portal.demo.pictures.colours import (
    BRICK,
    LEAF,
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
from portal.demo.pictures.parts.town import flower
from portal.demo.pictures.pen import area, at, disc, flip, line, oval, rect, shape


def table(m: Mood) -> str:
    """A long table."""
    return rect(-290, -150, 580, 30, WOOD, 8) + line("M-240 -124V-8M240 -124V-8", WOOD, 24)


def chair(m: Mood, colour: str = "") -> str:
    """A chair."""
    fill = colour or m.a
    return (
        rect(-60, -130, 130, 26, fill, 8)
        + line("M-46 -110V-8M56 -110V-8M-52 -130V-280", fill, 18)
        + rect(-66, -290, 30, 110, fill, 10)
    )


def chairs(m: Mood) -> str:
    """Three chairs in a half circle."""
    return (
        at(-190, 0, chair(m, m.a))
        + at(0, 20, chair(m, m.b), 1.08)
        + at(200, 0, flip(chair(m, m.c)))
    )


def two_chairs(m: Mood) -> str:
    """Two chairs facing each other with a small table."""
    return (
        at(-190, 0, chair(m, m.a), 1.1)
        + at(190, 0, flip(chair(m, m.c)), 1.1)
        + oval(0, -120, 90, 20, WOOD)
        + line("M0 -120V-6M-50 -6H50", WOOD, 16)
        + at(0, -134, cup(m), 0.5)
    )


def cup(m: Mood) -> str:
    """A steaming cup."""
    return (
        line("M84 -150C150 -160 150 -60 74 -66", m.a, 18)
        + shape("M-90 -180H90C90 -60 60 0 0 0C-60 0 -90 -60 -90 -180Z", m.a)
        + oval(0, -180, 90, 18, "#7a5233")
        + line("M-34 -220C-54 -256 -14 -270 -34 -306M34 -220C14 -256 54 -270 34 -306", PAPIER, 11)
    )


def cups(m: Mood) -> str:
    """Three cups of different colours."""
    warm = Mood(m.sky, m.back, m.ground, m.b, m.c, m.a)
    cool = Mood(m.sky, m.back, m.ground, m.c, m.a, m.b)
    return at(-200, 0, cup(warm), 0.8) + at(0, 0, cup(m)) + at(215, 0, cup(cool), 0.8)


def coffee_pot(m: Mood) -> str:
    """A coffee pot with two cups."""
    return (
        line("M96 -260C190 -280 180 -90 90 -100", m.c, 20)
        + line("M-90 -150L-170 -240", m.a, 34)
        + shape("M-100 -270H100L126 0H-126Z", m.a)
        + rect(-84, -306, 168, 40, m.c, 14)
        + disc(0, -318, 20, m.c)
        + at(0, -90, flower(PAPIER), 1)
        + at(240, 0, cup(m), 0.55)
        + at(-260, 0, cup(m), 0.55)
    )


def pot(m: Mood) -> str:
    """A cooking pot from which it steams."""
    return (
        line(
            "M-80 -270C-110 -310 -50 -330 -80 -380M0 -270C-30 -310 30 -330 0 -380M80 -270C50 -310 110 -330 80 -380",
            PAPIER,
            14,
        )
        + rect(-190, -170, 380, 34, m.c, 16)
        + shape("M-160 -220H160V-40C160 -14 140 0 120 0H-120C-140 0 -160 -14 -160 -40Z", m.a)
        + rect(-174, -236, 348, 34, m.c, 14)
        + disc(0, -250, 24, SONNE_300)
    )


def bowl(m: Mood) -> str:
    """A bowl of vegetables."""
    return (
        disc(-90, -130, 54, TULPE_600)
        + disc(0, -150, 60, LEAF)
        + disc(90, -130, 54, SONNE_300)
        + shape("M-180 -120H180C180 -40 110 0 0 0C-110 0 -180 -40 -180 -120Z", m.c)
    )


def sewing_machine(m: Mood) -> str:
    """A sewing machine with cloth."""
    return (
        rect(-220, -60, 440, 60, WOOD, 12)
        + shape(
            "M-190 -60V-230C-190 -290 -150 -300 -120 -300H180V-60H90V-210H-110V-110H-150V-60Z", m.a
        )
        + disc(196, -210, 46, m.c)
        + disc(196, -210, 18, PAPIER)
        + line("M-130 -110V-64", TINTE, 10)
        + rect(-30, -340, 44, 44, SONNE_300, 8)
        + line("M-8 -340C-60 -370 -110 -350 -130 -300", TINTE, 4)
        + shape("M-300 -64C-220 -100 -150 -50 -60 -64V-40H-300Z", m.b)
    )


def cloth(m: Mood) -> str:
    """Rolls of cloth."""
    return "".join(
        rect(-210, -70 - i * 66, 420, 60, c, 30) + disc(-180, -40 - i * 66, 16, PAPIER)
        for i, c in enumerate((m.a, SONNE_300, m.c, WIESE_600))
    )


def lamp(m: Mood) -> str:
    """A reading lamp with its light."""
    return (
        area([(-20, -270), (150, -270), (260, 0), (-130, 0)], "#fff3c4")
        + line("M-150 -10V-330H40", m.c, 16)
        + rect(-210, -22, 120, 22, m.c, 10)
        + area([(20, -340), (110, -340), (160, -262), (-30, -262)], m.a)
    )


def window(m: Mood) -> str:
    """A window with a flower on its sill."""
    return (
        rect(-170, -380, 340, 330, WOOD, 8)
        + rect(-146, -356, 136, 282, WATER, 4)
        + rect(10, -356, 136, 282, WATER, 4)
        + disc(80, -290, 40, SONNE_300)
        + shape("M-146 -74V-150C-110 -190 -50 -170 -10 -130V-74Z", LEAF)
        + shape("M10 -74V-130C60 -170 110 -150 146 -120V-74Z", LEAF)
        + rect(-200, -56, 400, 24, WOOD, 8)
        + at(-90, -84, flower(TULPE_600), 0.7)
        + rect(-118, -98, 56, 44, BRICK, 8)
    )


def board(m: Mood) -> str:
    """A blackboard with a sum and a tulip."""
    return (
        rect(-250, -380, 500, 310, WOOD, 10)
        + rect(-226, -356, 452, 262, "#1d5a46", 6)
        + line(
            "M-180 -290V-230M-150 -260H-110M-130 -280V-240M-70 -290C-40 -300 -30 -270 -70 -236H-34M10 -270H50M10 -250H50",
            PAPIER,
            9,
        )
        + at(140, -180, flower(TULPE_600), 1.2)
        + line("M-180 -70L-220 0M180 -70L220 0", WOOD, 16)
    )


def cards(m: Mood) -> str:
    """A board with moderation cards."""
    return (
        rect(-240, -390, 480, 300, "#efe3cc", 10)
        + line("M-200 -90L-240 0M200 -90L240 0", WOOD, 16)
        + "".join(
            at(x, y, rect(-64, -34, 128, 68, c, t) + rect(-40, -8, 80, 14, PAPIER, 7))
            for x, y, c, t in (
                (-140, -330, m.a, 8),
                (10, -330, SONNE_300, 34),
                (150, -330, WIESE_600, 8),
                (-70, -240, m.c, 34),
                (90, -240, m.a, 8),
                (-140, -150, SONNE_300, 8),
                (60, -150, m.c, 34),
            )
        )
    )


def round_table(m: Mood) -> str:
    """A round table from above with eight seats."""
    from math import cos, pi, sin

    seats = "".join(
        disc(
            220 * cos(i * pi / 4),
            -190 + 190 * sin(i * pi / 4),
            40,
            (m.a, m.c, SONNE_300, WIESE_600)[i % 4],
        )
        for i in range(8)
    )
    return (
        seats
        + oval(0, -190, 170, 140, WOOD)
        + oval(0, -190, 150, 122, "#d2a56f")
        + rect(-90, -240, 60, 80, PAPIER, 6)
        + rect(40, -220, 60, 80, PAPIER, 6)
        + at(0, -140, flower(TULPE_600), 0.5)
    )


def moving_boxes(m: Mood) -> str:
    """Moving boxes with a plant."""
    return (
        rect(-170, -150, 190, 150, WOOD, 6)
        + rect(-90, -150, 30, 150, "#d2a56f")
        + rect(30, -120, 160, 120, "#c4976a", 6)
        + rect(96, -120, 28, 120, "#e0bb8d")
        + rect(-130, -270, 150, 120, "#c4976a", 6)
        + rect(-68, -270, 26, 120, "#e0bb8d")
        + rect(80, -180, 70, 60, BRICK, 6)
        + at(115, -200, flower(TULPE_600), 0.8)
    )


def umbrella(m: Mood) -> str:
    """A large umbrella."""
    return (
        line("M0 -300V-40C0 10 70 10 70 -40", WOOD, 18)
        + shape(
            "M-230 -230C-230 -480 230 -480 230 -230C190 -270 110 -270 76 -230C40 -270 -40 -270 -76 -230C-110 -270 -190 -270 -230 -230Z",
            m.a,
        )
        + shape(
            "M-76 -230C-70 -380 -20 -410 0 -416C20 -410 70 -380 76 -230C40 -270 -40 -270 -76 -230Z",
            SONNE_300,
        )
    )


def furniture(m: Mood) -> str:
    """An old chest of drawers, half of it painted."""
    return (
        rect(-170, -280, 340, 260, WOOD, 10)
        + rect(-170, -280, 190, 260, m.a, 10)
        + "".join(
            rect(-140, -256 + i * 78, 280, 58, c, 8) + disc(0, -227 + i * 78, 12, SONNE_300)
            for i, c in enumerate((m.b, m.c, m.b))
        )
        + line("M-140 -20V0M140 -20V0", WOOD, 22)
    )


def telephone(m: Mood) -> str:
    """An old telephone with its cord."""
    return (
        shape("M-160 -200C-150 -260 150 -260 160 -200L110 -190L90 -150H-90L-110 -190Z", m.c)
        + shape("M-120 -150H120L160 0H-160Z", m.a)
        + disc(0, -74, 54, PAPIER)
        + disc(0, -74, 22, m.c)
        + line("M160 -40C240 -40 200 -120 260 -110C320 -100 290 -30 350 -40", TINTE, 9)
    )


def stone_wall(m: Mood) -> str:
    """A wall with a mural."""
    return rect(-280, -240, 560, 240, STONE, 6) + "".join(
        at(x, -60, flower(c), 1.2)
        for x, c in ((-190, TULPE_600), (-65, SONNE_300), (65, PAPIER), (190, TULPE_600))
    )
