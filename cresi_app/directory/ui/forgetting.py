"""Anonymising somebody from their sheet: what it does is said first, then done, and what can still be read is told."""

from dataclasses import dataclass
from typing import NamedTuple

from cresi_app.core.changes import Changes, RecordRef
from cresi_app.core.errors import CresiError
from cresi_app.core.i18n import tr, trn
from cresi_app.directory.model.forgetting import Called
from cresi_app.directory.service import DirectoryService
from cresi_app.directory.ui.saving import Saver
from cresi_app.store.backup.record import list_backups
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.messages import Act, Question
from cresi_app.widgets.tasks import Cancelled


class Before(NamedTuple):
    """What is known of somebody before they are forgotten."""

    called: Called
    backups: int


class After(NamedTuple):
    """What is left: whether the file is clean, and the records whose texts still name the person."""

    is_wiped: bool
    named: list[RecordRef]


@dataclass(frozen=True, slots=True)
class ForgettingAct:
    """The act on one person's sheet."""

    desk: Desk
    service: DirectoryService
    saver: Saver
    person_id: int

    def start(self) -> None:
        """Learn what will be left, then ask."""
        service, person_id = self.service, self.person_id

        def look() -> Before:
            return Before(service.called(person_id), len(list_backups(service.library.folder)))

        self.desk.read(("directory", "forgetting"), look, self._ask)

    def _ask(self, before: Before) -> None:
        if self.desk.messages.ask(question(before.backups)):
            service, actor, person_id = self.service, self.desk.actor, self.person_id
            self.saver.save(
                "directory.anonymise_person",
                lambda version: service.anonymise_person(actor, person_id, version),
                None,
                lambda changes: self._wipe(changes, before.called),
            )

    def _wipe(self, changes: Changes, called: Called) -> None:
        if changes.seq is None:
            return
        service = self.service
        self.desk.long(
            tr("Effacement des traces"),
            lambda _progress: After(service.library.wipe(), service.still_named(called)),
            self._tell,
            self._not_wiped,
        )

    def _tell(self, after: After) -> None:
        messages = self.desk.messages
        if not after.is_wiped:
            messages.inline(_later(), "warning")
        if not after.named:
            messages.toast(tr("Personne anonymisée : plus aucune fiche ne la nomme."))
            return
        first = after.named[0]
        said = trn(
            "Personne anonymisée. Son nom se lit encore dans les textes de {n} fiche : à corriger à la main s'il s'agit d'elle.",
            "Personne anonymisée. Son nom se lit encore dans les textes de {n} fiches : à corriger à la main s'il s'agit d'elle.",
            len(after.named),
        )
        messages.inline(said, "info", Act(tr("Ouvrir la première"), lambda: self.desk.open_record(*first)))

    def _not_wiped(self, _error: CresiError | Cancelled) -> None:
        self.desk.messages.inline(_later(), "warning")


def _later() -> str:
    return tr(
        "Personne anonymisée. Le fichier de la bibliothèque n'a pas pu être nettoyé de ses anciennes pages : "
        "il le sera à la prochaine ouverture."
    )


def question(backups: int) -> Question:
    """Return what is asked first: what goes, what stays, and where the person can still be read."""
    kept = trn(
        "{n} sauvegarde déjà faite la nomme encore, comme les papiers imprimés et les fichiers joints : supprimez-la si la loi le demande.",
        "{n} sauvegardes déjà faites la nomment encore, comme les papiers imprimés et les fichiers joints : supprimez-les si la loi le demande.",
        backups,
    )
    if not backups:
        kept = tr("Les papiers imprimés et les fichiers joints ne changent pas.")
    gone = tr(
        "Son nom, ses coordonnées et tout ce que l'historique en gardait sont effacés pour de bon : personne ne pourra les rétablir. "
        "Ce qui a été compté reste compté. À ne faire que si elle le demande ou si le délai de conservation est passé."
    )
    return Question(tr("Anonymiser cette personne ?"), f"{gone}\n\n{kept}", tr("Anonymiser"))
