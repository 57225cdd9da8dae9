"""Finishes a printed file: the structure tree, the language, the metadata. pikepdf is used here."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self, cast

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from cresi_app.printing.tags import LinkArea, Mark, Tag


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a reader shows about the file. `made` is aware; the same metadata and drawing give the same bytes."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    made: datetime

    def packed(self) -> dict[str, str]:
        """Return it as plain text, for another process."""
        return asdict(self) | {"made": self.made.isoformat()}

    @classmethod
    def unpacked(cls, plain: Mapping[str, Any]) -> Self:
        """Return what `packed` made."""
        return cls(**{**plain, "made": datetime.fromisoformat(plain["made"])})


def finish(drawn: Path, out: Path, tree: Tag, metadata: Metadata) -> None:
    """Write the file `drawn` by the tagged canvas to `out` with its structure tree and metadata."""
    with Pdf.open(drawn) as pdf:
        dress(pdf, tree, metadata)
        save(pdf, out)


def dress(pdf: Pdf, tree: Tag, metadata: Metadata) -> None:
    """Give an open file its structure tree and metadata."""
    _Structure(pdf).grow(tree)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String(metadata.language)
    for page in pdf.pages:
        page.Tabs = Name.S
    _describe(pdf, metadata)


def save(pdf: Pdf, out: Path) -> None:
    """Write a file as small as it gets without looking into its pictures; the same content gives the same bytes."""
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=False,
        fix_metadata_version=False,
    )


class _Structure:
    """Turns `Tag`s into PDF structure elements and the parent tree that leads from a mark back to its element."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.owners: list[dict[int, Object]] = [{} for _ in self.pages]
        self.links: list[tuple[Object, Object]] = []
        """Each link's annotation and its element."""

    def grow(self, tree: Tag) -> None:
        """Add the whole tree to the file."""
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = self._element(tree, root)
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=self._parent_tree()))
        root.ParentTreeNextKey = len(self.pages) + len(self.links)
        self.pdf.Root.StructTreeRoot = root

    def _element(self, tag: Tag, parent: Object) -> Object:
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{tag.role}"), P=parent))
        if tag.alt:
            element.Alt = String(tag.alt)
        if tag.lang:
            element.Lang = String(tag.lang)
        if attributes := _attributes(tag):
            element.A = attributes
        element.K = Array([self._kid(kid, element) for kid in tag.kids])
        return element

    def _kid(self, kid: Tag | Mark | LinkArea, element: Object) -> Object:
        if isinstance(kid, Tag):
            return self._element(kid, element)
        if isinstance(kid, LinkArea):
            annotation = self.pages[kid.page].Annots[kid.number]
            annotation.StructParent = len(self.pages) + len(self.links)
            self.links.append((annotation, element))
            return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self.pages[kid.page])
        self.owners[kid.page][kid.number] = element
        return Dictionary(Type=Name.MCR, Pg=self.pages[kid.page], MCID=kid.number)

    def _parent_tree(self) -> Array:
        numbers: list[int | Object] = []
        for index, owners in enumerate(self.owners):
            self.pages[index].StructParents = index
            numbers += [index, self.pdf.make_indirect(Array([owners[n] for n in range(len(owners))]))]
        for number, (_, element) in enumerate(self.links, start=len(self.pages)):
            numbers += [number, element]
        return Array(cast("list[Object]", numbers))


def _attributes(tag: Tag) -> Dictionary | None:
    known: dict[str, Name | int] = {}
    if tag.scope:
        known["/Scope"] = Name(f"/{tag.scope}")
    if tag.span > 1:
        known["/ColSpan"] = tag.span
    return Dictionary({"/O": Name.Table, **known}) if known else None


def _describe(pdf: Pdf, metadata: Metadata) -> None:
    written = metadata.made.strftime("D:%Y%m%d%H%M%S") + metadata.made.strftime("%z")[:3] + "'00"
    fields: Mapping[str, str] = {
        "/Title": metadata.title,
        "/Author": metadata.author,
        "/Subject": metadata.subject,
        "/Keywords": metadata.keywords,
        "/Creator": "cresi",
        "/Producer": "cresi",
        "/CreationDate": written,
        "/ModDate": written,
    }
    pdf.docinfo = pdf.make_indirect(Dictionary({key: String(value) for key, value in fields.items() if value}))
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = metadata.title
        xmp["dc:language"] = {metadata.language}
        xmp["dc:format"] = "application/pdf"
        if metadata.author:
            xmp["dc:creator"] = [metadata.author]
        if metadata.subject:
            xmp["dc:description"] = metadata.subject
        xmp["pdf:Producer"] = xmp["xmp:CreatorTool"] = "cresi"
        xmp["xmp:CreateDate"] = xmp["xmp:ModifyDate"] = metadata.made.isoformat(timespec="seconds")
