"""Reads the notices of a PMB database with everything that hangs on them: authors, copies, subjects, series, links."""

from collections.abc import Iterator

from cresi_app.catalogue.interchange.pmb.mapping import issue_of, notice_of
from cresi_app.catalogue.interchange.pmb.tables import Base, base_of
from cresi_app.catalogue.model.importing import Incoming, Reject, Told
from cresi_app.core.i18n import N_


def read(text: str) -> Iterator[Incoming | Reject]:
    """Yield every notice, then every issue of a periodical that has no notice of its own. Never raises."""
    base = base_of(text)
    position = 0
    for position, (key, row) in enumerate(base.one["notices"].items(), 1):
        yield Incoming(position, 0, notice_of(base, key, row))
    issues = [row for row in base.one["bulletins"].values() if row.get("num_notice", "0") in {"", "0"}]
    for row in issues:
        position += 1
        yield Incoming(position, 0, issue_of(base, row))
    if not position and not has_lists(base):
        yield Reject(1, 0, Told(1, N_("Cette base de PMB ne contient ni notice, ni autorité, ni thésaurus.")))


def has_lists(base: Base) -> bool:
    """Say whether a base holds authorities or a thesaurus."""
    return any(base.one[name] for name in ("authors", "publishers", "collections", "categories", "noeuds"))
