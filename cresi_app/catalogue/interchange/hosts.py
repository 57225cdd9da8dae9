"""What an article appeared in: read out of the ways catalogues say it, and told in one for the formats that have one place for it."""

import re
from typing import Final

from cresi_app.catalogue.model.kinds import HOSTS
from cresi_app.catalogue.model.notice import Notice, NoticeLink

_PAGES_BEHIND: Final = re.compile(r"[\s,;.:]*(?<!\w)(?:pp?|pages?)\.?\s*(\d+(?:\s*[-–]\s*\d+)?)\s*\.?$", re.IGNORECASE)
_PAGES_ALONE: Final = re.compile(r"^\s*pp?\.?\s*(\d+\s*[-–]\s*\d+)\s*\.?\s*$", re.IGNORECASE)


def with_pages(link: NoticeLink) -> NoticeLink:
    """Part « 13, 1992, fasc. 1, p. 52-76 » into number and pages, where the pages are not said apart."""
    found = None if link.pages else _PAGES_BEHIND.search(link.number)
    return link._replace(number=link.number[: found.start()], pages=_even(found[1])) if found else link


def take_pages(notice: Notice) -> None:
    """Give what an article appeared in the pages that its own description says (« p. 52-76 »), as PMB writes them."""
    found = _PAGES_ALONE.match(notice.extent) if notice.kind == "article" else None
    hosts = [at for at, link in enumerate(notice.links) if link.relation in HOSTS]
    if found and hosts and not any(notice.links[at].pages for at in hosts):
        at = next((at for at in hosts if notice.links[at].relation == "issue"), hosts[0])
        notice.links[at] = notice.links[at]._replace(pages=_even(found[1]))


def _even(pages: str) -> str:
    return re.sub(r"\s*[-–]\s*", "-", pages)


def host(notice: Notice) -> NoticeLink | None:
    """Return what an article appeared in as one: the set names the periodical, the issue its number, date and pages."""
    found = [link for link in notice.links if link.relation in HOSTS]
    if not found:
        return None
    whole = next((link for link in found if link.relation != "issue"), found[0])
    part = next((link for link in found if link.relation == "issue"), found[0])
    return NoticeLink(
        part.relation,
        whole.title or part.title,
        part.number or whole.number,
        whole.issn or part.issn,
        part.date_text or whole.date_text,
        part.pages or whole.pages,
    )


def is_in_a_book(notice: Notice) -> bool:
    """Say whether what an article appeared in is plainly a book: a set without ISSN, number or issue."""
    found = [link for link in notice.links if link.relation in HOSTS]
    alone = notice.kind == "article" and len(found) == 1 and found[0].relation == "set"
    return alone and not (found[0].issn or found[0].number)


def issue_title(notice: Notice) -> str:
    """Return the own title of the issue an article is in, where its periodical is named beside it; "" where there is none."""
    found = [link for link in notice.links if link.relation in HOSTS]
    issue = next((link.title for link in found if link.relation == "issue"), "")
    whole = next((link.title for link in found if link.relation != "issue"), "")
    return issue if whole and issue != whole else ""


def parted(host: NoticeLink, title: str) -> list[NoticeLink]:
    """Return the periodical and, where the issue has a `title` of its own, the issue beside it: what `host` made one."""
    if not title or title == host.title or not host.title:
        return [host]
    return [NoticeLink("set", host.title, "", host.issn), host._replace(relation="issue", title=title, issn="")]
