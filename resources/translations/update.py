"""Gather every sentence of the program into the English catalogue and compile it: ``python3 resources/translations/update.py``.

Sentences that have gone are dropped, new ones are added empty and listed, translated ones are kept. Exit 1 while any is untranslated.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
PO = Path(__file__).resolve().parent / "en" / "LC_MESSAGES" / "cresi.po"
VOLATILE = (
    b'"POT-Creation',
    b'"PO-Revision',
    b'"Last-Translator',
    b'"Language-Team',
    b'"Report-Msgid',
    b'"Generated-By',
)
"""Headers that would change at every run or say nothing; the compiled file is made from what is left."""
KEYWORDS = {"tr": None, "N_": None, "trn": (1, 2), "C_": ((1, "c"), 2)}


def gather() -> Catalog:
    """Return the sentences found in the source, as a template without places (line numbers would change at every commit)."""
    template = Catalog(locale="en", fuzzy=False)
    found = extract_from_dir(str(ROOT / "cresi_app"), method_map=[("**.py", "python")], keywords=KEYWORDS)
    for file, _line, message, _comments, context in found:
        if message and message != ("", ""):
            template.add(message, locations=[(f"cresi_app/{file}".replace("\\", "/"), 0)], context=context)
    return template


def merged() -> Catalog:
    """Return the kept catalogue brought up to date with the source."""
    with PO.open("rb") as file:
        kept = read_po(file, locale="en")
    kept.update(gather(), no_fuzzy_matching=True)
    kept.obsolete.clear()
    return kept


def po_bytes(catalogue: Catalog) -> bytes:
    """Return the catalogue as a ``.po`` file, sorted, without dates or line numbers."""
    out = BytesIO()
    write_po(out, catalogue, sort_output=True, omit_header=False, no_location=True, include_previous=False, width=0)
    return b"".join(line for line in out.getvalue().splitlines(keepends=True) if not line.startswith(VOLATILE))


class Compiled(Catalog):
    """A catalogue whose header says only what gettext reads: no date, no version of a tool, so that it changes with its words alone."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return the lines of the header."""
        return [("Language", "en"), ("Plural-Forms", self.plural_forms), ("Content-Type", "text/plain; charset=utf-8")]


def mo_bytes(catalogue: Catalog) -> bytes:
    """Return the catalogue compiled: the same bytes for the same words, whenever and wherever it is made."""
    compiled = Compiled(locale="en")
    for message in sorted((one for one in catalogue if one.id), key=lambda one: (str(one.id), one.context or "")):
        compiled.add(message.id, message.string, context=message.context)
    out = BytesIO()
    write_mo(out, compiled)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the sentences without English."""
    missing = []
    for message in catalogue:
        parts = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not all(parts):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


def main() -> int:
    """Write both files and say what is missing."""
    catalogue = merged()
    PO.write_bytes(po_bytes(catalogue))
    PO.with_suffix(".mo").write_bytes(mo_bytes(catalogue))
    missing = untranslated(catalogue)
    sys.stdout.writelines(f"{sentence}\n" for sentence in missing)
    sys.stdout.write(f"{len(catalogue)} sentences, {len(missing)} without English\n")
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
