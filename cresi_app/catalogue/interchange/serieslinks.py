"""The further series of a document: a document has one series, the others are links that say « Aussi dans la collection »."""

import re
from collections.abc import Sequence
from typing import Final

from cresi_app.catalogue.model.notice import Notice, NoticeLink, match_term

RELATION: Final = "series"
_QUALIFIED: Final = re.compile(r"\s*\([^()]*\)\s*$")
_NUMBERED: Final = re.compile(r"^(.+?) ; (\S.*)$")


def is_same(one: str, other: str) -> bool:
    """Say whether two titles name one series: « Critique » is « Critique (Paris) »."""
    return match_term(_QUALIFIED.sub("", one)) == match_term(_QUALIFIED.sub("", other))


def also_in(notice: Notice, title: str, number: str = "", issn: str = "") -> None:
    """Note a further series of a notice; said twice, as shown and under its own record, it is one."""
    if not title:
        return
    if not notice.series:
        notice.series, notice.series_number, notice.series_issn = title, number, issn
        return
    for at, link in enumerate(notice.links):
        if link.relation == RELATION and is_same(link.title, title) and number in {"", link.number}:
            notice.links[at] = link._replace(number=link.number or number, issn=link.issn or issn)
            return
    notice.links.append(NoticeLink(RELATION, title, number, issn))


def of(notice: Notice) -> Sequence[NoticeLink]:
    """Return the further series of a notice."""
    return [link for link in notice.links if link.relation == RELATION]


def joined(title: str, number: str) -> str:
    """Return a series with its number, as ISBD writes it: « Essais ; 12 »."""
    return f"{title} ; {number}" if title and number else title


def parted(text: str) -> tuple[str, str]:
    """Return title and number of a series written as one."""
    found = _NUMBERED.match(text)
    return (found[1], found[2]) if found else (text, "")
