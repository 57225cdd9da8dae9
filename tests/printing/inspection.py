"""What a finished paper must be, read back from the file by other programs than the one that wrote it."""

import unicodedata
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

_PAINTING = frozenset({"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "EI"})
_MM = 72 / 25.4


def texts(file: Path) -> list[str]:
    """The text of each page, composed and without presentation forms, as pdfium extracts it."""
    pdf = pypdfium2.PdfDocument(file)
    try:
        return [unicodedata.normalize("NFC", page.get_textpage().get_text_range()) for page in pdf]
    finally:
        pdf.close()


def flat(text: str) -> str:
    """Text on one line, every blank a plain one: what a person reads."""
    return " ".join(text.split())


def pictures(file: Path, dpi: int = 72) -> list[Image.Image]:
    """Each page in grey."""
    pdf = pypdfium2.PdfDocument(file)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in pdf]
    finally:
        pdf.close()


def fonts(file: Path) -> dict[str, bool]:
    """Each typeface of the file and whether it is embedded with a way back to characters."""
    found = {}
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            used: Any = page.obj.Resources.get("/Font", pikepdf.Dictionary())
            for name in used.keys():  # noqa: SIM118 - a PDF dictionary iterates over names only this way
                font = used[name]
                embedded = "/FontDescriptor" in font and "/FontFile2" in font.FontDescriptor
                found[str(font.BaseFont)] = embedded and "/ToUnicode" in font
    return found


def check(file: Path) -> None:
    """Everything that holds for every paper: tags, fonts, glyphs, margins, language."""
    with pikepdf.open(file) as pdf:
        assert pdf.pdf_version >= "1.7"
        assert str(pdf.Root.Lang) in {"fr-FR", "en-GB"}
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/Title"])
        parents = parent_tree(pdf)
        for index, page in enumerate(pdf.pages):
            assert page.Tabs == pikepdf.Name.S
            assert int(page.StructParents) == index
            assert marked_sequences(page) == list(range(len(parents[index])))
    assert all(fonts(file).values()), fonts(file)
    for number, text in enumerate(texts(file), start=1):
        lost = {c for c in text if c in "■\ufffd" or 0xE000 <= ord(c) < 0xF900}
        assert not lost, (number, lost)
    for number, picture in enumerate(pictures(file), start=1):
        check_margin(picture, number)


def check_margin(picture: Image.Image, page: int) -> None:
    """Nothing is printed within 12 mm of the edge."""
    edge = int(11.7 * _MM)
    inner = picture.copy()
    inner.paste(255, (edge, edge, inner.width - edge, inner.height - edge))
    assert inner.getextrema() == (255, 255), f"page {page} prints in its margin"


def parent_tree(pdf: pikepdf.Pdf) -> dict[int, list[Any]]:
    """The parent tree: page index → the elements its marked sequences belong to."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {
        int(numbers[i]): list(numbers[i + 1])
        for i in range(0, len(numbers), 2)
        if isinstance(numbers[i + 1], pikepdf.Array)
    }


def marked_sequences(page: pikepdf.Page) -> list[int]:
    """The page's MCIDs in the order of its stream; fails on drawing outside a mark or marks out of balance."""
    found, depth = [], 0
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = list(instruction.operands), str(instruction.operator)
        if name == "BDC":
            depth += 1
            found.append(_mcid(operands[1]))
        elif name == "BMC":
            depth += 1
        elif name == "EMC":
            depth -= 1
        elif name in _PAINTING:
            assert depth == 1, f"{name} outside of any tag"
        assert depth in {0, 1}
    assert depth == 0
    return found


def _mcid(properties: Any) -> int:
    return int(properties.MCID)


def structure(file: Path) -> list[tuple[int, str, str]]:
    """The structure tree in reading order: (depth, role, alternative or scope)."""
    with pikepdf.open(file) as pdf:
        return _walk(pdf.Root.StructTreeRoot.K, 0)


def _walk(element: Any, depth: int) -> list[tuple[int, str, str]]:
    if "/S" not in element:
        return []
    said = str(element.get("/Alt", "")) or str(element.get("/A", {}).get("/Scope", "")).lstrip("/")
    found = [(depth, str(element.S).lstrip("/"), said)]
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary):
            found += _walk(kid, depth + 1)
    return found


def roles(file: Path) -> list[str]:
    """The roles of the structure tree in reading order."""
    return [role for _, role, _ in structure(file)]


def outline(file: Path) -> list[str]:
    """The titles of the outline."""
    with pikepdf.open(file) as pdf, pdf.open_outline() as entries:
        return [str(entry.title) for entry in entries.root]


_GROUPS = {
    "Table": {"TR", "THead", "TBody", "Caption"},
    "TR": {"TH", "TD"},
    "L": {"LI"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"},
    "TOCI": {"Lbl", "Reference", "P", "TOC", "NonStruct"},
}
_LEAVES = frozenset({"P", "H1", "H2", "H3", "TH", "TD", "Figure", "Lbl", "LBody", "Link", "Form"})
_STANDARD = _LEAVES | frozenset({"Document", "Table", "TR", "L", "LI", "TOC", "TOCI", "Reference", "NonStruct"})


def check_tree(file: Path) -> None:
    """The tree by the standard's own words: no role of ours, nothing empty, parts in their wholes, marks in reading order."""
    with pikepdf.open(file) as pdf:
        assert "/RoleMap" not in pdf.Root.StructTreeRoot
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        marks: list[tuple[int, int]] = []
        _check_element(pdf.Root.StructTreeRoot.K, pages, marks)
        per_page = {number: [mcid for page, mcid in marks if page == number] for number in range(len(pdf.pages))}
        for number, page in enumerate(pdf.pages):
            assert sorted(per_page[number]) == marked_sequences(page), f"page {number + 1}: a mark is not in the tree"
            for note in page.obj.get("/Annots", []):
                assert "/StructParent" in note, f"page {number + 1}: a link is not in the tree"
        for page_marks in per_page.values():
            assert page_marks == sorted(page_marks), "the tree reads in another order than the page"
    check_headings(file)


def check_headings(file: Path) -> None:
    """Headings begin with the first level and never skip one on the way down."""
    levels = [int(role[1]) for role in roles(file) if role in {"H1", "H2", "H3"}]
    for above, level in zip([0, *levels], levels, strict=False):
        assert level <= above + 1, f"a heading of level {level} under one of level {above}: {levels}"


def _columns(cell: Any) -> int:
    return int(cell.get("/A", {}).get("/ColSpan", 1))


def _check_element(element: Any, pages: dict[Any, int], marks: list[tuple[int, int]]) -> None:
    role = str(element.S).lstrip("/")
    assert role in _STANDARD, role
    kids = list(element.get("/K", []))
    assert kids or role == "TD", f"an empty {role}"
    if role == "Table":
        widths = {sum(_columns(cell) for cell in row.K) for row in kids}
        assert len(widths) == 1, f"a table of rows of {widths} columns"
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == pikepdf.Name.MCR:
            assert role in _LEAVES, f"content right in a {role}"
            marks.append((pages[kid.Pg.objgen], int(kid.MCID)))
        elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            assert role not in _GROUPS or str(kid.S).lstrip("/") in _GROUPS[role], (role, str(kid.S))
            _check_element(kid, pages, marks)
    if role == "Figure":
        assert str(element.get("/Alt", "")).strip(), "a figure without words"
    if role == "TH":
        assert str(element.A.Scope) in {"/Row", "/Column"}
