"""Secrets kept as hashes, and guessing slowed."""

from datetime import UTC, datetime, timedelta

from cresi_app.core.passphrase import Patience, fits, hashed, waste_time

NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)


def test_only_the_words_fit_and_no_kept_text_raises() -> None:
    kept = hashed("le lac est calme")
    assert kept.startswith("$argon2id$")
    assert fits(kept, "le lac est calme")
    assert not fits(kept, "le lac est calme ")
    for broken in ("", "abc", "$argon2id$v=19$", kept[:-5]):
        assert not fits(broken, "le lac est calme")
    waste_time("x")


def test_each_failure_from_the_third_on_waits_twice_as_long() -> None:
    state = Patience()
    waits = []
    for _ in range(14):
        state = state.missed(NOW)
        waits.append(state.wait(NOW).total_seconds())
    assert waits[:6] == [0, 0, 5, 10, 20, 40]
    assert max(waits) == 900
    assert state.wait(NOW + timedelta(hours=1)) == timedelta()
    assert state.wait(NOW - timedelta(days=400)) == timedelta(minutes=15), (
        "a clock set back locks nobody out for a year"
    )
