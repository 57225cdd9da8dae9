"""Takes away the signs that ISBD puts between the parts of a MARC 21 record and that its subfields already say."""

import re
from typing import Final

from cresi_app.catalogue.interchange.unimarc.text import clean

_AT_THE_END: Final = re.compile(r"\s*(?:[/:;=,]|(?<=\s)[+&])\s*$")
_ABBREVIATED: Final = re.compile(r"(?:\b[A-Z]\.|\b(?:Jr|Sr|Inc|Ltd|Co|etc|St|Cie|éd|ed|vol|rev|p|pp|ill|cm)\.)$")


def bare(value: str) -> str:
    """Return `value` without the mark of the next part: « Le titre / » is ``Le titre``; a closing full stop stays."""
    return _AT_THE_END.sub("", clean(value)).strip()


def phrase(value: str) -> str:
    """Return `value` without the mark of the next part nor the full stop that closes an area; « Dupont, J. » keeps its own."""
    text = bare(value)
    if text.endswith("..") and not text.endswith("..."):
        return text[:-1]  # its own full stop, then the one that closes the area
    if text.endswith(".") and not text.endswith("...") and not _ABBREVIATED.search(text):
        text = text[:-1].rstrip()
    return text


def unbracketed(value: str) -> str:
    """Return a phrase without the brackets of what the cataloguer supplied: « [Paris] » is ``Paris``, « [S.l.] » nothing."""
    text = phrase(value).removeprefix("[").removesuffix("]").strip(" ?")
    return "" if text.lower().replace(" ", "") in {"s.l.", "s.l", "s.n.", "s.n", "s.d."} else text
