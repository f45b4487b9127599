"""Houses and other buildings."""

# Path data is not broken into lines.

from __future__ import annotations

from portal.demo.pictures.colours import (
    BRICK,
    LIPPE_700,
    MUTED,
    PAPIER,
    SONNE_300,
    STONE,
    TINTE,
    TULPE_600,
    WIESE_600,
    WOOD,
    Mood,
)
from portal.demo.pictures.pen import arch, area, at, disc, line, rect, shape


def windows(x: float, y: float, columns: int, rows: int, fill: str, step: float = 58) -> str:
    """Rows of small windows."""
    return "".join(
        rect(x + c * step, y + r * 66, 32, 40, fill, 4) for c in range(columns) for r in range(rows)
    )


def house(m: Mood) -> str:
    """A brick house with a pitched roof and a light door."""
    return (
        rect(-95, -170, 190, 170, BRICK)
        + area([(-118, -166), (0, -268), (118, -166)], "#7c1a25")
        + rect(-28, -96, 56, 96, PAPIER, 4)
        + disc(16, -46, 5, TULPE_600)
        + rect(-78, -140, 38, 44, SONNE_300, 4)
        + rect(42, -140, 38, 44, SONNE_300, 4)
        + rect(52, -262, 26, 62, "#7c1a25")
    )


def tower(m: Mood) -> str:
    """A tall house."""
    return rect(-75, -330, 150, 330, LIPPE_700, 8) + windows(-48, -300, 2, 4, SONNE_300, 64)


def block(m: Mood) -> str:
    """A broad house of flats."""
    return (
        rect(-130, -230, 260, 230, m.c, 8)
        + windows(-104, -204, 4, 2, SONNE_300)
        + rect(-22, -66, 44, 66, PAPIER, 4)
    )


def row(m: Mood) -> str:
    """Three houses side by side."""
    return at(-215, 0, block(m), 0.85) + at(0, 0, house(m)) + at(190, 0, tower(m), 0.9)


def centre(m: Mood) -> str:
    """The district centre: a low hall with a large roof and a tulip on its wall."""
    return (
        rect(-230, -180, 460, 180, PAPIER, 6)
        + area([(-258, -178), (-40, -282), (258, -178)], LIPPE_700)
        + windows(-200, -140, 3, 1, SONNE_300)
        + rect(40, -120, 70, 120, TULPE_600, 6)
        + at(170, -40, flower(TULPE_600), 0.9)
    )


def flower(colour: str) -> str:
    """A tulip as the portal's sign."""
    return (
        line("M0 40V-30", WIESE_600, 12)
        + shape("M0 10C-40 8 -44 -26 -40 -36C-18 -32 -2 -14 0 10Z", WIESE_600)
        + shape("M-34 -86C-40 -34 -20 -22 0 -22C20 -22 40 -34 34 -86L16 -62L0 -92L-16 -62Z", colour)
    )


def school(m: Mood) -> str:
    """A school with a clock and a bell."""
    return (
        rect(-220, -170, 440, 170, BRICK, 6)
        + rect(-70, -236, 140, 236, "#c95b4b", 6)
        + area([(-90, -234), (0, -310), (90, -234)], "#7c1a25")
        + disc(0, -196, 30, PAPIER)
        + line("M0 -214V-196H14", TINTE, 6)
        + windows(-196, -140, 2, 1, SONNE_300)
        + windows(106, -140, 2, 1, SONNE_300)
        + rect(-30, -100, 60, 100, PAPIER, 4)
    )


def church(m: Mood) -> str:
    """A church with a tower."""
    return (
        rect(-60, -190, 230, 190, PAPIER, 4)
        + area([(-72, -188), (55, -280), (182, -188)], m.a)
        + rect(-140, -290, 100, 290, "#ead9bd", 4)
        + area([(-152, -288), (-90, -410), (-28, -288)], m.a)
        + disc(-90, -236, 22, SONNE_300)
        + "".join(
            shape(f"M{x} -60V-110A18 18 0 0 1 {x + 36} -110V-60Z", SONNE_300) for x in (0, 56, 112)
        )
        + shape("M-112 0V-50A22 22 0 0 1 -68 -50V0Z", MUTED)
    )


def hall(m: Mood) -> str:
    """An office building with columns."""
    return (
        rect(-210, -40, 420, 40, STONE, 4)
        + rect(-190, -200, 380, 160, PAPIER)
        + area([(-224, -200), (0, -310), (224, -200)], m.a)
        + disc(0, -240, 24, SONNE_300)
        + "".join(rect(x, -196, 34, 156, "#e2d4bb", 4) for x in (-172, -92, 58, 138))
        + rect(-34, -130, 68, 90, m.c, 4)
    )


def shop(m: Mood) -> str:
    """A small shop with an awning and a wide window."""
    stripes = "".join(
        shape(f"M{-180 + i * 60} -190h60v44a30 30 0 0 1 -60 0Z", TULPE_600 if i % 2 else PAPIER)
        for i in range(6)
    )
    return (
        rect(-170, -250, 340, 250, m.c, 8)
        + rect(-140, -130, 180, 100, LIPPE_700 if m.c != LIPPE_700 else "#0b6670", 6)
        + rect(-126, -118, 152, 76, SONNE_300, 4)
        + rect(72, -130, 70, 130, PAPIER, 4)
        + stripes
    )


def stairs(m: Mood) -> str:
    """A staircase with a rail."""
    steps = "".join(
        rect(-200 + i * 66, -(i + 1) * 48, 400 - i * 66, 48, c)
        for i, c in enumerate(["#b98a5b", "#c4976a", "#cfa579", "#dab388", "#e5c197", "#efcfa7"])
    )
    return (
        steps + line("M-190 -150L150 -400", m.a, 14) + line("M-190 -150V-20M150 -400V-290", m.a, 14)
    )


def gate(m: Mood) -> str:
    """An open door with a warm light behind it."""
    return (
        rect(-110, -330, 220, 330, m.c, 10)
        + rect(-86, -306, 172, 306, SONNE_300, 6)
        + area([(-86, -304), (10, -264), (10, 24), (-86, 0)], WOOD)
        + disc(-8, -130, 9, PAPIER)
        + rect(-140, 0, 280, 18, STONE, 6)
    )


def ramp_house(m: Mood) -> str:
    """A house with a ramp beside its steps."""
    return (
        at(-70, 0, house(m), 1.15)
        + area([(20, 0), (300, 0), (20, -46)], STONE)
        + line("M30 -110L290 -54M290 -54V0M160 -82V-24", m.ink if m.ink else TINTE, 9)
    )


def bridge(m: Mood) -> str:
    """The railway bridge with its arch of tulips."""
    return (
        rect(-420, -250, 840, 34, TINTE)
        + arch(0, 0, 216, 168, STONE)
        + rect(-420, -216, 60, 216, STONE)
        + rect(360, -216, 60, 216, STONE)
        + at(-86, -40, flower(TULPE_600), 1.15)
        + at(0, -40, flower(SONNE_300), 1.4)
        + at(86, -40, flower("#a43f9a"), 1.15)
    )


def train(m: Mood) -> str:
    """A red train of two carriages, standing on what is below it."""

    def carriage(x: float) -> str:
        return (
            rect(x, -86, 220, 72, TULPE_600, 16)
            + "".join(rect(x + 20 + i * 48, -72, 34, 26, PAPIER, 4) for i in range(4))
            + disc(x + 50, -10, 12, TINTE)
            + disc(x + 170, -10, 12, TINTE)
        )

    return carriage(-230) + carriage(10)


def train_bridge(m: Mood) -> str:
    """The bridge with a train on it."""
    return bridge(m) + at(20, -250, train(m))


def winding_tower(m: Mood) -> str:
    """A winding tower, a memory of the mines nearby."""
    return (
        line("M-70 0L-30 -300M70 0L30 -300M-56 -100H56M-44 -190H44", m.c, 16)
        + line("M30 -290L190 0", m.c, 14)
        + disc(0, -316, 52, m.a)
        + disc(0, -316, 34, m.sky)
        + line("M0 -350V-282M-34 -316H34", m.a, 8)
    )


def castle_of_tables(m: Mood) -> str:
    """Three round tables seen from above with seats around."""

    def table(x: float, y: float, colour: str) -> str:
        seats = [(0, -74), (70, -22), (44, 62), (-44, 62), (-70, -22)]
        return disc(x, y, 52, colour) + "".join(disc(x + dx, y + dy, 18, m.c) for dx, dy in seats)

    return table(-190, -120, m.a) + table(0, -220, m.b) + table(190, -120, WIESE_600)
