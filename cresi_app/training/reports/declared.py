"""The papers of a declared training body: the evidence list of the quality standard, the frames of the yearly statement."""

from collections.abc import Callable, Sequence

from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import N_, tr
from cresi_app.core.identity import Identity
from cresi_app.core.money import Money, format_money
from cresi_app.core.papercode import paper_code
from cresi_app.printing import style
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Gap, Overline, heading, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.tables import Col, open_table
from cresi_app.training.model.yearly import QualityLine, StatementLine
from cresi_app.training.reports.wording import who

CRITERIA = (
    "", N_("Informer le public"), N_("Identifier les objectifs et adapter les prestations"), N_("Accueillir, suivre, évaluer"),
    N_("Adapter les moyens"), N_("Qualifier et développer les compétences"), N_("S'inscrire dans son environnement"),
    N_("Recueillir les appréciations et les réclamations"),
)  # fmt: skip
"""The seven criteria of the quality standard, by number, in short words."""

FRAMES = {
    "C": N_("Cadre C – Produits de la formation"),
    "D": N_("Cadre D – Charges de la formation"),
    "E": N_("Cadre E – Personnes dispensant des heures de formation"),
    "F-1": N_("Cadre F-1 – Stagiaires et heures"),
    "F-2": N_("Cadre F-2 – Confié à d'autres organismes"),
}
_HINT = N_(
    "Aide à la préparation, en mots abrégés : à vérifier auprès du référentiel ou du formulaire de l'année. "
    "Ce document n'est pas une déclaration."
)


def quality(lines: Sequence[QualityLine], year: int, identity: Identity) -> Paper:
    """Return the evidence list: each indicator, what proves it, what the library holds, what the centre noted."""

    def story(_numbers: Numbers) -> list[Flowable]:
        flows: list[Flowable] = [
            Overline(tr("Organisme déclaré")),
            words(tr("Preuves par indicateur de qualité, {year}", year=year), style.H1, role="H1"),
            words(tr(_HINT), style.BODY),
        ]
        columns = [
            Col(tr("N°"), 6), Col(tr("Indicateur"), 34, names_row=True), Col(tr("Preuve attendue, et trouvée"), 34),
            Col(tr("Noté par le centre"), 26),
        ]  # fmt: skip
        for criterion in sorted({line.criterion for line in lines}):
            rows = [_row(line) for line in lines if line.criterion == criterion]
            title = tr("Critère {n} – {name}", n=criterion, name=tr(CRITERIA[criterion]))
            flows += [*heading(title, 2, room=120), open_table(columns, rows, LETTER.width), Gap(4)]
        return flows

    return _paper("quality", tr("Preuves par indicateur de qualité {year}", year=year), year, identity, story)


def _row(line: QualityLine) -> list[str | tuple[str, str]]:
    kind = tr("commun") if line.is_common else tr("selon le cas")
    checked = tr("vu le {day}", day=format_date(line.checked_on, "medium")) if line.checked_on else ""
    return [line.code, (line.name, kind), (line.evidence, line.found), (line.note or "—", checked)]


def statement(lines: Sequence[StatementLine], year: int, identity: Identity) -> Paper:
    """Return the main frames of the yearly statement, figures counted from real presence told as such."""

    def story(_numbers: Numbers) -> list[Flowable]:
        flows: list[Flowable] = [
            Overline(tr("Organisme déclaré")),
            words(tr("Bilan pédagogique et financier {year}, préparation", year=year), style.H1, role="H1"),
            words(tr(_HINT), style.BODY),
        ]
        columns = [
            Col(tr("Ligne"), 8),
            Col("", 58, names_row=True),
            Col(tr("Origine"), 16),
            Col(tr("Montant"), 18, align="right"),
        ]
        for frame in dict.fromkeys(line.frame for line in lines):
            own = [line for line in lines if line.frame == frame]
            rows = [
                [line.code, line.name, tr("compté") if line.is_counted else tr("saisi"), amount(line)] for line in own
            ]
            total: Sequence[str] = ()
            if frame == "C":
                whole = sum(line.amount or 0 for line in own)
                total = (tr("Total"), "", "", format_money(Money(whole * 100, "EUR")))
            flows += [
                *heading(tr(FRAMES[frame]), 2, room=90),
                open_table(columns, rows, LETTER.width, total=total),
                Gap(4),
            ]
        return flows

    return _paper("statement", tr("Bilan pédagogique et financier {year}", year=year), year, identity, story)


def amount(line: StatementLine) -> str:
    """Return a line's amount as printed: « – » when it was not typed."""
    if line.amount is None:
        return "—"
    if line.unit == "euro":
        return format_money(Money(line.amount * 100, "EUR"))
    return tr("{n} h", n=line.amount) if line.unit == "hour" else str(line.amount)


def _paper(kind: str, title: str, year: int, identity: Identity, story: Callable[[Numbers], list[Flowable]]) -> Paper:
    return Paper(
        kind=kind,
        title=title,
        identity=identity,
        furniture=Furniture(kind=tr("Organisme déclaré"), reference=str(year), who=who(identity)),
        story=story,
        code=paper_code("training_year", str(year)),
        layout=LETTER,
        subject=title,
    )
