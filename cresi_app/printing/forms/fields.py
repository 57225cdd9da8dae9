"""Turns the places that a form's entries kept into fields, and fills them. pikepdf is used here.

reportlab's own form fields know Latin-1 only; here it draws labels and boxes, and pikepdf makes the fields. What stands in a
filled field is drawn by us with our typefaces, so that « Nguyễn » is on the page and not « Nguy?n ».
"""

import io
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from cresi_app.core.disk import appearing
from cresi_app.core.formcode import CODE_FIELD, FormCode
from cresi_app.printing import typesetting
from cresi_app.printing.document import Paper, render
from cresi_app.printing.forms import setting
from cresi_app.printing.forms.entries import ADDRESS, ON, ChoiceEntry, Entry, RadioEntry, TextEntry, TickEntry

_READ_ONLY, _MULTILINE, _NO_OFF, _RADIO, _COMBO = 1, 1 << 12, 1 << 14, 1 << 15, 1 << 17
_PRINTED: Final = 4
_SMALL: Final = 7.4


def render_form(
    paper: Paper, entries: Sequence[Entry], out: Path, code: FormCode, values: Mapping[str, str] | None = None
) -> int:
    """Write the paper whose story draws `entries` as a fillable PDF and return its number of pages.

    `values` fill it beforehand (codes for choices and radios, `ON` for ticks). The same data give the same bytes.
    """
    known = {**(values or {}), CODE_FIELD: str(code)}
    with appearing(out) as part, tempfile.TemporaryDirectory(prefix="cresi-form-") as folder:
        drawn = Path(folder) / "form.pdf"
        pages = render(paper, drawn)
        with Pdf.open(drawn) as pdf:
            _Fields(pdf, {one.name: one for one in entries}, known).make()
            _save(pdf, part)
    return pages


def _save(pdf: Pdf, out: Path) -> None:
    pdf.save(
        out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True,
        recompress_flate=False, fix_metadata_version=False,
    )  # fmt: skip


class _Fields:
    """Turns the places that the canvas kept into fields."""

    def __init__(self, pdf: Pdf, entries: Mapping[str, Entry], values: Mapping[str, str]) -> None:
        self.pdf, self.entries, self.values = pdf, entries, values
        self.made: list[Any] = []
        self.radios: dict[str, Any] = {}

    def make(self) -> None:
        """Make every field and the form that lists them."""
        for page in self.pdf.pages:
            for widget in page.obj.get("/Annots", Array()):
                address = str(widget.get("/A", Dictionary()).get("/URI", ""))
                if address.startswith(ADDRESS):
                    self._widget(widget, page.obj, address.removeprefix(ADDRESS))
        helvetica = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
        )
        self.pdf.Root.AcroForm = self.pdf.make_indirect(
            Dictionary(
                Fields=Array(self.made),
                DA=String("/Helv 10 Tf 0 g"),
                DR=Dictionary(Font=Dictionary(Helv=self.pdf.make_indirect(helvetica))),
                NeedAppearances=False,
            )
        )

    def _widget(self, widget: Any, page: Any, address: str) -> None:
        name, _, code = address.partition(":")
        entry = self.entries[name]
        del widget["/A"]
        widget.Subtype, widget.F, widget.P = Name.Widget, _PRINTED, page
        if "/Border" in widget:
            del widget["/Border"]
        value = self.values.get(name, "")
        if isinstance(entry, RadioEntry):
            self._button(widget, entry, code, value)
            return
        widget.T, widget.TU = String(name), String(entry.said)
        self.made.append(widget)
        if isinstance(entry, TickEntry):
            widget.FT, widget.MK = Name.Btn, Dictionary(CA=String("4"))
            _states(self.pdf, widget, ON, bool(value), _TICK_MARK)
            widget.V = widget.AS
        else:
            _text_field(widget, entry)
            set_text(self.pdf, widget, entry, value)

    def _button(self, widget: Any, entry: RadioEntry, code: str, value: str) -> None:
        parent = self.radios.get(entry.name)
        if parent is None:
            parent = self.pdf.make_indirect(
                Dictionary(
                    FT=Name.Btn,
                    T=String(entry.name),
                    TU=String(entry.said),
                    Ff=_RADIO | _NO_OFF,
                    Kids=Array(),
                    V=Name.Off,
                )
            )
            self.radios[entry.name] = parent
            self.made.append(parent)
        parent.Kids.append(widget)
        widget.Parent, widget.MK = parent, Dictionary(CA=String("l"))
        widget.TU = String(f"{entry.said} : {typesetting.bare(dict(entry.options)[code])}")
        _states(self.pdf, widget, code, value == code, _DOT_MARK)
        if value == code:
            parent.V = Name(f"/{code}")


def _text_field(widget: Any, entry: Entry) -> None:
    widget.DA = String("/Helv 10 Tf 0 g")
    if isinstance(entry, ChoiceEntry):
        widget.FT, widget.Ff = Name.Ch, _COMBO
        widget.Opt = Array([Array([String(code), String(typesetting.bare(label))]) for code, label in entry.options])
    elif isinstance(entry, TextEntry):
        widget.FT = Name.Tx
        widget.Ff = (_READ_ONLY if entry.is_fixed else 0) | (_MULTILINE if entry.lines > 1 else 0)
        widget.MaxLen = entry.most


def _states(pdf: Pdf, widget: Any, on: str, is_on: bool, mark: bytes) -> None:
    widget.AP = Dictionary(N=Dictionary({f"/{on}": _drawn(pdf, widget, mark), "/Off": _drawn(pdf, widget, b"")}))
    widget.AS = Name(f"/{on}") if is_on else Name.Off


_TICK_MARK: Final = b"q 1.5 w 1 J 1 j 0.08 g 0.08 G 2.9 6.4 m 5.4 3.7 l 10.2 9.6 l S Q"
_DOT_MARK: Final = (
    b"q 0.08 g 6.52 9.72 m 8.29 9.72 9.72 8.29 9.72 6.52 c 9.72 4.75 8.29 3.32 6.52 3.32 c "
    b"4.75 3.32 3.32 4.75 3.32 6.52 c 3.32 8.29 4.75 9.72 6.52 9.72 c f Q"
)


def _drawn(pdf: Pdf, widget: Any, content: bytes) -> Any:
    left, bottom, right, top = (float(one) for one in widget.Rect)
    stream = Stream(pdf, content)
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    stream.BBox = Array([0, 0, round(right - left, 2), round(top - bottom, 2)])
    stream.Resources = Dictionary()
    return stream


def set_text(pdf: Pdf, widget: Any, entry: Entry, value: str) -> None:
    """Put `value` into a text or choice field, and draw it as our own papers do."""
    plain = typesetting.clean(value)
    shown, lines = plain, 1
    if isinstance(entry, ChoiceEntry):
        shown = dict(entry.options).get(value, "")
    elif isinstance(entry, TextEntry):
        lines = entry.lines
    if plain:
        widget.V = String(plain)
    left, bottom, right, top = (float(one) for one in widget.Rect)
    small = isinstance(entry, TextEntry) and entry.small
    picture = setting.picture(
        (right - left, top - bottom), shown, several=lines > 1, most=_SMALL if small else setting.USUAL
    )
    widget.AP = Dictionary(N=_imported(pdf, picture) if shown else _drawn(pdf, widget, b"/Tx BMC EMC"))


def _imported(pdf: Pdf, picture: bytes) -> Any:
    with Pdf.open(io.BytesIO(picture)) as drawn:
        form = pdf.copy_foreign(drawn.pages[0].as_form_xobject())
    left, bottom, right, top = (float(one) for one in form.BBox)
    clip = f"{left} {bottom} {right} {top} re W n".encode()
    form.write(b"/Tx BMC q " + clip + b"\n" + form.read_bytes() + b"\nQ EMC")
    return form


def fill(file: Path, values: Mapping[str, str], out: Path) -> None:
    """Write `file`, a form of ours, to `out` with these values and our drawing of them.

    With the values just read it draws again what another program drew badly: ``fill(file, read_form(file).values, out)``.
    A name that the form does not have is left aside.
    """
    with appearing(out) as part, Pdf.open(file) as pdf:
        pdf.Root.AcroForm.NeedAppearances = (
            False  # a program that set it asks every reader to draw the fields its own way
        )
        for field in pdf.Root.AcroForm.Fields:
            name = str(field.get("/T", ""))
            if name not in values or name == CODE_FIELD:
                continue
            if field.get("/FT") != Name.Btn:
                set_text(pdf, field, _entry_of(field), values[name])
                continue
            on = Name(f"/{values[name]}") if values[name] else Name.Off
            field.V = on
            for widget in field.get("/Kids", Array([field])):
                widget.AS = on if on in widget.AP.N else Name.Off
        _save(pdf, part)


def _entry_of(field: Any) -> Entry:
    name, label = str(field.T), str(field.get("/TU", ""))
    if Name.Ch == field.FT:
        return ChoiceEntry(name, label, options=[(str(one[0]), str(one[1])) for one in field.Opt])
    return TextEntry(name, label, lines=3 if int(field.get("/Ff", 0)) & _MULTILINE else 1)
