"""The collection kept in order: every check over all of it, a merge of the most used name, another form of it."""

from collections.abc import Iterator

from benchmarks.libraries import WHO
from benchmarks.measure import Outcome, spent
from cresi_app.catalogue.model.authorities import AuthorityKind
from cresi_app.services import Services


def keeping(services: Services, label: str) -> Iterator[Outcome]:
    """Look the whole collection over, again when nothing changed, then merge its two most used names and take that back."""
    catalogue, names = services.catalogue, AuthorityKind.CONTRIBUTOR
    all_checks = spent(catalogue.check_collection)
    again = spent(catalogue.check_collection)
    found = sum(one.count for one in catalogue.check_collection().values())
    yield Outcome(
        f"every check, {label} documents", all_checks.processor, 20.0, "≤", "s",
        f"{found:,} findings; looked at again, nothing having changed, in {again.clock * 1000:.1f} ms",
    )  # fmt: skip
    first, second = catalogue.authority_ids(names, order="uses", limit=2)
    uses = catalogue.authority(names, second).uses
    form = spent(lambda: catalogue.add_variant(WHO, names, second, "Une forme, Autre"))
    merge = spent(lambda: catalogue.merge_authorities(WHO, names, first, [second]))
    back = spent(lambda: services.library.undo(WHO))
    yield Outcome(
        f"two names merged, {label} documents", merge.processor * 1000 / max(uses, 1), 2.0, "≤", "ms a notice",
        f"{uses:,} notices follow in {merge.clock:.2f} s; undone in {back.clock:.2f} s; another form found by search in {form.clock:.2f} s",
    )  # fmt: skip
