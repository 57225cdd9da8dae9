"""What is said under a criterion of the advanced search that does not read: what it waits for, with an example."""

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model.askfields import Vocabulary
from cresi_app.catalogue.model.sentence import Group, Line, Op, tidy
from cresi_app.catalogue.model.unread import EXPECTED
from cresi_app.core.i18n import N_, tr
from cresi_app.widgets.announce import announce
from cresi_app.widgets.labels import IconLabel, Label
from cresi_app.widgets.layouts import Row

_AGES: Final = N_("« {value} » n'est pas une durée : écrivez 30j pour trente jours, 6m pour six mois, 1a pour un an.")
_ENDS: Final = N_("Il manque un bout : écrivez le premier et le dernier.")
_REST: Final = 700
"""Milliseconds without a key after which a criterion that does not read is no longer being typed."""
_WORDLESS: Final = N_("« {value} » ne contient aucun mot à chercher.")


def refusal(line: Line, vocabulary: Vocabulary) -> str:
    """Return why a criterion does not count in the search, "" when it does or says nothing yet."""
    value, last = line.value.strip(), line.last.strip()
    if not (value or last) or tidy(Group(parts=(line,)), vocabulary).parts:
        return ""
    if line.op in {Op.WITHIN, Op.OLDER}:
        return tr(_AGES, value=value)
    if line.op is Op.BETWEEN and not (value and last):
        return tr(_ENDS)
    takes = vocabulary.fields[line.field].takes
    if line.op is Op.BETWEEN and _reads(line, value, vocabulary):
        value = last
    return tr(EXPECTED.get(takes, _WORDLESS), value=value)


def _reads(line: Line, value: str, vocabulary: Vocabulary) -> bool:
    return bool(tidy(Group(parts=(Line(line.field, Op.IS, value),)), vocabulary).parts)


class Refusal(QWidget):
    """The sentence, with its sign; nothing while all is well."""

    def __init__(self, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> None:
        super().__init__()
        self._words = Label("", "caption", "danger", wrap=True)
        sign = IconLabel("triangle-alert", "danger", 14)
        Row(sign, self._words, spacing=5, margins=margins, parent=self).setStretch(1, 1)
        self._waiting = ""
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST)
        self._resting.timeout.connect(lambda: self.say(self._waiting))
        self.hide()

    def say_at_rest(self, sentence: str) -> None:
        """Say why once the fingers rest: « année:20 » is on its way to a year. What reads again is silent at once."""
        self._waiting = sentence
        if sentence:
            self._resting.start()
        else:
            self._resting.stop()
            self.say("")

    def say(self, sentence: str) -> None:
        """Say why, aloud too; "" says nothing."""
        if sentence and sentence != self._words.text():
            announce(self, sentence)
        self._words.setText(sentence)
        self.setVisible(bool(sentence))

    @property
    def sentence(self) -> str:
        """What is said, "" when all is well."""
        return self._words.text()
