"""What a file's properties and first pages tell of the document: title, authors, date, numbers, language, kind; each with what says so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from cresi_app.catalogue.model.languages import language_of, of_tag
from cresi_app.core.filereading.reader import Facts, Line
from cresi_app.core.i18n import N_
from cresi_app.core.identifiers import check
from cresi_app.core.text import fold, words

PROPERTIES: Final = N_("propriétés du fichier")
FIRST_PAGE: Final = N_("première page")
PAGES: Final = N_("premières pages")
FILE_NAME: Final = N_("nom du fichier")
WHOLE_TEXT: Final = N_("langue du texte")
FILE_DATE: Final = N_("date du fichier, à vérifier")


@dataclass(frozen=True, slots=True)
class Found:
    """A value, where it was found (a French word or two), and the line that says so ("" when there is none)."""

    value: str
    where: str
    line: str = ""


@dataclass(slots=True)
class Described:
    """What was found; what was not stays None or empty. `authors` as people write them: « Marie Dupont »."""

    title: Found | None = None
    subtitle: Found | None = None
    authors: list[Found] = field(default_factory=list)
    date: Found | None = None
    language: Found | None = None
    kind: Found | None = None
    numbers: list[tuple[str, Found]] = field(default_factory=list)
    """(scheme, number): isbn, issn, doi."""
    pages: int = 0

    @property
    def year(self) -> int | None:
        """The year of the date."""
        found = _YEAR.search(self.date.value) if self.date else None
        return int(found[0]) if found else None


_YEAR: Final = re.compile(r"(?<!\d)(?:19[3-9]\d|20[0-4]\d)(?!\d)")
_JUNK_TITLE: Final = re.compile(
    r"^(?:microsoft\s+\w+\s*-|untitled|sans titre|sin t[ií]tulo|document\d*$|doc\d+|pr[ée]sentation\d*$|presentation\d*$|adobe photoshop|"
    r"layout\s*\d|mise en page|page\s*\d|scan|img|image|slide\s*\d|diapositive|titre|title|template|mod[èe]le$|print|imprimer|"
    r"book\d|classeur|nouveau document|blank|couverture$|cover$|int[ée]rieur$|maquette|brochure\d*$|depliant$|file:|https?:)"
    r"|\.(?:docx?|odt|pdf|indd|qxd|qxp|tex|dvi|pptx?|xlsx?|rtf|ai|eps|pub|cdr|psd|html?|wpd|pmd|p65|fm)$",
    re.IGNORECASE,
)  # fmt: skip
_HEADING: Final = re.compile(
    r"^(?:sommaire|contents|table of contents|table des mati[èe]res|[íi]ndice|inhalt|abstract|r[ée]sum[ée]|introduction)\W*$",
    re.IGNORECASE,
)
_JUNK_AUTHOR: Final = re.compile(
    r"^(?:user|utilisateur|usuario|admin\w*|administrat\w+|windows|microsoft|pc\d*|owner|propri[ée]taire|unknown|inconnu|anonym\w*|author|auteur|"
    r"poste\d*|accueil|secretariat|stagiaire|test|n/?a|hp|dell|acer|asus|mac|toshiba|default|none)\b",
    re.IGNORECASE,
)
_ISBN: Final = re.compile(r"ISBN(?:[- ]?1[03])?\s*(?:\([^)]*\))?\s*[:.]?\s*([\d][\dXx\s.\-–‐]{8,22}[\dXx])")
_BARE_ISBN: Final = re.compile(r"(?<![\d-])97[89][\s\-–]?(?:\d[\s\-–]?){9}\d(?!\d)")
_ISSN: Final = re.compile(r"ISSN(?:-L)?\s*(?:\([^)]*\))?\s*[:.]?\s*(\d{4}\s?[-–]\s?\d{3}[\dXx])")
_DOI: Final = re.compile(r"(?<![\w.])10\.\d{4,9}/[^\s\"<>{}|\\^`\[\]]+")
_MONTHS: Final = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre january february march april may june july august "
    "september october november december enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro "
    "fevereiro março maio junho julho setembro outubro dezembro gennaio febbraio aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre januar februar märz juni juli oktober dezember"
)
_MONTH: Final = "(?:" + "|".join(dict.fromkeys(_MONTHS.split())) + ")"
_DATES: Final = (
    re.compile(
        rf"\b(?:\d{{1,2}}(?:er)?\s+(?:de\s+)?)?{_MONTH}\.?,?\s+(?:\d{{1,2}},\s+)?(?:de\s+)?(?:19|20)\d\d\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:©|\(c\)|copyright|d[ée]p[ôo]t l[ée]gal\s*:?|[ée]dition|published|publi[ée]e?)\D{0,40}?((?:19|20)\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(r"^(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)\d\d)?$"),
    re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d\b"),
    # « Ritimo, Paris, 2021 »: an imprint.
    re.compile(r"^[A-ZÀ-Ý][^.;:!?()\d]{1,60},\s*((?:19|20)\d\d)(?=\s*(?:$|[.,;–-]|ISBN))"),
)
_BY: Final = re.compile(
    r"^(?:par|by|auteure?s?\s*:|authors?\s*:|por|von|di|r[ée]daction\s*:|r[ée]dig[ée] par|[ée]crit par|written by)\s+(.+)$",
    re.IGNORECASE,
)
_PERSON: Final = re.compile(
    r"^(?:[A-ZÀ-ÝŒ][\w’'\-]*\.?\s+){1,3}(?:(?:de|du|des|d’|d'|van|von|der|el|al|ben|la|le|di|da|dos|ould)\s+)?[A-ZÀ-ÝŒ][\w’'\-]+$"
)
_NO_PERSON: Final = re.compile(
    r"\b(?:universi|institu|minist)|\b(?:association|organi[sz]ation|centre|center|agence|agency|lab|rapport|guide|report|janvier|mars|avril|juin|juillet|"
    r"afri|europe|nations|united|états|france|sommaire|contents|abstract|r[ée]sum[ée]|introduction|note|document|cahier|volume|num[ée]ro|"
    r"the|les|des|une|and|pour|with|dans|from|germany|software|systems?|engineering|conference|international|hello|world|project)\b",
    re.IGNORECASE,
)
_APART: Final = re.compile(r"\s*(?:;|,|&|\bet\b|\band\b|\by\b|\bund\b|•|·)\s*")
_KINDS: Final = (
    ("kit", re.compile(r"\b(?:mallette|malle|valise) p[ée]dagogique|\bkit (?:p[ée]dagogique|d.animation)|\beducation(?:al)? kit\b")),
    ("tool", re.compile(r"\bfiches? (?:p[ée]dagogiques?|pratiques?|techniques?|d.activit[ée]s?)|activity sheet|practical sheet")),
    ("guide", re.compile(r"\b(?:guide|manuel|handbook|manual|toolkit|bo[îi]te [àa] outils|mode d.emploi|vademecum|gu[ií]a|leitfaden)\b")),
    ("report", re.compile(r"\b(?:rapport|report|informe|relat[óo]rio|bericht|[ée]tude|study|[ée]valuation|bilan|compte[- ]rendu|diagnostic)\b")),
    ("issue", re.compile(r"\b(?:n° ?\d+|num[ée]ro \d+|bulletin|newsletter|lettre d.information|revue|magazine|journal)\b")),
    ("game", re.compile(r"\b(?:r[èe]gles? du jeu|jeu coop[ée]ratif|plateau de jeu)\b")),
    ("exhibition", re.compile(r"\bpanneaux? d.exposition|exposition itin[ée]rante\b")),
)  # fmt: skip
_LONG_BOOK: Final = 48

_HEAD: Final = 10
"""Lines of the first page among which a document says what it is."""
_LABEL: Final = 110
"""Letters of such a line: longer ones are text."""
_SAID_KIND: Final = re.compile(
    r"(?:(?P<kit>mallette|malle p|kit p[ée]d|kit d.anim)|(?P<guide>guide|manuel|handbook|toolkit|bo[îi]te [àa] outils)|"
    r"(?P<report>rapport|[ée]tude\b|report\b|compte[- ]rendu|(?:[\w’'-]+ ){0,3}(?:research|annual|final|evaluation) report\b)|"
    r"(?P<tool>fiche )|(?P<game>jeu |r[èe]gles? du jeu)|(?P<exhibition>exposition ))",
    re.IGNORECASE,
)
"""A line under the title that begins with what the document is: « Rapport d'étude », « Mallette pédagogique, 12-15 ans »."""


def described(facts: Facts, name: str, text: str = "") -> Described:
    """Return what a file tells. `name` is the file's own; `text` its words, for the language (else those of the first pages)."""
    first = next((page for page in facts.lines[:3] if page), ())
    lines = [line for page in facts.lines for line in page]
    told = Described(pages=facts.pages)
    big = _biggest(first)
    told.title = _title(facts, big, first, name)
    told.subtitle = _subtitle(told, big, first)
    told.authors = _authors(facts, first, told)
    told.numbers = list(_numbers(facts, lines))
    told.date = _date(facts, first, lines)
    told.language = _language(facts, text or " ".join(line.text for line in lines))
    told.kind = _kind(told, first)
    return told


# --- title


def _said(facts: Facts) -> Iterator[str]:
    for said in (facts.xmp.get("title"), facts.info.get("Title")):
        for one in said if isinstance(said, list) else [said]:
            title = " ".join(str(one or "").replace("\x00", "").split())
            if title:
                yield title


def is_junk_title(title: str, name: str = "") -> bool:
    """Say whether a title that a program left in the properties is none: « Microsoft Word - doc1.docx », « Untitled »."""
    said = fold(title).strip()
    stem = fold(name.rpartition(".")[0])
    if len(said) < 4 or _JUNK_TITLE.search(title) or not any(letter.isalpha() for letter in said):
        return True
    if stem and said == stem and " " not in said:
        return True
    return " " not in said and ("_" in said or any(letter.isdigit() for letter in said))


def _title(facts: Facts, big: Sequence[Line], first: Sequence[Line], name: str) -> Found | None:
    on_page = set(words(" ".join(line.text for line in first)))
    shown = " ".join(line.text for line in big)
    shown = "" if _HEADING.match(shown) else shown
    for said in _said(facts):
        if is_junk_title(said, name):
            continue
        own = words(said)
        there = sum(word in on_page for word in own) / max(len(own), 1)
        # A title that stands on the page is one; one that does not was left by another document, unless the page has none.
        if there >= 0.6 or (not shown and (len(own) > 1 or not on_page)):
            return Found(_capitalised(said), PROPERTIES, said)
    if shown:
        return Found(_capitalised(shown), FIRST_PAGE, shown)
    begin = next(
        (
            line.text
            for line in first
            if 8 <= len(line.text) <= 160 and any(c.isalpha() for c in line.text) and not _HEADING.match(line.text)
        ),
        "",
    )
    if begin:
        return Found(_capitalised(begin), FIRST_PAGE, begin)
    stem = re.sub(r"[_\s]+", " ", name.rpartition(".")[0] or name).strip()
    return Found(_capitalised(stem), FILE_NAME) if stem else None


def _capitalised(title: str) -> str:
    """Return a title in capitals as a sentence: people do not shout in a catalogue."""
    title = " ".join(title.split()).strip(" .:-–—")
    letters = [letter for letter in title if letter.isalpha()]
    if len(letters) > 8 and all(letter.isupper() for letter in letters):
        return title[:1] + title[1:].lower()
    return title[:1].upper() + title[1:]


def _biggest(first: Sequence[Line]) -> list[Line]:
    """Return the lines of the biggest type that stand together, none when nothing stands out."""
    sizes = sorted(line.size for line in first)
    if not sizes:
        return []
    middle = sizes[len(sizes) // 2]
    worthy = [
        line for line in first if sum(c.isalpha() for c in line.text) > 3 and line.top < 0.85 and len(line.text) < 250
    ]
    for most in sorted({line.size for line in worthy}, reverse=True):
        if most < middle * 1.15 and len(sizes) > 1:
            break
        chosen: list[Line] = []
        for line in worthy:
            alike = line.size >= most * 0.93 and line.size <= most * 1.05
            if alike and (not chosen or first.index(line) - first.index(chosen[-1]) <= 1):
                chosen.append(line)
            elif chosen:
                break
        if 4 <= sum(len(line.text) for line in chosen) <= 300:
            return chosen[:5]
    return []


def _subtitle(told: Described, big: Sequence[Line], first: Sequence[Line]) -> Found | None:
    if told.title is None:
        return None
    head, mark, tail = told.title.value.partition(" : ")
    if mark and len(head) > 3 and len(tail) > 3:
        told.title = Found(head.strip(), told.title.where, told.title.line)
        return Found(tail.strip(), told.title.where, told.title.line)
    if not big or told.title.where != FIRST_PAGE:
        return None
    at = first.index(big[-1]) + 1
    sizes = sorted(line.size for line in first)
    after = first[at : at + 1]
    for line in after:
        if (
            line.size >= sizes[len(sizes) // 2] * 1.1
            and 8 < len(line.text) < 160
            and not _people(line.text)
            and not _YEAR.search(line.text)
        ):
            return Found(line.text.strip(" .:-–—"), FIRST_PAGE, line.text)
    return None


# --- people


def _people(text: str) -> list[str]:
    """Return the names of a line that is nothing but names of people."""
    parts = [part.strip(" .*†0123456789") for part in _APART.split(text) if part.strip(" .*†0123456789")]
    if not parts or len(parts) > 12 or any(not _PERSON.match(part) or _NO_PERSON.search(part) for part in parts):
        return []
    return parts


def _authors(facts: Facts, first: Sequence[Line], told: Described) -> list[Found]:
    on_page = set(words(" ".join(line.text for page in facts.lines for line in page)))
    said = facts.xmp.get("authors") or facts.info.get("Author") or ""
    names = said if isinstance(said, list) else re.split(r"\s*(?:;|&|\bet\b|\band\b|\|)\s*", str(said))
    if not isinstance(said, list) and str(said).count(",") >= 2:
        names = [part for one in names for part in one.split(",")]
    found = [
        Found(name, PROPERTIES, name)
        for name in (" ".join(str(one).split()) for one in names)
        if _is_name(name, on_page)
    ]
    if found:
        return found
    for at, line in enumerate(first):
        by = _BY.match(line.text)
        people = _people(by[1]) if by else []
        if people:
            return [Found(name, FIRST_PAGE, line.text) for name in people]
        # Names stand near the title: before the text begins.
        if at < 14 and told.title is not None and fold(line.text) not in fold(told.title.value):
            people = _people(line.text)
            if people:
                found += [Found(name, FIRST_PAGE, line.text) for name in people]
    return _without_bodies(found)[:6]


def _without_bodies(found: Sequence[Found]) -> list[Found]:
    """Leave out the few with capitals among names that have none: « Fraunhofer IESE » is where its people work."""
    loud = [one for one in found if any(word.isupper() and len(word) > 2 for word in one.value.split())]
    return [one for one in found if one not in loud] if 3 * len(loud) <= len(found) else list(found)


def _is_name(name: str, on_page: set[str]) -> bool:
    if len(name) < 3 or _JUNK_AUTHOR.match(name) or any(c.isdigit() or c in "@\\/_" for c in name):
        return False
    own = words(name)
    if len(own) < 2:  # a log-in name, mostly; a body's acronym when the page has it too
        return name.isupper() and bool(own) and own[0] in on_page
    return True


# --- numbers, date, language, kind


def _numbers(facts: Facts, lines: Sequence[Line]) -> Iterator[tuple[str, Found]]:
    seen: set[tuple[str, str]] = set()
    for scheme, found in _candidates(facts, lines):
        checked = check(scheme, found.value) if scheme in {"isbn", "issn"} else None
        if checked is not None and not checked.is_valid:
            continue
        value = checked.value if checked is not None else found.value.casefold()
        if (scheme, value) not in seen:
            seen.add((scheme, value))
            yield scheme, Found(checked.shown if checked is not None else found.value, found.where, found.line)


def _candidates(facts: Facts, lines: Sequence[Line]) -> Iterator[tuple[str, Found]]:
    for name in ("isbn", "issn", "doi", "identifier"):
        said = facts.xmp.get(name, "")
        for one in said if isinstance(said, list) else [said]:
            text = str(one)
            if name in {"isbn", "issn"} and text:
                yield name, Found(text, PROPERTIES, text)
            for doi in _DOI.findall(text):
                yield "doi", Found(doi.rstrip(".,;)"), PROPERTIES, text)
            if "isbn" in text.casefold():
                yield "isbn", Found(text.rpartition(":")[2], PROPERTIES, text)
    for line in lines:
        for scheme, pattern in (("isbn", _ISBN), ("issn", _ISSN), ("isbn", _BARE_ISBN), ("doi", _DOI)):
            for hit in pattern.finditer(line.text):
                value = hit[1] if pattern.groups else hit[0]
                yield scheme, Found(value.rstrip(".,;)") if scheme == "doi" else value.strip(), PAGES, line.text)


def _date(facts: Facts, first: Sequence[Line], lines: Sequence[Line]) -> Found | None:
    for where, some in ((FIRST_PAGE, first), (PAGES, lines)):
        for pattern in _DATES[: None if where is FIRST_PAGE else 2]:
            for line in some:
                hit = pattern.search(line.text)
                if hit and _YEAR.search(hit[0]):
                    value = hit[1] if pattern.groups else hit[0]
                    return Found(value.strip(), where, line.text)
    for name in ("CreationDate", "ModDate"):
        year = re.match(r"D?:?((?:19|20)\d\d)", facts.info.get(name, ""))
        if year:
            return Found(year[1], FILE_DATE)
    return None


def _language(facts: Facts, text: str) -> Found | None:
    told = language_of(text)
    if told.code:
        return Found(told.code, WHOLE_TEXT)
    said = facts.xmp.get("language", "")
    tag = str(said[0] if isinstance(said, list) and said else said or facts.language)
    code = of_tag(tag)
    return Found(code, PROPERTIES, tag) if code else None


def _kind(told: Described, first: Sequence[Line]) -> Found | None:
    schemes = {scheme for scheme, _ in told.numbers}
    title = " ".join(one.value for one in (told.title, told.subtitle) if one is not None).casefold()
    for where in (title, " ".join(line.text for line in first).casefold()):
        for kind, pattern in _KINDS:
            hit = pattern.search(where)
            if hit and (where is title or (kind in {"tool", "issue"} and "issn" in schemes)):
                return Found(kind, FIRST_PAGE, hit[0])
    for line in first[:_HEAD]:
        if len(line.text) <= _LABEL and (hit := _SAID_KIND.match(line.text)):
            return Found(str(hit.lastgroup), FIRST_PAGE, line.text)
    if "isbn" in schemes and not ("doi" in schemes and told.pages < _LONG_BOOK):
        return Found("book", PAGES, "ISBN")
    if "doi" in schemes:
        return Found("article", PAGES, "DOI")
    if "issn" in schemes:
        return Found("issue", PAGES, "ISSN")
    return Found("book", PAGES, "") if told.pages > 2 * _LONG_BOOK else None
