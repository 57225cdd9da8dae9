"""The child's reading of a message saved as a file (.eml): who wrote to whom about what, and the words; what is attached stays attached."""

from collections.abc import Callable, Iterator
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path
from typing import Final

from cresi_app.core.filereading.packed import LARGEST

_HEADS: Final = ("Subject", "From", "To", "Cc", "Date")
_MOST_PARTS: Final = 200


def eml(path: Path, words_of_page: Callable[[bytes], str]) -> Iterator[str]:
    """Yield the heads and words of a message; `words_of_page` reads those written as a web page."""
    with path.open("rb") as handle:
        message = BytesParser(policy=compat32).parsebytes(handle.read(LARGEST))
    heads = [f"{name} : {_head(str(message[name]))}" for name in _HEADS if message[name]]
    plain: list[str] = []
    pages: list[str] = []
    for at, part in enumerate(message.walk()):
        if at >= _MOST_PARTS:
            break
        if part.is_multipart() or part.get_filename():
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            continue
        if part.get_content_type() == "text/plain":
            plain.append(_decoded(data, part))
        elif part.get_content_type() == "text/html":
            pages.append(words_of_page(data))
    yield "\n".join([*heads, "", *(plain or pages)])


def _head(value: str) -> str:
    """Return a head as people read it; one that its own rules do not explain stays as it is."""
    try:
        parts = decode_header(value)
        said = "".join(part if isinstance(part, str) else _of_bytes(part, name or "ascii") for part, name in parts)
    except (MessageError, ValueError):
        said = value
    return " ".join(said.split())


def _of_bytes(data: bytes, alphabet: str) -> str:
    try:
        return data.decode(alphabet, "replace")
    except (LookupError, ValueError):
        return data.decode("cp1252", "replace")


def _decoded(data: bytes, part: Message) -> str:
    said = part.get_content_charset()
    try:
        return data.decode(said or "utf-8")
    except (LookupError, ValueError):
        return data.decode("cp1252", "replace")
