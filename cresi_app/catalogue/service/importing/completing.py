"""What an incoming notice adds to a document already here: blanks filled, corrections made by hand left alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from cresi_app.catalogue.model.authority_rows import subject_key
from cresi_app.catalogue.model.notice import GROUPS, SCALARS, Notice, digest, match_name, match_term
from cresi_app.catalogue.model.rules import call_number_sort, normalised

Key = tuple[object, ...]
_AS_WRITTEN: Final = tuple(name for name in GROUPS if name not in {"series", "copies"})


@dataclass(slots=True)
class Completion:
    """What to write: `scalars` by field of the notice, `children` a notice holding only what is new, `kept` corrections."""

    scalars: dict[str, object] = field(default_factory=dict)
    children: Notice = field(default_factory=Notice)
    kept: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is new."""
        return not self.scalars and not self.children.files and not any(getattr(self.children, name) for name in GROUPS)


def complete(current: Notice, incoming: Notice, told: dict[str, str], *, keep_corrections: bool) -> Completion:
    """Compare a document with what comes in for it. `told` are the digests of what its source said last, {} when unknown.

    A blank is filled; a value is replaced only when it still is what the source said, or when asked to; a value that
    somebody emptied by hand stays empty while the source says the same as before.
    """
    completion = Completion()
    for name in SCALARS:
        new, old = getattr(incoming, name), getattr(current, name)
        if not new or new == old or (keep_corrections and told.get(name) == digest(new)):
            continue
        if not old or not keep_corrections or told.get(name) == digest(old):
            completion.scalars[name] = new
        elif name != "kind":
            completion.kept.append(name)
    completion.children.acquired = incoming.acquired
    if incoming.title_sort and "title" in completion.scalars:
        completion.scalars["title_sort"] = incoming.title_sort
    if "call_number" in completion.scalars:
        completion.scalars["call_number_sort"] = call_number_sort(incoming.call_number)
    for name in GROUPS:
        if keep_corrections and told.get(name) == digest(getattr(incoming, name)):
            continue
        setattr(completion.children, name, missing(name, current, incoming))
    return completion


def missing(name: str, current: Notice, incoming: Notice) -> object:
    """Return what the group `name` of `incoming` holds that `current` does not."""
    new, old = getattr(incoming, name), getattr(current, name)
    if name == "series":
        return new if new and not old else ""
    present = {key_of(name, one) for one in old}
    added = {}
    for one in new:
        key = key_of(name, one)
        if name == "publishers" and not _parts(one)[0] and old:
            continue  # a place without a name has nowhere to stand beside a publisher
        if key not in present:
            added[key] = one
    return list(added.values())


NAMED: Final = ("contributions", "publishers", "subjects")
"""Groups whose items name authorities."""


def leave_named(children: Notice, current: Notice, known: Mapping[tuple[str, str], int]) -> None:
    """Leave out of `children` what names, in another form, an authority that `current` names already."""
    for name in NAMED:
        present = {_identity(name, one, known) for one in getattr(current, name)}
        setattr(children, name, [one for one in getattr(children, name) if _identity(name, one, known) not in present])


def _identity(name: str, one: object, known: Mapping[tuple[str, str], int]) -> Key:
    """Return the authority an item names (its key when the library has none), with what it does there."""
    parts = [str(part) for part in _parts(one)]
    if name == "contributions":
        family, given, dates, kind, role = parts[:5]
        key = ("contributor", match_name(family, given, kind, dates))
        return known.get(key, key), role
    key = ("publisher", match_term(parts[0])) if name == "publishers" else ("subject", subject_key(parts[0], parts[1]))
    return (known.get(key, key),)


def key_of(name: str, one: object) -> Key:
    """Return what makes two items of a group the same."""
    match name:
        case "contributions":
            family, given, _, kind, role = _parts(one)
            return match_name(str(family), str(given), str(kind)), role
        case "subjects":
            term, kind, _ = _parts(one)
            return (subject_key(str(term), str(kind)),)
        case "identifiers":
            scheme, value, _ = _parts(one)
            return scheme, normalised(str(scheme), str(value))
        case "publishers":
            return (match_term(str(_parts(one)[0])),)
        case "links":
            relation, title, number, *_ = _parts(one)
            return relation, match_term(str(title)), number
        case "copies":
            barcode, call_number, location, *_ = _parts(one)
            return ("barcode", barcode) if barcode else ("place", call_number, match_term(str(location)))
        case "languages":
            return _parts(one)
        case _:
            return (one,)


def _parts(one: object) -> Key:
    assert isinstance(one, tuple)
    return one


def marks(notice: Notice) -> frozenset[int]:
    """Return the little that must be remembered of a notice to complete it later in the same file: hashes of its items.

    Items are taken as they are written, copies by what makes them one; cheap, because few notices are ever repeated.
    """
    found = {hash((name, one)) for name in _AS_WRITTEN for one in getattr(notice, name)}
    found |= {hash(("copies", key_of("copies", one))) for one in notice.copies}
    return frozenset(found)


def unseen(notice: Notice, known: frozenset[int]) -> Notice:
    """Return a notice that holds only the items of `notice` that are not among `known`."""
    extra = Notice(acquired=notice.acquired)
    for name in _AS_WRITTEN:
        setattr(extra, name, [one for one in getattr(notice, name) if hash((name, one)) not in known])
    extra.copies = [one for one in notice.copies if hash(("copies", key_of("copies", one))) not in known]
    return extra
