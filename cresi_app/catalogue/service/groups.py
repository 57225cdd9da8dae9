"""Rows beside a notice made what is given: those already so stay, edited ones keep their id, others leave or come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from cresi_app.catalogue.model import rules
from cresi_app.catalogue.model.custom import CustomField, columns_of
from cresi_app.catalogue.model.description import TITLE_KINDS
from cresi_app.catalogue.model.numbers import written
from cresi_app.catalogue.queries import custom, description, documents
from cresi_app.catalogue.service.authorities import Finder
from cresi_app.catalogue.service.desk import ListsDesk, known_code
from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.store.records import Row
from cresi_app.store.revision import Revision

GROUPS: Final = (
    "contributions", "subjects", "languages", "countries", "identifiers", "links", "co_publishers", "titles", "abstracts",
    "audiences", "releases", "pieces",
)  # fmt: skip
USE: Final = (
    "minutes_least", "minutes_most", "group_least", "group_most", "age_least", "age_most", "level", "material",
)  # fmt: skip
EXHIBITION: Final = (
    "crates", "weight_g", "wall_cm", "setup_minutes", "insurance_minor", "currency", "transport", "hanging",
)  # fmt: skip
PARTICULARS: Final = {"document_use": USE, "exhibition": EXHIBITION}
"""Fields that stand in a row of their own, one a document."""
_MOST: Final = {
    "minutes_least": (1, 525_600), "minutes_most": (1, 525_600), "group_least": (1, 100_000), "group_most": (1, 100_000),
    "age_least": (0, 120), "age_most": (0, 120), "crates": (0, 10_000), "weight_g": (0, 1_000_000_000), "wall_cm": (0, 10_000_000),
    "setup_minutes": (0, 525_600), "insurance_minor": (0, 10**13), "quantity": (1, 100_000), "width_mm": (1, 1_000_000),
    "height_mm": (1, 1_000_000), "issues_a_year": (1, 366),
}  # fmt: skip
_PAIRS: Final = (("minutes_least", "minutes_most"), ("group_least", "group_most"), ("age_least", "age_most"))
_PIECE_NUMBERS: Final = ("quantity", "width_mm", "height_mm", "weight_g")
_PIECE_TEXTS: Final = ("number", "crate", "note")
_LINK_TEXTS: Final = ("title", "number", "issn", "date_text", "pages")

Rows = list[dict[str, object]]


@dataclass(slots=True)
class GroupWriter:
    """Writes the groups of one document within one revision. `document_id` 0: the document is made by this revision."""

    desk: ListsDesk
    revision: Revision
    document_id: int
    is_new: bool = False

    def write(self, fields: Mapping[str, object]) -> None:
        """Write every group, particular and own field among `fields`."""
        for group in GROUPS:
            if group in fields:
                given = fields[group]
                assert isinstance(given, Iterable)
                self._write_group(group, list(given))
        for table, names in PARTICULARS.items():
            wanted = {name: fields[name] for name in names if name in fields}
            if wanted:
                self._write_particular(table, wanted)
        own = fields.get("custom")
        if isinstance(own, Mapping) and own:
            self._write_custom(own)
        settled = {*fields, *(f"custom:{key}" for key in own)} if isinstance(own, Mapping) else set(fields)
        more = fields.get("settled", ())
        assert isinstance(more, Iterable)
        for row in self._present("document_pending"):
            if row["field"] in settled or row["field"] in more:
                self.revision.delete("document_pending", row["id"], row["version"])

    def _present(self, table: str) -> list[Row]:
        return [] if self.is_new else documents.children(self.desk.library, table, [self.document_id])

    # --- groups of rows ---

    def _write_group(self, group: str, given: list[object]) -> None:
        table, rows = self._rows(group, given)
        present = self._present(table)
        unused = {row["id"]: row for row in present}
        for position, row in enumerate(rows):
            known = unused.get(row.pop("id", None))
            same = known or next(
                (old for old in unused.values() if all(old[name] == value for name, value in row.items())), None
            )
            if same is None:
                self.revision.insert(table, {"document_id": self.document_id, "position": position, **row})
                continue
            del unused[same["id"]]
            changed = {name: value for name, value in {**row, "position": position}.items() if same[name] != value}
            if changed:
                self.revision.update(table, same["id"], same["version"], changed)
        self._take_away(table, list(unused.values()))

    def _take_away(self, table: str, rows: list[Row]) -> None:
        """Remove rows; a piece that was ever counted is only dropped, so that old checklists still name it."""
        counted = (
            description.counted_pieces(self.desk.library, self.document_id) if table == "document_piece" else set()
        )
        for old in rows:
            if old["id"] in counted:
                if old["dropped_on"] is None:
                    self.revision.update(table, old["id"], old["version"], {"dropped_on": clock.today().isoformat()})
            else:
                self.revision.delete(table, old["id"], old["version"])

    def _rows(self, group: str, given: list[object]) -> tuple[str, Rows]:
        finder = Finder(self.desk.library, self.revision)
        desk = self.desk
        match group:
            case "contributions":
                pairs = [_pair(one, "aut") for one in given]
                return "contribution", _once(
                    {"contributor_id": finder.contributor(_name(who)), "role": known_code(role, desk.roles, group)}
                    for who, role in pairs
                )
            case "subjects":
                return "document_subject", _once({"subject_id": finder.subject(_name(one))} for one in given)
            case "languages":
                found = [_pair(one, "text") for one in given]
                return "document_language", _once(
                    {"language_code": known_code(code, desk.languages(), group), "use": use} for code, use in found
                )
            case "countries":
                return "document_country", _once(
                    {"country_code": known_code(code, desk.countries(), group)} for code in given
                )
            case "identifiers":
                return "document_identifier", _once(self._identifier(_pair(one, "")) for one in given)
            case "co_publishers":
                found = [_pair(one, "") for one in given]
                rows = _once(
                    {"publisher_id": finder.publisher(_name(name), str(place)), "place": place} for name, place in found
                )
                return "co_publication", [row for row in rows if row["publisher_id"] is not None]
            case _:
                return self._described(group, given)

    def _described(self, group: str, given: list[object]) -> tuple[str, Rows]:
        match group:
            case "titles":
                return "document_title", [self._title(_mapping(one)) for one in given]
            case "abstracts":
                return "document_abstract", [self._abstract(_mapping(one)) for one in given]
            case "audiences":
                return "document_audience", _once(
                    {"audience": known_code(one, self.desk.audiences, group)} for one in given
                )
            case "releases":
                return "document_release", [_release(_mapping(one)) for one in given]
            case "pieces":
                return "document_piece", [_piece(_mapping(one)) for one in given]
            case _:
                return "document_link", [self._link(_mapping(one)) for one in given]

    def _identifier(self, pair: tuple[object, object]) -> dict[str, object]:
        scheme = known_code(pair[0], self.desk.schemes, "identifiers")
        value = written(scheme, rules.one_line(str(pair[1]), field="identifiers"))
        if not value:
            raise DomainError("number_missing", N_("Écrivez le numéro avant de l'ajouter."), field="identifiers")
        return {"scheme": scheme, "value": value, "normalised": rules.normalised(scheme, value)}

    def _title(self, given: Mapping[str, object]) -> dict[str, object]:
        kind = known_code(given.get("kind") or "parallel", TITLE_KINDS, "titles")
        title = rules.one_line(_text(given.get("title")), field="titles")
        if not title:
            raise DomainError("title_missing", N_("Écrivez ce titre, ou retirez sa ligne."), field="titles")
        return {**_id(given), "kind": kind, "language_code": self._language(given, "titles"), "title": title}

    def _abstract(self, given: Mapping[str, object]) -> dict[str, object]:
        text = rules.long_text(_text(given.get("text")), field="abstracts")
        if not text:
            raise DomainError("text_missing", N_("Écrivez ce résumé, ou retirez-le."), field="abstracts")
        return {**_id(given), "language_code": self._language(given, "abstracts"), "text": text}

    def _language(self, given: Mapping[str, object], field: str) -> str | None:
        code = given.get("language_code")
        return known_code(code, self.desk.languages(), field) if code else None

    def _link(self, given: Mapping[str, object]) -> dict[str, object]:
        relation = known_code(given.get("relation") or "related", self.desk.relations, "links")
        values: dict[str, object] = {
            name: rules.one_line(_text(given.get(name)), field="links") for name in _LINK_TEXTS
        }
        target = given.get("target_id")
        if target is not None and target == self.document_id:
            raise DomainError("link_to_itself", N_("Une notice ne peut pas être liée à elle-même."), field="links")
        if target is not None and documents.document(self.desk.library, int(str(target))) is None:
            raise DomainError(
                "document_gone",
                N_("Cette notice n'est plus dans le catalogue. L'annulation peut la ramener."),
                field="links",
            )
        return {**_id(given), "relation": relation, "target_id": target, **values}

    # --- rows of their own, one a document ---

    def _write_particular(self, table: str, given: Mapping[str, object]) -> None:
        values = {name: self._particular(name, value) for name, value in given.items()}
        present = next(iter(self._present(table)), None)
        for least, most in _PAIRS:
            if least in values or most in values:
                low = values.get(least, present[least] if present else None)
                high = values.get(most, present[most] if present else None)
                _in_order(low, high, least if least in values else most)
        if present is not None:
            self.revision.update(table, present["id"], present["version"], values)
        elif any(value not in (None, "") for name, value in values.items() if name != "currency"):
            self.revision.insert(table, {"document_id": self.document_id, **values})

    def _particular(self, name: str, value: object) -> object:
        if name in _MOST:
            return whole(value, field=name)
        if name == "level":
            return known_code(value, self.desk.levels, name) if value else None
        if name == "currency":
            return rules.one_line(_text(value) or "EUR", field=name).upper()[:3]
        return rules.long_text(_text(value), field=name)

    # --- the centre's own fields ---

    def _write_custom(self, given: Mapping[object, object]) -> None:
        known = custom.fields(self.desk.library)
        by_key: dict[object, CustomField] = {one.short_name: one for one in known if one.archived_on is None}
        by_key |= {one.id: one for one in known}
        present = {row["field_id"]: row for row in self._present("custom_value")}
        for key, typed in given.items():
            field = by_key.get(key)
            if field is None:
                raise DomainError(
                    "unknown_field",
                    N_("Le champ « {name} » n'existe pas : ajoutez-le d'abord aux champs du centre."),
                    name=str(key),
                )
            row, old = columns_of(field, typed), present.get(field.id)
            if row is None and old is not None:
                self.revision.delete("custom_value", old["id"], old["version"])
            elif row is not None and old is not None:
                self.revision.update("custom_value", old["id"], old["version"], row)
            elif row is not None:
                self.revision.insert("custom_value", {"document_id": self.document_id, "field_id": field.id, **row})


def whole(value: object, *, field: str) -> int | None:
    """Return a whole number within what the field may hold. DomainError ``number_unreadable``."""
    if value is None or value == "":
        return None
    least, most = _MOST[field]
    try:
        number = int(str(value).replace("\u202f", "").replace("\u00a0", "").replace(" ", ""))
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise DomainError(
            "number_out_of_range",
            N_("« {text} » ne convient pas : écrivez un nombre entier entre {least} et {most}."),
            field=field,
            text=str(value),
            least=least,
            most=most,
        )
    return number


def _in_order(low: object, high: object, field: str) -> None:
    if isinstance(low, int) and isinstance(high, int) and low > high:
        raise DomainError(
            "bounds_crossed",
            N_("Le plus petit des deux nombres dépasse le plus grand : {low} et {high}."),
            field=field,
            low=low,
            high=high,
        )


def _release(given: Mapping[str, object]) -> dict[str, object]:
    label = rules.one_line(_text(given.get("label")), field="releases")
    if not label:
        raise DomainError("name_missing", N_("Nommez cette version, ou retirez sa ligne."), field="releases")
    return {
        **_id(given),
        "label": label,
        "released_on": _iso(rules.day(given.get("released_on"), field="releases")),
        "what_changed": rules.one_line(_text(given.get("what_changed")), field="releases"),
    }


def _piece(given: Mapping[str, object]) -> dict[str, object]:
    """Return the columns of a piece; of one that is known, only those given, so that what a form does not show is kept."""
    name = rules.one_line(_text(given.get("name")), field="pieces")
    if not name:
        raise DomainError("name_missing", N_("Nommez cette pièce, ou retirez sa ligne."), field="pieces")
    try:
        said: dict[str, object] = {key: whole(given[key], field=key) for key in _PIECE_NUMBERS if key in given}
    except DomainError as error:  # the sentence stands at the list, not at a field of that name
        raise DomainError(error.code, error.template, field="pieces", **error.data) from None
    said |= {key: rules.one_line(_text(given[key]), field="pieces") for key in _PIECE_TEXTS if key in given}
    if "quantity" in said or not given.get("id"):
        said["quantity"] = said.get("quantity") or 1
    return {**_id(given), "name": name, **said, "dropped_on": None}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _id(given: Mapping[str, object]) -> dict[str, object]:
    """Return the id of a row that is known, to change it in place."""
    known = given.get("id")
    return {"id": known} if known else {}


def _mapping(value: object) -> Mapping[str, object]:
    assert isinstance(value, Mapping)
    return value


def _text(value: object) -> str:
    """Return what was given for a text; nothing given is an empty one."""
    return "" if value is None else str(value)


def _name(value: object) -> int | str:
    assert isinstance(value, int | str)
    return value


def _pair(value: object, default: str) -> tuple[object, object]:
    """Return what was given as a pair; a lone value takes the default beside it."""
    if isinstance(value, tuple | list):
        return value[0], value[1] if len(value) > 1 else default
    return value, default


def _once(rows: Iterable[dict[str, object]]) -> Rows:
    """Leave out what is given twice."""
    kept: Rows = []
    for row in rows:
        if row not in kept:
            kept.append(row)
    return kept
