"""The catalogue's papers: one notice in full, and a bibliography of chosen documents."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.catalogue.model import Copy, DocumentSheet, Link
from cresi_app.catalogue.model.document import Listed
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import C_, tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.papercode import paper_code
from cresi_app.printing import fonts, style
from cresi_app.printing.bookcovers import LARGE, SMALL, BookCover
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Columns, Gap, Overline, headed, heading, paragraphs, words
from cresi_app.printing.furniture import Furniture, address_line
from cresi_app.printing.grid import BETWEEN, HEAD_LINE, Cell, Column, Grid, Row
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, facts, open_table

_ITEM: Final = style.style("item title", fonts.SERIF_BOLD, 10.8, 13.5)
_SUBTITLE: Final = style.style("notice subtitle", fonts.SANS, 11, 15, textColor=style.TEXT2)
_CALL: Final = style.style("call number", fonts.FIGURES_BOLD, 8.6, 11)
_STATE: Final = style.style("state", fonts.SANS, 8, 10.4, textColor=style.TEXT2)


@dataclass(frozen=True, slots=True)
class Lists:
    """The words of the codes a notice holds; a code that is not in them prints as itself."""

    statuses: Mapping[str, Listed] = field(default_factory=dict)
    schemes: Mapping[str, Listed] = field(default_factory=dict)
    relations: Mapping[str, Listed] = field(default_factory=dict)


def lists_of(catalogue: CatalogueService) -> Lists:
    """Return the lists of an open library."""
    return Lists(catalogue.statuses, catalogue.schemes, catalogue.relations)


def whole_notice(catalogue: CatalogueService, document_id: int, identity: Identity) -> Paper:
    """Return one notice of an open library as a paper, its cover with it. DomainError ``document_gone``."""
    sheet = catalogue.document(document_id)
    files = catalogue.library.files
    cover = next((file for file in sheet.files if file.is_cover and files.exists(file.sha256)), None)
    return notice(sheet, identity, lists_of(catalogue), cover=files.path(cover.sha256) if cover else None)


def _named(known: Mapping[str, Listed], code: str) -> str:
    return known[code].name if code in known else code


def _joined(parts: Iterable[str], mark: str = " · ") -> str:
    return mark.join(part for part in parts if part)


# --- one notice


def notice(sheet: DocumentSheet, identity: Identity, lists: Lists | None = None, *, cover: Path | None = None) -> Paper:
    """Return a notice in full: what it is, what it says, where its copies stand. `cover` is a picture's file."""
    known = lists or Lists()
    document = sheet.document

    def story(_numbers: Numbers) -> list[Flowable]:
        width = LETTER.width
        gutter = 8 * MM
        head = Columns(
            [(LARGE[0], [BookCover(document.title, LARGE, cover)]), (width - LARGE[0] - gutter, _head(sheet))], gutter
        )
        return [
            head,
            Gap(6 * MM),
            *_texts(sheet),
            *headed(tr("La notice"), facts(_facts(sheet, known), width)),
            *_copies(sheet, known, width),
        ]

    return Paper(
        kind="notice",
        title=tr("Notice {number} – {title}", number=document.number, title=document.title),
        identity=identity,
        furniture=Furniture(
            kind=tr("Notice"),
            reference=tr("n° {number}", number=document.number),
            short_title=document.title,
            who=address_line(identity),
            copy=tr("Éditée le {day}. Code : ouvre la notice au poste d'accueil.", day=format_date(clock.today())),
        ),
        story=story,
        code=paper_code("document", document.number),
        subject=sheet.kind.name,
    )


def _head(sheet: DocumentSheet) -> list[Flowable]:
    document = sheet.document
    part = _joined((document.part_number, document.part_title), ", ")
    flows: list[Flowable] = [Overline(sheet.kind.name), words(document.title, _title_style(document.title), role="H1")]
    if document.subtitle:
        flows.append(words(document.subtitle, _SUBTITLE))
    if part:
        flows.append(words(part, _SUBTITLE))
    said = document.responsibility or _joined((one.spoken for one in sheet.authors), ", ")
    flows += [Gap(4), words(said, style.BODY)] if said else []
    if line := _imprint(sheet):
        flows.append(words(line, ParagraphStyle("imprint", style.BODY, textColor=style.TEXT2)))
    if document.call_number:
        flows.append(words(tr("Cote {call_number}", call_number=document.call_number), _CALL))
    return flows


def _title_style(title: str) -> ParagraphStyle:
    return style.H1 if len(title) <= 110 else style.H1_SMALL


def _imprint(sheet: DocumentSheet) -> str:
    """Return publishers, date, extent: « Éditions du Fleuve, 2025, 248 p. »."""
    document = sheet.document
    publishers = _joined((sheet.publisher, *(one.name for one in sheet.co_publishers)), " ; ")
    date = document.date_text or (str(document.year) if document.year else "")
    return _joined((document.place, publishers, date, document.extent), ", ")


def _texts(sheet: DocumentSheet) -> list[Flowable]:
    document = sheet.document
    flows: list[Flowable] = []
    for title, text in (
        (tr("Résumé"), document.abstract),
        (tr("Sommaire"), document.contents),
        (tr("Notes"), document.notes),
    ):
        if text.strip():
            flows += [*heading(title), *paragraphs(text)]
    return flows


def _facts(sheet: DocumentSheet, known: Lists) -> list[tuple[str, str]]:
    document = sheet.document
    roles = groupby(sorted(sheet.contributions, key=lambda one: one.position), key=lambda one: one.role_name)
    languages = [one.name if one.use == "text" else f"{one.name} ({_use(one.use)})" for one in sheet.languages]
    numbers = [(_named(known.schemes, one.scheme), _joined((one.value, one.note), " – ")) for one in sheet.identifiers]
    return [
        *((role or tr("Contributeurs"), _joined((one.inverted for one in group), " ; ")) for role, group in roles),
        (tr("Publication"), _imprint(sheet)),
        (tr("Édition"), document.edition),
        (tr("Collection"), _joined((sheet.series, document.series_number), ", ")),
        (tr("Langues"), _joined(languages, ", ")),
        (tr("Pays traités"), _joined((one.name for one in sheet.countries), ", ")),
        (tr("Sujets"), _joined(one.term for one in sheet.subjects)),
        (tr("Public"), document.audience),
        *((_named(known.relations, link.relation), _link(link)) for link in sheet.links),
        *numbers,
        (tr("Périodicité"), document.frequency),
        (tr("Prix"), document.price),
        (tr("En ligne"), document.url),
        (tr("Droits"), document.rights),
        (tr("Crédit des images"), document.image_credit),
        (tr("Publié le"), format_date(document.published_on) if document.published_on else ""),
        (tr("Mis à jour le"), format_date(document.revised_on) if document.revised_on else ""),
    ]


def _use(use: str) -> str:
    known = {"original": tr("original"), "abstract": tr("résumé"), "subtitles": tr("sous-titres")}
    return known.get(use, use)


def _link(link: Link) -> str:
    issn = tr("ISSN {number}", number=link.issn) if link.issn else ""
    return _joined((link.title, link.number, link.date_text, link.pages, issn), ", ")


def _copies(sheet: DocumentSheet, known: Lists, width: float) -> list[Flowable]:
    if not sheet.live_copies:
        return (
            [*heading(tr("Exemplaires")), words(tr("Aucun exemplaire au centre."), style.BODY)]
            if sheet.kind.has_copies
            else []
        )
    columns = [
        Col(tr("Cote"), 36, names_row=True),
        Col(tr("Code-barres"), 40),
        Col(tr("Emplacement"), 50),
        Col(tr(C_("copy", "État")), 44),
    ]
    rows = [
        (
            (copy.call_number or sheet.document.call_number or "–", copy.volume),
            copy.barcode or "–",
            copy.location or "–",
            (_named(known.statuses, copy.status), copy.note),
        )
        for copy in sheet.live_copies
    ]
    return headed(tr("Exemplaires"), open_table(columns, rows, width), room=34 * MM)


# --- a bibliography


@dataclass(frozen=True, slots=True)
class Shelf:
    """A group of a bibliography: its heading ("" for none) and its documents in order."""

    title: str
    sheets: Sequence[DocumentSheet]


def bibliography(
    title: str, shelves: Sequence[Shelf], identity: Identity, lists: Lists | None = None, *, introduction: str = ""
) -> Paper:
    """Return a bibliography: cover, title, imprint, abstract, call number and availability of each document."""
    known = lists or Lists()
    count = sum(len(shelf.sheets) for shelf in shelves)

    def story(_numbers: Numbers) -> list[Flowable]:
        lead = introduction or trn(
            "{n} document du centre de ressources.", "{n} documents du centre de ressources.", count
        )
        flows: list[Flowable] = [
            Overline(tr("Bibliographie")),
            words(title, style.H1, role="H1"),
            *paragraphs(lead, ParagraphStyle("lead", style.LEAD, textColor=style.TEXT2)),
        ]
        for shelf in shelves:
            flows += _shelf(shelf, known)
        return flows

    return Paper(
        kind="bibliography",
        title=title,
        identity=identity,
        furniture=Furniture(
            kind=tr("Bibliographie"),
            reference=format_date(clock.today(), "month"),
            short_title=title,
            who=address_line(identity),
            copy=tr("Disponibilités au {day}.", day=format_date(clock.today())),
        ),
        story=story,
        subject=tr("Bibliographie"),
    )


def _shelf(shelf: Shelf, known: Lists) -> list[Flowable]:
    """Return a group; its heading stays with its first document."""
    if not shelf.sheets:
        return []
    side, gap = 40 * MM, 5 * MM
    columns = [
        Column(SMALL[0] + gap, 0, gap),
        Column(LETTER.width - SMALL[0] - side - gap, 0, gap),
        Column(side, 0, 0),
    ]
    rows = [_item(sheet, known) for sheet in shelf.sheets]
    rows[0].above = HEAD_LINE
    table = Grid(columns, rows, pad=(5, 5))
    return headed(shelf.title, table) if shelf.title else [table]


def _item(sheet: DocumentSheet, known: Lists) -> Row:
    document = sheet.document
    imprint = _joined((_joined((one.spoken for one in sheet.authors), ", "), _imprint(sheet)))
    told: list[Flowable] = [words(document.title, _ITEM)]
    told += [words(imprint, style.SECOND)] if imprint else []
    told += [Gap(2), *paragraphs(_short(document.abstract), style.TABLE)] if document.abstract.strip() else []
    right: list[Flowable] = [words(document.call_number, _CALL, align="right")] if document.call_number else []
    right.append(words(_availability(sheet, known), _STATE, align="right"))
    return Row([Cell([BookCover(document.title)]), Cell(told, header=True), Cell(right)], above=BETWEEN, below=None)


def _short(text: str, longest: int = 420) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + "…"


def _availability(sheet: DocumentSheet, known: Lists) -> str:
    """Return where the copies stand, each state once."""
    if not sheet.live_copies:
        return tr("En ligne") if sheet.document.url else tr("Sans exemplaire")

    def state(copy: Copy) -> str:
        return _named(known.statuses, copy.status)

    return _joined(dict.fromkeys(state(copy) for copy in sheet.live_copies), ", ")
