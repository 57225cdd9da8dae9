"""What makes documents findable: the plain text of each, gathered for the store to fold."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cresi_app.store.search import Query, SearchSource
from cresi_app.store.values import listed

COLUMNS: Final = ("title", "contributors", "publisher", "subjects", "abstract", "numbers", "notes")
WEIGHTS: Final = (10.0, 5.0, 2.0, 4.0, 1.0, 6.0, 0.5)
"""The same weights stand in the migration, where the full-text index keeps them."""

_GATHER: Final = """
SELECT d.id,
    d.title || ' ' || d.subtitle || ' ' || d.other_titles || ' ' || d.part_number || ' ' || d.part_title AS title,
    d.responsibility || ' ' || coalesce((SELECT group_concat(c.given || ' ' || c.family, ' ')
        FROM contribution b JOIN contributor c ON c.id = b.contributor_id WHERE b.document_id = d.id), '') AS contributors,
    coalesce(p.name, '') || ' ' || d.place || ' ' || coalesce(s.title, '') || ' ' || coalesce((SELECT group_concat(o.name, ' ')
        FROM co_publication x JOIN publisher o ON o.id = x.publisher_id WHERE x.document_id = d.id), '') AS publisher,
    coalesce((SELECT group_concat(t.term, ' ')
        FROM document_subject x JOIN subject t ON t.id = x.subject_id WHERE x.document_id = d.id), '') || ' ' ||
    coalesce((SELECT group_concat(l.label, ' ')
        FROM document_subject x JOIN subject_label l ON l.subject_id = x.subject_id WHERE x.document_id = d.id), '') || ' ' ||
    coalesce((SELECT group_concat(n.name_fr || ' ' || n.name_en, ' ')
        FROM document_country x JOIN country n ON n.code = x.country_code WHERE x.document_id = d.id), '') AS subjects,
    d.abstract,
    d.number || ' ' || d.call_number || ' ' || d.date_text || ' ' || d.series_number || ' ' ||
    coalesce((SELECT group_concat(i.value || ' ' || i.normalised, ' ')
        FROM document_identifier i WHERE i.document_id = d.id), '') || ' ' ||
    coalesce((SELECT group_concat(y.barcode || ' ' || y.call_number || ' ' || y.accession_number || ' ' || y.volume, ' ')
        FROM copy y WHERE y.document_id = d.id), '') AS numbers,
    d.notes || ' ' || d.contents || ' ' || d.audience || ' ' ||
    coalesce((SELECT group_concat(l.title || ' ' || l.number, ' ') FROM document_link l WHERE l.document_id = d.id), '') || ' ' ||
    coalesce((SELECT group_concat(y.note, ' ') FROM copy y WHERE y.document_id = d.id), '') AS notes
FROM document d LEFT JOIN publisher p ON p.id = d.publisher_id LEFT JOIN series s ON s.id = d.series_id
WHERE d.id IN (SELECT value FROM json_each(?))
"""


def gather_documents(query: Query, ids: Sequence[int]) -> Iterable[tuple[int, Mapping[str, str]]]:
    """Give the plain text of the documents of `ids` that exist."""
    for row in query(_GATHER, (listed(ids),)):
        yield row["id"], {name: row[name] for name in COLUMNS}


DOCUMENT_SEARCH: Final = SearchSource("document", COLUMNS, WEIGHTS, gather_documents)
SOURCES: Final = (DOCUMENT_SEARCH,)
