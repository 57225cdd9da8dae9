"""Hands a message to the person's own mail or phone program; the Annuaire sends nothing by itself."""

from collections.abc import Sequence
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from cresi_app.core.i18n import tr, trn
from cresi_app.directory.model import Attached, Channel, Contact, Permission
from cresi_app.widgets.desk import Desk


def reachable(contacts: Sequence[Contact], channel: Channel) -> list[Contact]:
    """Return what a person has of a channel and did not refuse to be reached by."""
    return [c for c in contacts if c.channel is channel and c.permission is not Permission.REFUSED]


def addresses(people: Sequence[Attached]) -> list[str]:
    """Return the first e-mail address of each person who accepted to be written to."""
    found = (
        next((c.value for c in one.contacts if c.channel is Channel.EMAIL and c.permission is Permission.ALLOWED), "")
        for one in people
    )
    return list(dict.fromkeys(value for value in found if value))


def write(desk: Desk, to: Sequence[str]) -> bool:
    """Open a new message to these addresses; several do not see each other. False when no mail program answered."""
    if not to:
        return False
    line = f"mailto:{quote(to[0])}" if len(to) == 1 else f"mailto:?bcc={quote(','.join(to), safe='@,')}"
    failed = trn(
        "Aucun programme de courrier ne répond : l'adresse est copiée.",
        "Aucun programme de courrier ne répond : les {n} adresses sont copiées.",
        len(to),
    )
    return _handed(desk, QUrl(line), failed, ", ".join(to))


def call(desk: Desk, number: str) -> bool:
    """Hand a number to the phone program. False when there is none."""
    failed = tr("Aucun programme ne téléphone d'ici : le numéro est copié.")
    return _handed(desk, QUrl(f"tel:{number.replace(' ', '')}"), failed, number)


def visit(desk: Desk, site: str) -> bool:
    """Open a web site in the browser. False when there is none."""
    failed = tr("Aucun navigateur ne répond : l'adresse est copiée.")
    return _handed(desk, QUrl(site if "://" in site else f"https://{site}"), failed, site)


def _handed(desk: Desk, address: QUrl, failed: str, words: str) -> bool:
    """Hand an address over; when no program takes it, `words` are copied for another one, and `failed` says so."""
    done = bool(QDesktopServices.openUrl(address))
    if not done:
        QGuiApplication.clipboard().setText(words)
        desk.messages.toast(failed)
    return done
