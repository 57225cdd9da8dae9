"""Text files of notices: which alphabet they are in, and their text."""

import codecs
import re
from typing import Final

from cresi_app.catalogue.interchange.charset import Charset, Undecodable, Verdict, decode, judge
from cresi_app.catalogue.interchange.western import alphabet_of
from cresi_app.core.i18n import N_

_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAID: Final = re.compile(rb"(?i)^[\s%#]*(?:encoding|coding)\s*[:=]\s*([\w-]+)", re.MULTILINE)
_HEAD: Final = 2_000
_WIDE_HEAD: Final = 400


def in_utf8(data: bytes) -> bytes:
    """Return the file without its byte order mark; UTF-16, which some programs write, becomes UTF-8."""
    alphabet = _wide(data)
    if alphabet:
        return data.decode(alphabet, "replace").encode("utf-8")
    return data.removeprefix(codecs.BOM_UTF8)


def without_utf16(data: bytes) -> bytes:
    """Return the file in UTF-8 when it is in UTF-16, else as it is: workbooks and ISO 2709 are no text."""
    return in_utf8(data) if _wide(data) else data


def _wide(data: bytes) -> str:
    """Return which UTF-16 a file is in, "" when it is in none: its mark says so, else that every other byte is nil."""
    if data.startswith(_UTF16):
        return "utf-16"
    head = data[:_WIDE_HEAD]
    halves = {"utf-16-le": (head[1::2], head[::2]), "utf-16-be": (head[::2], head[1::2])}
    if len(head) < len("TY  - ") * 2:
        return ""
    return next((name for name, (nil, said) in halves.items() if nil.count(0) > 0.8 * len(nil) and 0 not in said), "")


def judged(data: bytes) -> Verdict:
    """Judge the alphabet of a text file: strict UTF-8 first, then what it says of itself, then Western Windows."""
    verdict = judge(data.splitlines())
    if verdict.charset in {Charset.UTF8, Charset.UTF8_TWICE} and verdict.confidence > 0:
        return verdict
    said = _SAID.search(data[:_HEAD])
    told = said[1].decode("ascii").lower() if said else ""
    if told in {"macroman", "mac-roman", "macintosh"}:
        return Verdict(Charset.MACROMAN, 0.9, N_("Le fichier le dit lui-même."), told)
    if not said:
        found = alphabet_of(data)
        if found is not Charset.CP1252:
            return Verdict(
                found,
                0.6,
                N_("Ce n'est pas de l'UTF-8 : lu dans l'alphabet où les accents tombent bien. Vérifiez-les."),
            )
    sure = 0.9 if said else 0.7
    reason = N_("Ce n'est pas de l'UTF-8 : lu comme du Windows occidental. Vérifiez les accents.")
    return Verdict(Charset.CP1252, sure, N_("Le fichier le dit lui-même.") if said else reason, told)


def text_of(data: bytes, alphabet: Charset) -> str:
    """Return the file's text; a byte that is not of its alphabet is shown as « \ufffd », never dropped."""
    try:
        return decode(data, alphabet)
    except Undecodable:
        return "\n".join(_line(line, alphabet) for line in data.split(b"\n"))


def _line(line: bytes, alphabet: Charset) -> str:
    try:
        return decode(line, alphabet)
    except Undecodable:
        return line.decode("cp1252" if alphabet is Charset.UTF8 else "latin-1", "replace")
