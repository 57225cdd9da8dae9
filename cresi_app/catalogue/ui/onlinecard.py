"""« En ligne »: a notice looked up by ISBN or title on a library's server, or a whole server harvested, then controlled like a file."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cresi_app.catalogue.interchange import online
from cresi_app.catalogue.interchange.online import SERVERS, Harvest, with_address
from cresi_app.catalogue.interchange.reading import NoticeFile
from cresi_app.catalogue.model.importing import Incoming
from cresi_app.core import network
from cresi_app.core.dates import parse_date
from cresi_app.core.errors import CresiError, DomainError
from cresi_app.core.i18n import tr, trn
from cresi_app.core.settings import Settings
from cresi_app.widgets.actions import on_finish
from cresi_app.widgets.buttons import Button
from cresi_app.widgets.card import Card
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import ChoiceField, DateField, LinkField, TextField
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Row, hold
from cresi_app.widgets.listview import ListView
from cresi_app.widgets.notices import InlineMessage
from cresi_app.widgets.rows import Line, TwoLineRow
from cresi_app.widgets.tablemodel import Source, TableColumn, TableModel

_DESK = "catalogue.online"


def _line(item: Incoming) -> Line:
    notice = item.notice
    names = (
        " ; ".join(", ".join(part for part in one[:2] if part) for one in notice.contributions[:2])
        or notice.responsibility
    )
    published = ", ".join(
        part for part in (*(one.name for one in notice.publishers[:1]), str(notice.year or "")) if part
    )
    return Line(
        notice.title, " · ".join(part for part in (names, published) if part), aside=tr("n° {n}", n=item.record)
    )


class LookUpCard(Card):
    """An ISBN or the words of a title, the server asked, what it knows; `found` with the chosen notices as a file."""

    found = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Chercher une notice en ligne"), parent=parent)
        self._desk = desk
        self._file: NoticeFile | None = None
        self.asked = TextField(tr("ISBN ou mots du titre"), name="asked")
        self.server = ChoiceField(tr("Serveur"), [(at, one.name) for at, one in enumerate(SERVERS)], name="server")
        self.server.set_value(0)
        self.address = TextField(
            tr("Adresse du serveur"), name="address", hint=tr("À changer si votre réseau passe par une autre adresse.")
        )
        self.go = Button(tr("Chercher"), "secondary", "search")
        self.take = Button(tr("Contrôler la sélection"), "primary", "arrow-right")
        self.message = InlineMessage("", "info")
        columns: list[TableColumn[Incoming]] = [
            TableColumn("title", tr("Titre"), lambda item: item.notice.title, stretch=True)
        ]
        self.model: TableModel[Incoming] = TableModel(desk, ("catalogue", "online"), columns, self)
        self.list = ListView(tr("Notices trouvées en ligne"), self.model, TwoLineRow(_line, 56), several=True)
        hold(self.list, least_height=224)
        self._lay_out()
        self._show_address()
        self._heed_network(desk.settings)
        desk.settings_changed.connect(self._heed_network)

    def _heed_network(self, settings: Settings) -> None:
        _say_if_forbidden(settings, self.go, self.message)

    def _lay_out(self) -> None:
        self.body.addWidget(Label(
            tr("La notice vient de la bibliothèque qui répond ; vous la contrôlez avant qu'elle entre. Rien n'est envoyé que votre question."),
            "secondary", "text2", wrap=True))  # fmt: skip
        question = Row(self.asked, self.server, spacing=12)
        question.setStretch(0, 3)
        question.setStretch(1, 2)
        self.body.addLayout(question)
        self.body.addWidget(self.address)
        self.body.addLayout(Row(None, self.go))
        self.body.addWidget(self.message)
        self.body.addWidget(self.list)
        self.body.addLayout(Row(None, self.take))
        for widget in (self.message, self.list, self.take):
            widget.hide()
        self.server.committed.connect(lambda _value: self._show_address())
        self.address.committed.connect(self._keep_address)
        self.asked.committed.connect(lambda _value: self.search())
        self.go.clicked.connect(self.search)
        self.take.clicked.connect(self.control)
        self.list.opened.connect(lambda _id: self.control())
        on_finish(self, self.control)

    def _show_address(self) -> None:
        kept = self._desk.recall(_DESK).get("addresses", {})
        server = SERVERS[int(self.server.value() or 0)]
        self.address.set_value(kept.get(server.name, server.address))

    def _keep_address(self, _value: object) -> None:
        kept = dict(self._desk.recall(_DESK).get("addresses", {}))
        kept[SERVERS[int(self.server.value() or 0)].name] = self.address.value()
        self._desk.remember(_DESK, addresses=kept)

    def search(self) -> None:
        """Ask the server."""
        text, server = (
            str(self.asked.value() or ""),
            with_address(SERVERS[int(self.server.value() or 0)], str(self.address.value() or "")),
        )
        self.message.say(tr("Question posée à {server}…", server=server.name), "info")
        self.message.show()
        self._desk.read((*_KEY, "look up"), lambda: online.found_file(server, text), self._show, self._refused)

    def _refused(self, error: CresiError) -> None:
        self.list.hide()
        self.take.hide()
        self.message.say(error.sentence, "warning")
        self.message.show()

    def _show(self, file: NoticeFile) -> None:
        self._file = file
        items = {item.record: item for item in file.records() if isinstance(item, Incoming)}
        self.model.show(_source(items))
        if items:
            self.list.select(next(iter(items)))
        self.list.setVisible(bool(items))
        self.take.setVisible(bool(items))
        said = trn("{n} notice trouvée : choisissez.", "{n} notices trouvées : choisissez.", len(items))
        self.message.say(said if items else tr("Rien de ce nom sur ce serveur."), "success" if items else "info")

    def control(self) -> None:
        """Hand the chosen notices to the import control."""
        chosen: Sequence[int] = self.list.selected()
        if self._file is not None and chosen:
            self.found.emit(self._file.only_these(chosen))


def _say_if_forbidden(settings: Settings, go: Button, message: InlineMessage) -> None:
    """Say beforehand that the program may not go on the Internet, where it would."""
    allowed = settings.network
    go.allow(allowed, tr(network.FORBIDDEN))
    if not allowed:
        message.say(tr(network.FORBIDDEN), "info")
        message.show()
    elif message.text == tr(network.FORBIDDEN):
        message.hide()


_KEY = ("catalogue", "online")


def _source(items: Mapping[int, Incoming]) -> Source[Incoming]:
    ids = list(items)
    return Source(
        ids=lambda limit: ids if limit is None else ids[:limit],
        rows=lambda wanted: {one: items[one] for one in wanted if one in items},
    )


class HarvestCard(Card):
    """The address of an OAI-PMH server, and what of it is wanted; `harvested` with everything as one file."""

    harvested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Moissonner un serveur OAI-PMH"), parent=parent)
        self._desk = desk
        kept = desk.recall(_DESK).get("harvest", {})
        self.address = LinkField(tr("Adresse du serveur"), name="address", hint=tr("Par exemple https://…/oai"))
        self.prefix = TextField(
            tr("Format"), name="prefix", hint=tr("oai_dc, que tous connaissent ; marcxml ou unimarc s'il le propose.")
        )
        self.set_name = TextField(tr("Ensemble"), name="set", hint=tr("Vide : tout le serveur."))
        self.since = DateField(tr("Depuis"), name="since", hint=tr("Vide : depuis toujours."))
        for name, field in (("address", self.address), ("prefix", self.prefix), ("set", self.set_name)):
            field.set_value(str(kept.get(name, "oai_dc" if name == "prefix" else "")))
        with suppress(DomainError):  # what an earlier version kept as it was typed
            self.since.set_value(parse_date(str(kept.get("since", ""))))
        self.go = Button(tr("Moissonner"), "secondary", "globe")
        self.go.clicked.connect(self.start)
        self.message = InlineMessage("", "warning")
        self.message.hide()
        self.body.addWidget(self.address)
        self.body.addLayout(Row(self.prefix, self.set_name, self.since, spacing=12))
        self.body.addWidget(self.message)
        self.body.addLayout(Row(None, self.go))
        self._heed_network(desk.settings)
        desk.settings_changed.connect(self._heed_network)

    def _heed_network(self, settings: Settings) -> None:
        _say_if_forbidden(settings, self.go, self.message)

    def start(self) -> None:
        """Fetch every page of the server's answer; it can be stopped at any moment."""
        if not self.since.commit():
            return
        address, prefix, set_name = (
            str(field.value() or "").strip() for field in (self.address, self.prefix, self.set_name)
        )
        since = self.since.value().isoformat() if self.since.value() is not None else ""
        self._desk.remember(_DESK, harvest={"address": address, "prefix": prefix, "set": set_name, "since": since})
        self.message.hide()
        wanted = Harvest(address, prefix or "oai_dc", set_name, since)
        self._desk.long(
            tr("Moisson de {address}", address=address),
            lambda progress: online.harvest(wanted, progress),
            self.harvested.emit,
            self._refused,
        )

    def _refused(self, error: object) -> None:
        if isinstance(error, CresiError):
            self.message.say(error.sentence, "warning")
            self.message.show()
