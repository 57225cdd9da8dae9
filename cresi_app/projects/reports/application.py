"""The application in the sections of form 12156: same order, same numbers, same words of the lines; the layout is our own."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.i18n import N_, tr
from cresi_app.core.identity import Identity
from cresi_app.printing import style
from cresi_app.printing.byhand import Labelled, TickLine, TickRow, signatures
from cresi_app.printing.document import Layout, Numbers, Paper, new_page
from cresi_app.printing.flow import Both, Gap, Overline, chapter, heading, paragraphs, words
from cresi_app.printing.furniture import Furniture
from cresi_app.printing.style import MM
from cresi_app.printing.tables import facts
from cresi_app.projects.model import (
    Addressee,
    Budget,
    DossierData,
    RequestForm,
    RequestFrequency,
    RequestObject,
    RequestPeriod,
)
from cresi_app.projects.model.risks import risks_of
from cresi_app.projects.reports import chapters, doing, holder, money, wording
from cresi_app.projects.reports.texts import edition, in_language
from cresi_app.projects.reports.wording import amount, joined

SHEET: Final = Layout(start="first")
_ADDRESSEES: Final = {
    Addressee.STATE: N_("État"),
    Addressee.REGION: N_("Conseil régional"),
    Addressee.DEPARTMENT: N_("Conseil départemental"),
    Addressee.MUNICIPALITY: N_("Commune ou intercommunalité"),
    Addressee.PUBLIC_BODY: N_("Établissement public"),
    Addressee.OTHER: N_("Autre"),
}


def application(data: DossierData, identity: Identity) -> Paper:
    """Return the application for a grant."""
    width = SHEET.width

    def story(_numbers: Numbers) -> list[Flowable]:
        return [
            Overline(tr("Association loi 1901")),
            chapter(tr("Demande de subvention"), key="request"),
            *_boxes(data),
            *_section(
                tr("1. Identification de l'association"), [facts(holder.identity_facts(data), width, label=58 * MM)]
            ),
            *_section(tr("2. Relations avec l'administration"), holder.relations(data, width)),
            *_section(tr("3. Relations avec d'autres associations"), holder.networks(data, width)),
            *_section(_means_title(data), holder.human_means(data, width)),
            *_holder_budget(data, width),
            *new_page(),
            chapter(tr("6. Objet de la demande – Projet n° {number}", number=data.project.number), small=True),
            *_project(data, width),
            *new_page(),
            chapter(tr("6. Budget du projet"), key="project-budget", small=True),
            *money.budget(data, width),
            *new_page(),
            chapter(tr("7. Attestations"), small=True),
            *_attestations(data, width),
        ]

    return Paper(
        kind="application",
        title=tr("Demande de subvention, dossier {number}", number=data.project.number),
        identity=identity,
        furniture=Furniture(
            kind=tr("Demande de subvention"),
            reference=tr("Dossier {number}", number=data.project.number),
            short_title=data.project.title,
            who=data.holder.name,
            copy=tr("Rubriques et lignes : {form}.", form=data.nomenclature.template.name),
        ),
        story=story,
        code=data.code.upper(),
        layout=SHEET,
        author=data.holder.name,
        subject=data.nomenclature.template.source,
    )  # fmt: skip


def _section(title: str, flows: Sequence[Flowable]) -> list[Flowable]:
    return [*heading(title, room=45 * MM), *flows]


def _boxes(data: DossierData) -> list[Flowable]:
    one = data.project
    asked = one.addressee_kind
    rows = [
        (tr("Forme"), [
            (tr("en numéraire (argent)"), one.request_form in {RequestForm.CASH, RequestForm.BOTH}),
            (tr("en nature"), one.request_form in {RequestForm.IN_KIND, RequestForm.BOTH}),
        ]),
        (tr("Fréquence"), [
            (tr("première demande"), one.request_frequency is RequestFrequency.FIRST),
            (tr("renouvellement ou poursuite"), one.request_frequency is RequestFrequency.RENEWAL),
        ]),
        (tr("Objet"), [
            (tr("fonctionnement global"), one.request_object is RequestObject.GLOBAL),
            (tr("projet(s), action(s)"), one.request_object is RequestObject.PROJECT),
        ]),
        (tr("Période"), [
            (tr("annuelle ou ponctuelle"), one.request_period is RequestPeriod.ANNUAL),
            (tr("pluriannuelle"), one.request_period is RequestPeriod.MULTIYEAR),
        ]),
        (tr("Destinataire"), [(tr(word), asked == kind) for kind, word in _ADDRESSEES.items()]),
    ]  # fmt: skip
    flows: list[Flowable] = [Gap(3 * MM), *(TickRow(label, options) for label, options in rows)]
    if one.addressee:
        flows.append(words(tr("Service : {name}", name=one.addressee), style.TABLE))
    return flows


def _means_title(data: DossierData) -> str:
    return tr("4. Moyens humains au 31 décembre {year}", year=data.project.year - 1)


def _budget_title(data: DossierData) -> str:
    return tr("5. Budget de l'association, exercice {year}", year=data.project.year)


def _holder_budget(data: DossierData, width: float) -> list[Flowable]:
    held: Budget | None = data.holder_budget
    title = _budget_title(data)
    if held is None:
        said = tr("Le budget de l'association n'est pas saisi : joindre le budget prévisionnel approuvé.")
        return [*heading(title), words(said)]
    return [*new_page(), chapter(title, small=True), *money.two_accounts(held, width)]


def _project(data: DossierData, width: float) -> list[Flowable]:
    one = data.project
    place = joined((wording.place_words(data), one.place_detail))
    texts = [
        (tr("Intitulé"), one.title),
        (tr("Objectifs"), "\n".join(filter(None, (one.general_objective, one.specific_objective)))),
        (tr("Description"), "\n".join(filter(None, (one.summary, one.context, one.activities_note)))),
    ]
    flows: list[Flowable] = []
    for title, text in texts:
        flows += [*heading(title), *(paragraphs(text) or [chapters.unsaid()])]
    flows += [
        *heading(tr("Bénéficiaires"), room=45 * MM),
        *(chapters.beneficiaries(data, width) or [chapters.unsaid()]),
    ]
    flows += [*heading(tr("Territoire")), words(place) if place else chapters.unsaid()]
    flows += [
        *heading(tr("Moyens matériels et humains")),
        *(doing.means(data, width) or paragraphs(one.human_means) or [chapters.unsaid()]),
    ]
    flows += [
        *heading(tr("Date ou période de réalisation")),
        words(wording.period_long(data)) if one.starts_on or one.ends_on else chapters.unsaid(),
    ]
    flows += [*heading(tr("Évaluation : indicateurs proposés au regard des objectifs")), *_evaluation(data)]
    risks, prose = risks_of(one.risks)
    more = "\n".join(filter(None, (one.education_here, one.communication, prose, one.sustainability)))
    said = [*paragraphs(more), *chapters.risk_table(risks, width)]
    return [*flows, *heading(tr("Informations complémentaires éventuelles")), *(said or [chapters.unsaid()])]


def _evaluation(data: DossierData) -> list[Flowable]:
    from cresi_app.projects.reports.logframe import indicator_words  # noqa: PLC0415 - the framework's page is not needed otherwise

    listed = [words(indicator_words(one)) for one in data.logframe.indicators]
    return [*paragraphs(data.project.evaluation), *listed] or [chapters.unsaid()]


def _attestations(data: DossierData, width: float) -> list[Flowable]:
    declared = in_language(edition("cerfa-12156"), "declarations")
    person = data.representative
    name = joined((person.name, person.title), ", ") if person else "………………………………………………"
    asked = amount(data, data.budget.requested) if data.budget.requested_lines else "……………"
    sign = [(tr("Signature"), person.name if person else "")]
    return [
        words(tr("Je soussigné(e), (nom, prénom) {name}, représentant(e) légal(e) de l'association {holder}, déclare :", name=name, holder=data.holder.name)),
        *(TickLine(text) for text in declared),
        TickLine(tr("Si le signataire n'est pas le représentant légal : le pouvoir qui lui permet d'engager l'association est joint.")),
        Gap(4 * MM),
        words(tr("Demande une subvention de : {amount} au titre de l'année ou exercice {year}.", amount=asked, year=data.project.year), style.LEAD),
        Labelled(tr("Fait, le"), room=22 * MM, line=40 * MM, after=""),
        Labelled(tr("à"), room=22 * MM, line=70 * MM, after=""),
        Gap(6 * MM),
        Both([signatures(sign, width / 2)]),
    ]  # fmt: skip
