"""Counts uses by reader, one code after the other: consultations on the spot or loans, of today or of a day one gives."""

from datetime import date

from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.stock.readingfield import ReadingField
from cresi_app.catalogue.ui.telling import tell_done
from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.dates import format_date
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr, trn
from cresi_app.widgets.buttons import Segmented
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import DateField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column, Row, hold

CONSULTED, LENT = "consulted", "lent"


class UseCounter(Card):
    """A field that a reader types into, what each code counts, and how many of this series were counted."""

    def __init__(self, desk: Desk, service: CatalogueService) -> None:
        self.what = Segmented(
            tr("Ce que l'on compte"), [(CONSULTED, tr("Consultations sur place")), (LENT, tr("Prêts"))]
        )
        super().__init__(tr("Compter les usages"), aside=[self.what])
        self._desk, self._service = desk, service
        self._series = 0
        self.what.chosen.connect(lambda _key: self._begin())
        self.day = DateField(tr("Le jour"), name="day")
        self._today = clock.today()
        self.day.set_value(self._today)
        self.day.committed.connect(lambda _value: self._begin())
        hold(self.day, width=170)
        self.reading = ReadingField(tr("Code du document"), "")
        self.reading.read.connect(self.count)
        self.said = Label("", "caption", "text2", wrap=True)
        both = Row(Column(20, self.reading, None), self.day, spacing=12)
        both.setStretch(0, 1)
        self.body.addLayout(both)
        self.body.addWidget(self.said)
        self._begin()

    def _begin(self) -> None:
        """Begin a series."""
        self._series = 0
        lends = self.what.current == LENT
        self.reading.input.setPlaceholderText(
            tr("Lisez le code d'un document prêté") if lends else tr("Lisez le code d'un document consulté ici")
        )
        self.said.setText(
            tr("Un code après l'autre : code-barres ou n° d'inventaire. Chaque lecture compte une fois et s'annule.")
        )

    def count(self, code: object) -> None:
        """Count one use of the copy that carries a code."""
        service, actor, day, typed = self._service, self._desk.actor, self._day(), str(code)
        lends = self.what.current == LENT

        def work() -> Changes:
            return service.count_loan_code(actor, typed, day) if lends else service.consult_code(actor, typed, day)

        self._desk.write(
            "catalogue.count_loan" if lends else "catalogue.consult",
            work,
            lambda changes: self._counted(changes, typed, lends=lends),
            self._refused,
        )

    def _day(self) -> date:
        """Return the day one gave; else today, in a window that was left open overnight too."""
        today = clock.today()
        given: date | None = self.day.value()
        if given is None or given == self._today:
            if self._today != today:
                self.day.set_value(today)
            self._today = today
            return today
        return given

    def _counted(self, changes: Changes, typed: str, *, lends: bool) -> None:
        self._series += 1
        desk, service, number, day = self._desk, self._service, self._series, self._day()
        tell_done(desk, service, tr("Prêt compté") if lends else tr("Consultation notée"), changes)

        def say(title: str) -> None:
            words = trn("{code}, « {title} », le {day} : {n} dans cette série.",
                        "{code}, « {title} », le {day} : {n} dans cette série.",
                        number, code=typed, title=title, day=format_date(day))  # fmt: skip
            self.said.setText(words)

        desk.read(("catalogue", "counted"), lambda: service.document(changes.id).document.title, say)

    def _refused(self, error: CresiError) -> None:
        self._desk.messages.inline(error.sentence, "warning")
