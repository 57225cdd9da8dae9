"""Any course of votes, commitments, payments, reversals, transfers, closings and undos agrees with a plain account of the money."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cresi_app.core import clock
from cresi_app.core.errors import DomainError
from cresi_app.funding.model.acts import PaymentEntry, PlannedInstalment, Vote
from cresi_app.funding.model.envelopes import YearFigures
from cresi_app.store.library import Library
from tests.funding.desk import ALL, WHO, Desk, furnish, over

NOON = datetime(2026, 10, 5, 10, 0, tzinfo=UTC)
DAY = date(2026, 10, 5)
FIRST = 2026


@dataclass
class Account:
    """The money as a person would keep it on paper: nothing but sums, in cents."""

    credit: dict[tuple[int, int], int] = field(default_factory=dict)
    own: dict[tuple[int, int], int] = field(default_factory=dict)
    axis: dict[int, int] = field(default_factory=dict)
    carried: dict[tuple[int, int], int] = field(default_factory=dict)
    handed: dict[tuple[int, int], int] = field(default_factory=dict)
    allowed: dict[tuple[int, int], int] = field(default_factory=dict)
    paid: dict[tuple[int, int], int] = field(default_factory=dict)
    paid_carried: dict[tuple[int, int], int] = field(default_factory=dict)
    payments: dict[int, tuple[int, int, int, bool]] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)

    def copy(self) -> "Account":
        return Account(**{name: type(value)(value) for name, value in vars(self).items()})

    def committed(self, year: int, axis: int) -> int:
        return sum(amount for (grant, of), amount in self.own.items() if of == year and self.axis[grant] == axis)

    def left(self, year: int, axis: int) -> int:
        return self.credit.get((year, axis), 0) - self.committed(year, axis) - self.handed.get((year, axis), 0)


class _Made:
    """The furnished library, made once and copied for every run."""

    folder: Path | None = None
    desk: Desk | None = None


def _furnished() -> tuple[Path, Desk]:
    if _Made.folder is None or _Made.desk is None:
        folder = Path(tempfile.mkdtemp()) / "library"
        with clock.frozen(NOON), Library.create(folder, sources=ALL) as opened:
            _Made.desk = furnish(opened)
        _Made.folder = folder
    return _Made.folder, _Made.desk


class Money(RuleBasedStateMachine):
    """Every act is done to the library and to the account; what one refuses the other must refuse."""

    @initialize()
    def open(self) -> None:
        folder, known = _furnished()
        self.here = Path(tempfile.mkdtemp())
        shutil.copytree(folder, self.here / "library")
        self.frozen = clock.frozen(NOON)
        self.frozen.__enter__()
        self.library = Library.open(self.here / "library", sources=ALL)
        self.desk = over(self.library, known)
        self.account = Account()
        for axis, amount in ((self.desk.calls, 10_000_000), (self.desk.emergency, 2_000_000)):
            self.account.credit[FIRST, axis] = amount
        self.grants: list[int] = []
        self.past: list[Account] = []

    def teardown(self) -> None:
        if hasattr(self, "library"):
            self.library.close()
            self.frozen.__exit__(None, None, None)
            shutil.rmtree(self.here, ignore_errors=True)

    def _try(self, act: Callable[[], Any], tell: Callable[[Account], bool]) -> Any:
        """Do it on both sides: `tell` changes the account and says whether it may be."""
        told = self.account.copy()
        may = tell(told)
        refused = ""
        changes = None
        try:
            changes = act()
        except DomainError as refusal:
            refused = refusal.code
        if refused:
            assert not may, f"{refused} refused what the account allows"
            return None
        assert may, "the library let through what the account refuses"
        if changes is not None and changes.seq is not None:
            self.past.append(self.account)
            self.account = told
        return changes

    # --- acts ---

    @rule(amount=st.integers(1, 700_000), emergency=st.booleans(), reason=st.sampled_from(["", "", "séisme"]))
    def vote(self, amount: int, emergency: bool, reason: str) -> None:
        axis = self.desk.emergency if emergency else self.desk.calls
        grant_id = self.desk.draft(axis=axis)
        self.past.append(self.account)
        self.account = self.account.copy()
        self.account.axis[grant_id] = axis
        self.grants.append(grant_id)

        def tell(account: Account) -> bool:
            if FIRST in account.closed:
                return False
            if amount > max(0, account.left(FIRST, axis)) and not reason:
                return False
            account.own[grant_id, FIRST] = amount
            return True

        vote = Vote(amount, date(2026, 3, 12), excess_reason=reason, needs_agreement=False)
        voted = self._try(lambda: self.desk.funding.vote(WHO, grant_id, None, vote), tell)
        if voted is not None:
            half = amount // 2
            parts = (
                [PlannedInstalment("Acompte", half or 1), PlannedInstalment("Solde", amount - half)]
                if half
                else [PlannedInstalment("Seul", amount)]
            )
            if self.desk.grant(grant_id).needs_agreement:
                self.desk.funding.sign(WHO, grant_id, None, date(2026, 3, 20))
                self.past.append(self.account)
                self.account = self.account.copy()
            self._try(lambda: self.desk.funding.plan(WHO, grant_id, parts), lambda _account: True)

    @precondition(lambda self: bool(self.grants))
    @rule(pick=st.integers(0, 50), share=st.integers(1, 110))
    def pay(self, pick: int, share: int) -> None:
        grant_id = self.grants[pick % len(self.grants)]
        sheet = self.desk.funding.grant_sheet(grant_id)
        following = sheet.next_instalment
        if following is None or not sheet.status.is_voted:
            return
        amount = max(1, following.left_minor * share // 100)
        left = following.left_minor
        axis = self.account.axis[grant_id]
        made: dict[str, tuple[int, bool]] = {}

        def tell(account: Account) -> bool:
            if amount > left:
                return False
            for year in (FIRST, FIRST + 1):
                for book, sums, carried in (
                    (account.own, account.paid, False),
                    (account.carried, account.paid_carried, True),
                ):
                    if year in account.closed or (grant_id, year) not in book:
                        continue
                    spent = self._spent(account, grant_id, year, carried)
                    if book[grant_id, year] - spent >= amount:
                        sums[year, axis] = sums.get((year, axis), 0) + amount
                        made["on"] = (year, carried)
                        return True
            return False

        entry = PaymentEntry(amount, DAY)
        changes = self._try(lambda: self.desk.funding.pay(WHO, following.instalment.id, entry), tell)
        if changes is not None:
            (payment_id,) = changes.touched["payment"]
            year, carried = made["on"]
            self.account.payments[payment_id] = (grant_id, year, amount, carried)

    @staticmethod
    def _spent(account: Account, grant_id: int, year: int, carried: bool) -> int:
        return sum(a for g, y, a, c in account.payments.values() if (g, y, c) == (grant_id, year, carried))

    @precondition(lambda self: bool(self.account.payments))
    @rule(pick=st.integers(0, 50))
    def reverse(self, pick: int) -> None:
        payment_id = sorted(self.account.payments)[pick % len(self.account.payments)]
        grant_id, year, amount, carried = self.account.payments[payment_id]
        axis = self.account.axis[grant_id]

        def tell(account: Account) -> bool:
            if year in account.closed:
                return False
            del account.payments[payment_id]
            sums = account.paid_carried if carried else account.paid
            sums[year, axis] -= amount
            return True

        self._try(lambda: self.desk.funding.reverse(WHO, payment_id, "erreur"), tell)

    @rule(amount=st.integers(1, 3_000_000))
    def transfer(self, amount: int) -> None:
        source, target = self.desk.calls, self.desk.emergency
        funding = self.desk.funding
        proposed = self._try(
            lambda: funding.propose_transfer(WHO, self.desk.year, (source, target), amount),
            lambda account: FIRST not in account.closed,
        )
        if proposed is None:
            return

        def tell(account: Account) -> bool:
            # What was knowingly allowed on the source's own grants bounds it too; the account knows only the strict rule.
            if account.left(FIRST, source) < amount:
                return False
            account.credit[FIRST, source] -= amount
            account.credit[FIRST, target] += amount
            return True

        if self._excess(source) == 0:
            self._try(lambda: funding.decide_transfer(WHO, proposed.id, None, DAY), tell)

    def _excess(self, axis: int) -> int:
        return sum(one.amount_minor for one in self.desk.funding.excesses(self.desk.year, axis))

    @precondition(lambda self: len(self.grants) > 2 and FIRST not in self.account.closed)
    @rule()
    def close(self) -> None:
        def tell(account: Account) -> bool:
            for (grant_id, year), amount in list(account.own.items()):
                rest = amount - self._spent(account, grant_id, year, carried=False)
                if year == FIRST and rest:
                    account.own[grant_id, year] = amount - rest
                    account.carried[grant_id, year + 1] = rest
                    key = (year, account.axis[grant_id])
                    account.handed[key] = account.handed.get(key, 0) + rest
            account.closed.add(FIRST)
            return True

        self._try(lambda: self.desk.funding.close_exercise(WHO, self.desk.year, None), tell)

    @precondition(lambda self: bool(self.past))
    @rule()
    def undo(self) -> None:
        self.library.undo(WHO)
        self.account = self.past.pop()
        self.grants = [one for one in self.grants if one in self.account.axis]

    # --- what must hold ---

    @invariant()
    def the_library_says_what_the_account_says(self) -> None:
        if not hasattr(self, "library"):
            return
        for year in (FIRST, FIRST + 1):
            self._compare(self.desk.funding.figures(year, self.desk.authority), year)

    def _compare(self, figures: YearFigures, year: int) -> None:
        account = self.account
        for one in figures.axes:
            key = (year, one.axis.id)
            carried = sum(a for (g, y), a in account.carried.items() if y == year and account.axis[g] == one.axis.id)
            assert one.voted == account.credit.get(key, 0)
            assert one.committed == account.committed(*key)
            assert one.paid == account.paid.get(key, 0)
            assert (one.carried, one.carried_paid) == (carried, account.paid_carried.get(key, 0))
            assert one.carried_out == account.handed.get(key, 0)
            assert one.left == account.left(*key)
        assert figures.is_closed == (year in account.closed)


QUICK = settings(
    max_examples=6,
    stateful_step_count=18,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)
LONG = settings(QUICK, max_examples=150, stateful_step_count=50, derandomize=False)


class TestMoney(Money.TestCase):  # type: ignore[valid-type, misc]  # Hypothesis makes the class
    settings = QUICK


@pytest.mark.long
class TestMoneyAtLength(Money.TestCase):  # type: ignore[valid-type, misc]  # Hypothesis makes the class
    settings = LONG
