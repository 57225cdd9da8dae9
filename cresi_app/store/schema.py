"""What a fresh library looks like, as one SQL text: ``python -m cresi_app.store.schema`` writes ``db/schema.sql``."""

import tempfile
from pathlib import Path
from typing import Final

from cresi_app.store.library import Library
from cresi_app.store.migrations import DB, Model
from cresi_app.store.triggers import PREFIX

SCHEMA: Final = DB / "schema.sql"

_HEAD: Final = """\
-- What a fresh library looks like. Generated from db/migrations by `python -m cresi_app.store.schema`; a test compares.
-- The triggers named {prefix}… at the end are themselves generated from the tables (cresi_app/store/triggers.py).

PRAGMA application_id = {application};
PRAGMA user_version = {version};
"""

_OBJECTS: Final = """
SELECT o.sql FROM sqlite_master AS o
WHERE o.sql IS NOT NULL AND o.name NOT LIKE 'sqlite!_%' ESCAPE '!'
    AND o.tbl_name NOT IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow')
ORDER BY o.type = 'trigger' AND substr(o.name, 1, :length) = :prefix, o.rowid"""


def schema_text(model: Model) -> str:
    """Return the SQL of a library freshly made from `model`, in the order of its steps."""
    with tempfile.TemporaryDirectory() as folder, Library.create(Path(folder), model=model) as library:
        rows = library.query(_OBJECTS, {"prefix": PREFIX, "length": len(PREFIX)})
        head = _HEAD.format(
            prefix=PREFIX,
            application=library.value("PRAGMA application_id"),
            version=library.value("PRAGMA user_version"),
        )
    return head + "".join(f"\n{row['sql']};\n" for row in rows)


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(Model()), encoding="utf-8", newline="\n")
