"""A request for places written in free words (an e-mail pasted in): names, association and session are proposed, a person confirms."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from cresi_app.core.text import fold, words
from cresi_app.training.model import Origin
from cresi_app.training.model.intake import Asked, AskedPerson

_LARGEST: Final = 20_000
_CODE: Final = re.compile(r"\bF\d{4}-\d{1,3}\b", re.IGNORECASE)
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_PHONE: Final = re.compile(r"(?<!\d)(?:\+\d{2,3}[ .]?\d|0\d)(?:[ .-]?\d\d){4}(?!\d)")
_QUOTED: Final = re.compile(r"^\s*(?:>|-{2,}\s*$|Le .{5,80} a écrit\s*:)")
_TITLE: Final = re.compile(r"^(?:M\.|Mme|Mlle|Mr|Mrs|Ms|Monsieur|Madame|Dr)\s+", re.IGNORECASE)
_BULLET: Final = re.compile(r"^\s*(?:[-*•–—]|\d{1,2}[.)])\s+")
_NAME: Final = re.compile(r"^[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,5}$")
_LISTED: Final = re.compile(
    r"(?:inscri\w+|inscription de|participants?|participantes?|personnes?|noms?|viendront|seront)\s*:?\s+(?P<names>[^.:;!?\n]{5,300})",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(
    r"\b(\d{1,2}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)\s+(?:autres?\s+)?(?:places?|personnes?)\b"
)
_NUMBERS: Final = {
    w: n for n, w in enumerate(["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"], start=1)
} | {"une": 1}
_SIGNED: Final = re.compile(
    r"^(?:bien |très )?(?:cordialement|amicalement|salutations|merci|bonne journée|à bientôt)", re.IGNORECASE
)
_NOT_NAMES: Final = frozenset(
    [
        "bonjour",
        "madame",
        "monsieur",
        "merci",
        "cordialement",
        "association",
        "comite",
        "collectif",
        "formation",
        "journee",
        "session",
        "salle",
        "nous",
        "notre",
        "je",
        "pour",
        "avec",
        "dans",
        "votre",
        "vos",
        "les",
        "des",
        "une",
        "objet",
        "demande",
        "inscription",
        "places",
        "noms",
        "venir",
        "bonsoir",
    ]
)


def read_letter(text: str, organisations: Sequence[tuple[int, str]] = (), people: Iterable[str] = ()) -> Asked:
    """Return what a letter seems to ask. `organisations` (id, name) and `people` are known names, looked for in it.

    Everything is a proposal: what was not understood stays in the note, so that nothing of the letter is lost.
    """
    body = [line.rstrip() for line in text[:_LARGEST].replace("\r\n", "\n").split("\n") if not _QUOTED.match(line)]
    whole = "\n".join(body)
    signature = next((rank for rank, line in enumerate(body) if _SIGNED.match(line.strip())), len(body))
    names = _names(body[:signature], people)
    named = [name for name in names if not _is_organisation(name, organisations)]
    code, mail, phone = _CODE.search(whole), _MAIL.search(whole), _PHONE.search(whole)
    return Asked(
        source=_subject(body),
        origin=Origin.MAIL,
        session=code[0].upper() if code else _about(body),
        organisation=_organisation(whole, organisations),
        people=tuple(AskedPerson(name) for name in named),
        unnamed=0 if named else _unnamed(whole),
        contact=_contact(body[signature + 1 :]),
        email=mail[0] if mail else "",
        phone=phone[0] if phone else "",
        note=whole.strip(),
    )


def _subject(body: Sequence[str]) -> str:
    found = next((line for line in body if fold(line).startswith(("objet", "subject"))), "")
    said = found.partition(":")[2].strip() if found else next((line.strip() for line in body if line.strip()), "")
    return said[:80]


def _about(body: Sequence[str]) -> str:
    """Return the words that may name the session: the subject, and what follows « formation », « journée »."""
    wanted = [line for line in body if any(word in fold(line) for word in ("formation", "journee", "session", "objet"))]
    return " ".join(wanted)[:400]


def _organisation(text: str, organisations: Sequence[tuple[int, str]]) -> str:
    """Return the longest known name that stands in the letter; short acronyms only when written in capitals."""
    said = f" {' '.join(words(text))} "
    found = []
    for _, name in organisations:
        key = " ".join(words(name))
        if len(key) >= 2 and f" {key} " in said and (len(key) > 5 or re.search(rf"\b{re.escape(name)}\b", text)):
            found.append(name)
    return max(found, key=len, default="")


def _is_organisation(name: str, organisations: Sequence[tuple[int, str]]) -> bool:
    key = " ".join(words(name))
    return any(key == " ".join(words(known)) for _, known in organisations)


def _names(body: Sequence[str], people: Iterable[str]) -> list[str]:
    """Return names: lines of a list, what follows « inscrire », and names already known that stand in the text."""
    found: dict[str, str] = {}
    for line in body:
        bare = _BULLET.sub("", line)
        if bare != line:
            _keep(found, bare)
    for listed in _LISTED.finditer("\n".join(body)):
        for part in re.split(r",|\bet\b|\bainsi que\b|&|/", listed["names"]):
            _keep(found, part)
    said = f" {' '.join(words(' '.join(body)))} "
    for name in people:
        key = " ".join(words(name))
        if " " in key and f" {key} " in said and _key(name) not in found:
            found[_key(name)] = name
    return list(found.values())


def _keep(found: dict[str, str], part: str) -> None:
    name = _TITLE.sub("", re.split(r"[(,;:–—]| - ", part.strip())[0].strip())
    said = name.split()
    if not _NAME.match(name) or any(fold(word) in _NOT_NAMES for word in said):
        return
    if sum(word[0].isupper() for word in said) >= 2:
        found.setdefault(_key(name), name)


def _key(name: str) -> str:
    return " ".join(sorted(words(name)))


def _unnamed(text: str) -> int:
    found = _COUNT.search(fold(text))
    return 0 if found is None else _NUMBERS.get(found[1]) or (int(found[1]) if found[1].isdecimal() else 0)


def _contact(lines: Sequence[str]) -> str:
    """Return who signed: the first line after the greeting that reads like a name."""
    for line in lines[:4]:
        name = _TITLE.sub("", line.strip().rstrip(","))
        if _NAME.match(name) and not any(fold(word) in _NOT_NAMES for word in name.split()):
            return name
    return ""
