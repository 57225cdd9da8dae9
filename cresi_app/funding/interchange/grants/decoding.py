"""From bytes to text, line by line where it must be: files are glued together from parts of different encodings."""

import codecs
from dataclasses import dataclass

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.funding.model.findings import Finding, Level


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encodings it was read with, and what there is to say about them."""

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode(content: bytes, encoding: str = "") -> Decoded:
    """Return the text of a list. `encoding` forces one; otherwise UTF-8 (or -16) by its mark, UTF-8, or Windows-1252, line by line.

    DomainError ``encoding_unknown`` when a name was typed that is none.
    """
    if encoding:
        return _forced(content, encoding)
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _unmarked(content, name)
    try:
        return _mojibake(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _by_line(content)


def _forced(content: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        text = content.decode(name, "replace")
    except (LookupError, UnicodeError):
        raise DomainError(
            "encoding_unknown", N_("L'encodage « {name} » n'est pas connu : essayez utf-8 ou cp1252."), name=encoding
        ) from None
    return Decoded(text.removeprefix("\ufeff"), name, _replaced(text, name))


def _unmarked(content: bytes, name: str) -> Decoded:
    text = content.decode(name, "replace")
    return Decoded(text, name.removesuffix("-sig"), _replaced(text, name.removesuffix("-sig")))


def _replaced(text: str, name: str) -> tuple[Finding, ...]:
    count = text.count("\ufffd")
    if not count:
        return ()
    sentence = N_("Caractères illisibles en {encoding}, remplacés par « \ufffd » : {n}.")
    return (Finding(Level.WARNING, "characters", sentence, {"n": count, "encoding": name}),)


def _by_line(content: bytes) -> Decoded:
    lines, unicode_lines, unknown = [], [], 0
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.isascii():
            try:
                lines.append(line.decode("utf-8"))
            except UnicodeDecodeError:
                lines.append(line.decode("cp1252", "replace"))
                unknown += lines[-1].count("\ufffd")
            else:
                unicode_lines.append(number)
        else:
            lines.append(line.decode("ascii"))
    findings = _replaced("\ufffd" * unknown, "cp1252")
    if unicode_lines:
        sentence = N_(
            "Encodages mêlés : de l'UTF-8 à partir de la ligne {first} (nombre de lignes : {n}), ailleurs du Windows-1252. Chaque ligne a été lue dans le sien."
        )
        data = {"n": len(unicode_lines), "first": unicode_lines[0]}
        findings += (Finding(Level.WARNING, "mixed_encodings", sentence, data, unicode_lines[0]),)
    return Decoded("\n".join(lines), "cp1252 + utf-8" if unicode_lines else "cp1252", findings)


def _mojibake(text: str) -> Decoded:
    """Mend lines that were turned into UTF-8 twice (« Ã© »): only where the way back is exact."""
    if "Ã" not in text and "â€" not in text:
        return Decoded(text, "utf-8" if not text.isascii() else "ascii")
    lines, mended = text.split("\n"), 0
    for at, line in enumerate(lines):
        if "Ã" in line or "â€" in line:
            try:
                lines[at] = line.encode("cp1252").decode("utf-8")
                mended += 1
            except UnicodeError:
                continue
    if not mended:
        return Decoded(text, "utf-8")
    sentence = N_("Lignes converties deux fois en UTF-8 (« Ã© » pour « é »), rétablies : {n}.")
    return Decoded("\n".join(lines), "utf-8", (Finding(Level.WARNING, "mojibake", sentence, {"n": mended}),))
