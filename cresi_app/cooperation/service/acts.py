"""The legal steps of an agreement, each an act of its own: deliberation, signature, transmission, suspension, end, relaunch."""

from dataclasses import dataclass
from datetime import date

from cresi_app.cooperation.model.fields import check_period, clean, required
from cresi_app.cooperation.model.steps import current_end
from cresi_app.cooperation.queries import agreements
from cresi_app.cooperation.service.agreements import AgreementsDesk
from cresi_app.cooperation.service.desk import refusals
from cresi_app.core import clock
from cresi_app.core.changes import Actor, Changes
from cresi_app.core.dates import format_date
from cresi_app.core.errors import DomainError
from cresi_app.core.i18n import N_


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed where and when; `before_id` says before which act of the same day this one stands (0: after them)."""

    on: date
    place: str = ""
    by: str = ""
    partner_by: str = ""
    originals: str = ""
    before_id: int | None = None


@dataclass(frozen=True, slots=True)
class Relaunch:
    """A relaunch: the title and content of its action plan, and its period."""

    title: str
    starts_on: date
    ends_on: date | None = None
    content: str = ""
    deliberated_on: date | None = None
    deliberation_number: str = ""
    kind_code: str = "programme"


def _not_to_come(day: date, field: str) -> None:
    if day > clock.today():
        raise DomainError(
            "day_to_come",
            N_("Le {day} n'est pas encore venu : un acte s'enregistre quand il a eu lieu."),
            field=field,
            day=format_date(day),
        )


class ActsDesk(AgreementsDesk):
    """The steps of agreements. Entry into force is never written: it follows from the transmission."""

    def deliberate(
        self, who: Actor, agreement_id: int, version: int | None, on: date, number: str = "", **fields: object
    ) -> Changes:
        """Record the assembly's deliberation; `fields` may say the partner's own (`partner_deliberated_on`, `partner_deliberation`)."""
        _not_to_come(on, "deliberated_on")
        values = {"deliberated_on": on, "deliberation_number": number, **fields}
        return self._save(who, "cooperation.deliberate", (agreement_id, version), values)

    def sign(self, who: Actor, agreement_id: int, version: int | None, signature: Signature) -> Changes:
        """Record the signature. An act is signed once; two acts of one day have to be put in order (``same_day``)."""
        one = self.agreement(agreement_id)
        if one.signed_on is not None:
            raise DomainError(
                "signed_already",
                N_("Cet acte est déjà signé, le {day} : une seule signature. Rien n'a changé."),
                field="signed_on",
                day=format_date(one.signed_on),
            )
        _not_to_come(signature.on, "signed_on")
        check_period(signature.on, one.ends_on, field="signed_on")
        values = self._checked({
            "signed_on": signature.on, "signed_place": signature.place, "signed_by": signature.by,
            "partner_signed_by": signature.partner_by, "originals": signature.originals,
        })  # fmt: skip
        with refusals(), self.library.revise("cooperation.sign", who, ("agreement", agreement_id)) as revision:
            if one.parent_id is not None:
                rank = self._ranked(revision, one.parent_id, (one.id, signature.on), signature.before_id)
                if rank is None and signature.before_id == 0:
                    rank = agreements.last_rank(self.library, one.parent_id) + 1
                values |= {"rank": rank} if rank is not None else {}
            revision.update("agreement", agreement_id, version, values)
        return revision.changes

    def transmit(
        self, who: Actor, agreement_id: int, version: int | None, on: date, number: str = "", **fields: object
    ) -> Changes:
        """Record that the prefect received the act: it enters into force; `fields` may say `published_on`."""
        one = self.agreement(agreement_id)
        if one.signed_on is None:
            raise DomainError(
                "not_signed",
                N_("Cet acte n'est pas encore signé : enregistrez d'abord la signature."),
                field="transmitted_on",
            )
        _not_to_come(on, "transmitted_on")
        values = {"transmitted_on": on, "transmission_number": number, **fields}
        return self._save(who, "cooperation.transmit", (agreement_id, version), values)

    def suspend(self, who: Actor, agreement_id: int, version: int | None, on: date, reason: str) -> Changes:
        """Suspend an act in force; the reason stays."""
        said = required(
            reason, "suspension_reason", N_("Dites pourquoi l'accord est suspendu : la raison est conservée.")
        )
        values = {"suspended_on": on, "suspension_reason": said}
        return self._save(who, "cooperation.suspend", (agreement_id, version), values)

    def resume(self, who: Actor, agreement_id: int, version: int | None) -> Changes:
        """Take the suspension back; the history keeps it."""
        return self._save(
            who, "cooperation.resume", (agreement_id, version), {"suspended_on": None, "suspension_reason": ""}
        )

    def terminate(self, who: Actor, agreement_id: int, version: int | None, on: date, reason: str = "") -> Changes:
        """Denounce an act: it ends on that day. Within the notice, the day it truly ends is refused and said."""
        one = self.agreement(agreement_id)
        check_period(one.signed_on, on, field="terminated_on", same_day=True)
        end = current_end(one, clock.today())
        if end is not None and on > end:
            raise DomainError(
                "after_end",
                N_("L'accord finit de lui-même le {end} : rien n'a changé."),
                field="terminated_on",
                end=format_date(end),
            )
        values = {"terminated_on": on, "termination_reason": reason}
        return self._save(who, "cooperation.terminate", (agreement_id, version), values)

    def order_acts(self, who: Actor, root_id: int, act_ids: list[int]) -> Changes:
        """Put the acts that followed a first one in this order; those left out come after, in their own."""
        acts = [act for act in self.acts(root_id) if act.parent_id is not None]
        known = {act.id: act for act in acts}
        wanted = [known[key] for key in dict.fromkeys(act_ids) if key in known]
        wanted += [act for act in acts if act not in wanted]
        root = acts[0].parent_id if acts else root_id
        assert root is not None
        with refusals(), self.library.revise("cooperation.order_acts", who, ("agreement", root)) as revision:
            for rank, act in enumerate(wanted, start=1):
                revision.update("agreement", act.id, act.version, {"rank": rank})
        return revision.changes

    def relaunch(self, who: Actor, root_id: int, plan: Relaunch) -> Changes:
        """Relaunch a cooperation with a new action plan: a new act to be deliberated and signed, and its plan."""
        title = required(plan.title, "title", N_("Donnez un titre au plan d'action : « Plan d'action 2026-2029 »."))
        check_period(plan.starts_on, plan.ends_on)
        root = self.agreement(self.agreement(root_id).root_id)
        fields = {
            "kind_code": plan.kind_code, "is_relaunch": True, "starts_on": plan.starts_on, "ends_on": plan.ends_on,
            "deliberated_on": plan.deliberated_on, "deliberation_number": plan.deliberation_number,
        }  # fmt: skip
        with refusals(), self.library.revise("cooperation.relaunch", who) as revision:
            act_id = self._insert_act(revision, root.id, fields)
            content = clean({"content": plan.content})["content"]
            revision.insert(
                "agreement_roadmap",
                {
                    "agreement_id": act_id, "position": 1, "title": title, "is_action_plan": True, "content": content,
                    "starts_on": plan.starts_on, "ends_on": plan.ends_on,
                },
            )  # fmt: skip
        return revision.changes
