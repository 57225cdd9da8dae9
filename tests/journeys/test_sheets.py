"""The plain sheet of a person, a support, an outpost: what is known, what belongs to it, no note and nothing private."""

from pathlib import Path

from cresi_app.app.session import Session
from cresi_app.app.sharing import LibrarySharing
from cresi_app.finding import scanned
from cresi_app.recordsheets import PARTS, sheet_of
from tests.printing.inspection import texts


def test_a_person_s_sheet_says_what_may_leave_the_house(session: Session, tmp_path: Path) -> None:
    services = session.services
    person = int(
        services.library.value("SELECT person_id FROM contact WHERE is_private = 0 AND channel = 'email' LIMIT 1")
    )
    address = str(
        services.library.value("SELECT value FROM contact WHERE person_id = ? AND channel = 'email'", (person,))
    )
    sheet = sheet_of(services, ("person", person), "personne")
    said = [line for _title, lines in sheet.parts for line in lines]
    assert any(address in line for line in said)
    assert "Note" not in {name for name, _value in sheet.facts}
    out = tmp_path / "fiche.pdf"
    assert LibrarySharing(services).make("person-sheet", person, out) >= 1
    printed = "".join(texts(out))
    assert sheet.title.split()[-1] in printed
    assert address in printed


def test_a_private_number_is_not_printed(session: Session) -> None:
    services = session.services
    rows = services.library.query("SELECT person_id, value FROM contact WHERE is_private = 1 LIMIT 5")
    for row in rows:
        sheet = sheet_of(services, ("person", row["person_id"]), "personne")
        assert all(row["value"] not in line for _title, lines in sheet.parts for line in lines)


def test_an_outpost_tells_its_meetings_and_actions(session: Session) -> None:
    services = session.services
    outpost = int(services.library.value("SELECT outpost_id FROM outpost_meeting LIMIT 1"))
    sheet = sheet_of(services, ("outpost", outpost), "antenne")
    titles = [title for title, _lines in sheet.parts]
    assert "Entreprises rencontrées" in titles
    assert sheet.kind == "Antenne"


def test_the_code_of_every_sheet_leads_back_to_its_record(session: Session) -> None:
    services = session.services
    for kind in PARTS:
        record = int(services.library.value(f'SELECT id FROM "{kind}" ORDER BY id LIMIT 1'))
        sheet = sheet_of(services, (kind, record), kind)
        assert scanned(services, sheet.code) == (kind, record), kind
