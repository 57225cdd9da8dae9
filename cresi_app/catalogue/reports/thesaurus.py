"""A thesaurus on paper: alphabetical with every rejected form leading to its descriptor, or as the tree it is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.catalogue.model.thesaurus import TermRef, TermSheet, Thesaurus
from cresi_app.catalogue.reports import saying
from cresi_app.catalogue.reports.stockreport import StockReport
from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr, trn
from cresi_app.core.identity import Identity
from cresi_app.core.text import sort_key
from cresi_app.printing import fonts, style
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Overline, headed, heading, paragraphs, words
from cresi_app.printing.grid import HEAD_LINE, Cell, Column, Grid, Row
from cresi_app.printing.newspaper import in_columns
from cresi_app.printing.style import MM
from cresi_app.printing.typesetting import strong

_TERM: Final = style.style("thesaurus term", fonts.SANS_BOLD, 9, 12)
_REJECTED: Final = style.style("rejected form", fonts.SANS, 9, 12, textColor=style.TEXT2)
_LINE: Final = style.style("thesaurus line", fonts.SANS, 8, 10.8)
_NOTE: Final = style.style("thesaurus note", fonts.SANS, 7.8, 10.6, textColor=style.TEXT2)
_INDENT: Final = 7 * MM
_DEEPEST: Final = 12
"""Levels that are indented: what lies deeper stands under the deepest of them."""


def thesaurus_paper(
    thesaurus: Thesaurus,
    terms: Sequence[TermSheet],
    identity: Identity,
    *,
    by_tree: bool = False,
    shows_uses: bool = True,
) -> Paper:
    """Return a thesaurus, alphabetical or by its tree; `shows_uses` prints the number of notices on each term."""

    def story(_numbers: Numbers) -> list[Flowable]:
        active = trn("{count} terme", "{count} termes", len(terms), count=saying.whole(len(terms)))
        key = (
            tr("Les termes plus précis sont en retrait. Un terme qui a plusieurs termes génériques figure sous chacun.")
            if by_tree
            else tr(
                "TG terme générique · TS terme spécifique · TA terme associé · EP employé pour · EM employez · NA note d'application"
            )
        )
        flows: list[Flowable] = [
            Overline(tr("Thésaurus")),
            words(thesaurus.name, style.H1, role="H1"),
            *paragraphs(tr("{terms}. {key}.", terms=active, key=key.rstrip(".")), saying.LEAD),
        ]
        return [*flows, *(_tree(terms, shows_uses=shows_uses) if by_tree else _alphabet(terms, shows_uses=shows_uses))]

    kind = tr("Thésaurus hiérarchique") if by_tree else tr("Thésaurus alphabétique")
    report = StockReport(
        "thesaurus",
        tr("{thesaurus} – {kind}", thesaurus=thesaurus.name, kind=kind),
        kind,
        thesaurus.name,
        format_date(clock.today(), "month"),
    )
    return report.paper(identity, story)


# --- alphabetical


def _alphabet(terms: Sequence[TermSheet], *, shows_uses: bool) -> list[Flowable]:
    entries: list[tuple[str, str, list[Flowable]]] = []
    for sheet in terms:
        entries.append((sort_key(sheet.term), sheet.term, _entry(sheet, shows_uses=shows_uses)))
        for label in _rejected(sheet):
            lead = [words(label, _REJECTED), words(tr("EM  {term}", term=strong(sheet.term)), _LINE)]
            entries.append((sort_key(label), label, lead))
    entries.sort(key=lambda entry: (entry[0], entry[1]))
    flows: list[Flowable] = []
    for letter, group in _by_letter(entries):
        flows += [*heading(letter), *in_columns(group, LETTER.width)]
    return flows


def _by_letter(entries: Sequence[tuple[str, str, list[Flowable]]]) -> Iterator[tuple[str, list[list[Flowable]]]]:
    held: list[list[Flowable]] = []
    letter = ""
    for key, _, lines in entries:
        first = key[:1].upper() if key[:1].isalpha() else "#"
        if first != letter and held:
            yield letter, held
            held = []
        letter = first
        held.append(lines)
    if held:
        yield letter, held


def _rejected(sheet: TermSheet) -> list[str]:
    """Return the forms of the shown language that lead to this term; those of no language count."""
    return list(
        dict.fromkeys(
            one.label for one in sheet.named("alt") if one.language[:2] in {"fr", ""} and one.label != sheet.term
        )
    )


def _entry(sheet: TermSheet, *, shows_uses: bool) -> list[Flowable]:
    head = sheet.term
    if shows_uses and sheet.uses:
        head = tr("{term}  ({uses})", term=head, uses=trn("{n} notice", "{n} notices", sheet.uses))
    lines: list[Flowable] = [words(head, _TERM)]
    lines += [
        words(tr("NA  {note}", note=note.text), _NOTE)
        for note in sheet.notes
        if note.kind in {"scope", "definition"} and note.language[:2] in {"fr", ""}
    ]
    for mark, found in (
        ("EP", _rejected(sheet)),
        ("TG", [one.term for one in sheet.broader]),
        ("TS", [one.term for one in sheet.narrower]),
        ("TA", [one.term for one in sheet.related]),
    ):
        lines += [words(f"{mark}  {term}", _LINE) for term in sorted(found, key=sort_key)]
    other = [one.label for one in sheet.named("pref") if one.language[:2] == "en"]
    lines += [words(tr("en  {term}", term=term), _NOTE) for term in other if term != sheet.term]
    return lines


# --- by the tree


def _tree(terms: Sequence[TermSheet], *, shows_uses: bool) -> list[Flowable]:
    known = {sheet.id: sheet for sheet in terms}
    tops = sorted(
        (sheet for sheet in terms if not any(one.id in known for one in sheet.broader)),
        key=lambda one: sort_key(one.term),
    )
    flows: list[Flowable] = []
    for top in tops:
        rows = [_branch(sheet, level, shows_uses=shows_uses) for sheet, level in _below(top, known)]
        if not rows:
            flows.append(words(_said(top, shows_uses=shows_uses), _TERM))
            continue
        rows[0].above = HEAD_LINE
        flows += headed(
            _said(top, shows_uses=shows_uses), Grid([Column(LETTER.width, 0, 0)], rows, pad=(1.2, 1.6)), room=24 * MM
        )
    return flows


def _below(top: TermSheet, known: Mapping[int, TermSheet]) -> Iterator[tuple[TermSheet, int]]:
    """Yield everything under a term with its level, once on each way down; circles, which the library refuses, end."""
    waiting: list[tuple[TermRef, int, frozenset[int]]] = [
        (ref, 0, frozenset({top.id})) for ref in sorted(top.narrower, key=lambda one: sort_key(one.term), reverse=True)
    ]
    while waiting:
        ref, level, above = waiting.pop()
        sheet = known.get(ref.id)
        if sheet is None or ref.id in above:
            continue
        yield sheet, level
        deeper = sorted(sheet.narrower, key=lambda one: sort_key(one.term), reverse=True)
        waiting += [(one, level + 1, above | {ref.id}) for one in deeper]


def _branch(sheet: TermSheet, level: int, *, shows_uses: bool) -> Row:
    base = _LINE if level else ParagraphStyle("branch", _LINE, fontName=fonts.SANS_MEDIUM)
    indented = ParagraphStyle(f"branch {level}", base, leftIndent=min(level, _DEEPEST) * _INDENT)
    return Row([Cell([words(_said(sheet, shows_uses=shows_uses), indented)], header=True)], below=None)


def _said(sheet: TermSheet, *, shows_uses: bool) -> str:
    if shows_uses and sheet.uses:
        return tr("{term} · {n}", term=sheet.term, n=sheet.uses)
    return sheet.term
