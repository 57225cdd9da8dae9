"""The draft agreement about a grant: parties, facts, articles of the text in force, signatures; the project and its budget annexed."""

from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.core.i18n import tr
from cresi_app.core.identity import Identity, on_one_line
from cresi_app.printing import style
from cresi_app.printing.byhand import signatures
from cresi_app.printing.document import Layout, Numbers, Paper, new_page
from cresi_app.printing.flow import (
    Both,
    Columns,
    Gap,
    Overline,
    Rule,
    chapter,
    heading,
    paragraphs,
    stack_height,
    words,
)
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.keeping import Needed
from cresi_app.printing.style import MM
from cresi_app.printing.tables import facts
from cresi_app.projects.model import DossierData
from cresi_app.projects.reports import money, wording
from cresi_app.projects.reports.doing import activities
from cresi_app.projects.reports.texts import edition, fields_of, filled, in_language
from cresi_app.projects.reports.wording import amount, joined

SHEET: Final = Layout(start="first")
_BLANK: Final = "……………………………"
"""What a pen fills in."""
_TALLEST_END: Final = 150 * MM
_BODY: Final = ParagraphStyle("article", style.BODY, fontSize=9.2, leading=13.2)


def convention(data: DossierData, identity: Identity) -> Paper:
    """Return the draft agreement with its two annexes."""
    width = SHEET.width

    def story(_numbers: Numbers) -> list[Flowable]:
        return [
            Overline(tr("Projet de convention de subvention")),
            chapter(data.project.title, key="agreement", small=True),
            Gap(6),
            _parties(data, identity, width),
            Gap(4 * MM),
            facts(_facts(data), width, label=34 * MM),
            Gap(2 * MM),
            *_agreed(data, identity, width),
            *new_page(),
            Overline(tr("Annexe 1 à la convention")),
            chapter(tr("Le projet"), key="annex-project", small=True),
            *_project(data, width),
            *new_page(),
            Overline(tr("Annexe 2 à la convention")),
            chapter(tr("Budget prévisionnel du projet"), key="annex-budget", small=True),
            *money.budget(data, width),
        ]

    return Paper(
        kind="convention",
        title=tr("Projet de convention, dossier {number}", number=data.project.number),
        identity=identity,
        furniture=Furniture(
            kind=tr("Projet de convention"),
            reference=tr("Dossier {number}", number=data.project.number),
            short_title=data.project.title,
            who=joined((tr("Convention, dossier {number}", number=data.project.number), data.holder.name)),
            copy=tr("Deux exemplaires originaux, un pour chaque partie. Paraphes :"),
        ),
        story=story,
        code=data.code.upper(),
        layout=SHEET,
        subject=str(edition("convention")["source"]),
    )


def _parties(data: DossierData, identity: Identity, width: float) -> Flowable:
    gutter = 8 * MM
    each = (width - gutter) / 2
    holder, person = data.holder, data.representative
    ours = [
        identity.authority_name or identity.centre_name or _BLANK,
        joined((on_one_line(identity.address), " ".join(filter(None, (identity.postal_code, identity.town)))), ", "),
        _represented(identity.representative, identity.representative_title),
        tr("ci-après « l'autorité »"),
    ]
    theirs = [
        holder.name,
        joined((on_one_line(holder.address), " ".join(filter(None, (holder.postal_code, holder.town)))), ", "),
        wording.identifiers(holder),
        _represented(person.name, person.title) if person else "",
        tr("ci-après « l'association »"),
    ]
    stacks = [
        (each, [Rule(style.HEAVY, style.INK, 0, 5), words(label, style.SECOND), *_party(lines)])
        for label, lines in ((tr("Entre"), ours), (tr("et"), theirs))
    ]
    return Columns(stacks, gutter)


def _party(lines: list[str]) -> list[Flowable]:
    held = [line for line in lines if line]
    return [words(line, style.SECOND if number else style.H3) for number, line in enumerate(held)]


def _represented(name: str, title: str) -> str:
    return tr("représentée par {who}", who=joined((name, title), ", ")) if name else ""


def _facts(data: DossierData) -> list[tuple[str, str]]:
    granted = data.project.granted_minor
    return [
        (tr("Projet"), joined((wording.place_words(data), wording.period_long(data)))),
        (tr("Subvention"), amount(data, granted) if granted is not None else tr("à fixer par la décision")),
        (tr("Budget total"), amount(data, data.budget.charges.total.forecast)),
        (tr("Dossier"), joined((data.project.number, wording.copy_sentence(data)))),
    ]


def _agreed(data: DossierData, identity: Identity, width: float) -> list[Flowable]:
    """Return the articles and the signatures, which are never on a page without the last article."""
    *articles, last = _articles(data, identity)
    end = [*last, *_signatures(data, identity, width)]
    tall = stack_height(end, width)
    return [
        *(flow for article in articles for flow in article),
        *([Needed(tall)] if tall <= _TALLEST_END else []),
        *end,
    ]


def _articles(data: DossierData, identity: Identity) -> list[list[Flowable]]:
    """Return the articles of the text in force, each with its head."""
    known = fields_of(data, identity)
    flows: list[list[Flowable]] = []
    for number, article in enumerate(edition("convention")["article"], start=1):
        title = tr("Article {number}. {title}", number=number, title=in_language(article, "title"))
        text = paragraphs(filled(in_language(article, "text"), known), _BODY)
        head = words(title, style.H3, role="H2")
        flows += [[Gap(5), Both([head, *text[:1]]), *text[1:]]]
    return flows


def _signatures(data: DossierData, identity: Identity, width: float) -> list[Flowable]:
    person = data.representative
    parties = [
        (
            tr("L'administration, {name}", name=identity.authority_name or identity.centre_name or _BLANK),
            identity.representative,
        ),
        (tr("Le bénéficiaire, {name}", name=data.holder.name), person.name if person else ""),
    ]
    made = tr("Fait à {town} en deux exemplaires, le ………………………", town=identity.town or "………………")
    return [
        Both([
            words(made, _BODY),
            Gap(4 * MM),
            signatures(parties, width, tr("Nom, date, signature")),
        ])
    ]  # fmt: skip


def _project(data: DossierData, width: float) -> list[Flowable]:
    project = data.project
    flows: list[Flowable] = [*paragraphs(project.summary, style.LEAD)]
    for title, text in (
        (tr("Objectif général"), project.general_objective),
        (tr("Objectif spécifique"), project.specific_objective),
        (tr("Ce que la subvention permet"), project.grant_use),
        (tr("Suivi et évaluation"), project.evaluation),
    ):
        if text.strip():
            flows += [*heading(title), *paragraphs(text)]
    return [*flows, *heading(tr("Activités"), room=60 * MM), *activities(data, width)]
