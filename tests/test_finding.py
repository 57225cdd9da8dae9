"""The code printed on a paper leads back to its record, through the search field and on the command line."""

from datetime import date
from pathlib import Path

from cresi_app.app.doors import Doors
from cresi_app.core.changes import Actor
from cresi_app.core.formcode import FormCode
from cresi_app.core.papercode import paper_code
from cresi_app.finding import find, scanned, search_everywhere
from cresi_app.services import Services
from cresi_app.training.model import SessionPlan
from tests.training.centre import morning

WHO = Actor("test", "Claire Martin")


def test_the_code_of_a_paper_finds_its_record(tmp_path: Path) -> None:
    with Services.create(tmp_path / "library") as services:
        holder = services.directory.add_organisation(WHO, "Jɛkabaara").id
        project = services.projects.add_project(WHO, "L'eau partagée", holder, 2026).id
        course = services.training.add_course(WHO, "Monter son budget").id
        session = services.training.add_session(WHO, SessionPlan(course, (morning(date(2030, 1, 8)),))).id
        document = services.catalogue.add_document(WHO, title="Guide de l'eau").id
        codes = {
            "project": (project, services.projects.dossier_data(project).code),
            "session": (session, paper_code("session", services.training.session(session).code)),
            "document": (document, paper_code("document", services.catalogue.document(document).document.number)),
        }
        for kind, (record, code) in codes.items():
            assert find(services, kind, code)[1] == record
            assert [hit.id for hit in search_everywhere(services, code, 5).hits] == [record], kind
            assert search_everywhere(services, code.lower(), 5).total == 1


def test_the_palette_lists_authors_publishers_and_subjects_with_their_notices(tmp_path: Path) -> None:
    with Services.create(tmp_path / "library") as services:
        services.catalogue.add_document(WHO, title="Relief", publisher="Le Plattraorel")
        for title in ("Puits", "Forages"):
            services.catalogue.add_document(
                WHO, title=title, contributions=["Traoré, Aminata"], publisher="Traorédif", subjects=["Traoréisme"]
            )
        groups = Doors(services).find("traore")
        [names] = [group for group in groups if group.icon == "tag"]
        told = [(one.kind, one.title, one.detail) for one in names.found]
        assert told == [
            ("contributor", "Traoré, Aminata", "Auteur"),
            ("documents_of_contributor", "Notices de «\u00a0Traoré, Aminata\u00a0»", "2 notices"),
            ("publisher", "Traorédif", "Éditeur"),
            ("documents_of_publisher", "Notices de «\u00a0Traorédif\u00a0»", "2 notices"),
            ("subject", "Traoréisme", "Sujet"),
            ("documents_of_subject", "Notices de «\u00a0Traoréisme\u00a0»", "2 notices"),
        ]
        assert not [group for group in Doors(services).find("@traore") if group.icon == "tag"]
        assert not [group for group in Doors(services).find("zzz") if group.icon == "tag"]


def test_a_scan_names_the_record_that_a_window_opens(tmp_path: Path) -> None:
    with Services.create(tmp_path / "library") as services:
        holder = services.directory.add_organisation(WHO, "Jɛkabaara").id
        course = services.training.add_course(WHO, "Monter son budget").id
        session = services.training.add_session(WHO, SessionPlan(course, (morning(date(2030, 1, 8)),))).id
        code = services.training.session(session).code
        booked = services.training.book(WHO, session, holder, ["Awa Sow"])
        document = services.catalogue.add_document(WHO, title="Guide de l'eau").id
        number = services.catalogue.document(document).document.number
        assert scanned(services, paper_code("document", number)) == ("document", document)
        assert scanned(services, paper_code("session", code)) == ("session", session)
        assert scanned(services, paper_code("place", str(booked.places[0].place_id))) == ("session", session)
        assert scanned(services, paper_code("booking", booked.number)) == ("booking", booked.booking_id)
        assert scanned(services, paper_code("organisation", str(holder))) == ("organisation", holder)
        assert scanned(services, str(FormCode("B", 1, f"2030/{code}"))) == ("session", session)
        project = services.projects.add_project(WHO, "L'eau partagée", holder, 2030).id
        number = services.projects.dossier_data(project).project.number
        assert scanned(services, str(FormCode("P", 1, number))) == ("project", project)
        assert scanned(services, str(FormCode("P", 2, f"{number}/CERFA-12156-06"))) == ("project", project)
        assert scanned(services, str(FormCode("H", 1, code))) == ("session", session)
        for nothing in (
            "",
            "CRSI:",
            "CRSI:P/12",
            "CRSI:O/12",
            "CRSI:N/99999",
            "CRSI:K/12345-678901",
            "CRSI:Z/1",
            "Awa Sow",
        ):
            assert scanned(services, nothing) is None, nothing


def test_advice_is_found_by_whom_it_was_given_to_and_by_what_was_said_and_handed_out(tmp_path: Path) -> None:
    with Services.create(tmp_path / "library") as services:
        holder = services.directory.add_organisation(WHO, "Jɛkabaara").id
        guide = services.catalogue.add_document(WHO, title="Guide des latrines").id
        given = services.projects.add_advice(WHO, "Boucler son budget", holder, note="La part des bénévoles.").id
        services.projects.add_advice(WHO, "Chercher des fonds", holder)
        services.projects.hand_out(WHO, given, [guide])
        for words in ("boucler", "BÉNÉVOLES", "latrines", "jɛkabaara budget"):
            found = search_everywhere(services, words, 5, "advice")
            assert [hit.id for hit in found.hits] == [given], words
        assert search_everywhere(services, "jɛkabaara", 5, "advice").total == 2
        sheet = services.directory.organisation_sheet(holder).organisation
        services.directory.update_organisation(WHO, holder, sheet.version, name="Faso Dɛmɛ")
        assert search_everywhere(services, "faso dɛmɛ", 5, "advice").total == 2
        assert not search_everywhere(services, "jɛkabaara", 5, "advice").hits
        assert find(services, "advice", str(given))[1] == given
        for nothing in ("", '"', "eau* AND (", "9" * 60):
            assert search_everywhere(services, nothing, 5, "advice").total == 0, nothing
