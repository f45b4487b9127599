"""The columns of a spreadsheet: their codes, German headings, and an example."""

from __future__ import annotations

from dataclasses import dataclass

from projects.imports.models import Kind


@dataclass(frozen=True, slots=True)
class Column:
    """A column: code, headings that name it (the first is the template's), an example."""

    code: str
    headings: tuple[str, ...]
    example: str
    required: bool = False


NUMBER = Column("number", ("Aktenzeichen", "Nummer", "Antragsnummer"), "ALT-2019-004", True)
TITLE = Column("title", ("Titel", "Projekt", "Projekttitel"), "Nähtreff im Hof", True)
CARRIER = Column("carrier", ("Träger", "Projektträger", "Antragsteller"), "Hofgruppe", True)
THEME = Column("theme", ("Thema", "Themenfeld"), "")
PLACE = Column("place", ("Ort",), "Innenhof Beispielstraße")
AMOUNT = Column("amount", ("Betrag", "Fördersumme", "Summe"), "1.234,56 €", True)

COLUMNS: dict[str, tuple[Column, ...]] = {
    Kind.CASES: (
        NUMBER,
        TITLE,
        CARRIER,
        Column("carrier_kind", ("Art des Trägers", "Trägerart"), "Gruppe oder Initiative"),
        AMOUNT,
        Column("state", ("Stand", "Status", "Ergebnis"), "abgeschlossen", True),
        Column("received_on", ("Eingang", "Eingegangen am", "Eingangsdatum"), "14.03.2019", True),
        Column("starts_on", ("Beginn", "Von"), "01.05.2019"),
        Column("ends_on", ("Ende", "Bis"), "30.09.2019"),
        THEME,
        PLACE,
        Column("summary", ("Beschreibung", "Kurzbeschreibung"), "Nähen und reden, jede Woche."),
        Column("contact_name", ("Ansprechperson", "Kontakt"), ""),
        Column("contact_email", ("E-Mail", "E-Mail-Adresse"), ""),
    ),
    Kind.PROJECTS: (
        NUMBER,
        TITLE,
        CARRIER,
        Column("year", ("Jahr",), "2019", True),
        Column("theme", THEME.headings, "", True),
        AMOUNT,
        Column("participants", ("Teilnehmende", "Teilnehmer"), "24"),
        Column("volunteers", ("Ehrenamtliche", "Freiwillige"), "5"),
        Column("events", ("Veranstaltungen", "Treffen"), "12"),
        PLACE,
        Column("results", ("Ergebnisse", "Was daraus wurde"), "Der Treff läuft weiter."),
    ),
}


def plain(heading: object) -> str:
    """A heading as it is compared: without case, spaces and the star of required ones."""
    return " ".join(str(heading or "").replace("*", " ").split()).casefold()


def named(kind: str) -> dict[str, Column]:
    """All names that a heading may have, codes included."""
    return {
        plain(name): column for column in COLUMNS[kind] for name in (column.code, *column.headings)
    }
