"""What the indexing assistant proposes for a document, each with what speaks for it."""

from dataclasses import dataclass, field

from cresi_app.catalogue.model.firstpages import Described
from cresi_app.catalogue.model.termfinding import Evidence


@dataclass(frozen=True, slots=True)
class TermProposal:
    """A subject (`subject_id`) or a country (`code`) with its weight (1: the strongest) and the sentence that speaks for it."""

    name: str
    weight: float
    evidence: Evidence
    subject_id: int = 0
    code: str = ""
    is_there: bool = False
    """Whether the notice has it already."""


@dataclass(frozen=True, slots=True)
class Indexing:
    """Everything proposed. `described` is what properties and first pages tell."""

    described: Described = field(default_factory=Described)
    subjects: tuple[TermProposal, ...] = ()
    countries: tuple[TermProposal, ...] = ()
    words: int = 0
    """Words of the text that was read; 0: there was none."""

    def as_json(self) -> dict[str, object]:
        """Return the proposals as the command line gives them."""
        said = self.described
        fields = {
            "title": said.title,
            "subtitle": said.subtitle,
            "date": said.date,
            "language": said.language,
            "kind": said.kind,
        }
        return {
            **{
                name: {"value": one.value, "from": one.where} if one is not None else None
                for name, one in fields.items()
            },
            "authors": [one.value for one in said.authors],
            "identifiers": [{"scheme": scheme, "value": one.value} for scheme, one in said.numbers],
            "subjects": [_term(one) for one in self.subjects],
            "countries": [_term(one) for one in self.countries],
            "words": self.words,
        }


def _term(one: TermProposal) -> dict[str, object]:
    return {
        "id": str(one.subject_id) if one.subject_id else one.code,
        "term": one.name,
        "weight": one.weight,
        "times": one.evidence.times,
        "page": one.evidence.page or None,
        "sentence": one.evidence.sentence,
        "there": one.is_there,
    }
