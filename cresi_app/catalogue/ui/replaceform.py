"""Search and replace in the texts of the chosen notices: nothing is done before it was shown."""

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from html import escape
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.model import batch as model
from cresi_app.catalogue.model.batch import BatchReport, Preview, Replacement, Sample
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.lines import shown_number
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr, trn
from cresi_app.core.money import format_number
from cresi_app.widgets.actions import on_finish
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Divider
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.facets import Facet, FacetGroup
from cresi_app.widgets.fields import CheckField, TextField
from cresi_app.widgets.highlight import Span
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, clear_layout
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.tasks import Cancelled, Progress
from cresi_app.widgets.theme import theme

_USUAL: Final = ("title", "subtitle", "abstract", "notes")
_PIECE: Final = re.compile(r"\w+|\W")
SHOWN: Final = 20
"""Samples drawn: the count says the rest."""


class ReplaceForm(QWidget):
    """What to look for, where, and what to put. `done` carries the `BatchReport`."""

    done = Signal(object)

    def __init__(self, desk: Desk, service: CatalogueService, ids: Callable[[], Sequence[int]]) -> None:
        super().__init__()
        self._desk, self._service, self._ids = desk, service, ids
        self._previewed: Replacement | None = None
        self.sought = TextField(tr("Chercher"), name="find")
        self.put = TextField(tr("Remplacer par"), name="replace")
        self.pattern = CheckField(tr("Expression régulière"), name="is_pattern")
        self.case = CheckField(tr("Respecter les majuscules"), name="keeps_case")
        self.words = CheckField(tr("Mots entiers seulement"), name="whole_words")
        self.pattern.committed.connect(self._explain)
        self.fields = FacetGroup(tr("Dans ces champs"), shown=len(_USUAL), parent=self)
        names = sorted(model.LINES | model.TEXTS, key=lambda name: name not in _USUAL)
        self.fields.set_facets([Facet(name, tr((model.LINES | model.TEXTS)[name])) for name in names])
        self.fields.set_checked(set(_USUAL))
        self.message = InlineMessage()
        self.message.hide()
        self.look = Button(tr("Voir ce qui changera"), "secondary", "eye")
        self.look.clicked.connect(lambda _checked=False: self.preview())
        self.go = Button("", "primary", "check")
        self.go.clicked.connect(lambda _checked=False: self.replace())
        self.go.hide()
        self._said = Label("", "strong", wrap=True)
        self._said.hide()
        self._samples = QWidget()
        self._lines = Column(spacing=8, parent=self._samples)
        Column(
            self.sought, self.put, self.pattern, self.case, self.words, self.fields, self.message, Row(self.look, None),
            self._said, self._samples, Row(self.go, None), spacing=10, parent=self,
        )  # fmt: skip
        for field in (self.sought, self.put, self.pattern, self.case, self.words):
            field.edited.connect(self.forget)
        self.fields.changed.connect(lambda _keys: self.forget())
        on_finish(self, self._finish)

    def wanted(self) -> Replacement:
        """Return what the form says."""
        checked = self.fields.checked()
        names = tuple(name for name in model.LINES | model.TEXTS if name in checked)
        return Replacement(
            self.sought.input.text(), self.put.input.text(), names, bool(self.pattern.read()), bool(self.case.read()),
            bool(self.words.read()),
        )  # fmt: skip

    def preview(self) -> None:
        """Look what would change, beside everything else."""
        self.forget()
        wanted, service, ids = self.wanted(), self._service, list(self._ids())

        def work(progress: Progress) -> Preview:
            return service.preview_replacement(ids, wanted, progress)

        self.look.setEnabled(False)
        self._desk.long(tr("Recherche dans les notices"), work, lambda found: self._show(wanted, found), self._refused)

    def replace(self) -> None:
        """Do what was shown."""
        wanted, service, actor, ids = self._previewed, self._service, self._desk.actor, list(self._ids())
        if wanted is None or not self.go.isEnabled():
            return

        def work(progress: Progress) -> BatchReport:
            return service.replace_in_many(actor, ids, wanted, progress)

        def done(report: BatchReport) -> None:
            self.forget()
            self.done.emit(report)

        self.go.setEnabled(False)
        self._desk.long(tr("Remplacement dans les notices"), work, done, self._refused)

    def forget(self) -> None:
        """Take away what was shown: it is about another question."""
        self._previewed = None
        self.look.setEnabled(True)
        self.go.hide()
        self._said.hide()
        self.message.hide()
        self.sought.set_error("")
        clear_layout(self._lines)

    def _finish(self) -> None:
        if self._previewed is None:
            self.preview()
        else:
            self.replace()

    def _explain(self, on: object) -> None:
        hint = tr("(\\d+) garde un nombre, \\1 le remet. Exemple : « ^Le (\\w+) » par « \\1 ».") if on else ""
        self.sought.set_hint(hint)

    def _refused(self, error: CresiError | Cancelled) -> None:
        self.look.setEnabled(True)
        self.go.setEnabled(True)
        if isinstance(error, Cancelled):
            return
        if error.field == "find":
            self.sought.set_error(error.sentence)
            self.sought.focus()
        else:
            self.message.say(error.sentence, "warning")
            self.message.show()

    def _show(self, wanted: Replacement, found: Preview) -> None:
        self.look.setEnabled(True)
        if wanted != self.wanted():
            return
        self._previewed = wanted if found.documents else None
        texts = trn("{count} texte", "{count} textes", found.texts, count=format_number(found.texts))
        documents = trn("{count} notice", "{count} notices", found.documents, count=format_number(found.documents))
        said = (
            tr("{texts} changeront dans {documents}.", texts=texts, documents=documents)
            if found.texts
            else tr("Rien à remplacer.")
        )
        self._said.setText(said)
        self._said.show()
        clear_layout(self._lines)
        for sample in found.samples[:SHOWN]:
            self._lines.addWidget(_sample(sample))
        if found.texts > len(found.samples[:SHOWN]):
            left = found.texts - len(found.samples[:SHOWN])
            self._lines.addWidget(
                Label(
                    trn("… et {count} autre", "… et {count} autres", left, count=format_number(left)),
                    "caption",
                    "text2",
                )
            )
        if found.refused:
            self.message.say(
                trn("{n} texte sera laissé tel quel : {reason}", "{n} textes seront laissés tels quels : {reason}",
                    len(found.refused), reason=found.refused[0][1].text), "warning",
            )  # fmt: skip
            self.message.show()
        self.go.setVisible(bool(found.documents))
        self.go.setEnabled(True)
        self.go.setText(tr("Remplacer dans {documents}", documents=documents))


def differences(before: str, after: str) -> tuple[list[Span], list[Span]]:
    """Return the places (start, end) of what leaves the first text and of what comes into the second, word by word."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    gone: list[Span] = []
    come: list[Span] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += _span(old, a, b)
            come += _span(new, c, d)
    return gone, come


def _span(pieces: Sequence[str], first: int, end: int) -> list[Span]:
    start = sum(map(len, pieces[:first]))
    return [(start, start + sum(map(len, pieces[first:end])))] if first < end else []


def _marked(text: str, spans: Sequence[Span], tone: str) -> Label:
    """Return a text whose places that change stand on the tone's soft ground."""
    label = Label("", "secondary", "text2", wrap=True)
    label.setTextFormat(Qt.TextFormat.RichText)

    def paint() -> None:
        look = theme()
        style = f"background-color:{look.color(f'{tone}_soft').name()};color:{look.color(tone).name()};font-weight:600"
        parts, at = [], 0
        for start, end in spans:
            parts += [escape(text[at:start]), f'<span style="{style}">{escape(text[start:end])}</span>']
            at = end
        label.setText("".join([*parts, escape(text[at:])]).replace("\n", "<br>"))

    paint()
    theme().follow(label, paint)
    return label


def _sample(sample: Sample) -> QWidget:
    """Return one text before and after, under the notice it stands in."""
    row = QWidget()
    where = tr("Notice {number} · {field}", number=shown_number(sample.number), field=tr(model.FIELDS[sample.field]))
    gone, come = differences(sample.before, sample.after)
    before = _marked(sample.before, gone, "danger")
    before.setAccessibleName(tr("Avant : {text}", text=sample.before))
    after = _marked(sample.after or tr("(vide)"), come if sample.after else [], "success")
    after.setAccessibleName(tr("Après : {text}", text=sample.after))
    Column(Divider(), Label(where, "caption", "text2"), before, after, spacing=2, parent=row)
    return row
