"""Writes some notices of a PMB base as a base of their own: with the authors, copies, categories… that they need, to be corrected and read again."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from cresi_app.catalogue.interchange.pmb import dump
from cresi_app.catalogue.interchange.pmb.dump import Row
from cresi_app.catalogue.interchange.pmb.tables import Base, base_of

_NAMED: Final = {
    "publishers": ("ed1_id", "ed2_id"), "collections": ("coll_id",), "sub_collections": ("subcoll_id",), "series": ("tparent_id",),
    "indexint": ("indexint",),
}  # fmt: skip
"""What a notice names by number, and in which columns."""
_WHOLE: Final = frozenset(
    {
        "docs_location",
        "docs_section",
        "docs_statut",
        "docs_type",
        "thesaurus",
        "lenders",
        "docs_codestat",
        "notices_custom",
        "notices_custom_lists",
        "titres_uniformes",
    }
)
_ABOVE: Final = {
    "noeuds": ("num_parent", "num_renvoi_voir"),
    "authors": ("author_see",),
    "collections": ("collection_parent",),
}
_DEEPEST: Final = 40
_QUOTED: Final = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r"}
_OF_LOANS: Final = ("arc_debut", "arc_expl_id", "arc_expl_notice", "arc_expl_bulletin")
"""What is kept of a loan: who borrowed is nobody's business here."""
_NOTHING: Final = frozenset({"", "0"})


@dataclass(slots=True)
class _Wanted:
    """The keys that are wanted, by table."""

    base: Base
    keys: dict[str, set[str]] = field(default_factory=dict)

    def add(self, table: str, key: str) -> None:
        """Want a row, and what stands above it."""
        for _ in range(_DEEPEST):
            if key in _NOTHING or key in self.keys.setdefault(table, set()):
                return
            self.keys[table].add(key)
            row = self.base.get(table, key)
            above = [row.get(name, "0") for name in _ABOVE.get(table, ())]
            for other in above[1:]:
                self.add(table, other)
            key = above[0] if above and table != "collections" else "0"

    def notice(self, key: str) -> None:
        """Want a notice with everything that hangs on it."""
        self.add("notices", key)
        row = self.base.get("notices", key)
        for table, columns in _NAMED.items():
            for name in columns:
                self.add(table, row.get(name, "0"))
        for collection in self.keys.get("collections", ()):
            self.add("publishers", self.base.get("collections", collection).get("collection_parent", "0"))
        for said in self.base.of("responsability", key):
            self.add("authors", said.get("responsability_author", "0"))
        for link in self.base.of("notices_categories", key):
            self.add("noeuds", link.get("num_noeud", "0"))
        for one in self.base.of("analysis", key):
            self.issue(one.get("analysis_bulletin", "0"))

    def issue(self, key: str) -> None:
        """Want an issue, and its periodical, without which nobody knows what it is."""
        self.add("bulletins", key)
        self.add("notices", self.base.get("bulletins", key).get("bulletin_notice", "0"))

    def holds(self, table: str, row: Row) -> bool:
        """Say whether a row is wanted."""
        if table in _WHOLE:
            return True
        column = _COLUMNS.get(table)
        if column is None:
            return False
        owner, name = column
        if row.get(name, "") in self.keys.get(owner, ()):
            return True
        issue = {"exemplaires": "expl_bulletin", "pret_archive": "arc_expl_bulletin"}.get(table, "")
        return row.get(issue, "0") in self.keys.get("bulletins", ())


_COLUMNS: Final[Mapping[str, tuple[str, str]]] = {
    "notices": ("notices", "notice_id"), "bulletins": ("bulletins", "bulletin_id"), "exemplaires": ("notices", "expl_notice"),
    "responsability": ("notices", "responsability_notice"), "notices_categories": ("notices", "notcateg_notice"),
    "notices_langues": ("notices", "num_notice"), "analysis": ("notices", "analysis_notice"), "authors": ("authors", "author_id"),
    "publishers": ("publishers", "ed_id"), "collections": ("collections", "collection_id"), "sub_collections": ("sub_collections", "sub_coll_id"),
    "series": ("series", "serie_id"), "indexint": ("indexint", "indexint_id"), "noeuds": ("noeuds", "id_noeud"), "categories": ("noeuds", "num_noeud"),
    "voir_aussi": ("noeuds", "num_noeud_orig"), "pret_archive": ("notices", "arc_expl_notice"),
    "explnum": ("notices", "explnum_notice"), "notices_custom_values": ("notices", "notices_custom_origine"),
    "notices_relations": ("notices", "num_notice"), "collections_state": ("notices", "id_serial"),
    "notices_titres_uniformes": ("notices", "ntu_num_notice"),
}  # fmt: skip
"""Whose rows each table holds, and in which column it says so."""


def extract(text: str, records: Collection[int]) -> str:
    """Return the base of these records alone, by their number in the file (notices, then issues without a notice of their own)."""
    base = base_of(text)
    wanted = _Wanted(base)
    issues = [key for key, row in base.one["bulletins"].items() if row.get("num_notice", "0") in _NOTHING]
    keys = [*((wanted.notice, key) for key in base.one["notices"]), *((wanted.issue, key) for key in issues)]
    for at, (want, key) in enumerate(keys, 1):
        if at in records:
            want(key)
    lines = sorted(_lines(text, wanted), key=lambda line: not line.startswith("INSERT INTO `notices`"))
    return "-- PMB\n" + "".join(lines)


def _lines(text: str, wanted: _Wanted) -> Iterator[str]:
    for table, row in dump.rows(text):
        name = table.lower()
        if wanted.holds(name, row):
            kept = {column: row[column] for column in _OF_LOANS if column in row} if name == "pret_archive" else row
            columns = ", ".join(f"`{column}`" for column in kept)
            yield f"INSERT INTO `{name}` ({columns}) VALUES ({', '.join(map(_quoted, kept.values()))});\n"


def _quoted(value: str) -> str:
    return "'" + "".join(_QUOTED.get(sign, sign) for sign in value) + "'"
