"""Many notices chosen in the list, and what is done with them: the bar, the batch work beside the list, search and replace."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from cresi_app.catalogue.model.batch import Act
from cresi_app.catalogue.ui import CataloguePage
from cresi_app.catalogue.ui.replaceform import differences
from cresi_app.widgets.fields import Proposal
from tests.catalogue.conftest import WHO
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages

FLAGS = QItemSelectionModel.SelectionFlag


def choose_all(page: CataloguePage) -> list[int]:
    page.chosen_acts.select_all()
    page.desk.wait_idle()
    return page.list.selected()


def test_space_and_control_choose_rows_and_the_bar_says_how_many(page: CataloguePage) -> None:
    view = page.list.current_view()
    ids = page.list.model.ids()
    page.list.stand_on(ids[0])
    view.setFocus()
    assert page.list.bar.isHidden()
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    page.desk.wait_idle()
    assert page.list.selected() == ids[:2]
    assert page.list.bar.isVisible()
    assert page.list.bar.said.text() == "2 choisies"
    assert_accessible(page)
    QTest.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    page.desk.wait_idle()
    assert page.list.selected() == ids[:1]
    assert page.list.bar.isHidden()
    choose_all(page)
    page.list.bar.none.click()
    page.desk.wait_idle()
    assert len(page.list.selected()) == 1


def test_the_whole_list_stays_chosen_while_its_ids_come(page: CataloguePage) -> None:
    for number in range(70):  # more than the first page
        page.service.add_document(WHO, title=f"Notice {number}")
    page.refresh(None)
    page.chosen_acts.select_all()
    page.desk.wait_idle()
    assert page.list.current_view().browsing.selected_count() == 73
    assert page.list.bar.said.text() == "73 choisies"
    # Another row by mouse or key ends it: what comes later is not chosen by itself.
    view = page.list.current_view()
    view.selectionModel().select(page.list.model.index(3, 0), FLAGS.Deselect | FLAGS.Rows)
    page.list.model.reload()
    page.desk.wait_idle()
    assert view.browsing.selected_count() == 72


def test_a_subject_is_added_to_all_that_is_chosen(page: CataloguePage, messages: RecordingMessages) -> None:
    ids = choose_all(page)
    page.list.bar.edit.click()
    pane = page.browse.batch
    assert page.browse.side is pane
    assert_accessible(page)
    form = pane.edit_form
    assert form.go.text() == "Modifier 3 notices"
    form.choose("subjects", Act.ADD)
    form.submit()
    page.desk.wait_idle()
    assert form.value is not None
    assert form.value.error  # nothing written: told at the field
    form.value.set_value([Proposal("Climat", "Climat")])
    form.submit()
    page.desk.wait_idle()
    assert all("Climat" in {one.term for one in sheet.subjects} for sheet in page.service.sheets(ids))
    messages.toasts.clear()
    page.desk.write("undo", lambda: page.service.library.undo(page.desk.actor))
    page.desk.wait_idle()
    assert not any("Climat" in {one.term for one in sheet.subjects} for sheet in page.service.sheets(ids))


def test_every_field_has_its_input(page: CataloguePage) -> None:
    choose_all(page)
    page.chosen_acts.edit("location")
    form = page.browse.batch.edit_form
    for name, _words in [(form.field.input.itemData(at), None) for at in range(form.field.input.count())]:
        form.choose(name)
        for at in range(form.act.input.count()):
            form.act.set_value(form.act.input.itemData(at))
            form._fit()
            assert (form.value is None) == (Act(form.act.read()) is Act.CLEAR)
            assert (form.old is not None) == (Act(form.act.read()) is Act.REPLACE)
    page.desk.wait_idle()


def test_search_and_replace_is_shown_then_done(page: CataloguePage) -> None:
    ids = choose_all(page)
    page.chosen_acts.replace()
    form = page.browse.batch.replace_form
    form.sought.input.setText("(eau")
    form.pattern.input.click()
    form.preview()
    page.desk.wait_idle()
    assert "parenthèse" in form.sought.error
    form.sought.input.setText(r"l'(eau) (\w+)")
    form.put.input.setText(r"\2 : \1")
    form.preview()
    page.desk.wait_idle()
    assert form._said.text().startswith("1 texte")
    assert_accessible(page)
    form.put.input.textEdited.emit("x")
    assert form.go.isHidden()  # what was shown is about another question
    form.preview()
    page.desk.wait_idle()
    form.replace()
    page.desk.wait_idle()
    titles = {sheet.document.title for sheet in page.service.sheets(ids)}
    assert "Zoé et potable : eau" in titles


def test_archiving_and_deleting_what_is_chosen(page: CataloguePage, messages: RecordingMessages) -> None:
    choose_all(page)
    others = {one.id: one for one in page.chosen_acts.others() if one is not None}
    others["chosen.archive"].run()
    page.desk.wait_idle()
    assert page.list.model.rowCount() == 0
    page._acts.show_archived()
    page.desk.wait_idle()
    choose_all(page)
    next(one for one in page.chosen_acts.others() if one is not None and one.id == "chosen.delete").run()
    page.desk.wait_idle()
    assert page.service.library.value("SELECT count(*) FROM document") == 0
    page.desk.write("undo", lambda: page.service.library.undo(page.desk.actor))
    page.desk.wait_idle()
    assert page.service.library.value("SELECT count(*) FROM document") == 3


def test_what_changes_is_marked_word_by_word() -> None:
    gone, come = differences("L'eau <b> et l'eau", "L'onde <b> et l'eau")
    assert (gone, come) == ([(2, 5)], [(2, 6)])
    assert differences("", "mot") == ([], [(0, 3)])
    assert differences("même", "même") == ([], [])
