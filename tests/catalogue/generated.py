"""Notices of every shape, made up: what a centre may hold, with the signs that spoil files."""

from hypothesis import strategies as st

from cresi_app.catalogue.model.notice import (
    BODY,
    MEETING,
    PERSON,
    Notice,
    NoticeContribution,
    NoticeCopy,
    NoticeIdentifier,
    NoticeLanguage,
    NoticeLink,
    NoticePublisher,
    NoticeSubject,
)
from cresi_app.catalogue.model.tongues import OtherAbstract, OtherTitle, packed

_WORDS = (
    "eau", "L'été", "œuvre", "Ñandú", "Łódź", "Tiếng", "Москва", "中國", "القاهرة", "100 %", "R&D", "<b>", '"dit"', "a/b", "n°", "«", "»", "{x}", "#1",
    "$5", "_bas_", "~", "^", "\\", "=1", "-2", "+3", "@x", "l’an", "3,5", "A.", "etc.", "Dr", "—", "|", "a;b", "J.-P.", "TY", "ER", "%", "‡", "'q", "...",
)  # fmt: skip
_PLAIN = ("Diallo", "N'Guessan", "Lévi-Strauss", "Ōe", "de La Fontaine", "Müller", "García Márquez", "Țepeș")
KINDS = (
    "book",
    "guide",
    "tool",
    "report",
    "periodical",
    "issue",
    "article",
    "video",
    "sound",
    "exhibition",
    "game",
    "kit",
    "poster",
    "map",
    "web",
    "archive",
    "other",
)
LANGUAGES = ("fre", "eng", "wol", "ara", "spa")
COUNTRIES = ("ML", "SN", "FR", "CI", "VN")


def texts(longest: int = 6) -> st.SearchStrategy[str]:
    """A line of words; each begins and ends with what is no blank."""
    return st.lists(st.sampled_from(_WORDS), min_size=1, max_size=longest).map(" ".join)


def maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), strategy)


def lines(parted: str = "\n") -> st.SearchStrategy[str]:
    return st.lists(texts(), min_size=1, max_size=3).map(parted.join)


NAMES = st.sampled_from(_PLAIN)
CONTRIBUTIONS = st.one_of(
    st.builds(NoticeContribution, NAMES, st.sampled_from(("Kadiatou", "J.-P.", "Zoë")), st.sampled_from(("", "1950-", "1901-1998")), st.just(PERSON), st.sampled_from(("aut", "edt", "trl", "ill"))),
    st.builds(NoticeContribution, st.sampled_from(("Ministère de l'Eau", "Association des amis de l'École", "UNICEF")), st.just(""), st.just(""), st.just(BODY), st.sampled_from(("aut", "edt"))),
    st.builds(NoticeContribution, st.sampled_from(("Forum social (Dakar)", "Congrès de l'eau")), st.just(""), st.just(""), st.just(MEETING), st.just("aut")),
)  # fmt: skip
SUBJECTS = st.one_of(
    st.builds(NoticeSubject, st.sampled_from(("Eau", "Éducation -- Afrique", "Santé & soins", "Sécurité alimentaire", "Aide (1990-2000)")), st.sampled_from(("topic", "free")), st.just("")),
    st.builds(NoticeSubject, st.sampled_from(("Sahel", "Bamako")), st.just("place"), st.sampled_from(("", "rameau"))),
    st.builds(NoticeSubject, st.sampled_from(("Sankara, Thomas", "Césaire, Aimé")), st.just("person"), st.just("")),
)  # fmt: skip
IDENTIFIERS = st.sampled_from((
    NoticeIdentifier("isbn", "978-2-07-036822-8", "br."), NoticeIdentifier("isbn", "2-07-036822-X"), NoticeIdentifier("issn", "1293-8882"),
    NoticeIdentifier("doi", "10.3917/rtm.201.0003"), NoticeIdentifier("ean", "3701234567893"), NoticeIdentifier("uri", "https://exemple.org/a_b?c=d&e=%20f"),
    NoticeIdentifier("dewey", "338.91", "23"), NoticeIdentifier("class", "SOL 6", "maison"), NoticeIdentifier("isbn_wrong", "978-2-07-036822-9"),
    NoticeIdentifier("other", "ABC-12"),
))  # fmt: skip
RELATIONS = (
    "issue", "set", "subset", "part", "continues", "continued_by", "supplement", "supplement_of", "translation_of", "translated_as", "published_with",
    "other_medium", "other_edition", "accompanies", "accompanied_by", "related",
)  # fmt: skip
LINKS = st.builds(
    NoticeLink, st.sampled_from(RELATIONS), texts(3), st.sampled_from(("", "12", "51 (201)")),
    st.sampled_from(("", "1293-8882")), st.sampled_from(("", "2010")), st.sampled_from(("", "3-17")),
)  # fmt: skip
COPIES = st.builds(
    NoticeCopy, st.integers(1, 10**6).map("B{}".format), maybe(st.sampled_from(("EXPO 9", "916.6 DIA"))), maybe(st.sampled_from(("Salle Est", "Réserve / haut"))),
    st.sampled_from(("available", "lost", "repair")), maybe(st.just("t. 2")), maybe(st.just("000123")), maybe(texts(3)),
)  # fmt: skip


TITLES = st.builds(
    OtherTitle, st.sampled_from(("parallel", "original", "translated", "variant")), texts(3).map("§ {}".format), st.sampled_from(LANGUAGES),
)  # fmt: skip
ABSTRACTS = st.builds(OtherAbstract, texts().map("§ {}".format), st.sampled_from(LANGUAGES))


def unique(strategy: st.SearchStrategy[object], most: int) -> st.SearchStrategy[list[object]]:
    return st.lists(strategy, max_size=most, unique=True)


def dated(notice: Notice) -> Notice:
    """Let every third notice say its year in words."""
    if notice.year is not None and len(notice.title) % 3 == 0:
        notice.date_text = f"DL {notice.year}"
    return notice


NOTICES: st.SearchStrategy[Notice] = st.builds(
    Notice,
    kind=st.sampled_from(KINDS), title=texts(), subtitle=maybe(texts(3)), other_titles=maybe(texts(3)), part_number=maybe(st.sampled_from(("2", "t. 3"))),
    part_title=maybe(texts(2)), responsibility=maybe(texts(3)), edition=maybe(st.sampled_from(("2e éd.", "Nouvelle édition"))), date_text=st.just(""),
    year=st.one_of(st.none(), st.integers(1800, 2040)), publication_country=maybe(st.sampled_from(COUNTRIES)), extent=maybe(st.sampled_from(("210 p.", "1 DVD (52 min)"))),
    series=maybe(st.sampled_from(("Tropiques", "Que sais-je ?"))), series_number=maybe(st.just("12")), series_issn=st.just(""),
    call_number=maybe(st.sampled_from(("EXPO 9", "916.6 DIA"))), abstract=maybe(lines("\n\n")), contents=maybe(lines()), notes=maybe(lines()),
    audience=maybe(st.sampled_from(("8-12 ans", "Tout public"))), rights=maybe(texts(3)), image_credit=maybe(texts(2)), frequency=maybe(st.just("mensuel")),
    price=maybe(st.sampled_from(("12,50 €", "gratuit"))), url=maybe(st.just("https://exemple.org/a_b?c=d&e=%20f")),
    published_on=maybe(st.just("2010-03-04")), revised_on=maybe(st.just("2011-05-06")),
    publishers=st.lists(st.builds(NoticePublisher, st.sampled_from(("Karthala", "L'Harmattan & Cie")), st.sampled_from(("", "Paris", "Dakar"))), max_size=2, unique_by=lambda one: one.name),
    contributions=unique(CONTRIBUTIONS, 3), subjects=st.lists(SUBJECTS, max_size=3, unique_by=lambda one: one.term),
    languages=unique(st.builds(NoticeLanguage, st.sampled_from(LANGUAGES), st.sampled_from(("text", "original", "abstract"))), 3),
    countries=unique(st.sampled_from(COUNTRIES), 2), identifiers=unique(IDENTIFIERS, 4), links=unique(LINKS, 2),
    copies=st.lists(COPIES, max_size=2, unique_by=lambda one: one.barcode),
    more=st.one_of(st.just(""), st.builds(packed, st.lists(TITLES, max_size=3, unique_by=lambda one: one.title), st.lists(ABSTRACTS, max_size=2, unique_by=lambda one: one.language))),
).map(dated)  # fmt: skip
