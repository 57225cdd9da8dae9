"""Servers on this very machine answer as catalogues do: looked up, harvested page by page, absent, wrong, in circles."""

import socket
import threading
from collections.abc import Callable, Iterator

import httpx
import pytest

from cresi_app.catalogue.interchange import online
from cresi_app.catalogue.interchange.importing import import_file
from cresi_app.catalogue.interchange.online import BNF, SUDOC, Harvest, look_up, with_address
from cresi_app.catalogue.model.importing import Incoming, Reject
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.errors import DomainError
from tests.catalogue.conftest import WHO
from tests.catalogue.servers import OF_SUDOC, SRU, Answer, starting

DIAGNOSTIC = """<srw:searchRetrieveResponse xmlns:srw="http://www.loc.gov/zing/srw/"><srw:diagnostics><d:diagnostic xmlns:d="http://www.loc.gov/zing/srw/diagnostic/">
<d:message>Query syntax error</d:message></d:diagnostic></srw:diagnostics></srw:searchRetrieveResponse>"""
RECORD = """<record><header{status}><identifier>oai:x:{n}</identifier></header>{metadata}</record>"""
METADATA = '<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Titre é{n}</dc:title></oai_dc:dc></metadata>'


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], str]]:
    with starting() as start:
        yield start


def oai(body: str) -> str:
    return f'<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{body}</OAI-PMH>'


@pytest.mark.parametrize(
    ("typed", "query"),
    [("978-2-07-036822-8", 'bib.isbn adj "9782070368228"'), ('L\'étranger "x"', 'bib.title all "L\'étranger x"')],
)
def test_a_server_is_asked_for_number_or_title(serve: Callable[[Answer], str], typed: str, query: str) -> None:
    asked: list[dict[str, str]] = []

    def answer(question: dict[str, str]) -> tuple[int, str]:
        asked.append(question)
        return 200, SRU

    [found] = look_up(with_address(BNF, serve(answer)), typed)
    assert found.notice.title == "L'étranger"
    assert asked[0]["query"] == query
    assert asked[0]["recordSchema"] == "unimarcxchange"


def test_nothing_found_is_no_error(serve: Callable[[Answer], str]) -> None:
    empty = '<srw:searchRetrieveResponse xmlns:srw="http://www.loc.gov/zing/srw/"><srw:numberOfRecords>0</srw:numberOfRecords></srw:searchRetrieveResponse>'
    assert look_up(with_address(BNF, serve(lambda _: (200, empty))), "rien") == []


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((200, DIAGNOSTIC), "server_error"),
        ((503, "busy"), "server_error"),
        ((200, "<html><body>Portail captif</p>"), "not_a_server"),
        ((200, ""), "not_a_server"),
    ],
)
def test_what_a_server_answers_wrong_is_a_sentence(
    serve: Callable[[Answer], str], answer: tuple[int, str], code: str
) -> None:
    with pytest.raises(DomainError) as told:
        look_up(with_address(BNF, serve(lambda _: answer)), "eau")
    assert told.value.code == code


def test_without_a_network_it_is_said_at_once() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # a port that nobody listens on
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        with pytest.raises(DomainError) as told:
            look_up(with_address(BNF, address), "eau")
    assert told.value.code == "unreachable"
    for wrong in ("ftp://x.org", "catalogue", "http://"):
        with pytest.raises(DomainError, match="adresse"):
            look_up(with_address(BNF, wrong), "eau")
    with pytest.raises(DomainError, match="ISBN"):
        look_up(BNF, '  "" ')


def paged(question: dict[str, str]) -> tuple[int, str]:
    """Three pages of two records, the last with an empty token; one record was deleted."""
    page = int(question.get("resumptionToken", "0"))
    records = "".join(
        RECORD.format(status="", n=2 * page + n, metadata=METADATA.format(n=2 * page + n)) for n in (1, 2)
    )
    if page == 1:
        records += RECORD.format(status=' status="deleted"', n=99, metadata="")
    token = f"<resumptionToken>{page + 1 if page < 2 else ''}</resumptionToken>"
    return 200, oai(f"<ListRecords>{records}{token}</ListRecords>")


def test_a_server_is_harvested_to_its_last_page(serve: Callable[[Answer], str], catalogue: CatalogueService) -> None:
    asked: list[dict[str, str]] = []

    def answer(question: dict[str, str]) -> tuple[int, str]:
        asked.append(question)
        return paged(question)

    file = online.harvest(Harvest(serve(answer), since="2026-01-01"))
    items = list(file.records())
    assert [type(item) for item in items].count(Incoming) == 6
    assert [type(item) for item in items].count(Reject) == 1
    assert file.total == 7
    assert asked[0] == {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-01-01"}
    assert [one.get("resumptionToken") for one in asked[1:]] == ["1", "2"]
    report, _ = import_file(catalogue, WHO, file)
    assert (report.created, report.rejected) == (6, 1)
    again, _ = import_file(catalogue, WHO, file)
    assert (again.created, again.merged) == (0, 6)


def test_a_server_that_turns_in_circles_is_left(serve: Callable[[Answer], str]) -> None:
    one = RECORD.format(status="", n=1, metadata=METADATA.format(n=1))
    address = serve(lambda _: (200, oai(f"<ListRecords>{one}<resumptionToken>same</resumptionToken></ListRecords>")))
    assert len(list(online.pages(Harvest(address)))) == 2


def test_an_expired_token_is_told(serve: Callable[[Answer], str]) -> None:
    def answer(question: dict[str, str]) -> tuple[int, str]:
        return (
            paged(question)
            if "resumptionToken" not in question
            else (200, oai('<error code="badResumptionToken">expired</error>'))
        )

    with pytest.raises(DomainError, match="expired"):
        online.harvest(Harvest(serve(answer)))


def test_nothing_to_harvest_is_an_empty_file(serve: Callable[[Answer], str]) -> None:
    address = serve(lambda _: (200, oai('<error code="noRecordsMatch">none</error>')))
    assert list(online.harvest(Harvest(address)).records()) == []


def test_the_sudoc_is_asked_and_read_in_its_own_way(
    serve: Callable[[Answer], str], catalogue: CatalogueService
) -> None:
    asked: list[dict[str, str]] = []

    def answer(question: dict[str, str]) -> tuple[int, str]:
        asked.append(question)
        return 200, OF_SUDOC

    server = with_address(SUDOC, serve(answer))
    first, second = look_up(server, "enfants du fleuve")
    assert (asked[0]["query"], asked[0]["version"], asked[0]["recordSchema"]) == (
        "mti=enfants du fleuve",
        "1.1",
        "unimarc",
    )
    assert (first.notice.title, first.notice.title_sort) == ("Les enfants du fleuve", "enfants du fleuve")
    assert first.notice.source_key == "http://www.sudoc.fr/143519379"
    assert (second.notice.kind, second.notice.identifiers[0].value) == ("periodical", "1293-8882")
    look_up(server, "978-2-07-036822-8")
    assert asked[1]["query"] == "isb=9782070368228"
    report, _ = import_file(catalogue, WHO, online.found_file(server, "enfants"))
    assert (report.created, report.rejected) == (2, 0)
    again, _ = import_file(catalogue, WHO, online.found_file(server, "enfants"))
    assert (again.created, again.merged) == (0, 2)


def test_a_redirect_is_followed_and_a_circle_of_them_is_told(serve: Callable[[Answer], str]) -> None:
    there = serve(lambda _: (200, SRU))
    moved = serve(lambda _: (301, "", {"Location": f"{there}?x=1"}))
    assert len(look_up(with_address(BNF, moved), "eau")) == 1
    again: list[str] = []
    again.append(serve(lambda _: (302, "", {"Location": again[0]})))
    with pytest.raises(DomainError) as told:
        look_up(with_address(BNF, again[0]), "eau")
    assert told.value.code == "unreachable"


def test_a_server_that_never_answers_is_left(serve: Callable[[Answer], str]) -> None:
    asked, done = threading.Event(), threading.Event()

    def silent(_question: dict[str, str]) -> tuple[int, str]:
        asked.set()
        done.wait(30)
        return 200, ""

    address = serve(silent)
    try:
        with pytest.raises(DomainError) as told:
            look_up(with_address(BNF, address), "eau", lambda: httpx.Client(timeout=0.3))
        assert told.value.code == "unreachable"
        assert "ReadTimeout" in told.value.sentence
        assert asked.is_set()
    finally:
        done.set()
    assert online.PATIENCE.connect == 5.0  # who is absent is told within five seconds
    assert online.PATIENCE.read == 20.0


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<srw:searchRetrieveResponse", "not_a_server"),
        ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', ""),
        ("{}", "not_a_server"),
        ("\x00\x01", "not_a_server"),
        (SRU.replace("</srw:records></srw:searchRetrieveResponse>", ""), "not_a_server"),
        ('<?xml version="1.0" encoding="klingon"?><x/>', "not_a_server"),
    ],
)
def test_wrong_xml_is_a_sentence_or_nothing(serve: Callable[[Answer], str], body: str, code: str) -> None:
    try:
        found = look_up(with_address(BNF, serve(lambda _: (200, body))), "eau")
    except DomainError as told:
        assert told.code == code  # noqa: PT017 - some of them are an empty answer, which is none to raise about
    else:
        assert (found, code) == ([], "")


@pytest.mark.parametrize(
    "error",
    ["badArgument", "badVerb", "cannotDisseminateFormat", "noMetadataFormats", "noSetHierarchy", "idDoesNotExist"],
)
def test_every_error_of_oai_is_told_by_its_name(serve: Callable[[Answer], str], error: str) -> None:
    address = serve(lambda _: (200, oai(f'<error code="{error}">no</error>')))
    with pytest.raises(DomainError, match=error):
        online.harvest(Harvest(address))


def test_marc_is_harvested_too(serve: Callable[[Answer], str], catalogue: CatalogueService) -> None:
    marc = """<record xmlns="http://www.loc.gov/MARC21/slim"><leader>     nam0 22        450 </leader><datafield tag="200" ind1="1" ind2=" "><subfield code="a">Été</subfield></datafield></record>"""
    asked: list[dict[str, str]] = []

    def answer(question: dict[str, str]) -> tuple[int, str]:
        asked.append(question)
        body = RECORD.format(status="", n=1, metadata=f"<metadata>{marc}</metadata>")
        return 200, oai(f"<ListRecords>{body}</ListRecords>")

    file = online.harvest(Harvest(serve(answer), prefix="unimarc", set_name="livres"))
    assert (asked[0]["metadataPrefix"], asked[0]["set"]) == ("unimarc", "livres")
    report, _ = import_file(catalogue, WHO, file)
    assert report.created == 1
    assert catalogue.search("été").rows[0].title == "Été"
