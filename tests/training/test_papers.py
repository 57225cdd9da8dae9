"""Every paper of a training year for a session of three half-days and eighteen people whose names are long or not Latin."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.core.papercode import read_paper_code
from cresi_app.printing.discmap import apart
from cresi_app.training.model import AttendanceStatus, DayPart, Guest, PlaceStatus, SessionPlan, SessionStatus, SlotPlan
from cresi_app.training.model.evaluation import Moment, QuestionKind, QuestionPlan
from cresi_app.training.reports import making
from cresi_app.training.reports.programme import imposition
from tests.printing import inspection
from tests.training.centre import CLAIRE, Centre

NOON = datetime(2026, 10, 8, 17, tzinfo=UTC)
LONG = ("Maximilienne-Alexandrine", "Ratsimandrava-Andrianampoinimerina de la Tour d'Auvergne")
NAMES = (
    ("Noura", "Abderrahmane"), ("Ibrahima", "Ba"), ("Aissatu", "Ɓalde"), ("Marie-Antoinette", "De La Rochefoucauld-Bissagos"),
    ("Fanta", "Diabaté-Lemoine"), ("Rania", "Haddad"), ("Fatɔumata", "Kɛita"), ("Anaëlle", "Lecœur"),
    ("Thị Phương Thảo", "Nguyễn"), ("Pathé", "Ŋom"), ("Máire", "O'Brien"), ("رانيا", "حداد"), ("秀英", "王"),
    ("Haingotiana", "Rakotoarimanana"), ("Şirin", "Ünal"), ("Wendkuni", "Zongo"), ("Đức Lộc", "Trần"), LONG,
)  # fmt: skip
TITLE = "Monter et défendre le budget d'un projet de solidarité internationale"


class World:
    """The centre with its session of the 7th and 8th of October, held and noted."""

    def __init__(self, centre: Centre) -> None:
        self.centre, self.training = centre, centre.training
        training, directory = centre.training, centre.directory
        directory.set_identity(
            CLAIRE, centre_name="Centre de ressources", town="Évry", postal_code="91000", email="accueil@centre.example",
            representative="Claire Martin", representative_title="Responsable du centre",
        )  # fmt: skip
        course = training.add_course(CLAIRE, TITLE, objectives="Équilibrer un budget", bring="Un ordinateur").id
        asked = [QuestionPlan("La formation m'a plu"), QuestionPlan("Par qui ?", QuestionKind.CHOICE, "Le centre\nUn ami"),
                 QuestionPlan("Un mot", QuestionKind.TEXT)]  # fmt: skip
        training.set_evaluation_form(CLAIRE, course, Moment.HOT, asked)
        room = training.add_room(CLAIRE, "Salle Senghor", "8, allée des Tilleuls", 18, "Bus 402, plain-pied").id
        trainer = directory.add_person(CLAIRE, "Aïssatou", "Ŋom-Delacroix", honorific="Mme").id
        slots = tuple(
            SlotPlan(date(2026, 10, day), part, *hours, room, trainer_ids=(trainer,))
            for day, part, hours in (
                (7, DayPart.PM, (time(13, 30), time(17))),
                (8, DayPart.AM, (time(9), time(12, 30))),
                (8, DayPart.PM, (time(13, 30), time(17))),
            )
        )
        self.session = training.add_session(
            CLAIRE, SessionPlan(course, slots, capacity_max=18, day_contact="Paul Roy")
        ).id
        for number, (given, family) in enumerate(NAMES):
            held = directory.add_organisation(CLAIRE, f"Jɛkabaara {number % 5}", town="Massy", postal_code="91300").id
            directory.set_countries(CLAIRE, held, ["ML", "HT"][: 1 + number % 2])
            person = directory.add_person(CLAIRE, given, family).id
            training.book(CLAIRE, self.session, held, [Guest(person_id=person)])
        with clock.frozen(NOON):
            self._hold()

    def _hold(self) -> None:
        sheet = self.training.session_sheet(self.session)
        last = sheet.slots[-1].slot.id
        marks: dict[tuple[int, int], AttendanceStatus | None] = {}
        for number, (_, line) in enumerate(sheet.places(PlaceStatus.REGISTERED)):
            for one in sheet.slots:
                absent = one.slot.id == last and number == 0
                marks[line.place.id, one.slot.id] = AttendanceStatus.ABSENT if absent else AttendanceStatus.PRESENT
        self.training.mark_attendance(CLAIRE, self.session, marks)
        self.training.issue_certificates(CLAIRE, self.session)
        self.training.set_status(CLAIRE, self.session, self.training.session(self.session).version, SessionStatus.DONE)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with (
        clock.frozen(datetime(2026, 9, 22, 10, tzinfo=UTC)),
        Centre.create(tmp_path_factory.mktemp("papers") / "library") as centre,
    ):
        yield World(centre)


@pytest.fixture(autouse=True)
def _afternoon() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


def printed(world: World, name: str, out: Path, *chosen: str, record: int = 0) -> Path:
    file = out / f"{name}.pdf"
    making.print_into(world.training, name, record or world.session, file, chosen)
    return file


def flat(file: Path) -> list[str]:
    return [inspection.flat(text).replace("’", "'") for text in inspection.texts(file)]


def codes(file: Path, page: int = 0) -> list[str]:
    pdf = pypdfium2.PdfDocument(file)
    try:
        picture = pdf[page].render(scale=150 / 72, grayscale=True).to_pil()
    finally:
        pdf.close()
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize(
    "name", ["convocation", "certificate", "evaluation", "trainer-letter", "session-report", "attendance"]
)
def test_a_paper_of_the_session_is_whole(world: World, tmp_path: Path, name: str) -> None:
    inspection.check(printed(world, name, tmp_path))


@pytest.mark.parametrize("name", ["programme", "training-year"])
def test_a_paper_of_the_year_is_whole(world: World, tmp_path: Path, name: str) -> None:
    inspection.check(printed(world, name, tmp_path, record=2026))


def test_a_convocation_is_one_page_a_person_with_their_own_code_and_number(world: World, tmp_path: Path) -> None:
    file = printed(world, "convocation", tmp_path)
    pages = flat(file)
    assert len(pages) == len(NAMES)
    assert all("page 1 / 1" in page for page in pages)
    (text,) = [page for page in pages if "Nguyễn" in page]
    for said in (TITLE, "Mercredi 7 octobre 2026", "13 h 30 – 17 h", "soit 10 h 30", "Salle Senghor", "Bus 402", "Un ordinateur",
                 "Mme Aïssatou Ŋom-Delacroix", "Paul Roy", "Claire Martin"):  # fmt: skip
        assert said in text, said
    (code,) = codes(file, pages.index(text))
    scanned = read_paper_code(code)
    assert scanned is not None
    assert (scanned.kind, world.training.place_session(scanned.ref)) == ("place", world.session)


def test_every_name_stands_on_sheet_badge_and_certificate(world: World, tmp_path: Path) -> None:
    papers = {name: " ".join(flat(printed(world, name, tmp_path))) for name in ("attendance", "badge", "certificate")}
    for name, text in papers.items():
        for _, family in NAMES:
            bare = family.split("-")[0].split(" ")[0].replace("'", "")
            assert bare.casefold() in text.replace("'", "").casefold(), (name, family)
    assert papers["badge"].count("Intervenant·e") == 1


def test_badges_are_ten_a_page_with_a_code_that_the_scanner_reads(world: World, tmp_path: Path) -> None:
    file = printed(world, "badge", tmp_path)
    found = codes(file)
    assert len(found) == 10
    assert {read_paper_code(code).kind for code in found if read_paper_code(code)} == {"place"}  # type: ignore[union-attr]  # asked in the same line
    assert all(embedded for embedded in inspection.fonts(file).values())
    assert len(inspection.texts(file)) == 2


def test_a_certificate_tells_what_was_followed_and_not_what_was_planned(world: World, tmp_path: Path) -> None:
    file = printed(world, "certificate", tmp_path)
    pages = flat(file)
    assert len(pages) == len(NAMES)
    (partial,) = [page for page in pages if "Abderrahmane" in page]
    assert "pour une durée de 7 h sur les 10 h 30 prévues" in partial
    assert "absent" in partial
    assert "Attestation de participation" in partial
    (code,) = codes(file, pages.index(partial))
    assert code.startswith("CRSI:A/2026-A-")


def test_with_many_half_days_the_certificate_continues_on_another_page(world: World, tmp_path: Path) -> None:
    (data, *_) = world.training.certificate_data(world.session)
    from dataclasses import replace  # noqa: PLC0415 - only here

    from cresi_app.printing.document import render  # noqa: PLC0415 - only here
    from cresi_app.training.reports import certificates  # noqa: PLC0415 - only here

    out = tmp_path / "long.pdf"
    assert render(certificates([replace(data, slots=data.slots * 5)], world.training.directory.identity()), out) == 2
    inspection.check(out)


def test_the_folded_programme_has_its_pages_where_folding_brings_them(world: World, tmp_path: Path) -> None:
    assert imposition(4) == [(3, 0), (1, 2)]
    assert imposition(8) == [(7, 0), (1, 6), (5, 2), (3, 4)]
    outside, inside = flat(printed(world, "programme", tmp_path, "folded", record=2026))
    assert "Venir et s'inscrire" in outside
    assert "Deux journées pour vos projets" in outside
    assert "Second semestre".upper() in inside
    assert TITLE in inside
    described = " ".join(flat(printed(world, "programme", tmp_path, "details", "ink", record=2026)))
    assert "Équilibrer un budget" in described


def test_forty_sessions_in_a_year_are_all_on_the_programme(centre: Centre, tmp_path: Path) -> None:
    centre.training.set_quota(CLAIRE, 2026, 60)
    for number in range(40):
        day = date(2026, 1 + number % 12, 3 + number // 12)
        centre.session(SlotPlan.usual(day, DayPart.AM), title=f"Journée numéro {number}")
    file = tmp_path / "programme.pdf"
    making.print_into(centre.training, "programme", 2026, file)
    text = " ".join(flat(file))
    assert all(f"Journée numéro {number} " in text for number in range(40))
    making.print_into(centre.training, "programme", 2026, file, {"folded"})
    assert len(inspection.texts(file)) % 2 == 0


def test_the_year_is_told_from_real_presence_with_a_definition_for_each_figure(world: World, tmp_path: Path) -> None:
    report = world.training.year_report(2026)
    assert (report.people, report.associations, report.person_half_days) == (18, 18, 53)
    assert report.minutes == 53 * 210
    assert report.presence_rate == round(100 * 53 / 54)
    assert [one.presences for one in report.months if one.presences] == [18]
    text = " ".join(flat(printed(world, "training-year", tmp_path, record=2026)))
    for said in ("1,5 jours", "26,5", "185 h 30", "Mali", "Haïti", "Massy", "Définitions et modes de calcul", "98 %"):
        assert said in text, said


def test_a_year_without_sessions_still_prints(world: World, tmp_path: Path) -> None:
    for name in ("programme", "training-year"):
        inspection.check(printed(world, name, tmp_path, record=2031))


def test_a_neutral_sheet_has_lines_and_no_names(world: World, tmp_path: Path) -> None:
    text = " ".join(flat(printed(world, "attendance", tmp_path, "blank")))
    assert "ABDERRAHMANE" not in text
    assert " 24 " in text


def test_one_file_a_person_bears_their_name(world: World, tmp_path: Path) -> None:
    files = making.one_each(world.training, "certificate", world.session, tmp_path / "each")
    assert len(files) == len(NAMES)
    assert len({file.name.casefold() for file in files}) == len(NAMES)
    assert (tmp_path / "each" / "F2026-01 秀英 王.pdf").exists()


def test_the_declared_body_has_its_papers_only_when_it_is_one(world: World, tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="organisme déclaré"):
        printed(world, "quality", tmp_path, record=2026)
    world.training.set_setting(CLAIRE, is_declared=True)
    try:
        world.training.set_quality_note(CLAIRE, "22", "Dossier rouge, étagère 3")
        world.training.set_statement_amount(CLAIRE, 2026, "C3", 12_500)
        with pytest.raises(DomainError, match="se calcule"):
            world.training.set_statement_amount(CLAIRE, 2026, "F1", 4)
        for name, said in (("quality", "Dossier rouge"), ("statement", "12 500")):
            file = printed(world, name, tmp_path, record=2026)
            inspection.check(file)
            assert said in " ".join(flat(file)).replace("\u202f", " ")
        lines = {one.code: one.amount for one in world.training.statement_lines(2026)}
        assert (lines["F1"], lines["F2"], lines["E3"]) == (18, 186, 1)
    finally:
        world.training.set_setting(CLAIRE, is_declared=False)


def test_nobody_to_convoke_and_nothing_to_certify_are_said(centre: Centre, tmp_path: Path) -> None:
    session = centre.session()
    for name, said in (("convocation", "personne à convoquer"), ("certificate", "Aucune attestation")):
        with pytest.raises(DomainError, match=said):
            making.print_into(centre.training, name, session, tmp_path / "x.pdf")
    assert not list(tmp_path.glob("*.pdf"))


def test_discs_stand_clear_of_each_other() -> None:
    spots = apart([(50.0, 50.0)] * 6, [8.0] * 6, (200.0, 120.0))
    gaps = [((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for n, a in enumerate(spots) for b in spots[:n]]
    assert min(gaps) > 16
