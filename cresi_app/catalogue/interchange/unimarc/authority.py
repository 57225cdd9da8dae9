"""The numbers of names in UNIMARC: ``$3`` (the authority of the agency that made the record), ``$o`` (ISNI…), ``$9`` (ours)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cresi_app.catalogue.interchange.record import Field, Record
from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.catalogue.model.authorities import SOURCE, check_number
from cresi_app.catalogue.model.notice import NoticeAuthority

OWN: Final = "cresi:"
"""What begins the source number of an authority of this program: its id follows."""
FORM: Final = "form:"
"""What begins the scheme of another form of a name."""
_BNF: Final = ("FR-751131015", "FR-BNF", "BNF")
_ABES: Final = ("FR-341725201", "ABES", "SUDOC", "FR-SUDOC")
_BY_ADDRESS: Final = (("idref.fr/", "idref"), ("isni.org/", "isni"), ("viaf.org/", "viaf"), ("orcid.org/", "orcid"))
_INTERNATIONAL: Final = ("isni", "orcid", "viaf")


def said_of(record: Record, item: Field, table: str, key: str) -> list[NoticeAuthority]:
    """Return the numbers that a field says of its name."""
    agency = clean(record.value("801", "b")).upper()
    found = [_of_agency(agency, clean(value)) for value in item.every("3")]
    found += [one for value in item.every("o") if (one := _international(clean(value)))]
    if agency == "CRESI":
        found += [(SOURCE, f"{OWN}{value}") for value in map(clean, item.every("9")) if value.isdecimal()]
    return [NoticeAuthority(table, key, scheme, value) for scheme, value in found if value]


def _of_agency(agency: str, value: str) -> tuple[str, str]:
    for address, scheme in _BY_ADDRESS:
        if address in value:
            return scheme, check_number(scheme, value).value
    if value.upper().startswith("FRBNF") or agency in _BNF:
        return "bnf", check_number("bnf", value).value
    checked = check_number("idref", value)
    if checked.is_valid and (agency in _ABES or agency == "CRESI"):
        return "idref", checked.value
    # Without an agency a number means nothing elsewhere.
    return (SOURCE, f"{agency}:{value}") if agency and value else (SOURCE, "")


def _international(value: str) -> tuple[str, str] | None:
    for address, scheme in _BY_ADDRESS:
        if address in value:
            return scheme, check_number(scheme, value).value
    for scheme in _INTERNATIONAL:
        if value.lower().startswith(scheme):
            return scheme, check_number(scheme, value).value
    checked = check_number("isni", value)
    return ("isni", checked.value) if checked.is_valid else None


def subfields(said: Iterable[NoticeAuthority], key: str, table: str = "contributor") -> Iterator[tuple[str, str]]:
    """Yield the subfields that say the numbers of the name `key`."""
    own = [one for one in said if one.key == key and one.table == table and not one.scheme.startswith(FORM)]
    numbers = {one.scheme: one.value for one in own if one.scheme != SOURCE}
    if "idref" in numbers:
        yield "3", numbers["idref"]
    elif "bnf" in numbers:
        yield "3", f"FRBNF{numbers['bnf']}"
    for scheme in _INTERNATIONAL:
        if scheme in numbers:
            yield "o", f"{scheme.upper()}{numbers[scheme]}"
    yield from _ours(own)


def _ours(own: Sequence[NoticeAuthority]) -> Iterator[tuple[str, str]]:
    for one in own:
        if one.scheme == SOURCE and one.value.startswith(OWN):
            yield "9", one.value.removeprefix(OWN)
            return
