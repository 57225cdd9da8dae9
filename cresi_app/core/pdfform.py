"""Reads a filled PDF form back, whatever program filled it; says calmly of a file that is none of ours why it is not.

Values are kept as people typed them (NFC, blanks around dropped); an unticked box and an absent one are both "". The
hidden defaults of a form are never trusted: whoever reads checks every code against the library.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pikepdf
import pypdfium2

from cresi_app.core.errors import DomainError
from cresi_app.core.formcode import CODE_FIELD, FormCode
from cresi_app.core.i18n import N_

__all__ = ["CODE_FIELD", "FilledForm", "FormCode", "read_form"]

_DEEPEST: Final = 12
"""Levels of a field's ancestry: a file in which a field is its own ancestor ends here."""
_LARGEST: Final = 20_000_000
"""Bytes of a file that may be a form of ours: a filled one has a few hundred thousand."""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form as it came back: its code and the values of its fields by name (codes for choices and radios, ``Oui`` for ticks)."""

    code: FormCode
    values: Mapping[str, str]

    def text(self, name: str) -> str:
        """Return a value, "" when the field is missing or was left empty; several blanks count as one."""
        return " ".join(self.values.get(name, "").split())

    def lines(self, name: str) -> str:
        """Return a value with its line ends."""
        return self.values.get(name, "").replace("\r\n", "\n").replace("\r", "\n").strip()

    def ticked(self, name: str) -> bool:
        """Say whether a box was ticked."""
        return bool(self.values.get(name, ""))

    @property
    def is_empty(self) -> bool:
        """Whether nobody wrote anything: only the code is there."""
        return not any(value for name, value in self.values.items() if name != CODE_FIELD)


def read_form(file: Path) -> FilledForm:
    """Read a filled form of ours.

    Refuses with a sentence: ``form_unreadable`` (broken, or no PDF), ``form_encrypted``, ``form_flat`` (ours, printed to PDF:
    its fields are gone), ``form_foreign`` (another form, or none).
    """
    try:
        if file.stat().st_size > _LARGEST:
            raise _foreign(file)
        with pikepdf.open(file) as pdf:
            values = dict(_values(pdf))
    except pikepdf.PasswordError as error:
        raise DomainError(
            "form_encrypted",
            N_("« {file} » est protégé par un mot de passe : rien n'a été lu. Demandez une copie sans mot de passe."),
            file=file.name,
        ) from error
    except (pikepdf.PdfError, OSError, ValueError, RuntimeError) as error:
        raise DomainError(
            "form_unreadable",
            N_("« {file} » est abîmé, ou n'est pas un PDF : rien n'a été lu. Demandez-le de nouveau."),
            file=file.name,
        ) from error
    code = FormCode.read(values.get(CODE_FIELD, ""))
    if code is not None:
        return FilledForm(code, values)
    if not values and FormCode.read(_printed(file)):
        raise DomainError(
            "form_flat",
            N_(
                "« {file} » est bien un formulaire du centre, mais ses champs ont disparu (imprimé en PDF ou numérisé) : "
                "saisissez-le à la main, ou demandez le fichier d'origine."
            ),
            file=file.name,
        )
    raise _foreign(file)


def _foreign(file: Path) -> DomainError:
    return DomainError(
        "form_foreign", N_("« {file} » n'est pas un formulaire du centre : rien n'a été lu."), file=file.name
    )


def _values(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Yield each field's name and value: those of the form's list, and widgets that a program left only on their page."""
    seen: set[tuple[int, int]] = set()
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        for field in _kids(form, "/Fields"):
            yield from _walk(field, ("", None), 0, seen)
    for page in pdf.pages:
        for widget in _kids(page.obj, "/Annots"):
            if widget.get("/Subtype") == pikepdf.Name.Widget and widget.objgen not in seen:
                yield from _orphan(widget)


def _kids(node: Any, key: str) -> list[Any]:
    found = node.get(key)
    return [one for one in found if isinstance(one, pikepdf.Dictionary)] if isinstance(found, pikepdf.Array) else []


def _walk(field: Any, above: tuple[str, Any], depth: int, seen: set[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        return
    seen.add(field.objgen)
    own = _text(field.get("/T"))
    name = ".".join(part for part in (above[0], own) if part)
    value = field.get("/V", above[1])
    kids = _kids(field, "/Kids")
    for kid in kids:
        seen.add(kid.objgen)
    named = [kid for kid in kids if "/T" in kid]
    if named:
        for kid in named:
            yield from _walk(kid, (name, value), depth + 1, seen)
    elif name:
        yield name, _chosen(field, kids, value)


def _chosen(field: Any, kids: list[Any], value: Any) -> str:
    """Return a field's value; a radio whose parent lost it still says it through the state of its buttons."""
    found = _text(value)
    if field.get("/FT") != pikepdf.Name.Btn:
        return found
    found = found.removeprefix("/")  # pypdf writes a button's state as text, stroke and all
    if found in {"", "Off"}:
        found = next((text for kid in [field, *kids] if (text := _text(kid.get("/AS")))), "")
    return found


def _orphan(widget: Any) -> Iterator[tuple[str, str]]:
    names, value, node = [], None, widget
    for _ in range(_DEEPEST):
        if (own := _text(node.get("/T"))) != "":
            names.append(own)
        value = node.get("/V") if value is None else value
        node = node.get("/Parent")
        if not isinstance(node, pikepdf.Dictionary):
            break
    if names:
        yield ".".join(reversed(names)), _chosen(widget, [], value)


def _text(value: Any) -> str:
    """Return a value kept as text, name, stream or list of texts; ``/Off`` is nothing."""
    if value is None:
        return ""
    if isinstance(value, pikepdf.Array):
        return _text(value[0]) if len(value) else ""
    if isinstance(value, pikepdf.Name):
        found = str(value).lstrip("/")
        return "" if found == "Off" else found
    if isinstance(value, pikepdf.Stream):
        value = pikepdf.String(value.read_bytes())
    return unicodedata.normalize("NFC", str(value).replace("\x00", "")).strip()


def _printed(file: Path) -> str:
    """Return the text printed on the pages, "" when no reader finds any."""
    found: list[str] = []
    with suppress(pypdfium2.PdfiumError):
        pdf = pypdfium2.PdfDocument(file)
        try:
            found = [page.get_textpage().get_text_range() for page in pdf]
        finally:
            pdf.close()
    return "\n".join(found)
