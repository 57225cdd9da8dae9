"""Values written freely, as RIS, BibTeX, Dublin Core and spreadsheets have them: names, numbers, languages, days."""

import csv
import html
import re
from datetime import date
from functools import lru_cache
from typing import Final

from stdnum import issn

from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.catalogue.model.givenfirst import given_first
from cresi_app.catalogue.model.notice import BODY, PERSON, NoticeContribution, NoticeIdentifier
from cresi_app.core.paths import DATABASE
from cresi_app.core.text import fold

_FAMILY_INITIALS: Final = re.compile(r"^([\w'’-]+(?: [\w'’-]+){0,2}) ((?:[A-Z]\.?[- ]?){1,4})$")
_BODY_WORDS: Final = re.compile(
    r"\b(?:associations?|centres?|center|ministere|ministry|universite|university|institut|institute|organisations?|organization|"
    r"departement|department|conseil|council|comite|committee|federation|union|reseau|network|fondation|foundation|agence|"
    r"agency|office|ville|mairie|region|commission|banque|bank|service|societe|society|collectif|ong|ngo|secours|croix|"
    r"nations|unicef|unesco|handicap|group|groupe|programme|international|france|editions|direction|ecole|cresi|medecins|"
    r"coordination|congres|congress|forum|colloque|conference|symposium|seminaire|amis|bureau|observatoire|musee|bibliotheque|library|press|mission|delegation|ambassade|cooperation)\b"
)
_ARTICLES: Final = {"le", "la", "les", "the"}
"""What begins the name of a newspaper or a body (« Le Monde », « Les Amis de… »), and of nobody written given name first."""
_JOINING: Final = {"de", "du", "des", "sans", "pour", "en", "et", "la", "les"}
"""What stands before the last word of a body's name when that is no name (« Magasins du monde »)."""
_IN_BRACKETS: Final = re.compile(r"^([^\W\d_][\w'’-]*(?: [\w'’-]+){0,2}) \(([^()\d]{2,30})\)$")
"""« Millet (Damien) », as French cards wrote it."""
_GIVEN: Final = re.compile(
    r"^(?:[^\W\d_][a-zà-öø-ÿœ'’]+|[^\W\d_]\.)(?:[ -](?:[^\W\d_][a-zà-öø-ÿœ'’]+|[^\W\d_]\.)){0,2}$"
)
_TOWNS: Final = frozenset({
    "paris", "lyon", "marseille", "lille", "toulouse", "nantes", "bordeaux", "strasbourg", "montpellier", "rennes",
    "grenoble", "evry", "dijon", "rouen", "geneve", "lausanne", "bruxelles", "louvain", "liege", "montreal", "quebec",
    "londres", "london", "new-york", "dakar", "bamako", "ouagadougou", "niamey", "abidjan", "cotonou", "lome",
    "tunis", "alger", "rabat", "casablanca", "kinshasa", "yaounde", "antananarivo", "beyrouth", "rome", "madrid",
    "barcelone", "berlin", "bonn", "afrique", "europe", "asie", "amerique", "essonne", "bretagne", "normandie",
})  # fmt: skip
"""Towns and regions that stand in brackets behind the name of a body."""
_DATES: Final = re.compile(
    r",?\s*\(?(\d{2}(?:\d\d|\d[.?]|\.\.)\??\s*-\s*(?:\d{2}(?:\d\d|\d[.?]|\.\.)\??|\.{2,4})?)\)?\.?$"
)
_NO_END: Final = re.compile(r"-\.+$")
_YEAR_MONTH_DAY: Final = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T/ ].*)?$")
_DAY_MONTH_YEAR: Final = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
_YEAR: Final = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_ISBN: Final = re.compile(r"(?<![\dXx])(?:97[89][\s-]?)?(?:\d[\s-]?){9}[\dXx](?![\dXx])")
_ISSN: Final = re.compile(r"(?<!\d)\d{4}-?\d{3}[\dXx](?![\dXx])")
_HYPHENS: Final = re.compile("[\u2010-\u2015\u2212]")
"""Hyphens that word processors put into numbers."""
_BRACKETS: Final = re.compile(r"\s*\(([^()]{1,60})\)")
_TAGS: Final = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|div|span|ul|ol|li|a|h[1-6]|font|table|tr|td|sup|sub)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_CLOSED: Final = re.compile(
    r"</(?:p|b|i|u|em|strong|div|span|ul|ol|li|a|h[1-6]|font|table|sup|sub)>|<br\s*/?>", re.IGNORECASE
)
"""What nobody writes who does not write for the web: a lone « <b> » may be meant."""
_BREAKS: Final = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr)\s*/?>", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:[A-Za-z]{2,8}\d?|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")
_DOI: Final = re.compile(r"10\.\d{4,9}/\S+")


def contributor(text: str, role: str = "aut") -> NoticeContribution | None:
    """Read a name as people write it: « Dupont, Marie », « Marie Dupont », « DUPONT M. », « Ministère de… »; None when empty."""
    name = clean(text).strip(" ,;")
    dates = ""
    found = _DATES.search(name)
    if found and found.start() > 0:
        dates, name = _NO_END.sub("-", "".join(found[1].split())), name[: found.start()].strip(" ,;")
    if not name:
        return None
    if "," in name:
        family, _, given = name.partition(",")
        if not _BODY_WORDS.search(fold(name)):
            return NoticeContribution(family.strip(), given.strip(), dates, PERSON, role)
    inverted = _IN_BRACKETS.match(name)
    if inverted and _is_given(inverted[2]) and not _BODY_WORDS.search(fold(name)):
        return NoticeContribution(inverted[1], inverted[2], dates, PERSON, role)
    if _is_body(name):
        return NoticeContribution(name, "", dates, BODY, role)
    initials = _FAMILY_INITIALS.match(name)
    if initials:
        return NoticeContribution(initials[1], initials[2].strip(), dates, PERSON, role)
    return NoticeContribution(*given_first(name), dates, PERSON, role)


def _is_given(text: str) -> bool:
    """Say whether what stands in brackets behind a name is a given name: no acronym, country or town (« Eau Vive (Mali) »)."""
    return _GIVEN.match(text) is not None and not country(text) and fold(text) not in _TOWNS


def names_a_body(name: str) -> bool:
    """Say whether a name holds a word that only bodies bear (« Institut », « Centre »)."""
    return bool(_BODY_WORDS.search(fold(name)))


def _is_body(name: str) -> bool:
    words = name.split()
    return (
        words[0].lower() in _ARTICLES
        or name.endswith(")")
        or len(words) == 1
        or (len(words) > 2 and words[-2].lower() in _JOINING and words[-1][0].islower() and words[0][0].isupper())
        or len(words) > 5
        or bool(_BODY_WORDS.search(fold(name)))
    )


def people(text: str, role: str = "aut") -> list[NoticeContribution]:
    """Read several names of one cell: parted at semicolons, bars, lines, « et » or « and ».

    A comma parts a family name from a given one, unless every part has several words (« Marie Dupont, Jean Petit »).
    """
    parts = [part for part in re.split(r"\s*[;|\n]\s*|\s+(?:et|and|&)\s+", text) if part.strip()]
    if len(parts) == 1 and text.count(",") >= 1 and all(len(part.split()) >= 2 for part in text.split(",")):
        parts = text.split(",")
    return [one for part in parts if (one := contributor(part, role)) is not None]


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    """Return the code of every language by its codes and its French and English names, folded, from the shipped list."""
    found: dict[str, str] = {}
    with (DATABASE / "reference" / "language.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in (row["name_fr"], row["name_en"], row["code2"], row["code_t"], row["code"]):
                for one in re.split(r"[;,]", name) if name else ():
                    found.setdefault(fold(one).strip(), row["code"])
    return found


def language(text: str) -> str:
    """Return the code (ISO 639-2/B) of a language written as name or code (« français », « fr-FR »), "" when it is none."""
    told = fold(text).strip(" .")
    return _languages().get(told) or _languages().get(re.split(r"[-_]", told)[0], "")


def code_of(text: str) -> str:
    """Return the code of a language, or the three letters that may be one we do not know; "" of a word that is none."""
    told = text.strip().lower()
    return language(told) or (told if len(told) == 3 and told.isascii() and told.isalpha() else "")


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Return the code of every country or territory by its French and English names, folded, from the shipped list."""
    with (DATABASE / "reference" / "country.csv").open(encoding="utf-8", newline="") as file:
        return {fold(row[name]): row["code"] for row in csv.DictReader(file) for name in ("name_fr", "name_en")}


def country(text: str) -> str:
    """Return the code of the country or territory that `text` names, "" when it is none (« Sahel »)."""
    told = text.strip()
    if len(told) == 2 and told.upper() in _countries().values():
        return told.upper()
    return _countries().get(fold(told), "")


def day(text: str) -> str:
    """Return the ISO day that `text` is, "" when it is none (a year, a season, a 31st of June)."""
    told = text.strip()
    found = _YEAR_MONTH_DAY.match(told)
    parts = (found[1], found[2], found[3]) if found else None
    if parts is None:
        found = _DAY_MONTH_YEAR.match(told)
        parts = (found[3], found[2], found[1]) if found else None
    if parts is None:
        return ""
    try:
        return date(*map(int, parts)).isoformat()
    except ValueError:
        return ""


def year(text: str) -> int | None:
    """Return the first plausible year written in `text`."""
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def standard_numbers(text: str) -> list[NoticeIdentifier]:
    """Return every ISBN and ISSN written in `text`, told apart by their length; what is neither is « other »."""
    text = _HYPHENS.sub("-", text)
    isbns = [NoticeIdentifier("isbn", " ".join(found[0].split()), _said(text, found)) for found in _ISBN.finditer(text)]
    rest = _ISBN.sub(" ", text)
    # Eight figures in a row are an ISSN only when their last one proves it: many a list numbers its records so.
    issns = [
        NoticeIdentifier("issn", found[0], _said(rest, found))
        for found in _ISSN.finditer(rest)
        if "-" in found[0] or issn.is_valid(found[0])
    ]
    if isbns or issns:
        return [*isbns, *issns]
    return [NoticeIdentifier("other", clean(text))] if text.strip() else []


def _said(text: str, number: re.Match[str]) -> str:
    """Return what stands in brackets behind a number (« (br.) », « (Print) »)."""
    found = _BRACKETS.match(text, number.end())
    return clean(found[1]) if found else ""


def without_tags(text: str) -> str:
    """Return a text that was written as a piece of a web page (« <p>R&eacute;sum&eacute;</p> », « l&#39;eau ») as its words, a line a paragraph; any other as it is."""
    if not _CLOSED.search(text):
        return without_entities(text)
    words = html.unescape(_TAGS.sub("", _BREAKS.sub("\n", text)))
    return "\n".join(line for part in words.split("\n") if (line := clean(part)))


def without_entities(text: str) -> str:
    """Return a text with the signs that stand for its entities (« l&#39;&eacute;t&eacute; »); any other as it is."""
    return html.unescape(text) if _ENTITY.search(text) else text


def doi(text: str) -> str:
    """Return the DOI in `text` without its address, "" when there is none."""
    found = _DOI.search(text)
    return found[0].rstrip(".,;)") if found else ""


def words_of(text: str) -> list[str]:
    """Part a list of keywords: at semicolons, bars or lines; at commas when it is plainly a list."""
    for mark in (";", "|", "\n"):
        if mark in text:
            return [word for part in text.split(mark) if (word := clean(part).strip(" ."))]
    if text.count(",") >= 2 and all(len(part.split()) <= 4 for part in text.split(",")):
        return [word for part in text.split(",") if (word := clean(part).strip(" ."))]
    word = clean(text).strip()
    return [word] if word else []
