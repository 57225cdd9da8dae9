"""Closing without losing anything: what is typed is saved, what cannot be is said, what still runs is asked about."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from cresi_app.core.i18n import tr
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import Field
from cresi_app.widgets.messages import Act, Question
from cresi_app.widgets.voice import WindowVoice


def may_close(window: QWidget, desk: Desk, voice: WindowVoice, anyway: Callable[[], None]) -> bool:
    """Save what is being typed and wait until it is written; False when something would be lost by closing now."""
    refusals = voice.refusals
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    desk.wait_written()
    unread = [field for field in window.findChildren(Field) if field.isVisible() and field.error and field.dirty]
    if unread:
        unread[0].focus()
        sentence = tr("« {field} » n'est pas enregistré : {error}", field=unread[0].label.text(), error=unread[0].error)
        voice.inline(sentence, "warning", Act(tr("Fermer quand même"), anyway))
        return False
    if voice.refusals != refusals:
        voice.inline(
            tr("La fenêtre reste ouverte pour que rien ne se perde."), "info", Act(tr("Fermer quand même"), anyway)
        )
        return False
    return not desk.tasks.long_works() or _stop_works(desk, voice)


def _stop_works(desk: Desk, voice: WindowVoice) -> bool:
    works = ", ".join(progress.label for progress in desk.tasks.long_works())
    text = tr("Un travail est en cours : {works}. L'arrêter laisse la bibliothèque comme avant lui.", works=works)
    return voice.ask(Question(tr("Arrêter et fermer ?"), text, tr("Arrêter et fermer"), tr("Rester"), dangerous=False))
