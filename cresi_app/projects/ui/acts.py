"""What can be done to the whole dossier on screen: stages, renewal, archive, export."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from cresi_app.core.changes import Changes
from cresi_app.core.disk import write_whole
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr
from cresi_app.projects import interchange
from cresi_app.projects.model import DossierData, StageMove, StageRule
from cresi_app.projects.ui.bench import Bench
from cresi_app.projects.ui.sending import save_form, save_package
from cresi_app.projects.ui.stage_card import StageCard
from cresi_app.widgets.actions import Action


class DossierActs:
    """The acts of a dossier's page. `data` is the dossier shown; `flush` saves what is being typed, `close` leaves it."""

    def __init__(self, bench: Bench, card: StageCard, flush: Callable[[], None], close: Callable[[], object]) -> None:
        self.bench = bench
        self.data: DossierData | None = None
        self._card, self._flush, self._close = card, flush, close

    def menu(self) -> Sequence[Action | None]:
        """Return what else can be done to the dossier now."""
        data = self.data
        if data is None:
            return ()
        moves: list[Action | None] = [
            Action(f"projects.stage.{rule.to_code}", rule.name, partial(self.ask_stage, rule), icon="flag")
            for rule in data.moves
        ]
        later = data.project.year + 1
        return (
            *moves,
            None,
            Action("projects.renew", tr("Reprendre pour {year}", year=later), self._renew, icon="copy"),
            Action(
                "projects.send", tr("Enregistrer avec ses pièces, pour une autre bibliothèque"), self.send, icon="send"
            ),
            Action("projects.form", tr("Formulaire PDF à faire remplir"), self.save_form, icon="file-input"),
            Action("projects.export", tr("Enregistrer le dossier en JSON"), self.export, icon="file-down"),
            None,
            Action("projects.archive", tr("Archiver le dossier"), self._archive, icon="archive"),
        )

    def ask_stage(self, rule: StageRule) -> None:
        """Bring the dossier to another stage, at once when nothing need be said, else through the short form."""
        if self.data is None:
            return
        self._flush()
        stage = self.bench.service.workflow.stages[rule.to_code]
        if rule.needs_motive or stage.is_decision:
            self._card.ask(rule, stage, self.data)
        else:
            self.move(StageMove(rule.to_code))

    def move(self, move: StageMove) -> None:
        """Write a change of stage; what is refused stands at its field of the short form."""
        data, service, actor = self.data, self.bench.service, self.bench.desk.actor
        if data is None:
            return
        project_id = data.project.id
        stage = service.workflow.stages[move.to_code]

        def done(changes: Changes) -> None:
            self._card.hide()
            self.bench.told(tr("Le dossier est à l'étape « {stage} »", stage=stage.name))(changes)

        def refused(error: CresiError) -> None:
            if not (self._card.isVisible() and self._card.refuse(error)):
                self.bench.desk.messages.error(error)

        self.bench.saver.act(
            "projects.set_stage", lambda: service.set_stage(actor, project_id, None, move), done, refused
        )

    def _renew(self) -> None:
        data, service, actor = self.data, self.bench.service, self.bench.desk.actor
        if data is None:
            return
        project_id, year = data.project.id, data.project.year + 1

        def made(changes: Changes) -> None:
            self.bench.desk.open_record("project", changes.id)
            self.bench.desk.messages.toast(tr("Dossier repris pour {year}", year=year))

        self.bench.saver.act("projects.renew_project", lambda: service.renew_from(actor, project_id, year), made)

    def _archive(self) -> None:
        data, service, actor = self.data, self.bench.service, self.bench.desk.actor
        if data is None:
            return
        project_id = data.project.id

        def done(changes: Changes) -> None:
            self.bench.told(tr("Dossier archivé"))(changes)
            self._close()

        self.bench.saver.save_then(
            ("project", project_id), "projects.archive", lambda v: service.archive_project(actor, project_id, v), done
        )

    def export(self) -> None:
        """Write the whole dossier as a file of its own."""
        data, messages = self.data, self.bench.desk.messages
        if data is None:
            return
        name = f"dossier-{data.project.number}.json"
        place = messages.save_file(tr("Enregistrer le dossier en JSON"), name, [(tr("Dossier JSON"), "*.json")])
        if place is not None:
            self._write_json(data, place)

    def send(self) -> None:
        """Write the dossier with its papers as one file."""
        if self.data is not None:
            self._flush()
            save_package(self.bench.desk, self.bench.service, self.data.project.id, self.data.project.number)

    def save_form(self) -> None:
        """Write the dossier as a form to be filled elsewhere."""
        if self.data is not None:
            self._flush()
            save_form(self.bench.desk, self.bench.service, self.data.project.id, self.data.project.number)

    def _write_json(self, data: DossierData, place: Path) -> None:
        messages = self.bench.desk.messages
        self.bench.desk.read(
            ("projects", "json"),
            lambda: write_whole(place, interchange.dossier_json(data).encode()),
            lambda _done: messages.toast(tr("Dossier enregistré dans {name}", name=place.name)),
        )
