"""The series of a UNIMARC record, both ways: as it is shown (225), and as its own record names it (410, 411) with ISSN and number."""

from collections.abc import Iterator

from cresi_app.catalogue.interchange import serieslinks
from cresi_app.catalogue.interchange.record import Field, Record
from cresi_app.catalogue.interchange.unimarc import access, authority
from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.catalogue.model.notice import Notice, NoticeAuthority, match_term

Pairs = list[tuple[str, str]]


def read(record: Record, notice: Notice, declined: set[int]) -> None:
    """Take the first series shown, completed by what its own record says; the others become links."""
    displayed = [*record.every("225")]
    controlled = [*record.every("410", "411")]
    if displayed:
        first = displayed[0]
        notice.series = ". ".join(map(clean, first.every("ai")))
        notice.series_number = clean(first.first("v"))
        notice.series_issn = clean(first.first("x"))
    for item in displayed[1:]:
        title = ". ".join(map(clean, item.every("ai")))
        serieslinks.also_in(notice, title, clean(item.first("v")), clean(item.first("x")))
    # Two numbers (of the series, of its part) are more than one place can hold: the field is kept word for word too.
    declined.update(id(item) for item in displayed if len(item.every("v")) > 1 or len(item.every("x")) > 1)
    for item in controlled:
        relation = access.told_by_pmb(item, notice.kind)
        if relation:  # a link between two notices, which PMB puts there too
            link = access.link_of(relation, item)
            notice.links += [link] if link.title and link not in notice.links else []
            continue
        link = access.link_of("series", item)
        if not notice.series:
            notice.series = link.title
        if match_term(link.title) != match_term(notice.series) and link.title:
            if serieslinks.is_same(link.title, notice.series):
                declined.add(id(item))
                _complete(notice, link.number, link.issn, item, declined)
            else:
                serieslinks.also_in(notice, link.title, link.number, link.issn)
                if all(one.title != link.title for one in notice.links):  # « Critique (Collection) » : kept in full too
                    declined.add(id(item))
            continue
        if not link.title and not (link.issn or link.number):
            continue
        _complete(notice, link.number, link.issn, item, declined)
        notice.authorities += _numbers(record, item, notice)


def _complete(notice: Notice, number: str, issn: str, item: Field, declined: set[int]) -> None:
    if number and notice.series_number and number != notice.series_number:
        declined.add(id(item))
    notice.series_number = notice.series_number or number
    if issn and notice.series_issn and issn != notice.series_issn:
        declined.add(id(item))
    notice.series_issn = notice.series_issn or issn


def _numbers(record: Record, item: Field, notice: Notice) -> list[NoticeAuthority]:
    said = authority.said_of(record, item, "series", match_term(notice.series))
    return [one for one in dict.fromkeys(said) if one not in notice.authorities]


def fields(notice: Notice) -> Iterator[tuple[str, str, Pairs]]:
    """Yield the series as shown, and as a link to its own record where it has an ISSN or a number by which it is known."""
    yield "225", "0 ", [("a", notice.series), ("v", notice.series_number), ("x", notice.series_issn)]
    if notice.series:
        known = list(authority.subfields(notice.authorities, match_term(notice.series), "series"))
        if notice.series_issn or known:
            yield "410", " 0", [
                ("t", notice.series), ("v", notice.series_number), ("x", notice.series_issn), *known,
            ]  # fmt: skip
    for link in serieslinks.of(notice):
        yield "225", "0 ", [("a", link.title), ("v", link.number), ("x", link.issn)]
