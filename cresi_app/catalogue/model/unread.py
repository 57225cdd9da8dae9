"""What of a search does not read, in sentences: a criterion that is passed over in silence looks like an answer."""

from collections.abc import Mapping
from typing import Final

from rapidfuzz import fuzz

from cresi_app.catalogue.model import sentence
from cresi_app.catalogue.model.askfields import FIELDS, WHATS, WITHOUT, AskField, Takes, Vocabulary
from cresi_app.core.i18n import N_, language, tr
from cresi_app.core.text import fold

Codes = Mapping[str, Mapping[str, str]]

EXPECTED: Final = {
    Takes.YEAR: N_("« {value} » n'est pas une année : écrivez par exemple 2024."),
    Takes.DAY: N_("« {value} » n'est pas une date : écrivez 2024, mars 2024 ou 31/03/2024."),
    Takes.NUMBER: N_("« {value} » n'est pas un nombre entier : écrivez par exemple 12."),
    Takes.DECIMAL: N_("« {value} » n'est pas un nombre : écrivez par exemple 12,5."),
}
_NEAR: Final = 80
"""How alike, of a hundred, a name must be to that of a field to be taken for a slip of it."""
_LISTED: Final = 6
"""How many possible values a sentence names."""


def unread(text: str, vocabulary: Vocabulary, codes: Codes) -> list[str]:
    """Return a sentence for each criterion of `text` that means nothing.

    `codes`: what each list's values are called, folded (field → name → code). Whether a term exists is not asked here.
    """
    found: list[str] = []
    for match in sentence.tokens(text):
        asked = sentence.values(match) if match[3] else ()
        found += [_told(match[3], value, vocabulary, codes) for value in asked]
    return list(dict.fromkeys(filter(None, found)))


def _told(name: str, said: str, vocabulary: Vocabulary, codes: Codes) -> str:
    field = vocabulary.field(name)
    if fold(name) in WITHOUT or (field is not None and field.takes is Takes.WHAT):
        return _presence(name, said, vocabulary)
    if field is None:
        near = _near(name, vocabulary)
        return tr("« {name}: » n'est pas un champ : essayez « {near}: ».", name=name, near=near) if near else ""
    if field.takes in EXPECTED:
        return "" if sentence.measured(field, said) is not None else tr(EXPECTED[field.takes], value=said)
    if field.takes is Takes.CODE and field.own is None:
        return _code(field, fold(said), said, codes)
    return ""


def _presence(name: str, said: str, vocabulary: Vocabulary) -> str:
    if vocabulary.what(said):
        return ""
    some = ", ".join(words[0 if language() == "fr" else 1] for _, words, _ in list(WHATS.values())[:_LISTED])
    return tr("« {name}:{value} » ne dit rien : écrivez par exemple {some}.", name=name, value=said, some=some)


def _code(field: AskField, folded: str, said: str, codes: Codes) -> str:
    known = codes.get(field.key, {})
    if any(name.startswith(folded) for name in known):
        return ""
    some = [name for name, code in known.items() if len(name) > len(code) and not code.isdigit()]
    near = sorted(some, key=lambda name: -fuzz.ratio(name, folded))[:1]
    if near and fuzz.ratio(near[0], folded) >= _NEAR:
        return tr("« {value} » n'est pas dans la liste « {list} » : essayez « {near} ».", value=said, list=tr(field.title), near=near[0])  # fmt: skip
    return tr("« {value} » n'est pas dans la liste « {list} ».", value=said, list=tr(field.title))


def _near(name: str, vocabulary: Vocabulary) -> str:
    """Return the field whose name a name that is none is a slip of, "" when it is of none: titles hold colons too."""
    folded = fold(name)
    best, score = "", 0.0
    for field in (*FIELDS, *vocabulary.own):
        for word in (*field.words, *field.also):
            alike = fuzz.ratio(fold(word), folded)
            if alike > score and len(folded) > 2:
                best, score = field.word, alike
    return best if score >= _NEAR else ""
