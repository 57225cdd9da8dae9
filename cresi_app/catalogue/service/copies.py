"""What a person can do to copies: enter one or many, number them, move them, withdraw them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Final

from cresi_app.catalogue.model import Copy, rules, stock
from cresi_app.catalogue.model.stock import CopySetting
from cresi_app.catalogue.queries import documents
from cresi_app.catalogue.queries import stock as queries
from cresi_app.catalogue.service.authorities import Finder
from cresi_app.catalogue.service.desk import ListsDesk, known_code, refusals
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.store.revision import Revision

_LINES: Final = ("barcode", "call_number", "accession_number", "volume", "note", "supplier", "withdrawal_note")
_ON_LABEL: Final = frozenset({"barcode", "call_number"})
"""What is printed on a label: when it changes, the copy wants another one."""
_NUMBERS: Final = {"barcode": "barcode", "accession_number": "accession"}
"""The sequence each of these numbers is taken from."""
_WINDOW: Final = 16
"""Numbers looked at together at first: more when they were given by hand or by an import."""


class CopiesDesk(ListsDesk):
    """Writes of copies."""

    def add_copy(self, who: Actor, document_id: int, **fields: object) -> Changes:
        """Enter a copy of a notice. `fields` are those of `Copy`, `location` an id or a typed place.

        Without an `accession_number` it gets the next one; without a `call_number` the notice's own.
        DomainError ``barcode_taken`` when a live copy carries the barcode, ``accession_taken`` when a copy has the number.
        """
        return self._add_copies(who, document_id, 1, make_barcodes=False, fields=fields)

    def add_copies(
        self, who: Actor, document_id: int, count: int, *, make_barcodes: bool = False, **fields: object
    ) -> Changes:
        """Enter `count` copies that say the same, each with its own inventory number and, when asked, its own barcode.

        They wait for their labels. `changes.id` is the first of them. DomainError ``too_many_copies``.
        """
        if not 1 <= count <= stock.MOST_AT_ONCE:
            raise DomainError(
                "too_many_copies",
                N_("On ajoute au moins un exemplaire, et {most} au plus à la fois."),
                field="count",
                most=stock.MOST_AT_ONCE,
            )
        return self._add_copies(who, document_id, count, make_barcodes=make_barcodes, fields=fields)

    def _add_copies(
        self, who: Actor, document_id: int, count: int, *, make_barcodes: bool, fields: Mapping[str, object]
    ) -> Changes:
        document = self._document(document_id)

        def work() -> Changes:
            with self.library.revise("catalogue.add_copy", who) as revision:
                values = {"call_number": document.call_number, **self._copy_values(revision, fields, None)}
                given = _NUMBERS if make_barcodes else ("accession_number",)
                wanted = [name for name in given if not values.get(name)]
                numbers = {name: self._numbers(revision, name, count) for name in wanted}
                for at in range(count):
                    own = {name: run[at] for name, run in numbers.items()}
                    row = {"document_id": document_id, "needs_label": True, **values, **own}
                    copy_id = revision.insert("copy", row)
                    revision.subject = revision.subject or ("copy", copy_id)
            return revision.changes

        with refusals():
            return self.library.retry(work)

    def update_copy(
        self, who: Actor, copy_id: int, version: int, edit_group: int | None = None, **fields: object
    ) -> Changes:
        """Save changed fields of a copy. Another barcode or call number makes it wait for a label."""
        with refusals(), self.library.revise("catalogue.update_copy", who, ("copy", copy_id), edit_group) as revision:
            values = self._copy_values(revision, fields, copy_id)
            before = documents.copy(self.library, copy_id)
            if before is not None and any(
                values.get(name, getattr(before, name)) != getattr(before, name) for name in _ON_LABEL
            ):
                values = {"needs_label": True, **values}
            revision.update("copy", copy_id, version, values)
        return revision.changes

    def make_barcode(self, who: Actor, copy_id: int, version: int) -> Changes:
        """Give a copy the next barcode of the centre."""

        def work() -> Changes:
            with self.library.revise("catalogue.update_copy", who, ("copy", copy_id)) as revision:
                barcode = self._numbers(revision, "barcode", 1)[0]
                revision.update("copy", copy_id, version, {"barcode": barcode, "needs_label": True})
            return revision.changes

        with refusals():
            return self.library.retry(work)

    def withdraw_copy(self, who: Actor, copy_id: int, version: int, on: date | None = None, **told: object) -> Changes:
        """Take a copy out of the collection: it keeps its record and why it left; its barcode is free again.

        `told`: `reason` and `fate` (codes of their lists), `note`.
        """
        values: dict[str, object] = {"withdrawn_on": on or clock.today(), "needs_label": False}
        for name, known in (("reason", self.weeding_reasons), ("fate", self.weeding_fates)):
            if told.get(name):
                values[f"withdrawal_{name}"] = known_code(told[name], known, name)
        values["withdrawal_note"] = rules.one_line(str(told.get("note") or ""), field="note")
        with refusals(), self.library.revise("catalogue.withdraw_copy", who, ("copy", copy_id)) as revision:
            revision.update("copy", copy_id, version, values)
        return revision.changes

    def return_copy_to_collection(self, who: Actor, copy_id: int, version: int) -> Changes:
        """Put a withdrawn copy back. DomainError ``barcode_taken`` when its barcode was given to another one."""
        copy = documents.copy(self.library, copy_id)
        if copy is not None:
            self._check_barcode(copy.barcode, copy_id)
        back = {"withdrawn_on": None, "withdrawal_reason": None, "withdrawal_fate": None, "withdrawal_note": ""}
        with refusals(), self.library.revise("catalogue.return_copy", who, ("copy", copy_id)) as revision:
            revision.update("copy", copy_id, version, back)
        return revision.changes

    def delete_copy(self, who: Actor, copy_id: int, version: int) -> Changes:
        """Remove a copy entered by mistake; one that was lent is withdrawn instead (DomainError ``in_use``)."""
        with refusals(), self.library.revise("catalogue.delete_copy", who, ("copy", copy_id)) as revision:
            revision.delete("copy", copy_id, version)
        return revision.changes

    def copy(self, copy_id: int) -> Copy | None:
        """Return one copy."""
        return documents.copy(self.library, copy_id)

    # --- how the centre numbers its copies ---

    def copy_setting(self) -> CopySetting:
        """Return how barcodes are made and what labels say."""
        return queries.setting(self.library)

    def set_copy_setting(self, who: Actor, edit_group: int | None = None, **fields: object) -> Changes:
        """Change how barcodes are made or what labels say; the fields are those of `CopySetting`."""
        held = self.copy_setting()
        kind = str(fields.get("barcode_kind", held.barcode_kind))
        known_code(kind, {stock.EAN13: None, stock.CODE128: None}, "barcode_kind")
        values: dict[str, object] = {"barcode_kind": kind}
        prefix = str(fields.get("barcode_prefix", held.barcode_prefix))
        if kind != held.barcode_kind and "barcode_prefix" not in fields and not prefix.isdecimal():
            prefix = CopySetting().barcode_prefix
        values["barcode_prefix"] = stock.checked_prefix(kind, prefix)
        if "label_words" in fields:
            values["label_words"] = rules.one_line(str(fields["label_words"] or ""), field="label_words")
        if "barcode_digits" in fields:
            values["barcode_digits"] = _digits(fields["barcode_digits"])
        with (
            refusals(),
            self.library.revise("catalogue.set_copy_setting", who, ("copy_setting", 1), edit_group) as revision,
        ):
            if held.version:
                revision.update("copy_setting", 1, held.version, values)
            else:
                revision.insert("copy_setting", {"id": 1, **values})
        return revision.changes

    def next_barcode(self) -> str:
        """Return the barcode that would be given next, to be shown beside the setting. DomainError ``barcodes_used_up``."""
        return next(iter(self._free("barcode")))[1]

    def _numbers(self, revision: Revision, name: str, count: int) -> list[str]:
        """Take `count` numbers that no copy carries; `Moved` when another desk took some meanwhile."""
        sequence = _NUMBERS[name]
        last = queries.last_number(self.library, sequence)
        given = list(islice(self._free(name), count))
        # Through the revision's own numbering: what is skipped is taken too, and what was taken is never given again.
        for _ in range(given[-1][0] - last):
            revision.number(sequence)
        # Numbers are taken before anything else of the batch is looked at.
        revision.expect("SELECT last = ? FROM sequence WHERE name = ?", (given[-1][0], sequence))
        return [number for _, number in given]

    def _free(self, name: str) -> Iterator[tuple[int, str]]:
        """Yield the numbers after the last one given that stand on no copy, with the place of each in the sequence."""
        setting = self.copy_setting()
        at, window = queries.last_number(self.library, _NUMBERS[name]), _WINDOW
        while True:
            if name == "barcode":
                run = list(islice(stock.barcodes(setting, at), window))
            else:
                run = [(number, f"{number:06d}") for number in range(at + 1, at + 1 + window)]
            taken = queries.taken(self.library, name, [number for _, number in run])
            yield from ((place, number) for place, number in run if number not in taken)
            at, window = at + window, min(4 * window, 5_000)

    # --- what is typed ---

    def _copy_values(self, revision: Revision, fields: Mapping[str, object], copy_id: int | None) -> dict[str, object]:
        cleaners = self._copy_cleaners
        strangers = fields.keys() - cleaners.keys() - {"location"}
        assert not strangers, f"no such fields: {sorted(strangers)}"
        values = {name: cleaners[name](value) for name, value in fields.items() if name in cleaners}
        if "barcode" in values:
            self._check_barcode(str(values["barcode"]), copy_id)
        if values.get("accession_number"):
            self._check_accession(str(values["accession_number"]), copy_id)
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
            "provenance": lambda value: known_code(value, self.provenances, "provenance") if value else None,
            "acquired_on": lambda value: rules.day(value, field="acquired_on"),
            "price_minor": _price,
            "currency": lambda value: str(value or "EUR").strip().upper()[:3] or "EUR",
            "needs_label": bool,
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

    def _check_accession(self, number: str, copy_id: int | None) -> None:
        taken = queries.accession_holder(self.library, number)
        if taken is not None and taken[0] != copy_id:
            raise DomainError(
                "accession_taken",
                N_("Le numéro d'inventaire {accession} est déjà celui d'un exemplaire de la notice {number}."),
                field="accession_number",
                accession=number,
                number=taken[1],
            )


def _price(value: object) -> int | None:
    if value is None or value == "":
        return None
    if isinstance(value, int) and 0 <= value < 10**12:
        return value
    raise DomainError("price_unreadable", N_("Un prix s'écrit en chiffres, par exemple 24,50."), field="price_minor")


def _digits(value: object) -> int:
    if isinstance(value, int) and 3 <= value <= 10:
        return value
    raise DomainError("digits_unreadable", N_("Le numéro compte de 3 à 10 chiffres."), field="barcode_digits")
