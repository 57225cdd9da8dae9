"""English is complete and reads as English; every sentence for people passes the gate."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).resolve().parents[2]
UPDATE = ROOT / "resources" / "translations" / "update.py"
SOURCES = sorted((ROOT / "cresi_app").rglob("*.py"))
PLACEHOLDER = re.compile(r"\{(\w*)")
GATE = {"tr": 1, "N_": 1, "trn": 2, "C_": 2}
"""The doors of the gate, and how many of their first arguments are sentences."""

FRENCH_LETTER = re.compile(r"[àâäçéèêëîïôöùûüœæÀÂÇÉÈÊËÎÏÔÖÙÛÜŒÆ«»]")
FRENCH_WORDS = re.compile(
    r"(?i)(?<![\w-])(?:[ldcnjms]['’]\w|(?:le|la|les|un|une|des|du|de|au|aux|et|ou|est|sont|pas|plus|pour|dans|sur|avec|sans|par|ce|"
    r"cette|ces|qui|que|votre|vos|aucun|aucune|tous|toutes) \w|\w+ (?:le|la|les|un|une|des|du|de|au|aux|et|pour|dans|sur|avec|sans|par)\b)"
)
WRITTEN_FOR_MACHINES = {
    "catalogue/interchange/acquiring.py": "how lists say that a copy was bought or given, to be recognised",
    "catalogue/interchange/loose.py": "letters of given names, to be recognised",
    "catalogue/interchange/bibtex/latex.py": "the quotation marks that a command of LaTeX stands for",
    "catalogue/interchange/bibtex/mapping.py": "words of bibliographies, to be recognised",
    "catalogue/interchange/dublincore/hosting.py": "how repositories say what a document appeared in, to be recognised",
    "catalogue/interchange/dublincore/mapping.py": "letters of a pattern that recognises places of publication",
    "catalogue/interchange/held.py": "what each format holds, for a page of the documentation",
    "catalogue/interchange/iso5426.py": "a table of the letters of a character set",
    "catalogue/interchange/marc21/names.py": "functions as French libraries write them, to be recognised",
    "catalogue/interchange/marc21/punctuation.py": "abbreviations that end a heading, to be recognised",
    "catalogue/interchange/online.py": "names of the catalogues that are asked",
    "catalogue/interchange/pmb/around.py": "a note of a French base, in its own language",
    "catalogue/interchange/pmb/mapping.py": "what another program writes of a copy, to be recognised",
    "catalogue/interchange/skos/reading.py": "a word in the titles of thesauri, to be recognised",
    "catalogue/interchange/tabular/columns.py": "headings of lists by others, to be recognised",
    "catalogue/interchange/tabular/mapping.py": "kinds of documents in lists by others, to be recognised",
    "catalogue/interchange/unimarc/holdings.py": "what other programs write of a copy, to be recognised",
    "catalogue/interchange/pmb/thesauri.py": "a note of a French thesaurus, in its own language",
    "catalogue/model/askfields.py": "the words of the search language in both languages, to be recognised",
    "catalogue/model/checks.py": "signs and letters of names, to be recognised",
    "catalogue/model/firstpages.py": "words of title pages in many languages, to be recognised",
    "catalogue/model/languages.py": "the small words that tell a language from another",
    "catalogue/model/termfinding.py": "words too common to speak for a subject",
    "catalogue/model/textpages.py": "headings of abstracts in many languages, to be recognised",
    "catalogue/queries/asking.py": "letters that folding takes apart",
    "catalogue/service/importing/settling.py": "names of countries as catalogues wrote them, to be recognised",
    "cooperation/interchange/lists.py": "headings of lists by others, to be recognised",
    "catalogue/ui/stock/statistics.py": "words of the search language",
    "core/contacts.py": "what people type around a number or an address, to be recognised",
    "core/durations.py": "how people write durations, to be recognised",
    "core/filereading/pdftext.py": "letters that a hyphen may part at the end of a line",
    "core/text.py": "letters that folding takes apart",
    "core/typography.py": "the marks themselves",
    "directory/interchange.py": "the words of the national register, kept in the record as they are",
    "funding/interchange/grants/cells.py": "what spreadsheets write in cells, to be recognised",
    "funding/interchange/grants/decoding.py": "letters that were converted twice, to be recognised",
    "funding/interchange/grants/headings.py": "headings of lists by others, to be recognised",
    "funding/interchange/grants/lines.py": "words of lists by others, kept in the record as they are",
    "funding/model/scdl.py": "values that the published standard prescribes",
    "funding/service/activities.py": "texts of a published file, in French and English side by side",
    "printing/scripts.py": "pairs of brackets that a script written leftward mirrors",
    "printing/typesetting.py": "months after which a line must not break",
    "projects/model/form.py": "a line of a nomenclature, in French and English side by side",
    "shell/about.py": "names of programs and fonts",
    "shell/commands.py": "the digit keys of a French keyboard",
    "shell/welcome/beginnings.py": "titles of the drawn covers, works without a language of ours",
    "tour/gallery.py": "the marks of a language in a page of pictures",
    "tour/collecting.py": "what is typed into the search for a picture",
    "tour/delivery.py": "what the notices of a file say",
    "tour/finding.py": "what is typed into the search for a picture",
    "tour/gathering.py": "what is typed into the search for a picture",
    "training/interchange/bookingtables.py": "heads of columns as associations write them, to be recognised",
    "training/interchange/letters.py": "words of letters, to be recognised",
    "widgets/actions.py": "what the keys of a French keyboard say; the English ones stand beside them",
    "widgets/fonts.py": "a family of fonts",
    "widgets/notices.py": "titles of the drawn covers, works without a language of ours",
    "store/search.py": "the letters that may follow a single typed one",
}
"""Files of `cresi_app` whose French is no sentence for people, and what it is. The example library's own texts are French too."""

LANGUAGE_NAMES = {"Français"}
"""Names of languages, each in its own."""

NEVER_ONE = {
    "Ce texte compte {length} caractères, {longest} au plus tiennent ici. Il reste dans le champ : raccourcissez-le.": "hundreds",
    "Ce texte dépasse {limit} caractères : raccourcissez-le.": "hundreds",
    "Ce texte compte {n} caractères ; {most} suffisent. Le reste a sa place dans la note.": "hundreds",
    "Ce titre compte {n} caractères ; {most} suffisent. Le reste a sa place dans le résumé.": "hundreds",
    "Inscrivez de 1 à {n} personnes à la fois.": "the program's own limit, dozens",
    "La demande de ce dossier figure sur {n} lignes : elle ne doit apparaître qu'une fois.": "said from two on",
    "Trop long pour l'ISO 2709 (champ {tag}, {length} octets) : exportez cette notice en JSON.": "said from ten thousand on",
    "Ce nom a {length} caractères : {most} au plus se lisent dans la colonne.": "dozens",
    "Ce panier tient {count} notices : au-delà de {most}, son ordre ne se change plus à la main.": "thousands",
    "{count} notices portent « {ref} » : donnez leur numéro.": "said from two on",
    "{n} pages. Scanner le code au poste d'accueil rouvre la fiche.": "a dossier has a cover and chapters",
}
"""Sentences whose number is never 1, and why."""
NO_NUMBER = {
    "amount",
    "asked",
    "bare",
    "committed",
    "count",
    "forecast",
    "over",
    "paid",
    "since",
    "share",
    "voted",
    "whole",
}
"""Placeholders before a plural word that it does not count: sums of money, shares of a total, instants, what was counted elsewhere."""

SAME_IN_BOTH = {
    "organisation", "organisations", "Organisation", "Organisations", "Association", "Contact", "Communication", "Contribution",
    "{n} place", "{n} places", "Places", "{n} action", "{n} actions", "Actions", "{n} option", "{n} options", "Option", "options",
    "{title} (option)", "arguments", "Minimum", "Maximum", "Absent", "Programme", "Total", "Budget", "Euros", "euros", "France",
    "sessions", "SESSION", "Catalogue", "Documents", "Publication", "Palette",
    "Note", "Notes", "notes", "Type", "Date", "date", "Description", "description", "original", "Image", "Import", "Copies",
    "Pages", "{n} page", "{n} pages", "{n} p.", "page {number} / {total}", "Latitude", "Longitude", "Version {version}",
    "UTF-8", "ISO 5426", "UNIMARC, ISO 2709", "UNIMARC, MARCXML", "CSV", "ISBN", "ISSN", "ISSN {number}", "DOI", "SIRET",
    "RNA {number}", "SIRET {number}", "Python {python} · Qt {qt}", "Kita, 8 villages", "{words} — {seconds} s",
    "Absence", "absence", "Action", "Annexes", "Article {number}. {title}", "Associations", "association", "associations", "Badges",
    "Badges {code} – {title}", "BibTeX", "Biod.", "Budget · {n}", "CERFA {edition}", "Condition", "Contacts", "Dates", "Dewey",
    "Documents · {n}", "Dublin Core", "Env.", "Europe", "Format", "Identification", "MARC 21, ISO 2709", "MARC-8", "MARCXML", "Nature",
    "Nutr.", "Nutrition", "Options", "PDF", "Participants", "Parties", "Programme {year}", "Question", "Question {n}", "RDF/XML", "RIS",
    "RNA", "Sections", "Session", "Sessions", "Signature", "Six", "Source", "Sources", "Turtle", "Version {n}",
    "Versions", "XML", "invitation.ics", "page {number}", "{file} · {n} page", "{file} · {n} pages", "{h} h {m}", "{n} h", "{n} minute",
    "{n} minutes", "{n} session", "{n} sessions", "{told} (n = {n})", "30j, 6m, 1a", "Articles", "Bronze", "Code", "Conditions", "EAN", "Film",
    "Globe", "Introduction", "Journal", "Logo", "Olive", "Page {number}", "Page {number}, {state}", "Provenance", "Tab", "Transport", "Version",
    "Version {label}", "Violet", "Volume", "XLSX", "en  {term}", "passage {number}", "vol. {volume}", "{count} page", "{count} pages",
    "{name} et al.", "{number} cm", "{number} g", "{number} kg", "{number} m", "{n} g", "{n} kg", "{n} m", "{n} min", "{size} cm", "p. {number}",
    "p. {pages}", "{hours} h", "{hours} h {minutes}", "Import – {name}", "{n} consultation", "{n} consultations",
    "{n} code", "{n} codes", "code {code}", "Acquisition", "Consultations",
}  # fmt: skip
"""English words that are the French ones, names and acronyms."""


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_translations", UPDATE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def catalogue(tool: ModuleType) -> Catalog:
    merged: Catalog = tool.merged()
    return merged


def forms(words: object) -> tuple[str, ...]:
    """Return the one sentence of a message, or its singular and plural."""
    return tuple(words) if isinstance(words, tuple | list) else (str(words or ""),)


def pairs(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Yield every translated French sentence with its English one, singular with singular and plural with plural."""
    for message in catalogue:
        if message.id and all(forms(message.string)):
            yield from zip(forms(message.id), forms(message.string), strict=True)


def is_counted(message: Message) -> bool:
    return isinstance(message.id, tuple | list)


# --- the catalogue ---


def test_every_sentence_has_its_english(tool: ModuleType, catalogue: Catalog) -> None:
    assert tool.untranslated(catalogue) == []


def test_the_shipped_files_are_up_to_date(tool: ModuleType, catalogue: Catalog) -> None:
    assert tool.PO.read_bytes() == tool.po_bytes(catalogue), "run resources/translations/update.py"
    assert tool.PO.with_suffix(".mo").read_bytes() == tool.mo_bytes(catalogue), "run resources/translations/update.py"


def test_placeholders_are_the_same_in_both_languages(catalogue: Catalog) -> None:
    wrong = []
    for message in catalogue:
        if not message.id or not all(forms(message.string)):
            continue
        sources, targets = forms(message.id), forms(message.string)
        wanted = {name for source in sources for name in PLACEHOLDER.findall(source)}
        wrong += [target for target in targets if not set(PLACEHOLDER.findall(target)) <= wanted]
        wrong += [targets[-1]] if set(PLACEHOLDER.findall(targets[-1])) != wanted else []
    assert wrong == []


def test_english_is_not_french(catalogue: Catalog) -> None:
    letters = {source for source, _ in pairs(catalogue) if re.search(r"[^\W\d_]", re.sub(r"\{\w*\}", "", source))}
    assert {
        source for source, target in pairs(catalogue) if source == target and source in letters
    } - SAME_IN_BOTH == set()
    assert [target for _, target in pairs(catalogue) if FRENCH_LETTER.search(target) and "UTF-8" not in target] == []


def test_english_has_the_marks_of_english(catalogue: Catalog) -> None:
    assert [
        target
        for _, target in pairs(catalogue)
        if re.search(r"[ \u00a0\u202f][:;?!](?:\s|$)|[\u00a0\u202f]", target) and target not in SIGNS_TOLD
    ] == []
    assert [
        target
        for _, target in pairs(catalogue)
        if target.count("“") != target.count("”") or '"' in target.replace('="', "").replace('}"', "}")
    ] == []
    assert [target for _, target in pairs(catalogue) if target != target.strip() or re.search(r"\d %", target)] == []


def test_a_sentence_begins_and_ends_alike_in_both_languages(catalogue: Catalog) -> None:
    """Capitals and closing marks carry sense: a fragment stays a fragment, a question a question."""
    ends = [(source, target) for source, target in pairs(catalogue) if source.endswith((".", "…", "?", ":"))]
    assert [target for source, target in ends if target[-1] != source[-1] and source not in ENDS_OTHERWISE] == []
    starts = [
        (source, target)
        for source, target in pairs(catalogue)
        if source[0].isalpha() and target[:1].isalpha() and not ACRONYM.match(target) and not ACRONYM.match(source)
    ]
    assert [target for source, target in starts if target[0].isupper() != source[0].isupper()] == []


ACRONYM = re.compile(r"[A-Z]{2,}|cresi\b|iCalendar\b|e-APD\b|European\b|(?:English|French|Spanish|Portuguese|Arabic)\b")
"""What keeps its own capital, or the lack of one, wherever it stands."""
SIGNS_TOLD = {"An identifier contains one of the signs / & | ? : it will be misread elsewhere."}
"""Sentences that list signs, which stand apart in both languages."""
ENDS_OTHERWISE = {
    "Je vous prie d'agréer, Madame, Monsieur, l'expression de ma considération distinguée.",
    "Nous vous prions d'agréer l'expression de nos salutations cordiales.",
    "Subv.",
}
"""Closings of letters, which end with a comma in English, and an abbreviation that English does not need."""


def test_english_counts_with_its_own_plural(catalogue: Catalog) -> None:
    """« 1 places » would come from a singular that was pasted into the plural, or the other way round."""
    assert str(catalogue.plural_expr) == "(n != 1)"
    counted = [forms(message.string) for message in catalogue if message.id and is_counted(message)]
    assert [one for one, many in counted if one == many and re.search(r"\{\w+\} [a-z]{2,}s\b", one)] == []
    assert [one for one, many in counted if one != many and len(one) > len(many) + 3] == []


# --- the source ---


def is_gate(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GATE


def gate_calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GATE:
            yield node.func.id, node


def literals_beside_the_gate(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the strings that are neither a sentence given to the gate nor a docstring."""
    if is_gate(tree):
        assert isinstance(tree, ast.Call)
        assert isinstance(tree.func, ast.Name)
        for node in [*tree.args[GATE[tree.func.id] :], *(keyword.value for keyword in tree.keywords)]:
            yield from literals_beside_the_gate(node)
        return
    if isinstance(tree, ast.Expr) and isinstance(tree.value, ast.Constant):
        return
    if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
        yield tree
    for child in ast.iter_child_nodes(tree):
        yield from literals_beside_the_gate(child)


def looks_french(text: str) -> bool:
    return bool(FRENCH_LETTER.search(text) or FRENCH_WORDS.search(text))


def room(file: Path) -> str:
    return file.relative_to(ROOT / "cresi_app").as_posix()


def test_no_sentence_bypasses_the_gate() -> None:
    found = {}
    for file in SOURCES:
        if room(file).startswith("example/"):
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        french = [node.value for node in literals_beside_the_gate(tree) if looks_french(str(node.value))]
        if words := [text for text in french if text not in LANGUAGE_NAMES]:
            found[room(file)] = words
    assert {name: words for name, words in found.items() if name not in WRITTEN_FOR_MACHINES} == {}
    assert set(WRITTEN_FOR_MACHINES) - set(found) == set(), "these files need their exception no longer"


def test_the_search_for_sentences_beside_the_gate_finds_them() -> None:
    """The one above would be silent if it were blind."""
    source = '''
class Page:
    """Une page du catalogue."""

    def show(self) -> None:
        self.title.setText("Liste de notices")
        self.button.setText(tr("Créer la notice", name="à lire"))
        self.hint.setText(f"{count} exemplaires à rendre")
'''
    words = [str(node.value) for node in literals_beside_the_gate(ast.parse(source))]
    assert [text for text in words if looks_french(text)] == ["Liste de notices", "à lire", " exemplaires à rendre"]


def glued(argument: ast.expr) -> bool:
    """Say whether literals are put together, chosen or compared where one whole sentence should stand."""
    if isinstance(argument, ast.Constant) or is_gate(argument):
        return False
    pieces = (ast.BinOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.JoinedStr)
    return any(
        isinstance(node, pieces) and any(isinstance(part, ast.Constant) for part in ast.iter_child_nodes(node))
        for node in ast.walk(argument)
    )


def test_the_gate_is_given_whole_sentences() -> None:
    """A choice or a sum of literals inside `tr(…)` would be gathered as one glued sentence; an f-string as none."""
    wrong = []
    for file in SOURCES:
        for name, call in gate_calls(ast.parse(file.read_text(encoding="utf-8"))):
            sentences = call.args[: GATE[name]]
            literal = all(isinstance(one, ast.Constant) for one in sentences)
            if any(glued(one) for one in sentences) or (name != "tr" and not literal):
                wrong.append(f"{room(file)}:{call.lineno}")
    assert wrong == []


def test_what_is_counted_goes_through_the_plural(catalogue: Catalog) -> None:
    """« {n} notices » in a sentence without a singular would one day say « 1 notices »."""
    uncounted = []
    for message in catalogue:
        if message.id and not is_counted(message):
            counts = re.findall(
                r"\{(\w+)\} (?!(?:dans|depuis|hors|sous|sans|vers|pas|plus)\b)[a-zéè]+s\b", str(message.id)
            )
            uncounted += [str(message.id)] if set(counts) - NO_NUMBER or "{count} notices" in message.id else []
    assert set(uncounted) - set(NEVER_ONE) == set()
    assert set(NEVER_ONE) - set(uncounted) == set(), "these sentences need their exception no longer"


def test_the_gate_sees_every_way_of_writing_a_sentence(tool: ModuleType) -> None:
    found = {(message.context, message.id) for message in tool.gather() if message.id}
    assert (None, "{day} à {hour}") in found  # tr
    assert (None, "Cet ISSN n'est pas valide : vérifiez les chiffres. Il est gardé tel quel.") in found  # N_
    assert (None, ("{n} place", "{n} places")) in found  # trn
    assert ("menu", "Édition") in found  # C_
