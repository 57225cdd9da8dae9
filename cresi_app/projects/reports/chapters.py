"""The chapters that tell why: synthesis, context, people concerned, objectives."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number, format_percent
from cresi_app.printing import style
from cresi_app.printing.flow import Columns, Gap, heading, paragraphs, stack_height, words
from cresi_app.printing.style import MM
from cresi_app.printing.tables import Col, KeyFigure, Value, facts, key_figures, open_table
from cresi_app.printing.typesetting import strong
from cresi_app.projects.model import REQUEST_WORDS, DossierData, ProjectBeneficiary
from cresi_app.projects.model.risks import Risk, risks_of
from cresi_app.projects.reports import wording
from cresi_app.projects.reports.wording import amount, joined, share

_TALLEST_BESIDE: Final = 120 * MM
"""A context longer than this runs over the whole width and over pages; a shorter one has a side note."""


def unsaid() -> Flowable:
    """Return what stands where the dossier says nothing yet."""
    return words(tr("Non renseigné à ce jour."), style.coloured(style.BODY, style.TEXT3))


def _said(title: str, text: str, *, always: bool = False) -> list[Flowable]:
    if not text.strip():
        return [*heading(title), unsaid()] if always else []
    return [*heading(title), *paragraphs(text)]


def synthesis(data: DossierData, width: float) -> list[Flowable]:
    """Return the essentials on one page: lead, key figures, facts, what the grant allows."""
    flows: list[Flowable] = [*paragraphs(data.project.summary, style.LEAD)]
    figures = _key_figures(data)
    if figures:
        flows += [Gap(4), key_figures(figures), Gap(8)]
    flows.append(facts(_facts(data), width))
    return [*flows, *_said(tr("Ce que la subvention permet"), data.project.grant_use)]


def _key_figures(data: DossierData) -> list[KeyFigure]:
    figures = []
    direct, indirect = data.direct_total, data.indirect_total
    women = [g.women for g in data.beneficiaries if g.is_direct and g.women is not None]
    if direct:
        reached = sum(women)
        second = (
            trn("dont {n} femme ou fille", "dont {n} femmes et filles", reached, n=format_number(reached))
            if reached
            else ""
        )
        label = trn("personne concernée directement", "personnes concernées directement", direct)
        figures.append(KeyFigure(format_number(direct), label, second))
    if indirect:
        label = trn("personne concernée indirectement", "personnes concernées indirectement", indirect)
        figures.append(KeyFigure(format_number(indirect), label))
    if data.partners:
        names = joined((view.organisation.town or view.organisation.name for view in data.partners[:2]), ", ")
        figures.append(KeyFigure(str(len(data.partners)), trn("partenaire", "partenaires", len(data.partners)), names))
    if data.project.months:
        label = trn("mois de projet", "mois de projet", data.project.months)
        figures.append(KeyFigure(str(data.project.months), label, wording.period_short(data)))
    return figures[:4]


def _facts(data: DossierData) -> list[tuple[str, str]]:
    project, budget = data.project, data.budget
    volunteer = budget.products.volunteer.forecast
    total = amount(data, budget.charges.total.forecast)
    request = (project.request_frequency, project.request_period, project.request_form, project.request_object)
    main = data.partners[0] if data.partners else None
    return [
        (tr("Association"), joined((data.holder.name, wording.town_of(data.holder)))),
        (tr("Partenaire principal"), joined((main.organisation.name, wording.town_of(main.organisation))) if main else ""),
        (tr("Lieu"), joined((wording.place_words(data), project.place_detail))),
        (tr("Période"), wording.period_long(data)),
        (tr("Objectifs de développement durable"), joined(
            tr("ODD {number} {name}", number=goal.sdg.number, name=goal.sdg.short) for goal in data.goals
        )),
        (tr("Secteur CAD"), joined((_sector(s.code, s.name, s.percent) for s in data.sectors), " ; ")),
        (tr("Budget total"), tr("{total}, dont {part} de contributions volontaires", total=total, part=amount(data, volunteer))
            if volunteer else total),
        (tr("Subvention demandée"), _request_words(data)),
        (tr("Suite de la demande"), joined(tr(REQUEST_WORDS[word]) for word in request)),
        (tr("Dossier précédent"), data.renewed_from),
    ]  # fmt: skip


def _sector(code: str, name: str, percent: int | None) -> str:
    return f"{code} {name}" if percent is None else f"{code} {name} ({format_percent(percent, 100)})"


def _request_words(data: DossierData) -> str:
    budget = data.budget
    if not budget.requested_lines:
        return tr("aucune ligne du budget n'est marquée comme la demande de ce dossier")
    asked = strong(amount(data, budget.requested))
    whole, bare = share(budget.share_with_volunteer), share(budget.share_without_volunteer)
    if budget.products.volunteer.forecast:
        return tr(
            "{asked}, soit {whole} du total des produits ({bare} hors contributions volontaires)",
            asked=asked,
            whole=whole,
            bare=bare,
        )
    return tr("{asked}, soit {whole} du total des produits", asked=asked, whole=whole)


def context(data: DossierData, width: float) -> list[Flowable]:
    """Return the need, the people concerned, what must change, how it will last."""
    project = data.project
    flows = [*heading(tr("Le contexte")), *_context(data, width)]
    if data.beneficiaries or project.beneficiaries_note.strip():
        flows += [*heading(tr("Les personnes concernées"), room=45 * MM), *beneficiaries(data, width)]
    flows += heading(tr("Les objectifs"))
    if project.general_objective or project.specific_objective:
        flows += _objective(tr("Objectif général."), project.general_objective)
        flows += _objective(tr("Objectif spécifique."), project.specific_objective)
    else:
        flows.append(unsaid())
    flows += _said(tr("Moyens humains"), project.human_means)
    flows += _said(tr("Éducation à la citoyenneté ici"), project.education_here)
    flows += _risks(data, width)
    flows += _said(tr("Ce qui restera après le projet"), project.sustainability)
    flows += _said(tr("Suivi et évaluation"), project.evaluation)
    return [*flows, *_said(tr("Communication"), project.communication)]


def _risks(data: DossierData, width: float) -> list[Flowable]:
    """Return the table of risks, what else is said of them, and what the logical framework supposes."""
    risks, prose = risks_of(data.project.risks)
    supposed = _hypotheses(data)
    if not risks and not prose.strip() and not supposed:
        return []
    flows: list[Flowable] = [*heading(tr("Risques et réponses")), *paragraphs(prose), *risk_table(risks, width)]
    if supposed:
        columns = [Col(tr("Le projet suppose que…"), 120, names_row=True), Col(tr("Niveau du cadre logique"), 50)]
        flows += [Gap(5), open_table(columns, supposed, width)]
    return flows


def _hypotheses(data: DossierData) -> list[Sequence[Value]]:
    frame = data.logframe
    lines = (*frame.general, *frame.specific, *frame.results)
    return [(line.row.hypotheses, line.name) for line in lines if line.row.hypotheses.strip()]


def risk_table(risks: Sequence[Risk], width: float) -> list[Flowable]:
    """Return the risks as a table; nothing when there are none."""
    if not risks:
        return []
    columns = [
        Col(tr("Risque"), 48, names_row=True),
        Col(tr("Probabilité"), 22),
        Col(tr("Effet sur le projet"), 46),
        Col(tr("Réponse prévue"), 54),
    ]
    rows = [(one.what, one.likelihood or "—", one.effect or "—", one.answer or "—") for one in risks]
    return [open_table(columns, rows, width)]


def _objective(name: str, text: str) -> list[Flowable]:
    lines = [line for line in text.splitlines() if line.strip()]
    return [words(" ".join((strong(name), lines[0]))), *map(words, lines[1:])] if lines else []


def _context(data: DossierData, width: float) -> list[Flowable]:
    text = paragraphs(data.project.context)
    if not text:
        return [unsaid()]
    side, gutter = 52 * MM, 10 * MM
    note = _side_note(data)
    beside = width - side - gutter
    if note and stack_height(text, beside) <= _TALLEST_BESIDE and stack_height(note, side) <= _TALLEST_BESIDE:
        return [Columns([(beside, text), (side, note)], gutter, bar=True)]
    return text


def _side_note(data: DossierData) -> list[Flowable]:
    """Return the landmarks beside the context: where, when, for which goals."""
    goals = [tr("ODD {number} {name}", number=goal.sdg.number, name=goal.sdg.short) for goal in data.goals]
    said = [
        (tr("Où"), [wording.place_words(data), data.project.place_detail]),
        (tr("Quand"), [wording.period_short(data), wording.duration(data)]),
        (tr("Pour quoi"), goals),
    ]
    note: list[Flowable] = []
    for title, lines in said:
        held = [line for line in lines if line]
        if held:
            note += [words(title, style.H3), *(words(line, style.TABLE) for line in held)]
    return note


def beneficiaries(data: DossierData, width: float) -> list[Flowable]:
    """Return the groups of people concerned and what is said of them; nothing when nothing is."""
    flows: list[Flowable] = []
    if data.beneficiaries:
        columns = [
            Col(tr("Groupe"), 48, names_row=True),
            Col(tr("Femmes"), 17, "right"),
            Col(tr("Hommes"), 17, "right"),
            Col(tr("Total"), 18, "right", strong=True),
            Col(tr("Ce qui change pour elles et eux"), 70),
        ]
        flows.append(open_table(columns, [_group(group) for group in data.beneficiaries], width))
    return [*flows, *([Gap(6)] if flows else []), *paragraphs(data.project.beneficiaries_note)]


def _group(group: ProjectBeneficiary) -> Sequence[Value]:
    reach = "" if group.is_direct else tr("indirectement")
    counts = (group.women, group.men, group.total)
    return ((group.name, reach), *("—" if count is None else format_number(count) for count in counts), group.change)
