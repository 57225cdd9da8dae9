"""Small cards of the settings: what the previews remember, personal data, keys, the program itself."""

from collections.abc import Sequence
from typing import Final

from cresi_app.core.i18n import N_, tr
from cresi_app.core.roles import Right
from cresi_app.shell.about import about_lines
from cresi_app.shell.keys import add_keys, common, everywhere
from cresi_app.shell.preferences.lines import add_lines, line
from cresi_app.shell.preferences.resetting import MEMORY, put_back
from cresi_app.shell.standing import why_not
from cresi_app.widgets.actions import Action
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Column

PREVIEWS: Final = f"{MEMORY}print."
"""What every preview remembers."""
PRIVACY: Final = (
    N_("Les coordonnées privées sont masquées à l'écran ; qui a le rôle « Lecture » ne les voit pas du tout."),
    N_("« Écrire » et « Appeler » ne proposent que les personnes qui l'ont accepté."),
    N_("Une fiche que personne n'a relue depuis deux ans est à revoir."),
    N_("Une personne peut recevoir tout ce qui la concerne, ou être anonymisée, depuis sa fiche."),
)


class PreviewsCard(Card):
    """Forgets what was checked and unchecked in the previews of papers."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Aperçus avant impression"))
        self._desk = desk
        self.forget = Button(tr("Oublier"), "secondary")
        self.forget.setAccessibleName(tr("Oublier les cases des aperçus"))
        self.forget.clicked.connect(self._forget)
        detail = tr(
            "chaque sorte de papier retient ce que vous y avez coché ; les notes internes et les coordonnées bancaires, jamais"
        )
        add_lines(self, [line(tr("Cases cochées dans les aperçus"), detail, self.forget)])

    def _forget(self) -> None:
        put_back(self._desk, tr("cases des aperçus"), (PREVIEWS,))
        self._desk.messages.toast(tr("Les aperçus repartent de leurs cases d'origine"))


class PrivacyCard(Card):
    """What the program does with personal data by itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Données personnelles"))
        for sentence in PRIVACY:
            self.body.addWidget(Label(tr(sentence), "body", "text2", wrap=True))
        self._seen = Label("", "body", wrap=True)
        self.body.addWidget(self._seen)
        self._desk = desk
        desk.standing_changed.connect(self._say)
        self._say()

    def _say(self, *_standing: object) -> None:
        standing = self._desk.standing
        sees = standing.may(Right.PRIVATE)
        self._seen.setText(tr("À ce poste, les coordonnées privées peuvent être vues.") if sees else why_not(standing))


class KeysListCard(Card):
    """Keys and what they do: (the shortcut, the words)."""

    def __init__(self, title: str, lines: Sequence[tuple[str, str]]) -> None:
        super().__init__(title)
        column = Column(spacing=6)
        add_keys(column, "", lines, room=132)
        self.body.addLayout(column)


def keys_cards(actions: Sequence[Action]) -> tuple[KeysListCard, KeysListCard]:
    """Return the keys of the whole window, from the acts themselves, and those that all lists and forms share."""
    return (
        KeysListCard(tr("Partout dans la fenêtre"), everywhere(actions)),
        KeysListCard(tr("Dans les listes et les formulaires"), common()),
    )


class AboutCard(Card):
    """The program, its version and whose work it stands on."""

    def __init__(self) -> None:
        super().__init__("cresi")
        for part in about_lines():
            self.body.addWidget(part)
