"""Shelves, baskets, the advanced search and the searches of before, in the window: keys, menus, counts, undo."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cresi_app.catalogue.model import Filters, Query, Sort
from cresi_app.catalogue.model.sentence import Line, Op
from cresi_app.catalogue.ui import CataloguePage
from cresi_app.catalogue.ui.chips import chip_words
from cresi_app.catalogue.ui.criteria import LineEditor
from cresi_app.catalogue.ui.exportform import ExportForm
from cresi_app.catalogue.ui.queryform import GroupEditor
from cresi_app.core.errors import DomainError
from cresi_app.store.batch import Heading
from cresi_app.widgets.actform import ActForm
from tests.catalogue.conftest import WHO
from tests.catalogue.ui.test_page import titles
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages


def put_name(page: CataloguePage, name: str) -> None:
    form = page.browse.side
    assert isinstance(form, ActForm)
    form.form.field("name").show_value(name)
    form.submit()
    page.desk.wait_idle()


def run(page: CataloguePage, action_id: str, actions: object = None) -> None:
    found = [one for one in (actions or page.actions()) if one is not None and one.id == action_id]  # type: ignore[attr-defined]  # a list of acts
    assert found, action_id
    assert found[0].enabled(), action_id
    found[0].run()
    page.desk.wait_idle()


def test_a_search_is_kept_counted_opened_and_deleted(page: CataloguePage, messages: RecordingMessages) -> None:
    pane, desk = page.browse.shelves, page.desk
    page.shelf_acts.keep()
    assert "Cherchez" in messages.toasts[-1].text
    page.search("eau potable")
    desk.wait_idle()
    run(page, "catalogue.keep_search")
    assert_accessible(page)
    put_name(page, "Eau")
    assert page.browse.side is None
    [row] = pane.shelves.rows()
    assert (row.entry.name, row.entry.count, row.isChecked()) == ("Eau", 2, True)
    page.service.add_document(WHO, title="L'eau potable encore")
    desk.tell(page.service.archive_document(WHO, page.service.search("Zoé").ids[0], 1))
    desk.wait_idle()
    assert pane.shelves.rows()[0].entry.count == 2
    page.ask(Query())
    desk.wait_idle()
    assert not pane.shelves.rows()[0].isChecked()
    pane.shelves.rows()[0].click()
    desk.wait_idle()
    assert page.query.text == "eau potable"
    shelf = pane.known_shelves[0]
    run(page, "shelf.rename", page.shelf_acts.shelf_actions(shelf))
    put_name(page, "Eau, toute")
    assert pane.known_shelves[0].name == "Eau, toute"
    run(page, "shelf.delete", page.shelf_acts.shelf_actions(pane.known_shelves[0]))
    assert pane.known_shelves == []
    page.service.library.undo(WHO)


def test_a_name_taken_is_told_at_its_field(page: CataloguePage) -> None:
    page.service.add_shelf(WHO, "Eau", Query("eau"))
    page.search("mali")
    page.shelf_acts.keep()
    put_name(page, "EAU")
    assert isinstance(page.browse.side, ActForm)
    assert page.browse.side.form.field("name").error
    QTest.keyClick(page.browse.side, Qt.Key.Key_Escape)
    assert page.browse.side is None


def test_a_star_that_is_refused_is_not_shown(
    page: CataloguePage, messages: RecordingMessages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_heading: Heading) -> None:
        raise DomainError("not_allowed", "Non.")

    one = page.service.search("").ids[0]
    page.list.stand_on(one)
    page.open_record("document", one)
    page.desk.wait_idle()
    monkeypatch.setattr(page.service.library, "gate", refuse)
    page.detail.star_button.click()
    page.desk.wait_idle()
    assert len(messages.errors) == 1
    assert not page.detail.star_button.isChecked()


def test_a_star_is_given_and_taken_by_its_letter_and_its_button(page: CataloguePage) -> None:
    desk, service, who = page.desk, page.service, page.desk.actor
    one, two = service.search("").ids[:2]
    page.list.stand_on(one)
    page.open_record("document", one)
    desk.wait_idle()
    assert not page.detail.star_button.isChecked()
    page.stars.show()
    desk.wait_idle()
    assert page.query.filters == Filters()  # nothing has a star yet
    view = page.list.current_view()
    QTest.keyClick(view, Qt.Key.Key_S)
    desk.wait_idle()
    assert page.detail.star_button.isChecked()
    mine = service.stars_of(who)
    assert mine is not None
    assert service.basket(mine).name == f"Favoris · {who.name}"
    service.update_basket(who, mine, service.basket(mine).version, name="Mes trouvailles")
    assert page.stars.known() == mine  # it stays the same whatever it is called
    page.open_record("document", two)
    desk.wait_idle()
    page.detail.star_button.click()
    desk.wait_idle()
    assert service.basket_ids(mine) == [one, two]
    page.stars.show()
    desk.wait_idle()
    assert page.query.filters.basket_id == mine
    page.detail.star_button.click()
    desk.wait_idle()
    assert service.basket_ids(mine) == [one]
    assert not page.detail.star_button.isChecked()
    service.library.undo(who)
    assert service.basket_ids(mine) == [one, two]


def test_notices_are_put_in_a_basket_by_the_keyboard_and_put_in_order(page: CataloguePage) -> None:
    desk, service = page.desk, page.service
    everything = list(service.found().ids)
    view = page.list.current_view()
    page.list.stand_on(everything[0])
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.wait_idle()
    assert page.list.selected() == everything
    run(page, "into.new", page.chosen_acts.baskets())
    put_name(page, "Tri")
    [basket] = page.browse.shelves.known_baskets
    assert basket.count == 3
    page.browse.shelves.baskets.rows()[0].click()
    desk.wait_idle()
    assert (page.query.filters, page.query.order) == (Filters(basket_id=basket.id), Sort.BASKET)
    assert page.list.model.ids() == everything
    assert chip_words(page.query.filters, page.browse._name_of)[0][0] == "Tri"
    page.list.stand_on(everything[2])
    run(page, "catalogue.up_in_basket")
    assert page.list.model.ids() == [everything[0], everything[2], everything[1]]
    run(page, "catalogue.take_from_basket")
    assert page.list.model.ids() == everything[:2]
    run(page, "basket.empty", page.shelf_acts.basket_actions(page.browse.shelves.known_baskets[0]))
    assert page.list.model.rowCount() == 0
    run(page, "basket.delete", page.shelf_acts.basket_actions(page.browse.shelves.known_baskets[0]))
    assert page.query == Query()


def test_the_advanced_search_writes_and_reads_the_line(page: CataloguePage) -> None:
    said: list[object] = []
    page.searched.connect(said.append)
    page.search("eau (type:livre OU année:2019)")
    page.desk.wait_idle()
    run(page, "catalogue.advanced")
    form = page.list.tools.form
    assert form.isVisible()
    assert_accessible(page)
    root = form._root
    assert isinstance(root, GroupEditor)
    first, group = root.parts
    assert isinstance(first, LineEditor)
    assert isinstance(group, GroupEditor)
    assert [one.line() for one in group.parts if isinstance(one, LineEditor)] == [
        Line("kind", Op.IS, "Livre"), Line("year", Op.IS, "2019"),
    ]  # fmt: skip
    first.field.set_key("title")
    first._other_field()
    first.value.input.setText("zoe")
    first.value._said()
    page.desk.wait_idle()
    assert page.query.text == "titre:zoe (type:Livre OU année:2019)"
    assert said[-1] == page.query.text
    assert titles(page) == ["Zoé et l'eau potable"]
    year = group.parts[1]
    assert isinstance(year, LineEditor)
    year.value.input.setText("vingt")
    year.value._said()
    assert year.refusal.isVisible()
    assert "n’est pas une année" in year.refusal.sentence
    assert year.value.input.accessibleDescription() == year.refusal.sentence
    assert page.query.text == "titre:zoe type:Livre"  # what does not read is left out, and says so
    year.value.input.setText("2019")
    year.value._said()
    assert not year.refusal.isVisible()
    group.removed.emit()
    page.desk.wait_idle()
    assert page.query.text == "titre:zoe"
    root.add_line(focus=True)
    assert_accessible(page)  # what is added stands in the order of Tab where it is seen
    page.search("sans:isbn")
    page.desk.wait_idle()
    assert form.group().parts == (Line("with", Op.IS, "isbn", negated=True),)
    form.clear.click()
    page.desk.wait_idle()
    assert page.query.text == ""
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.isHidden()


def test_searches_of_before_run_again(page: CataloguePage, qtbot: QtBot) -> None:
    service, tools = page.service, page.list.tools
    page.search("potable")
    page.desk.wait_idle()
    qtbot.waitUntil(
        lambda: [one.asks.text for one in service.past_searches(page.desk.actor)] == ["potable"], timeout=10_000
    )
    page.ask(Query())
    page.desk.wait_idle()
    again = tools.past_actions(service.past_searches(page.desk.actor))
    run(page, again[0].id if again[0] else "", again)
    assert page.query.text == "potable"
    run(page, "past.clear", again)
    assert service.past_searches(page.desk.actor) == []


def test_the_order_turns_round_and_the_header_follows(page: CataloguePage) -> None:
    page.ask(Query(sort=Sort.TITLE))
    page.desk.wait_idle()
    before = titles(page)
    page.list.tools.turn.click()
    page.desk.wait_idle()
    assert titles(page) == before[::-1]
    page.list.set_view("table")
    page.list.table.sort_changed.emit("year", True)
    page.desk.wait_idle()
    assert (page.query.sort, page.query.reverse) == (Sort.YEAR, False)
    page.list.table.sort_changed.emit("author", True)
    assert (page.query.sort, page.query.reverse) == (Sort.AUTHOR, True)


def test_a_shelf_and_used_terms_are_exported(page: CataloguePage, messages: RecordingMessages, tmp_path: Path) -> None:
    page.service.add_shelf(WHO, "Eau", Query("sujet:eau"))
    page.desk.wait_idle()
    shelf = page.service.shelves()[0]
    for name, ending in (("csv", "csv"), ("skos", "ttl")):
        out = tmp_path / f"eau.{ending}"
        messages.places.append(out)
        page.exports.write(name, lambda: page.service.shelf_ids(shelf.id), "Eau / été")
        page.desk.wait_idle()
        assert "Eau" in out.read_text(encoding="utf-8-sig")
    page.chosen_acts.export()
    form = page.browse.side
    assert isinstance(form, ExportForm)
    assert_accessible(page)
    form.formats.setCurrentRow(next(at for at in range(form.formats.count()) if "RIS" in form.formats.item(at).text()))
    out = tmp_path / "choix.ris"
    messages.places.append(out)
    form.go.click()
    page.desk.wait_idle()
    assert out.read_text(encoding="utf-8").startswith("TY  - ")
