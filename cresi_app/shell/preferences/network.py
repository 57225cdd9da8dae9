"""Settings of the servers asked for notices: the address of each, and back to the one it has from its library."""

from collections.abc import Sequence
from typing import Any, Final

from cresi_app.core.i18n import tr
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Row

MEMORY: Final = "catalogue.online"
"""Where the catalogue looks for the addresses a person set."""

Servers = Sequence[tuple[str, str]]
"""Names of servers with the address each has from its library."""


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
            field = TextField(tr("Adresse de {server}", server=name), name=name)
            field.committed.connect(lambda value, name=name: self._keep(name, value))
            self.fields[name] = field
            self.body.addWidget(field)
        self.reset = Button(tr("Remettre les adresses d'origine"), "link", "rotate-ccw")
        self.reset.clicked.connect(self._reset)
        self.body.addLayout(Row(self.reset, None))
        self._show()

    def _kept(self) -> dict[str, Any]:
        found = self._desk.recall(MEMORY).get("addresses", {})
        return dict(found) if isinstance(found, dict) else {}

    def _show(self) -> None:
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
        self._desk.remember(MEMORY, addresses=kept)
        self._show()

    def _reset(self) -> None:
        self._desk.remember(MEMORY, addresses={})
        self._show()
