"""Books, newspapers, calendars and what one reckons and looks with."""


# Path data is not broken into lines.
# ruff: noqa: E501

from __future__ import annotations

from portal.demo.pictures.colours import (
    PAPIER,
    SONNE_300,
    TULPE_600,
    WIESE_600,
    WOOD,
    Mood,
)
from portal.demo.pictures.parts.papers import lines_of_text
from portal.demo.pictures.parts.town import flower
from portal.demo.pictures.pen import area, at, disc, heart_path, line, rect, shape

RULE = "#c9d3d8"


def book(m: Mood) -> str:
    """An open book."""
    return (
        shape("M0 -30C-70 -90 -170 -90 -220 -60V-230C-170 -260 -70 -250 0 -196Z", PAPIER)
        + shape("M0 -30C70 -90 170 -90 220 -60V-230C170 -260 70 -250 0 -196Z", "#f1e8d8")
        + line(
            "M-180 -196C-130 -206 -80 -196 -40 -170M-180 -150C-130 -160 -80 -150 -40 -124M180 -196C130 -206 80 -196 40 -170M180 -150C130 -160 80 -150 40 -124",
            RULE,
            12,
        )
        + line("M-224 -52C-170 -82 -70 -82 0 -24C70 -82 170 -82 224 -52", m.a, 16)
    )


def books(m: Mood) -> str:
    """A pile of books with an apple on it."""
    return (
        rect(-150, -60, 300, 60, m.a, 10)
        + rect(-130, -48, 280, 36, PAPIER, 6)
        + rect(-120, -120, 260, 60, m.c, 10)
        + rect(-100, -108, 240, 36, PAPIER, 6)
        + rect(-140, -176, 250, 56, m.b, 10)
        + rect(-120, -166, 230, 34, PAPIER, 6)
        + disc(-20, -216, 42, TULPE_600)
        + line("M-20 -250C-14 -276 0 -280 6 -284", WIESE_600, 11)
    )


def dictionary(m: Mood) -> str:
    """A thick book with a heart and a ribbon."""
    return (
        rect(-140, -340, 280, 340, m.c, 16)
        + rect(-116, -30, 270, 30, PAPIER, 8)
        + rect(-140, -340, 40, 340, m.a, 12)
        + rect(-60, -290, 160, 90, PAPIER, 10)
        + line(
            "M-20 -222L4 -270L28 -222M-10 -238H18M52 -222V-270H66C90 -270 90 -222 66 -222Z", m.c, 9
        )
        + area([(60, -4), (92, -4), (92, 60), (76, 44), (60, 60)], TULPE_600)
    )


def recipe(m: Mood) -> str:
    """A recipe book with a spoon."""
    return (
        rect(-150, -330, 270, 330, m.a, 14)
        + rect(-110, -280, 190, 120, PAPIER, 10)
        + shape(heart_path(-15, -176, 42), TULPE_600 if m.a != TULPE_600 else m.c)
        + line("M170 0V-210", WOOD, 16)
        + shape("M134 -260C134 -340 206 -340 206 -260C206 -210 134 -210 134 -260Z", WOOD)
    )


def calculator(m: Mood) -> str:
    """A calculator beside a plan."""
    keys = "".join(
        rect(-90 + i % 3 * 64, -180 + i // 3 * 58, 48, 42, (PAPIER, PAPIER, m.b)[i % 3], 8)
        for i in range(9)
    )
    return (
        rect(-120, -330, 240, 330, m.c, 18)
        + rect(-92, -300, 184, 84, WIESE_600, 10)
        + rect(20, -272, 56, 28, PAPIER, 5)
        + keys
    )


def magnifier(m: Mood) -> str:
    """A magnifying glass."""
    return (
        line("M80 -140L200 -10", WOOD, 40)
        + disc(0, -220, 130, m.c)
        + disc(0, -220, 104, "#eef9fb")
        + line("M-60 -250C-50 -290 -20 -300 6 -300", PAPIER, 16)
    )


def calendar(m: Mood) -> str:
    """A calendar page."""
    days = "".join(
        rect(-140 + i % 5 * 60, -210 + i // 5 * 60, 44, 44, m.a if i == 7 else RULE, 8)
        for i in range(15)
    )
    return (
        rect(-180, -330, 360, 330, PAPIER, 18)
        + shape(
            "M-180 -270V-312C-180 -322 -172 -330 -162 -330H162C172 -330 180 -322 180 -312V-270Z",
            m.c,
        )
        + rect(-110, -360, 24, 60, m.b, 10)
        + rect(86, -360, 24, 60, m.b, 10)
        + days
    )


def newspaper(m: Mood) -> str:
    """A newspaper."""
    return (
        rect(-190, -310, 380, 310, PAPIER, 8)
        + rect(-160, -280, 320, 44, m.c, 6)
        + rect(-160, -216, 150, 120, m.b, 6)
        + at(-86, -120, flower(TULPE_600), 0.75)
        + lines_of_text(10, -210, 150, 3)
        + lines_of_text(-160, -76, 320, 2)
    )


def shelf(m: Mood) -> str:
    """A shelf with binders."""
    colours = (m.a, m.c, SONNE_300, WIESE_600, m.b, TULPE_600)
    binders = "".join(
        rect(-200 + i * 66, -300, 58, 180, colours[i], 6)
        + rect(-188 + i * 66, -270, 34, 54, PAPIER, 4)
        + disc(-171 + i * 66, -160, 12, PAPIER)
        for i in range(6)
    )
    return (
        binders
        + rect(-230, -120, 460, 20, WOOD, 4)
        + rect(-230, -20, 460, 20, WOOD, 4)
        + at(-130, -20, book(m), 0.55)
        + rect(-230, -330, 20, 330, WOOD)
        + rect(210, -330, 20, 330, WOOD)
    )
