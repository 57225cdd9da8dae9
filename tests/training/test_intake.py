"""Requests from forms, tables and letters: what each would become, then one act; every bad file with its sentence."""

import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.core.identity import Identity
from cresi_app.training.interchange.bookingforms import read_booking_forms
from cresi_app.training.interchange.bookingtables import read_booking_table
from cresi_app.training.interchange.letters import read_letter
from cresi_app.training.model import GroupRule, Guest, Origin, PlaceStatus
from cresi_app.training.model.intake import Asked, AskedPerson, Choice, Outcome, alike, twice
from cresi_app.training.reports.bookingform import booking_form
from tests.training.centre import CLAIRE, Centre

PEOPLE = ("Nguyễn Thị Phương Thảo", "Fatɔumata Ɲaré")


def plain(text: str) -> str:
    """A sentence with plain spaces and marks."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


@pytest.fixture
def session(centre: Centre) -> int:
    return centre.session(capacity_target=3, capacity_max=3)


def blank(centre: Centre, folder: Path, session: int | None = None, name: str = "blank.pdf") -> Path:
    service = centre.training
    form = service.programme_form(2026) if session is None else service.booking_form(session)
    booking_form(form, Identity("Centre"), folder / name)
    return folder / name


def filled(centre: Centre, folder: Path, name: str, **values: str) -> Path:
    """A programme's form filled by pikepdf."""
    with pikepdf.open(blank(centre, folder, name=f"blank-{name}")) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if (value := values.get(str(field.T))) is not None:
                field.V = pikepdf.Name("/" + value) if field.get("/FT") == pikepdf.Name.Btn else pikepdf.String(value)
        pdf.save(folder / name)
    return folder / name


def values(centre: Centre, session: int) -> dict[str, str]:
    return {
        "organisation": "TERANGA 91", "contact": "Awa Sow", "email": "awa@example.org", "session": centre.training.session(session).code,
        "name_1": PEOPLE[0], "role_1": "trésorière", "needs_1": "sans arachide", "name_2": PEOPLE[1],
        "unnamed": "1", "group_rule": "whole", "need_access": "Oui", "note": "Merci à vous.", "consent": "Oui",
    }  # fmt: skip


def by_pikepdf(_blank: Path, filled_: Path, _values: dict[str, str], out: Path) -> None:
    out.write_bytes(filled_.read_bytes())


def by_pypdf(blank_: Path, _filled: Path, said: dict[str, str], out: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=blank_)
    buttons = {"group_rule", "need_access", "consent"}
    named = {key: f"/{value}" if key in buttons else value for key, value in said.items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, named, auto_regenerate=True)
    with out.open("wb") as file:
        writer.write(file)


def by_qpdf(_blank: Path, filled_: Path, _values: dict[str, str], out: Path) -> None:
    command = ["qpdf", "--linearize", "--object-streams=disable", "--stream-data=uncompress", str(filled_), str(out)]
    subprocess.run(command, check=True)


def by_pdftk(blank_: Path, _filled: Path, said: dict[str, str], out: Path) -> None:
    fields = "".join(f'<field name="{key}"><value>{value}</value></field>' for key, value in said.items())
    data = out.with_suffix(".xfdf")
    data.write_text(
        f"<?xml version='1.0' encoding='UTF-8'?><xfdf xmlns='http://ns.adobe.com/xfdf/'><fields>{fields}</fields></xfdf>",
        encoding="utf-8",
    )
    subprocess.run(["pdftk", str(blank_), "fill_form", str(data), "output", str(out)], check=True)


PROGRAMS = {by_qpdf: "qpdf", by_pdftk: "pdftk"}


@pytest.mark.parametrize("program", [by_pikepdf, by_pypdf, by_qpdf, by_pdftk])
def test_a_form_that_went_through_another_program_books_the_right_people_in_the_right_session(
    centre: Centre, tmp_path: Path, session: int, program: Callable[..., None]
) -> None:
    if program in PROGRAMS and shutil.which(PROGRAMS[program]) is None:
        pytest.skip(f"{PROGRAMS[program]} is not installed")
    teranga = centre.organisation("Teranga 91")
    other = centre.session(capacity_target=3, capacity_max=3)
    said = values(centre, session)
    out = tmp_path / "reçu.pdf"
    program(blank(centre, tmp_path), filled(centre, tmp_path, "filled.pdf", **said), said, out)
    asked = read_booking_forms([out])
    (line,) = centre.training.examine(asked)
    assert (line.outcome, line.session_id, line.organisation_id) == (Outcome.READY, session, teranga)
    assert (line.seated, line.waiting) == (3, 0)
    taken = centre.training.take_in(CLAIRE, asked)
    assert taken.numbers == ("I2026-001",)
    assert "1 inscription enregistrée" in taken.sentence
    sheet = centre.sheet(session)
    (booking,) = sheet.bookings
    assert {place.name for place in booking.places} == {*PEOPLE, ""}
    assert booking.booking.group_rule is GroupRule.WHOLE
    assert booking.booking.origin is Origin.FORM or booking.booking.origin == "form"
    assert "awa@example.org" in booking.booking.note
    assert "Merci à vous." in booking.booking.note
    needs = {place.name: centre.training.needs(place.place.id) for place in booking.places}
    assert plain(needs[PEOPLE[0]]).splitlines() == [
        "sans arachide",
        "Pour le groupe : Accès en fauteuil ou place réservée",
    ]
    assert needs[PEOPLE[1]] == ""
    assert centre.sheet(other).bookings == ()


def test_many_forms_are_one_act_and_one_undo(centre: Centre, tmp_path: Path, session: int) -> None:
    first, second = centre.organisation("Un"), centre.organisation("Deux")
    code = centre.training.session(session).code
    files = [
        filled(centre, tmp_path, "a.pdf", organisation="Un", session=code, name_1="A A", name_2="B B", consent="Oui"),
        filled(centre, tmp_path, "b.pdf", organisation="Deux", session=code, name_1="C C", name_2="D D", consent="Oui"),
    ]
    before = len(centre.library.revisions())
    taken = centre.training.take_in(CLAIRE, read_booking_forms(files))
    assert (taken.seated, taken.waiting) == (3, 1)
    assert len(centre.library.revisions()) == before + 1
    assert centre.statuses(session)["D D"] is PlaceStatus.WAITING
    assert [line.booking.organisation_id for line in centre.sheet(session).bookings] == [first, second]
    centre.library.undo(CLAIRE)
    assert centre.sheet(session).bookings == ()
    assert [line.outcome for line in centre.training.examine(read_booking_forms(files))] == [
        Outcome.READY,
        Outcome.DOUBTFUL,
    ]


def sentence_of(centre: Centre, file: Path) -> str:
    (line,) = centre.training.examine(read_booking_forms([file]))
    assert line.outcome is Outcome.REFUSED
    return plain(line.sentences[0])


def test_the_same_form_twice_and_the_same_people_again(centre: Centre, tmp_path: Path, session: int) -> None:
    centre.organisation("Un")
    code = centre.training.session(session).code
    said = {"organisation": "Un", "session": code, "name_1": "Awa Sow", "consent": "Oui"}
    file, again = (
        filled(centre, tmp_path, "a.pdf", **said),
        filled(centre, tmp_path, "b.pdf", **{**said, "name_1": "SOW, Awa", "note": "!"}),
    )
    lines = centre.training.examine(read_booking_forms([file, file, again]))
    assert [line.outcome for line in lines] == [Outcome.READY, Outcome.REFUSED, Outcome.REFUSED]
    assert "« a.pdf »" in plain(lines[1].sentences[0])
    centre.training.take_in(CLAIRE, read_booking_forms([file]))
    assert "déjà été lu : inscription I2026-001" in sentence_of(centre, file)
    assert "déjà inscrites par la même demande" in sentence_of(centre, again)
    centre.training.cancel_booking(CLAIRE, centre.sheet(session).bookings[0].booking.id)
    (line,) = centre.training.examine(read_booking_forms([file]))
    assert line.outcome is Outcome.DOUBTFUL
    assert "puis annulée" in line.sentences[0]


def test_last_years_empty_flat_foreign_locked_and_broken_forms_each_say_so(
    centre: Centre, tmp_path: Path, session: int
) -> None:
    centre.organisation("Un")
    file = filled(
        centre, tmp_path, "b.pdf", organisation="Un", session=centre.training.session(session).code, name_1="A A"
    )
    with clock.frozen(datetime(2027, 3, 1, 10, tzinfo=UTC)):
        assert "programme 2026, qui est terminé" in sentence_of(centre, file)
    assert "est vide" in sentence_of(centre, blank(centre, tmp_path))
    nobody = filled(centre, tmp_path, "nobody.pdf", organisation="Un", session=centre.training.session(session).code)
    assert "Personne n'est inscrit" in sentence_of(centre, nobody)
    with pikepdf.open(file) as pdf:
        pdf.save(tmp_path / "fermé.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    assert "mot de passe" in sentence_of(centre, tmp_path / "fermé.pdf")
    (tmp_path / "abîmé.pdf").write_bytes(b"%PDF-1.7 ...")
    assert "abîmé" in sentence_of(centre, tmp_path / "abîmé.pdf")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "autre.pdf")
    assert "pas un formulaire du centre" in sentence_of(centre, tmp_path / "autre.pdf")
    booked = centre.training.take_in(CLAIRE, read_booking_forms([tmp_path / "abîmé.pdf", file]))
    assert len(booked.numbers) == 1, "one bad file stops nobody else"


def test_a_form_of_one_session_needs_no_choice(centre: Centre, tmp_path: Path, session: int) -> None:
    centre.organisation("Un")
    with pikepdf.open(blank(centre, tmp_path, session)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T) in {"organisation", "name_1"}:
                field.V = pikepdf.String({"organisation": "Un", "name_1": "A A"}[str(field.T)])
        pdf.save(tmp_path / "one.pdf")
    (line,) = centre.training.examine(read_booking_forms([tmp_path / "one.pdf"]))
    assert (line.session_id, line.outcome) == (session, Outcome.DOUBTFUL)
    assert "accord" in line.sentences[0]


def test_what_is_not_recognised_is_chosen_by_a_person(centre: Centre, session: int) -> None:
    teranga = centre.organisation("Teranga 91")
    asked = [Asked("x", Origin.FORM, session="inconnue", organisation="Téranga91", people=(AskedPerson("A A"),))]
    (line,) = centre.training.examine(asked)
    assert line.outcome is Outcome.INCOMPLETE
    assert [one.id for one in line.likely] == [teranga]
    (line,) = centre.training.examine(asked, [Choice(session_id=session, organisation_id=teranga)])
    assert line.outcome is Outcome.READY


def test_after_the_deadline_a_reason_lets_in(centre: Centre, session: int) -> None:
    organisation = centre.organisation("Un")
    version = centre.training.session(session).version
    centre.training.update_session(CLAIRE, session, version, booking_closes_on=date(2026, 8, 20))
    asked = [Asked("x", Origin.MAIL, centre.training.session(session).code, "Un", (AskedPerson("A A"),))]
    (line,) = centre.training.examine(asked)
    assert (line.outcome, line.field) == (Outcome.REFUSED, "late_reason")
    taken = centre.training.take_in(CLAIRE, asked, [Choice(late_reason="Demande reçue à temps")])
    assert taken.seated == 1
    assert centre.sheet(session).bookings[0].booking.late_reason == "Demande reçue à temps"
    assert centre.sheet(session).bookings[0].booking.organisation_id == organisation


def test_spellings_are_proposed_and_never_merged_unasked(centre: Centre, session: int) -> None:
    organisation = centre.organisation("Un")
    awa = centre.person("Awa Sow")
    centre.training.book(CLAIRE, centre.session(), organisation, [Guest(person_id=awa)])
    code = centre.training.session(session).code
    asked = [Asked("x", Origin.FORM, code, "Un", (AskedPerson("Sow Awa"), AskedPerson("Ava Sow")))]
    (line,) = centre.training.examine(asked)
    exact, close = line.people
    assert exact.person_id == awa
    assert close.person_id is None
    assert [one.id for one in close.alike] == [awa]
    assert any("peut-être la même personne" in sentence for sentence in line.sentences)
    centre.training.book(CLAIRE, session, organisation, ["Jeanne Martin"])
    (line,) = centre.training.examine([Asked("y", Origin.FORM, code, "Un", (AskedPerson("Jeanne Martins"),))])
    assert any("ressemble à « Jeanne Martin »" in plain(sentence) for sentence in line.sentences)
    assert alike("Zoé", [(1, "Awa Sow")]) == ()
    assert twice([AskedPerson("Awa Sow"), AskedPerson("Paul Roy")]) == []


TABLE = "Association;Nom;Prénom;Journée souhaitée;Régime;Places\nUn;SOW;Awa;{code};végétarien;\nUn;NGUYỄN;Thảo;{code};;\nDeux;;;{code};;2\n;;;;;\nUn;;;{code};;\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_gives_one_request_an_association(centre: Centre, session: int, encoding: str) -> None:
    centre.organisation("Un")
    centre.organisation("Deux")
    text = TABLE.format(code=centre.training.session(session).code)
    table = read_booking_table(text.encode(encoding), "inscrits.csv")
    assert [meaning for _, meaning in table.columns] == [
        "organisation",
        "family",
        "given",
        "session",
        "needs",
        "unnamed",
    ]
    assert table.lines == 4
    first, second = table.asked
    assert [one.name for one in first.people] == ["Awa SOW", "Thảo NGUYỄN"]
    assert first.people[0].needs == "végétarien"
    assert (second.organisation, second.unnamed) == ("Deux", 2)
    assert first.cautions[0].startswith("Ligne")
    taken = centre.training.take_in(CLAIRE, table.asked)
    assert (taken.seated, taken.waiting) == (3, 1)
    again = read_booking_table(text.encode(encoding), "inscrits.csv")
    assert {line.outcome for line in centre.training.examine(again.asked)} == {Outcome.REFUSED}


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_old_encodings_are_recognised_by_their_letters(encoding: str) -> None:
    text = "Association,Prénom,Nom\n" + "".join(
        f"Comité d'été de la Forêt {n},Éloïse,Lefèvre-Façade\nŒuvre à côté {n},Anaïs,Bénéteau\n" for n in range(12)
    ).replace("Œ", "OE")
    table = read_booking_table(text.encode(encoding), "x.csv")
    assert table.asked[0].people[0].name == "Éloïse Lefèvre-Façade"


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03", b"a;b\n1;2\n", b"Nom;Prenom\nA;B\n", b"\xff" * 40])
def test_what_is_no_table_is_said(content: bytes) -> None:
    with pytest.raises(DomainError) as caught:
        read_booking_table(content, "x.csv")
    assert "« x.csv »" in plain(caught.value.sentence)


LETTER = """Objet : Inscription à la journée {code}

Bonjour,

L'association Teranga 91 souhaite inscrire :
- Mme Awa Sow (trésorière)
- Ibrahima BA
3) Nguyễn Thị Thảo

Merci beaucoup,
Cordialement,
Lucie Nguyen
06 12 34 56 78 / lucie@example.org

Le 3 octobre 2026, le Centre a écrit :
> Inscrivez Paul Roy et Marie Curie
"""


def test_a_letter_is_understood_and_kept_whole(centre: Centre, session: int) -> None:
    teranga = centre.organisation("Teranga 91")
    organisations, people = centre.training.known_names()
    asked = read_letter(LETTER.format(code=centre.training.session(session).code), organisations, people)
    assert [one.name for one in asked.people] == ["Awa Sow", "Ibrahima BA", "Nguyễn Thị Thảo"]
    assert (asked.contact, asked.email, asked.phone) == ("Lucie Nguyen", "lucie@example.org", "06 12 34 56 78")
    (line,) = centre.training.examine([asked])
    assert (line.session_id, line.organisation_id, line.seated) == (session, teranga, 3)
    assert "Paul Roy" not in asked.note


def test_a_letter_with_names_in_a_sentence_or_none(centre: Centre, session: int) -> None:
    centre.organisation("Eau Vive Solidarité")
    organisations, people = centre.training.known_names()
    asked = read_letter(
        "Bonjour, nous voudrions inscrire Awa Sow, Paul Roy et Jean-Marc Lê. Eau vive solidarité", organisations, people
    )
    assert [one.name for one in asked.people] == ["Awa Sow", "Paul Roy", "Jean-Marc Lê"]
    assert asked.organisation == "Eau Vive Solidarité"
    assert read_letter("Nous prenons deux places, noms à venir.", organisations, people).unnamed == 2
    nothing = read_letter("", organisations, people)
    assert (nothing.people, nothing.organisation, nothing.session) == ((), "", "")


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400))
def test_any_letter_is_read_and_kept(text: str) -> None:
    asked = read_letter(text, [(1, "Teranga 91"), (2, "X")], ["Awa Sow", "Zoé"])
    assert all(person.name for person in asked.people)
    assert asked.unnamed >= 0


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: ("Association;Nom\n" + text).encode()))
def test_any_bytes_are_a_table_or_a_sentence(content: bytes) -> None:
    with suppress(DomainError):
        assert all(one.origin is Origin.CSV for one in read_booking_table(content, "x.csv").asked)


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_takes_any_names(one: str, other: str) -> None:
    assert all(0 <= found.score <= 100 for found in alike(one, [(1, other)]))
    twice([AskedPerson(one), AskedPerson(other)])


def test_a_form_that_poppler_printed_to_pdf_is_ours_and_says_that_its_fields_are_gone(
    centre: Centre, tmp_path: Path, session: int
) -> None:
    if shutil.which("pdftocairo") is None:
        pytest.skip("pdftocairo is not installed")
    file = filled(
        centre, tmp_path, "a.pdf", organisation="Un", session=centre.training.session(session).code, name_1="A A"
    )
    subprocess.run(["pdftocairo", "-pdf", str(file), str(tmp_path / "plat.pdf")], check=True)
    assert "ses champs ont disparu" in sentence_of(centre, tmp_path / "plat.pdf")


def test_a_form_of_a_session_moved_into_the_next_year_still_books_it(
    centre: Centre, tmp_path: Path, session: int
) -> None:
    centre.organisation("Un")
    with pikepdf.open(blank(centre, tmp_path, session)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T) in {"organisation", "name_1", "consent"}:
                said = {"organisation": "Un", "name_1": "A A"}.get(str(field.T))
                field.V = pikepdf.String(said) if said else pikepdf.Name("/Oui")
        pdf.save(tmp_path / "one.pdf")
    centre.training.move_session(CLAIRE, session, date(2027, 2, 4))
    with clock.frozen(datetime(2027, 1, 4, 10, tzinfo=UTC)):
        (line,) = centre.training.examine(read_booking_forms([tmp_path / "one.pdf"]))
        assert (line.outcome, line.session_id) == (Outcome.READY, session)


def test_names_typed_by_hand_are_compared_too(centre: Centre, session: int) -> None:
    organisation = centre.organisation("Un")
    centre.training.book(CLAIRE, session, organisation, ["Jeanne Martin"])
    (sentence,) = centre.training.lookalikes(session, organisation, ["Jeanne Martins", "Zoé Lê"])
    assert "ressemble à « Jeanne Martin »" in plain(sentence)
    assert centre.training.lookalikes(session, organisation, ["", "Zoé Lê"]) == []
