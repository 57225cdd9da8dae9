"""The tables of a PMB database that a catalogue needs, looked up by their keys."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from cresi_app.catalogue.interchange.pmb import dump
from cresi_app.catalogue.interchange.pmb.dump import Row

_KEYS: Final = {
    "notices": "notice_id", "authors": "author_id", "publishers": "ed_id", "collections": "collection_id",
    "sub_collections": "sub_coll_id", "series": "serie_id", "indexint": "indexint_id", "docs_location": "idlocation",
    "docs_section": "idsection", "docs_statut": "idstatut", "docs_type": "idtyp_doc", "bulletins": "bulletin_id",
    "noeuds": "id_noeud", "thesaurus": "id_thesaurus", "lenders": "idlender", "docs_codestat": "idcode", "notices_custom": "idchamp",
    "titres_uniformes": "tu_id",
}  # fmt: skip
"""Tables looked up by their key."""
_GROUPS: Final = {
    "exemplaires": "expl_notice", "responsability": "responsability_notice", "notices_categories": "notcateg_notice",
    "notices_langues": "num_notice", "analysis": "analysis_notice", "categories": "num_noeud", "voir_aussi": "num_noeud_orig",
    "authorities_sources": "num_authority", "pret_archive": "arc_expl_id", "notices_relations": "num_notice",
    "explnum": "explnum_notice", "notices_custom_values": "notices_custom_origine", "notices_custom_lists": "notices_custom_champ",
    "notices_titres_uniformes": "ntu_num_notice", "collections_state": "id_serial",
}  # fmt: skip
"""Tables that give several rows to one key."""

_OF_FILES: Final = frozenset({"explnum_notice", "explnum_bulletin", "explnum_nom", "explnum_nomfichier", "explnum_url"})


@dataclass(slots=True)
class Base:
    """The tables of one base."""

    one: dict[str, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    many: dict[str, dict[str, list[Row]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    sent: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Authors that « voir » sends on, by the author they are sent to."""

    def get(self, table: str, key: str) -> Row:
        """Return a row by its key, empty when there is none."""
        return self.one[table].get(key, {}) if key not in {"", "0"} else {}

    def of(self, table: str, key: str) -> list[Row]:
        """Return the rows that belong to a key."""
        return self.many[table].get(key, [])


def base_of(text: str) -> Base:
    """Return the tables of a dump."""
    base = Base()
    for table, whole in dump.rows(text):
        name = table.lower()
        # The files themselves are no notices: what they are called is.
        row = {column: whole.get(column, "") for column in _OF_FILES} if name == "explnum" else whole
        if name == "explnum" and row.get("explnum_bulletin", "0") not in {"", "0"}:
            base.many["files_of_issues"][row["explnum_bulletin"]].append(row)
        if name == "bulletins" and row.get("num_notice", "0") not in {"", "0"}:
            base.many["issue_with_notice"][row["num_notice"]].append(row)
        if name in _KEYS:
            base.one[name][row.get(_KEYS[name], "")] = row
        elif name in _GROUPS:
            base.many[name][row.get(_GROUPS[name], "")].append(row)
        if name == "pret_archive":
            owner = "notice" if row.get("arc_expl_notice", "0") not in {"", "0"} else "bulletin"
            base.many[f"loans_of_{owner}"][row.get(f"arc_expl_{owner}", "")].append(row)
        if name == "exemplaires" and row.get("expl_bulletin", "0") not in {"", "0"}:
            base.many["copies_of_issues"][row["expl_bulletin"]].append(row)
        if name == "authors" and row.get("author_see", "0") not in {"", "0"}:
            base.sent[row["author_see"]].append(row.get("author_id", ""))
    return base
