"""The month from which a day is chosen, in the look: quiet week-ends, today in the accent, Monday first."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QSize, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from cresi_app.core import clock
from cresi_app.core.i18n import language, tr
from cresi_app.widgets.theme import theme


class Calendar(QCalendarWidget):
    """One month; arrows move by day, Page Up and Down by month, Enter takes."""

    def __init__(self, day: date | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        today = clock.today()
        shown = day or today
        self.setLocale(QLocale("fr_FR" if language() == "fr" else "en_GB"))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.setAccessibleName(tr("Calendrier"))
        quiet, head, now = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        quiet.setForeground(look.color("text3"))
        head.setForeground(look.color("text3"))
        head.setFont(look.font("caption"))
        now.setForeground(look.color("accent"))
        now.setFont(look.font("body", weight=700))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekday, quiet)
        self.setHeaderTextFormat(head)
        self.setDateTextFormat(QDate(today.year, today.month, today.day), now)
        self._dress_bar()
        self.setMinimumSize(look.px(300), look.px(250))

    def _dress_bar(self) -> None:
        look = theme()
        names = {
            "qt_calendar_prevmonth": ("chevron-left", tr("Mois précédent")),
            "qt_calendar_nextmonth": ("chevron-right", tr("Mois suivant")),
        }
        for button in self.findChildren(QToolButton):
            button.setFont(look.font("body", weight=600))
            found = names.get(button.objectName())
            if found is not None:
                button.setIcon(look.icon(found[0]))
                button.setIconSize(QSize(look.px(18), look.px(18)))
                button.setAccessibleName(found[1])
