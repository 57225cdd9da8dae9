"""Saving one field of one notice against the bare transaction that changes the same row with the same triggers."""

import itertools
import statistics
from typing import Final

from benchmarks.libraries import WHO
from benchmarks.measure import Outcome, milliseconds, seconds
from cresi_app.services import Services
from cresi_app.store.connection import connect_writer
from cresi_app.store.search import indexed

TIMES: Final = 60


def save(services: Services, label: str) -> Outcome:
    """Compare, in turns on different notices, a save as a person makes it with one hand-written transaction."""
    library = services.library
    rows = library.query("SELECT id, version FROM document ORDER BY id LIMIT ?", (2 * TIMES + 2,))
    notices = [(row["id"], row["version"]) for row in rows]
    database = connect_writer(library.folder / "library.db")
    connection = database.conn
    words = itertools.count()

    def ours(one: int, version: int) -> None:
        services.catalogue.update_document(WHO, one, version, subtitle=f"Essai {next(words)}")

    def bare(one: int, _version: int) -> None:
        said = f"Essai {next(words)}"
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO revision (batch, at, who, desk, operation) VALUES (?, '2026-01-01T00:00:00.000Z', 'x', 'x', 'x')",
            (-one,),
        )
        connection.execute("INSERT INTO act (only, revision) SELECT 1, max(seq) FROM revision")
        connection.execute("UPDATE document SET subtitle = ?, version = version + 1 WHERE id = ?", (said, one))
        connection.execute("UPDATE document_text SET title = title || ' ' || ? WHERE id = ?", (indexed(said), one))
        connection.execute("DELETE FROM act")
        connection.execute("DELETE FROM search_todo")
        connection.execute("COMMIT")

    try:
        ours(*notices.pop())
        bare(*notices.pop())
        pairs = [(seconds(lambda: ours(*notices.pop())), seconds(lambda: bare(*notices.pop()))) for _ in range(TIMES)]
    finally:
        database.close()
    # The quicker quarter: the rest tells how busy the disk is with others.
    mine, alone = (statistics.quantiles(values, n=4)[0] for values in zip(*pairs, strict=True))
    detail = f"{milliseconds(mine)} against {milliseconds(alone)}"
    return Outcome(f"a save, {label} documents − the bare transaction", (mine - alone) * 1000, 5.0, "≤", "ms", detail)
