"""Letters about a dossier: acknowledgement, papers wanting, admissible, accepted, refused."""

from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import N_, tr
from cresi_app.core.identity import Identity
from cresi_app.printing import style
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Gap, chapter, paragraphs, words
from cresi_app.printing.furniture import Furniture, address_line
from cresi_app.printing.letters import LetterTop, letter_top
from cresi_app.printing.style import MM
from cresi_app.projects.model import DossierData
from cresi_app.projects.reports.texts import fields_of, letter_text
from cresi_app.projects.reports.wording import joined

LETTERS: Final = {
    "acknowledgement": N_("Accusé de réception"),
    "incomplete": N_("Dossier à compléter"),
    "admissible": N_("Dossier recevable"),
    "accepted": N_("Subvention attribuée"),
    "refused": N_("Demande non retenue"),
}
"""Every letter by name, with its French title."""


def letter(name: str, data: DossierData, identity: Identity) -> Paper:
    """Return a letter to the association that carries the dossier."""

    def story(_numbers: Numbers) -> list[Flowable]:
        text = letter_text(name, fields_of(data, identity))
        flows: list[Flowable] = [*letter_top(identity, _top(data, identity)), chapter(text.title, small=True), Gap(8)]
        for paragraph in text.paragraphs:
            flows += paragraphs(paragraph)
        signed = joined((data.followed_by or identity.representative, identity.phone))
        title = "" if data.followed_by else identity.representative_title
        return [*flows, Gap(6 * MM), words(signed or identity.centre_name, style.H3), *paragraphs(title, style.SECOND)]

    return Paper(
        kind=f"letter-{name}",
        title=tr("{letter}, dossier {number}", letter=tr(LETTERS[name]), number=data.project.number),
        identity=identity,
        furniture=Furniture(
            kind=tr(LETTERS[name]),
            reference=tr("Dossier {number}", number=data.project.number),
            who=address_line(identity),
            copy=tr("Le code ouvre le dossier au poste d'accueil."),
        ),
        story=story,
        code=data.code.upper(),
        layout=LETTER,
        subject=data.project.title,
    )


def _top(data: DossierData, identity: Identity) -> LetterTop:
    holder, person = data.holder, data.representative
    town = " ".join(filter(None, (holder.postal_code, holder.town)))
    addressee = [
        holder.name,
        tr("À l'attention de {name}", name=person.name) if person else "",
        *holder.address.split("\n"),
        town,
        holder.country if holder.country not in {"", "France"} else "",
    ]
    day = format_date(data.edited_on)
    return LetterTop(
        addressee,
        tr("{town}, le {day}", town=identity.town, day=day) if identity.town else tr("Le {day}", day=day),
        tr("Dossier {number} · {title}", number=data.project.number, title=data.project.title),
    )
