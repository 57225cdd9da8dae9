"""What a cell of a list of grants says: amounts, days, numbers, yes and no, whatever a spreadsheet made of them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from cresi_app.core import clock, identifiers
from cresi_app.core.dates import parse_date
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.money import parse_amount
from cresi_app.core.text import fold
from cresi_app.funding.model.findings import Finding, Level

_BLANKS: Final = re.compile(r"\s+")
_AMOUNT: Final = re.compile(r"[-−–]?\d[\d\s.,\u00a0\u202f']*(?:€|eur(?:os?)?)?", re.IGNORECASE)
_SCIENCE: Final = re.compile(r"^\d+(?:[.,]\d+)?[eE]\+?\d{2}$")
_ISO_INSTANT: Final = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ](\d{2}):?(\d{2})")
_YEAR: Final = re.compile(r"^(?:ann[ée]e |exercice )?(\d{4})(?:[.,]0+)?$", re.IGNORECASE)
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_PERIOD: Final = re.compile(r"^\s*(\S.*?)\s*(?:/|_| au | à | - )\s*(\S.*?)\s*$")
_DAY_SLASHED: Final = re.compile(r"^\d{1,2}/\d{1,2}/\d{2,4}$")
_SERIAL: Final = range(20_000, 80_000)
_SERIAL_ZERO: Final = date(1899, 12, 30)
_YES: Final = frozenset({"oui", "yes", "o", "y", "1", "true", "vrai", "x"})
_NO: Final = frozenset({"non", "no", "n", "0", "false", "faux"})


def squeezed(text: str) -> str:
    """Return `text` on one line, blanks single, none at its ends."""
    return _BLANKS.sub(" ", text).strip()


def whole_number(value: float) -> str:
    """Return a spreadsheet's number as it was typed: 99000000000001.0 → ``99000000000001``."""
    return str(int(value)) if value.is_integer() else repr(value)


# --- amounts ---


def amount(text: str, *, groups_by_point: bool = False) -> tuple[int | None, Finding | None]:
    """Return an amount in cents of euro (None for an empty cell) and what had to be mended. DomainError when it is none.

    `groups_by_point`: other amounts of the column end in « ,00 », so a point parts thousands.
    """
    bare = squeezed(text)
    if not bare or bare in {"-", "–", "—", "/", "néant", "Néant"}:
        return None, None
    if groups_by_point and re.fullmatch(r"\d{1,3}(?:\.\d{3})+", bare):
        bare = bare.replace(".", "")
    try:
        return parse_amount(bare).minor, None
    except DomainError as refusal:
        if refusal.code != "amount_unreadable":
            raise
    found = _AMOUNT.findall(bare)
    if len(found) != 1:
        raise DomainError("amount_unreadable", N_("« {text} » n'est pas un montant."), text=text.strip()[:80])
    mended = parse_amount(found[0].strip(" .,"))
    sentence = N_("Le montant « {text} » a été lu {amount} : ce qui l'entoure est laissé de côté.")
    return mended.minor, Finding(Level.WARNING, "amount", sentence, {"text": bare[:80], "amount": found[0].strip()})


# --- days ---


def day(text: str) -> date | None:
    """Return the day a cell says, None when it is empty. DomainError ``date_unreadable`` when it is none.

    A day with hour and « Z » is that of Paris: states export 1 September as the evening of 31 August in London.
    """
    bare = squeezed(text).strip("'")
    if not bare or bare.startswith("0001-01-01"):
        return None
    if found := _ISO_INSTANT.match(bare):
        return _local_day(bare, found[1])
    serial = bare.removesuffix(".0")
    if len(serial) == 5 and serial.isdecimal() and int(serial) in _SERIAL:
        return _SERIAL_ZERO + timedelta(days=int(serial))
    if re.fullmatch(r"(?:19|20)\d{6}", bare):
        bare = f"{bare[:4]}-{bare[4:6]}-{bare[6:]}"
    return parse_date(bare, field="agreed_on")


def _local_day(text: str, iso: str) -> date:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return parse_date(iso)
    return (instant if instant.tzinfo is None else instant.astimezone(ZoneInfo(clock.HOME_ZONE))).date()


def year(text: str) -> int | None:
    """Return the year a cell says alone, None when it says something else."""
    found = _YEAR.match(squeezed(text))
    return int(found[1]) if found and 1901 <= int(found[1]) <= 2200 else None


def period(text: str) -> tuple[date | None, date | None, str]:
    """Return first and last day of payment, or the words when they are no days (« 22 680 € en mai… »)."""
    bare = squeezed(text)
    if not bare:
        return None, None, ""
    single = None if _PERIOD.match(bare) and not _DAY_SLASHED.match(bare) and not _ISO_DAY.fullmatch(bare) else bare
    try:
        if single is not None:
            one = day(single)
            return one, one, ""
        found = _PERIOD.match(bare)
        assert found is not None
        first, last = day(found[1]), day(found[2])
    except DomainError:
        return None, None, bare
    if first is not None and last is not None and first > last:
        return None, None, bare
    return first, last, ""


# --- numbers of organisations ---


@dataclass(frozen=True, slots=True)
class Number:
    """A SIRET, SIREN or RNA as found: `value` only when it is valid, `odd` what was written when it is not, `told` why."""

    value: str = ""
    scheme: str = ""
    odd: str = ""
    told: Finding | None = None


def siret(text: str) -> Number:
    """Return the number a cell of SIRETs holds, mended where that is sure: quotes, blanks, lost zeros; never guessed."""
    bare = re.sub(r"[^0-9A-Za-z.,+]", "", text).removesuffix(".0")
    if not bare:
        return Number()
    if _SCIENCE.match(bare):
        return _odd(
            text, N_("Le SIRET « {text} » a été détruit par un tableur (notation scientifique) : il n'est pas repris.")
        )
    digits = re.sub(r"\D", "", bare)
    if digits != bare:
        return _odd(text, N_("« {text} » n'est pas un SIRET : il est gardé en note."))
    if len(digits) == 9 and identifiers.check_siren(digits).is_valid:
        return Number(digits, "siren")
    # A spreadsheet eats zeros at the front: put back only when the key is then right.
    full = digits if len(digits) == 14 else digits.rjust(14, "0") if 11 <= len(digits) < 14 else ""
    checked = identifiers.check_siret(full) if full else None
    if checked is not None and checked.is_valid and full != digits:
        sentence = N_("Le SIRET « {text} » avait perdu ses premiers zéros : ils sont rétablis (la clé est juste).")
        return Number(full, "siret", told=Finding(Level.WARNING, "siret", sentence, {"text": digits}))
    if checked is not None and checked.is_valid:
        return Number(full, "siret")
    if len(digits) == 14 and digits.endswith("00000"):
        return _odd(text, N_("Le SIRET « {text} » semble arrondi par un tableur : il n'est pas repris."))
    return _odd(
        text, N_("Le SIRET « {text} » n'est pas valide (quatorze chiffres, dont une clé) : il est gardé en note.")
    )


def _odd(text: str, sentence: str) -> Number:
    written = squeezed(text)[:40]
    return Number(odd=written, told=Finding(Level.ERROR, "siret", sentence, {"text": written}))


def rna(text: str) -> Number:
    """Return the RNA a cell holds."""
    bare = squeezed(text)
    if not bare:
        return Number()
    checked = identifiers.check_rna(bare)
    if checked.is_valid:
        return Number(checked.value, "rna")
    sentence = N_("« {text} » n'est pas un numéro RNA : il est gardé en note.")
    return Number(odd=bare[:40], told=Finding(Level.WARNING, "rna", sentence, {"text": bare[:40]}))


# --- words ---


def yes(text: str) -> bool | None:
    """Return what a cell of yes and no says; None when it is empty or says something else."""
    bare = fold(squeezed(text))
    if bare in _YES:
        return True
    return False if bare in _NO or ("aide d'etat" in bare and "pas" in bare) else None


def share(text: str) -> int | None:
    """Return a share in thousandths: « 0.8 », « 0,8 », « 80 % », « 1;; ». None when it is none."""
    found = re.search(r"\d+(?:[.,]\d+)?", text)
    if found is None:
        return None
    value = float(found[0].replace(",", "."))
    milli = round(value * (10 if "%" in text or value > 1 else 1000))
    return milli if 1 <= milli <= 1000 else None
