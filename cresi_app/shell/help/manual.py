"""The manual: one short text a page in ``resources/manual``, found by words as the search folds them."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from cresi_app.core.i18n import language
from cresi_app.core.text import fold, words

FOLDER: Final = Path(__file__).resolve().parents[3] / "resources" / "manual"
ORDER: Final = (
    "start", "window", "home", "catalogue", "training", "projects", "cooperation", "funding", "directory", "history", "counter",
    "preferences",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Topic:
    """One text: its key (a page's), its title, its Markdown."""

    key: str
    title: str
    text: str

    def excerpt(self, sought: str) -> str:
        """Return the first sentence that holds the words, "" when none does."""
        wanted = words(fold(sought))
        for line in self.text.splitlines()[1:]:
            known = words(fold(line))
            if wanted and all(any(one.startswith(word) for one in known) for word in wanted):
                return line.lstrip("*#- ").replace("**", "").replace("`", "")
        return ""


def topics(code: str = "") -> list[Topic]:
    """Return every text of a language (the one in force), in the order of the window."""
    return list(_read(code or language()))


def found(sought: str) -> list[Topic]:
    """Return the texts that hold all the words, those whose title does first; all of them for no words."""
    wanted = words(fold(sought))
    if not wanted:
        return topics()
    kept = []
    for topic in topics():
        title, body = words(fold(topic.title)), words(fold(topic.text))
        if all(any(one.startswith(word) for one in body) for word in wanted):
            named = all(any(one.startswith(word) for one in title) for word in wanted)
            kept.append((not named, topic))
    return [topic for _rank, topic in sorted(kept, key=lambda pair: pair[0])]


@lru_cache(maxsize=2)
def _read(code: str) -> tuple[Topic, ...]:
    made = []
    for key in ORDER:
        text = (FOLDER / code / f"{key}.md").read_text(encoding="utf-8")
        made.append(Topic(key, text.splitlines()[0].removeprefix("# ").strip(), text))
    return tuple(made)
