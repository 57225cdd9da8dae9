"""The series of a MARC 21 record, both ways: as it is shown (490, 440), and as its own record names it (830) with ISSN and number."""

from collections.abc import Callable, Iterator

from cresi_app.catalogue.interchange import serieslinks
from cresi_app.catalogue.interchange.marc21 import numbers
from cresi_app.catalogue.interchange.marc21.punctuation import bare, phrase
from cresi_app.catalogue.interchange.record import Field, Record
from cresi_app.catalogue.model.notice import Notice, match_term

Pairs = list[tuple[str, str]]


def read(record: Record, notice: Notice, declined: set[int]) -> None:
    """Take the first series shown, completed by what its own record says; the others become links."""
    shown, traced = [*record.every("490", "440")], [*record.every("830")]
    first = next(iter(shown or traced), None)
    if first is None:
        return
    notice.series, notice.series_number = _title(first), phrase(first.first("v"))
    notice.series_issn = bare(first.first("x"))
    for item in shown[1:]:
        serieslinks.also_in(notice, _title(item), phrase(item.first("v")), bare(item.first("x")))
    declined.update(id(item) for item in shown if len(item.every("v")) > 1 or len(item.every("x")) > 1)
    for item in traced:
        number, issn = phrase(item.first("v")), bare(item.first("x"))
        if match_term(_title(item)) != match_term(notice.series):
            if serieslinks.is_same(_title(item), notice.series):
                declined.add(id(item))
                notice.series_issn = notice.series_issn or issn
            else:
                serieslinks.also_in(notice, _title(item), number, issn)
            continue
        if (number and notice.series_number not in {"", number}) or (issn and notice.series_issn not in {"", issn}):
            declined.add(id(item))
        notice.series_number = notice.series_number or number
        notice.series_issn = notice.series_issn or issn
        said = numbers.said(item, "series", match_term(notice.series))
        notice.authorities += [one for one in said if one not in notice.authorities]


def _title(item: Field) -> str:
    return ". ".join(phrase(value) for value in item.every("anp"))


def fields(notice: Notice, close: Callable[[str], str]) -> Iterator[tuple[str, str, Pairs]]:
    """Yield the series as shown, and as traced where it has an ISSN or a number by which it is known; `close` ends an area."""
    title, number = close(notice.series), close(notice.series_number)
    known = list(numbers.subfields_of(notice.authorities, "series", match_term(notice.series))) if notice.series else []
    is_traced = bool(notice.series and (notice.series_issn or known))
    yield "490", "1 " if is_traced else "0 ", [("a", title), ("x", notice.series_issn), ("v", number)]
    if is_traced:
        yield "830", " 0", [("a", title), ("x", notice.series_issn), ("v", number), *known]
    for link in serieslinks.of(notice):
        yield "490", "0 ", [("a", close(link.title)), ("x", link.issn), ("v", close(link.number))]
