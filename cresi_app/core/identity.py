"""Whose library it is: printed on every paper."""

from dataclasses import dataclass
from pathlib import Path


def on_one_line(address: str) -> str:
    """Return an address of several lines as a sentence says it: « Hôtel du Département, boulevard de France »."""
    return ", ".join(line.strip(" ,") for line in address.splitlines() if line.strip(" ,"))


@dataclass(frozen=True, slots=True)
class Identity:
    """The home authority and its resource centre. Empty strings mean « not given » and print nothing."""

    centre_name: str
    centre_tagline: str = ""
    authority_name: str = ""
    address: str = ""
    postal_code: str = ""
    town: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    siret: str = ""
    declaration_number: str = ""
    representative: str = ""
    representative_title: str = ""
    logo: Path | None = None
    signature: Path | None = None
