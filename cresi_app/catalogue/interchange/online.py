"""Notices from servers: looked up by ISBN or title over SRU, or harvested whole over OAI-PMH. Without a network it says so at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

import httpx
from lxml import etree
from stdnum import isbn as isbn_rules

from cresi_app.catalogue.interchange.charset import Charset, Verdict
from cresi_app.catalogue.interchange.dublincore import Page, read_page
from cresi_app.catalogue.interchange.formats import Format
from cresi_app.catalogue.interchange.reading import NoticeFile
from cresi_app.catalogue.model.importing import Incoming, Progress, Unwatched
from cresi_app.core import network
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_

PATIENCE: Final = httpx.Timeout(20.0, connect=5.0)
"""Seconds: a server that does not take the call within five is told as absent."""
FOUND: Final = 20
"""Records asked for at a time when looking something up."""
_BIGGEST: Final = 50_000_000
_MOST_PAGES: Final = 10_000
_OAI: Final = "http://www.openarchives.org/OAI/2.0/"

_SAYS_ITSELF: Final = Verdict(Charset.UTF8, 1.0, N_("Ce format dit lui-même son encodage."))
Client = Callable[[], httpx.Client]


@dataclass(frozen=True, slots=True)
class Server:
    """A catalogue that answers over SRU: its name, address, the schema it is asked for and how it names its indexes."""

    name: str
    address: str
    schema: str
    by_isbn: str
    by_title: str
    version: str = "1.2"


BNF: Final = Server(
    "Bibliothèque nationale de France",
    "https://catalogue.bnf.fr/api/SRU",
    "unimarcxchange",
    'bib.isbn adj "{}"',
    'bib.title all "{}"',
)
SUDOC: Final = Server("Sudoc (ABES)", "https://www.sudoc.abes.fr/cbs/sru/", "unimarc", "isb={}", "mti={}", "1.1")
SERVERS: Final = (BNF, SUDOC)


def _client() -> httpx.Client:
    return httpx.Client(timeout=PATIENCE, follow_redirects=True, headers={"User-Agent": "cresi (catalogue)"})


def found_file(server: Server, text: str, client: Client = _client) -> NoticeFile:
    """Return what a server knows under an ISBN or the words of a title, its first records, as a file of notices.

    DomainError ``network_forbidden``, ``nothing_asked``, ``unreachable``, ``not_a_server`` (it answers something else), ``server_error`` (it says why).
    """
    content = _asked(server.address, _question(server, text), client)
    page = read_page(content)
    _refuse_errors(page, server.address)
    return NoticeFile(server.name, content, Format.SRU, Charset.UTF8, _SAYS_ITSELF, len(page.records))


def look_up(server: Server, text: str, client: Client = _client) -> list[Incoming]:
    """Return the notices of `found_file`."""
    return [one for one in found_file(server, text, client).records() if isinstance(one, Incoming)]


def _question(server: Server, text: str) -> dict[str, str]:
    asked = " ".join(text.replace('"', " ").split())
    if not asked:
        raise DomainError("nothing_asked", N_("Donnez un ISBN ou les mots d'un titre."))
    number = isbn_rules.compact(asked)
    query = server.by_isbn.format(number) if isbn_rules.is_valid(number) else server.by_title.format(asked)
    return {
        "operation": "searchRetrieve", "version": server.version, "query": query, "recordSchema": server.schema,
        "maximumRecords": str(FOUND),
    }  # fmt: skip


def _asked(address: str, parameters: dict[str, str], client: Client) -> bytes:
    network.require()
    if urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).hostname:
        raise DomainError(
            "not_a_server", N_("« {address} » n'est pas l'adresse d'un serveur (http:// ou https://)."), address=address
        )
    try:
        with client() as line, line.stream("GET", address, params=parameters) as answer:
            if answer.status_code >= 400:
                raise DomainError(
                    "server_error",
                    N_("Le serveur {address} a répondu par une erreur : {error}."),
                    address=address,
                    error=str(answer.status_code),
                )
            content = b""
            for piece in answer.iter_bytes():
                content += piece
                if len(content) > _BIGGEST:
                    raise DomainError(
                        "too_big",
                        N_("Le serveur {address} envoie une réponse démesurée : la lecture est arrêtée."),
                        address=address,
                    )
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise DomainError(
            "unreachable",
            N_(
                "Le serveur {address} ne répond pas ({reason}). Vérifiez la connexion ; tout le reste du programme marche sans elle."
            ),
            address=address,
            reason=type(error).__name__,
        ) from error
    return content


def _refuse_errors(page: Page, address: str) -> None:
    if page.error and page.error_code != "noRecordsMatch":
        raise DomainError(
            "server_error",
            N_("Le serveur {address} a répondu par une erreur : {error}."),
            address=address,
            error=page.error,
        )
    if page.broken:
        raise DomainError(
            "not_a_server",
            N_("Le serveur {address} n'a pas répondu comme un catalogue : rien n'a été lu."),
            address=address,
        )


# --- harvesting ---


@dataclass(frozen=True, slots=True)
class Harvest:
    """What to harvest: the server's address, the format asked for, a set ("" all of it) and from which day ("" since ever)."""

    address: str
    prefix: str = "oai_dc"
    set_name: str = ""
    since: str = ""


def pages(wanted: Harvest, progress: Progress | None = None, client: Client = _client) -> Iterator[bytes]:
    """Yield the server's responses one after the other, as long as it gives a token for the next.

    DomainError as `look_up`; an empty harvest yields one response without records.
    """
    watched = progress or Unwatched()
    given = {"verb": "ListRecords", "metadataPrefix": wanted.prefix, "set": wanted.set_name, "from": wanted.since}
    parameters = {name: value for name, value in given.items() if value}
    seen: set[str] = set()
    for number in range(_MOST_PAGES):
        watched.check()
        content = _asked(wanted.address, parameters, client)
        page = read_page(content)
        _refuse_errors(page, wanted.address)
        yield content
        watched.step(number + 1)
        if not page.token or page.token in seen:  # the end; or a server that turns in circles
            return
        seen.add(page.token)
        parameters = {"verb": "ListRecords", "resumptionToken": page.token}


def harvest(wanted: Harvest, progress: Progress | None = None, client: Client = _client) -> NoticeFile:
    """Return all the records of a server as one file of notices, to be looked at and imported like any other."""
    name = urlsplit(wanted.address).hostname or wanted.address
    pieces = [f'<OAI-PMH xmlns="{_OAI}"><ListRecords>'.encode()]
    total = 0
    for content in pages(wanted, progress, client):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, recover=True)
        root = etree.fromstring(content.lstrip(b"\xef\xbb\xbf \r\n\t"), parser)
        for one in root.iter(f"{{{_OAI}}}record"):
            pieces.append(etree.tostring(one, with_tail=False))
            total += 1
    pieces.append(b"</ListRecords></OAI-PMH>")
    return NoticeFile(name, b"\n".join(pieces), Format.OAI, Charset.UTF8, _SAYS_ITSELF, total)


def with_address(server: Server, address: str) -> Server:
    """Return the server at another address, as a centre behind a gateway needs it."""
    return replace(server, address=address.strip() or server.address)
