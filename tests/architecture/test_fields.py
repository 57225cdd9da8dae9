"""Typed values go through the shared fields and the readers of the core: a bare input or a hand-made reader fails here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WINDOW = [
    file
    for file in sorted((ROOT / "cresi_app").rglob("*.py"))
    if {"ui", "widgets", "shell", "app", "tour"} & set(file.relative_to(ROOT).parts)
]
RULES = [
    file
    for file in sorted((ROOT / "cresi_app").rglob("*.py"))
    if {"model", "service", "ui", "shell", "app"} & set(file.relative_to(ROOT).parts)
]
SHARED = ROOT / "cresi_app" / "widgets" / "fields"

NEVER = {"QSpinBox", "QDoubleSpinBox", "QDateEdit", "QTimeEdit", "QDateTimeEdit", "QTextEdit", "QComboBox"}
"""Inputs that change under the wheel, refuse what people type or drop what they cannot read."""
BARE = {"QLineEdit", "QPlainTextEdit"}
BARE_ALLOWED = {
    "cresi_app/catalogue/ui/assistpane.py": "the text of a document, read as it is",
    "cresi_app/catalogue/ui/editpane.py": "shown, never typed",
    "cresi_app/catalogue/ui/passages.py": "shown, never typed",
    "cresi_app/catalogue/ui/samplecard.py": "shown, never typed",
    "cresi_app/catalogue/ui/stock/readingfield.py": "what a scanner reads",
    "cresi_app/shell/counter/parts.py": "the counter's own size of input, for words",
}

TYPED_NAME = re.compile(
    r"(^|_)(on|minor|milli|micro|percent|amount|quantity|currency|rate|month|months|minutes|duration|coordinates|latitude|"
    r"longitude|phone|telephone|email|website|url|address_of_site|starts|ends|deadline_time|share)(_\d+)?$"
)
"""Names of fields that are amounts, numbers, days, hours, shares or ways to reach somebody: never plain words."""
PLAIN = {"TextField", "MultilineField", "QLineEdit", "LineInput"}
WORDS = {("cresi_app/projects/ui/activities.py", "quantity"): "« 3 missions de 10 jours »"}
"""Names that look like values and are words, and what people write there."""


def place(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def calls(file: Path) -> Iterator[tuple[str, ast.Call]]:
    """Give every call in a file with the last part of what is called."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            name = (
                called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
            )
            yield name, node


def named(call: ast.Call) -> str:
    """Return what a field's `name` says, its variable parts as a figure."""
    for keyword in call.keywords:
        if keyword.arg == "name":
            parts = keyword.value.values if isinstance(keyword.value, ast.JoinedStr) else [keyword.value]
            return "".join(str(one.value) if isinstance(one, ast.Constant) else "0" for one in parts)
    return ""


def test_no_input_of_qt_stands_where_a_shared_field_should() -> None:
    found = [
        f"{place(file)}:{call.lineno} {name}"
        for file in WINDOW
        if SHARED not in file.parents
        for name, call in calls(file)
        if name in NEVER or (name in BARE and place(file) not in BARE_ALLOWED)
    ]
    assert found == []


def test_no_typed_value_is_asked_for_as_plain_words() -> None:
    found = [
        f"{place(file)}:{call.lineno} {name}({named(call)})"
        for file in WINDOW
        for name, call in calls(file)
        if name in PLAIN and TYPED_NAME.search(named(call)) and (place(file), named(call)) not in WORDS
    ]
    assert found == []


READERS = {"int", "float", "Decimal", "fromisoformat", "strptime"}
TYPED_TEXT = {"text", "toPlainText"}


def test_nothing_typed_is_turned_into_a_value_beside_the_readers_of_the_core() -> None:
    """`int(field.text())` refuses « 1 234 », raises what nobody catches, and speaks no sentence."""
    found = []
    for file in WINDOW:
        for name, call in calls(file):
            inner = [node for argument in call.args for node in ast.walk(argument)]
            typed = any(
                isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in TYPED_TEXT
                for node in inner
            )
            if name in READERS and typed:
                found.append(f"{place(file)}:{call.lineno} {name}")
    assert found == []


def test_no_desk_reads_decimals_by_itself() -> None:
    """A comma turned into a point is the beginning of a reader of one's own: `core.numbers` has them all."""
    grammar = "cresi_app/catalogue/model/ends.py"  # a language of its own, in which « 1..3 » is a range
    own = re.compile(r"""replace\(\s*["'],["']\s*,\s*["']\.["']\s*\)""")
    found = [
        f"{place(file)}:{number}"
        for file in RULES
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if own.search(line) and place(file) != grammar
    ]
    assert found == []


def test_texts_amounts_and_coordinates_are_cleaned_in_one_place() -> None:
    own = re.compile(r"def _?(clean_line|clean_text|coordinate|check_coordinates|by_rules)\(")
    found = [place(file) for file in RULES if own.search(file.read_text(encoding="utf-8"))]
    assert found == []


ASKED = {
    "cresi_app/directory/ui/forgetting.py": "what is erased of a person is erased from the history too",
    "cresi_app/shell/leaving.py": "a work that still runs would be stopped",
    "cresi_app/shell/preferences/backups.py": "the whole library is replaced",
    "cresi_app/shell/preferences/holdings.py": "the folder moves, the window opens anew",
}
"""Where a person is asked beforehand, and why undo would not do."""


def test_nobody_is_asked_about_what_can_be_taken_back() -> None:
    asking = re.compile(r"\b(messages|voice)\.ask\(")
    found = {place(file) for file in WINDOW if asking.search(file.read_text(encoding="utf-8"))}
    assert found == set(ASKED)
