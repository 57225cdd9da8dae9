"""The one gate through which every sentence for a person passes: translation, then typography.

French is the source language: the French sentence is the message id. English lives in
``resources/translations/en/LC_MESSAGES/cresi.po`` and its compiled ``.mo``.
"""

import gettext
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from cresi_app.core.typography import french

Language = Literal["fr", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("fr", "en")
CATALOGUES: Final = Path(__file__).resolve().parents[2] / "resources" / "translations"


class _State:
    language: Language = "fr"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def N_(text: str, /) -> str:  # noqa: N802 - the name every gettext tool knows
    """Mark `text` for extraction and return it unchanged, to be given to `tr` later."""
    return text


def C_(context: str, text: str, /) -> str:  # noqa: N802 - named like N_, told apart by its context
    """Mark `text` like `N_` where the same French words have another sense elsewhere: ``tr(C_("menu", "Édition"))``.

    What comes back is for `tr` alone; it is the key that gettext keeps for a sentence with a context.
    """
    return f"{context}\x04{text}"


def language() -> Language:
    """Return the language in force, ``fr`` or ``en``."""
    return _State.language


def set_language(code: Language) -> None:
    """Speak `code` from now on; the sentences already on screen are rebuilt by whoever shows them."""
    _State.language = code
    _State.catalogue = (
        gettext.NullTranslations() if code == "fr" else gettext.translation("cresi", CATALOGUES, languages=[code])
    )
    _sentence.cache_clear()


@lru_cache(maxsize=8192)
def _sentence(text: str, plural: str, n: int) -> str:
    if not plural:
        chosen = _State.catalogue.gettext(text).rpartition("\x04")[2]
    elif _State.language == "fr":
        chosen = text if n < 2 else plural  # French counts 0 and 1 as singular
    else:
        chosen = _State.catalogue.ngettext(text, plural, n)
    return french(chosen) if _State.language == "fr" else chosen.replace("'", "’")


def tr(text: str, /, **data: object) -> str:
    """Return the French sentence `text` in the language in force, its ``{names}`` filled from `data`.

    Typography (no-break spaces, ’) is applied to the sentence, never to the data put into it.
    """
    if not text:
        return ""  # gettext answers "" with the catalogue's own header
    sentence = _sentence(text, "", 0)
    return sentence.format(**data) if data else sentence


def trn(singular: str, plural: str, n: int, /, **data: object) -> str:
    """Return `singular` or `plural` for `n` (available as ``{n}``), translated and filled like `tr`."""
    return _sentence(singular, plural, min(n, 1000)).format(n=data.pop("n", n), **data)
