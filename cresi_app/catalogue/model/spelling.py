"""Writes a search of lines and groups back as the text that asks it."""

import re
from typing import Final

from cresi_app.catalogue.model.askfields import ANY, VOCABULARY, WITH, WITHOUT, Vocabulary
from cresi_app.catalogue.model.sentence import BIND, Group, Line, Op, Part, is_plain, is_words, tidy
from cresi_app.core.i18n import language
from cresi_app.core.text import fold

_SPECIAL: Final = re.compile(r'[()":]')


def write(group: Group, vocabulary: Vocabulary = VOCABULARY) -> str:
    """Return the text that asks what the group asks: `read` gives `tidy(group)` back."""
    whole = tidy(group, vocabulary)
    alone = whole.parts[0] if len(whole.parts) == 1 else None
    if isinstance(alone, Line) and is_words(alone) and is_plain(alone.value, vocabulary):
        return alone.value
    return _written(whole, vocabulary)


def _written(part: Part, vocabulary: Vocabulary) -> str:
    if isinstance(part, Line):
        return _written_line(part, vocabulary)
    join = f" {_bind('OU', 'OR')} " if part.sign == "or" else " "
    return join.join(_inner(one, part, vocabulary) for one in part.parts)


def _inner(part: Part, outer: Group, vocabulary: Vocabulary) -> str:
    said = _written(part, vocabulary)
    if isinstance(part, Line):
        return said
    if part.negated:
        return f"{_bind('SAUF', 'NOT')} ({said})"
    # « et » binds more than « ou »: what must all be needs no brackets among alternatives.
    return said if outer.sign == "or" and part.sign == "and" else f"({said})"


def _bind(french: str, english: str) -> str:
    return french if language() == "fr" else english


def _written_line(line: Line, vocabulary: Vocabulary) -> str:
    minus = "-" if line.negated else ""
    if line.field == WITH:
        word = WITHOUT[0 if language() == "fr" else 1] if line.negated else vocabulary.fields[WITH].word
        return f"{word}:{vocabulary.what_word(line.value)}"
    field, value = vocabulary.fields[line.field], line.value
    match line.op:
        case Op.WORDS if (
            line.field == ANY and _is_bare(value, alone=line.negated) and (value[0].isalnum() or not minus)
        ):
            return f"{minus}{value}"
        case Op.WORDS:
            said = value if _is_bare(value, alone=True) else f"({value})"
        case Op.PHRASE if line.field == ANY:
            return f'{minus}"{value}"'
        case Op.PHRASE:
            said = f'"{value}"'
        case Op.BELOW:
            said = f'"{value}"+'
        case Op.BETWEEN:
            said = f"{value}..{line.last}"
        case Op.FROM | Op.UNTIL:
            said = f"{value}.." if line.op is Op.FROM else f"..{value}"
        case Op.WITHIN | Op.OLDER:
            said = f"<{value}" if line.op is Op.WITHIN else f">{value}"
        case _:
            said = value if _is_bare(value, alone=True) else f'"{value}"'
    return f"{minus}{field.word}:{said}"


def _is_bare(value: str, *, alone: bool) -> bool:
    """Say whether words read back without quotes or brackets; `alone`: as one single word."""
    parts = value.split()
    if not parts or (alone and len(parts) > 1):
        return False
    return not any(_SPECIAL.search(part) or part.startswith("-") or fold(part) in BIND for part in parts)
