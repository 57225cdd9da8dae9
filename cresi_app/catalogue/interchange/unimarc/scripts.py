"""Fields that say the same again in another script: UNIMARC pairs them by ``$6`` and names the script in ``$7``."""

from typing import Final, NamedTuple

from cresi_app.catalogue.interchange.record import Field, Record

_LATIN: Final = "ba"
_NAMES: Final = frozenset({"700", "701", "702", "710", "711", "712", "720", "721", "722"})


class Pair(NamedTuple):
    """A field in Latin letters (or the first written), and the one that says it in another script."""

    main: Field
    other: Field

    @property
    def is_name(self) -> bool:
        """Whether it names a person or a body."""
        return self.main.tag in _NAMES


def set_apart(record: Record) -> list[Pair]:
    """Take out of `record`'s tags the fields that repeat another one in another script, and return them with it.

    They stay among its fields, so that they are kept word for word too.
    """
    pairs: list[Pair] = []
    for tag, fields in record.by_tag.items():
        if len(fields) < 2 or not any(field.first("6") for field in fields):
            continue  # as nearly always
        linked: dict[str, list[Field]] = {}
        for field in fields:
            number = "".join(sign for sign in field.first("6")[:3] if sign.isdigit())
            if number and field.first("7"):
                linked.setdefault(number, []).append(field)
        others = [one for group in linked.values() if len(group) > 1 for one in _pairs(group)]
        if others:
            pairs += others
            apart = {id(one.other) for one in others}
            record.by_tag[tag] = [field for field in fields if id(field) not in apart]
    return pairs


def _pairs(group: list[Field]) -> list[Pair]:
    main = next((one for one in group if one.first("7").startswith(_LATIN)), group[0])
    return [Pair(main, one) for one in group if one is not main]
