"""The types of RIS and the kinds of document here."""

from typing import Final

KINDS: Final = {
    "BOOK": "book", "EDBOOK": "book", "EBOOK": "book", "CHAP": "article", "ECHAP": "article", "JOUR": "article",
    "EJOUR": "article", "ABST": "article", "INPR": "article", "MGZN": "article", "NEWS": "article", "CPAPER": "article",
    "CONF": "article", "JFULL": "periodical", "SER": "book", "RPRT": "report", "GOVDOC": "report", "THES": "report",
    "STAND": "report", "STAT": "report", "LEGAL": "report", "BILL": "report", "CASE": "report", "HEAR": "report",
    "PAT": "report", "GRANT": "report", "PAMP": "guide", "MANSCPT": "archive", "UNPB": "archive", "ICOMM": "archive",
    "PCOMM": "archive", "ELEC": "web", "BLOG": "web", "COMP": "web", "DATA": "web", "DBASE": "web", "AGGR": "web",
    "MULTI": "kit", "ADVS": "kit", "VIDEO": "video", "MPCT": "video", "SOUND": "sound", "MUSIC": "sound", "MAP": "map",
    "CHART": "poster", "ART": "poster", "FIGURE": "poster", "SLIDE": "other", "CTLG": "exhibition", "CLSWK": "book",
    "DICT": "book", "ENCYC": "book", "ANCIENT": "book", "EQUA": "other", "GEN": "other",
}  # fmt: skip

TYPES: Final = {
    "book": "BOOK", "guide": "PAMP", "tool": "PAMP", "report": "RPRT", "periodical": "JFULL", "issue": "JFULL",
    "article": "JOUR", "video": "VIDEO", "sound": "SOUND", "exhibition": "CTLG", "game": "GEN", "kit": "MULTI",
    "poster": "ART", "map": "MAP", "web": "ELEC", "archive": "UNPB", "other": "GEN",
}  # fmt: skip

HOSTED: Final = frozenset({"article"})
"""Kinds whose secondary title is what they appeared in, not a series."""
IN_A_BOOK: Final = frozenset({"CHAP", "ECHAP", "CONF", "CPAPER"})
"""Types whose secondary title is a book."""
