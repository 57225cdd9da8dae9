"""The life of an agreement: when it enters into force, until when it stands, what its state is, what the next act is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from cresi_app.cooperation.model.records import Agreement, AgreementKind, Renewal
from cresi_app.core.dates import format_date
from cresi_app.core.i18n import C_, N_, tr

SOON_MONTHS: Final = 6
"""From how many months before its end an agreement is said to end."""


class State(StrEnum):
    """What an act, or a whole cooperation, is at."""

    TO_TRANSMIT = "to_transmit"
    SUSPENDED = "suspended"
    ENDS_SOON = "ends_soon"
    DRAFT = "draft"
    IN_FORCE = "in_force"
    ENDED = "ended"


URGENCY: Final[Mapping[State, int]] = {
    State.TO_TRANSMIT: 0, State.ENDS_SOON: 1, State.DRAFT: 2, State.IN_FORCE: 3, State.SUSPENDED: 4, State.ENDED: 5,
}  # fmt: skip
"""« Next act first »: what waits for somebody stands before what goes its way."""

TONES: Final[Mapping[State, str]] = {
    State.TO_TRANSMIT: "warning", State.ENDS_SOON: "accent", State.DRAFT: "info", State.IN_FORCE: "success",
    State.SUSPENDED: "neutral", State.ENDED: "neutral",
}  # fmt: skip


class NextAct(StrEnum):
    """The one act that is due."""

    DELIBERATE = "deliberate"
    SIGN = "sign"
    TRANSMIT = "transmit"
    RENEW = "renew"
    RESUME = "resume"
    RELAUNCH = "relaunch"
    MEET = "meet"


ACT_WORDS: Final[Mapping[NextAct, str]] = {
    NextAct.DELIBERATE: N_("Enregistrer la délibération"),
    NextAct.SIGN: N_("Enregistrer la signature"),
    NextAct.TRANSMIT: N_("Enregistrer la transmission"),
    NextAct.RENEW: N_("Préparer le renouvellement"),
    NextAct.RESUME: N_("Lever la suspension"),
    NextAct.RELAUNCH: N_("Relancer avec un plan d'action"),
    NextAct.MEET: N_("Noter une réunion de suivi"),
}


class StepState(StrEnum):
    """Where one of the five steps stands."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of an act: its name, a second line, the date or word at its right."""

    key: str
    name: str
    detail: str
    when: str
    state: StepState


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (or earlier), the month's last day when it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def effective_on(act: Agreement, kind: AgreementKind) -> date | None:
    """Return when the act entered into force: with its transmission to the prefect, and its publication when that came later.

    Never typed. An act that is not transmitted (a letter of intent) counts from its signature.
    """
    if not kind.is_transmitted:
        return act.signed_on
    if act.transmitted_on is None:
        return None
    return max(act.transmitted_on, act.published_on or act.transmitted_on)


def current_end(act: Agreement, today: date) -> date | None:
    """Return the day the act ends, tacit renewals counted; a termination comes before it."""
    end = act.ends_on
    if act.terminated_on is not None:
        return act.terminated_on if end is None else min(end, act.terminated_on)
    if end is not None and act.renewal is Renewal.TACIT and act.renewal_months > 0:
        times = 0
        while end < today:
            times += 1
            end = add_months(act.ends_on or end, times * act.renewal_months)
    return end


def notice_on(act: Agreement, today: date) -> date | None:
    """Return the last day to give notice; None without an end or a notice."""
    end = current_end(act, today)
    if end is None or not act.notice_months or act.terminated_on is not None:
        return None
    return add_months(end, -act.notice_months)


def act_state(act: Agreement, kind: AgreementKind, today: date) -> State:
    """Return the state of one act."""
    end, effective = current_end(act, today), effective_on(act, kind)
    if end is not None and end < today:
        return State.ENDED
    if act.terminated_on is not None and act.terminated_on <= today:
        return State.ENDED
    if effective is None:
        return State.TO_TRANSMIT if act.signed_on is not None else State.DRAFT
    if act.suspended_on is not None and act.suspended_on <= today:
        return State.SUSPENDED
    if act.renewal is Renewal.TACIT and act.terminated_on is None:
        return State.IN_FORCE  # it goes on by itself; the day of the notice is reminded all the same
    notice = notice_on(act, today)
    warned = min(day for day in (end, notice) if day is not None) if end is not None else None
    if warned is not None and end is not None and add_months(warned, -SOON_MONTHS) <= today:
        return State.ENDS_SOON
    return State.IN_FORCE


def in_order(acts: Iterable[Agreement]) -> list[Agreement]:
    """Return the acts of a cooperation in their order: the first one, then by rank."""
    return sorted(acts, key=lambda act: (act.parent_id is not None, act.rank, act.id))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a cooperation is: the act in force, the act on the way, the state of the whole."""

    state: State
    ends_on: date | None
    in_force: Agreement | None
    pending: Agreement | None
    latest: Agreement

    @property
    def act(self) -> Agreement:
        """The act whose steps are shown: the one on the way, else the one in force, else the last."""
        return self.pending or self.in_force or self.latest

    @property
    def word(self) -> str:
        """Its state in words: « En vigueur », « Échoit le 31 déc. »."""
        return state_word(self.state, self.ends_on)


def state_word(state: State, ends_on: date | None) -> str:
    """Return a state in words."""
    if state is State.ENDS_SOON and ends_on is not None:
        return tr("Échoit le {day}", day=format_date(ends_on, "day_month"))
    return tr(_WORDS[state])


_WORDS: Final[Mapping[State, str]] = {
    State.TO_TRANSMIT: N_("À transmettre"),
    State.ENDS_SOON: N_("Échoit bientôt"),
    State.DRAFT: N_("En préparation"),
    State.IN_FORCE: N_("En vigueur"),
    State.SUSPENDED: N_("Suspendu"),
    State.ENDED: C_("agreement", "Terminée"),
}


def standing(acts: Sequence[Agreement], kinds: Mapping[str, AgreementKind], today: date) -> Standing:
    """Return where the cooperation of these acts is; `acts` are all of one first act, at least itself."""
    ordered = in_order(acts)
    states = [(act, act_state(act, kinds[act.kind_code], today)) for act in ordered]
    alive = {State.IN_FORCE, State.ENDS_SOON, State.SUSPENDED}
    in_force = next((act for act, state in reversed(states) if state in alive), None)
    last = ordered.index(in_force) if in_force is not None else -1
    waiting = {State.TO_TRANSMIT, State.DRAFT}
    after = [(act, state) for act, state in states if state in waiting and ordered.index(act) > last]
    pending = after[-1][0] if after else None
    state = _state_of_all({act.id: state for act, state in states}, in_force, pending)
    end = current_end(in_force, today) if in_force is not None else None
    return Standing(state, end, in_force, pending, ordered[-1])


def _state_of_all(states: Mapping[int, State], in_force: Agreement | None, pending: Agreement | None) -> State:
    if pending is not None and states[pending.id] is State.TO_TRANSMIT:
        return State.TO_TRANSMIT
    if in_force is not None:
        return states[in_force.id]
    return State.DRAFT if pending is not None else State.ENDED


def next_act(where: Standing, kinds: Mapping[str, AgreementKind]) -> NextAct:
    """Return the one act that is due."""
    if where.pending is not None:
        act = where.pending
        if act.signed_on is None:
            return NextAct.DELIBERATE if act.deliberated_on is None else NextAct.SIGN
        if kinds[act.kind_code].is_transmitted and act.transmitted_on is None:
            return NextAct.TRANSMIT
    match where.state:
        case State.SUSPENDED:
            return NextAct.RESUME
        case State.ENDS_SOON:
            return NextAct.RENEW
        case State.ENDED:
            return NextAct.RELAUNCH
        case _:
            return NextAct.MEET


def steps(act: Agreement, kind: AgreementKind, today: date) -> list[StepView]:
    """Return the five steps of an act, in order; the first one that waits is « à faire »."""
    effective, end = effective_on(act, kind), current_end(act, today)
    done = {
        "deliberation": act.deliberated_on is not None,
        "signature": act.signed_on is not None,
        "transmission": act.transmitted_on is not None or (not kind.is_transmitted and act.signed_on is not None),
        "entry": effective is not None,
        "end": end is not None and end < today,
    }
    waiting = next((key for key in ("deliberation", "signature", "transmission") if not done[key]), "")
    if act.signed_on is not None and waiting == "deliberation":  # signed all the same: said, never asked first
        waiting = "" if done["transmission"] else "transmission"
    return [
        _view("deliberation", N_("Délibération"), (act.deliberated_on, _deliberation(act)), done, waiting),
        _view("signature", N_("Signature"), (act.signed_on, _signature(act, waiting)), done, waiting),
        _view("transmission", N_("Transmission au préfet"), (act.transmitted_on, _transmission(act, kind, waiting)), done, waiting),
        _view("entry", N_("Entrée en vigueur"), (effective, _entry(act, kind, effective)), done, waiting),
        _view("end", N_("Échéance"), (end, _end(act, end, today)), done, waiting),
    ]  # fmt: skip


def _view(key: str, name: str, said: tuple[date | None, str], done: Mapping[str, bool], waiting: str) -> StepView:
    day, detail = said
    state = StepState.DONE if done[key] else StepState.NOW if key == waiting else StepState.LATER
    when = format_date(day, "medium") if day is not None else tr("en attente") if state is StepState.NOW else "—"
    return StepView(key, tr(name), detail, when, state)


def _deliberation(act: Agreement) -> str:
    if act.deliberation_number:
        return tr("n° {number}, adoptée", number=act.deliberation_number)
    if act.deliberated_on is not None:
        return tr("adoptée")
    return (
        tr("non renseignée") if act.signed_on is not None else tr("à faire : l'assemblée délibère avant la signature")
    )


def _signature(act: Agreement, waiting: str) -> str:
    if act.signed_on is not None:
        place = tr("à {place}", place=act.signed_place) if act.signed_place else ""
        return ", ".join(part for part in (place, act.originals) if part) or tr("signé par les deux parties")
    return tr("à faire : les deux parties signent") if waiting == "signature" else tr("après la délibération")


def _transmission(act: Agreement, kind: AgreementKind, waiting: str) -> str:
    if not kind.is_transmitted:
        return tr("sans objet : cet acte n'engage pas")
    if act.transmitted_on is not None:
        return tr("reçu n° {number}", number=act.transmission_number) if act.transmission_number else tr("reçu")
    return tr("à faire : elle rend l'accord exécutoire") if waiting == "transmission" else tr("après la signature")


def _entry(act: Agreement, kind: AgreementKind, effective: date | None) -> str:
    if effective is None:
        return tr("dès la transmission enregistrée")
    if not kind.is_transmitted:
        return tr("à la signature")
    published = act.published_on is not None and act.published_on == effective != act.transmitted_on
    return tr("à la publication") if published else tr("à la transmission")


def _end(act: Agreement, end: date | None, today: date) -> str:
    if end is None:
        return tr("sans terme écrit")
    if act.terminated_on is not None:
        return tr("dénoncé") + (f" : {act.termination_reason}" if act.termination_reason else "")
    notice = notice_on(act, today)
    if notice is not None and end >= today:
        return tr("préavis avant le {day}", day=format_date(notice, "medium"))
    if act.renewal is Renewal.TACIT and end >= today:
        return tr("reconduction tacite")
    return tr("rappel automatique six mois avant") if end >= today else tr("échue")
