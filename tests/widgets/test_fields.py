"""Fields: saved when left, nothing typed is lost, refusals in their place, records found and made as one types."""

from collections.abc import Callable, Iterator
from datetime import date, time
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import set_language
from cresi_app.core.money import Money
from cresi_app.core.numbers import QUANTITY, SHARE
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import (
    CheckField,
    ChoiceField,
    ComboBox,
    CoordinatesField,
    CurrencyField,
    DateField,
    DecimalField,
    DurationField,
    EmailField,
    Form,
    LinkField,
    MoneyField,
    MonthField,
    MultilineField,
    NumberField,
    PhoneField,
    Proposal,
    RateField,
    RecordPicker,
    SearchField,
    TextField,
    TimeField,
    TokenField,
    TypedField,
)
from cresi_app.widgets.layouts import Column
from cresi_app.widgets.theme import theme

Shown = Callable[..., QWidget]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Show widgets under each other in one window, kept alive until the test ends."""
    windows: list[QWidget] = []

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        Column(*widgets, None, spacing=8, parent=window)
        qtbot.addWidget(window)
        window.resize(500, 600)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        windows.append(window)
        return window

    return show


def type_text(widget: QWidget, text: str) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(widget, text)


def committed(field: QWidget) -> list[object]:
    heard: list[object] = []
    field.committed.connect(heard.append)  # type: ignore[attr-defined]  # every field has it
    return heard


def test_text_is_saved_when_left(shown: Shown) -> None:
    title, other = TextField("Titre", name="title"), TextField("Autre", name="other")
    shown(title, other)
    heard = committed(title)
    type_text(title.input, "  Eaux du Sahel ")
    assert heard == []
    other.focus()
    assert heard == ["Eaux du Sahel"]
    title.focus()
    other.focus()
    assert heard == ["Eaux du Sahel"]


def test_enter_saves_too(shown: Shown) -> None:
    title = TextField("Titre", name="title")
    shown(title)
    heard = committed(title)
    type_text(title.input, "Eau")
    QTest.keyClick(title.input, Qt.Key.Key_Return)
    assert heard == ["Eau"]


def test_what_is_being_typed_survives_a_reload(shown: Shown) -> None:
    title = TextField("Titre", name="title")
    shown(title)
    title.set_value("Ancien")
    type_text(title.input, " plus")
    title.set_value("Changé ailleurs", keep_typing=True)
    assert "plus" in title.input.text()


def test_unreadable_values_stay_with_their_error(shown: Shown) -> None:
    day, other = DateField("Date", name="due_on"), TextField("Autre", name="other")
    shown(day, other)
    heard = committed(day)
    type_text(day.input, "31/02/2026")
    other.focus()
    assert day.input.text() == "31/02/2026"
    assert day.error
    assert day.error in day.input.accessibleDescription()
    assert heard == []
    day.input.selectAll()
    type_text(day.input, "6/10/2026")
    assert not day.error
    other.focus()
    assert heard == [date(2026, 10, 6)]
    assert day.input.text() == "06/10/2026"


def test_hours_numbers_and_amounts(shown: Shown) -> None:
    hour, number, amount = (
        TimeField("Heure", name="h"),
        NumberField("Places", name="n", least=1, most=30),
        MoneyField("Montant", name="m"),
    )
    shown(hour, number, amount)
    for field, text, value in ((hour, "9h30", time(9, 30)), (number, "12", 12), (amount, "1 234,50", Money(123450))):
        type_text(field.input, text)
        assert field.commit()
        assert field.value() == value
    number.input.selectAll()  # as Tab does
    number.set_value(12, keep_typing=True)  # the field before was saved meanwhile
    assert number.input.selectedText() == "12"
    for text in ("31", "0", "douze"):
        number.input.setText(text)
        assert not number.commit()
        assert number.input.text() == text


def test_choice_and_check_are_saved_at_once(shown: Shown) -> None:
    kind, masked = (
        ChoiceField("Type", [("book", "Livre"), ("dvd", "DVD")], name="kind"),
        CheckField("Masquer", name="masked"),
    )
    shown(kind, masked)
    kinds, masks = committed(kind), committed(masked)
    kind.input.setFocus()
    QTest.keyClick(kind.input, Qt.Key.Key_Down)
    masked.input.click()
    assert kinds == ["dvd"]
    assert masks == [True]


def test_combo_keeps_its_choice_and_ignores_the_wheel(shown: Shown) -> None:
    box = ComboBox("Tri", [("a", "Pertinence"), ("b", "Titre")])
    shown(box)
    box.set_key("b")
    box.set_options([("c", "Date"), ("b", "Titre")])
    assert box.key() == "b"
    box.set_options([("c", "Date")])
    assert box.key() == "c"
    turned = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    box.set_options([("c", "Date"), ("d", "Titre")])
    box.wheelEvent(turned)
    assert box.key() == "c"
    assert not turned.isAccepted()


def test_a_word_too_long_for_its_combo_is_cut_with_an_ellipsis(shown: Shown) -> None:
    combo = ComboBox("Thésaurus", [(1, "Thèmes de la solidarité internationale (185 termes)"), (2, "Lieux")])
    shown(combo)
    combo.setFixedWidth(160)
    assert combo.shown_word().startswith("Thèmes")
    assert combo.shown_word().endswith("…")
    combo.set_key(2)
    assert combo.shown_word() == "Lieux"
    assert not combo.grab().isNull()
    combo.setFixedWidth(600)
    combo.set_key(1)
    assert combo.shown_word() == combo.currentText()


def test_multiline_is_saved_when_left(shown: Shown) -> None:
    text, other = MultilineField("Résumé", name="abstract"), TextField("Autre", name="other")
    shown(text, other)
    heard = committed(text)
    type_text(text.input, "Une ligne")
    QTest.keyClick(text.input, Qt.Key.Key_Tab)
    assert heard == ["Une ligne"]


def test_a_refusal_keeps_the_text_size_in_force(shown: Shown) -> None:
    field = TextField("Titre", name="title")
    shown(field)
    before = theme().zoom
    theme().set_zoom(150)
    try:
        wanted = theme().font("body").pixelSize()
        field.set_error("Écrivez un titre.")
        assert field.input.font().pixelSize() == wanted
        field.set_error("")
        assert field.input.font().pixelSize() == wanted
    finally:
        theme().set_zoom(before)


def test_form_sends_refusals_to_their_field(shown: Shown) -> None:
    title, isbn = TextField("Titre", name="title"), TextField("ISBN", name="isbn")
    shown(title, isbn)
    form = Form([title, isbn])
    heard: list[tuple[object, object]] = []
    form.committed.connect(lambda name, value: heard.append((name, value)))
    form.show_values({"title": "Eau", "unknown": 1})
    type_text(isbn.input, "978")
    assert form.flush()
    assert heard == [("isbn", "978")]
    assert form.refuse(DomainError("isbn", "La clé ne convient pas.", field="isbn"))
    assert isbn.error == "La clé ne convient pas."
    assert not form.refuse(DomainError("other", "Autre chose."))
    assert form.values() == {"title": "Eau", "isbn": "978"}


PLACES = [Proposal(1, "Éditions du Fleuve", "Dakar"), Proposal(2, "Fleuve bleu"), Proposal(3, "Ritimo")]


def proposals(text: str) -> list[Proposal]:
    return [place for place in PLACES if text.casefold() in place.title.casefold()]


def test_picker_searches_and_takes_with_keys(shown: Shown, desk: Desk) -> None:
    picker = RecordPicker(desk, "Éditeur", proposals, name="publisher")
    shown(picker)
    heard = committed(picker)
    type_text(picker.input, "fleuve")
    desk.wait_idle()
    assert picker.proposals().isVisible()
    QTest.keyClick(picker.input, Qt.Key.Key_Down)
    QTest.keyClick(picker.input, Qt.Key.Key_Return)
    assert heard == [PLACES[1]]
    assert not picker.proposals().isVisible()
    assert picker.input.text() == "Fleuve bleu"


def test_picker_keeps_what_is_not_chosen(shown: Shown, desk: Desk) -> None:
    picker, other = RecordPicker(desk, "Éditeur", proposals, name="publisher"), TextField("Autre", name="other")
    shown(picker, other)
    heard = committed(picker)
    type_text(picker.input, "inconnu")
    desk.wait_idle()
    other.focus()
    assert picker.input.text() == "inconnu"
    assert picker.error
    assert heard == []
    picker.input.clear()
    assert picker.commit()
    assert not picker.error


def test_picker_makes_what_does_not_exist(shown: Shown, desk: Desk) -> None:
    made: list[str] = []

    def create(text: str, then: Callable[[Proposal], None]) -> None:
        made.append(text)
        then(Proposal(9, text))

    picker = RecordPicker(desk, "Éditeur", proposals, name="publisher", create=create)
    shown(picker)
    heard = committed(picker)
    type_text(picker.input, "Neuve")
    desk.wait_idle()
    QTest.keyClick(picker.input, Qt.Key.Key_Return)
    assert made == ["Neuve"]
    assert heard == [Proposal(9, "Neuve")]


def test_picker_list_lies_under_its_input(shown: Shown, desk: Desk) -> None:
    picker = RecordPicker(desk, "Éditeur", proposals, name="publisher")
    window = shown(picker)
    type_text(picker.input, "fleuve")
    desk.wait_idle()
    below = picker.input.mapTo(window, picker.input.rect().bottomLeft()).y()
    assert picker.proposals().geometry().top() > below


def test_tokens_are_taken_taken_away_and_brought_back(shown: Shown, desk: Desk) -> None:
    field = TokenField(desk, "Sujets", proposals, name="subjects")
    shown(field)
    heard = committed(field)
    for text in ("Ritimo", "Fleuve bleu"):
        type_text(field.input, text)
        desk.wait_idle()
        QTest.keyClick(field.input, Qt.Key.Key_Return)
    assert heard[-1] == [PLACES[2], PLACES[1]]
    QTest.keyClick(field.input, Qt.Key.Key_Backspace)
    assert field.value() == [PLACES[2]]
    QTest.keyClick(field.input, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.value() == [PLACES[2], PLACES[1]]


def test_held_tokens_are_not_proposed_again(shown: Shown, desk: Desk) -> None:
    field = TokenField(desk, "Sujets", proposals, name="subjects")
    shown(field)
    field.set_value([PLACES[0]])
    type_text(field.input, "fleuve")
    desk.wait_idle()
    assert field.proposals().count() == 1


def test_search_field_tells_and_empties(shown: Shown) -> None:
    search = SearchField("Recherche", "Chercher", keys="Ctrl K")
    shown(search)
    typed: list[object] = []
    search.typed.connect(typed.append)
    type_text(search.input, "eau")
    QTest.keyClick(search.input, Qt.Key.Key_Escape)
    assert typed == ["e", "ea", "eau", ""]
    search.set_text("silence")
    assert typed[-1] == ""


@pytest.mark.parametrize(
    ("typed", "words", "meant"),
    [
        ("01/02/03", ["1er février 2003", "2 janvier 2003", "3 février 2001"], date(2003, 2, 1)),
        ("05-06-07", ["5 juin 2007", "6 mai 2007", "7 juin 2005"], date(2007, 6, 5)),
    ],
)
def test_a_day_that_reads_several_ways_is_asked(qtbot: QtBot, typed: str, words: list[str], meant: date) -> None:
    field = DateField("Signée le")
    qtbot.addWidget(field)
    field.show()
    field.input.setText(typed)
    assert not field.commit()
    assert [button.text().replace("\u00a0", " ") for button in field.offered()] == words
    field.offered()[0].click()
    assert field.value() == meant
    assert field.error == ""
    assert field.offered() == [] or not field.offered()[0].isVisible()


@pytest.mark.parametrize("typed", ["1.234", "1,234"])
def test_an_amount_that_reads_two_ways_is_asked(qtbot: QtBot, typed: str) -> None:
    field = MoneyField("Montant")
    qtbot.addWidget(field)
    field.show()
    field.input.setText(typed)
    assert not field.commit()
    whole, fine = field.offered()
    assert "234,00" in whole.text()
    assert fine.text().startswith("1,23")
    whole.click()
    assert field.value() == Money(123_400)


@pytest.mark.parametrize("typed", ["06/10/26", "13/02/03", "01/01/01", "2003-02-01", "01/02/2003", "6.10"])
def test_a_day_that_reads_one_way_is_not_asked(qtbot: QtBot, typed: str) -> None:
    field = DateField("Signée le")
    qtbot.addWidget(field)
    field.input.setText(typed)
    assert field.commit()


@pytest.fixture
def in_english() -> Iterator[None]:
    """Say everything in English."""
    set_language("en")
    yield
    set_language("fr")


@pytest.mark.usefixtures("in_english")
def test_what_a_field_wrote_itself_is_left_alone_in_english_too(shown: Shown) -> None:
    """An amount of a thousand was complained of as soon as somebody passed through its field."""
    amount, whole = MoneyField("Amount", name="m"), NumberField("Seats", name="n")
    size, rate, day = (
        DecimalField("Size", QUANTITY, 1000, name="q"),
        RateField("Rate", name="r"),
        DateField("Day", name="d"),
    )
    values = (Money(123_400), 12_345, 1_234_000, Decimal("655.957"), date(2026, 10, 6))
    fields = (amount, whole, size, rate, day)
    shown(*fields)
    heard = [committed(field) for field in fields]
    for field, value in zip(fields, values, strict=True):
        field.set_value(value)
        field.focus()
        assert not field.dirty
    fields[0].focus()
    assert heard == [[], [], [], [], []]
    assert [field.error for field in fields] == ["", "", "", "", ""]
    assert [field.value() for field in fields] == list(values)


def test_measured_values_are_typed_as_people_write_them(shown: Shown) -> None:
    typed: list[tuple[TypedField, str, object, str]] = [
        (DecimalField("Quantité", QUANTITY, 1000, name="q"), "1 234,5", 1_234_500, "1\u202f234,5"),
        (DecimalField("Part", SHARE, 100, name="s"), "33,3 %", 3330, "33,3"),
        (RateField("Pour un euro", name="r"), "655.957", Decimal("655.957"), "655,957"),
        (DurationField("Durée", name="t"), "1h30", 90, "1\u00a0h\u00a030"),
        (MonthField("Mois", name="o"), "mars 2027", "2027-03", "03/2027"),
        (CoordinatesField("Où", name="c"), "13,805 ; 8,988", (13_805_000, 8_988_000), "13.805, 8.988"),
        (CurrencyField("Monnaie", name="y"), "F CFA", "XOF", "XOF"),
    ]
    shown(*(field for field, *_ in typed))
    for field, text, value, written in typed:
        heard = committed(field)
        type_text(field.input, text)
        assert field.commit(), field.error
        assert (heard, field.value()) == ([value], value)
        assert " ".join(field.input.text().split()) == " ".join(written.split())
        field.input.selectAll()
        type_text(field.input, "rien")
        assert not field.commit()
        assert field.input.text() == "rien", "what does not read stays"
        assert field.error in field.input.accessibleDescription()


def test_a_number_that_reads_two_ways_is_asked(shown: Shown) -> None:
    size = DecimalField("Quantité", QUANTITY, 1000, name="q")
    shown(size)
    type_text(size.input, "1.234")
    assert not size.commit()
    assert sorted(button.text() for button in size.offered()) == ["1,234", "1\u202f234"]
    next(button for button in size.offered() if button.text() == "1,234").click()
    assert size.value() == 1234
    assert not size.error


def test_ways_to_reach_somebody_are_put_in_order_or_kept_with_a_hint(shown: Shown) -> None:
    email, phone, link = (
        EmailField("Courriel", name="e"),
        PhoneField("Téléphone", name="p"),
        LinkField("Site", name="w"),
    )
    shown(email, phone, link)
    for field, text, value in (
        (email, "Awa <awa@exemple.org>", "awa@exemple.org"),
        (phone, "0160919191", "01 60 91 91 91"),
        (link, "www.exemple.org", "https://www.exemple.org"),
    ):
        type_text(field.input, text)
        assert field.commit()
        assert field.value() == field.input.text() == value
    phone.set_value("")
    type_text(phone.input, "voir Fatou")
    assert phone.commit()
    assert phone.value() == "voir Fatou"
    assert "téléphone" in phone.input.accessibleDescription()
    phone.set_value("0160919191")
    heard = committed(phone)
    phone.focus()
    link.focus()
    assert heard == [], "what another program wrote is not changed by passing through"


def test_what_is_typed_stays_beside_the_tokens_and_never_outside_their_box(shown: Shown, desk: Desk) -> None:
    field = TokenField(desk, "Auteurs", lambda _text: [])
    window = shown(field)
    held = [Proposal(1, "Eau Vive Essonne · organisme à l'origine"), Proposal(2, "Traoré, Awa · auteur")]
    try:
        for zoom, width in ((100, 530), (125, 680), (150, 900), (125, 420), (100, 280)):
            theme().set_zoom(zoom)
            window.resize(width, 600)
            field.set_value(held)
            QApplication.processEvents()
            inside = field.box.rect()
            assert inside.contains(field.input.geometry())
            assert field.box.height() == field.box.sizeHint().height()
            assert field.input.geometry().right() == field.box.contentsRect().right()
        theme().set_zoom(100)
        window.resize(530, 600)
        QApplication.processEvents()
        one_line = field.box.height()
        QTest.keyClicks(field.input, "a long name that needs a line of its own")
        QApplication.processEvents()
        assert field.box.height() > one_line
        assert field.box.rect().contains(field.input.geometry())
    finally:
        theme().set_zoom(100)
