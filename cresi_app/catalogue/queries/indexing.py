"""What makes documents findable: the plain text of each, gathered for the store to fold."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cresi_app.store.search import Query, SearchSource
from cresi_app.store.values import listed

COLUMNS: Final = ("title", "contributors", "publisher", "subjects", "abstract", "numbers", "notes")
WEIGHTS: Final = (10.0, 5.0, 2.0, 4.0, 1.0, 6.0, 0.5)
"""The same weights stand in the migration, where the full-text index keeps them."""

# A given name stands on both sides of the family name: « Aminata Traoré » and « Traoré, Aminata » are phrases of it.
_GATHER: Final = """
SELECT d.id,
    d.title || ' ' || d.subtitle || ' ' || d.other_titles || ' ' || d.part_number || ' ' || d.part_title AS title,
    d.responsibility || ' ' || coalesce((SELECT group_concat(c.given || ' ' || c.family || ' ' || c.given, ' ')
        FROM contribution b JOIN contributor c ON c.id = b.contributor_id WHERE b.document_id = d.id), '') || ' ' ||
    coalesce((SELECT group_concat(v.form, ' ') FROM contribution b JOIN authority_variant v ON v.contributor_id = b.contributor_id
        WHERE b.document_id = d.id), '') AS contributors,
    coalesce(p.name, '') || ' ' || d.place || ' ' || coalesce(s.title, '') || ' ' || coalesce((SELECT group_concat(o.name, ' ')
        FROM co_publication x JOIN publisher o ON o.id = x.publisher_id WHERE x.document_id = d.id), '') || ' ' ||
    coalesce((SELECT group_concat(v.form, ' ') FROM authority_variant v WHERE v.publisher_id = d.publisher_id
        OR v.publisher_id IN (SELECT x.publisher_id FROM co_publication x WHERE x.document_id = d.id)), '') || ' ' ||
    coalesce((SELECT group_concat(v.form, ' ') FROM authority_variant v WHERE v.series_id = d.series_id), '') AS publisher,
    coalesce((SELECT group_concat(t.term, ' ')
        FROM document_subject x JOIN subject t ON t.id = x.subject_id WHERE x.document_id = d.id), '') || ' ' ||
    coalesce((SELECT group_concat(l.label, ' ')
        FROM document_subject x JOIN subject_label l ON l.subject_id = x.subject_id WHERE x.document_id = d.id), '') || ' ' ||
    coalesce((SELECT group_concat(n.name_fr || ' ' || n.name_en, ' ')
        FROM document_country x JOIN country n ON n.code = x.country_code WHERE x.document_id = d.id), '') AS subjects,
    d.abstract,
    d.number || ' ' || d.call_number || ' ' || d.date_text || ' ' || coalesce(d.year, '') || ' ' || d.series_number || ' ' ||
    coalesce((SELECT group_concat(i.value || ' ' || i.normalised, ' ')
        FROM document_identifier i WHERE i.document_id = d.id), '') || ' ' ||
    coalesce((SELECT group_concat(y.barcode || ' ' || replace(replace(y.barcode, '-', ''), ' ', '') || ' ' || y.call_number || ' ' || y.accession_number || ' ' || y.volume, ' ')
        FROM copy y WHERE y.document_id = d.id), '') AS numbers,
    d.notes || ' ' || d.contents || ' ' || d.audience || ' ' ||
    coalesce((SELECT group_concat(l.title || ' ' || l.number || ' ' || coalesce(t.title, ''), ' ') FROM document_link l
        LEFT JOIN document t ON t.id = l.target_id AND t.title <> l.title WHERE l.document_id = d.id), '') || ' ' ||
    coalesce((SELECT group_concat(y.note, ' ') FROM copy y WHERE y.document_id = d.id), '') AS notes
FROM document d LEFT JOIN publisher p ON p.id = d.publisher_id LEFT JOIN series s ON s.id = d.series_id
WHERE d.id IN (SELECT value FROM json_each(?))
"""

# What few documents have is read apart: most libraries, and every import, have next to none of it.
_MORE: Final = """
WITH wanted AS MATERIALIZED (SELECT value AS id FROM json_each(?))
SELECT w.id, 'title' AS part, x.title AS text FROM wanted w JOIN document_title x ON x.document_id = w.id
UNION ALL SELECT w.id, 'abstract', x.text FROM wanted w JOIN document_abstract x ON x.document_id = w.id
UNION ALL SELECT w.id, 'notes', x.number || ' ' || x.name || ' ' || x.note FROM wanted w JOIN document_piece x ON x.document_id = w.id
UNION ALL SELECT w.id, 'notes', x.material FROM wanted w JOIN document_use x ON x.document_id = w.id
UNION ALL SELECT w.id, 'notes', x.label || ' ' || x.what_changed FROM wanted w JOIN document_release x ON x.document_id = w.id
UNION ALL SELECT w.id, 'notes', x.transport || ' ' || x.hanging FROM wanted w JOIN exhibition x ON x.document_id = w.id
UNION ALL SELECT w.id, 'notes', x.title || ' ' || x.note FROM wanted w JOIN serial_issue x ON x.document_id = w.id
UNION ALL SELECT w.id, 'notes', coalesce(v.text, c.word, '') FROM wanted w JOIN custom_value v ON v.document_id = w.id
    JOIN custom_field f ON f.id = v.field_id AND f.archived_on IS NULL LEFT JOIN custom_choice c ON c.id = v.choice_id
"""


def gather_documents(query: Query, ids: Sequence[int]) -> Iterable[tuple[int, Mapping[str, str]]]:
    """Give the plain text of the documents of `ids` that exist."""
    wanted = listed(ids)
    more: dict[tuple[int, str], str] = {}
    for row in query(_MORE, (wanted,)):
        key = row["id"], row["part"]
        more[key] = f"{more[key]} {row['text']}" if key in more else row["text"]
    for row in query(_GATHER, (wanted,)):
        told = {name: row[name] for name in COLUMNS}
        for name in ("title", "abstract", "notes") if more else ():
            if (row["id"], name) in more:
                told[name] = f"{told[name]} {more[row['id'], name]}"
        yield row["id"], told


DOCUMENT_SEARCH: Final = SearchSource("document", COLUMNS, WEIGHTS, gather_documents)
SOURCES: Final = (DOCUMENT_SEARCH,)
