"""The history in the window: what was done, taken back alone, locked where it binds; links, citations and papers of real records."""

from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cresi_app.app.glimpses import Glimpses
from cresi_app.app.history import LibraryHistory
from cresi_app.app.historyline import LibraryLines
from cresi_app.app.rewinding import PARTS, LibraryRewinds
from cresi_app.app.session import Session
from cresi_app.app.sharing import LibrarySharing
from cresi_app.catalogue.ui.page import CataloguePage
from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.finding import KINDS
from cresi_app.operations import NAMES
from cresi_app.papers import PAPERS
from cresi_app.recordwords import FIELDS, FINAL, SENT, worded
from cresi_app.shell.help.manual import ORDER
from cresi_app.shell.history.doors import Asked, Reach
from cresi_app.shell.history.page import HistoryPage
from cresi_app.shell.window import MainWindow
from cresi_app.store.chronicle import Chronicle, Sought
from cresi_app.store.structure import BOOKKEEPING
from cresi_app.widgets.quicklook import QuickLook


def window_of(session: Session) -> MainWindow:
    assert session.window is not None
    return session.window


def history_of(session: Session, record: tuple[str, int] | None) -> HistoryPage:
    window = window_of(session)
    window.open_history(record)
    window.desk.wait_idle()
    page = window.pages.current()
    assert isinstance(page, HistoryPage)
    return page


def assert_keys_mean_one_thing(window: MainWindow) -> None:
    acts = [act for menu in window.menuBar().actions() for act in menu.menu().actions()]  # type: ignore[attr-defined]  # a menu bar's actions are menus
    keys = [one.toString() for act in acts for one in act.shortcuts()]
    assert sorted(keys) == sorted(set(keys)), window.pages.key()


def first(session: Session, table: str) -> int:
    return int(session.services.library.query(f'SELECT id FROM "{table}" ORDER BY id LIMIT 1')[0][0])


def test_one_change_is_taken_back_alone_and_brought_again(session: Session) -> None:
    catalogue, window = session.services.catalogue, window_of(session)
    document = first(session, "document")
    before = catalogue.document(document).document
    catalogue.update_document(window.desk.actor, document, before.version, edition="2e édition")
    catalogue.update_document(window.desk.actor, document, before.version + 1, extent="312 p.")
    page = history_of(session, ("document", document))
    assert page.list.headings()[0].startswith("Aujourd’hui")
    line = page.list.lines()[1]
    assert (line.words, line.told) == ("notice modifiée", "a modifié une notice")
    assert "2e édition" in line.detail
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    window.desk.wait_idle()
    assert page.pane.detail is not None
    assert [(value.name, value.after) for value in page.pane.detail.values] == [("Édition", "2e édition")]
    assert not page.pane.detail.moved
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.desk.wait_idle()
    now = catalogue.document(document).document
    assert (now.edition, now.extent) == (before.edition, "312 p.")
    lines = page.list.lines()
    assert [line.state for line in lines[:3]] == ["undo", "free", "undone"]
    page.list.pressed.emit(lines[0])
    window.desk.wait_idle()
    assert catalogue.document(document).document.edition == "2e édition"
    window.pages.travel(-1)
    assert window.pages.key() == "home"


def test_a_later_change_of_the_same_value_asks_which_to_keep(session: Session) -> None:
    catalogue, window = session.services.catalogue, window_of(session)
    document = first(session, "document")
    one = catalogue.document(document).document
    catalogue.update_document(window.desk.actor, document, one.version, edition="Deuxième")
    catalogue.update_document(window.desk.actor, document, one.version + 1, edition="Troisième")
    page = history_of(session, ("document", document))
    page.list.stand_on(page.list.lines()[1].seq)
    window.desk.wait_idle()
    assert page.pane.detail is not None
    assert page.pane.detail.moved
    assert page.pane.detail.values[0].now == "Troisième"
    assert page.pane.act is not None
    page.pane.act.click()
    window.desk.wait_idle()
    assert catalogue.document(document).document.edition == one.edition
    assert page.list.lines()[0].words == "valeurs d’avant remises"


def test_what_binds_is_locked_with_the_way_to_correct_it(session: Session) -> None:
    grant = int(session.services.library.query("SELECT grant_id FROM payment ORDER BY id LIMIT 1")[0][0])
    page = history_of(session, ("grant", grant))
    paid = [line for line in page.list.lines() if line.words == "versement enregistré"]
    assert paid
    assert {line.state for line in paid} == {"final"}
    page.list.stand_on(paid[0].seq)
    window_of(session).desk.wait_idle()
    assert page.pane.act is None
    assert page.pane.detail is not None
    assert "écriture inverse" in page.pane.detail.locked


def test_filters_count_exactly_and_narrow(session: Session) -> None:
    told = LibraryHistory(session.services)
    whole = told.tell(Asked())
    assert whole.more
    assert 60 <= len(whole.lines) <= 240
    months = {line.at.strftime("%Y-%m") for line in whole.lines}
    older = told.tell(Asked(), Reach(before=whole.lines[-1].seq))
    assert months.isdisjoint(line.at.strftime("%Y-%m") for line in older.lines)
    assert sum(older.counts.values()) == sum(whole.counts.values())
    again = told.tell(Asked(), Reach(down_to=older.lines[-1].seq))
    assert [line.seq for line in again.lines] == [line.seq for line in (*whole.lines, *older.lines)]
    lines = session.services.library.value(
        "SELECT count(*) FROM revision AS r WHERE edit_group IS NULL OR NOT EXISTS "
        "(SELECT 1 FROM revision AS n WHERE n.edit_group = r.edit_group AND n.seq > r.seq)"
    )
    assert sum(whole.counts.values()) == lines
    money = told.tell(Asked(theme="money"), Reach(whole=True))
    assert len(money.lines) == whole.counts["money"]
    who, name = next(pair for pair in whole.people if pair[0])
    assert {line.who for line in told.tell(Asked(who=who)).lines} == {name}
    recent = told.tell(Asked(since=clock.today() - timedelta(days=6)))
    assert all(clock.today() - line.at.date() <= timedelta(days=6) for line in recent.lines)
    page = history_of(session, None)
    page.themes.set_current("money")
    window_of(session).desk.wait_idle()
    assert [line.seq for line in page.list.lines()] == [line.seq for line in told.tell(Asked(theme="money")).lines]


def test_each_kind_of_record_tells_its_history_and_shows_itself_at_a_glance(session: Session, qtbot: QtBot) -> None:
    glimpses = Glimpses(session.services)
    told = LibraryHistory(session.services)
    lines = LibraryLines(session.services, told)
    for kind in (
        "document",
        "organisation",
        "person",
        "session",
        "course",
        "project",
        "grant",
        "agreement",
        "crisis",
        "support",
    ):
        record = (kind, first(session, KINDS[kind].table))
        found = told.tell(Asked(record), Reach(whole=True))
        assert found.lines, kind
        assert found.title, kind
        for line in found.lines[:3]:
            assert lines.detail(line.seq, record) is not None
        glimpse = glimpses(*record)
        assert glimpse is not None
        assert glimpse.title == found.title or kind == "document"
        assert glimpse.facts or glimpse.parts, kind
    assert glimpses("document", 1) is None
    file = session.services.library.query("SELECT document_id FROM document_file WHERE media_type = 'application/pdf'")
    page = window_of(session).pages.page("catalogue")
    assert isinstance(page, CataloguePage)
    window_of(session).open_record("document", file[0][0])
    window_of(session).desk.wait_idle()
    page.list.current_view().setFocus()
    QTest.keyClick(page.list.current_view(), Qt.Key.Key_Space)
    window_of(session).desk.wait_idle()
    look = page.list.current_view().browsing.quick
    assert look is not None
    qtbot.waitUntil(lambda: look.front.page is not None, timeout=20_000)
    QTest.keyClick(page.list.current_view(), Qt.Key.Key_Space)
    assert not window_of(session).findChildren(QuickLook)[0].isVisible()


def test_the_words_of_the_history_are_of_columns_and_acts_that_exist(session: Session) -> None:
    columns = {name for shape in session.services.library.structure.recorded for name in shape.columns}
    assert set(FIELDS) & BOOKKEEPING == set()
    assert len(set(FIELDS) & columns) > 200
    assert NAMES.keys() >= FINAL | SENT


def test_a_dossier_goes_back_to_what_it_was_and_its_lines_have_links_and_papers(
    session: Session, tmp_path: Path
) -> None:
    projects, window, query = session.services.projects, window_of(session), session.services.library.query
    dossier = projects.project(int(query("SELECT id FROM project WHERE number = '2026-001'")[0][0]))

    def rows() -> list[list[tuple[object, ...]]]:
        said = []
        for table in ("project", *sorted(PARTS["project"])):
            names = [
                name for name in session.services.library.structure[table].content if table == "project" or name != "id"
            ]
            own = "id" if table == "project" else "project_id"
            if own in {"id", *names}:
                said.append([tuple(row) for row in query(f"SELECT id, {', '.join(names)} FROM {table} WHERE {own} = ? ORDER BY id", (dossier.id,))])  # fmt: skip
        return said

    page = history_of(session, ("project", dossier.id))
    at = next(line for line in page.list.lines() if line.words == "étape changée")
    asked = at.seq
    today = rows()
    page.list.stand_on(asked)
    window.desk.wait_idle()
    assert page.pane.back_to is not None
    page.pane.back_to.click()
    window.desk.wait_idle()
    shown = page.pane.shown
    assert shown is not None
    assert shown.facts
    assert shown.parts
    assert rows() == today  # it is only shown
    assert page.pane.act is not None
    page.pane.act.click()
    window.desk.wait_idle()
    assert page.list.lines()[0].told == "a remis la fiche telle qu’elle était"
    seq = session.services.library.query("SELECT min(revision) FROM change WHERE revision >= ?", (asked,))[0][0]
    for table, stood in zip(("project", *sorted(PARTS["project"])), rows(), strict=False):
        for key, *_rest in stood:
            first = query("SELECT before FROM change WHERE entity = ? AND entity_id = ? AND revision >= ? ORDER BY id LIMIT 1", (table, key, seq))  # fmt: skip
            assert not first or first[0][0] is not None, (table, key)
    assert rows() != today
    session.services.library.undo(window.desk.actor)
    assert rows() == today
    window.desk.wait_idle()
    line = page.list.lines()[0]
    page.pane.link.click()
    window.pages.go("home")
    window.open_palette(f"cresi:history/{line.seq}")
    window.desk.wait_idle()
    assert any(one.detail == "Lien collé" for one in window.palette_view.lines())
    window.palette_view.close_palette()
    window.open_record("history", line.seq)
    window.desk.wait_idle()
    back = page.list.line()
    assert back is not None
    assert back.seq == line.seq
    LibraryLines(session.services, LibraryHistory(session.services)).print_line(line.seq, tmp_path / "line.pdf")
    text = PdfReader(tmp_path / "line.pdf").pages[0].extract_text()
    assert f"CHANGEMENT {line.seq}" in text.upper()
    assert line.who in text


def test_nobody_goes_back_behind_what_binds_nor_further_than_was_shown(session: Session) -> None:
    services, window = session.services, window_of(session)
    grant = int(services.library.query("SELECT grant_id FROM payment ORDER BY id LIMIT 1")[0][0])
    told = LibraryHistory(services)
    lines = told.tell(Asked(("grant", grant)), Reach(whole=True)).lines
    rewinds = LibraryRewinds(services, told)
    shown = rewinds.as_it_was(lines[-2].seq, ("grant", grant))
    assert shown is not None
    assert "engage le centre" in shown.locked
    with pytest.raises(DomainError, match="engage le centre"):
        rewinds.go_back(window.desk.actor, shown)
    assert rewinds.as_it_was(lines[-1].seq, ("grant", grant)) is None  # it did not exist before its first line

    document = first(session, "document")
    one = services.catalogue.document(document).document
    edited = services.catalogue.update_document(window.desk.actor, document, one.version, edition="2e édition")
    assert edited.seq is not None
    shown = rewinds.as_it_was(edited.seq, ("document", document))
    assert shown is not None
    assert [(value.before, value.after) for value in shown.changes] == [("2e édition", one.edition)]
    services.catalogue.update_document(window.desk.actor, document, one.version + 1, extent="9 p.")
    with pytest.raises(DomainError, match="pendant que vous"):
        rewinds.go_back(window.desk.actor, shown)
    assert services.catalogue.document(document).document.edition == "2e édition"
    shown = rewinds.as_it_was(edited.seq, ("document", document))
    assert shown is not None
    rewinds.go_back(window.desk.actor, shown)
    now = services.catalogue.document(document).document
    assert (now.edition, now.extent) == (one.edition, one.extent)


def test_an_unknown_line_is_nothing(session: Session) -> None:
    told = LibraryHistory(session.services)
    assert LibraryLines(session.services, told).detail(10**9) is None
    chronicle = Chronicle(session.services.library.query, session.services.library.structure)
    form = worded(chronicle, "budget_line", "template_code", "cerfa-12156*06")
    assert "CERFA" in form  # its name, not its code
    assert worded(chronicle, "budget_line", "line_code", "604") == "Prestations de services"
    assert chronicle.lines(Sought(records=[("document", 1)]), 5) == []
    assert chronicle.name("no_table", 1) == ""


def test_every_page_of_the_program_has_its_help(session: Session) -> None:
    keys = {entry.key for entry in window_of(session).pages.entries}
    assert keys - {"help"} <= set(ORDER)


def test_every_record_has_a_citation_and_a_link_that_opens_it(session: Session) -> None:
    window, sharing = window_of(session), LibrarySharing(session.services)
    for kind in (
        "document",
        "organisation",
        "person",
        "session",
        "course",
        "project",
        "grant",
        "agreement",
        "crisis",
        "support",
        "outpost",
    ):
        record = (kind, first(session, KINDS[kind].table))
        shared = sharing.describe(record)
        assert shared.title, kind
        assert shared.citation.endswith("."), kind
        window.pages.go("home")
        window.open_palette(shared.link)
        window.desk.wait_idle()
        found = [line for line in window.palette_view.lines() if line.aside or line.detail == "Lien collé"]
        assert any(line.detail == "Lien collé" for line in found), kind
        window.palette_view.close_palette()


def test_every_paper_has_an_act_in_the_window(session: Session) -> None:
    window = window_of(session)
    offered: set[str] = set()
    for kind in sorted({paper.kind for paper in PAPERS.values() if paper.kind}):
        record = 256 * ord("M") + ord("L") if kind == "country" else first(session, KINDS[kind].table)
        if kind == "course":
            record = session.services.training.courses()[0].id  # one that is not archived
        window.open_record(kind, record)
        window.desk.wait_idle()
        assert window.pages.current().record() == (kind, record)
        assert_keys_mean_one_thing(window)
        offered |= {action.id.removeprefix("record.print_") for action in window.sharing.paper_actions()}
    first_writing = {name for name, paper in PAPERS.items() if paper.prepare is not None}
    assert PAPERS.keys() - first_writing == offered
    assert first_writing == {"certificate"}  # gives numbers first: the session's own page offers it
    window.open_record("session", first(session, "session"))
    window.desk.wait_idle()
    window.sharing.print_record()
    window.desk.wait_idle()
    assert window.sharing.cover is not None
    assert len(window.sharing.cover.preview.offer.others) > 4
    window.sharing.cover.close()


@pytest.mark.long
def test_every_paper_is_made_from_the_window(session: Session, tmp_path: Path) -> None:
    window, sharing = window_of(session), LibrarySharing(session.services)
    offered = {paper.name for kind in ["", *KINDS] for paper in sharing.papers(kind)}
    assert {name for name, paper in PAPERS.items() if paper.prepare is None} == offered
    refused: dict[str, str] = {}
    for name in sorted(offered):
        kind = PAPERS[name].kind
        table = KINDS[kind].table if kind else ""
        record = (
            window.desk.year if not kind else first(session, table) if kind != "country" else 256 * ord("M") + ord("L")
        )
        out = tmp_path / f"{name}.pdf"
        try:
            assert sharing.make(name, record, out) > 0, name
        except DomainError as refusal:
            refused[name] = refusal.code
    assert refused.keys() <= {"quality", "statement"}  # only for a declared training body


def test_the_palette_finds_call_numbers_people_and_comes_to_documents_last(session: Session) -> None:
    window = window_of(session)
    doors = window.palette_view._find
    number = str(session.services.library.value("SELECT call_number FROM document WHERE call_number <> '' LIMIT 1"))
    found = [hit.aside for group in doors(f"#{number}") for hit in group.found]
    assert number in found
    assert {hit.kind for group in doors("@marie") for hit in group.found} <= {"person", "organisation"}
    kinds = [group.found[0].kind for group in doors("mali")]
    assert kinds.index("project") == 0
    assert kinds[-1] == "document"
    window.open_palette("zinder")
    window.desk.wait_idle()
    lines = [line.title for line in window.palette_view.lines()]
    assert "« zinder »" in lines[-1].replace("\u00a0", " ") or lines[-1].startswith("Nouv")
    window.palette_view.close_palette()
