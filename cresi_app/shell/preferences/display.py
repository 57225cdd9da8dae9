"""Settings of the display: text size, theme, density of lists, language, keys; each applied at once and taken back by undo."""

from datetime import date
from typing import Final

from cresi_app.core.dates import format_date
from cresi_app.core.i18n import tr
from cresi_app.core.money import Money, format_money
from cresi_app.core.settings import Settings
from cresi_app.shell.preferences.lines import add_lines, line
from cresi_app.shell.preferences.pictures import Notches, ThemeTiles
from cresi_app.widgets.buttons import Segmented
from cresi_app.widgets.card import Card, Divider
from cresi_app.widgets.desk import Desk
from cresi_app.widgets.fields import CheckField, ComboBox
from cresi_app.widgets.keycap import Keycap
from cresi_app.widgets.labels import Label
from cresi_app.widgets.layouts import Row, hold

LANGUAGES: Final = (("fr", "Français"), ("en", "English"))


class DisplayCard(Card):
    """Text size, theme and density."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Affichage"), aside=[Label(tr("appliqué aussitôt"), "caption", "text2")])
        self.notches = Notches(tr("Taille du texte"))
        self.notches.chosen.connect(lambda zoom: desk.set_setting(tr("taille du texte"), zoom=zoom))
        self.tiles = ThemeTiles(tr("Thème"))
        self.tiles.chosen.connect(lambda mode: desk.set_setting(tr("thème"), theme=mode))
        self.density = Segmented(
            tr("Densité des listes"), [("comfortable", tr("Confortable")), ("compact", tr("Compacte"))]
        )
        self.density.chosen.connect(lambda how: desk.set_setting(tr("densité des listes"), density=how))
        size, look = Label(tr("Taille du texte"), "button"), Label(tr("Thème"), "button")
        size.setBuddy(self.notches)
        look.setBuddy(self.tiles)
        self.body.addLayout(Row(size, None, Keycap("Ctrl +"), Keycap("Ctrl −"), Keycap("Ctrl 0"), spacing=6))
        for part in (self.notches, Divider(), look, self.tiles, Divider()):
            self.body.addWidget(part)
        self.still = CheckField(tr("Réduire les animations"), name="reduced_motion")
        self.still.set_hint(tr("Volets et messages apparaissent sans glisser ; le souhait du système est suivi aussi."))
        self.still.committed.connect(lambda on: desk.set_setting(tr("animations"), reduced_motion=bool(on)))
        self.body.addWidget(line(tr("Densité des listes"), tr("hauteur des lignes"), self.density))
        self.body.addWidget(self.still)
        self._show(desk.settings)
        desk.settings_changed.connect(self._show)

    def _show(self, settings: Settings) -> None:
        self.notches.set_value(settings.zoom)
        self.tiles.set_value(settings.theme)
        blocked = self.density.blockSignals(True)
        self.density.set_current(settings.density)
        self.density.blockSignals(blocked)
        self.still.set_value(settings.reduced_motion)


class LanguageCard(Card):
    """The language of menus, messages and papers, and how days and amounts read in it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Langue"))
        self.box = ComboBox(tr("Langue de l'application"), LANGUAGES)
        self.box.activated.connect(lambda: desk.set_setting(tr("langue de l'application"), language=self.box.key()))
        hold(self.box, least_width=130)
        sample = f"{format_date(date(2026, 10, 6), 'full')} · {format_money(Money(123450))}"
        lines = (
            line(tr("Langue de l'application"), tr("menus, messages, documents imprimés"), self.box),
            line(tr("Dates et montants"), sample, Label(tr("suivent la langue"), "caption", "text3")),
        )
        add_lines(self, lines)
        self._show(desk.settings)
        desk.settings_changed.connect(self._show)

    def _show(self, settings: Settings) -> None:
        self.box.set_key(settings.language)


class KeysCard(Card):
    """Whether single letters act in lists."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Clavier"))
        self.letters = CheckField(tr("Touches d'une lettre dans les listes"), name="single_letter_keys")
        self.letters.set_hint(tr("Par exemple E pour modifier, seulement quand la liste a le clavier."))
        self.letters.committed.connect(
            lambda on: desk.set_setting(tr("touches d'une lettre"), single_letter_keys=bool(on))
        )
        self.body.addWidget(self.letters)
        self._show(desk.settings)
        desk.settings_changed.connect(self._show)

    def _show(self, settings: Settings) -> None:
        self.letters.set_value(settings.single_letter_keys)
