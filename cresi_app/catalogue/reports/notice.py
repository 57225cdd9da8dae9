"""One notice in full: what it is, what it says, what it holds, where its copies stand."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.catalogue.model import DocumentSheet, Link, Relation
from cresi_app.catalogue.model.collection import collection
from cresi_app.catalogue.model.description import Piece
from cresi_app.catalogue.model.numbers import written
from cresi_app.catalogue.reports import saying
from cresi_app.catalogue.reports.saying import Lists, imprint, joined, lists_of, named
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import C_, tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.papercode import paper_code
from cresi_app.printing import fonts, style
from cresi_app.printing.bookcovers import LARGE, BookCover
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Columns, Gap, Overline, headed, heading, paragraphs, words
from cresi_app.printing.furniture import Furniture, address_line
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, facts, open_table

_SUBTITLE: Final = style.style("notice subtitle", fonts.SANS, 11, 15, textColor=style.TEXT2)
_IMPRINT: Final = ParagraphStyle("imprint", style.BODY, textColor=style.TEXT2)

_BOX: Final = "□"
"""To be ticked by hand when a box leaves and comes back."""

Facts = list[tuple[str, str]]


def whole_notice(catalogue: CatalogueService, document_id: int, identity: Identity) -> Paper:
    """Return one notice of an open library as a paper, its cover with it. DomainError ``document_gone``."""
    sheet = catalogue.document(document_id)
    files = catalogue.library.files
    cover = next((file for file in sheet.files if file.is_cover and files.exists(file.sha256)), None)
    return notice(sheet, identity, lists_of(catalogue), cover=files.path(cover.sha256) if cover else None)


def notice(sheet: DocumentSheet, identity: Identity, lists: Lists | None = None, *, cover: Path | None = None) -> Paper:
    """Return a notice in full. `cover` is a picture's file."""
    known = lists or Lists()
    document = sheet.document

    def story(_numbers: Numbers) -> list[Flowable]:
        width = LETTER.width
        gutter = 8 * MM
        head = Columns(
            [(LARGE[0], [BookCover(document.title, LARGE, cover)]), (width - LARGE[0] - gutter, _head(sheet))], gutter
        )
        told = _facts(sheet, known)
        return [
            head,
            Gap(6 * MM),
            *_texts(sheet),
            *_pieces(sheet, width),
            *_use(sheet, known, width),
            *(headed(tr("La notice"), facts(told, width)) if any(value for _, value in told) else []),
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
    part = joined((document.part_number, document.part_title), ", ")
    flows: list[Flowable] = [Overline(sheet.kind.name), words(document.title, _title_style(document.title), role="H1")]
    if document.subtitle:
        flows.append(words(document.subtitle, _SUBTITLE))
    flows += [words(one.title, _SUBTITLE) for one in sheet.titles if one.kind in {"parallel", "translated"}]
    if part:
        flows.append(words(part, _SUBTITLE))
    said = document.responsibility or joined((one.spoken for one in sheet.authors), ", ")
    flows += [Gap(4), words(said, style.BODY)] if said else []
    if line := imprint(sheet):
        flows.append(words(line, _IMPRINT))
    if document.call_number:
        flows.append(words(tr("Cote {call_number}", call_number=document.call_number), saying.CALL))
    return flows


def _title_style(title: str) -> ParagraphStyle:
    return style.H1 if len(title) <= 110 else style.H1_SMALL


def _texts(sheet: DocumentSheet) -> list[Flowable]:
    document = sheet.document
    flows: list[Flowable] = []
    contents = "" if sheet.pieces else document.contents  # the pieces stand in their own table
    others = [
        (tr("Résumé ({language})", language=one.language) if one.language else tr("Autre résumé"), one.text)
        for one in sheet.abstracts
    ]
    for title, text in (
        (tr("Résumé"), document.abstract),
        *others,
        (tr("Sommaire"), contents),
        (tr("Notes"), document.notes),
    ):
        if text.strip():
            flows += [*heading(title), *paragraphs(text)]
    return flows


# --- what it holds and how it is used


def _pieces(sheet: DocumentSheet, width: float) -> list[Flowable]:
    """Return the contents of a kit or the panels of an exhibition; columns that say nothing are left out."""
    pieces = sheet.pieces
    if not pieces:
        return []
    is_exhibition = sheet.document.kind == "exhibition"
    columns: list[tuple[Col, list[str | tuple[str, str]]]] = [
        (Col(tr("N°"), 14, "right"), [one.number for one in pieces]),
        (
            Col(tr("Panneau") if is_exhibition else tr("Pièce"), 80, names_row=True),
            [(one.name, one.note) for one in pieces],
        ),
        (Col(tr("Nombre"), 18, "right"), [str(one.quantity) if one.quantity != 1 else "" for one in pieces]),
        (Col(tr("Dimensions"), 34, "right"), [_size(one) for one in pieces]),
        (Col(tr("Poids"), 20, "right"), [saying.kilograms(one.weight_g) if one.weight_g else "" for one in pieces]),
        (Col(tr("Caisse"), 18), [one.crate for one in pieces]),
        (Col(tr("Départ"), 16, "right"), [_BOX for _ in pieces]),
        (Col(tr("Retour"), 16, "right"), [_BOX for _ in pieces]),
    ]
    kept = [(col, values) for col, values in columns if any(value not in {"", ("", "")} for value in values)]
    rows = list(zip(*(values for _, values in kept), strict=True))
    count = sum(one.quantity for one in pieces)
    title = (
        trn("{n} panneau", "{n} panneaux", count)
        if is_exhibition
        else trn("Contenu : {n} pièce", "Contenu : {n} pièces", count)
    )
    return headed(title, open_table([col for col, _ in kept], rows, width), room=34 * MM)


def _size(piece: Piece) -> str:
    if piece.width_mm and piece.height_mm:
        return tr("{width} × {height}", width=saying.metres(piece.width_mm), height=saying.metres(piece.height_mm))
    only = piece.width_mm or piece.height_mm
    return saying.metres(only) if only else ""


def _use(sheet: DocumentSheet, known: Lists, width: float) -> list[Flowable]:
    use, show = sheet.use, sheet.exhibition
    ages = saying.between(use.age_least, use.age_most)
    group = saying.between(use.group_least, use.group_most)
    told: Facts = [
        (tr("Pour qui"), joined((one.name for one in sheet.audiences), ", ")),
        (tr("Âge, en années"), ages),
        (tr("Taille du groupe"), group),
        (tr("Durée"), saying.minutes(use.minutes_least, use.minutes_most)),
        (tr("Niveau"), named(known.levels, use.level)),
        (tr("Matériel nécessaire"), use.material),
        (tr("Caisses"), str(show.crates) if show.crates else ""),
        (tr("Poids"), saying.kilograms(show.weight_g) if show.weight_g else ""),
        (tr("Linéaire"), saying.metres(show.wall_cm * 10) if show.wall_cm else ""),
        (tr("Montage"), saying.minutes(show.setup_minutes)),
        (tr("Valeur d'assurance"), saying.price(show.insurance_minor, show.currency)),
        (tr("Transport"), show.transport),
        (tr("Accrochage"), show.hanging),
        *(
            (
                tr("Version {label}", label=one.label),
                joined((format_date(one.released_on) if one.released_on else "", one.what_changed)),
            )
            for one in sheet.releases
        ),
    ]
    if not any(value for _, value in told):
        return []
    title = (
        tr("Transport et accrochage")
        if any((show.crates, show.weight_g, show.wall_cm, show.transport))
        else tr("Pour s'en servir")
    )
    return headed(title, facts(told, width))


# --- what the notice says


def _facts(sheet: DocumentSheet, known: Lists) -> Facts:
    document = sheet.document
    roles = groupby(sorted(sheet.contributions, key=lambda one: one.position), key=lambda one: one.role_name)
    languages = [one.name if one.use == "text" else f"{one.name} ({_use_of(one.use)})" for one in sheet.languages]
    numbers = [
        (named(known.schemes, one.scheme), joined((written(one.scheme, one.value), one.note), " – "))
        for one in sheet.identifiers
    ]
    return [
        *((role or tr("Contributeurs"), joined((one.inverted for one in group), " ; ")) for role, group in roles),
        *(
            (one.kind_name, joined((one.title, one.language), " – "))
            for one in sheet.titles
            if one.kind not in {"parallel", "translated"}
        ),
        (tr("Publication"), imprint(sheet)),
        (tr("Édition"), document.edition),
        (tr("Collection"), joined((sheet.series, document.series_number), ", ")),
        (tr("Langues"), joined(languages, ", ")),
        (tr("Pays traités"), joined((one.name for one in sheet.countries), ", ")),
        (tr("Sujets"), joined(one.term for one in sheet.subjects)),
        (tr("Public"), document.audience),
        *((named(known.relations, link.relation), _link(link)) for link in sheet.links),
        *_cited(sheet, known),
        *numbers,
        (tr("Périodicité"), document.frequency),
        (tr("Numéros"), _issues(sheet)),
        (
            tr("État de collection"),
            collection(sheet.issues, known.issue_states, clock.today()).sentence if known.issue_states else "",
        ),
        (tr("Prix"), document.price),
        (tr("En ligne"), document.url),
        (tr("Droits"), document.rights),
        (tr("Crédit des images"), document.image_credit),
        *((one.name, one.shown) for one in sheet.values if not one.is_archived),
        (tr("Publié le"), format_date(document.published_on) if document.published_on else ""),
        (tr("Mis à jour le"), format_date(document.revised_on) if document.revised_on else ""),
    ]


def _cited(sheet: DocumentSheet, known: Lists) -> Facts:
    """Return the documents that name this one, under the word that says how it stands to them; at most twelve of a word."""
    said: dict[str, list[str]] = {}
    for one in sheet.linked:
        relation = known.relations.get(one.relation)
        word = named(known.relations, relation.inverse) if isinstance(relation, Relation) else tr("Le citent")
        said.setdefault(word, []).append(joined((one.title, one.part), ", "))
    return [(word, joined(titles[:12], " ; ")) for word, titles in said.items()]


def _use_of(use: str) -> str:
    known = {"original": tr("original"), "abstract": tr("résumé"), "subtitles": tr("sous-titres")}
    return known.get(use, use)


def _issues(sheet: DocumentSheet) -> str:
    """Return « 24 numéros, de 2019 à 2026 »."""
    if not sheet.issues:
        return ""
    years = sorted(one.year for one in sheet.issues if one.year)
    said = trn("{n} numéro", "{n} numéros", len(sheet.issues))
    if not years or years[0] == years[-1]:
        return joined((said, str(years[0]) if years else ""), ", ")
    return tr("{issues}, de {first} à {last}", issues=said, first=years[0], last=years[-1])


def _link(link: Link) -> str:
    issn = tr("ISSN {number}", number=link.issn) if link.issn else ""
    return joined((link.shown_title, link.number, link.date_text, link.pages, issn), ", ")


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
    rows: Sequence[Sequence[str | tuple[str, str]]] = [
        (
            (copy.call_number or sheet.document.call_number or "—", copy.volume),
            copy.barcode or "—",
            copy.location or "—",
            (named(known.statuses, copy.status), copy.note),
        )
        for copy in sheet.live_copies
    ]
    return headed(tr("Exemplaires"), open_table(columns, rows, width), room=34 * MM)
