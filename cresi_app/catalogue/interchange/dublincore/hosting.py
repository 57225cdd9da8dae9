"""What holds a document and what goes with it, out of the elements source, isPartOf and relation, as repositories write them; and back."""

import re
from typing import Final

from cresi_app.catalogue.interchange import serieslinks
from cresi_app.catalogue.interchange.dublincore.said import Said
from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.catalogue.model.notice import Notice, NoticeIdentifier, NoticeLink

SERIES: Final = "Collection"
"""What begins a relation that is a series, here and at the national library."""
_OF_SERIES: Final = re.compile(r"^(?:collection|coll\.|appartient à|série|series)\s*:\s*(\S.*)$", re.IGNORECASE)
_OF_JOURNAL: Final = re.compile(
    r"^([^;]+);\s*((?:(?:vol|no|nr|núm|num|bd|tome|année|ano|año|iss)\b|n°)[^;]*)(?:;\s*(?:pp?\.?\s*)?(\w*\d+(?:\s*[-–]\s*\w*\d+)?))?\s*$",
    re.IGNORECASE,
)
"""As journal software writes it: « Revue; Vol. 16 No 2 (2025): Essai; 12-18 »."""
_ISSN: Final = re.compile(r"^(?:urn:)?(?:[ep]-?)?(?:issn)?\s*:?\s*(\d{4}-?\d{3}[\dXx])$", re.IGNORECASE)
_ISSN_RELATION: Final = re.compile(r"^info:eu-repo/semantics/reference/issn/(\d{4}-?\d{3}[\dXx])$")
_NUMBER_ALONE: Final = re.compile(
    r"^(?:tome|t\.|vol(?:ume)?\.?|n°|num[ée]ro|année|fasc(?:icule)?\.?)\s*\d", re.IGNORECASE
)
_CITED: Final = re.compile(
    r"^,\s*(?:[^,]*,\s*)?(\d{4}),\s*([^,]*?)(?:,\s*pp?\.?\s*(\w+(?:\s*[-–]\s*\w+)?))?\.?(?:\s*⟨[^⟩]*⟩)*\s*$"
)
"""What stands behind the title of the periodical in a citation of HAL: « , 2014, 168 (4), pp.7-12. ⟨10.3917/…⟩ »."""
_PAGES: Final = re.compile(r"^\d{1,5}\s*[-–]\s*\d{1,5}$")
_HOLDER: Final = re.compile(r"^Bibliothèque nationale de France\b")
_ADDRESS: Final = re.compile(r"^https?://\S+$")
_CATALOGUED: Final = re.compile(r"^(Notice (?:du catalogue|de recueil|d'ensemble)) : (https?://\S+)$")
_PART: Final = re.compile(r"^(?:n° (.+)|ISSN ([\dXx-]+)|\((.+)\)|p\. (\S.*))$")
_OPEN: Final = "info:eu-repo/"

Elements = dict[str, list[Said]]


def host_text(link: NoticeLink) -> str:
    """Return what a document appeared in as one: « Grain de sel ; n° 77 ; (mars 2019) ; ISSN 1560-2664 ; p. 3-17 »."""
    parts = (
        link.title,
        link.number and f"n° {link.number}",
        link.date_text and f"({link.date_text})",
        link.issn and f"ISSN {link.issn}",
        link.pages and f"p. {link.pages}",
    )
    return " ; ".join(part for part in parts if part)


def take(left: Elements, notice: Notice, covered: list[str]) -> list[str]:
    """Give `notice` its hosts, series and what goes with it; return what of the places `covered` is none of its pages."""
    issns = _related(left, notice)
    numbers = [clean(one.value).removesuffix(".0") for one in left.pop("seriesindex", [])]
    for at, one in enumerate(left.pop("series", [])):
        serieslinks.also_in(notice, clean(one.value), numbers[at] if at < len(numbers) else "")
    names: list[NoticeLink] = []
    kept: list[Said] = []
    for one in (*left.pop("ispartof", []), *left.pop("source", [])):
        text = clean(one.value)
        number = _ISSN.match(text)
        if number:
            issns.append(number[1])
        elif _ADDRESS.match(text):
            _also_at(notice, text)
        elif _HOLDER.match(text):
            kept.append(one)
        elif (
            _NUMBER_ALONE.match(text) and names
        ):  # « tome 42, n°165, 2001 » below « Revue Tiers Monde », as Persée does
            names[-1] = names[-1]._replace(number=text)
            notice.kind = "article" if notice.kind == "book" else notice.kind
        else:
            names.append(_host_of(text))
    names, cited = _cited(names)
    kept += [Said(one.title) for one in cited]
    if names and issns:
        names[0] = names[0]._replace(issn=names[0].issn or issns[0])
    elif issns:
        names = [NoticeLink("set", "", "", issns[0])]
    kept += [Said(f"ISSN {one}") for one in dict.fromkeys(issns[1:]) if one != issns[0]]
    if kept:
        left["source"] = kept
    pages = [one for one in covered if _PAGES.match(one)]
    if pages and names and not names[0].pages:
        names[0] = names[0]._replace(pages=pages[0])
        covered = [one for one in covered if one != pages[0]]
    own = notice.kind == "article"
    notice.links += [one._replace(relation="issue") if own and one.number and one.issn else one for one in names]
    return covered


def _related(left: Elements, notice: Notice) -> list[str]:
    """Take the relations; return the ISSN that one of them names the periodical by, as OpenEdition does."""
    issns: list[str] = []
    kept: list[Said] = []
    for one in left.pop("relation", []):
        text = clean(one.value)
        series, number, catalogued = _OF_SERIES.match(text), _ISSN_RELATION.match(text), _CATALOGUED.match(text)
        if number:
            issns.append(number[1])
        elif text.startswith(_OPEN):  # a grant, a data set: a code nobody reads
            kept.append(one)
        elif series:
            serieslinks.also_in(notice, *serieslinks.parted(series[1]))
        elif catalogued:
            _also_at(notice, catalogued[2], catalogued[1])
        else:
            notice.links.append(NoticeLink("related", text))
    if kept:
        left["relation"] = kept
    return issns


def _also_at(notice: Notice, address: str, note: str = "") -> None:
    one = NoticeIdentifier("uri", address, note)
    if address != notice.url and one not in notice.identifiers:
        notice.identifiers.append(one)


def _host_of(text: str) -> NoticeLink:
    """Read a host as journal software writes it, or as `host_text` does."""
    link = NoticeLink("set", text)
    while found := _PART.match(link.title.rpartition(" ; ")[2]) if " ; " in link.title else None:
        number, issn, day, pages = found.groups()
        link = link._replace(
            title=link.title.rpartition(" ; ")[0],
            number=number or link.number,
            issn=issn or link.issn,
            date_text=day or link.date_text,
            pages=pages or link.pages,
        )
    journal = _OF_JOURNAL.match(text) if link.title == text else None
    if journal is None:
        return link
    return NoticeLink("set", journal[1].strip(), journal[2].strip(), "", "", (journal[3] or "").strip())


def _cited(names: list[NoticeLink]) -> tuple[list[NoticeLink], list[NoticeLink]]:
    """Part the hosts from citations of one of them, which give it their number, year and pages: HAL says both."""
    hosts, cited = [*names], []
    for one in names:
        at = next(
            (at for at, host in enumerate(hosts) if host is not one and one.title.startswith(f"{host.title}, ")), None
        )
        found = _CITED.match(one.title[len(hosts[at].title) :]) if at is not None else None
        if at is not None and found:
            host = hosts[at]
            hosts[at] = host._replace(
                number=host.number or found[2].strip(),
                date_text=host.date_text or found[1],
                pages=host.pages or (found[3] or ""),
            )
            hosts.remove(one)
            cited.append(one)
    return hosts, cited
