"""Search and replace in the texts of many documents, shown before it is done."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from cresi_app.catalogue.model import batch as model
from cresi_app.catalogue.model.batch import BatchReport, Preview, Replacement, Sample
from cresi_app.catalogue.model.importing import Progress, Told
from cresi_app.catalogue.queries import batch
from cresi_app.catalogue.service.batch.editing import BatchEditingDesk, put_texts
from cresi_app.catalogue.service.batch.work import chunks, working
from cresi_app.core.changes import Actor
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_
from cresi_app.core.substituting import SECONDS, Substitution
from cresi_app.store.records import Row

SAMPLES: Final = 60
SHOWN: Final = 600
"""Characters of a long text that a sample shows around the first difference."""
REPLACEABLE: Final = model.LINES | model.TEXTS

Found = tuple[Row, dict[str, tuple[str, str]]]
"""A document and its texts that would change: (before, after) by field."""


class BatchReplacingDesk(BatchEditingDesk):
    """Search and replace."""

    replace_seconds: float = SECONDS
    """Seconds that some hundred texts may take one expression."""

    def preview_replacement(
        self, ids: Sequence[int], replacement: Replacement, progress: Progress | None = None
    ) -> Preview:
        """Return what a replacement would do in these documents, without doing it.

        DomainError ``find_missing``, ``no_fields``, ``bad_expression``, ``slow_expression``.
        """
        preview, cleaners = Preview(), self._cleaners
        for row, texts in self._found(ids, replacement, progress):
            preview.documents += 1
            preview.texts += len(texts)
            for name, (before, after) in texts.items():
                try:
                    cleaned = str(cleaners[name](after))
                except DomainError as refused:
                    preview.refused.append((row["id"], Told(0, refused.template, refused.data)))
                    continue
                if len(preview.samples) < SAMPLES:
                    shown = around(before, cleaned)
                    preview.samples.append(Sample(row["id"], row["number"], row["title"], name, *shown))
        return preview

    def replace_in_many(
        self, who: Actor, ids: Sequence[int], replacement: Replacement, progress: Progress | None = None
    ) -> BatchReport:
        """Do a replacement in these documents, in one revision; texts that their field refuses are left alone and told."""
        names, cleaners = _checked(replacement), self._cleaners
        with working(self.library, who, "catalogue.replace_in_many", len(ids)) as work:
            for row, texts in self._found(ids, replacement, progress):
                put_texts(work, row, {name: texts[name][1] if name in texts else row[name] for name in names}, cleaners)
                work.settle()
        return work.report

    def _found(self, ids: Sequence[int], replacement: Replacement, progress: Progress | None) -> Iterator[Found]:
        names = _checked(replacement)
        find, put = _expression(replacement)
        if not replacement.is_pattern:  # words take a time in proportion to the texts, wherever they are sought
            flags = 0 if replacement.keeps_case else re.IGNORECASE
            pattern = re.compile(find, flags)

            def replaced(texts: list[str]) -> list[str | None]:
                return [pattern.sub(lambda _: put, text) if pattern.search(text) else None for text in texts]

            for chunk in chunks(ids, progress):
                yield from _changed(batch.documents(self.library, chunk, names), names, replaced)
            return
        with Substitution(find, put, keeps_case=replacement.keeps_case, seconds=self.replace_seconds) as child:
            for chunk in chunks(ids, progress):
                yield from _changed(batch.documents(self.library, chunk, names), names, child.apply)


def _changed(
    rows: Sequence[Row], names: Sequence[str], replaced: Callable[[list[str]], list[str | None]]
) -> Iterator[Found]:
    texts = [(row, name, str(row[name])) for row in rows for name in names if row[name]]
    done = replaced([text for _, _, text in texts]) if texts else []
    found: dict[int, Found] = {}
    for (row, name, before), after in zip(texts, done, strict=True):
        if after is not None and after != before:
            found.setdefault(row["id"], (row, {}))[1][name] = (before, after)
    yield from found.values()


def _checked(replacement: Replacement) -> tuple[str, ...]:
    """Return the fields looked through. DomainError ``find_missing`` or ``no_fields``."""
    if not replacement.find:
        raise DomainError("find_missing", N_("Écrivez ce qu'il faut chercher."), field="find")
    names = tuple(name for name in dict.fromkeys(replacement.fields) if name in REPLACEABLE)
    if not names:
        raise DomainError("no_fields", N_("Choisissez au moins un champ où chercher."), field="fields")
    return names


def _expression(replacement: Replacement) -> tuple[str, str]:
    find = replacement.find if replacement.is_pattern else re.escape(replacement.find)
    return (rf"(?<!\w)(?:{find})(?!\w)" if replacement.whole_words else find), replacement.replace


def around(before: str, after: str) -> tuple[str, str]:
    """Return both texts around their first difference, when they are long."""
    at = next((n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
    start = max(0, at - SHOWN // 4)
    lead = "…" if start else ""

    def cut(text: str) -> str:
        piece = text[start : start + SHOWN]
        return f"{lead}{piece}{'…' if start + SHOWN < len(text) else ''}"

    return cut(before), cut(after)
