"""Acts on very many notices: one revision of thousands, its undo, and a search and replace with its preview."""

from collections.abc import Iterator

from benchmarks.libraries import WHO
from benchmarks.measure import Outcome, Spent, spent
from cresi_app.catalogue.model.batch import Act, Edit, Replacement
from cresi_app.services import Services

REPLACED = Replacement(r"\b(eau)\b", r"[\1]", ("title", "abstract"), is_pattern=True)


def batches(services: Services, label: str, seconds_a_thousand: float = 0.5) -> Iterator[Outcome]:
    """Measure a subject added, a text replaced and an archiving on every notice of the library; each is undone."""
    catalogue, ids = services.catalogue, list(services.catalogue.found().ids)
    acts = {
        "a subject added": lambda: catalogue.edit_many(WHO, ids, Edit("subjects", Act.ADD, ["Climat et énergie"])),
        "search and replace, a regular expression": lambda: catalogue.replace_in_many(WHO, ids, REPLACED),
        "archiving": lambda: catalogue.archive_many(WHO, ids),
    }
    for name, act in acts.items():
        done: list[int] = []
        took = spent(lambda act=act, done=done: done.append(act().changed))  # type: ignore[misc]  # mypy loses the defaults
        back = spent(lambda: services.library.undo(WHO)) if done[0] else Spent(0, 0)
        yield Outcome(
            f"batch, {label} notices: {name}", took.processor * 1000 / len(ids), seconds_a_thousand, "≤", "s a thousand",
            f"{done[0]:,} changed in {took.clock:.1f} s by the clock, {took.processor:.1f} s of processor; undone in {back.clock:.1f} s",
        )  # fmt: skip
