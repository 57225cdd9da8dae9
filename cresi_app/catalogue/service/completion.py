"""Completing a notice with what a library's server says of the same book: blanks are filled, nothing written here is touched."""

from collections.abc import Mapping
from typing import Any, Final

from cresi_app.catalogue.model import DocumentSheet, authority_rows
from cresi_app.catalogue.model.notice import Notice
from cresi_app.catalogue.queries import documents
from cresi_app.catalogue.queries.authorities import ids_by_key
from cresi_app.catalogue.service.documents import DocumentsDesk
from cresi_app.catalogue.service.importing.settling import Codes, settle
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_

_SCALARS: Final = (
    "subtitle", "part_number", "part_title", "responsibility", "edition", "date_text", "year", "extent", "abstract", "contents",
    "series_number", "frequency",
)  # fmt: skip
NAMES: Final[Mapping[str, str]] = {
    "subtitle": N_("Sous-titre"), "part_number": N_("Tome"), "part_title": N_("Titre de la partie"),
    "responsibility": N_("Mention de responsabilité"), "edition": N_("Édition"), "date_text": N_("Date"), "year": N_("Année"),
    "extent": N_("Description matérielle"), "abstract": N_("Résumé"), "contents": N_("Contenu"),
    "series_number": N_("N° dans la collection"), "frequency": N_("Périodicité"), "publisher": N_("Éditeur"), "place": N_("Lieu"),
    "series": N_("Collection"), "contributions": N_("Auteurs"), "languages": N_("Langues"), "subjects": N_("Sujets"),
}  # fmt: skip
"""What each field that can be completed is called."""


class CompletionDesk(DocumentsDesk):
    """Notices completed from elsewhere."""

    def blanks(self, document_id: int, said: Notice) -> dict[str, Any]:
        """Return the fields of `update_document` that `said` fills; only subjects the library has are taken."""
        found = documents.sheets(self.library, [document_id], self.kinds())
        if not found:
            self._document(document_id)  # raises: it is gone
        settle(said, Codes.of(self))
        sheet = found[0]
        fields: dict[str, Any] = {
            name: getattr(said, name) for name in _SCALARS if getattr(said, name) and not getattr(sheet.document, name)
        }
        fields |= _beside(sheet, said)
        if not sheet.subjects and said.subjects:
            keys = {authority_rows.subject_key(one.term, one.kind): one.term for one in said.subjects}
            known = ids_by_key(self.library, "subject", keys)
            if known:
                fields["subjects"] = list(dict.fromkeys(known.values()))
        return fields

    def complete_document(self, who: Actor, document_id: int, version: int, fields: Mapping[str, Any]) -> Changes:
        """Fill what `blanks` gave, in one revision. DomainError ``nothing_new`` when there is nothing to fill."""
        if not fields:
            raise DomainError("nothing_new", N_("Cette notice dit déjà tout ce que dit le serveur : rien n'a changé."))
        return self.update_document(who, document_id, version, **fields)


def _beside(sheet: DocumentSheet, said: Notice) -> dict[str, Any]:
    """Return what stands in authorities and rows beside the document."""
    fields: dict[str, Any] = {}
    first = said.publishers[0] if said.publishers else None
    if first is not None and first.name and not sheet.publisher:
        fields["publisher"] = first.name
    if first is not None and first.place and not sheet.document.place:
        fields["place"] = first.place
    if said.series and not sheet.series:
        fields["series"] = said.series
    if said.contributions and not sheet.contributions:
        fields["contributions"] = [
            (f"{one.family}, {one.given}" if one.given else one.family, one.role) for one in said.contributions
        ]
    if said.languages and not sheet.languages:
        fields["languages"] = [(one.code, one.use) for one in said.languages]
    return fields
