"""One Dublin Core description in, one notice out; an element that has no place here is kept word for word."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from cresi_app.catalogue.interchange import loose
from cresi_app.catalogue.interchange.dublincore import hosting
from cresi_app.catalogue.interchange.dublincore.said import Said
from cresi_app.catalogue.interchange.marc21.names import role_coded, role_named
from cresi_app.catalogue.interchange.unimarc.kinds import names, spoken_kind
from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.catalogue.model.notice import (
    Notice,
    NoticeContribution,
    NoticeIdentifier,
    NoticeLanguage,
    NoticePublisher,
    NoticeSubject,
)
from cresi_app.catalogue.model.tongues import OtherAbstract, OtherTitle, packed
from cresi_app.core.text import fold

Elements = Mapping[str, Sequence[Said]]
"""The values of one description by element, in lower case: ``title``, ``creator``…"""

_TYPES: Final = (
    (re.compile(r"\b(?:article)\b"), "article"),
    (re.compile(r"\b(?:periodique|publication en serie|serial|journal|revue|periodical|fascicule)\b"), "periodical"),
    (re.compile(r"\b(?:these|thesis|dissertation|rapport|report|memoire)\b"), "report"),
    (re.compile(r"\b(?:movingimage|moving image|video|film)\b"), "video"),
    (re.compile(r"\b(?:sound|son|audio)\b"), "sound"),
    (re.compile(r"\b(?:carte|map)\b"), "map"),
    (re.compile(r"\b(?:stillimage|still image|image|photographie|estampe|affiche|poster)\b"), "poster"),
    (re.compile(r"\b(?:interactiveresource|interactive resource|dataset|software|service|site web|web)\b"), "web"),
    (re.compile(r"\b(?:manuscrit|manuscript|archives?)\b"), "archive"),
    (re.compile(r"\b(?:physicalobject|physical object)\b"), "game"),
    (re.compile(r"\b(?:text|texte|monograph\w*|book|livre)\b"), "book"),
)
_DCMI: Final = frozenset(
    [
        "text",
        "texte",
        "book",
        "image",
        "stillimage",
        "movingimage",
        "sound",
        "physicalobject",
        "interactiveresource",
        "collection",
        "dataset",
        "software",
        "service",
        "event",
    ]
)
"""The types of the DCMI, which a kind here says as well."""
_WORDS: Final = frozenset({"title", "alternative", "description", "abstract", "tableofcontents", "subject"})
_NUMBERED: Final = ("isbn", "isbn10", "isbn13", "issn", "eissn")
"""Elements of other vocabularies that stand among those of Dublin Core."""
_DATED: Final = frozenset({"issued", "date", "created", "available", "modified"})
_INSTANT: Final = re.compile(r"^\s*(\d{4}-\d{2}-\d{2})T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?\s*$")
_MEDIA_TYPE: Final = re.compile(r"^(?:application|audio|image|multipart|text|video)/[\w.+-]+$")
_ALTERNATIVE: Final = "info:eu-repo/semantics/altIdentifier/"
_ALTERNATIVE_KIND: Final = re.compile(rf"^{_ALTERNATIVE}(\w+)/")
"""How open archives say the other numbers of a document (OpenAIRE guidelines): as a relation."""
_ROLE: Final = re.compile(r"\.\s*([A-ZÉ][\wé' ]{3,40})$")
_IN_BRACKETS: Final = re.compile(r"\s*\(([^()]+)\)$")
_PLACE_IN: Final = re.compile(r"^(.*?)\s*\(([^()]+)\)\s*$")
OWN: Final = "cresi:"
"""What begins the identifier that our own exports give a document."""
_PREFERRED: Final = ("fr", "fre", "fra", "", "en", "eng")


def notice_of(said: Elements, source: str = "") -> Notice:
    """Return what the elements say; `source` is the record's name at its server. The title may be empty."""
    own = any(one.value.startswith(OWN) for one in said.get("identifier", ()))
    left = {name: list(values) if own else [_read(name, one) for one in values] for name, values in said.items()}
    notice = Notice(format="dc", source_key=source)
    types = left.pop("type", [])
    notice.kind = _kind(types)
    kept = [one for one in types if one.value not in names() and fold(one.value) not in _DCMI]
    if kept:  # « publication en série imprimée » says more than our kind: it is kept too
        left["type"] = kept
    _titles(left, notice)
    _people(left, notice)
    _publication(left, notice)
    _numbers(left, notice)
    _texts(left, notice)
    notice.leftovers = "\n".join(f"dc:{name} {one.value}" for name, values in left.items() for one in values)
    return notice


def _read(name: str, one: Said) -> Said:
    """Return a value of another program without what it wrote for the web: marks, entities, the hour of a day."""
    if name in _WORDS:
        return one._replace(value=loose.without_tags(one.value))
    found = _INSTANT.match(one.value) if name in _DATED else None
    return one._replace(value=found[1]) if found else one


def _kind(types: Sequence[Said]) -> str:
    for one in types:
        if one.value in names():
            return names()[one.value]
    folded = " ; ".join(fold(one.value.rpartition("/")[2]) for one in types)
    spoken = spoken_kind(folded)
    if spoken:
        return spoken
    return next((kind for pattern, kind in _TYPES if pattern.search(folded)), "book" if not types else "other")


def _in_order(values: Sequence[Said]) -> list[Said]:
    """Return the values, French first, then those without a language, then English, then the others."""
    rank = {code: at for at, code in enumerate(_PREFERRED)}
    return sorted(values, key=lambda one: rank.get(one.lang.lower().split("-")[0], len(rank)))


def _titles(left: dict[str, list[Said]], notice: Notice) -> None:
    own = any(one.value.startswith(OWN) for one in left.get("identifier", []))
    said = left.pop("title", [])
    said = said if own else _in_order(said)  # our own says its title first
    if said:
        whole = clean(said[0].value)
        title, mark, subtitle = whole.partition(" : ")
        notice.title, notice.subtitle = (title, subtitle) if mark else (whole, "")
        if "responsibility" not in left and " / " in notice.title:  # « Titre / Auteur », as ISBD has it
            notice.title, _, notice.responsibility = notice.title.partition(" / ")
        elif " / " in notice.subtitle:
            notice.subtitle, _, notice.responsibility = notice.subtitle.partition(" / ")
    first = said[0].lang if said else ""
    others: list[str] = []
    found: list[OtherTitle] = []
    for kind, values in (("parallel", said[1:]), ("variant", left.pop("alternative", []))):
        for one in values:
            language, text = _other_language(one, first), clean(one.value)
            if text and language:
                found.append(OtherTitle(kind, text, language))
            elif text:
                others.append(text)
    notice.other_titles = " ; ".join(dict.fromkeys(others))
    notice.more = packed(dict.fromkeys(found), _other_abstracts(left, is_own=own))


def _other_language(one: Said, first: str) -> str:
    """Return the language of a value when it is said, known, and not that of the first one."""
    told = one.lang.lower().split("-")[0]
    return loose.language(told) if told and told != first.lower().split("-")[0] else ""


def _other_abstracts(left: dict[str, list[Said]], *, is_own: bool) -> list[OtherAbstract]:
    """Take the abstracts that say another language than the first one; our own say one only then."""
    described = [*left.pop("abstract", []), *left.pop("description", [])]
    ordered = _in_order(described)
    first = ordered[0].lang if ordered and not is_own else ""
    others = {id(one): language for one in ordered[0 if is_own else 1 :] if (language := _other_language(one, first))}
    left["description"] = [one for one in described if id(one) not in others]
    found: dict[str, list[str]] = {}
    for one in described:
        if id(one) in others and (text := clean(one.value)):
            found.setdefault(others[id(one)], []).append(text)
    return [OtherAbstract("\n\n".join(dict.fromkeys(texts)), code) for code, texts in found.items()]


def _people(left: dict[str, list[Said]], notice: Notice) -> None:
    found: list[NoticeContribution] = []
    for element, role in (("creator", "aut"), ("contributor", "ctb")):
        kept: list[Said] = []
        for one in left.pop(element, []):
            text = clean(one.value)
            if "://" in text or (one.type.isalpha() and len(one.type) == len("aut") and not role_coded(one.type)):
                kept.append(one)  # an address is nobody's name; nor is « calibre », the maker of a file
                continue
            if ";" in text:
                found += loose.people(text, role)
                continue
            told = _ROLE.search(text)  # « Dupont, Marie. Illustrateur », as national libraries write it
            if told is None or not role_named(told[1]):
                told = _IN_BRACKETS.search(text)
            role_told = role_coded(one.type) or (role_named(told[1]) if told else "")
            behind = _ROLE.search(text)
            if behind and not role_named(behind[1]) and text[: behind.start()].endswith(")"):
                text = text[: behind.start()]  # a function without a name here: it is kept in its own word
                kept.append(one)
                told = None
            if told and role_named(told[1]):
                text = text[: told.start()].strip()
            if text.startswith("[") and text.endswith("]"):  # supplied by the cataloguer
                text = text[1:-1]
            named = loose.contributor(text, role_told or role)
            if named is not None:
                found.append(named)
        if kept:
            left[element] = kept
    notice.contributions = list(dict.fromkeys(found))


def _publication(left: dict[str, list[Said]], notice: Notice) -> None:
    for one in left.pop("publisher", []):
        found = _PLACE_IN.match(clean(one.value))
        name, place = (found[1], found[2]) if found else (clean(one.value), "")
        notice.publishers.append(NoticePublisher(name.strip(" ,"), place))
    dated = [one for name in ("issued", "date", "created", "available") for one in left.pop(name, [])]
    dates = [clean(one.value) for one in dated]
    others = [one for one, told in zip(dated[1:], dates[1:], strict=True) if told not in dates[0]]
    if others:  # of a second date nobody knows what it is of: it is kept in words
        left["date"] = others
    for told in dates:
        notice.year = notice.year or loose.year(told)
        notice.published_on = notice.published_on or loose.day(told)
    notice.date_text = dates[0] if dates else ""
    modified = [loose.day(clean(one.value)) for one in left.pop("modified", [])]
    notice.revised_on = next((day for day in modified if day), "")
    spoken = [(one, loose.code_of(one.value)) for one in left.pop("language", [])]
    notice.languages = [NoticeLanguage(code) for code in dict.fromkeys(code for _, code in spoken) if code]
    if unknown := [one for one, code in spoken if not code]:
        left["language"] = unknown


def _numbers(left: dict[str, list[Said]], notice: Notice) -> None:
    found: list[NoticeIdentifier] = []
    addresses: list[str] = []
    related = left.pop("relation", [])
    others = [one for one in related if one.value.startswith(_ALTERNATIVE)]
    if kept := [one for one in related if one not in others]:
        left["relation"] = kept
    for one in [*left.pop("identifier", []), *others]:
        value = _ALTERNATIVE_KIND.sub(r"\1:", clean(one.value))
        bare = value.lower().removeprefix("urn:")
        if bare.startswith(("isbn", "issn")):
            number = bare[4:].strip(" :").upper()
            found += loose.standard_numbers(number) if number else []
        elif loose.doi(value):
            found.append(NoticeIdentifier("doi", loose.doi(value)))
            if len(value.split()) > 3:  # a whole citation that ends with the number: its words are kept
                left.setdefault("identifier", []).append(one)
        elif value.startswith(OWN):
            notice.source_key = value
        elif "://" in value:
            addresses.append(value)
        elif "ark:/" in value:
            found.append(NoticeIdentifier("ark", value))
        else:
            numbers = loose.standard_numbers(value)
            told = one.type if one.type and ":" not in one.type else ""
            found += [number._replace(note=told) if number.scheme == "other" else number for number in numbers]
    for name in _NUMBERED:
        found += [number for one in left.pop(name, []) for number in loose.standard_numbers(one.value)]
    notice.url = addresses[0] if addresses else ""
    found += [NoticeIdentifier("uri", one) for one in addresses[1:]]
    notice.identifiers = list(dict.fromkeys(found))


def _texts(left: dict[str, list[Said]], notice: Notice) -> None:
    described = [clean(one.value) for one in _in_order(left.pop("description", []))]
    notice.abstract = "\n\n".join(dict.fromkeys(one for one in described if one))
    notice.contents = "\n".join(clean(one.value) for one in left.pop("tableofcontents", []))
    described_as = [one for name in ("extent", "format", "medium") for one in left.pop(name, [])]
    notice.extent = " ; ".join(clean(one.value) for one in described_as if not _MEDIA_TYPE.match(one.value.strip()))
    if media := [one for one in described_as if _MEDIA_TYPE.match(one.value.strip())]:
        left["format"] = media
    notice.rights = " ; ".join(clean(one.value) for name in ("rights", "license") for one in left.pop(name, []))
    notice.audience = " ; ".join(clean(one.value) for one in left.pop("audience", []))
    words = [word for one in left.pop("subject", []) for word in loose.words_of(one.value)]
    notice.subjects = [NoticeSubject(word, "free") for word in dict.fromkeys(words)]
    covered = [clean(one.value) for name in ("coverage", "spatial") for one in left.pop(name, [])]
    covered = hosting.take(left, notice, covered)
    notice.subjects += [NoticeSubject(place, "place") for place in dict.fromkeys(covered) if not loose.country(place)]
    notice.countries = list(dict.fromkeys(covered))
