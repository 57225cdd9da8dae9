"""Record ids rise, fit 63 bits and never repeat."""

import threading

from cresi_app.core.ids import new_id, new_ids, read_id


def test_ids_rise_and_fit() -> None:
    given = [new_id() for _ in range(5000)]
    block = new_ids(1000)
    after = new_id()
    everything = [*given, *block, after]
    assert everything == sorted(set(everything))
    assert 0 < everything[-1] < 2**63


def test_threads_never_share_an_id() -> None:
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.extend([new_id() for _ in range(500)] + list(new_ids(50))))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == len(found)


def test_typed_ids_are_read_or_refused() -> None:
    assert read_id(f" {2**63 - 1} ") == 2**63 - 1
    assert [read_id(text) for text in ("", "x", "-1", "²", "٣", str(2**63), "9" * 5000)] == [None] * 7
