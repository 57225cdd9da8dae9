"""Settings of the network: whether the program may go on the Internet at all, and the address of each server it asks."""

from collections.abc import Sequence
from typing import Any, Final

from cresi_app.core.i18n import tr
from cresi_app.core.settings import Settings
from cresi_app.shell.preferences.resetting import remember_as_act
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import CheckField, LinkField, TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Row

MEMORY: Final = "catalogue.online"
"""Where the catalogue looks for the addresses a person set."""

Servers = Sequence[tuple[str, str]]
"""Names of servers with the address each has from its library."""


class NetworkCard(Card):
    """One switch for everything that would leave this machine."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Réseau"))
        self.switch = CheckField(tr("Le programme peut aller sur Internet"), name="network")
        self.switch.set_hint(
            tr(
                "« Compléter » une notice par ISBN, chercher en ligne, moissonner un serveur : rien d'autre ne sort de ce poste."
            )
        )
        self.switch.committed.connect(lambda on: desk.set_setting(tr("accès à Internet"), network=bool(on)))
        self.body.addWidget(self.switch)
        self._show(desk.settings)
        desk.settings_changed.connect(self._show)

    def _show(self, settings: Settings) -> None:
        self.switch.set_value(settings.network)


class ServersCard(Card):
    """One line a server; an emptied one is the library's own address again."""

    def __init__(self, desk: Desk, servers: Servers) -> None:
        super().__init__(tr("Serveurs de notices"))
        self._desk, self._servers = desk, dict(servers)
        self.fields: dict[str, TextField] = {}
        self.body.addWidget(
            Label(
                tr("Les catalogues que l'on interroge par ISBN ou par titre. Changez une adresse si votre réseau passe par une autre."),
                "secondary", "text2", wrap=True,
            )
        )  # fmt: skip
        for name in self._servers:
            field = LinkField(name, name=name)
            field.committed.connect(lambda value, name=name: self._keep(name, value))
            self.fields[name] = field
            self.body.addWidget(field)
        self.reset = Button(tr("Remettre les adresses d'origine"), "link", "rotate-ccw")
        self.reset.clicked.connect(self._reset)
        self.body.addLayout(Row(self.reset, None))
        desk.settings_changed.connect(self._show)
        self._show()

    def _kept(self) -> dict[str, Any]:
        found = self._desk.recall(MEMORY).get("addresses", {})
        return dict(found) if isinstance(found, dict) else {}

    def _show(self, *_settings: object) -> None:
        kept = self._kept()
        for name, field in self.fields.items():
            field.set_value(str(kept.get(name) or self._servers[name]))

    def _keep(self, name: str, value: object) -> None:
        kept = self._kept()
        told = str(value or "").strip()
        if told and told != self._servers[name]:
            kept[name] = told
        else:
            kept.pop(name, None)
        remember_as_act(self._desk, tr("adresse du serveur {server}", server=name), MEMORY, addresses=kept)

    def _reset(self) -> None:
        remember_as_act(self._desk, tr("adresses des serveurs"), MEMORY, addresses=None)
