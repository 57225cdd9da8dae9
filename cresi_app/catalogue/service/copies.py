"""What a person can do to copies: enter them, move them, withdraw them."""

from collections.abc import Callable
from datetime import date

from cresi_app.catalogue.model import Copy, rules
from cresi_app.catalogue.queries import documents
from cresi_app.catalogue.service.authorities import Finder
from cresi_app.catalogue.service.desk import ListsDesk, known_code, refusals
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.store.revision import Revision

_LINES = ("barcode", "call_number", "accession_number", "volume", "note")


class CopiesDesk(ListsDesk):
    """Writes of copies."""

    def add_copy(self, who: Actor, document_id: int, **fields: object) -> Changes:
        """Enter a copy of a notice. `fields` are those of `Copy`, `location` an id or a typed place.

        Without an `accession_number` it gets the next one; without a `call_number` the notice's own.
        DomainError ``barcode_taken`` when a live copy carries the barcode.
        """
        document = self._document(document_id)
        with refusals(), self.library.revise("catalogue.add_copy", who) as revision:
            values = {"call_number": document.call_number, **self._copy_values(revision, fields, None)}
            if not values.get("accession_number"):
                values["accession_number"] = revision.number("accession", "%06d")
            copy_id = revision.insert("copy", {"document_id": document_id, **values})
            revision.subject = ("copy", copy_id)
        return revision.changes

    def update_copy(
        self, who: Actor, copy_id: int, version: int, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a copy."""
        with refusals(), self.library.revise("catalogue.update_copy", who, ("copy", copy_id), edit_group) as revision:
            revision.update("copy", copy_id, version, self._copy_values(revision, fields, copy_id))
        return revision.changes

    def withdraw_copy(self, who: Actor, copy_id: int, version: int, on: date | None = None) -> Changes:
        """Take a copy out of the collection (« désherbage »): it keeps its record, its barcode is free again."""
        with refusals(), self.library.revise("catalogue.withdraw_copy", who, ("copy", copy_id)) as revision:
            revision.update("copy", copy_id, version, {"withdrawn_on": on or clock.today()})
        return revision.changes

    def return_copy_to_collection(self, who: Actor, copy_id: int, version: int) -> Changes:
        """Put a withdrawn copy back. DomainError ``barcode_taken`` when its barcode was given to another one."""
        copy = documents.copy(self.library, copy_id)
        if copy is not None:
            self._check_barcode(copy.barcode, copy_id)
        with refusals(), self.library.revise("catalogue.return_copy", who, ("copy", copy_id)) as revision:
            revision.update("copy", copy_id, version, {"withdrawn_on": None})
        return revision.changes

    def delete_copy(self, who: Actor, copy_id: int, version: int) -> Changes:
        """Remove a copy entered by mistake; one that was lent is withdrawn instead (DomainError ``in_use``)."""
        with refusals(), self.library.revise("catalogue.delete_copy", who, ("copy", copy_id)) as revision:
            revision.delete("copy", copy_id, version)
        return revision.changes

    def copy(self, copy_id: int) -> Copy | None:
        """Return one copy."""
        return documents.copy(self.library, copy_id)

    def _copy_values(self, revision: Revision, fields: dict[str, object], copy_id: int | None) -> dict[str, object]:
        cleaners = self._copy_cleaners
        strangers = fields.keys() - cleaners.keys() - {"location"}
        assert not strangers, f"no such fields: {sorted(strangers)}"
        values = {name: cleaners[name](value) for name, value in fields.items() if name in cleaners}
        if "barcode" in values:
            self._check_barcode(str(values["barcode"]), copy_id)
        if "location" in fields:
            place = fields["location"]
            assert place is None or isinstance(place, int | str)
            values["location_id"] = Finder(self.library, revision).location(place)
        return values

    @property
    def _copy_cleaners(self) -> dict[str, Callable[[object], object]]:
        def line(name: str) -> Callable[[object], object]:
            return lambda value: rules.one_line("" if value is None else str(value), field=name)

        return {
            **{name: line(name) for name in _LINES},
            "status": lambda value: known_code(value, self.statuses, "status"),
            "condition": lambda value: known_code(value, self.conditions, "condition"),
            "acquired_on": lambda value: rules.day(value, field="acquired_on"),
        }

    def _check_barcode(self, barcode: str, copy_id: int | None) -> None:
        taken = documents.live_barcode(self.library, barcode)
        if taken is not None and taken[0] != copy_id:
            raise DomainError(
                "barcode_taken",
                N_(
                    "Le code-barres {barcode} est déjà sur un exemplaire de la notice {number}. Choisissez-en un autre."
                ),
                field="barcode",
                barcode=barcode,
                number=taken[1],
            )
