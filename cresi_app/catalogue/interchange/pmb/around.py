"""What stands around a notice in a PMB database beside its authors, words and copies: links, attached files, own fields, holdings."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from cresi_app.catalogue.interchange import loose
from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.catalogue.model.notice import Notice, NoticeIdentifier, NoticeLink

if TYPE_CHECKING:
    from cresi_app.catalogue.interchange.pmb.dump import Row
    from cresi_app.catalogue.interchange.pmb.tables import Base

_UP: Final = {
    "a": "set", "b": "set", "c": "set", "d": "set", "e": "supplement_of", "f": "continues", "g": "continued_by", "h": "translated_as",
    "i": "translation_of", "j": "accompanies",
}  # fmt: skip
"""What PMB's types of relation mean, said by the notice that is the lower one."""
_DOWN: Final = {
    "a": "part", "b": "part", "c": "part", "d": "part", "e": "supplement", "f": "continued_by", "g": "continues", "h": "translation_of",
    "i": "translated_as", "j": "accompanied_by",
}  # fmt: skip
"""The same said by the upper one."""
_VALUES: Final = ("small_text", "text", "integer", "date", "float")
_NAMED: Final = (("docs_type", "expl_typdoc", "tdoc_libelle"), ("docs_codestat", "expl_codestat", "codestat_libelle"))
_NONE: Final = frozenset({"", "0"})
_NO_DATES: Final = frozenset({"0000-00-00", "0000-00-00 00:00:00"})


def take(base: "Base", key: str, notice: Notice) -> None:
    """Give `notice` what these tables say of the row `key` of ``notices``."""
    _take_issue(base, key, notice)
    _take_links(base, key, notice)
    names = [
        clean(base.get("titres_uniformes", row.get("ntu_num_tu", "")).get("tu_name", ""))
        for row in base.of("notices_titres_uniformes", key)
    ]
    notice.other_titles = " ; ".join(
        dict.fromkeys(part for part in (notice.other_titles, *names) if part and part != notice.title)
    )
    take_files(base.of("explnum", key), notice)
    _take_fields(base, key, notice)
    states = [text for row in base.of("collections_state", key) if (text := _holding(base, row))]
    notice.notes = "\n".join(part for part in (notice.notes, *states) if part)


def _take_issue(base: "Base", key: str, notice: Notice) -> None:
    """Take what the row of ``bulletins`` says of an issue that has a notice of its own: number, date, periodical."""
    for row in base.of("issue_with_notice", key):
        periodical = base.get("notices", row.get("bulletin_notice", ""))
        number, title = clean(row.get("bulletin_numero", "")), clean(periodical.get("tit1", ""))
        told = clean(row.get("mention_date", "")) or (
            row.get("date_date", "") if row.get("date_date") not in _NO_DATES else ""
        )
        notice.part_number = notice.part_number or number
        notice.date_text = notice.date_text or told
        notice.published_on = notice.published_on or loose.day(row.get("date_date", ""))
        notice.year = notice.year or loose.year(told) or loose.year(notice.published_on)
        own = clean(row.get("bulletin_titre", ""))
        if own and own != notice.title:
            notice.part_title = notice.part_title or own
        if title:
            notice.links.append(NoticeLink("set", title, number, clean(periodical.get("code", "")), told))


def _take_links(base: "Base", key: str, notice: Notice) -> None:
    known = {link.title for link in notice.links}
    for row in sorted(
        base.of("notices_relations", key), key=lambda one: one.get("rank", one.get("ranking", "")).zfill(6)
    ):
        down = row.get("direction", "up") == "down"
        if down and row.get("num_reverse_link", "0") not in _NONE:
            continue  # said by the other notice as well
        other = base.get("notices", row.get("linked_notice", ""))
        title = clean(other.get("tit1", ""))
        if title and title not in known:
            number = clean(other.get("code", "")) if other.get("niveau_biblio") == "s" else ""
            relation = (_DOWN if down else _UP).get(row.get("relation_type", ""), "related")
            notice.links.append(NoticeLink(relation, title, "", number))
            known.add(title)


def take_files(rows: "list[Row]", notice: Notice) -> None:
    """Take the attached files: addresses as such; of those that lie in the base, or on its server, the names."""
    left = []
    for row in rows:
        name, file, address = (
            clean(row.get(column, "")) for column in ("explnum_nom", "explnum_nomfichier", "explnum_url")
        )
        if "://" in address:
            if not notice.url:
                notice.url = address
            elif address != notice.url:
                notice.identifiers.append(NoticeIdentifier("uri", address, name))
        elif name or file:
            left.append(f"explnum {name} ({file})" if file and file != name else f"explnum {name or file}")
    notice.leftovers = "\n".join(part for part in (notice.leftovers, *left) if part)


def _take_fields(base: "Base", key: str, notice: Notice) -> None:
    """Take the library's own fields: those of ours that bear their name are filled, the others stand word for word."""
    fields = []
    for row in base.of("notices_custom_values", key):
        own = base.get("notices_custom", row.get("notices_custom_champ", ""))
        written = next(
            (
                text
                for name in _VALUES
                if (text := row.get(f"notices_custom_{name}", "").strip()) not in {"", *_NO_DATES}
            ),
            "",
        )
        listed = base.of("notices_custom_lists", row.get("notices_custom_champ", ""))
        word = next(
            (
                one.get("notices_custom_list_lib", "")
                for one in listed
                if one.get("notices_custom_list_value") == written
            ),
            written,
        )
        if word:
            short = own.get("name", "") or f"champ-{row.get('notices_custom_champ', '')}"
            fields.append({"field": short, "name": clean(own.get("titre", "")) or short, "written": clean(word)})
    if fields:
        notice.more = json.dumps({"own_fields": fields}, ensure_ascii=False)


def _holding(base: "Base", row: "Row") -> str:
    """Return what the library holds of a periodical, as one line."""
    place = clean(base.get("docs_location", row.get("location_id", "")).get("location_libelle", ""))
    parts = [
        clean(row.get(name, ""))
        for name in ("collstate_cote", "collstate_archive", "collstate_origine", "collstate_note")
    ]
    missing = clean(row.get("collstate_lacune", ""))
    said = [clean(row.get("state_collections", "")), place, *parts, missing and f"lacunes : {missing}"]
    told = " ; ".join(part for part in said if part)
    return f"État de collection : {told}" if told else ""


def supports(base: "Base", rows: "list[Row]") -> Iterator[str]:
    """Yield what the copies are and for whom, as the base names it (« expl_typdoc DVD », « expl_codestat Jeunesse »)."""
    named = (
        (column, clean(base.get(table, row.get(column, "")).get(label, "")))
        for row in rows
        for table, column, label in _NAMED
    )
    yield from dict.fromkeys(f"{column} {name}" for column, name in named if name)
