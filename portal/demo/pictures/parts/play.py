"""Playing, sport and growing up."""

# Path data is not broken into lines.
# ruff: noqa: E501

from __future__ import annotations

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
from portal.demo.pictures.pen import area, at, disc, heart_path, line, rect, ring, shape


def ball(m: Mood) -> str:
    """A ball with patches."""
    return (
        disc(0, -120, 120, PAPIER)
        + area([(0, -166), (44, -134), (28, -84), (-28, -84), (-44, -134)], TINTE)
        + line(
            "M0 -166V-236M44 -134L108 -160M28 -84L66 -28M-28 -84L-66 -28M-44 -134L-108 -160",
            TINTE,
            8,
        )
        + ring(0, -120, 116, m.c, 9)
    )


def goal(m: Mood) -> str:
    """A goal with its net."""
    net = "".join(line(f"M{-200 + i * 50} -250V0", "#c9d3d8", 4) for i in range(1, 8)) + "".join(
        line(f"M-200 {-250 + i * 50}H200", "#c9d3d8", 4) for i in range(1, 5)
    )
    return net + line("M-200 0V-250H200V0", PAPIER, 20)


def skateboard(m: Mood) -> str:
    """A skateboard on a ramp."""
    return shape("M-300 0C-180 0 -60 -60 -20 -220H40V0Z", m.b) + at(
        120,
        -40,
        line("M-150 -60C-110 -30 110 -30 150 -60", m.a, 26)
        + disc(-84, -14, 22, TINTE)
        + disc(84, -14, 22, TINTE),
    )


def kite(m: Mood) -> str:
    """A kite with a tail."""
    return (
        line("M0 -120C-40 -60 60 -30 10 30C-20 70 40 90 20 130", m.ink, 6)
        + area([(0, -400), (130, -270), (0, -120), (-130, -270)], m.a)
        + area([(0, -400), (130, -270), (0, -270)], SONNE_300)
        + area([(0, -120), (-130, -270), (0, -270)], m.c)
        + area([(-14, -20), (40, -46), (34, 0)], TULPE_600)
        + area([(30, 60), (-24, 40), (-20, 84)], WIESE_600)
    )


def blocks(m: Mood) -> str:
    """Building blocks: a little house."""
    return (
        rect(-150, -100, 100, 100, m.a, 10)
        + rect(-40, -100, 100, 100, SONNE_300, 10)
        + rect(70, -100, 100, 100, m.c, 10)
        + rect(-95, -206, 100, 100, WIESE_600, 10)
        + rect(15, -206, 100, 100, PURPLE, 10)
        + area([(-70, -212), (10, -300), (90, -212)], TULPE_600)
        + disc(-100, -50, 22, PAPIER)
        + disc(10, -50, 22, PAPIER)
        + disc(120, -50, 22, PAPIER)
    )


def swing(m: Mood) -> str:
    """A swing."""
    return (
        line(
            "M-200 0L-130 -340M-60 0L-130 -340M200 0L130 -340M60 0L130 -340M-150 -340H150", m.c, 20
        )
        + line("M-50 -336L-10 -110M70 -336L90 -110", TINTE, 6)
        + at(40, -104, rect(-80, -12, 160, 26, m.a, 8), 1, -4)
    )


def hearts(m: Mood) -> str:
    """A large heart with a small one."""
    return shape(heart_path(-30, -30, 140), TULPE_600) + shape(heart_path(150, -10, 62), m.b)


def pram(m: Mood) -> str:
    """A pram."""
    return (
        shape("M-170 -210H110C110 -90 20 -80 -30 -80C-90 -80 -170 -90 -170 -210Z", m.a)
        + shape("M-20 -220V-360C70 -360 120 -300 120 -220Z", m.c)
        + line("M-170 -210L-220 -290", TINTE, 14)
        + ring(-100, -40, 40, TINTE, 13)
        + ring(60, -40, 40, TINTE, 13)
    )


def balance_bike(m: Mood) -> str:
    """A small balance bike held by a hand."""
    return (
        ring(-130, -70, 64, TINTE, 16)
        + ring(130, -70, 64, TINTE, 16)
        + line(
            "M-130 -70L-60 -170H80L130 -70M80 -170L70 -230M40 -234H104M-60 -170L-72 -206", m.a, 16
        )
        + rect(-116, -222, 84, 20, TINTE, 10)
    )


def baton(m: Mood) -> str:
    """Two hands that pass on a baton."""
    return (
        line("M-300 -90L-90 -190", "#8a5637", 44)
        + line("M300 -250L100 -190", "#e3b08a", 44)
        + disc(-84, -188, 42, "#8a5637")
        + disc(96, -194, 42, "#e3b08a")
        + at(0, -190, rect(-130, -22, 260, 44, m.a, 14) + rect(-40, -22, 80, 44, SONNE_300), 1, -8)
    )


def podium(m: Mood) -> str:
    """A podium with tulips for everybody."""
    return (
        rect(-180, -120, 120, 120, m.b, 6)
        + rect(-60, -190, 120, 190, m.a, 6)
        + rect(60, -90, 120, 90, m.c, 6)
    )


def windmill(m: Mood) -> str:
    """A toy windmill."""
    blades = "".join(
        f'<g transform="translate(0 -300) rotate({i * 90})">{shape("M0 0C10 -60 60 -90 110 -100C100 -40 60 -6 0 0Z", c)}</g>'
        for i, c in enumerate((TULPE_600, SONNE_300, WIESE_600, m.c))
    )
    return line("M0 0V-300", WOOD, 13) + blades + disc(0, -300, 18, PAPIER)


def puppets(m: Mood) -> str:
    """A sun with a face."""
    rays = "".join(
        f'<g transform="translate(0 -190) rotate({i * 30})">{area([(-24, -140), (24, -140), (0, -196)], TULPE_600 if i % 2 else SONNE_300)}</g>'
        for i in range(12)
    )
    return (
        rays
        + disc(0, -190, 140, SONNE_300)
        + disc(-48, -210, 14, TINTE)
        + disc(48, -210, 14, TINTE)
        + line("M-56 -160C-30 -120 30 -120 56 -160", TINTE, 12)
        + disc(-84, -166, 18, "#f4aaa2")
        + disc(84, -166, 18, "#f4aaa2")
    )


def bag(m: Mood) -> str:
    """A school bag."""
    return (
        line("M-50 -300C-50 -360 50 -360 50 -300", STONE, 16)
        + rect(-140, -300, 280, 300, m.a, 36)
        + rect(-140, -300, 280, 130, m.c, 36)
        + rect(-30, -190, 60, 54, SONNE_300, 10)
        + rect(-90, -100, 180, 70, PAPIER, 14)
    )
