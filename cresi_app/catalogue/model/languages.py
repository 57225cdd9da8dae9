"""Tells which language a text is in, by the small words that none can do without and by its script. No dictionary, no model."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from cresi_app.core.text import fold, words

_SMALL: Final = {
    "fre": "le la les de des du un une et est en que qui dans pour pas sur au aux avec ce cette ces il elle sont par plus se ne ou son sa ses "
    "leur leurs nous vous mais comme etre ete aussi entre ont meme fait deux sans tout ainsi dont",
    "eng": "the of and to in is that for it with as was on are be by this at from or an which have not but they their has were been its can "
    "will more these all also than other into would may such between must there about",
    "spa": "el los las del un una y es en que por para con no se su sus lo como mas pero este esta al entre sobre ser son fue ha sin hay "
    "tambien desde cuando muy todos porque hasta donde quien nos",
    "por": "o os as do da dos das um uma e em que para com nao se ao aos na no nas nos por mais mas como foi sua seu seus suas ser tem ha "
    "tambem entre sobre pelo pela sao ou quando muito ja esta isso",
    "ger": "der die das und ist nicht ein eine den dem des mit von zu auf fur im als auch sich werden wird sind bei nach oder aus durch uber "
    "haben hat dass wie zum zur kann nur noch einer einem war mehr",
    "ita": "il lo gli di del della dei delle un una e che in per con non si da al alla nel nella sono come piu ma anche questo questa ha stato "
    "tra fra essere loro suo sua degli dal cui dei sul ed",
    "dut": "de het een en van in is dat op te zijn met voor niet aan er om ook als door maar bij uit worden wordt naar heeft hebben deze over "
    "kan meer dan dit zich tot nog onder geen moet",
    "cat": "el els les de del un una i es en que per amb no se al als la com mes pero aquest aquesta son ha ser tambe entre sobre dels seva seu "
    "seus fins molt on quan",
    "rum": "de si in a la cu pe nu un o din este sunt pentru care mai prin sau ca fi au fost cel cea ale lui sa se dupa intre despre",
    "wol": "ak ci la di ko mu na ngir yi bi gi ki li mi si wi te am du dafa fi ba ni gni lu nu ku su bu gu",
    "swa": "ya na wa kwa ni katika za la kuwa cha ili hii hiyo vya kama watu wao au pia kwamba hata yake zao lakini sana kila",
    "vie": "va cua la co cac duoc trong cho mot nhung voi khong da nay nguoi den tu khi tai den viec ve o se",
    "hat": "yo nan ak ki te pou li sou yon se nou pa gen tout pi ap la nou menm lot anpil kote",
    "mlg": "ny sy ary dia izay ho fa tsy ao amin an ireo ity izany no ka olona mba raha",
    "tur": "ve bir bu icin ile da de olarak daha olan en cok gibi kadar var sonra her ne ya olan",
}  # fmt: skip
"""Folded small words of each language (ISO 639-2/B)."""
_PROFILES: Final = {code: frozenset(text.split()) for code, text in _SMALL.items()}
_SHARED: Final = Counter(word for profile in _PROFILES.values() for word in profile)
_MARKS: Final = {
    "fre": "éèêàçùœ", "spa": "ñ¿¡", "por": "ãõ", "ger": "ßäöü", "ita": "ìò", "cat": "·ŀ", "rum": "ășțşţ", "vie": "ạảấầẩẫậắằẳẵặẹẻẽếềểễệđơượởỡ", "tur": "ığş",
}  # fmt: skip
"""Letters that tell languages apart whose small words resemble."""
_SCRIPTS: Final = (
    ("ara", 0x0600, 0x06FF), ("rus", 0x0400, 0x04FF), ("gre", 0x0370, 0x03FF), ("heb", 0x0590, 0x05FF), ("arm", 0x0530, 0x058F),
    ("geo", 0x10A0, 0x10FF), ("hin", 0x0900, 0x097F), ("tha", 0x0E00, 0x0E7F), ("amh", 0x1200, 0x137F), ("khm", 0x1780, 0x17FF),
    ("jpn", 0x3040, 0x30FF), ("kor", 0xAC00, 0xD7AF), ("chi", 0x4E00, 0x9FFF),
)  # fmt: skip
_READ: Final = 40_000
_LEAST_WORDS: Final = 8
_LEAST_OF_TITLE: Final = 3
_LEAST_SMALL: Final = 2
_CLEAR_TITLE: Final = 0.9
_CLEAR_TEXT: Final = 0.5
"""How sure a language must be to be proposed for few words, and for more."""
_LEAST_SHARE: Final = 0.12
"""Share of small words below which a text is none of these languages: lists of names, tables."""


@dataclass(frozen=True, slots=True)
class Told:
    """A language and how sure that is (0–1); "" when the text does not tell."""

    code: str
    sure: float


NOBODY: Final = Told("", 0.0)


def language_of_words(text: str) -> str:
    """Return the language (ISO 639-2/B) of a title or a few lines, "" when they do not say it clearly.

    Two small words at least: « Rapport et étude » is French for nobody who has « et » alone to go by.
    """
    told = language_of(text, _LEAST_OF_TITLE)
    found = words(text[:_READ])
    small = sum(word in _PROFILES.get(told.code, ()) for word in found)
    is_script = bool(told.code) and told.code not in _PROFILES
    clear = _CLEAR_TITLE if len(found) < _LEAST_WORDS else _CLEAR_TEXT
    return told.code if is_script or (small >= _LEAST_SMALL and told.sure >= clear) else ""


def language_of(text: str, least: int = _LEAST_WORDS) -> Told:
    """Return the language of a text (ISO 639-2/B) of at least so many words."""
    text = text[:_READ]
    script = _script(text)
    if script is not None:
        return script
    found = words(text)
    if len(found) < least:
        return NOBODY
    counted = Counter(found)
    # A word that many languages have says little for each of them.
    scores = {
        code: sum(counted[word] / _SHARED[word] for word in profile if word in counted)
        for code, profile in _PROFILES.items()
    }
    for code, marks in _MARKS.items():
        scores[code] += 0.5 * sum(text.count(mark) for mark in marks)
    ranked = sorted(scores.items(), key=lambda one: -one[1])
    (best, score), (_, second) = ranked[0], ranked[1]
    share = sum(counted[word] for word in _PROFILES[best]) / len(found)
    if share < _LEAST_SHARE or score <= 0:
        return NOBODY
    return Told(best, round(min(1.0, (score - second) / score + min(share, 0.4)), 2))


def _script(text: str) -> Told | None:
    """Return the language that a script other than Latin tells, when most letters are of it."""
    letters = [ord(letter) for letter in text if letter.isalpha()]
    if not letters:
        return NOBODY
    for code, first, last in _SCRIPTS:
        share = sum(first <= letter <= last for letter in letters) / len(letters)
        if share > (0.1 if code == "jpn" else 0.5):
            return Told(code, round(share, 2))
    return None


BY_TAG: Final = {
    "fr": "fre", "en": "eng", "es": "spa", "pt": "por", "de": "ger", "it": "ita", "nl": "dut", "ca": "cat", "ro": "rum", "ar": "ara", "ru": "rus",
    "el": "gre", "he": "heb", "hy": "arm", "ka": "geo", "hi": "hin", "th": "tha", "am": "amh", "km": "khm", "ja": "jpn", "ko": "kor", "zh": "chi",
    "wo": "wol", "sw": "swa", "vi": "vie", "ht": "hat", "mg": "mlg", "tr": "tur",
}  # fmt: skip
"""Languages by their short tag, as files say it."""


def of_tag(tag: str) -> str:
    """Return the language that a tag means (« fr-FR », « fra », « fre »), "" when it is not known."""
    short = fold(tag).replace("_", "-").split("-")[0].strip()
    terminology = {
        "fra": "fre",
        "deu": "ger",
        "nld": "dut",
        "ron": "rum",
        "ell": "gre",
        "hye": "arm",
        "kat": "geo",
        "zho": "chi",
    }
    known = frozenset(BY_TAG.values())
    return BY_TAG.get(short) or terminology.get(short) or (short if short in known else "")
