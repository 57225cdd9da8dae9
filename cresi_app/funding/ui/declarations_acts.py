"""What can be made of each duty: where the file goes, how it is written, checked and remembered."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cresi_app.core import clock
from cresi_app.core.changes import Changes
from cresi_app.core.disk import write_whole
from cresi_app.core.i18n import tr, trn
from cresi_app.funding.interchange import aid, essential, publishing
from cresi_app.funding.interchange.keeping import keep
from cresi_app.funding.model.declaration import Duty
from cresi_app.funding.service.activity_import import ActivityImportDesk
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.messages import Act


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made, and the sentence that says so."""

    file: Path
    said: str
    changes: Changes


class Makers:
    """Makes the files of the duties; every act asks where first, and writes on a worker thread."""

    def __init__(self, desk: Desk, service: ActivityImportDesk) -> None:
        self._desk, self._service = desk, service

    def make(self, duty: Duty, year: int, *, everything: bool = False) -> None:
        """Ask where, then write the file of a duty."""
        suggested, kinds = {
            Duty.AID: (f"e-apd-{year}.xlsx", [(tr("Classeur"), "*.xlsx"), (tr("CSV"), "*.csv"), (tr("PDF"), "*.pdf")]),
            Duty.SCDL: (f"subventions-{year}.csv", [(tr("CSV"), "*.csv")]),
            Duty.IATI: ("activites-iati.xml", [(tr("XML"), "*.xml")]),
        }[duty]
        place = self._desk.messages.save_file(tr("Enregistrer le fichier"), suggested, kinds)
        if place is not None:
            self._run(lambda: self._written(duty, year, place, everything=everything))

    def _run(self, work: Callable[[], Made]) -> None:
        done: list[Made] = []

        def act() -> Changes:
            done.append(work())
            return done[0].changes

        self._desk.write("funding.record_declaration", act, lambda _changes: self._tell(done[0]))

    def _tell(self, made: Made) -> None:
        messages = self._desk.messages
        messages.toast(made.said, Act(tr("Ouvrir le fichier"), lambda: messages.show_file(made.file)))

    def _written(self, duty: Duty, year: int, place: Path, *, everything: bool) -> Made:
        if duty is Duty.AID:
            return self._aid(year, place)
        return (
            self._essential(year, place, everything=everything)
            if duty is Duty.SCDL
            else self._iati(place, everything=everything)
        )

    def _aid(self, year: int, place: Path) -> Made:
        service, actor = self._service, self._desk.actor
        found, names = service.aid_declaration(year), service.aid_names()
        kind = place.suffix.casefold()
        if kind == ".pdf":
            from cresi_app.funding.reports.aid import print_aid  # noqa: PLC0415 - reportlab is loaded when something is printed

            print_aid(found, names, service.directory.identity(), place)
        else:
            write_whole(place, aid.to_csv(found, names) if kind == ".csv" else aid.to_xlsx(found, names))
        changes = keep(service, actor, (Duty.AID, year, place), (len(found.groups), found.declared_minor))
        said = trn("{n} ligne écrite dans {file}", "{n} lignes écrites dans {file}", len(found.groups), file=place.name)
        return Made(place, said, changes)

    def _essential(self, year: int, place: Path, *, everything: bool) -> Made:
        service = self._service
        done = essential.export(service.essential_lines(year, everything=everything), place)
        changes = keep(service, self._desk.actor, (Duty.SCDL, year, place), (len(done.written), done.total_minor))
        said = trn(
            "{n} convention contrôlée et écrite dans {file}",
            "{n} conventions contrôlées et écrites dans {file}",
            len(done.written),
            file=place.name,
        )
        if done.skipped:
            said = trn(
                "{said} ; {n} reste à compléter.", "{said} ; {n} restent à compléter.", len(done.skipped), said=said
            )
        return Made(place, said, changes)

    def _iati(self, place: Path, *, everything: bool) -> Made:
        service, actor = self._service, self._desk.actor
        found = service.publication(everything=everything)
        publishing.export(service, found.activities, place)
        service.name_activities(actor, found)
        changes = keep(
            service, actor, (Duty.IATI, clock.today().year, place), (len(found.activities), found.total_minor)
        )
        said = trn(
            "{n} activité écrite, conforme au standard IATI 2.03 : {file}",
            "{n} activités écrites, conformes au standard IATI 2.03 : {file}",
            len(found.activities),
            file=place.name,
        )
        return Made(place, said, changes)
