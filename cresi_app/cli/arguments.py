"""The words of the command line: each command's arguments, and usage errors told in the user's language."""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NoReturn, TypeAlias

from cresi_app.cli.terminal import tell
from cresi_app.core.i18n import N_, tr

FORMATS: Final = [
    "unimarc",
    "marc21",
    "marcxml",
    "ris",
    "bibtex",
    "dc",
    "oai",
    "skos",
    "csv",
    "xlsx",
    "ods",
    "json",
    "pmb",
    "pdf",
    "ics",
    "iati",
    "scdl",
    "grants",
    "e-apd",
    "rna",
    "sirene",
    "vcard",
    "dossier",
    "form",
    "budget",
]

_USAGE: Final = (
    (r"the following arguments are required: (.+)", N_("Il manque : {0}.")),
    (r"unrecognized arguments: (.+)", N_("En trop ou inconnu : {0}.")),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", N_("{0} : {1} n'existe pas. Au choix : {2}.")),
    (r"argument (.+?): invalid _count value: (.+)", N_("{0} attend un nombre entier positif, pas {1}.")),
    (r"argument (.+?): invalid _year value: (.+)", N_("{0} attend une année en quatre chiffres, pas {1}.")),
    (r"argument (.+?): invalid _name value: (.+)", N_("{0} attend un nom, pas {1}.")),
    (r"argument (.+?): invalid _path value: (.+)", N_("{0} attend un nom de fichier ou de dossier, pas {1}.")),
    (r"argument (.+?): expected (?:one|at least one) argument.*", N_("{0} attend une valeur.")),
    (r"argument (.+?): not allowed with argument (.+)", N_("{0} ne va pas avec {1}.")),
)


class UsageError(Exception):
    """The command is badly written: a sentence and the usage line."""

    def __init__(self, sentence: str, usage: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.usage = usage


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "add_help": False})
        self._positionals.title = tr("arguments")
        self._optionals.title = tr("options")
        if options.get("add_help", True):
            self.add_argument("-h", "--help", action="help", help=tr("montre cette aide"))

    def print_help(self, _file: Any = None) -> None:
        tell(self.format_help(), end="")

    def error(self, message: str) -> NoReturn:
        for pattern, sentence in _USAGE:
            if found := re.fullmatch(pattern, message):
                words = dict(zip(("0", "1", "2"), found.groups(), strict=False))
                raise UsageError(tr(sentence).format(*words.values()), self.format_usage())
        raise UsageError(message, self.format_usage())


def _count(word: str) -> int:
    """Read a number that a library can hold: 0 to 63 bits."""
    number = int(word)
    if not 0 <= number < 2**63:
        raise ValueError(word)
    return number


def _year(word: str) -> int:
    number = int(word)
    if not 1000 <= number <= 9999:
        raise ValueError(word)
    return number


def _name(word: str) -> str:
    if not word.strip():
        raise ValueError(word)
    return word


def _path(word: str) -> Path:
    """Read a path; an empty word, as an unset variable leaves it, would mean the folder one stands in."""
    if not word or "\0" in word:
        raise ValueError(word)
    return Path(word)


Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001 - argparse has no public name for it


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of every command; `Namespace.command` names the one asked for."""
    parser = _Parser(
        prog="python3 main.py", description=tr("Sans mot, ouvre la fenêtre. Avec un mot, fait la même chose sans elle.")
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar=tr("commande"), parser_class=_Parser)
    shared = _Parser(add_help=False)
    shared.add_argument(
        "--library", type=_path, metavar="DIR", help=tr("le dossier de la bibliothèque (sinon la dernière ouverte)")
    )
    shared.add_argument("--json", action="store_true", help=tr("un objet JSON sur la sortie standard, rien d'autre"))
    shared.add_argument("--who", metavar=tr("NOM"), default="", help=tr("qui agit (sinon le compte de l'ordinateur)"))
    _library_commands(commands, shared)
    _record_commands(commands, shared)
    _arrival_commands(commands, shared)
    _file_commands(commands, shared)
    _stock_commands(commands, shared)
    _history_commands(commands, shared)
    _gathering_commands(commands, shared)
    return parser


def read(words: Sequence[str]) -> argparse.Namespace:
    """Return the command that these words say. Raises `UsageError`."""
    parser = build_parser()
    wanted = parser.parse_args(list(words))
    if wanted.command == "search" and wanted.text is None:
        if not (wanted.shelf or wanted.basket):
            raise UsageError(tr("Il manque : {0}.").format(tr("TEXTE")), parser.format_usage())
        wanted.text = ""
    return wanted


def _gathered(command: argparse.ArgumentParser) -> None:
    command.add_argument("--shelf", default="", metavar=tr("NOM"), help=tr("les notices de cette étagère"))
    command.add_argument("--basket", default="", metavar=tr("NOM"), help=tr("les notices de ce panier"))


def _gathering_commands(commands: Commands, shared: _Parser) -> None:
    shelves = _add(commands, shared, "shelves", tr("les étagères et leur compte ; en garde une, en supprime une"))
    shelves.add_argument("--add", default="", metavar=tr("NOM"))
    shelves.add_argument("--query", default="", metavar=tr("TEXTE"), help=tr("ce que cherche la nouvelle étagère"))
    shelves.add_argument("--delete", default="", metavar=tr("NOM"))
    basket = _add(commands, shared, "basket", tr("les paniers, ou ce que contient l'un d'eux ; le remplit, le vide"))
    basket.add_argument("name", nargs="?", default="", metavar=tr("NOM"))
    basket.add_argument("--new", action="store_true", help=tr("le crée"))
    basket.add_argument("--add", nargs="+", action="extend", metavar="REF")
    basket.add_argument("--query", default="", metavar=tr("TEXTE"), help=tr("y met ce que trouve cette recherche"))
    basket.add_argument("--remove", nargs="+", action="extend", metavar="REF")
    basket.add_argument("--empty", action="store_true", help=tr("le vide"))
    basket.add_argument("--delete", action="store_true", help=tr("le supprime"))
    batch = _add(
        commands, shared, "batch", tr("change, cherche et remplace, archive ou supprime des notices, en une révision")
    )
    batch.add_argument(
        "--query", default="", metavar=tr("TEXTE"), help=tr("ce que trouve cette recherche ; « * » : toutes")
    )
    _gathered(batch)
    batch.add_argument(
        "--field", action="append", metavar=tr("CHAMP"), help="title abstract subjects location call_prefix…"
    )
    for name in ("set", "append", "prepend", "add", "remove"):
        batch.add_argument(f"--{name}", nargs="+", metavar=tr("VALEUR"))
    batch.add_argument(
        "--swap", dest="replaced", nargs="+", metavar=tr("VALEUR"), help=tr("l'ancienne valeur, puis la nouvelle")
    )
    batch.add_argument("--clear", action="store_true", help=tr("vide le champ"))
    batch.add_argument("--find", default="", metavar=tr("TEXTE"), help=tr("cherche ce texte dans les champs"))
    batch.add_argument("--replace", default="", metavar=tr("TEXTE"), help=tr("ce qui prend sa place"))
    batch.add_argument("--pattern", action="store_true", help=tr("« --find » est une expression régulière"))
    batch.add_argument("--case", action="store_true", help=tr("respecte les majuscules"))
    batch.add_argument("--words", action="store_true", help=tr("mots entiers seulement"))
    batch.add_argument("--archive", action="store_true")
    batch.add_argument("--delete", action="store_true")
    batch.add_argument("--dry-run", action="store_true", help=tr("dit ce qui serait fait, n'écrit rien"))


def _add(commands: Commands, shared: _Parser, name: str, text: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, parents=[shared], help=text, description=text)


def _library_commands(commands: Commands, shared: _Parser) -> None:
    commands.add_parser("test", help=tr("toutes les vérifications et tous les essais"))
    tour = _add(
        commands, shared, "tour", tr("visite du programme en images et en papiers, dans une bibliothèque temporaire")
    )
    tour.add_argument("--out", type=_path, metavar="DIR", help=tr("où poser les images"))
    tour.add_argument(
        "--gallery", action="store_true", help=tr("tous les écrans, clairs et sombres, en plusieurs tailles")
    )
    new = _add(commands, shared, "new", tr("crée une bibliothèque"))
    new.add_argument("folder", type=_path, metavar="DIR")
    new.add_argument("--example", action="store_true", help=tr("avec les données d'exemple"))
    new.add_argument("--thesaurus", action="store_true", help=tr("avec le thésaurus de départ et celui des lieux"))
    _add(commands, shared, "info", tr("ce que contient une bibliothèque"))
    _add(commands, shared, "backup", tr("fait une copie vérifiée"))
    restore = _add(commands, shared, "restore", tr("revient à une copie ; ce qu'elle remplace est gardé"))
    restore.add_argument("file", type=_path, metavar=tr("FICHIER"))
    check = _add(commands, shared, "check", tr("relit toute la bibliothèque et dit ce qui ne va pas"))
    check.add_argument("--catalogue", action="store_true", help=tr("ce qui est à vérifier dans le catalogue"))
    check.add_argument(
        "--only", metavar=tr("CONTRÔLE"), default="", help=tr("un seul contrôle, avec toutes ses fiches")
    )
    check.add_argument(
        "--mend", action="store_true", help=tr("avec --only : écrit ce qui est proposé, en une révision")
    )


def _record_commands(commands: Commands, shared: _Parser) -> None:
    importing = _add(commands, shared, "import", tr("importe des fichiers, en une seule révision"))
    importing.add_argument("files", type=_path, nargs="+", metavar=tr("FICHIER"))
    importing.add_argument("--format", choices=FORMATS, metavar="F", help=" ".join(FORMATS))
    importing.add_argument(
        "--take",
        choices=["new", "all", "copy"],
        default="new",
        help=tr("d'un dossier reçu : le nouveau, tout, ou un autre dossier"),
    )
    importing.add_argument("--encoding", metavar="E", help=tr("sinon reconnu : utf-8, iso-5426, cp1252…"))
    importing.add_argument("--room", metavar=tr("SALLE"), help=tr("un calendrier .ics : de cette salle"))
    importing.add_argument("--person", metavar=tr("NOM"), help=tr("un calendrier .ics : de cette personne"))
    importing.add_argument("--dry-run", action="store_true", help=tr("dit ce qui serait fait, n'écrit rien"))
    importing.add_argument(
        "--known-subjects", action="store_true", help=tr("garde mot pour mot les sujets absents du thésaurus")
    )
    export = _add(commands, shared, "export", tr("exporte une sélection"))
    export.add_argument("--format", required=True, choices=FORMATS, metavar="F", help=" ".join(FORMATS))
    export.add_argument("--out", required=True, type=_path, metavar=tr("FICHIER"))
    export.add_argument(
        "--query", default="", metavar=tr("TEXTE"), help=tr("ce que trouve cette recherche (sinon tout)")
    )
    export.add_argument(
        "--terms", action="store_true", help=tr("avec « skos » : les termes qu'emploie ce que trouve la recherche")
    )
    _gathered(export)
    search = _add(commands, shared, "search", tr("cherche partout"))
    search.add_argument("text", nargs="?", default=None, metavar=tr("TEXTE"))
    _gathered(search)
    search.add_argument(
        "--in", dest="kind", metavar=tr("SORTE"), help=tr("document, organisation, person, session, course ou project")
    )
    search.add_argument("--limit", type=_count, default=20, metavar="N")
    show = _add(commands, shared, "show", tr("une fiche entière"))
    show.add_argument("kind", metavar=tr("SORTE"))
    show.add_argument("ref", metavar="REF")
    book = _add(commands, shared, "book", tr("inscrit des personnes d'une association à une journée"))
    book.add_argument("session", metavar=tr("SESSION"))
    book.add_argument("--organisation", required=True, metavar="REF")
    book.add_argument("--person", required=True, type=_name, nargs="+", action="extend", metavar=tr("NOM"))
    report = _add(commands, shared, "report", tr("un papier en PDF"))
    report.add_argument("name", nargs="?", metavar=tr("NOM"))
    report.add_argument("ref", nargs="?", metavar="REF")
    report.add_argument("--out", type=_path, metavar=tr("FICHIER"))
    report.add_argument("--year", type=_year, metavar=tr("ANNÉE"))
    report.add_argument("--list", action="store_true", help=tr("les nomme tous"))


def _arrival_commands(commands: Commands, shared: _Parser) -> None:
    bookings = _add(commands, shared, "bookings", tr("lit des bulletins remplis et des tableaux, et inscrit"))
    bookings.add_argument("files", type=_path, nargs="+", metavar=tr("FICHIER"))
    bookings.add_argument("--dry-run", action="store_true", help=tr("dit ce qui serait inscrit, sans rien écrire"))
    scan = _add(commands, shared, "scan", tr("note la présence de la personne d'un badge"))
    scan.add_argument("code", metavar="CODE")
    evaluations = _add(commands, shared, "evaluations", tr("ce qu'ont répondu les personnes d'une journée"))
    evaluations.add_argument("session", metavar=tr("SESSION"))
    evaluations.add_argument("--cold", action="store_true", help=tr("des mois après, au lieu de la fin de la journée"))
    evaluations.add_argument(
        "--read",
        type=_path,
        nargs="+",
        dest="files",
        metavar=tr("FICHIER"),
        help=tr("compte d'abord ces questionnaires"),
    )
    _add(commands, shared, "offers", tr("met fin aux propositions arrivées à leur terme"))


def _file_commands(commands: Commands, shared: _Parser) -> None:
    attach = _add(commands, shared, "attach", tr("joint des fichiers à une notice, et les lit"))
    attach.add_argument("ref", metavar="REF")
    attach.add_argument("files", type=_path, nargs="+", metavar=tr("FICHIER"))
    index = _add(commands, shared, "index", tr("lit les pièces jointes qui attendent, pour les trouver page par page"))
    index.add_argument("--again", action="store_true", help=tr("les relit toutes"))
    index.add_argument(
        "--recognise", action="store_true", help=tr("reconnaît le texte des images de pages (Tesseract)")
    )
    propose = _add(
        commands, shared, "propose", tr("propose titre, auteurs, sujets et pays d'un fichier ou d'une notice")
    )
    propose.add_argument("what", metavar=tr("FICHIER|REF"))
    near = _add(commands, shared, "near", tr("les documents proches d'une notice"))
    near.add_argument("ref", metavar="REF")
    near.add_argument("--limit", type=_count, default=5, metavar="N")


def _stock_commands(commands: Commands, shared: _Parser) -> None:
    take = _add(commands, shared, "stocktake", tr("lit dans un récolement les codes d'un lecteur à mémoire"))
    take.add_argument("files", type=_path, nargs="*", metavar=tr("FICHIER"))
    take.add_argument("--name", default="", metavar=tr("NOM"), help=tr("quel récolement (sinon le seul ouvert)"))
    take.add_argument("--begin", action="store_true", help=tr("en commence un"))
    take.add_argument("--place", default="", metavar=tr("LIEU"), help=tr("l'emplacement où les codes ont été lus"))
    take.add_argument("--kind", default="", metavar=tr("TYPE"), help=tr("avec --begin : ce type de document seul"))


def _history_commands(commands: Commands, shared: _Parser) -> None:
    undo = _add(commands, shared, "undo", tr("annule une révision (sinon la dernière de ce poste)"))
    undo.add_argument("revision", nargs="?", type=_count, metavar="N")
    _add(commands, shared, "redo", tr("rétablit ce qui vient d'être annulé"))
    history = _add(commands, shared, "history", tr("ce qui est arrivé à une fiche"))
    history.add_argument("kind", metavar=tr("SORTE"))
    history.add_argument("ref", metavar="REF")
