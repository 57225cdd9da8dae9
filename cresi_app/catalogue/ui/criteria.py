"""One line of the advanced search: a field, how it compares, a value in the input that fits it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from cresi_app.catalogue.model.askfields import AskField, Takes, Vocabulary
from cresi_app.catalogue.model.sentence import OPERATORS, Line, Op
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.askrefusal import Refusal, refusal
from cresi_app.catalogue.ui.subjectsearch import subjects
from cresi_app.core.i18n import N_, tr
from cresi_app.core.text import fold
from cresi_app.widgets.buttons import IconButton
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Proposal
from cresi_app.widgets.fields.choice import ComboBox
from cresi_app.widgets.fields.proposals import ProposalList
from cresi_app.widgets.fields.text import LineInput
from cresi_app.widgets.layouts import Column, Row

_WORDS: Final = {
    (Takes.TEXT, Op.WORDS): (N_("contient"), N_("ne contient pas")),
    (Takes.TEXT, Op.PHRASE): (N_("contient l'expression"), N_("ne contient pas l'expression")),
    (Takes.TERM, Op.IS): (N_("est"), N_("n'est pas")),
    (Takes.TERM, Op.BELOW): (N_("est, ou un terme spécifique"), N_("n'est pas, ni un terme spécifique")),
    (Takes.CODE, Op.IS): (N_("est"), N_("n'est pas")),
    (Takes.YES_NO, Op.IS): (N_("est"), N_("n'est pas")),
    (Takes.WHAT, Op.IS): (N_("avec"), N_("sans")),
}
_MEASURED: Final = {
    Op.IS: (N_("est"), N_("n'est pas")),
    Op.BETWEEN: (N_("entre"), N_("hors de")),
    Op.FROM: (N_("à partir de"), N_("pas à partir de")),
    Op.UNTIL: (N_("jusqu'à"), N_("pas jusqu'à")),
    Op.WITHIN: (N_("depuis moins de"), N_("pas depuis moins de")),
    Op.OLDER: (N_("il y a plus de"), N_("pas il y a plus de")),
}
_HINTS: Final = {
    Takes.YEAR: N_("2024"),
    Takes.DAY: N_("2024, mars 2024 ou 31/03/2024"),
    Takes.NUMBER: N_("un nombre"),
    Takes.DECIMAL: N_("un nombre"),
}
_AGE: Final = N_("30j, 6m, 1a")


class LineEditor(QWidget):
    """A criterion. `changed` at each change that reads, `removed` when it is to go."""

    changed = Signal()
    removed = Signal()

    def __init__(self, desk: Desk, service: CatalogueService, vocabulary: Vocabulary, line: Line) -> None:
        super().__init__()
        self._desk, self._service, self._vocabulary = desk, service, vocabulary
        options = [
            (field.key, field.title if field.own is not None else tr(field.title))
            for field in vocabulary.fields.values()
        ]
        self.field = ComboBox(tr("Champ"), options)
        self.how = ComboBox(tr("Comparaison"))
        self.field.activated.connect(lambda _at: self._other_field())
        self.how.activated.connect(lambda _at: self._other_how())
        self.remove = IconButton(tr("Retirer ce critère"), "x")
        self.remove.clicked.connect(lambda _checked=False: self.removed.emit())
        self.value = ValueEditor(desk, service)
        self.value.changed.connect(self._said)
        self.refusal = Refusal()
        row = Row(self.field, self.how, self.value, self.remove, spacing=6)
        Column(row, self.refusal, spacing=4, parent=self)
        for place, share in enumerate((7, 6, 8)):
            row.setStretch(place, share)
        for box in (self.field, self.how):
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_line(line)

    def show_line(self, line: Line) -> None:
        """Show a criterion."""
        self.field.set_key(line.field)
        self._offer_how()
        self.how.set_key((line.op, line.negated))
        self._fit(line.value, line.last)
        self._judge()

    def line(self) -> Line:
        """Return the criterion as it stands."""
        op, negated = self._compared()
        return Line(self.field.key(), op, self.value.text(), self.value.last() if op is Op.BETWEEN else "", negated)

    def stops(self) -> list[QWidget]:
        """Return what takes the keyboard, from left to right."""
        return [self.field, self.how, self.value.input, self.value.end, self.value.choice, self.remove]

    def focus(self) -> None:
        """Take the keyboard where the value is written."""
        self.value.focus()

    def _compared(self) -> tuple[Op, bool]:
        """Return how it compares: Qt gives back bare words."""
        op, negated = self.how.key()
        return Op(op), bool(negated)

    def _asked(self) -> AskField:
        return self._vocabulary.fields[self.field.key()]

    def _offer_how(self) -> None:
        takes = self._asked().takes
        words = [(op, _WORDS.get((takes, op)) or _MEASURED[op]) for op in OPERATORS[takes]]
        options = [((op, False), tr(plain)) for op, (plain, _) in words] + [
            ((op, True), tr(other)) for op, (_, other) in words
        ]
        self.how.set_options(options)

    def _other_field(self) -> None:
        before = self.value.text()
        self._offer_how()
        self._fit(before if self._asked().takes is Takes.TEXT else "", "")
        self._said()
        self.value.focus()

    def _other_how(self) -> None:
        self._fit(self.value.text(), self.value.last())
        self._said()

    def _said(self) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        """Say under the criterion why it does not count, as long as it does not read."""
        sentence = refusal(self.line(), self._vocabulary)
        self.refusal.say(sentence)
        self.value.mark(sentence)

    def _fit(self, value: str, last: str) -> None:
        field = self._asked()
        op, _ = self._compared()
        self.value.fit(field, op, [(what, tr(words)) for what, words in self._vocabulary.whats.items()])
        self.value.show_value(value, last)


class ValueEditor(QWidget):
    """The value of a criterion: a line of text, two ends of a range, or one word of a list."""

    changed = Signal()

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        super().__init__()
        self._desk, self._service = desk, service
        self._takes, self._key = Takes.TEXT, ""
        self._loaded: str | None = None
        self.input, self.end = LineInput(), LineInput()
        self.choice = ComboBox(tr("Valeur"))
        self.end.setAccessibleName(tr("Jusqu'à"))
        self.proposals = ProposalList(self.input)
        self.proposals.chosen.connect(self._take)
        for one in (self.input, self.end):
            one.editingFinished.connect(self._said)
            one.returnPressed.connect(self._said)
        self.input.textEdited.connect(self._typed)
        self.choice.activated.connect(lambda _at: self._said())
        row = Row(self.input, self.end, self.choice, spacing=6, parent=self)
        row.setStretch(0, 1)
        row.setStretch(1, 1)
        row.setStretch(2, 1)
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._told = ("", "")

    def fit(self, field: AskField, op: Op, whats: Sequence[tuple[str, str]]) -> None:
        """Offer the input that a field and its comparison ask for."""
        self._takes, self._key = field.takes, field.key
        listed = field.takes in {Takes.CODE, Takes.YES_NO, Takes.WHAT}
        self.choice.setVisible(listed)
        self.input.setVisible(not listed)
        self.end.setVisible(op is Op.BETWEEN)
        name = field.title if field.own is not None else tr(field.title)
        for one in (self.input, self.choice):
            one.setAccessibleName(tr("Valeur : {field}", field=name))
        hint = tr(_AGE) if op in {Op.WITHIN, Op.OLDER} else tr(_HINTS[field.takes]) if field.takes in _HINTS else ""
        self.input.setPlaceholderText(hint)
        if not listed or self._loaded == field.key:
            return
        self._loaded = field.key
        if field.takes is Takes.WHAT:
            self._offer(list(whats))
        elif field.takes is Takes.YES_NO:
            self._offer([("oui", tr("Oui")), ("non", tr("Non"))])
        else:
            self._offer([])
            service, key = self._service, field.key
            self._desk.read(("catalogue", "values", id(self)), lambda: service.names_of(key), self._offer)

    def show_value(self, value: str, last: str) -> None:
        """Show a value and the other end of a range."""
        self._told = (value, last)
        self.input.setText(value)
        self.end.setText(last)
        self._choose(value)

    def mark(self, sentence: str) -> None:
        """Outline what does not read; `sentence` says why, "" that all is well."""
        for one in (self.input, self.end):
            one.setAccessibleDescription(sentence)
            if bool(one.property("error")) != bool(sentence):
                one.setProperty("error", bool(sentence))
                one.style().polish(one)

    def text(self) -> str:
        """Return the value as the language writes it."""
        if self.choice.isVisibleTo(self):
            return str(self.choice.key() or "")
        return self.input.text().strip()

    def last(self) -> str:
        """Return the other end of a range."""
        return self.end.text().strip()

    def focus(self) -> None:
        """Take the keyboard."""
        (self.choice if self.choice.isVisibleTo(self) else self.input).setFocus()

    def _offer(self, options: list[tuple[str, str]]) -> None:
        self.choice.set_options([("", tr("Choisir…")), *options])
        self._choose(self._told[0])

    def _choose(self, value: str) -> None:
        """Choose what a typed value means: « mali » is « Mali »; what is in no list stays as it was typed."""
        keys = [self.choice.itemData(at) for at in range(self.choice.count())]
        wanted = fold(value)
        known = next((key for key in keys if fold(str(key)) == wanted), None)
        known = known or next((key for key in keys if wanted and fold(str(key)).startswith(wanted)), None)
        if value and known is None and self._takes is Takes.CODE:
            self.choice.addItem(value, value)
            known = value
        self.choice.set_key(known if known is not None else "")

    def _said(self) -> None:
        told = (self.text(), self.last())
        if told != self._told:
            self._told = told
            self.changed.emit()

    def _typed(self, text: str) -> None:
        if self._takes is not Takes.TERM:
            return
        search = subjects(self._service)
        self._desk.read(
            ("catalogue", "terms", id(self)), lambda: search(text), lambda found: self._propose(text, found)
        )

    def _propose(self, text: str, found: Sequence[Proposal]) -> None:
        if self.input.hasFocus() and text == self.input.text() and found:
            self.proposals.offer(found, text, "")

    def _take(self, proposal: Proposal) -> None:
        self.input.setText(proposal.title)
        self.proposals.hide()
        self._said()
