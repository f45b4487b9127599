"""The columns of the evaluation dataset and what goes along with it. German, as its papers are."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """A column: its stable name, what it means, the kind of its values."""

    name: str
    meaning: str
    kind: str


COLUMNS = (
    Column("id", "Pseudonym des Antrags; für dieselbe Stelle bei jedem Export gleich", "text"),
    Column("programme", "Förderprogramm", "code"),
    Column("period", "Förderperiode, erster und letzter Tag", "text"),
    Column("theme", "Thema des Vorhabens; leer: keine Angabe", "code"),
    Column("carrier_kind", "Art des Trägers; leer: keine Angabe", "code"),
    Column("project_type", "Art des Vorhabens; leer: keine Angabe", "code"),
    Column("target_groups", "Zielgruppen, mit Semikolon getrennt", "codes"),
    Column("state", "Stand des Antrags am Tag des Exports", "code"),
    Column("asked_euro", "beantragter Betrag in Euro", "number"),
    Column("awarded_euro", "bewilligter Betrag in Euro; leer: nicht bewilligt", "number"),
    Column("paid_euro", "ausgezahlt in Euro, abzüglich Rückzahlungen", "number"),
    Column("received", "Monat des Eingangs; seltene Monate nur als Jahr", "month"),
    Column("awarded_in", "Monat der Bewilligung; seltene Monate nur als Jahr", "month"),
    Column("starts", "geplanter Beginn (Monat)", "month"),
    Column("ends", "geplantes Ende (Monat)", "month"),
    Column("planned", "geplante Wirkungen als code=Anzahl, mit Semikolon getrennt", "codes"),
)
NOTES = """\
Datensatz für die Auswertung des Förderprogramms
================================================

Für: {recipient}
Zweck: {purpose}
Erstellt am: {day}

Der Datensatz ist pseudonymisiert, nicht anonym. Er darf nur für den genannten Zweck benutzt und
nicht weitergegeben werden. Der Versuch, Personen oder Träger wiederzuerkennen, ist nicht erlaubt.

Was nicht darin steht: Namen, Anschriften, Kontaktdaten, Titel und freie Texte, Aktenzeichen,
Entwürfe. Wie ein Antrag entschieden wurde, steht erst darin, wenn der Bescheid bekannt ist.

Kleinste Gruppe: {k} Anträge
- Eine Angabe, die seltener vorkommt, heißt other/suppressed. Seltene Monate werden zu Jahren.
- Keine Verbindung aus Thema, Art des Trägers und Art des Vorhabens kommt seltener vor: Sonst fehlt
  zuerst die Art des Vorhabens, dann die Art des Trägers, dann das Thema.

daten.csv: eine Zeile je Antrag (UTF-8, Komma, Punkt als Dezimalzeichen)
datenwoerterbuch.csv: was Spalten und Codes bedeuten
SHA256SUMS: Prüfsummen der Dateien
"""
