"""What a dossier gives to others as a file: the form to fill, the package for another copy of the program."""

from cresi_app.core.i18n import tr, trn
from cresi_app.projects.service import ProjectService
from cresi_app.widgets.desk import Desk


def save_form(desk: Desk, service: ProjectService, project_id: int | None, number: str = "") -> None:
    """Write the fillable form where the person says: blank, or with what a dossier holds."""
    name = f"formulaire-{number}.pdf" if number else "formulaire-dossier.pdf"
    place = desk.messages.save_file(tr("Enregistrer le formulaire à remplir"), name, [("PDF", "*.pdf")])
    if place is None:
        return

    def work() -> int:
        from cresi_app.projects.reports.making import print_form  # noqa: PLC0415 - reportlab takes half a second

        return print_form(service, project_id, place)

    def done(_pages: int) -> None:
        desk.messages.toast(tr("Formulaire enregistré dans {name}", name=place.name))

    desk.read(("projects", "form"), work, done)


def save_package(desk: Desk, service: ProjectService, project_id: int, number: str) -> None:
    """Write the dossier with its papers where the person says, for another library."""
    kinds = [(tr("Dossier avec ses pièces"), "*.cresi-dossier")]
    place = desk.messages.save_file(
        tr("Enregistrer le dossier avec ses pièces"), f"dossier-{number}.cresi-dossier", kinds
    )
    if place is None:
        return

    def work() -> list[str]:
        from cresi_app.projects.interchange.package import write_package  # noqa: PLC0415 - loaded when something is sent

        return write_package(service, project_id, place)

    def done(lost: list[str]) -> None:
        desk.messages.toast(tr("Dossier enregistré dans {name}", name=place.name))
        if lost:
            sentence = trn(
                "Le fichier d'une pièce est introuvable et n'est pas parti : {names}.",
                "Les fichiers de {n} pièces sont introuvables et ne sont pas partis : {names}.",
                len(lost),
                names=", ".join(lost),
            )
            desk.messages.inline(sentence, "warning")

    desk.read(("projects", "package"), work, done)
