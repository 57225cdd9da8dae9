"""Made-up notices of every shape go out in every format and come back: what the format holds is as it was."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cresi_app.catalogue.interchange import loose, own_json
from cresi_app.catalogue.interchange.bibtex import writing as bibtex
from cresi_app.catalogue.interchange.dublincore import writing as dublincore
from cresi_app.catalogue.interchange.exporting import ExportFormat, export
from cresi_app.catalogue.interchange.held import ABSTRACTS, HELD, IN_PART, TITLES
from cresi_app.catalogue.interchange.importing import import_file
from cresi_app.catalogue.interchange.marc21 import writing as marc21
from cresi_app.catalogue.interchange.reading import of_bytes
from cresi_app.catalogue.interchange.ris import writing as ris
from cresi_app.catalogue.interchange.unimarc import writing as unimarc
from cresi_app.catalogue.model.importing import Incoming
from cresi_app.catalogue.model.notice import PERSON, Notice, NoticeIdentifier, NoticeLink
from cresi_app.catalogue.model.reading_back import notice_of
from cresi_app.catalogue.model.tongues import unpacked
from cresi_app.catalogue.service import SOURCES, CatalogueService
from cresi_app.store.library import Library
from tests.catalogue.conftest import WHO
from tests.catalogue.generated import NOTICES

ID = 42
QUICK = (Phase.explicit, Phase.generate)
"""The first example found wrong is told as it is: making it small takes minutes."""
WRITERS: dict[str, Callable[[Notice], bytes]] = {
    "unimarc": lambda one: unimarc.record(one, ID),
    "marc21": lambda one: marc21.record(one, ID),
    "marcxml": lambda one: "".join(marc21.marcxml([(one, ID)])).encode(),
    "ris": lambda one: ris.record(one, ID).encode(),
    "bibtex": lambda one: bibtex.record(one, ID).encode(),
    "dc": lambda one: "".join(dublincore.collection([(one, ID)])).encode(),
    "oai": lambda one: "".join(dublincore.static_repository([(one, ID)], "Centre", "a@b.org")).encode(),
    "json": lambda one: "".join(
        own_json.write([own_json.record(one, ID, "00001", json.loads(one.more or "{}"))])
    ).encode(),
}
_SCHEMES = {
    "ris": {"isbn", "issn", "doi", "uri"}, "bibtex": {"isbn", "issn", "doi"}, "dc": {"isbn", "issn", "doi", "uri"}, "oai": {"isbn", "issn", "doi", "uri"},
    "csv": {"isbn", "issn", "doi", "dewey"}, "xlsx": {"isbn", "issn", "doi", "dewey"}, "ods": {"isbn", "issn", "doi", "dewey"},
}  # fmt: skip
_MARC = {"unimarc", "marc21", "marcxml"}


def of_tongues(notice: Notice, name: str, field: str) -> object:
    """Return what of the titles and abstracts of other languages the format `name` holds."""
    titles, abstracts = unpacked(notice)
    if field == ABSTRACTS:
        return set(abstracts)
    if name == "ris":
        return {one.title for one in titles if one.kind == "translated"}
    if name == "bibtex":
        return next(((one.title, one.language) for one in titles if one.kind == "original"), None)
    return {(one.title, one.language) for one in titles} if name in {"dc", "oai"} else set(titles)


def held(notice: Notice, name: str, field: str) -> object:
    """Return what of `field` the format `name` holds, in a form that does not depend on the order of its groups."""
    if field in {TITLES, ABSTRACTS}:
        return of_tongues(notice, name, field)
    value = getattr(notice, field)
    match field:
        case "countries":
            return {loose.country(one) or one for one in value} - {"Sahel", "Bamako"}
        case "date_text":
            return value or str(notice.year or "")
        case "identifiers" if name in _SCHEMES:
            found = {(one.scheme, one.value) for one in value if one.scheme in _SCHEMES[name]}
            return found | ({("uri", notice.url)} if notice.url and "uri" in _SCHEMES[name] else set())
        case "contributions" if name not in {*_MARC, "json"}:
            return {
                (one.family, one.given, one.role if name in {"csv", "xlsx", "ods"} else "", one.kind == PERSON)
                for one in value
            }
        case "publishers" if name in _MARC:  # one without a place is where the one before it is
            places = [one.place for one in value]
            return [
                (one.name, next((place for place in reversed(places[: at + 1]) if place), ""))
                for at, one in enumerate(value)
            ]
        case "publishers" if name not in {*_MARC, "json", "dc", "oai"}:
            return [one.name for one in value], next((one.place for one in value if one.place), "")
        case "languages" if name not in {*_MARC, "json"}:
            return {one.code for one in value if one.use == "text"}
        case "subjects" if name not in {*_MARC, "json"}:
            return {one.term for one in value} - {"cresi"}
        case "abstract" if name == "ris":
            return value.split()
        case _:
            return set(value) if isinstance(value, list) and name != "json" else value


def is_exempt(ours: Notice, name: str, field: str) -> bool:
    """Say whether this very notice holds something that the format says otherwise, as its documentation tells."""
    match field:
        case "call_number":  # the first copy's stands for it where none is said
            return name in _MARC and not ours.call_number
        case "part_number" | "series" | "extent" if name in {"ris", "bibtex"}:
            return bool(ours.series) or ours.kind == "article"
        case "series_number" if name in {"ris", "bibtex", "dc", "oai"}:
            return not ours.series or (name == "ris" and bool(ours.part_number) and not ours.series_number)
        case "identifiers":
            # An article's ISSN is its periodical's.
            return name in {"ris", "bibtex"} and ours.kind == "article"
        case "year" | "date_text":
            return ours.year is None
        case "url" if name in {"ris", "dc", "oai"}:  # the first address is the document's
            return not ours.url
        case "languages" if name in {"marc21", "marcxml"}:
            return False
        case _:
            return False


def compared(ours: Notice, theirs: Notice, name: str) -> None:
    for field in HELD[name]:
        if not is_exempt(ours, name, field):
            assert held(theirs, name, field) == held(ours, name, field), field


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow], phases=QUICK)
@given(notice=NOTICES)
def test_what_a_format_holds_comes_back(name: str, notice: Notice) -> None:
    [item] = of_bytes(WRITERS[name](notice), f"x.{name}").records()
    assert isinstance(item, Incoming)
    assert not item.doubts
    compared(notice, item.notice, name)


@pytest.mark.long
@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=1_500, deadline=None, database=None, phases=QUICK, suppress_health_check=[HealthCheck.too_slow])
@given(notice=NOTICES)
def test_what_a_format_holds_comes_back_again_and_again(name: str, notice: Notice) -> None:
    [item] = of_bytes(WRITERS[name](notice), f"x.{name}").records()
    assert isinstance(item, Incoming)
    compared(notice, item.notice, name)


@pytest.mark.parametrize("name", ["ris", "bibtex", "unimarc"])
def test_the_periodical_and_the_own_title_of_its_issue_come_back(name: str) -> None:
    links = [
        NoticeLink("set", "Grain de sel", "", "1560-2664"),
        NoticeLink("issue", "L'eau", "77 (3)", "", "2019", "3-17"),
    ]
    notice = Notice(kind="article", title="Un puits", year=2019, links=links)
    [item] = of_bytes(WRITERS[name](notice), f"x.{name}").records()
    assert isinstance(item, Incoming)
    assert sorted(one[:4] for one in item.notice.links) == sorted(one[:4] for one in links)
    assert [one.pages for one in item.notice.links if one.relation == "issue"] == ["3-17"]


@pytest.mark.parametrize("name", ["ris", "bibtex"])
def test_chapters_months_and_numbers_of_other_bases_come_back(name: str) -> None:
    notice = Notice(kind="article", title="Un chapitre", year=2015, date_text="2015-12")
    notice.links = [NoticeLink("set", "Manuel", "", "", "2015-12", "12-45")]
    notice.identifiers = [NoticeIdentifier("other", "2001.01234", "arXiv")]
    [item] = of_bytes(WRITERS[name](notice), f"x.{name}").records()
    assert isinstance(item, Incoming)
    assert (item.notice.date_text, item.notice.links, item.notice.identifiers) == (
        notice.date_text, notice.links, notice.identifiers,
    )  # fmt: skip


# --- lists, through a library ---


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CatalogueService]:
    with Library.create(tmp_path_factory.mktemp("lists") / "library", sources=SOURCES) as opened:
        yield CatalogueService(opened)


def taken_in(service: CatalogueService, notices: Sequence[Notice]) -> list[int]:
    said = own_json.write(
        own_json.record(one, at, "", json.loads(one.more or "{}")) for at, one in enumerate(notices, 1)
    )
    data = "".join(said).replace('"id": ', '"was": ').encode()
    report, _ = import_file(service, WHO, of_bytes(data, "x.json"))
    return report.first_ids


@settings(
    max_examples=3, deadline=None, database=None, phases=QUICK, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)  # fmt: skip
@given(notices=st.lists(NOTICES, min_size=4, max_size=6))
def test_what_lists_hold_comes_back(shared: CatalogueService, tmp_path: Path, notices: list[Notice]) -> None:
    ids = taken_in(shared, [one for one in notices if not one.copies])
    ours = [notice_of(sheet) for sheet in shared.sheets(ids)]
    for name in ("csv", "xlsx", "ods"):
        out = tmp_path / f"liste.{name}"
        assert export(shared, name, ids, out).written == len(ids)
        theirs = [item for item in of_bytes(out.read_bytes(), out.name).records() if isinstance(item, Incoming)]
        assert len(theirs) == len(ids)
        for one, item in zip(ours, theirs, strict=True):
            compared(one, item.notice, name)


# --- the data and its page ---


def test_every_format_of_export_says_what_it_holds() -> None:
    assert set(HELD) == {one.value for one in ExportFormat}
    assert all(set(parts) <= set(HELD[name]) for name, parts in IN_PART.items())


def test_the_page_of_the_formats_says_the_same() -> None:
    text = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    rows = {
        cells[0]: cells[1:]
        for line in text.splitlines()
        if line.startswith("| ") and len(cells := [one.strip() for one in line.strip("|").split("|")]) == 8
    }
    names = rows.pop("field")
    for field, cells in rows.items():
        for name, cell in zip(names, cells, strict=True):
            whole = "part" if field in IN_PART.get(name, {}) else "whole"
            assert cell == (whole if field in HELD[name] else "–"), (field, name)
    assert set(rows) >= {field for fields in HELD.values() for field in fields}
