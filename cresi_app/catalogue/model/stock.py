"""What the stock is made of: lines of copies, where they come from, the numbers they are given, the sheets of their labels."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from cresi_app.catalogue.model.listed import Listed
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_

EAN13: Final = "ean13"
CODE128: Final = "code128"
MOST_AT_ONCE: Final = 200
"""Copies entered in one act: more than that is an import."""


@dataclass(frozen=True, slots=True)
class Provenance(Listed):
    """How a copy came: bought, given, exchanged, made here, lent for long."""


@dataclass(frozen=True, slots=True)
class LabelFormat(Listed):
    """A sheet of labels; lengths in hundredths of a millimetre, from the paper's upper left corner."""

    across: int = 1
    down: int = 1
    width: int = 0
    height: int = 0
    margin_left: int = 0
    margin_top: int = 0
    gap_across: int = 0
    gap_down: int = 0

    @property
    def per_sheet(self) -> int:
        """How many labels a sheet holds."""
        return self.across * self.down

    def corner(self, place: int) -> tuple[float, float]:
        """Return the upper left corner of a place (from 0, row by row) in millimetres."""
        row, column = divmod(place, self.across)
        x = self.margin_left + column * (self.width + self.gap_across)
        y = self.margin_top + row * (self.height + self.gap_down)
        return x / 100, y / 100

    def sheets(self, labels: int, start: int) -> int:
        """Return how many sheets `labels` take when the first stands on place `start` (from 1)."""
        return max(1, -(-(labels + start - 1) // self.per_sheet))


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far a printer prints from where it should, in hundredths of a millimetre: rightwards and downwards."""

    right: int = 0
    down: int = 0


@dataclass(frozen=True, slots=True)
class CopySetting:
    """How the centre numbers its copies. `version` 0: nothing was chosen yet. Source: ``copy_setting`` of 0019_stock.sql."""

    version: int = 0
    barcode_kind: str = EAN13
    barcode_prefix: str = "20"
    barcode_digits: int = 6
    label_words: str = ""


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A copy with what lists, labels and papers say of its document; `price_minor` in the hundredths of `currency`."""

    id: int
    version: int
    document_id: int
    number: str
    title: str
    kind: str
    authors: str = ""
    first_name: str = ""
    """What the third line of a spine is taken from: the first author's family name, else the title."""
    year: int | None = None
    barcode: str = ""
    call_number: str = ""
    location_id: int | None = None
    location: str = ""
    status: str = "available"
    condition: str = "good"
    accession_number: str = ""
    volume: str = ""
    acquired_on: date | None = None
    withdrawn_on: date | None = None
    price_minor: int | None = None
    currency: str = "EUR"
    provenance: str | None = None
    supplier: str = ""
    needs_label: bool = False


def ean13_digit(body: str) -> str:
    """Return the check digit of twelve digits."""
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(body))
    return str(-total % 10)


def is_ean13(code: str) -> bool:
    """Say whether `code` is thirteen digits, the last one right."""
    return len(code) == 13 and code.isascii() and code.isdecimal() and ean13_digit(code[:12]) == code[12]


def check_digit(code: str) -> str:
    """Return the digit that guards a code of letters and digits against one wrong sign (Luhn, letters as 10 to 35)."""
    values = "".join(str(int(sign, 36)) for sign in code if sign.isalnum() and sign.isascii())
    total = 0
    for at, digit in enumerate(reversed(values)):
        value = int(digit) * (2 if at % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def barcode(setting: CopySetting, number: int) -> str:
    """Return the barcode of running number `number`: prefix, number, check digit.

    DomainError ``barcodes_used_up`` when the number has no room left beside the prefix.
    """
    if setting.barcode_kind == EAN13:
        room = 12 - len(setting.barcode_prefix)
        body = setting.barcode_prefix + str(number).zfill(room)
        if len(body) > 12:
            raise DomainError(
                "barcodes_used_up",
                N_("Tous les codes-barres qui commencent par {prefix} sont donnés. Choisissez un autre début."),
                field="barcode_prefix",
                prefix=setting.barcode_prefix,
            )
        return body + ean13_digit(body)
    body = setting.barcode_prefix + str(number).zfill(setting.barcode_digits)
    return body + check_digit(body)


def barcodes(setting: CopySetting, last: int) -> Iterator[tuple[int, str]]:
    """Yield (running number, barcode) of the numbers after `last`."""
    while True:
        last += 1
        yield last, barcode(setting, last)


def checked_prefix(kind: str, prefix: str) -> str:
    """Return what barcodes begin with. DomainError ``prefix_unreadable`` for what a barcode of that kind cannot hold."""
    bare = prefix.strip().upper()
    if kind == EAN13:
        if not (bare.isascii() and bare.isdecimal() and 1 <= len(bare) <= 8):
            raise DomainError(
                "prefix_unreadable",
                N_("Un code EAN-13 commence par 1 à 8 chiffres ; 20 à 29 sont ceux d'un usage interne."),
                field="barcode_prefix",
            )
        return bare
    if len(bare) > 12 or not all(sign.isascii() and (sign.isalnum() or sign in "-./") for sign in bare):
        raise DomainError(
            "prefix_unreadable",
            N_("Le début d'un code 128 compte au plus 12 lettres sans accent, chiffres, points ou tirets."),
            field="barcode_prefix",
        )
    return bare


def spine(line: CopyLine) -> tuple[str, ...]:
    """Return the lines of a spine label: « SOL 628.1 DIA » is parted at its blanks, at most four lines.

    Without a call number: the first three letters of the author or title, in capitals.
    """
    parts = line.call_number.split()
    if not parts:
        letters = "".join(sign for sign in (line.first_name or line.title) if sign.isalpha())
        return (letters[:3].upper(),) if letters else ()
    if len(parts) > 4:
        parts = [*parts[:3], " ".join(parts[3:])]
    return tuple(parts)


FIELDS: Final = {
    "price_minor": N_("Prix payé"), "provenance": N_("Provenance"), "supplier": N_("Fournisseur ou donateur"), "needs_label": N_("À étiqueter"),
    "acquired_on": N_("Acquis le"), "withdrawn_on": N_("Retiré du fonds le"), "withdrawal_reason": N_("Motif du retrait"),
    "withdrawal_fate": N_("Devenir"), "withdrawal_note": N_("Remarque du retrait"), "expected": N_("Attendus"), "missing": N_("Manquants"),
    "started_on": N_("Commencé le"), "closed_on": N_("Clos le"), "told": N_("Constat"), "times": N_("Lectures"), "read_by": N_("Lu par"),
    "read_at": N_("Lu à"), "copy_id": N_("Exemplaire"), "stocktake_id": N_("Récolement"), "weeding_id": N_("Liste de désherbage"),
    "decision": N_("Délibération"), "is_kept": N_("Gardé"), "fate": N_("Devenir"), "recipient": N_("À qui"), "barcode_kind": N_("Sorte de code-barres"),
    "barcode_prefix": N_("Début des codes-barres"), "barcode_digits": N_("Chiffres du numéro"), "label_words": N_("Sous le titre de l'étiquette"),
}  # fmt: skip
"""What the stock's columns are called in the history."""
