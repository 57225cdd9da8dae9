"""An association's card for the self-service counter: its code to be scanned or typed, made once, when the code is."""

from typing import Final

from reportlab.platypus.flowables import Flowable

from cresi_app.core.clock import now
from cresi_app.core.i18n import tr
from cresi_app.core.identity import Identity
from cresi_app.core.papercode import paper_code
from cresi_app.printing import fonts, qr, style
from cresi_app.printing.document import LETTER, Numbers, Paper
from cresi_app.printing.flow import Columns, Figure, Gap, Overline, words
from cresi_app.printing.furniture import Furniture, address_line
from cresi_app.printing.style import MM

_CODE: Final = style.style("counter code", fonts.FIGURES_BOLD, 22, 28)
_SIDE: Final = 42 * MM


class _Code(Figure):
    """The code as a QR."""

    def __init__(self, code: str) -> None:
        super().__init__(_SIDE, _SIDE, tr("Code à présenter au lecteur"))
        self.printed = code

    def paint(self) -> None:
        """Draw it."""
        qr.draw(self.canv, self.printed, 0, 0, _SIDE)


def counter_card(organisation: str, code: str, identity: Identity) -> Paper:
    """Return the card of an association; `code` is « 48213-730946 », never kept in clear anywhere else."""

    def story(_numbers: Numbers) -> list[Flowable]:
        said: list[Flowable] = [
            words(organisation, style.H2),
            words(code, _CODE),
            Gap(6),
            words(tr("Présentez ce code au lecteur du poste d'accueil, ou tapez les onze chiffres."), style.BODY),
            words(
                tr("Il ouvre les inscriptions de votre association : gardez-le pour vous. Perdu, il se remplace."),
                style.SECOND,
            ),
        ]
        return [
            Overline(tr("Poste d'accueil")),
            words(tr("Votre carte"), style.H1, role="H1"),
            Gap(10),
            Columns([(_SIDE, [_Code(paper_code("counter_code", code))]), (110 * MM, said)], 10 * MM),
        ]

    return Paper(
        kind="counter-card",
        title=tr("Carte du poste d'accueil – {organisation}", organisation=organisation),
        identity=identity,
        furniture=Furniture(tr("Poste d'accueil"), who=address_line(identity), copy=tr("À remettre à l'association.")),
        story=story,
        layout=LETTER,
        made=now(),
    )
