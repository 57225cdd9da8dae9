"""The entry types of BibTeX and BibLaTeX and the kinds of document here."""

from typing import Final

KINDS: Final = {
    "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book", "proceedings": "book",
    "mvproceedings": "book", "reference": "book", "mvreference": "book", "inbook": "article", "bookinbook": "article",
    "suppbook": "article", "incollection": "article", "suppcollection": "article", "inreference": "article",
    "inproceedings": "article", "conference": "article", "article": "article", "suppperiodical": "article",
    "periodical": "periodical", "report": "report", "techreport": "report", "thesis": "report", "phdthesis": "report",
    "mastersthesis": "report", "patent": "report", "manual": "guide", "booklet": "guide", "online": "web",
    "electronic": "web", "www": "web", "webpage": "web", "dataset": "web", "software": "web", "video": "video",
    "movie": "video", "audio": "sound", "music": "sound", "image": "poster", "artwork": "poster", "letter": "archive",
    "unpublished": "archive", "jurisdiction": "report", "legislation": "report", "misc": "other",
}  # fmt: skip

TYPES: Final = {
    "book": "book", "guide": "manual", "tool": "booklet", "report": "report", "periodical": "periodical",
    "issue": "periodical", "article": "article", "video": "video", "sound": "audio", "exhibition": "misc",
    "game": "misc", "kit": "misc", "poster": "image", "map": "misc", "web": "online", "archive": "unpublished",
    "other": "misc",
}  # fmt: skip

IN_A_BOOK: Final = frozenset(
    {"inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inreference", "inproceedings", "conference"}
)
