"""Ties the issues that a periodical's list holds to the notices that describe them."""

from collections.abc import Sequence
from typing import Final

from cresi_app.store.revision import Revision
from cresi_app.store.values import listed

_BARE: Final = "trim(replace(replace(replace(lower({0}), 'n°', ''), 'num' || char(233) || 'ro', ''), 'no.', ''))"
"""A number as it is compared: without the words that people put before it."""
_SAME: Final = (
    "SELECT l.document_id FROM document_link l JOIN document d ON d.id = l.document_id "
    "WHERE l.document_id IN (SELECT value FROM json_each(?)) AND l.target_id = serial_issue.document_id "
    f"AND l.relation IN ('set', 'subset', 'issue') AND {_BARE.format('l.number')} = {_BARE.format('serial_issue.number')} "
    "AND (d.year IS NULL OR serial_issue.year IS NULL OR d.year = serial_issue.year)"
)


def tie_issues(revision: Revision, documents: Sequence[int]) -> None:
    """Let each issue that waits for its notice have the one among `documents` that names its periodical and its number, when it is alone."""
    wanted = listed(documents)
    revision.execute(
        f"UPDATE serial_issue SET notice_id = ({_SAME}), version = version + 1 WHERE notice_id IS NULL "
        "AND document_id IN (SELECT target_id FROM document_link WHERE document_id IN (SELECT value FROM json_each(?))) "
        f"AND (SELECT count(*) FROM ({_SAME})) = 1",
        (wanted, wanted, wanted),
    )
