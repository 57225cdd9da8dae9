"""The example's catalogue: documents as they came in, batch by batch."""

from collections import defaultdict
from datetime import date
from functools import partial
from typing import Final

from cresi_app.catalogue.model.importing import Incoming
from cresi_app.catalogue.model.notice import (
    BODY,
    PERSON,
    Notice,
    NoticeContribution,
    NoticeCopy,
    NoticeLanguage,
    NoticePublisher,
    NoticeSubject,
)
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core.changes import Actor
from cresi_app.example.story import Story
from cresi_app.example.texts import FOLDER, Entry, entries

TOLD: Final = "La publication est inventée ; ce qu’elle rapporte est dans les textes fondateurs."
_PLAIN: Final = (
    "kind", "title", "subtitle", "extent", "call_number", "abstract", "contents", "audience", "rights", "image_credit",
    "price", "url",
)  # fmt: skip


def listed() -> list[Entry]:
    """Return every document of the example, file by file."""
    names = sorted(path.stem for path in FOLDER.glob("documents-*.toml"))
    return [entry for name in names for entry in entries(name, "document")]


def load_documents(who: Actor, catalogue: CatalogueService, story: Story) -> None:
    """Plan what the centre took in: one revision a batch, then the articles and issues tied to what they stand in."""
    batches: dict[date, list[Entry]] = defaultdict(list)
    hosted: list[Entry] = []
    known: dict[str, int] = {}
    for entry in listed():
        # What stands in something, and what something stands in, is written one by one: its id is needed.
        (hosted if "host" in entry or entry["kind"] == "periodical" else batches[entry["entered"]]).append(entry)
    for day, batch in batches.items():
        story.on(day, partial(_take_in, who, catalogue, batch))
    for entry in sorted(hosted, key=lambda one: ("periodical", "issue", "article").index(one["kind"])):
        story.on(entry["entered"], partial(_write, who, catalogue, entry, known))


def _take_in(who: Actor, catalogue: CatalogueService, batch: list[Entry]) -> None:
    records = [Incoming(place, 0, _notice(entry)) for place, entry in enumerate(batch, start=1)]
    report, _ = catalogue.import_notices(who, records)
    assert report.created == len(batch), f"{report.created} documents of {len(batch)} were new"


def _write(who: Actor, catalogue: CatalogueService, entry: Entry, known: dict[str, int]) -> None:
    notice = _notice(entry)
    fields: dict[str, object] = {name: getattr(notice, name) for name in _PLAIN if name not in {"kind", "title"}}
    fields |= {"date_text": notice.date_text, "notes": notice.notes}
    fields |= {"publisher": entry.get("publisher"), "place": entry.get("place", "")}
    if "host" in entry:
        relation = "issue" if entry["kind"] == "article" else "set"
        host = {"relation": relation, "title": entry["host"], "target_id": known[entry["host"]]}
        fields["links"] = [{**host, "pages": entry["extent"] if relation == "issue" else ""}]
    changes = catalogue.add_document(
        who,
        title=notice.title,
        kind=notice.kind,
        contributions=[(_inverted(one), one.role) for one in notice.contributions],
        subjects=[subject.term for subject in notice.subjects],
        languages=entry["languages"],
        countries=entry["countries"],
        **fields,
    )
    known[entry["title"]] = changes.id
    for copy in notice.copies:
        catalogue.add_copy(who, changes.id, barcode=copy.barcode, status=copy.status, location=copy.location)


def _notice(entry: Entry) -> Notice:
    notice = Notice(**{name: entry[name] for name in _PLAIN if name in entry})
    notice.date_text = entry["date"]
    notice.year = int(entry["date"][:4])
    notice.notes = TOLD if entry.get("facts") else ""  # that all are invented is said once, of the whole example
    if "publisher" in entry:
        notice.publishers = [NoticePublisher(entry["publisher"], entry["place"])]
    notice.contributions = [_contribution(one) for one in entry["contributors"]]
    notice.subjects = [NoticeSubject(term) for term in entry["subjects"]]
    notice.languages = [NoticeLanguage(code) for code in entry["languages"]]
    notice.countries = list(entry["countries"])
    notice.copies = [
        NoticeCopy(copy.get("barcode", ""), entry.get("call_number", ""), entry["location"], copy["status"])
        for copy in entry.get("copies", ())
    ]
    return notice


def _contribution(entry: Entry) -> NoticeContribution:
    if "body" in entry:
        return NoticeContribution(entry["body"], kind=BODY, role=entry["role"])
    return NoticeContribution(entry["family"], entry["given"], kind=PERSON, role=entry["role"])


def _inverted(one: NoticeContribution) -> str:
    return f"{one.family}, {one.given}" if one.given else one.family
