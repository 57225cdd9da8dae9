"""Requests for places in a table (CSV): columns recognised by their French or English heads, lines of one association brought together."""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.text import words
from cresi_app.training.model import Origin
from cresi_app.training.model.intake import Asked, AskedPerson

_LARGEST: Final = 5_000_000
_MOST_UNNAMED: Final = 50

_HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    "session": ("session", "journee", "code", "code session", "formation", "stage", "course", "training", "date"),
    "organisation": ("organisation", "association", "structure", "organisme", "nom de l association", "organization"),
    "family": ("nom", "nom de famille", "family name", "last name", "surname"),
    "given": ("prenom", "given name", "first name"),
    "name": (
        "participant",
        "participante",
        "personne",
        "nom prenom",
        "nom et prenom",
        "prenom nom",
        "stagiaire",
        "name",
    ),
    "role": ("role", "fonction", "title", "function"),
    "needs": ("besoins", "besoin", "besoins particuliers", "regime", "acces", "needs", "diet"),
    "contact": ("contact", "personne a joindre", "referent", "referente"),
    "email": ("courriel", "mail", "e mail", "email", "adresse mail", "adresse electronique"),
    "phone": ("telephone", "tel", "phone", "portable", "mobile"),
    "unnamed": ("places", "nombre de places", "nombre", "noms a venir", "places a nommer"),
    "note": ("note", "remarque", "remarques", "commentaire", "observations"),
}

_NO_TABLE: Final = N_(
    "« {file} » n'est pas un tableau d'inscriptions : il faut au moins une colonne pour l'association et une pour le nom "
    "(par exemple « Association ; Nom ; Prénom ; Journée »). Rien n'a été lu."
)


@dataclass(frozen=True, slots=True)
class BookingTable:
    """A table read: its encoding, what each column was taken for ("": left aside), and the requests."""

    encoding: str
    columns: tuple[tuple[str, str], ...]
    asked: tuple[Asked, ...]
    lines: int
    """Lines read, heads and blank ones apart."""


def read_booking_table(content: bytes, name: str, encoding: str = "") -> BookingTable:
    """Read a CSV of requests; separator, encoding and columns are recognised. DomainError ``no_table`` when it is none.

    The lines of one association for one session are one request. `encoding` forces one.
    """
    if len(content) > _LARGEST:
        raise DomainError("no_table", _NO_TABLE, file=name)
    text, used = _decoded(content, encoding, name)
    rows = _rows(text, name)
    if not rows:
        raise DomainError("no_table", _NO_TABLE, file=name)
    columns = tuple((head.strip(), _meaning(head)) for head in rows[0])
    known = {meaning for _, meaning in columns}
    if "organisation" not in known or not known & {"family", "name", "unnamed"}:
        raise DomainError("no_table", _NO_TABLE, file=name)
    digest = hashlib.sha256(content).hexdigest()
    lines = [_line(row, columns) for row in rows[1:]]
    filled = [(number, line) for number, line in enumerate(lines, start=2) if any(line.values())]
    return BookingTable(used, columns, tuple(_grouped(filled, name, digest)), len(filled))


def _decoded(content: bytes, encoding: str, name: str) -> tuple[str, str]:
    if b"\x00" in content[:4] and content[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        raise DomainError("no_table", _NO_TABLE, file=name)
    tried = [encoding] if encoding else ["utf-8-sig"]
    for one in tried:
        try:
            return content.decode(one), one.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
        except LookupError:
            raise DomainError(
                "encoding_unknown", N_("L'encodage « {name} » n'est pas connu : essayez utf-8 ou cp1252."), name=one
            ) from None
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace"), "utf-16"
    # French spreadsheets write cp1252 or, on old Macs, mac_roman; the likeliest of these by what letters come out.
    best = from_bytes(content, cp_isolation=["cp1252", "mac_roman", "iso8859_15", "cp850"]).best()
    used = best.encoding if best is not None else "cp1252"
    return content.decode(used, "replace"), used


def _rows(text: str, name: str) -> list[list[str]]:
    if "\x00" in text:
        raise DomainError("no_table", _NO_TABLE, file=name)
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    try:
        return [
            row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if any(map(str.strip, row))
        ]
    except csv.Error as error:
        raise DomainError(
            "csv",
            N_("« {file} » ne peut pas être lu comme un tableau ({reason}) : rien n'a été lu."),
            file=name,
            reason=str(error),
        ) from error


def _meaning(head: str) -> str:
    said = " ".join(words(head))
    for meaning, heads in _HEADS.items():
        if said in heads:
            return meaning
    # « Nom de la structure », « Journée souhaitée »: the longest head that begins it.
    fitting = [(len(one), meaning) for meaning, heads in _HEADS.items() for one in heads if said.startswith(f"{one} ")]
    if "association" in said.split() or "structure" in said.split():
        return "organisation"
    return max(fitting)[1] if fitting else ""


def _line(row: Sequence[str], columns: Sequence[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for (_, meaning), cell in zip(columns, row, strict=False):
        if meaning and cell.strip():
            found[meaning] = " ".join(filter(None, (found.get(meaning, ""), *cell.split())))
    return found


def _grouped(lines: Sequence[tuple[int, Mapping[str, str]]], name: str, digest: str) -> list[Asked]:
    """Return one request for each association and session, in the order in which they first come."""
    groups: dict[tuple[str, str], list[tuple[int, Mapping[str, str]]]] = {}
    for number, line in lines:
        key = (" ".join(words(line.get("session", ""))), " ".join(words(line.get("organisation", ""))))
        groups.setdefault(key, []).append((number, line))
    return [_asked(group, name, f"{digest}:{rank}") for rank, group in enumerate(groups.values())]


def _asked(group: Sequence[tuple[int, Mapping[str, str]]], name: str, digest: str) -> Asked:
    numbers = [number for number, _ in group]
    first = group[0][1]
    people: list[AskedPerson] = []
    cautions: list[str] = []
    unnamed = 0
    for number, line in group:
        person = line.get("name") or " ".join(filter(None, (line.get("given", ""), line.get("family", ""))))
        count = line.get("unnamed", "")
        if person:
            people.append(AskedPerson(person, line.get("role", ""), line.get("needs", "")))
        elif count.isdecimal() and 1 <= int(count) <= _MOST_UNNAMED:
            unnamed += int(count)
        else:
            cautions.append(tr("Ligne {line} : ni nom, ni nombre de places ; elle est laissée de côté.", line=number))
    where = (
        tr("ligne {line}", line=numbers[0])
        if len(numbers) == 1
        else tr("lignes {first} à {last}", first=numbers[0], last=numbers[-1])
    )
    return Asked(
        source=f"{name}, {where}",
        origin=Origin.CSV,
        session=first.get("session", ""),
        organisation=first.get("organisation", ""),
        people=tuple(people),
        unnamed=unnamed,
        contact=first.get("contact", ""),
        email=first.get("email", ""),
        phone=first.get("phone", ""),
        note=first.get("note", ""),
        file_sha256=hashlib.sha256(digest.encode()).hexdigest(),
        cautions=tuple(cautions),
    )
