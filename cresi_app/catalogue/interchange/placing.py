"""Gives the local fields of MARC records a place: what a person chose for a tag that the mapping keeps word for word."""

from collections.abc import Sequence
from typing import Final

from cresi_app.catalogue.interchange import loose
from cresi_app.catalogue.interchange.record import Record
from cresi_app.catalogue.interchange.tabular import Target
from cresi_app.catalogue.interchange.unimarc.text import clean
from cresi_app.catalogue.model.notice import Notice, NoticeSubject

Places = tuple[tuple[str, Target], ...]
"""Tags and what they become."""

OFFERED: Final = (
    Target.KEEP, Target.NOTES, Target.ABSTRACT, Target.CONTENTS, Target.SUBJECTS, Target.AUDIENCE, Target.OTHER_TITLES,
    Target.CALL_NUMBER, Target.PRICE, Target.RIGHTS, Target.EDITION, Target.EXTENT,
)  # fmt: skip
"""What a local field can become; it is kept word for word besides."""
_LINES: Final = {Target.NOTES: "notes", Target.ABSTRACT: "abstract", Target.CONTENTS: "contents"}
_WORDS: Final = {
    Target.AUDIENCE: "audience", Target.OTHER_TITLES: "other_titles", Target.CALL_NUMBER: "call_number", Target.PRICE: "price",
    Target.RIGHTS: "rights", Target.EDITION: "edition", Target.EXTENT: "extent",
}  # fmt: skip


def place(record: Record, notice: Notice, places: Places) -> None:
    """Add to `notice` what the fields of these tags say, where it was chosen that they go."""
    for tag, target in places:
        said = [
            text for item in record.every(tag) if (text := _text_of(item.data, [value for _, value in item.subfields]))
        ]
        if not said:
            continue
        if target is Target.SUBJECTS:
            known = {one.term for one in notice.subjects}
            words = dict.fromkeys(word for text in said for word in loose.words_of(text))
            notice.subjects += [NoticeSubject(word, "free") for word in words if word not in known]
        elif target in _LINES:
            _join(notice, _LINES[target], said, "\n")
        elif target in _WORDS:
            _join(notice, _WORDS[target], said, " ; ")


def _text_of(data: str, values: Sequence[str]) -> str:
    return clean(data) if not values else " ".join(clean(value) for value in values if value)


def _join(notice: Notice, name: str, said: Sequence[str], mark: str) -> None:
    before = getattr(notice, name)
    setattr(notice, name, mark.join([*([before] if before else []), *said]))
