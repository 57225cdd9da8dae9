"""Reads the notices of a PMB database with everything that hangs on them: authors, copies, subjects, series, links."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from cresi_app.catalogue.interchange.pmb import dump
from cresi_app.catalogue.interchange.pmb.dump import Row
from cresi_app.catalogue.interchange.pmb.mapping import issue_of, notice_of
from cresi_app.catalogue.model.importing import Incoming, Reject, Told
from cresi_app.core.i18n import N_

_KEYS: Final = {
    "notices": "notice_id", "authors": "author_id", "publishers": "ed_id", "collections": "collection_id",
    "sub_collections": "sub_coll_id", "series": "serie_id", "indexint": "indexint_id", "docs_location": "idlocation",
    "docs_section": "idsection", "docs_statut": "idstatut", "docs_type": "idtyp_doc", "bulletins": "bulletin_id",
    "noeuds": "id_noeud",
}  # fmt: skip
"""Tables looked up by their key."""
_GROUPS: Final = {
    "exemplaires": "expl_notice", "responsability": "responsability_notice", "notices_categories": "notcateg_notice",
    "notices_langues": "num_notice", "analysis": "analysis_notice", "categories": "num_noeud",
}  # fmt: skip
"""Tables that give several rows to one key."""


@dataclass(slots=True)
class Base:
    """The tables of a PMB database that a catalogue needs."""

    one: dict[str, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    many: dict[str, dict[str, list[Row]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def get(self, table: str, key: str) -> Row:
        """Return a row by its key, empty when there is none."""
        return self.one[table].get(key, {}) if key not in {"", "0"} else {}

    def of(self, table: str, key: str) -> list[Row]:
        """Return the rows that belong to a key."""
        return self.many[table].get(key, [])


def base_of(text: str) -> Base:
    """Return the tables of a dump."""
    base = Base()
    for table, row in dump.rows(text):
        name = table.lower()
        if name in _KEYS:
            base.one[name][row.get(_KEYS[name], "")] = row
        elif name in _GROUPS:
            base.many[name][row.get(_GROUPS[name], "")].append(row)
        if name == "exemplaires" and row.get("expl_bulletin", "0") not in {"", "0"}:
            base.many["copies_of_issues"][row["expl_bulletin"]].append(row)
    return base


def read(text: str) -> Iterator[Incoming | Reject]:
    """Yield every notice, then every issue of a periodical that has no notice of its own. Never raises."""
    base = base_of(text)
    position = 0
    for position, (key, row) in enumerate(base.one["notices"].items(), 1):
        yield Incoming(position, 0, notice_of(base, key, row))
    issues = [row for row in base.one["bulletins"].values() if row.get("num_notice", "0") in {"", "0"}]
    for row in issues:
        position += 1
        yield Incoming(position, 0, issue_of(base, row))
    if not position:
        yield Reject(
            1,
            0,
            Told(1, N_("Cette base de PMB ne contient aucune notice.")),
        )
