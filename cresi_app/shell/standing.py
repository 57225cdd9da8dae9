"""What the window says beforehand to whoever may not do something."""

from cresi_app.core.i18n import tr
from cresi_app.core.roles import ROLES, Standing
from cresi_app.shell.doors import PageEntry
from cresi_app.widgets.card import Pane
from cresi_app.widgets.labels import ElidedLabel, IconLabel
from cresi_app.widgets.layouts import Row


def why_not(standing: Standing) -> str:
    """Say why an act is not open to whoever is at the desk, and whom to ask."""
    if standing.is_nobody or standing.role is None or not standing.managers:
        return tr("Dites d'abord qui est au poste.")
    role = tr(ROLES[standing.role][0])
    return tr("Votre rôle « {role} » ne le permet pas. Demandez à {name}.", role=role, name=standing.managers[0])


def closed_to(standing: Standing, entry: PageEntry) -> str:
    """Return why whoever is at the desk only reads a page; "" when they may do something there."""
    return why_not(standing) if entry.rights and not standing.may_any(entry.rights) else ""


class StandingLine(Pane):
    """Above a page that whoever is at the desk only reads."""

    def __init__(self) -> None:
        super().__init__("surface2", edges="b")
        self.label = ElidedLabel("", "secondary", "text2")
        icon = IconLabel("eye", "text2", 16)
        Row(icon, self.label, spacing=10, margins=(24, 4, 24, 4), parent=self).setStretch(1, 1)
        self.hide()

    def say(self, standing: Standing, entry: PageEntry) -> None:
        """Say so for the page in front, or go."""
        reason = closed_to(standing, entry)
        self.label.setText(tr("Vous consultez cette page sans rien y changer. {why}", why=reason))
        self.setVisible(bool(reason))
