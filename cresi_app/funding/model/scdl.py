"""« Données essentielles des conventions de subvention »: what the order of 17 November 2017 wants of each line, and whether it is there.

Headings, order and rules: SCDL « subventions », version 2 (decree 2017-779, order of 17 November 2017). The threshold stands in the
reference list `funding_threshold` and is only a proposal here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from cresi_app.core.i18n import N_
from cresi_app.core.identifiers import check_rna, check_siret
from cresi_app.funding.model.findings import Finding, Level

LONGEST: Final = 256
CASH, IN_KIND = "aide en numéraire", "aide en nature"
NATURES: Final = (CASH, IN_KIND, f"{CASH};{IN_KIND}")
UNIQUE, STAGED = "unique", "échelonné"
_PERIOD: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?")


@dataclass(frozen=True, slots=True)
class EssentialLine:
    """One line of the file: one beneficiary of one agreement. Cents of euro; `share_milli` thousandths of the whole grant."""

    grant_id: int
    number: str
    authority: str
    authority_siret: str
    agreed_on: date | None
    decision: str
    beneficiary: str
    siret: str
    rna: str
    object: str
    amount_minor: int
    nature: str = CASH
    terms: str = ""
    pays_from: date | None = None
    pays_until: date | None = None
    rae: str = ""
    is_notified: bool = False
    share_milli: int = 1000
    scheme: str = ""
    is_past: bool = False
    is_abroad: bool = False

    @property
    def is_out(self) -> bool:
        """Whether it never can be published: a beneficiary abroad has no SIRET, which the standard asks for."""
        return self.is_abroad and not self.siret

    @property
    def cells(self) -> dict[str, str]:
        """The line's cells by heading, as the standard writes them."""
        return {
            "nomAttribuant": self.authority,
            "idAttribuant": self.authority_siret,
            "dateConvention": _day(self.agreed_on),
            "referenceDecision": self.decision,
            "nomBeneficiaire": self.beneficiary,
            "idBeneficiaire": self.siret,
            "rnaBeneficiaire": self.rna,
            "objet": self.object,
            "montant": f"{Decimal(self.amount_minor).scaleb(-2):.2f}",
            "nature": self.nature,
            "conditionsVersement": self.terms,
            "datesPeriodeVersement": self.period,
            "idRAE": self.rae,
            "notificationUE": "oui" if self.is_notified else "non",
            "pourcentageSubvention": f"{Decimal(self.share_milli).scaleb(-3).normalize():f}",
            "dispositifAide": self.scheme,
        }

    @property
    def period(self) -> str:
        """A day, or two parted by a slash; "" when no payment is planned."""
        if self.pays_from is None or self.pays_until is None or self.pays_from == self.pays_until:
            return _day(self.pays_from or self.pays_until)
        return f"{_day(self.pays_from)}/{_day(self.pays_until)}"


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


_REQUIRED: Final[Mapping[str, str]] = {
    "nomAttribuant": N_("le nom de la collectivité"),
    "idAttribuant": N_("le SIRET de la collectivité"),
    "dateConvention": N_("la date de signature de la convention"),
    "nomBeneficiaire": N_("le nom du bénéficiaire"),
    "idBeneficiaire": N_("le SIRET du bénéficiaire"),
    "objet": N_("l'objet"),
    "montant": N_("le montant"),
    "nature": N_("la nature de l'aide"),
    "conditionsVersement": N_("les conditions de versement"),
    "datesPeriodeVersement": N_("les dates de versement"),
    "notificationUE": N_("la notification à l'Union européenne"),
    "pourcentageSubvention": N_("la part du bénéficiaire"),
}


def check_line(line: EssentialLine, row: int = 0) -> list[Finding]:
    """Return what keeps a line from being published; empty when it is right."""
    if line.is_out:
        sentence = N_(
            "{number} : bénéficiaire à l'étranger, sans SIRET ; le standard ne permet pas de publier cette ligne."
        )
        return [Finding(Level.WARNING, "abroad", sentence, {"number": line.number}, row, line.number)]
    return [
        Finding(one.level, one.code, one.sentence, {"number": line.number, **one.data}, row, line.number)
        for one in _findings(line)
    ]


def _findings(line: EssentialLine) -> Iterator[Finding]:
    cells = line.cells
    for name, words in _REQUIRED.items():
        if not cells[name].strip():
            yield Finding(Level.ERROR, name, N_("{number} : il manque {what} ({name})."), {"name": name, "what": words})
    yield from _numbers(line)
    if line.amount_minor <= 0:
        yield Finding(Level.ERROR, "montant", N_("{number} : le montant doit être positif."))
    for name in ("objet", "conditionsVersement"):
        if len(cells[name]) > LONGEST:
            data = {"name": name, "n": len(cells[name]), "most": LONGEST}
            yield Finding(
                Level.ERROR, name, N_("{number} : « {name} » est trop long (longueur {n}, au plus {most})."), data
            )
    if line.nature not in NATURES:
        yield Finding(
            Level.ERROR,
            "nature",
            N_("{number} : la nature « {nature} » n'est pas du standard."),
            {"nature": line.nature},
        )
    if cells["datesPeriodeVersement"] and not _PERIOD.fullmatch(cells["datesPeriodeVersement"]):
        yield Finding(
            Level.ERROR, "datesPeriodeVersement", N_("{number} : les dates de versement ne sont pas des jours.")
        )
    if line.pays_from and line.pays_until and line.pays_from > line.pays_until:
        yield Finding(Level.ERROR, "datesPeriodeVersement", N_("{number} : le dernier versement précède le premier."))
    if not 10 <= line.share_milli <= 1000:
        yield Finding(
            Level.ERROR, "pourcentageSubvention", N_("{number} : la part du bénéficiaire doit être entre 0,01 et 1.")
        )


def _numbers(line: EssentialLine) -> Iterator[Finding]:
    for name, value in (("idAttribuant", line.authority_siret), ("idBeneficiaire", line.siret)):
        if value and not (check_siret(value).is_valid and len(value) == 14):
            yield Finding(
                Level.ERROR,
                name,
                N_("{number} : « {value} » n'est pas un SIRET valide ({name})."),
                {"name": name, "value": value},
            )
    if line.rna and not check_rna(line.rna).is_valid:
        yield Finding(
            Level.WARNING, "rnaBeneficiaire", N_("{number} : « {value} » n'est pas un numéro RNA."), {"value": line.rna}
        )


def check_shares(lines: Iterable[EssentialLine]) -> list[Finding]:
    """Return the decisions whose beneficiaries have more than the whole between them."""
    sums: dict[tuple[str, str, str], int] = {}
    for line in lines:
        if line.share_milli < 1000:
            key = (line.authority_siret, line.decision, line.object)
            sums[key] = sums.get(key, 0) + line.share_milli
    sentence = N_("Décision {decision} : les parts des bénéficiaires font {total} %, plus que le tout.")
    return [
        Finding(Level.ERROR, "pourcentageSubvention", sentence, {"decision": key[1], "total": total / 10})
        for key, total in sums.items()
        if total > 1000
    ]
