"""Reads a file of activities as a stream, however long: one activity at a time; bombs refused, broken characters mended and told."""

import codecs
import html.entities
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.funding.interchange.iati.node import Node
from cresi_app.funding.interchange.iati.structure import check_between, check_root
from cresi_app.funding.model.findings import Finding, Level

CHUNK: Final = 1 << 16
DEEPEST: Final = 40
"""Levels below which nothing of the standard stands: deeper elements are left out and told."""
MENDABLE: Final = 256 << 20
"""Bytes of the largest file whose broken characters are mended; a larger one must be sound."""

_DECLARED: Final = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._\-]+)[\"']")
_BAD: Final = re.compile(
    r"(?P<kept><!\[CDATA\[.*?\]\]>|<!--.*?-->)|(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff])"
    r"|&(?P<name>[A-Za-z][A-Za-z0-9]*);|&#(?P<number>x[0-9A-Fa-f]+|[0-9]+);|(?P<bare>&)",
    re.DOTALL,
)
_OWN: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_BOM: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(slots=True)
class ActivityFile:
    """A file of activities while it is read. `findings` are about the file itself; both grow while `activities` gives."""

    path: Path
    encoding: str = "utf-8"
    version: str = ""
    read: int = 0
    root: Node | None = None
    findings: list[Finding] = field(default_factory=list)

    def activities(self) -> Iterator[Node]:
        """Give the activities one by one; what the file has against itself stands in `findings` afterwards."""
        self.read, self.root, self.findings = 0, None, []
        target = _Activities(self)
        with self.path.open("rb") as stream:
            self.encoding = encoding_of(stream.read(1024))
            stream.seek(0)
            yield from self._parse(target, _chunks(stream, self, is_sound=_is_sound(self.path)))
        self.findings += _about_root(self)

    def _parse(self, target: "_Activities", chunks: Iterator[str | bytes]) -> Iterator[Node]:
        parser = DefusedXMLParser(target=target, forbid_dtd=True)
        target.parser = parser.parser
        try:
            for chunk in chunks:
                parser.feed(chunk)
                while target.ready:
                    self.read += 1
                    yield target.ready.pop(0)
            parser.close()
        except DefusedXmlException:
            raise _bomb() from None
        except (ParseError, ValueError, LookupError) as error:
            self.findings.append(_torn(error, self.read))
        while target.ready:
            self.read += 1
            yield target.ready.pop(0)


class _Activities:
    """What the parser tells: activities are gathered whole, everything else at the file's level is only looked at."""

    def __init__(self, file: ActivityFile) -> None:
        self.file = file
        self.parser: object = None
        self.ready: list[Node] = []
        self._open: list[Node] = []
        self._skipped = 0
        self._foreign_seen = False

    def _line(self) -> int:
        return int(getattr(self.parser, "CurrentLineNumber", 0))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        if self._skipped or len(self._open) >= DEEPEST:
            if not self._skipped:
                self._too_deep(tag)
            self._skipped += 1
            return
        self._open.append(Node(tag, dict(attributes), self._line()))

    def _too_deep(self, tag: str) -> None:
        sentence = N_("Des éléments sont emboîtés au-delà du niveau {depth} (« {name} ») : ils sont laissés de côté.")
        self.file.findings.append(
            Finding(Level.ERROR, "too_deep", sentence, {"depth": DEEPEST, "name": tag}, self._line())
        )

    def end(self, _tag: str) -> None:
        """Close an element: a whole activity is ready, any other joins its parent."""
        if self._skipped:
            self._skipped -= 1
            return
        node = self._open.pop()
        if not self._open:
            self.file.root = node
        elif len(self._open) == 1:
            self._below_root(self._open[0], node)
        else:
            self._open[-1].children.append(node)

    def _below_root(self, root: Node, node: Node) -> None:
        self.file.root = root
        self.file.findings += check_between(root, node, last_was_foreign=self._foreign_seen)
        if node.tag == "iati-activity":
            self.ready.append(node)
        elif node.tag.startswith("{"):
            self._foreign_seen = True

    def data(self, text: str) -> None:
        """Take text in."""
        if self._open and not self._skipped:
            self._open[-1].text += text

    def close(self) -> None:
        """End of the file: nothing more to do."""


def encoding_of(head: bytes) -> str:
    """Return the encoding a file's first bytes announce; UTF-8 when they say nothing."""
    for mark, name in _BOM:
        if head.startswith(mark):
            return name
    declared = _DECLARED.match(head)
    name = declared[1].decode("ascii") if declared else "utf-8"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"


def _is_sound(path: Path) -> bool:
    """Say whether the file is well-formed as it is: one quick pass. DomainError ``xml_dtd`` for a bomb."""
    parser = DefusedXMLParser(target=_Sink(), forbid_dtd=True)
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                parser.feed(chunk)
        parser.close()
    except DefusedXmlException:
        raise _bomb() from None
    except (ParseError, ValueError, LookupError):
        return False
    return True


class _Sink:
    """A parser's target that keeps nothing."""

    def start(self, _tag: str, _attributes: dict[str, str]) -> None:
        """Let an element pass."""

    def end(self, _tag: str) -> None:
        """Let an element's end pass."""

    def data(self, _text: str) -> None:
        """Let text pass."""

    def close(self) -> None:
        """Nothing was kept."""


def _chunks(stream: IO[bytes], file: ActivityFile, *, is_sound: bool) -> Iterator[str | bytes]:
    if is_sound:
        while chunk := stream.read(CHUNK):
            yield chunk
        return
    content = stream.read(MENDABLE + 1)
    if len(content) > MENDABLE:
        raise DomainError(
            "xml_too_big",
            N_(
                "Ce fichier contient des caractères illisibles et dépasse {size} Mo : il n'a pas été lu. Corrigez-le avec l'outil qui l'a produit."
            ),
            size=MENDABLE >> 20,
        )
    text = mended(content, file)
    for start in range(0, len(text), CHUNK):
        yield text[start : start + CHUNK]


def mended(content: bytes, file: ActivityFile) -> str:
    """Return the text of a file that is not well-formed, with what could be mended mended, and told in its findings."""
    text, replaced = _decoded(content, file.encoding)
    if replaced:
        sentence = N_("Caractères étrangers à l'encodage annoncé ({encoding}) : {n}, lus comme du Windows-1252.")
        file.findings.append(Finding(Level.WARNING, "characters", sentence, {"n": replaced, "encoding": file.encoding}))
    counted = {"control": 0, "name": 0, "number": 0, "bare": 0}
    text = _BAD.sub(lambda found: _mend(found, counted), text)
    if any(counted.values()):
        sentence = N_("Caractères interdits en XML, remplacés : {n} (dont « & » isolés : {bare}).")
        data = {"n": sum(counted.values()), "bare": counted["bare"]}
        file.findings.append(Finding(Level.WARNING, "mended", sentence, data))
    # The text is handed over as such: what it once was encoded in no longer counts.
    return re.sub(r"^(\s*<\?xml[^>]*?)\s+encoding\s*=\s*[\"'][^\"']*[\"']", r"\1", text.lstrip("\ufeff"), count=1)


def _decoded(content: bytes, encoding: str) -> tuple[str, int]:
    replaced = 0

    def other(error: UnicodeError) -> tuple[str, int]:
        nonlocal replaced
        assert isinstance(error, UnicodeDecodeError)
        bad = error.object[error.start : error.end]
        replaced += len(bad)
        return bad.decode("cp1252", "replace"), error.end

    codecs.register_error("cresi-cp1252", other)
    return content.decode(encoding, "cresi-cp1252"), replaced


def _mend(found: re.Match[str], counted: dict[str, int]) -> str:
    if found["kept"] is not None:
        inside = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", found[0])
        counted["control"] += inside != found[0]
        return inside
    if found["name"] is not None:
        if found["name"] in _OWN:
            return found[0]
        counted["name"] += 1
        point = html.entities.name2codepoint.get(found["name"])
        return f"&amp;{found['name']};" if point is None else chr(point)
    if found["number"] is not None:
        number = found["number"]
        point = int(number[1:], 16) if number[0] == "x" else int(number[:10])
        if point in {9, 10, 13} or 32 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or 0x10000 <= point <= 0x10FFFF:
            return found[0]
        counted["number"] += 1
        return "\ufffd"
    counted["bare" if found["bare"] else "control"] += 1
    return "&amp;" if found["bare"] else "\ufffd"


def _bomb() -> DomainError:
    return DomainError(
        "xml_dtd",
        N_(
            "Ce fichier contient une DTD ou des entités, qu'un fichier de données n'a pas et qui peuvent bloquer un ordinateur : il est refusé. Rien n'a été lu."
        ),
    )


def _torn(error: Exception, read: int) -> Finding:
    line = getattr(error, "position", (0, 0))[0]
    sentence = N_("Le fichier n'est plus lisible à partir de la ligne {line} : ce qui a été lu avant est gardé (activités : {read}), la suite est perdue.")  # fmt: skip
    return Finding(Level.CRITICAL, "torn", sentence, {"line": line, "read": read}, line)


def _about_root(file: ActivityFile) -> list[Finding]:
    return [] if file.root is None else [*check_root(file.root, file.read), *_version(file.root)]


def _version(root: Node) -> list[Finding]:
    version = root.get("version")
    if root.tag != "iati-activities" or version == "2.03":
        return []
    sentence = N_("Le fichier annonce la version « {version} » d'IATI ; il est lu et contrôlé comme du 2.03.")
    return [Finding(Level.WARNING, "version", sentence, {"version": version}, root.line)]
