"""Every paper that can be printed: its name, the record it is about, and how it is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cresi_app.cooperation.model.world import WorldFilter, country_of
from cresi_app.core import clock
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.finding import KINDS
from cresi_app.services import Services
from cresi_app.training.model.evaluation import Moment

Make = Callable[[Services, int, Path], int]
"""Writes the paper about a record (the year when it is about none) into a file and returns its pages."""
Prepare = Callable[[Services, Actor, int], object]
"""Writes into the library what a paper needs before it can be printed: a certificate's number."""


@dataclass(frozen=True, slots=True)
class PaperName:
    """A paper: `kind` of the record it is about ("" when about none) and its French title."""

    name: str
    kind: str
    title: str
    make: Make
    prepare: Prepare | None = None
    of_text: Callable[[Services, str, Path], int] | None = None
    """Makes it of what REF says where that is no record: a committee's day, several numbers."""


def _dossier(services: Services, record: int, out: Path) -> int:
    from cresi_app.projects.reports.making import print_dossier  # noqa: PLC0415 - reportlab is loaded when something is printed

    return print_dossier(services.projects, record, out).total


def _budget(services: Services, record: int, out: Path) -> int:
    from cresi_app.projects.reports.making import print_budget  # noqa: PLC0415 - same

    return print_budget(services.projects, record, out)


def _project(name: str) -> Make:
    """Return what makes a paper about a dossier."""

    def make(services: Services, record: int, out: Path) -> int:
        from cresi_app.projects.reports.making import print_simple  # noqa: PLC0415 - same

        return print_simple(services.projects, name, record, out)

    return make


def _booklet(services: Services, year: int, out: Path) -> int:
    from cresi_app.projects.reports.making import for_committee, print_booklet  # noqa: PLC0415 - same

    return print_booklet(services.projects, for_committee(services.projects, year), out)


def _booklet_of(services: Services, text: str, out: Path) -> int:
    from cresi_app.projects.reports.making import named_for_booklet, print_booklet  # noqa: PLC0415 - same

    ids, on = named_for_booklet(services.projects, text)
    return print_booklet(services.projects, ids, out, on)


def _blank_form(services: Services, _year: int, out: Path) -> int:
    from cresi_app.projects.reports.making import print_form  # noqa: PLC0415 - same

    return print_form(services.projects, None, out)


def _form_of(services: Services, ref: str, out: Path) -> int:
    from cresi_app.projects.reports.making import print_form  # noqa: PLC0415 - same

    return print_form(services.projects, services.projects.by_ref(ref), out)


def _booking_form(services: Services, year: int, out: Path) -> int:
    from cresi_app.training.reports.bookingform import booking_form  # noqa: PLC0415 - same

    return booking_form(services.training.programme_form(year), services.directory.identity(), out)


def _booking_form_of(services: Services, ref: str, out: Path) -> int:
    from cresi_app.training.reports.bookingform import booking_form  # noqa: PLC0415 - same

    session_id = services.training.by_ref(ref)
    if session_id is None:
        raise DomainError("not_found", N_("Aucune journée ne porte la référence « {ref} »."), ref=ref)
    return booking_form(services.training.booking_form(session_id), services.directory.identity(), out)


def _evaluation_form(moment: str) -> Make:
    """Return what makes the fillable evaluation form of a session."""

    def make(services: Services, record: int, out: Path) -> int:
        from cresi_app.training.reports.evaluationform import evaluation_form  # noqa: PLC0415 - same

        sheet = services.training.evaluation_form_of_session(record, Moment(moment))
        if sheet is None:
            raise DomainError(
                "no_questions", N_("Cette formation n'a pas de questions : écrivez-les dans « Notre offre ».")
            )
        return evaluation_form(services.training.session_sheet(record), sheet, services.directory.identity(), out)

    return make


def _training(name: str) -> Make:
    """Return what makes a paper of the training desk: of a session, or of a year."""

    def make(services: Services, record: int, out: Path) -> int:
        from cresi_app.training.reports.making import print_into  # noqa: PLC0415 - same

        return print_into(services.training, name, record, out)

    return make


def _folded(services: Services, record: int, out: Path) -> int:
    from cresi_app.training.reports.making import FOLDED, print_into  # noqa: PLC0415 - same

    return print_into(services.training, "programme", record, out, {FOLDED})


def _cooperation(name: str) -> Make:
    """Return what makes a paper of the cooperation desk."""

    def make(services: Services, record: int, out: Path) -> int:
        from cresi_app.cooperation import reports  # noqa: PLC0415 - same
        from cresi_app.printing.document import render  # noqa: PLC0415 - same

        desk, identity = services.cooperation, services.directory.identity()
        makers: Mapping[str, Callable[[], Any]] = {
            "agreement": lambda: reports.agreement_paper(desk.sheet(record), identity),
            "country": lambda: reports.country_paper(desk.country_sheet(country_of(record)), identity),
            "partner": lambda: reports.partner_paper(desk.partner_sheet(record), identity),
            "emergency-aid": lambda: reports.emergency_paper(desk.crisis_sheet(record), identity),
            "map": lambda: reports.map_paper(desk.world(WorldFilter(year=record)), identity),
        }
        return render(makers[name](), out)

    return make


def _funding(name: str) -> Make:
    """Return what makes a paper of the money desk; those about a year take the year."""

    def make(services: Services, record: int, out: Path) -> int:
        from cresi_app.funding import reports  # noqa: PLC0415 - same
        from cresi_app.printing.document import render  # noqa: PLC0415 - same

        desk, identity = services.funding, services.directory.identity()
        year = record or clock.today().year
        makers: Mapping[str, Callable[[], Any]] = {
            "grants": lambda: reports.grant_list(desk.statement_data(year), identity),
            "envelopes": lambda: reports.envelope_statement(desk.statement_data(year), identity),
            "grant-letter": lambda: reports.grant_letter(desk.letter_data(record), identity),
            "payment-order": lambda: reports.payment_order(desk.grant_sheet(record), identity),
        }
        return render(makers[name](), out)

    return make


def _declaration(services: Services, year: int, out: Path) -> int:
    from cresi_app.funding.reports.aid import print_aid  # noqa: PLC0415 - reportlab is loaded when something is printed

    desk = services.declarations
    return print_aid(desk.aid_declaration(year), desk.aid_names(), services.directory.identity(), out)


def _notice(services: Services, record: int, out: Path) -> int:
    from cresi_app.catalogue.reports import whole_notice  # noqa: PLC0415 - same
    from cresi_app.printing.document import render  # noqa: PLC0415 - same

    return render(whole_notice(services.catalogue, record, services.directory.identity()), out)


def _sheet(kind: str) -> Make:
    """Return what makes the plain sheet of a kind of record."""

    def make(services: Services, record: int, out: Path) -> int:
        from cresi_app.printing.document import render  # noqa: PLC0415 - reportlab is loaded when something is printed
        from cresi_app.printing.recordsheet import record_sheet  # noqa: PLC0415 - same
        from cresi_app.recordsheets import sheet_of  # noqa: PLC0415 - same

        sheet = sheet_of(services, (kind, record), tr(KINDS[kind].name))
        return render(record_sheet(sheet, services.directory.identity()), out)

    return make


def _stock(name: str) -> Make:
    """Return what makes a paper of the stock about a year, or about everything."""

    def make(services: Services, year: int, out: Path) -> int:
        from cresi_app.catalogue.reports.making import print_named  # noqa: PLC0415 - same

        return print_named(services.catalogue, services.directory.identity(), name, year, out)

    return make


def _stock_of(name: str) -> Callable[[Services, str, Path], int]:
    """Return what makes a paper of the stock of what REF says: a search, a basket, a place, a period, a name."""

    def make(services: Services, ref: str, out: Path) -> int:
        from cresi_app.catalogue.reports.making import print_of_text  # noqa: PLC0415 - same

        return print_of_text(services.catalogue, services.directory.identity(), name, ref, out)

    return make


def _of_stock(name: str, title: str) -> PaperName:
    return PaperName(name, "", title, _stock(name), of_text=_stock_of(name))


PAPERS: Final[Mapping[str, PaperName]] = {
    paper.name: paper
    for paper in (
        PaperName("person-sheet", "person", N_("Fiche de la personne"), _sheet("person")),
        PaperName("organisation-sheet", "organisation", N_("Fiche de l'organisation"), _sheet("organisation")),
        PaperName("course-sheet", "course", N_("Fiche de la formation"), _sheet("course")),
        PaperName("support-sheet", "support", N_("Fiche de l'appui"), _sheet("support")),
        PaperName("outpost-sheet", "outpost", N_("Fiche de l'antenne"), _sheet("outpost")),
        PaperName("application-sheet", "application", N_("Fiche de la candidature"), _sheet("application")),
        PaperName("attendance", "session", N_("Feuille d'émargement"), _training("attendance")),
        PaperName("badge", "session", N_("Badges"), _training("badge")),
        PaperName(
            "certificate",
            "session",
            N_("Attestations de participation"),
            _training("certificate"),
            lambda services, who, session_id: services.training.issue_certificates(who, session_id),
        ),
        PaperName("convocation", "session", N_("Convocations"), _training("convocation")),
        PaperName("agreement", "agreement", N_("Fiche-accord"), _cooperation("agreement")),
        PaperName("country", "country", N_("Fiche-pays"), _cooperation("country")),
        PaperName("emergency-aid", "crisis", N_("Bilan de l'aide d'urgence"), _cooperation("emergency-aid")),
        PaperName("envelopes", "", N_("État des crédits de l'exercice"), _funding("envelopes")),
        PaperName("grants", "", N_("Liste des subventions pour la délibération"), _funding("grants")),
        PaperName("grant-letter", "grant", N_("Lettre au bénéficiaire"), _funding("grant-letter")),
        PaperName("payment-order", "grant", N_("Ordre de paiement"), _funding("payment-order")),
        PaperName("map", "", N_("Carte des coopérations et son tableau"), _cooperation("map")),
        PaperName("partner", "organisation", N_("Fiche-partenaire"), _cooperation("partner")),
        PaperName("application", "project", N_("Demande de subvention"), _project("application")),
        PaperName("booklet", "", N_("Livret de la commission"), _booklet, of_text=_booklet_of),
        PaperName("budget", "project", N_("Budget, dans toutes les rubriques"), _budget),
        PaperName("convention", "project", N_("Projet de convention"), _project("convention")),
        PaperName("declaration", "", N_("Préparation de la déclaration de l'aide (e-APD)"), _declaration),
        PaperName("dossier", "project", N_("Dossier de projet complet"), _dossier),
        PaperName("booking-form", "", N_("Bulletin d'inscription à remplir"), _booking_form, of_text=_booking_form_of),
        PaperName("evaluation-form", "session", N_("Questionnaire d'évaluation à remplir"), _evaluation_form("hot")),
        PaperName(
            "evaluation-form-cold",
            "session",
            N_("Questionnaire d'évaluation à froid, à remplir"),
            _evaluation_form("cold"),
        ),
        PaperName("dossier-form", "", N_("Formulaire de dossier à remplir"), _blank_form, of_text=_form_of),
        PaperName("financial-report", "project", N_("Compte rendu financier"), _project("financial-report")),
        PaperName("letter-accepted", "project", N_("Lettre : subvention attribuée"), _project("letter-accepted")),
        PaperName(
            "letter-acknowledgement", "project", N_("Lettre : accusé de réception"), _project("letter-acknowledgement")
        ),
        PaperName("letter-admissible", "project", N_("Lettre : dossier recevable"), _project("letter-admissible")),
        PaperName("letter-incomplete", "project", N_("Lettre : dossier à compléter"), _project("letter-incomplete")),
        PaperName("letter-refused", "project", N_("Lettre : demande non retenue"), _project("letter-refused")),
        PaperName("notice", "document", N_("Notice"), _notice),
        _of_stock("bibliography", N_("Bibliographie sélective")),
        _of_stock("inventory", N_("Inventaire")),
        _of_stock("labels", N_("Étiquettes de cotes et de codes-barres")),
        _of_stock("labels-test", N_("Feuille d'essai des étiquettes")),
        _of_stock("new-acquisitions", N_("Nouvelles acquisitions")),
        _of_stock("statistics", N_("Statistiques du fonds")),
        _of_stock("stocktake", N_("Compte rendu de récolement")),
        _of_stock("thesaurus", N_("Thésaurus alphabétique")),
        _of_stock("thesaurus-tree", N_("Thésaurus hiérarchique")),
        _of_stock("weeding", N_("Liste de désherbage")),
        PaperName("evaluation", "session", N_("Questionnaire d'évaluation"), _training("evaluation")),
        PaperName("programme", "", N_("Programme annuel des formations"), _training("programme")),
        PaperName("programme-folded", "", N_("Programme annuel, à plier"), _folded),
        PaperName("quality", "", N_("Preuves par indicateur de qualité"), _training("quality")),
        PaperName("session-report", "session", N_("Compte rendu de session"), _training("session-report")),
        PaperName("statement", "", N_("Bilan pédagogique et financier"), _training("statement")),
        PaperName("trainer-letter", "session", N_("Lettre au formateur"), _training("trainer-letter")),
        PaperName("training-year", "", N_("Bilan annuel des formations"), _training("training-year")),
        PaperName("summary", "project", N_("Synthèse du projet sur une page"), _project("summary")),
    )
}


def paper_named(name: str) -> PaperName:
    """Return a paper by its name; `DomainError` ``unknown_paper`` lists those there are."""
    if name not in PAPERS:
        raise DomainError(
            "unknown_paper",
            N_("« {name} » n'est pas un papier. Au choix : {names}."),
            name=name,
            names=", ".join(PAPERS),
        )
    return PAPERS[name]
