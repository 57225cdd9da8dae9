"""Brings an incoming notice to the library's own codes before it is compared with anything: what is unknown is kept in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from cresi_app.catalogue.model.authority_rows import subject_key
from cresi_app.catalogue.model.notice import Notice, NoticeLanguage
from cresi_app.catalogue.model.rules import title_sort
from cresi_app.catalogue.queries import authoritylists, lists
from cresi_app.catalogue.service.desk import ListsDesk
from cresi_app.catalogue.service.importing.naming import known_only
from cresi_app.core.text import fold

_COUNTRY_WORDS: Final = {
    "cote d'ivoire": "CI", "rdc": "CD", "congo (republique democratique)": "CD", "burkina": "BF", "viet nam": "VN",
    "etats-unis d'amerique": "US", "usa": "US", "royaume uni": "GB", "grande-bretagne": "GB", "angleterre": "GB",
    "coree du sud": "KR", "coree (republique)": "KR", "territoires palestiniens": "PS", "cap vert": "CV", "cap-vert": "CV",
    "guyane francaise": "GF", "reunion": "RE", "la reunion": "RE", "birmanie": "MM", "laos": "LA",
}  # fmt: skip


@dataclass(slots=True)
class Codes:
    """The codes of one library, read once an import."""

    kinds: Mapping[str, object]
    roles: Mapping[str, object]
    schemes: Mapping[str, object]
    subject_kinds: Mapping[str, object]
    relations: Mapping[str, object]
    statuses: Mapping[str, object]
    languages: Mapping[str, object]
    language_aliases: Mapping[str, str]
    countries: Mapping[str, object]
    country_words: Mapping[str, str]
    authority_schemes: Mapping[str, object]
    variant_kinds: Mapping[str, object]

    @classmethod
    def of(cls, desk: ListsDesk) -> "Codes":
        """Read the codes of a library."""
        countries = lists.countries(desk.library)
        words = dict(_COUNTRY_WORDS)
        for code, names in countries.items():
            words |= {fold(name): code for name in names}
        return cls(
            kinds=desk.kinds(),
            roles=desk.roles,
            schemes=desk.schemes,
            subject_kinds=desk.subject_kinds,
            relations=desk.relations,
            statuses=desk.statuses,
            languages=lists.languages(desk.library),
            language_aliases=lists.language_aliases(desk.library),
            countries=countries,
            country_words={word: code for word, code in words.items() if code in countries},
            authority_schemes=authoritylists.schemes(desk.library),
            variant_kinds=authoritylists.variant_kinds(desk.library),
        )


def settle(notice: Notice, codes: Codes) -> None:
    """Change `notice` in place to known codes; a code the library does not have joins its leftovers, word for word."""
    unknown: list[str] = []
    if notice.kind not in codes.kinds:
        notice.kind = "other"
    notice.title_sort = notice.title_sort or title_sort(notice.title)
    if notice.languages:
        notice.languages = _languages(notice.languages, codes, unknown)
    if notice.publication_country and notice.publication_country not in codes.countries:
        unknown.append(f"102 ##‡a{notice.publication_country}")
        notice.publication_country = ""
    if notice.countries:
        found = (_country(word, codes) for word in notice.countries)
        notice.countries = list(dict.fromkeys(code for code in found if code))
    if notice.year is not None and not 1000 <= notice.year <= 2999:
        notice.year = None
    for name in ("published_on", "revised_on"):
        written = getattr(notice, name)
        if written and not _is_day(written):
            unknown.append(f"{name} {written}")
            setattr(notice, name, "")
    _known_codes(notice, codes)
    known_only(notice, codes.authority_schemes, codes.variant_kinds)
    if unknown:
        notice.leftovers = "\n".join(part for part in (notice.leftovers, *unknown) if part)


def without_new_subjects(notice: Notice, known: Mapping[tuple[str, str], int]) -> set[str]:
    """Leave out of `notice` the subjects that the library does not have, keep them in words, and return them."""
    new = [one for one in notice.subjects if ("subject", subject_key(one.term, one.kind)) not in known]
    if new:
        notice.subjects = [one for one in notice.subjects if one not in new]
        lines = [f"Sujet : {one.term}" for one in new]
        notice.leftovers = "\n".join(part for part in (notice.leftovers, *lines) if part)
    return {one.term for one in new}


def _languages(given: list[NoticeLanguage], codes: Codes, unknown: list[str]) -> list[NoticeLanguage]:
    kept: list[NoticeLanguage] = []
    for language in given:
        code = codes.language_aliases.get(language.code, language.code)
        if code in codes.languages:
            kept.append(language if code == language.code else NoticeLanguage(code, language.use))
        else:
            unknown.append(f"101 ##‡a{language.code}")
    return list(dict.fromkeys(kept))


def _country(word: str, codes: Codes) -> str:
    if len(word) == 2 and word in codes.countries:
        return word
    return codes.country_words.get(fold(word), "")


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def _known_codes(notice: Notice, codes: Codes) -> None:
    if any(one.role not in codes.roles for one in notice.contributions):
        notice.contributions = [
            one if one.role in codes.roles else one._replace(role="oth") for one in notice.contributions
        ]
    if any(one.kind not in codes.subject_kinds for one in notice.subjects):
        notice.subjects = [
            one if one.kind in codes.subject_kinds else one._replace(kind="topic") for one in notice.subjects
        ]
    if any(one.scheme not in codes.schemes for one in notice.identifiers):
        notice.identifiers = [
            one if one.scheme in codes.schemes else one._replace(scheme="other") for one in notice.identifiers
        ]
    if any(one.relation not in codes.relations for one in notice.links):
        notice.links = [
            one if one.relation in codes.relations else one._replace(relation="related") for one in notice.links
        ]
    if any(one.status not in codes.statuses for one in notice.copies):
        notice.copies = [one if one.status in codes.statuses else one._replace(status="") for one in notice.copies]
