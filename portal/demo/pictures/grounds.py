"""The grounds of the scenes: sky, hills, town, river, room, or a plain circle."""

# Path data is not broken into lines.
# ruff: noqa: E501

from __future__ import annotations

from random import Random

from portal.demo.pictures.colours import LEAF, WATER, WIESE_600, Mood
from portal.demo.pictures.pen import disc, line, oval, rect, shape, star

WIDTH, HEIGHT, FOOT = 1200, 750, 640


def hills(m: Mood, dice: Random) -> str:
    """Two hills and a meadow."""
    turn = dice.choice((0, 1))
    first = "M0 470C220 350 420 360 640 450S1020 560 1200 400V750H0Z"
    second = "M0 400C180 540 420 540 620 450S1000 330 1200 480V750H0Z"
    return (
        shape((first, second)[turn], m.back)
        + shape("M0 570C300 520 820 620 1200 560V750H0Z", m.ground)
        + "".join(
            line(f"M{x} {y}q6 -22 0 -34M{x + 12} {y}q-2 -16 10 -30", WIESE_600, 5)
            for x, y in ((dice.randint(30, 1150), dice.randint(668, 735)) for _ in range(7))
        )
    )


def town(m: Mood, dice: Random) -> str:
    """A skyline of houses in the tone of the sky."""
    houses, x = "", -20
    while x < WIDTH:
        w, h = dice.randint(90, 160), dice.randint(170, 330)
        roof = (
            shape(f"M{x} {FOOT - h}l{w / 2:g} -60l{w / 2:g} 60Z", m.back)
            if dice.random() < 0.5
            else ""
        )
        houses += rect(x, FOOT - h, w, h, m.back) + roof
        x += w + dice.randint(6, 30)
    return houses + rect(0, 610, WIDTH, 140, m.ground) + rect(0, 660, WIDTH, 10, m.back)


def river(m: Mood, dice: Random) -> str:
    """A bank and the river with two waves."""
    wave = "q30 -22 60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0t60 0"
    return (
        shape("M0 500C260 420 520 470 760 440S1080 400 1200 450V750H0Z", m.back)
        + rect(0, 606, WIDTH, 160, WATER)
        + line(f"M{-40 + dice.randint(0, 30)} 650{wave}", m.light, 8)
        + line(f"M{-70 + dice.randint(0, 30)} 706{wave}", "#a5d5df", 7)
    )


def room(m: Mood, dice: Random) -> str:
    """A wall with a soft arch of light and a floor."""
    x = dice.choice((210, 330, 600, 870, 990))
    return (
        shape(f"M{x - 230} 590V300A230 230 0 0 1 {x + 230} 300V590Z", m.back)
        + rect(0, 590, WIDTH, 160, m.ground)
        + rect(0, 590, WIDTH, 12, m.back)
        + oval(600, 668, 470, 52, m.back)
    )


def plain(m: Mood, dice: Random) -> str:
    """A large circle of light and a few sparks."""
    x, r = dice.randint(560, 640), dice.randint(290, 330)
    sparks = "".join(
        (
            star(px, py, dice.randint(14, 26), c)
            if dice.random() < 0.6
            else disc(px, py, dice.randint(7, 13), c)
        )
        for px, py, c in (
            (dice.randint(60, 240), dice.randint(90, 300), m.b),
            (dice.randint(970, 1140), dice.randint(90, 300), m.a),
            (dice.randint(90, 210), dice.randint(360, 520), m.c),
            (dice.randint(1000, 1120), dice.randint(380, 520), m.b),
        )
    )
    return disc(x, 370, r, m.back) + oval(600, 662, 430, 36, m.ground) + sparks


def meadow_edge(m: Mood) -> str:
    """A strip of grass in front of everything."""
    return shape("M0 712C300 690 800 730 1200 704V750H0Z", LEAF)


GROUNDS = {"hills": hills, "town": town, "river": river, "room": room, "plain": plain}
