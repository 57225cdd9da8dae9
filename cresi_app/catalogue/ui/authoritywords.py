"""How authorities are said in the window: lists, kinds, counts."""

from typing import Final

from cresi_app.catalogue.model.authorities import AuthorityKind, AuthorityRow
from cresi_app.core.i18n import N_, tr, trn
from cresi_app.core.money import format_number

LISTS: Final = {
    AuthorityKind.CONTRIBUTOR: N_("Auteurs"),
    AuthorityKind.PUBLISHER: N_("Éditeurs"),
    AuthorityKind.SERIES: N_("Collections"),
}
KINDS: Final = {"person": N_("Personne"), "body": N_("Organisme"), "meeting": N_("Congrès, rencontre")}
DETAILS: Final = {
    AuthorityKind.CONTRIBUTOR: N_("Dates"),
    AuthorityKind.PUBLISHER: N_("Lieu"),
    AuthorityKind.SERIES: N_("ISSN"),
}
NAMES: Final = {
    AuthorityKind.CONTRIBUTOR: N_("Nom retenu (Nom, Prénom)"),
    AuthorityKind.PUBLISHER: N_("Nom retenu"),
    AuthorityKind.SERIES: N_("Titre retenu"),
}


def uses(count: int) -> str:
    """Return « 12 notices »."""
    return trn("{count} notice", "{count} notices", count, count=format_number(count))


def shown(row: AuthorityRow) -> str:
    """Return a name, with the other form by which it was found."""
    return tr("{name} (trouvé par « {form} »)", name=row.name, form=row.via) if row.via else row.name
