"""Which alphabet a file of notices is written in: judged once a file from its bytes, never from its word alone.

Of a thousand real notices that declare ISO 5426, nearly all are UTF-8; the declaration only helps where the bytes
leave a doubt. Where they do, nothing is guessed: the person is asked and the records in question wait.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cresi_app.catalogue.interchange import iso5426, marc8
from cresi_app.core.i18n import N_

_SAMPLE_BYTES: Final = 4_000_000
_LATIN_DECLARED: Final = {"01", "03", "50"}
_ACCENT_THEN_LETTER: Final = re.compile(rb"[\xc1-\xd0][aeiouycnAEIOUYCN]")
_ACCENT: Final = re.compile(rb"[\xc1-\xd0]")
_HIGH: Final = re.compile(rb"[\xe0-\xff]")
_NON_ASCII: Final = re.compile(rb"[\x80-\xff]")
_MARC8_ACCENT: Final = re.compile(rb"[\xe0-\xfe]+[a-zA-Z]")
_MARC8_FOLLOWED: Final = 0.9
_ESCAPE: Final = 0x1B


class Charset(StrEnum):
    """The alphabets that can be read; the value is what a person or the command line names."""

    UTF8 = "utf-8"
    UTF8_TWICE = "utf-8-twice"
    ISO5426 = "iso-5426"
    MARC8 = "marc-8"
    CP1252 = "cp1252"
    CP850 = "cp850"
    MACROMAN = "mac-roman"
    CP1251 = "cp1251"
    CP866 = "cp866"


TITLES: Final[dict[Charset, str]] = {
    Charset.UTF8: N_("UTF-8"),
    Charset.UTF8_TWICE: N_("UTF-8 encodé deux fois"),
    Charset.ISO5426: N_("ISO 5426"),
    Charset.MARC8: N_("MARC-8"),
    Charset.CP1252: N_("Windows occidental (cp1252)"),
    Charset.CP850: N_("DOS occidental (cp850)"),
    Charset.MACROMAN: N_("Mac occidental"),
    Charset.CP1251: N_("Windows cyrillique (cp1251)"),
    Charset.CP866: N_("DOS cyrillique (cp866)"),
}
_PYTHON_NAMES: Final = {
    Charset.CP1252: "cp1252",
    Charset.CP850: "cp850",
    Charset.MACROMAN: "mac_roman",
    Charset.CP1251: "cp1251",
    Charset.CP866: "cp866",
}
_ALIASES: Final = {
    "utf8": Charset.UTF8, "iso5426": Charset.ISO5426, "5426": Charset.ISO5426, "marc8": Charset.MARC8, "ansel": Charset.MARC8, "windows-1252": Charset.CP1252,
    "latin-1": Charset.CP1252, "latin1": Charset.CP1252, "iso-8859-1": Charset.CP1252, "iso8859-1": Charset.CP1252,
    "windows-1251": Charset.CP1251, "ibm866": Charset.CP866, "ibm850": Charset.CP850, "macroman": Charset.MACROMAN,
}  # fmt: skip


class Undecodable(ValueError):
    """Bytes that are not of the alphabet of their file; `at` is the first offender's offset in them."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the bytes say: the alphabet (None: ask), how sure (0 to 1), and a French sentence saying why."""

    charset: Charset | None
    confidence: float
    reason: str
    declared: str = ""


def named(text: str) -> Charset | None:
    """Return the alphabet a person or the command line means by `text`, or None when it is none we read."""
    name = text.strip().lower().replace("_", "-")
    return _ALIASES.get(name) or next((c for c in Charset if c.value == name), None)


def decode(data: bytes, charset: Charset) -> str:
    """Return the text of `data` in NFC. Raises `Undecodable` where a byte is not of `charset`: nothing vanishes."""
    if charset is Charset.MARC8:  # before anything else: its other scripts are written in ASCII bytes
        text, unknown = marc8.decode(data)
        if unknown:
            raise Undecodable(min(max(text.find("\ufffd"), 0), len(data)))
        return text
    if data.isascii():
        return data.decode("ascii")
    match charset:
        case Charset.ISO5426:
            text, unknown = iso5426.decode(data)
            if unknown:
                raise Undecodable(max(text.find("\ufffd"), 0))
            return text
        case Charset.UTF8 | Charset.UTF8_TWICE:
            return _decode_utf8(data, twice=charset is Charset.UTF8_TWICE)
        case _:
            try:
                return unicodedata.normalize("NFC", data.decode(_PYTHON_NAMES[charset]))
            except UnicodeDecodeError as error:
                raise Undecodable(error.start) from None


def _decode_utf8(data: bytes, *, twice: bool) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Undecodable(error.start) from None
    if twice:
        text = _undouble(text) or text
    return unicodedata.normalize("NFC", text)


def _undouble(text: str) -> str | None:
    """Return what `text` was before it was encoded once too often, or None when it was not."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None


def python_name(charset: Charset | None) -> str:
    """Return what Python calls the alphabet, "" when it has no name for it."""
    return "utf-8" if charset is Charset.UTF8 else _PYTHON_NAMES.get(charset, "") if charset else ""


def judge(contents: Iterable[bytes], declared: Sequence[str] = (), *, is_marc21: bool = False) -> Verdict:
    """Judge a file from the `contents` of its records (structure left out) and what their fields 100 declare.

    Strict UTF-8 first, whatever is declared; else the accents-before-letters of ISO 5426; else the Windows alphabet
    where a Latin one is declared; else None: ask. Most records being MARC 21, what is no UTF-8 is MARC-8 if it can be.
    """
    told = Counter(declared).most_common(1)[0][0] if declared else ""
    contents_seen = list(_sampled(contents))
    marked = [data for data in contents_seen if not data.isascii()]
    if is_marc21 and any(_ESCAPE in data for data in contents_seen):
        return _marc8_verdict(contents_seen, told)
    if not marked:
        return Verdict(Charset.UTF8, 1.0, N_("Aucun accent dans ce fichier : tous les encodages se valent."), told)
    good = [text for text in map(_strict, marked) if text is not None]
    if len(good) >= 0.9 * len(marked):
        return _utf8_verdict(good, len(marked), told)
    if is_marc21:
        return _marc8_verdict(marked, told)
    return _eight_bit_verdict(b"".join(marked), told)


def _sampled(contents: Iterable[bytes]) -> Iterable[bytes]:
    total = 0
    for data in contents:
        yield data
        total += len(data)
        if total > _SAMPLE_BYTES:
            return


def _strict(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _utf8_verdict(good: list[str], marked: int, told: str) -> Verdict:
    share = len(good) / marked
    doubled = [text for text in good if (once := _undouble(text)) is not None and once != text]
    # One word such as « Ã© » may be meant; a whole file of them is an accident of the software it came from.
    if len(doubled) >= 0.9 * len(good):
        return Verdict(
            Charset.UTF8_TWICE,
            0.9 * share,
            N_("Les accents ont été encodés deux fois : ils sont remis en place."),
            told,
        )
    if share < 1:
        return Verdict(Charset.UTF8, share, N_("Presque toutes les notices sont en UTF-8."), told)
    return Verdict(Charset.UTF8, 1.0, N_("Tous les octets sont de l'UTF-8 valide."), told)


def _eight_bit_verdict(data: bytes, told: str) -> Verdict:
    accents = len(_ACCENT.findall(data))
    before_letter = len(_ACCENT_THEN_LETTER.findall(data))
    high = len(_HIGH.findall(data))
    if accents and before_letter >= 0.8 * accents and accents >= 2 * high:
        sure = min(0.99, before_letter / accents)
        return Verdict(Charset.ISO5426, sure, N_("Les accents précèdent leur lettre, comme en ISO 5426."), told)
    if told in _LATIN_DECLARED:
        return Verdict(
            Charset.CP1252, 0.8, N_("Ce n'est ni de l'UTF-8 ni de l'ISO 5426 : lu comme du Windows occidental."), told
        )
    if _looks_marc8(data):
        return Verdict(None, 0.0, N_("Les accents semblent en MARC-8 : choisissez-le en regardant les titres."), told)
    return Verdict(None, 0.0, N_("L'encodage n'est pas reconnu : choisissez-le en regardant les titres."), told)


def _marc8_verdict(marked: list[bytes], told: str) -> Verdict:
    """Judge records of MARC 21 that are no UTF-8: MARC-8 when (nearly) every character has its place there."""
    read = [marc8.decode(data) for data in marked]
    wrong = sum(unknown for _, unknown in read)
    signs = sum(len(_NON_ASCII.findall(data)) for data in marked) or 1
    accents = b"".join(marked)
    if wrong <= 0.02 * signs and (_looks_marc8(accents) or any(_ESCAPE in data for data in marked)):
        return Verdict(
            Charset.MARC8,
            round(0.99 - wrong / signs, 2),
            N_("Les accents précèdent leur lettre, comme en MARC-8."),
            told,
        )
    return Verdict(None, 0.0, N_("L'encodage n'est pas reconnu : choisissez-le en regardant les titres."), told)


def _looks_marc8(data: bytes) -> bool:
    high = _NON_ASCII.findall(data)
    return bool(high) and len(b"".join(_MARC8_ACCENT.findall(data))) >= _MARC8_FOLLOWED * 2 * len(high)
