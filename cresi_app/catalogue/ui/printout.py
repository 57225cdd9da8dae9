"""The catalogue's papers in the preview: a notice, chosen documents, labels, inventory, thesaurus, counts, stock-take, weeding."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cresi_app.catalogue.model.importing import ImportReport
from cresi_app.catalogue.model.stock import CopyLine
from cresi_app.catalogue.service import CatalogueService
from cresi_app.catalogue.ui.lines import shown_number
from cresi_app.core.i18n import N_, tr
from cresi_app.core.identity import Identity
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.page import Page
from cresi_app.widgets.preview import Choice, ChoiceGroup, PreviewCover, PrintOffer, Printout, TextEntry, open_preview

if TYPE_CHECKING:
    from cresi_app.catalogue.reports.labels import LabelOrder
    from cresi_app.catalogue.reports.making import Maker
    from cresi_app.printing.document import Paper

Ids = Callable[[], Sequence[int]]
Chosen = frozenset[str]
GROUPS: Final = {
    "theme": N_("Par thème"),
    "kind": N_("Par type de document"),
    "country": N_("Par pays"),
    "letter": N_("Par lettre du titre"),
    "none": N_("Sans groupes"),
}
_NOTICE: Final = N_("Imprimez en taille réelle (100 %), sans « ajuster à la page ».")


class Papers:
    """Papers in the place of the page; `cover` while one is shown."""

    def __init__(self, host: Page, desk: Desk, service: CatalogueService, identity: Callable[[], Identity]) -> None:
        self._host, self._desk, self._service, self._identity = host, desk, service, identity
        self.cover: PreviewCover | None = None

    def show(self, offer: PrintOffer) -> None:
        """Show what an offer prints until it is closed."""
        if self.cover is not None:
            self.cover.close()
        self.cover = open_preview(self._host, self._desk, offer)
        self.cover.closed.connect(self._uncovered)
        self._host.title_changed.emit()

    def _uncovered(self) -> None:
        self.cover = None
        self._host.title_changed.emit()

    def _offer(self, kind: str, title: str, subtitle: str, paper: "Callable[[Maker, Chosen], Paper]") -> PrintOffer:
        service, identity = self._service, self._identity

        def make(chosen: Chosen, out: Path) -> Printout:
            # reportlab and its fonts take half a second to load: only who prints waits for them
            from cresi_app.catalogue.reports.making import Maker  # noqa: PLC0415 - see above
            from cresi_app.printing.document import render  # noqa: PLC0415 - see above

            render(paper(Maker(service, identity()), chosen), out)
            return Printout(out)

        name = subtitle.replace("/", "-").replace("\\", "-").strip()[:60] or title
        return PrintOffer(
            kind=f"catalogue.{kind}",
            title=title,
            subtitle=subtitle,
            file_name=f"{kind}-{name}.pdf",
            make=make,
            trail=(tr("Catalogue"), subtitle or title),
        )

    # --- documents

    def notice(self, document_id: int, number: str) -> None:
        """Show one notice in full."""

        def paper(maker: "Maker", _chosen: Chosen) -> "Paper":
            from cresi_app.catalogue.reports import whole_notice  # noqa: PLC0415 - as above

            return whole_notice(maker.catalogue, document_id, maker.identity)

        shown = shown_number(number)
        offer = self._offer("notice", tr("Imprimer la notice"), number, paper)  # its number names the file
        self.show(replace(offer, subtitle=tr("Notice {number}", number=shown), trail=(tr("Catalogue"), shown)))

    def import_report(self, name: str, report: ImportReport) -> None:
        """Show what an import gives or gave, with its rejects and doubts."""

        def paper(maker: "Maker", _chosen: Chosen) -> "Paper":
            from cresi_app.catalogue.reports.importing import import_paper  # noqa: PLC0415 - as above

            return import_paper(name, report, maker.identity)

        self.show(self._offer("import", tr("Imprimer le rapport d'import"), name, paper))

    def bibliography(self, title: str, ids: Ids, by: str = "theme") -> None:
        """Show chosen documents as a selective bibliography; how they are grouped is one choice away."""
        self.show(self._bibliography(title, ids, by))

    def _bibliography(self, title: str, ids: Ids, by: str, words: dict[str, str] | None = None) -> PrintOffer:
        said = words if words is not None else {"title": title, "introduction": ""}

        def write(key: str) -> Callable[[str], None]:
            return lambda text: said.update({key: text})

        def paper(maker: "Maker", chosen: Chosen) -> "Paper":
            from cresi_app.catalogue.reports.bibliography import Bibliography, Grouping  # noqa: PLC0415 - as above

            asked = Bibliography(
                said["title"].strip() or title,
                said["introduction"],
                has_covers="covers" in chosen,
                has_abstracts="abstracts" in chosen,
                has_citations="citations" in chosen,
                has_index="index" in chosen,
                has_availability="availability" in chosen,
            )
            return maker.bibliography(asked, ids(), Grouping(by))

        choices = [
            Choice("covers", tr("Couvertures")),
            Choice("abstracts", tr("Résumés")),
            Choice("availability", tr("Disponibilité")),
            Choice("citations", tr("Références ISO 690"), on=False),
            Choice("index", tr("Index des auteurs"), on=False),
        ]
        return replace(
            self._offer(f"bibliography.{by}", tr("Bibliographie sélective"), title, paper),
            groups=[ChoiceGroup(tr("Options"), choices)],
            others=[(f"catalogue.bibliography.{key}", tr(words)) for key, words in GROUPS.items()],
            other=lambda key: self._bibliography(title, ids, key.rpartition(".")[2], said),
            texts=[
                TextEntry("title", tr("Titre"), said["title"], write("title")),
                TextEntry("introduction", tr("Introduction"), said["introduction"], write("introduction"), lines=4),
            ],
        )

    def new_acquisitions(self, first: date, last: date) -> None:
        """Show what came between two days."""
        self.show(
            self._offer(
                "new-acquisitions", tr("Nouvelles acquisitions"), str(last.year), lambda maker, _chosen: maker.new_acquisitions(first, last)
            )
        )  # fmt: skip

    # --- copies

    def labels(self, lines: Sequence[CopyLine], order: "LabelOrder") -> None:
        """Show labels; codes that do not fit are told above the foot."""

        def paper(maker: "Maker", _chosen: Chosen) -> "Paper":
            return maker.labels(lines, order)

        from cresi_app.catalogue.reports.labels import too_long  # noqa: PLC0415 - as above

        notice = tr(_NOTICE)
        if lost := too_long(lines, order):
            said = ", ".join(lost[:3])
            notice = tr("{notice} Trop longs pour ce format, sans barres : {codes}.", notice=notice, codes=said)
        offer = self._offer("labels", tr("Étiquettes"), order.format.name, paper)
        self.show(replace(offer, notice=notice))

    def test_sheet(self, order: "LabelOrder") -> None:
        """Show the sheet that tells how far a printer is off."""
        offer = self._offer(
            "labels-test", tr("Feuille d'essai"), order.format.name, lambda maker, _chosen: maker.test_sheet(order)
        )
        self.show(replace(offer, notice=tr(_NOTICE)))

    def inventory(self, location_id: int | None = None, kind: str | None = None) -> None:
        """Show the inventory."""

        def paper(maker: "Maker", chosen: Chosen) -> "Paper":
            return maker.inventory(location_id, kind, shows_prices="prices" in chosen)

        offer = self._offer("inventory", tr("Inventaire"), tr("Inventaire"), paper)
        self.show(replace(offer, groups=[ChoiceGroup(tr("Options"), [Choice("prices", tr("Prix et valeur"))])]))

    # --- the rest

    def thesaurus(self, thesaurus_id: int, *, by_tree: bool = False) -> None:
        """Show a thesaurus, alphabetical; its tree is one choice away."""
        self.show(self._thesaurus(thesaurus_id, by_tree=by_tree))

    def _thesaurus(self, thesaurus_id: int, *, by_tree: bool) -> PrintOffer:
        def paper(maker: "Maker", chosen: Chosen) -> "Paper":
            thesaurus = maker.catalogue.thesaurus(thesaurus_id)
            return maker.thesaurus(thesaurus, by_tree=by_tree, shows_uses="uses" in chosen)

        name = "thesaurus-tree" if by_tree else "thesaurus"
        return replace(
            self._offer(name, tr("Thésaurus"), tr("Thésaurus"), paper),
            groups=[ChoiceGroup(tr("Options"), [Choice("uses", tr("Nombre de notices"))])],
            others=[
                ("catalogue.thesaurus", tr("Alphabétique")),
                ("catalogue.thesaurus-tree", tr("Hiérarchique")),
            ],
            other=lambda key: self._thesaurus(thesaurus_id, by_tree=key.endswith("tree")),
        )

    def statistics(self, first: date, last: date) -> None:
        """Show the statistics of a period."""
        offer = self._offer(
            "statistics", tr("Statistiques"), str(last.year), lambda maker, _chosen: maker.statistics(first, last)
        )
        self.show(offer)

    def stocktake(self, take_id: int, name: str) -> None:
        """Show what a stock-take found."""
        self.show(self._offer("stocktake", tr("Récolement"), name, lambda maker, _chosen: maker.stocktake(take_id)))

    def weeding(self, weeding_id: int, name: str) -> None:
        """Show a weeding list."""
        self.show(self._offer("weeding", tr("Désherbage"), name, lambda maker, _chosen: maker.weeding(weeding_id)))
