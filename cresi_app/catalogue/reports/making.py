"""Papers of the stock by name: what window, command line and tour ask for, made of an open library."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from cresi_app.catalogue.model import DocumentSheet
from cresi_app.catalogue.model.stock import Calibration, CopyLine
from cresi_app.catalogue.model.thesaurus import Thesaurus
from cresi_app.catalogue.reports.bibliography import Bibliography, Grouping, bibliography, grouped
from cresi_app.catalogue.reports.inventory import inventory
from cresi_app.catalogue.reports.labels import Content, LabelOrder, labels, test_sheet
from cresi_app.catalogue.reports.saying import lists_of
from cresi_app.catalogue.reports.statistics import statistics_paper
from cresi_app.catalogue.reports.stocktake import stocktake_paper
from cresi_app.catalogue.reports.thesaurus import thesaurus_paper
from cresi_app.catalogue.reports.weeding import weeding_paper
from cresi_app.catalogue.service import CatalogueService
from cresi_app.core import clock
from cresi_app.core.dates import format_date
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_, tr
from cresi_app.core.identity import Identity
from cresi_app.core.text import fold
from cresi_app.printing.document import Paper, render

MOST: Final = 3_000
"""Documents of one printed list: a longer one is exported instead."""
_CHOICE: Final = re.compile(r"\s*\b(format|start|content|each|by)=(\S+)")
_NUMBERS: Final = re.compile(r"[\w.\-/ ]+(?:,[\w.\-/ ]+)+")
_DAYS: Final = re.compile(r"(\d+) ?j(?:ours)?")
_RANGE: Final = re.compile(r"(\d{4}(?:-\d\d){0,2})\.\.(\d{4}(?:-\d\d){0,2})")


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes papers of one library."""

    catalogue: CatalogueService
    identity: Identity

    # --- chosen documents

    def bibliography(self, asked: Bibliography, ids: Sequence[int], by: Grouping = Grouping.THEME) -> Paper:
        """Return a bibliography of these documents, in groups, their own covers with them."""
        sheets = self.catalogue.sheets(list(ids)[:MOST])
        asked = replace(asked, cover_of=self.cover) if asked.has_covers else asked
        return bibliography(asked, grouped(sheets, by), self.identity, lists_of(self.catalogue))

    def cover(self, sheet: DocumentSheet) -> Path | None:
        """Return the file of a document's cover, None when it has none here."""
        files = self.catalogue.library.files
        found = next((file for file in sheet.files if file.is_cover and files.exists(file.sha256)), None)
        return files.path(found.sha256) if found else None

    def new_acquisitions(self, first: date, last: date, by: Grouping = Grouping.THEME) -> Paper:
        """Return what came between two days, newsletter-like. DomainError ``nothing_came``."""
        ids = self.catalogue.received(first, last)
        if not ids:
            raise DomainError(
                "nothing_came",
                N_("Rien n'est entré entre le {first} et le {last}."),
                first=format_date(first),
                last=format_date(last),
            )
        title = tr("Nouveautés")
        words = tr(
            "Ce qui est arrivé au centre du {first} au {last}. Tout se consulte sur place ; demandez ce qui vous intéresse.",
            first=format_date(first),
            last=format_date(last),
        )
        asked = Bibliography(title, words, overline=tr("Nouvelles acquisitions"), kind="new-acquisitions")
        return self.bibliography(asked, ids, by)

    # --- copies

    def labels(self, lines: Sequence[CopyLine], order: LabelOrder) -> Paper:
        """Return labels of copies. DomainError ``nothing_to_label``."""
        if not lines:
            raise DomainError("nothing_to_label", N_("Aucun exemplaire à étiqueter."))
        words = order.words or self.catalogue.copy_setting().label_words
        return labels(lines, replace(order, words=words), self.identity)

    def test_sheet(self, order: LabelOrder) -> Paper:
        """Return the sheet that shows how far a printer is off."""
        return test_sheet(order, self.identity)

    def inventory(self, location_id: int | None = None, kind: str | None = None, *, shows_prices: bool = True) -> Paper:
        """Return the inventory of a place, of a kind, or of everything."""
        place = dict(self.catalogue.locations()).get(location_id or 0, "")
        named = self.catalogue.kinds()[kind].name if kind else ""
        scope = " · ".join(part for part in (place, named) if part)
        lines = self.catalogue.inventory(location_id, kind)
        return inventory(lines, self.identity, lists_of(self.catalogue), scope=scope, shows_prices=shows_prices)

    # --- the rest

    def thesaurus(self, thesaurus: Thesaurus, *, by_tree: bool, shows_uses: bool = True) -> Paper:
        """Return a thesaurus."""
        terms = self.catalogue.terms_of(thesaurus.id)
        return thesaurus_paper(thesaurus, terms, self.identity, by_tree=by_tree, shows_uses=shows_uses)

    def statistics(self, first: date, last: date) -> Paper:
        """Return the statistics of a period."""
        return statistics_paper(self.catalogue.statistics(first, last), self.identity)

    def stocktake(self, take_id: int) -> Paper:
        """Return the report of a stock-take."""
        return stocktake_paper(self.catalogue.stocktake_outcome(take_id), self.identity, lists_of(self.catalogue))

    def weeding(self, weeding_id: int) -> Paper:
        """Return a weeding list."""
        return weeding_paper(self.catalogue.weeding_sheet(weeding_id), self.identity, lists_of(self.catalogue))


# --- by name, as the command line says it


def print_named(catalogue: CatalogueService, identity: Identity, name: str, year: int, out: Path) -> int:
    """Print a paper of the stock about a year, or about everything, and return its pages."""
    maker = Maker(catalogue, identity)
    first, last = date(year, 1, 1), date(year, 12, 31)
    makers: dict[str, Callable[[], Paper]] = {
        "bibliography": lambda: _of_text(maker, "", out=Bibliography(tr("Documents du centre"))),
        "new-acquisitions": lambda: maker.new_acquisitions(first, last),
        "labels": lambda: maker.labels(catalogue.to_label(), _order(catalogue, {})),
        "labels-test": lambda: maker.test_sheet(_order(catalogue, {})),
        "inventory": maker.inventory,
        "thesaurus": lambda: maker.thesaurus(_thesaurus(catalogue, ""), by_tree=False),
        "thesaurus-tree": lambda: maker.thesaurus(_thesaurus(catalogue, ""), by_tree=True),
        "statistics": lambda: maker.statistics(first, last),
        "stocktake": lambda: maker.stocktake(
            _held(catalogue.stocktake_of_year(year), N_("Aucun récolement n'a commencé en {year}."), year)
        ),
        "weeding": lambda: maker.weeding(
            _held(catalogue.weeding_of_year(year), N_("Aucun désherbage n'a commencé en {year}."), year)
        ),
    }
    return render(makers[name](), out)


def print_of_text(catalogue: CatalogueService, identity: Identity, name: str, ref: str, out: Path) -> int:
    """Print a paper of the stock about what REF says, and return its pages.

    Bibliography and labels: a search, or numbers with commas between; labels also ``format= start= content= each=``, the bibliography
    ``by=`` (theme, kind, country, letter, none). New acquisitions: ``2026-09..2026-11`` or ``90j``. Inventory: a place.
    Thesaurus, stock-take, weeding: a name.
    """
    maker = Maker(catalogue, identity)
    chosen = dict(_CHOICE.findall(ref))
    text = _CHOICE.sub("", ref).strip()
    makers: dict[str, Callable[[], Paper]] = {
        "bibliography": lambda: _of_text(maker, text, Bibliography(_title(text)), _grouping(chosen)),
        "new-acquisitions": lambda: maker.new_acquisitions(*_period(text), by=_grouping(chosen)),
        "labels": lambda: maker.labels(_copies(catalogue, text), _order(catalogue, chosen)),
        "labels-test": lambda: maker.test_sheet(_order(catalogue, {"format": text, **chosen} if text else chosen)),
        "inventory": lambda: maker.inventory(_place(catalogue, text)),
        "thesaurus": lambda: maker.thesaurus(_thesaurus(catalogue, text), by_tree=False),
        "thesaurus-tree": lambda: maker.thesaurus(_thesaurus(catalogue, text), by_tree=True),
        "statistics": lambda: maker.statistics(*_period(text)),
        "stocktake": lambda: maker.stocktake(_known(catalogue.find_stocktake(text), text)),
        "weeding": lambda: maker.weeding(_known(catalogue.find_weeding(text), text)),
    }
    return render(makers[name](), out)


def _held(found: int | None, sentence: str, year: int) -> int:
    if found is None:
        raise DomainError("not_found", sentence, year=year)
    return found


def _known(found: int | None, ref: str) -> int:
    if found is None:
        raise DomainError("not_found", N_("Rien ne s'appelle « {ref} » ici."), ref=ref)
    return found


def _documents(catalogue: CatalogueService, text: str) -> list[int]:
    """Return the documents of numbers with commas between, of a basket, of a shelf, or of a search; of nothing: all of them."""
    if _NUMBERS.fullmatch(text):
        return [catalogue.by_ref(part) for part in text.split(",") if part.strip()]
    if (named := _named(text)) is not None:
        kind, name = named
        return list(catalogue.basket_ids(name) if kind == "basket" else catalogue.shelf_ids(name))
    return list(catalogue.found(text, limit=MOST).ids)


def _of_text(maker: Maker, text: str, out: Bibliography, by: Grouping = Grouping.THEME) -> Paper:
    ids = _documents(maker.catalogue, text)
    if not ids:
        raise DomainError("nothing_found", N_("Aucune notice ne répond à « {text} »."), text=text)
    return maker.bibliography(out, ids, by)


def _named(text: str) -> tuple[str, str] | None:
    """Return (``basket`` or ``shelf``, its name) of « panier:Nom », « étagère:Nom »; None for anything else."""
    kind, mark, name = text.partition(":")
    found = {"panier": "basket", "basket": "basket", "etagere": "shelf", "shelf": "shelf"}.get(fold(kind).strip())
    return (found, name.strip().strip('"')) if mark and found and name.strip() else None


def _title(text: str) -> str:
    found = _named(text)
    title = found[1] if found is not None else text
    return title[:1].upper() + title[1:]


def _grouping(chosen: dict[str, str]) -> Grouping:
    said = chosen.get("by", Grouping.THEME)
    known = {one.value for one in Grouping}
    if said not in known:
        raise DomainError(
            "unknown_group",
            N_("« {said} » n'est pas un groupement : {known}."),
            said=said,
            known=", ".join(sorted(known)),
        )
    return Grouping(said)


def _copies(catalogue: CatalogueService, text: str) -> list[CopyLine]:
    if text in {"", "queue", "file"}:
        return catalogue.to_label()
    return catalogue.copies_of(_documents(catalogue, text))


def _order(catalogue: CatalogueService, chosen: dict[str, str]) -> LabelOrder:
    formats = catalogue.label_formats
    code = chosen.get("format", "24")
    contents = {one.value for one in Content}
    if code not in formats:
        raise DomainError(
            "unknown_format",
            N_("Aucun format d'étiquettes « {said} ». Au choix : {known}."),
            said=code,
            known=", ".join(formats),
        )
    content = chosen.get("content", Content.BOTH)
    start, each = chosen.get("start", "1"), chosen.get("each", "1")
    if content not in contents or not (start.isdecimal() and each.isdecimal()):
        raise DomainError(
            "unknown_choice",
            N_("« start » et « each » sont des nombres, « content » est l'un de : {known}."),
            known=", ".join(sorted(contents)),
        )
    return LabelOrder(formats[code], int(start), Content(content), Calibration(), each=min(int(each), 20))


def _place(catalogue: CatalogueService, text: str) -> int:
    found = next((number for number, name in catalogue.locations() if fold(name) == fold(text)), None)
    if found is None:
        raise DomainError("not_found", N_("Rien ne s'appelle « {ref} » ici."), ref=text)
    return found


def _thesaurus(catalogue: CatalogueService, text: str) -> Thesaurus:
    thesauri = catalogue.thesauri()
    if not thesauri:
        raise DomainError("no_thesaurus", N_("Cette bibliothèque n'a pas encore de thésaurus."))
    if not text:
        return thesauri[0]
    found = next((one for one in thesauri if fold(one.name) == fold(text) or str(one.id) == text), None)
    if found is None:
        raise DomainError("not_found", N_("Rien ne s'appelle « {ref} » ici."), ref=text)
    return found


def _period(text: str) -> tuple[date, date]:
    """Return the days « 2026-09..2026-11 » or « 90j » mean. DomainError ``unknown_period``."""
    today = clock.today()
    if days := _DAYS.fullmatch(text.strip()):
        return today - timedelta(days=min(int(days[1]), 36_500)), today
    found = _RANGE.fullmatch(text.strip())
    try:
        if found is not None:
            return _first_day(found[1]), _last_day(found[2])
    except ValueError:
        pass
    raise DomainError(
        "unknown_period", N_("« {text} » n'est pas une période. Écrivez 2026-09..2026-11, ou 90j."), text=text
    )


def _first_day(said: str) -> date:
    parts = [int(part) for part in said.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def _last_day(said: str) -> date:
    parts = [int(part) for part in said.split("-")]
    if len(parts) == 3:
        return date(*parts)
    month = parts[1] if len(parts) == 2 else 12
    following = date(parts[0] + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
