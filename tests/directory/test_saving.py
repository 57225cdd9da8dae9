"""Autosaves follow each other, whatever is read in between."""

from cresi_app.core.changes import Changes
from cresi_app.directory.ui.saving import Saver
from cresi_app.widgets.desk import Desk


def test_a_record_read_again_during_its_save_does_not_count_the_save_twice(desk: Desk) -> None:
    saver = Saver(desk)
    saver.show(4, same=False)
    seen: list[int] = []

    def work(version: int) -> Changes:
        seen.append(version)
        saver.show(version + 1, same=True)  # the page reads the record again before the writer thread goes on
        return Changes(seq=version, operation="test", touched={"organisation": frozenset({1})})

    for _ in range(3):
        saver.save("test", work)
    desk.wait_idle()
    assert seen == [4, 5, 6]
