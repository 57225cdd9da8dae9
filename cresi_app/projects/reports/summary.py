"""The dossier on one page, as a committee reads it."""

from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from cresi_app.core.i18n import tr
from cresi_app.core.identity import Identity
from cresi_app.printing import fonts, style
from cresi_app.printing.document import Layout, Numbers, Paper
from cresi_app.printing.flow import Columns, Gap, Overline, Rule, heading, paragraphs, words
from cresi_app.printing.maps import PlaceMap
from cresi_app.printing.style import MM
from cresi_app.printing.tables import KeyFigure, SideBySide, facts
from cresi_app.projects.model import DossierData
from cresi_app.projects.reports import money, wording
from cresi_app.projects.reports.wording import amount, joined, share

SHEET: Final = Layout(margin=18, top=26, top_first=36, start="first")
_NUMBER: Final = style.style("sheet number", fonts.SERIF_BOLD, 15, 22, textColor=style.PETROL)
_TITLE: Final = style.style("sheet title", fonts.SERIF_BOLD, 17, 21.5, spaceAfter=2)
_LONG_TITLE: Final = style.style("sheet long title", fonts.SERIF_BOLD, 11.5, 14.5, spaceAfter=2)
_LONGEST: Final = 600
"""Characters of summary: more would not leave the sheet on one page; the dossier holds the whole."""
_WHOLE_ON: Final = 3
"""The page on which the whole dossier prints its synthesis, after cover and contents."""


def summary(data: DossierData, identity: Identity) -> Paper:
    """Return the dossier's summary on one page."""
    width = SHEET.width

    def story(_numbers: Numbers) -> list[Flowable]:
        map_width, gutter = 62 * MM, 6 * MM
        chart = PlaceMap(wording.main_place(data), map_width, 54 * MM, margin=14)
        bar = money.funding_bar(data, width)
        return [
            head(data, width, more=joined((data.holder.name, wording.town_of(data.holder)))),
            Gap(5 * MM),
            Columns([(map_width, [chart]), (width - map_width - gutter, beside(data, _LONGEST))], gutter),
            Gap(5 * MM),
            Overline(tr("Plan de financement")),
            *([Gap(2), bar] if bar is not None else [words(tr("Aucun produit n'est inscrit au budget."))]),
            Gap(4 * MM),
            facts(_facts(data), width),
            *_allowed(data),
        ]

    return Paper(
        kind="summary",
        title=tr("Fiche du dossier {number} – {title}", number=data.project.number, title=data.project.title),
        identity=identity,
        furniture=wording.furniture(data),
        story=story,
        code=data.code.upper(),
        layout=SHEET,
        author=data.holder.name,
        subject=tr("Fiche de synthèse d'un dossier de demande de subvention"),
    )


def _title_style(data: DossierData) -> ParagraphStyle:
    return _TITLE if len(data.project.title) <= 150 else _LONG_TITLE


def head(data: DossierData, width: float, *, more: str) -> Flowable:
    """Return number and title, with who carries the project below."""
    title = [words(data.project.title, _title_style(data), role="H1"), words(more, style.TABLE)]
    return Columns([(32 * MM, [words(data.project.number, _NUMBER)]), (width - 36 * MM, title)], 4 * MM)


def _allowed(data: DossierData) -> list[Flowable]:
    text = short(data.project.grant_use, _LONGEST // 2)
    return [*heading(tr("Ce que la subvention permet")), *paragraphs(text)] if text else []


def short(text: str, longest: int) -> str:
    """Return the text, or its beginning with « … » and where the whole stands."""
    if len(text) <= longest:
        return text
    beginning = text[:longest].rsplit(" ", 1)[0].rstrip(" .,;:–-")
    return tr("{beginning}… (suite au dossier, page {page})", beginning=beginning, page=_WHOLE_ON)


def beside(data: DossierData, longest: int) -> list[Flowable]:
    """Return the three figures a committee asks for first, then the summary in so many characters."""
    budget = data.budget
    figures = [
        (KeyFigure(amount(data, budget.requested), tr("Demandé")), True),
        (KeyFigure(amount(data, budget.charges.subtotal.forecast), tr("Hors valorisations")), False),
        (KeyFigure(share(budget.share_without_volunteer), tr("Part demandée")), False),
    ]
    stacks = [
        [
            words(item.label, style.LABEL),
            words(item.figure, style.coloured(style.FACT, style.ACCENT) if asked else style.FACT),
        ]
        for item, asked in figures
    ]
    return [
        SideBySide(stacks),
        Rule(style.LIGHT, style.RULE, 5, 5),
        *paragraphs(short(data.project.summary, longest)),
    ]


def _facts(data: DossierData) -> list[tuple[str, str]]:
    return [
        (tr("Objectif général"), short(data.project.general_objective, _LONGEST // 3)),
        (tr("Pays et lieu"), wording.place_words(data)),
        (tr("Période"), wording.period_long(data)),
        (
            tr("Objectifs de développement durable"),
            joined(tr("ODD {number} {name}", number=goal.sdg.number, name=goal.sdg.short) for goal in data.goals),
        ),
        (tr("Partenaires"), joined((view.organisation.name for view in data.partners), " ; ")),
        (tr("Étape"), data.stage.name),
        (tr("Suivi par"), data.followed_by),
    ]
