"""Signs: bubbles, question marks, keys, locks, networks, wheels."""

# Path data is not broken into lines.
# ruff: noqa: E501

from __future__ import annotations

from math import cos, pi, sin

from portal.demo.pictures.colours import (
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
from portal.demo.pictures.parts.town import flower
from portal.demo.pictures.pen import area, at, disc, heart_path, line, rect, ring, shape


def bubble(m: Mood, colour: str = "") -> str:
    """A speech bubble with three lines."""
    fill = colour or m.a
    return (
        rect(-150, -270, 300, 190, fill, 44)
        + area([(-70, -90), (-10, -90), (-90, -20)], fill)
        + "".join(rect(-104, -234 + i * 44, (200, 160, 110)[i], 18, PAPIER, 9) for i in range(3))
    )


def bubbles(m: Mood) -> str:
    """Two speech bubbles that overlap."""
    mirrored = f'<g transform="scale(-1 1)">{bubble(m, m.c)}</g>'
    return at(110, -70, mirrored, 0.95) + at(-90, 0, bubble(m, m.a))


def question(m: Mood) -> str:
    """A large question mark with a tulip for its dot."""
    return line("M-90 -300C-90 -440 100 -440 100 -310C100 -220 0 -230 0 -140", m.a, 56) + at(
        0, -36, flower(TULPE_600 if m.a != TULPE_600 else m.c), 0.85
    )


def bulb(m: Mood) -> str:
    """A light bulb in which a tulip glows."""
    return (
        "".join(
            f'<g transform="translate(0 -250) rotate({a})">{line("M0 -180V-214", SONNE_300, 16)}</g>'
            for a in (-90, -60, -30, 0, 30, 60, 90)
        )
        + shape("M-80 -130C-170 -220 -130 -390 0 -390C130 -390 170 -220 80 -130Z", SONNE_300)
        + at(0, -190, flower(TULPE_600), 1.25)
        + rect(-62, -126, 124, 34, STONE, 10)
        + rect(-54, -84, 108, 30, STONE, 10)
        + rect(-34, -48, 68, 24, TINTE, 10)
    )


def key(m: Mood) -> str:
    """A key with a tulip tag."""
    return (
        line("M-40 -150H230M170 -150V-84M226 -150V-96", SONNE_300, 34)
        + ring(-110, -150, 74, SONNE_300, 40)
        + line("M-176 -110L-230 -60", m.ink, 8)
        + at(
            -250, 10, rect(-54, -110, 108, 120, m.a, 14) + at(0, -30, flower(PAPIER), 0.6), 0.8, 14
        )
    )


def keys(m: Mood) -> str:
    """A bunch of keys."""
    return (
        ring(0, -320, 60, m.ink, 14)
        + at(0, -220, key(m), 0.75, 70)
        + at(-60, -200, key(m), 0.7, 112)
    )


def lock(m: Mood) -> str:
    """A closed padlock with a heart as keyhole."""
    return (
        line("M-80 -210V-270C-80 -390 80 -390 80 -270V-210", STONE, 34)
        + rect(-140, -220, 280, 220, m.a, 28)
        + shape(heart_path(0, -60, 44), PAPIER)
    )


def target(m: Mood) -> str:
    """A target with an arrow in its middle."""
    return (
        disc(0, -180, 180, m.a)
        + disc(0, -180, 136, PAPIER)
        + disc(0, -180, 92, m.a)
        + disc(0, -180, 48, SONNE_300)
        + line("M0 -180L180 -360", TINTE, 14)
        + area([(170, -400), (220, -350), (150, -340)], m.c)
    )


def signpost(m: Mood) -> str:
    """A signpost with three arms."""
    return (
        rect(-14, -400, 28, 400, WOOD, 6)
        + area([(-20, -380), (170, -380), (214, -340), (170, -300), (-20, -300)], m.a)
        + area([(20, -280), (-160, -280), (-204, -240), (-160, -200), (20, -200)], m.b)
        + area([(-20, -180), (130, -180), (174, -140), (130, -100), (-20, -100)], m.c)
        + "".join(rect(x, y, 110, 16, PAPIER, 8) for x, y in ((10, -348), (-130, -248), (0, -148)))
    )


def network(m: Mood) -> str:
    """Points that are joined by lines."""
    points = [
        (-260, -300),
        (-120, -130),
        (0, -330),
        (130, -170),
        (270, -320),
        (240, -40),
        (-250, -50),
        (0, -30),
    ]
    joins = [(0, 1), (1, 2), (2, 3), (3, 4), (3, 5), (1, 6), (1, 7), (7, 3), (2, 4), (7, 5), (6, 7)]
    colours = (m.a, m.c, m.b, TULPE_600, WIESE_600, SONNE_300, PURPLE, m.a)
    return line(
        "".join(f"M{points[a][0]} {points[a][1]}L{points[b][0]} {points[b][1]}" for a, b in joins),
        STONE,
        8,
    ) + "".join(disc(x, y, 34 + i % 3 * 10, colours[i]) for i, (x, y) in enumerate(points))


def cog(m: Mood, colour: str = "", teeth: int = 8) -> str:
    """A cogwheel."""
    fill = colour or m.a
    return (
        "".join(
            f'<g transform="translate(0 -120) rotate({i * 360 / teeth:g})">{rect(-20, -128, 40, 50, fill, 8)}</g>'
            for i in range(teeth)
        )
        + disc(0, -120, 96, fill)
        + disc(0, -120, 40, m.sky)
    )


def cogs(m: Mood) -> str:
    """Three cogwheels that turn each other."""
    return (
        at(-110, -30, cog(m, m.a, 10), 1.15)
        + at(120, -130, cog(m, m.c), 0.85, 12)
        + at(118, 30, cog(m, m.b), 0.66, 6)
    )


def puzzle(m: Mood) -> str:
    """Four puzzle pieces."""

    def piece(colour: str) -> str:
        return rect(-90, -90, 180, 180, colour, 10) + disc(90, 0, 32, colour)

    return (
        at(-96, -270, piece(m.a))
        + at(96, -270, piece(m.b), 1, 90)
        + at(-96, -78, piece(WIESE_600), 1, -90)
        + at(120, -66, piece(m.c), 1, 186)
    )


def compass(m: Mood) -> str:
    """A compass rose."""
    points = "".join(
        f'<g transform="translate(0 -190) rotate({i * 45})">{area([(0, -170 if i % 2 == 0 else -110), (26, -20), (-26, -20)], m.a if i % 2 == 0 else m.b)}</g>'
        for i in (1, 3, 5, 7, 0, 2, 4, 6)
    )
    return (
        disc(0, -190, 190, PAPIER) + ring(0, -190, 180, m.c, 12) + points + disc(0, -190, 24, TINTE)
    )


def binoculars(m: Mood) -> str:
    """Binoculars."""
    return (
        shape("M-170 0L-130 -230H-40L-20 0Z", m.c)
        + shape("M170 0L130 -230H40L20 0Z", m.c)
        + rect(-50, -180, 100, 50, TINTE, 14)
        + disc(-95, -10, 76, TINTE)
        + disc(95, -10, 76, TINTE)
        + disc(-95, -10, 52, m.b)
        + disc(95, -10, 52, m.b)
    )


def lifebuoy(m: Mood) -> str:
    """A lifebuoy."""
    parts = "".join(
        shape(
            f"M{190 * cos(a):.0f} {190 * sin(a) - 190:.0f}A190 190 0 0 1 {190 * cos(a + pi / 4):.0f} {190 * sin(a + pi / 4) - 190:.0f}L{96 * cos(a + pi / 4):.0f} {96 * sin(a + pi / 4) - 190:.0f}A96 96 0 0 0 {96 * cos(a):.0f} {96 * sin(a) - 190:.0f}Z",
            PAPIER,
        )
        for a in (pi / 8, pi * 5 / 8, pi * 9 / 8, pi * 13 / 8)
    )
    return ring(0, -190, 143, TULPE_600, 94) + parts


def knot(m: Mood) -> str:
    """Two ropes in a loose knot."""
    return (
        line(
            "M-280 -60C-100 -60 -140 -300 20 -300C160 -300 120 -110 0 -110C-90 -110 -60 -230 40 -230",
            m.a,
            30,
        )
        + line("M280 -60C100 -60 190 -210 60 -230", m.c, 30)
        + disc(40, -230, 15, m.a)
    )


def node(m: Mood) -> str:
    """A tulip in the middle from which many lines go out."""
    rays = "".join(
        line(f"M0 -190L{250 * cos(a):.0f} {190 * sin(a) - 190:.0f}", STONE, 9)
        + disc(250 * cos(a), 190 * sin(a) - 190, 38, (m.a, m.b, m.c)[i % 3])
        for i, a in enumerate(j * pi / 4 + 0.2 for j in range(8))
    )
    return rays + disc(0, -190, 92, PAPIER) + at(0, -176, flower(TULPE_600), 0.95)


def crest(m: Mood) -> str:
    """A club's crest."""
    return (
        shape("M-140 -340H140V-160C140 -60 60 -20 0 0C-60 -20 -140 -60 -140 -160Z", m.a)
        + shape("M-108 -308H108V-164C108 -86 46 -50 0 -34C-46 -50 -108 -86 -108 -164Z", PAPIER)
        + at(0, -130, flower(TULPE_600), 1.15)
    )


def flag(m: Mood) -> str:
    """A flag on a pole."""
    return (
        rect(-120, -420, 18, 420, WOOD, 6)
        + shape("M-102 -400C-20 -440 60 -360 190 -400V-220C60 -180 -20 -260 -102 -220Z", m.a)
        + at(30, -280, flower(PAPIER), 0.95)
    )


def timeline(m: Mood) -> str:
    """Five milestones along a line."""
    return line("M-340 -60H340", m.ink, 12) + "".join(
        rect(x - 40, -70 - h, 80, h, c, 10) + disc(x, -60, 20, PAPIER) + ring(x, -60, 20, TINTE, 8)
        for x, h, c in (
            (-280, 150, m.a),
            (-140, 190, m.b),
            (0, 230, m.c),
            (140, 190, WIESE_600),
            (280, 150, PURPLE),
        )
    )


def letters_of_world(m: Mood) -> str:
    """Letters of several scripts in coloured bubbles."""
    return "".join(
        disc(x, y, r, c) + line(p, PAPIER, 13)
        for x, y, r, c, p in (
            (-210, -140, 100, m.a, "M-250 -96L-210 -190L-170 -96M-234 -126H-186"),
            (0, -280, 104, m.c, "M-50 -270C-40 -220 40 -220 50 -280M0 -330V-322"),
            (210, -150, 100, m.b, "M176 -104V-196L244 -104V-196"),
            (0, -60, 74, WIESE_600, "M-26 -90H26M0 -90V-28M-26 -28H26"),
        )
    )


def globe(m: Mood) -> str:
    """A globe."""
    return (
        disc(0, -190, 170, "#7fc0d0")
        + shape(
            "M-120 -300C-40 -350 -10 -270 -60 -230C-100 -200 -60 -140 -120 -120C-180 -180 -170 -250 -120 -300ZM20 -300C90 -340 150 -260 140 -190C110 -130 60 -150 60 -200C60 -240 0 -250 20 -300ZM-20 -110C20 -130 70 -90 30 -40C-10 -30 -40 -70 -20 -110Z",
            WIESE_600,
        )
        + line("M-120 0H120M0 -20V0", WOOD, 22)
    )
