"""Organisations as CSV: our own columns, the two shapes of the national register of associations, the register of businesses (SIRENE)."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.identifiers import check_rna
from cresi_app.directory.model import OrganisationSheet
from cresi_app.directory.model.entries import OrganisationEntry, Told
from cresi_app.directory.service import DirectoryService

Row = Mapping[str, str]

FORMATS: Final = ("csv", "rna", "rna-waldec", "sirene", "sirene-unit")
_TEXTS: Final = (
    "acronym", "legal_form", "purpose", "address", "postal_code", "town", "region", "email", "phone", "website", "note",
)  # fmt: skip
_SCHEMES: Final = ("rna", "siren", "siret", "register", "iati", "eu_pic")
COLUMNS: Final = (
    "id", "name", "acronym", "kind", "legal_form", "founded_on", "known_since", "purpose", "address", "postal_code", "town",
    "region", "country", "email", "phone", "website", "rna", "siren", "siret", "register", "iati", "eu_pic", "countries",
    "sectors", "note",
)  # fmt: skip
"""What is written, in this order; read in any order. Lists are codes separated by spaces, days ISO, everything is text."""

_UNKNOWN_DAY: Final = "0001-01-01"
_NO_TABLE: Final = N_(
    "Ce fichier n'est pas une liste d'organisations : il faut au moins une colonne « name » (ou un fichier du répertoire "
    "national des associations, ou de SIRENE). Rien n'a été lu."
)


@dataclass(frozen=True, slots=True)
class OrganisationFile:
    """A file read: what it is, how it is encoded, its organisations, and the lines that could not be read."""

    format: str
    encoding: str
    entries: tuple[OrganisationEntry, ...]
    rejects: tuple[Told, ...]


def read(content: bytes, encoding: str = "") -> OrganisationFile:
    """Read a CSV of organisations; format, separator and encoding are recognised. DomainError ``no_table`` when it is none.

    `encoding` forces one; bytes that do not fit it are replaced by U+FFFD and the line is reported, never dropped in silence.
    """
    text, used = _decoded(content, encoding)
    if "\x00" in text:
        raise DomainError("no_table", _NO_TABLE)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=_separator(text), restkey="…", restval="")
    header = [name.strip().casefold() for name in rows.fieldnames or ()]
    rows.fieldnames = header
    shape = _shape(header)
    entries: list[OrganisationEntry] = []
    rejects: list[Told] = []
    for record, row in enumerate(_rows(rows, rejects), start=1):
        try:
            entries.append(_READERS[shape](record, {name: value or "" for name, value in row.items() if name != "…"}))
        except DomainError as refusal:
            rejects.append(Told(record, refusal.template, refusal.data))
    return OrganisationFile(shape, used, tuple(entries), tuple(rejects))


def _rows(rows: "csv.DictReader[str]", rejects: list[Told]) -> Iterator[dict[str, str]]:
    """Give the rows; one that the CSV reader cannot read ends the file, with its line told."""
    try:
        yield from rows
    except csv.Error as error:
        sentence = N_("Ligne {line} illisible ({reason}) : la lecture s'arrête là.")
        rejects.append(Told(rows.line_num, sentence, {"line": rows.line_num, "reason": str(error)}))


def _decoded(content: bytes, encoding: str) -> tuple[str, str]:
    for name in [encoding] if encoding else ["utf-8-sig", "cp1252"]:
        try:
            return content.decode(name), name.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
        except LookupError:
            raise DomainError(
                "encoding_unknown", N_("L'encodage « {name} » n'est pas connu : essayez utf-8 ou cp1252."), name=name
            ) from None
    return content.decode(encoding or "cp1252", "replace"), encoding or "cp1252"


def _separator(text: str) -> str:
    first = text.partition("\n")[0]
    return max(";,\t", key=first.count)


def _shape(header: Sequence[str]) -> str:
    names = set(header)
    if {"id", "titre", "adrs_libcommune"} <= names:
        return "rna-waldec"
    if {"rup_mi", "titre", "libcom"} <= names:
        return "rna"
    if {"siren", "nic", "siret"} <= names:
        return "sirene"
    if {"siren", "denominationunitelegale"} <= names:
        return "sirene-unit"
    if "name" in names:
        return "csv"
    raise DomainError("no_table", _NO_TABLE)


def _day(text: str) -> date | None:
    if not text.strip() or text.startswith(_UNKNOWN_DAY):
        return None
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise DomainError("day", N_("« {text} » n'est pas un jour (AAAA-MM-JJ)."), text=text) from None


def _own(record: int, row: Row) -> OrganisationEntry:
    fields: dict[str, object] = {name: row[name] for name in _TEXTS if name in row}
    fields |= {"founded_on": _day(row.get("founded_on", "")), "country_code": row.get("country") or "FR"}
    year = row.get("known_since", "").strip()
    if year:
        if not year.isdecimal():
            raise DomainError("year", N_("« {text} » n'est pas une année."), text=year)
        fields["known_since"] = int(year)
    return OrganisationEntry(
        name=row["name"],
        kind=row.get("kind") or "association",
        fields=fields,
        numbers={scheme: row[scheme] for scheme in _SCHEMES if row.get(scheme)},
        countries=tuple(row.get("countries", "").split()),
        sectors=tuple(row.get("sectors", "").split()),
        record=record,
    )


def _joined(row: Row, *names: str) -> str:
    return " ".join(" ".join(row.get(name, "").split()) for name in names).strip("_ ")


def _association(record: int, row: Row, fields: Mapping[str, object], rna: str) -> OrganisationEntry:
    common: dict[str, object] = {
        "legal_form": "Association loi 1901",
        "founded_on": _day(row.get("date_creat", "")),
        "purpose": row.get("objet", ""),
        "phone": row.get("telephone", ""),
        "website": row.get("siteweb", ""),
        "note": row.get("observation", ""),
    }
    numbers = {"rna": rna, "siret": row.get("siret", "")}
    return OrganisationEntry(
        name=row["titre"],
        fields={**common, **fields},
        numbers={scheme: value for scheme, value in numbers.items() if value},
        record=record,
    )


def _waldec(record: int, row: Row) -> OrganisationEntry:
    short = row.get("titre_court", "").strip()
    fields: dict[str, object] = {
        "acronym": short if short.casefold() != row["titre"].strip().casefold() and len(short) <= 20 else "",
        "address": _joined(row, "adrs_complement", "adrs_numvoie", "adrs_repetition", "adrs_typevoie", "adrs_libvoie"),
        "postal_code": row.get("adrs_codepostal", ""),
        "town": row.get("adrs_libcommune", ""),
    }
    ended = _day(row.get("date_disso", ""))
    if ended is not None:
        # The register's own word, kept in the record: it stays French.
        fields["note"] = f"Dissoute le {ended.isoformat()}. {row.get('observation', '')}".strip()
    return _association(record, row, fields, row["id"])


def _import(record: int, row: Row) -> OrganisationEntry:
    fields: dict[str, object] = {
        "address": _joined(row, "adr1", "adr2", "adr3"),
        "postal_code": row.get("adrs_codepostal", ""),
        "town": row.get("libcom", ""),
    }
    # In this file `id` is the old number; the present one stands in `rup_mi`, or where remarks should be.
    rna = next((row[name] for name in ("rup_mi", "observation") if check_rna(row.get(name, "")).is_valid), "")
    if row.get("observation", "").strip() == rna:
        fields["note"] = ""
    return _association(record, row, fields, rna)


def _establishment(record: int, row: Row) -> OrganisationEntry:
    """Read an establishment. SIRENE leaves its name to another file: one without any only completes who is known by its SIRET."""
    signs = (
        "denominationusuelleetablissement",
        "enseigne1etablissement",
        "enseigne2etablissement",
        "enseigne3etablissement",
    )
    name = next((row[sign] for sign in signs if row.get(sign, "").strip()), "")
    closed = row.get("etatadministratifetablissement", "") == "F"
    since = row.get("datedebut", "")[:10]
    fields: dict[str, object] = {
        "founded_on": _day(row.get("datecreationetablissement", "")),
        "address": "\n".join(
            line
            for line in (
                _joined(row, "complementadresseetablissement"),
                _joined(
                    row,
                    "numerovoieetablissement",
                    "indicerepetitionetablissement",
                    "typevoieetablissement",
                    "libellevoieetablissement",
                ),
                _joined(row, "distributionspecialeetablissement"),
            )
            if line
        ),
        "postal_code": row.get("codepostaletablissement", ""),
        "town": row.get("libellecommuneetablissement", "") or row.get("libellecommuneetrangeretablissement", ""),
        # The register's own word, kept in the record: it stays French.
        "note": f"Établissement fermé depuis le {since}." if closed and since else "",
    }
    return OrganisationEntry(
        name=name, kind="association", fields=fields, numbers={"siret": row["siret"]}, record=record
    )


_LEGAL_FORMS: Final = (("92", "association"), ("93", "foundation"), ("72", "local_authority"), ("73", "local_authority"), ("7", "public_body"), ("5", "company"))  # fmt: skip


def _legal_unit(record: int, row: Row) -> OrganisationEntry:
    """Read a legal unit of SIRENE: its name, SIREN and, when it gave one, RNA."""
    form = row.get("categoriejuridiqueunitelegale", "")
    numbers = {"siren": row["siren"], "rna": row.get("identifiantassociationunitelegale", "")}
    if row.get("nicsiegeunitelegale"):
        numbers["siret"] = row["siren"] + row["nicsiegeunitelegale"]
    return OrganisationEntry(
        name=row["denominationunitelegale"] or _joined(row, "prenom1unitelegale", "nomunitelegale"),
        kind=next((kind for start, kind in _LEGAL_FORMS if form.startswith(start)), "association"),
        fields={"acronym": row.get("sigleunitelegale", ""), "founded_on": _day(row.get("datecreationunitelegale", ""))},
        numbers={scheme: value for scheme, value in numbers.items() if value},
        record=record,
    )


_READERS: Final[Mapping[str, Callable[[int, Row], OrganisationEntry]]] = {
    "csv": _own,
    "rna": _import,
    "rna-waldec": _waldec,
    "sirene": _establishment,
    "sirene-unit": _legal_unit,
}


def write(service: DirectoryService, ids: Iterable[int]) -> bytes:
    """Return these organisations as CSV: UTF-8 with a mark, semicolons, so that spreadsheets of this country open it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for organisation_id in ids:
        row = _written(service.organisation_sheet(organisation_id))
        writer.writerow([row[name] for name in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def _written(sheet: OrganisationSheet) -> dict[str, str]:
    one = sheet.organisation
    row = {name: str(getattr(one, name)) for name in _TEXTS}
    row |= {scheme: sheet.identifier(scheme) for scheme in _SCHEMES}
    return row | {
        "id": str(one.id),
        "name": one.name,
        "kind": one.kind,
        "founded_on": one.founded_on.isoformat() if one.founded_on else "",
        "known_since": str(one.known_since or ""),
        "country": one.country_code or "",
        "countries": " ".join(country.code for country in sheet.countries),
        "sectors": " ".join(sector.code for sector in sheet.sectors),
    }
