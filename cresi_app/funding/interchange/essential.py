"""« Données essentielles des conventions de subvention » as the published CSV: written, then read again and checked cell by cell."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cresi_app.core.disk import write_whole
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.identifiers import check_rna, check_siret
from cresi_app.funding.interchange.grants.headings import SCDL
from cresi_app.funding.model.findings import Finding, Level, grave
from cresi_app.funding.model.scdl import LONGEST, NATURES, EssentialLine, check_line, check_shares

_DAY: Final = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_TEXT: Final = rf".{{1,{LONGEST}}}"
_CELLS: Final[Mapping[str, str]] = {
    "nomAttribuant": r".+", "idAttribuant": r"\d{14}", "dateConvention": _DAY, "referenceDecision": r".*", "nomBeneficiaire": r".+",
    "idBeneficiaire": r"\d{14}", "rnaBeneficiaire": r"(?:W\d[A-Z\d]\d{7})?", "objet": _TEXT, "montant": r"\d+(?:\.\d{1,2})?",
    "nature": "|".join(re.escape(one) for one in NATURES), "conditionsVersement": _TEXT, "datesPeriodeVersement": f"{_DAY}(?:/{_DAY})?",
    "idRAE": r".*", "notificationUE": r"oui|non", "pourcentageSubvention": r"1(?:\.0+)?|0\.\d{1,3}", "dispositifAide": r".*",
}  # fmt: skip
"""What each cell of the published file looks like, as a whole."""


@dataclass(frozen=True, slots=True)
class EssentialExport:
    """What was written, and what was not and why, line by line."""

    written: tuple[EssentialLine, ...]
    skipped: tuple[tuple[EssentialLine, tuple[Finding, ...]], ...]

    @property
    def total_minor(self) -> int:
        """The sum of what was written, cents of euro."""
        return sum(line.amount_minor for line in self.written)

    def as_json(self) -> dict[str, object]:
        """Return the report for programs."""
        return {
            "written": len(self.written),
            "skipped": [
                {"id": line.number, "reason": " ".join(one.text for one in found)} for line, found in self.skipped
            ],
        }


def sorted_out(lines: Sequence[EssentialLine]) -> EssentialExport:
    """Part the lines that may be published from those that may not."""
    good, bad = [], []
    for line in lines:
        found = tuple(check_line(line) if line.is_out else grave(check_line(line)))
        if found:
            bad.append((line, found))
        else:
            good.append(line)
    return EssentialExport(tuple(good), tuple(bad))


def to_csv(lines: Iterable[EssentialLine]) -> bytes:
    """Return the lines as the standard wants them: UTF-8 without mark, commas, points, one heading line, LF."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, SCDL, delimiter=",", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writeheader()
    for line in lines:
        writer.writerow({name: " ".join(cell.split()) for name, cell in line.cells.items()})
    return out.getvalue().encode("utf-8")


def export(lines: Sequence[EssentialLine], out: Path) -> EssentialExport:
    """Write the lines that may be published to `out`, read the file again and check it. DomainError when nothing can be written."""
    found = sorted_out(lines)
    if not found.written:
        raise DomainError(
            "nothing_to_publish",
            N_("Aucune convention ne peut encore être publiée : {n} sont à compléter. Rien n'a été écrit."),
            n=len(found.skipped),
        )
    content = to_csv(found.written)
    wrong = [*check_content(content), *check_shares(found.written)]
    if wrong:
        raise DomainError(
            "not_valid", N_("Le fichier n'est pas conforme, il n'a pas été écrit : {reason}"), reason=wrong[0].text
        )
    write_whole(out, content)
    return found


def check_content(content: bytes) -> list[Finding]:
    """Return what a published file has against the standard: headings, every cell, keys of SIRET and RNA, periods in order."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return [Finding(Level.CRITICAL, "encoding", N_("Le fichier n'est pas en UTF-8."))]
    table = list(csv.reader(io.StringIO(text, newline="")))
    if not table or tuple(table[0]) != SCDL:
        return [Finding(Level.CRITICAL, "headings", N_("Les en-têtes ne sont pas ceux du standard."), {}, 1)]
    return [one for number, row in enumerate(table[1:], start=2) for one in _row(row, number)]


def _row(row: Sequence[str], number: int) -> list[Finding]:
    if len(row) != len(SCDL):
        sentence = N_("Ligne {line} : le nombre de cellules est {n} au lieu de {wanted}.")
        return [Finding(Level.ERROR, "cells", sentence, {"line": number, "n": len(row), "wanted": len(SCDL)}, number)]
    cells = dict(zip(SCDL, row, strict=True))
    sentence = N_("Ligne {line} : « {value} » n'est pas une valeur de « {name} ».")
    wrong = [name for name, pattern in _CELLS.items() if not re.fullmatch(pattern, cells[name])]
    wrong += [
        name
        for name in ("idAttribuant", "idBeneficiaire")
        if name not in wrong and not check_siret(cells[name]).is_valid
    ]
    if "datesPeriodeVersement" not in wrong:
        first, _, last = cells["datesPeriodeVersement"].partition("/")
        if last and first > last:
            wrong.append("datesPeriodeVersement")
    if cells["rnaBeneficiaire"] and not check_rna(cells["rnaBeneficiaire"]).is_valid:
        wrong.append("rnaBeneficiaire")
    return [
        Finding(Level.ERROR, name, sentence, {"line": number, "value": cells[name][:80], "name": name}, number)
        for name in wrong
    ]
