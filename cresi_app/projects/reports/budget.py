"""The budget alone: in the dossier's form, year by year, followed, and in other funders' headings."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.i18n import tr
from cresi_app.core.identity import Identity
from cresi_app.printing import style
from cresi_app.printing.document import Layout, Numbers, Paper, new_page
from cresi_app.printing.flow import Gap, chapter, words
from cresi_app.printing.style import MM
from cresi_app.projects.model import Budget, DossierData
from cresi_app.projects.reports import figures, money, wording
from cresi_app.projects.reports.wording import joined

SHEET: Final = Layout()


def budget_paper(data: DossierData, identity: Identity, others: Sequence[Budget] = ()) -> Paper:
    """Return the budget as a paper of its own; `others` are the same lines in other headings."""
    width = SHEET.width

    def story(_numbers: Numbers) -> list[Flowable]:
        more = [*figures.by_years(data, width), *figures.followed(data, width)]
        flows: list[Flowable] = [
            chapter(tr("Budget du projet"), key="budget", small=True),
            words(joined((data.project.title, data.holder.name)), style.SECOND),
            *money.budget(data, width),
            *([Gap(8 * MM), *more] if more else []),
        ]
        for budget in others:
            flows += [*new_page(), chapter(budget.template.name, small=True), *figures.other_form(budget, width)]
        return flows

    return Paper(
        kind="budget",
        title=tr("Budget du dossier {number}", number=data.project.number),
        identity=identity,
        furniture=wording.furniture(data),
        story=story,
        code=data.code.upper(),
        layout=SHEET,
        author=data.holder.name,
    )
