"""People and hands, in many tones; nobody in particular."""

# Path data is not broken into lines.

from __future__ import annotations

from math import cos, pi, sin

from portal.demo.pictures.colours import (
    MUTED,
    PAPIER,
    SKINS,
    SONNE_300,
    TINTE,
    TULPE_600,
    WIESE_600,
    WOOD,
    Mood,
)
from portal.demo.pictures.pen import area, at, disc, flip, heart_path, line, rect, ring, shape

HAIR = ("#2b1c16", "#6b3f22", "#15151c", "#c9832f", "#8f8f94")


def figure(
    m: Mood, skin: int, coat: str, hair: int, arms: str = "M-52 -170L-84 -90M52 -170L84 -90"
) -> str:
    """A standing person of 300 pixels; `arms` is path data of both arms."""
    return (
        line("M-22 -110V-8M22 -110V-8", m.ink, 26)
        + line(arms, coat, 24)
        + shape("M-62 -96C-66 -190 -40 -214 0 -214C40 -214 66 -190 62 -96Z", coat)
        + disc(0, -262, 44, SKINS[skin])
        + shape("M-46 -264C-46 -326 46 -326 46 -264C26 -290 -20 -292 -46 -264Z", HAIR[hair])
    )


def person(m: Mood) -> str:
    """A person who waves."""
    return figure(m, 0, m.a, 0, "M-52 -170L-84 -90M52 -176L104 -250")


def neighbour(m: Mood) -> str:
    """Another person, arms down."""
    return figure(m, 1, m.c, 3)


def woman(m: Mood) -> str:
    """A person with a headscarf."""
    return (
        figure(m, 2, m.b, 0)
        + shape("M-52 -216C-62 -330 62 -330 52 -216C30 -196 -30 -196 -52 -216Z", m.a)
        + disc(0, -258, 33, SKINS[2])
    )


def senior(m: Mood) -> str:
    """An older person with a stick."""
    return figure(m, 4, m.c, 4, "M-52 -170L-80 -100M52 -170L86 -120") + line(
        "M92 -126V-4", WOOD, 12
    )


def child(m: Mood) -> str:
    """A child."""
    return at(0, 0, figure(m, 3, SONNE_300, 2, "M-52 -170L-96 -224M52 -170L96 -224"), 0.66)


def wheelchair(m: Mood) -> str:
    """A person who uses a wheelchair."""
    return (
        line("M-10 -110H60L84 -30H116", TINTE, 24)
        + shape("M-46 -96C-52 -180 -40 -214 0 -214C36 -214 52 -190 46 -96Z", WIESE_600)
        + line("M20 -170L74 -126", WIESE_600, 22)
        + disc(4, -262, 44, SKINS[1])
        + shape("M-42 -264C-42 -326 50 -326 50 -264C30 -290 -16 -292 -42 -264Z", HAIR[1])
        + ring(-14, -70, 66, MUTED, 13)
        + disc(-14, -70, 12, MUTED)
        + line("M-66 -176V-96M84 -20V-8", MUTED, 13)
    )


def group(m: Mood) -> str:
    """Five people side by side."""
    return (
        at(-250, 0, neighbour(m), 0.9)
        + at(-125, 0, woman(m))
        + at(5, 0, child(m), 1.1)
        + at(140, 0, wheelchair(m))
        + at(280, 0, person(m))
    )


def pair(m: Mood) -> str:
    """Two people who talk."""
    return at(-90, 0, woman(m)) + at(90, 0, flip(person(m)))


def family(m: Mood) -> str:
    """Two adults with a child between them."""
    return at(-120, 0, neighbour(m)) + at(0, 0, child(m)) + at(120, 0, woman(m))


def runner(m: Mood) -> str:
    """A person running."""
    return (
        line("M-10 -116L-70 -60L-130 -70M10 -116L62 -66L48 -8", m.ink, 25)
        + line("M-20 -190L-80 -150L-110 -190M30 -190L74 -136L118 -158", SKINS[0], 20)
        + at(0, 0, shape("M-50 -100C-60 -190 -20 -216 24 -212C56 -206 50 -150 34 -96Z", m.a))
        + disc(34, -256, 42, SKINS[0])
        + shape("M-10 -262C-6 -320 78 -318 76 -262C54 -286 14 -288 -10 -262Z", HAIR[0])
    )


def hand(m: Mood, skin: int = 0, sleeve: str = TULPE_600) -> str:
    """An open hand held out from below."""
    return (
        rect(-46, -60, 92, 90, sleeve, 14)
        + shape("M-44 -60V-150C-44 -190 44 -190 44 -150V-60Z", SKINS[skin])
        + line("M-34 -160V-236M-11 -166V-256M12 -166V-252M35 -160V-230", SKINS[skin], 21)
        + line("M44 -100L82 -150", SKINS[skin], 23)
    )


def hands(m: Mood) -> str:
    """Three raised hands."""
    return (
        at(-170, 0, hand(m, 1, m.a), 1, -10)
        + at(0, -10, hand(m, 0, m.b), 1.1)
        + at(170, 0, hand(m, 3, m.c), 1, 10)
    )


def circle_of_hands(m: Mood) -> str:
    """Six hands that meet in the middle."""
    sleeves = (m.a, m.b, m.c, WIESE_600, SONNE_300, TULPE_600)
    return "".join(
        at(
            -sin(i * pi / 3) * 235,
            -225 + cos(i * pi / 3) * 235,
            hand(m, i % 5, sleeves[i]),
            0.82,
            i * 60,
        )
        for i in range(6)
    )


def handshake(m: Mood) -> str:
    """Two hands that hold each other."""
    return at(-40, -150, hand(m, 0, m.a), 1.05, 78) + at(40, -120, flip(hand(m, 1, m.c)), 1.05, -78)


def heart_hands(m: Mood) -> str:
    """A heart above two hands."""
    return (
        at(-110, 0, hand(m, 2, m.a), 1, 14)
        + at(110, 0, flip(hand(m, 3, m.c)), 1, -14)
        + shape(heart_path(0, -250, 78), TULPE_600)
    )


def finger(m: Mood) -> str:
    """A face with a finger on the lips."""
    return (
        disc(0, -190, 170, SKINS[1])
        + shape("M-172 -200C-172 -420 172 -420 172 -200C120 -300 -60 -310 -172 -200Z", HAIR[1])
        + disc(-62, -196, 15, TINTE)
        + disc(62, -196, 15, TINTE)
        + line("M-36 -96H36", TULPE_600, 14)
        + line("M8 40V-120", SKINS[2], 38)
        + rect(-46, 30, 110, 80, m.a, 16)
    )


def shoes(m: Mood) -> str:
    """A pair of running shoes."""

    def shoe(colour: str) -> str:
        return (
            shape(
                "M-150 -30V-120C-110 -100 -80 -110 -70 -130L20 -76C70 -60 150 -60 150 -30Z", colour
            )
            + rect(-156, -34, 312, 34, PAPIER, 16)
            + line("M-30 -100L-56 -78M6 -80L-20 -58", PAPIER, 9)
        )

    return at(-70, -40, shoe(m.c), 0.95) + at(60, 0, shoe(m.a))


def vote(m: Mood) -> str:
    """A hand that holds up a voting card."""
    return (
        rect(-90, -430, 180, 200, m.b, 12)
        + line("M-40 -330L-8 -292L52 -372", WIESE_600 if m.b != WIESE_600 else PAPIER, 22)
        + hand(m, 0, m.a)
    )


def votes(m: Mood) -> str:
    """Three hands with voting cards."""
    return at(-210, 0, vote(m), 0.86, -8) + at(0, 0, vote(m)) + at(210, 0, vote(m), 0.86, 8)


def steps_of_child(m: Mood) -> str:
    """A child that walks towards open arms."""
    return at(-110, 0, child(m), 1.1) + at(
        120, 0, figure(m, 0, m.c, 0, "M-52 -170L-130 -150M52 -170L10 -120"), 1
    )


def speaker(m: Mood) -> str:
    """A person behind a lectern."""
    return at(0, -30, person(m)) + area([(-90, -130), (90, -130), (66, 0), (-66, 0)], WOOD)
