"""The page with real keys and a real library: one selection for list, map and filters; the next act done in place."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cresi_app.cooperation.model.world import country_key
from cresi_app.cooperation.service import CooperationService
from cresi_app.cooperation.ui.page import CooperationPage
from cresi_app.services import Services
from cresi_app.widgets.actform import ActForm
from cresi_app.widgets.autoform import AutoForm
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Field, Proposal, TypedField
from cresi_app.widgets.preview import Printout, PrintPreview
from tests.widgets.accessibility import assert_accessible
from tests.widgets.recording import RecordingMessages


def names(page: CooperationPage) -> list[str]:
    return [line.name.replace("\u00a0", " ") for line in page.agreements._lines]


def open_(page: CooperationPage, desk: Desk, kind: str, record_id: int) -> None:
    page.open_record(kind, record_id)
    desk.wait_idle()
    QApplication.processEvents()
    desk.wait_idle()


def act_form(page: CooperationPage) -> ActForm:
    [form] = page.view.right.findChildren(ActForm)
    return form


def fill(form: ActForm, **values: object) -> None:
    for name, value in values.items():
        field = form.form.field(name)
        put(field, value)


def put(field: Field, value: object) -> None:
    """Choose a record, type words, or show a value of another kind."""
    if isinstance(value, Proposal):
        field.set_value(value)
    elif isinstance(field, TypedField) and isinstance(value, str):
        field.input.setText(value)
    else:
        field.show_value(value)


def submit(form: ActForm, desk: Desk) -> None:
    form.submit()
    desk.wait_idle()
    QApplication.processEvents()
    desk.wait_idle()


def test_what_waits_for_somebody_stands_first(page: CooperationPage) -> None:
    assert names(page) == ["Beyrouth", "Abidjan", "Mali, 2 collectivités"]
    assert page.agreements._lines[0].pill[0] == "À transmettre"
    told = [label.text() for label in page.head.findChildren(QLabel)]
    assert any("4 accords dans 3 territoires" in words for words in told), told


def test_the_next_act_is_the_only_filled_button(page: CooperationPage, desk: Desk, known: dict[str, int]) -> None:
    open_(page, desk, "agreement", known["Beyrouth"])
    pane = page.agreements.pane
    filled = [button for button in pane.findChildren(QPushButton) if getattr(button, "_kind", "") == "primary"]
    assert [button.objectName() for button in filled] == ["next_act"]
    assert "Enregistrer la transmission" in filled[0].accessibleName() + filled[0].text()


def test_a_transmission_is_recorded_in_place(
    page: CooperationPage, desk: Desk, service: CooperationService, messages: RecordingMessages, known: dict[str, int]
) -> None:
    open_(page, desk, "agreement", known["Beyrouth"])
    page.agreements.acts.do("transmit")
    form = act_form(page)
    submit(form, desk)
    assert form.form.field("transmitted_on").error
    fill(form, transmitted_on=date(2026, 10, 2), transmission_number="AR-12")
    submit(form, desk)
    assert service.agreement(known["Beyrouth"]).transmitted_on == date(2026, 10, 2)
    assert page.agreements.right.form is None
    assert page.agreements.pane.sheet is not None
    assert page.agreements.pane.sheet.standing.word == "En vigueur"
    assert any("ransmission" in toast for toast in map(str, messages.toasts))


def test_list_map_and_filters_are_one_selection(page: CooperationPage, desk: Desk, known: dict[str, int]) -> None:
    view = page.agreements
    view.map.chosen.emit(known["Abidjan"])
    desk.wait_idle()
    assert view.table.current() == known["Abidjan"]
    assert view.pane.sheet is not None
    assert view.pane.sheet.agreement.name == "Abidjan"
    view.filters.kinds.set_current("economic")
    desk.wait_idle()
    assert names(page) == ["Abidjan"]
    dim = {place.name for place in view.map._places if place.dim}
    assert dim == {"Beyrouth", "Kayes", "Kita"}
    view.map.chosen.emit(known["Beyrouth"])  # a faint dot: the filters give way
    desk.wait_idle()
    QApplication.processEvents()
    desk.wait_idle()
    assert "Beyrouth" in names(page)


def test_a_group_unfolds_to_one_line_each(page: CooperationPage, desk: Desk, known: dict[str, int]) -> None:
    view = page.agreements
    group = next(line for line in view._lines if line.members)
    view.table.select(group.id)
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    desk.wait_idle()
    assert names(page) == ["Beyrouth", "Abidjan", "Mali, 2 collectivités", "Kayes", "Kita"]
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    desk.wait_idle()
    assert len(names(page)) == 3


def test_tab_goes_from_place_to_place_in_the_order_of_the_list(page: CooperationPage, desk: Desk) -> None:
    lands = page.agreements.map
    stops = [stop for stop in lands.stops if not stop.isHidden()]
    assert [stop.accessibleName() for stop in stops] == ["Beyrouth", "Abidjan", "Kayes", "Kita"]
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    desk.wait_idle()
    QTest.keyClick(stops[0], Qt.Key.Key_Tab)
    desk.wait_idle()
    assert QApplication.focusWidget() is stops[1]
    assert page.agreements.pane.sheet is not None
    assert page.agreements.pane.sheet.agreement.name == "Abidjan"
    QTest.keyClick(stops[1], Qt.Key.Key_Plus)
    assert lands.zoom > 1
    QTest.keyClick(stops[1], Qt.Key.Key_0)
    assert lands.zoom == 1


def test_what_is_typed_is_saved_field_by_field(
    page: CooperationPage, desk: Desk, service: CooperationService, known: dict[str, int]
) -> None:
    open_(page, desk, "agreement", known["Abidjan"])
    page.agreements.acts.edit()
    [form] = page.view.right.findChildren(AutoForm)
    for name, value in (("steering", "Comité annuel"), ("notice_months", 3), ("coordinates", "5,4 ; -4,1")):
        field = form.form.field(name)
        put(field, value)
        assert field.commit()
        desk.wait_idle()
    saved = service.agreement(known["Abidjan"])
    assert (saved.steering, saved.notice_months, saved.latitude_e6) == ("Comité annuel", 3, 5_400_000)
    field = form.form.field("ends_on")
    field.show_value(date(2020, 1, 1))
    field.commit()
    desk.wait_idle()
    assert "avant le début" in field.error
    assert service.agreement(known["Abidjan"]).ends_on == date(2029, 3, 1)


def test_a_new_agreement_is_made_in_place(
    page: CooperationPage, desk: Desk, service: CooperationService, partner: int
) -> None:
    page.make("agreements")
    form = act_form(page)
    fill(
        form, name="Windhoek", partner_id=Proposal(partner, "Municipalité de Beyrouth"), country_code=Proposal("NA", "Namibie"),
        object="Écoles",
    )  # fmt: skip
    submit(form, desk)
    [found] = service.search("Windhoek")
    assert service.agreement(found.id).country_code == "NA"
    assert page.agreements.shown == found.id


def test_promises_sectors_and_meetings_from_the_pane(
    page: CooperationPage, desk: Desk, service: CooperationService, known: dict[str, int]
) -> None:
    open_(page, desk, "agreement", known["Abidjan"])
    acts = page.agreements.acts
    acts.do("commit")
    fill(act_form(page), amount="6 559 570 FCFA", rate="655,957")
    submit(act_form(page), desk)
    assert service.sheet(known["Abidjan"]).years[0].committed == 10_000_00
    acts.do("sectors")
    form = act_form(page)
    fill(form, sector_0=Proposal("11330", "Formation"), share_0="99,9")
    submit(form, desk)
    assert any("99,9" in label.text() for label in form.message.findChildren(QLabel))
    assert service.sheet(known["Abidjan"]).sectors == ()
    fill(form, share_0="100")
    submit(form, desk)
    assert len(service.sheet(known["Abidjan"]).sectors) == 1
    acts.do("meet")
    fill(act_form(page), decisions="Ouvrir le chantier")
    submit(act_form(page), desk)
    assert service.sheet(known["Abidjan"]).meetings[0].decisions == "Ouvrir le chantier"


def test_every_view_and_form_is_accessible(page: CooperationPage, desk: Desk, known: dict[str, int]) -> None:
    for view in ("agreements", "countries", "crises", "supports", "outposts"):
        page.show_view(view)
        desk.wait_idle()
        if view == "agreements":
            open_(page, desk, "agreement", known["Abidjan"])
        elif view == "countries":
            open_(page, desk, "country", country_key("ML"))
        assert_accessible(page)
    page.show_view("agreements")
    for word in (
        "amend", "relaunch", "suspend", "terminate", "commit", "sectors", "roadmap", "meet", "link_project", "link_grant", "edit",
        "history",
    ):  # fmt: skip
        page.agreements.acts.do(word)
        desk.wait_idle()
        assert page.agreements.right.form is not None, word
        assert_accessible(page.agreements.right)


def test_emergencies_supports_and_outposts_are_made_and_shown(
    page: CooperationPage, desk: Desk, service: CooperationService, services: Services, partner: int
) -> None:
    page.show_view("crises")
    page.crises.new("Ouragan Irma")
    fill(act_form(page), happened_on=date(2017, 9, 6), country_code=Proposal("MF", "Saint-Martin"))
    submit(act_form(page), desk)
    [crisis] = service.crisis_ids()
    assert service.crisis_sheet(crisis).places[0].country == "Saint-Martin"
    assert page.crises.shown == crisis
    page.show_view("supports")
    page.supports.new("Mission eau")
    fill(
        act_form(page), partner_id=Proposal(partner, "Municipalité de Beyrouth"), country_code=Proposal("LB", "Liban"),
        starts_on=date(2026, 3, 2),
    )  # fmt: skip
    submit(act_form(page), desk)
    [support] = service.support_ids()
    page.supports.do("person")
    fill(act_form(page), person=Proposal("Nabil Haddad", "Nabil Haddad"))
    submit(act_form(page), desk)
    assert [view.name for view in service.support_sheet(support).people] == ["Nabil Haddad"]
    page.show_view("outposts")
    page.outposts.new("Antenne de Wuhan")
    fill(act_form(page), country_code=Proposal("CN", "Chine"), place="Wuhan")
    submit(act_form(page), desk)
    [outpost] = service.outpost_ids()
    page.outposts.do("meeting")
    fill(act_form(page), record=Proposal("Fonderies", "Fonderies"), subject="Drones")
    submit(act_form(page), desk)
    assert [view.name for view in service.outpost_sheet(outpost).meetings] == ["Fonderies"]
    for view in ("crises", "supports", "outposts"):
        page.show_view(view)
        assert_accessible(page)
    assert services.library.undoable() is not None


def test_a_file_is_joined_to_the_agreement_shown(
    page: CooperationPage, desk: Desk, service: CooperationService, known: dict[str, int], tmp_path: Path
) -> None:
    open_(page, desk, "agreement", known["Beyrouth"])
    paper = tmp_path / "accord.pdf"
    paper.write_bytes(b"%PDF-1.7")
    assert page.take_files([paper])
    submit(act_form(page), desk)
    [file] = service.sheet(known["Beyrouth"]).files
    assert file.file_name == "accord.pdf"


def test_a_list_is_shown_before_it_is_taken_in(
    page: CooperationPage, desk: Desk, service: CooperationService, messages: RecordingMessages, tmp_path: Path
) -> None:
    file = tmp_path / "accords.csv"
    file.write_text("Territoire;Pays;Partenaire\nSaint-Louis;Sénégal;Commune de Saint-Louis\nX;Nulle part;Y\n", "utf-8")
    messages.files.append([file])
    before = len(service.agreement_rows())
    page.agreements.acts.bring()
    desk.wait_idle()
    form = act_form(page)
    told = " ".join(label.text() for label in form.findChildren(QLabel))
    assert "Saint-Louis" in told
    assert "Nulle part" in told
    assert len(service.agreement_rows()) == before
    submit(form, desk)
    assert len(service.agreement_rows()) == before + 1
    undo = messages.toasts[-1].act
    assert undo is not None
    undo.run()
    desk.wait_idle()
    assert len(service.agreement_rows()) == before


def test_each_view_says_what_it_holds_and_what_it_makes(page: CooperationPage, desk: Desk) -> None:
    heads = {}
    for key in ("countries", "crises", "supports", "outposts", "agreements"):
        page.show_view(key)
        desk.wait_idle()
        heads[key] = (page.new_button.text().strip(), page.head.subtitle_label.text())
    assert len(set(heads.values())) == 5
    assert heads["crises"][1].startswith("0 aide")
    assert heads["agreements"][0] == "Nouvel accord"
    page.show_view("supports")
    page.new_button.click()
    assert page.supports.right.currentWidget() is not page.supports.pane


def test_words_that_nothing_answers_are_taken_back(page: CooperationPage, desk: Desk) -> None:
    heard: list[object] = []
    page.searched.connect(heard.append)
    for view in (page.countries, page.agreements):
        page.show_view(view.key)
        page.search("zzzz")
        desk.wait_idle()
        [clear] = [one for one in page.view.findChildren(QPushButton) if one.isVisible() and "Effacer" in one.text()]
        clear.click()
        desk.wait_idle()
        assert view.table.model().rowCount() > 0
    assert heard == ["", ""]


def test_the_table_of_countries_sorts_and_keeps_its_selection(
    page: CooperationPage, desk: Desk, known: dict[str, int]
) -> None:
    assert known
    open_(page, desk, "country", country_key("ML"))
    table = page.countries.table
    assert table.current() == country_key("ML")
    for descending in (False, True):
        table.sort_changed.emit("name", descending)
        desk.wait_idle()
        names = [line.name for line in page.countries.figures.ordered("name", descending=descending)]
        assert page.countries.model.index(0, 0).data() == names[0]
        assert (page.view.shown, table.current()) == ("ML", country_key("ML"))


def test_the_view_comes_back_as_it_was(page: CooperationPage, desk: Desk, known: dict[str, int]) -> None:
    open_(page, desk, "country", country_key("ML"))
    state = page.state()
    page.show_view("agreements")
    page.restore(state)
    desk.wait_idle()
    assert (page.view.key, page.view.shown) == ("countries", "ML")


def test_papers_are_shown_before_they_are_printed(
    qtbot: QtBot, page: CooperationPage, desk: Desk, known: dict[str, int]
) -> None:
    open_(page, desk, "agreement", known["Beyrouth"])
    page.agreements.acts.do("print")
    [preview] = page.findChildren(PrintPreview)
    made: list[Printout] = []
    preview.made.connect(made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=30_000)
    assert made[0].file.read_bytes().startswith(b"%PDF")
    desk.wait_idle()
    QTest.keyClick(preview.sheet, Qt.Key.Key_Escape)
    assert not preview.isVisible()
    desk.wait_idle()


def test_nothing_is_shown_where_there_is_nothing(
    page: CooperationPage, desk: Desk, service: CooperationService
) -> None:
    page.agreements.search("zzz")
    desk.wait_idle()
    assert page.agreements._empty is not None
    page.agreements.clear()
    desk.wait_idle()
    assert page.agreements._empty is None
