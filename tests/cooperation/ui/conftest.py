"""The Coopérations page over a real library."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from cresi_app.cooperation.service import CooperationService, NewAgreement, Signature
from cresi_app.cooperation.ui.page import CooperationPage
from cresi_app.core.changes import Actor
from cresi_app.core.money import Money
from cresi_app.services import Services
from cresi_app.widgets.desk import Desk

PLACES = {"Kayes": (14.447, -11.444), "Kita": (13.035, -9.49), "Abidjan": (5.345, -4.024)}


@pytest.fixture
def desk_interrupt(services: Services) -> Callable[[int], None]:
    return services.library.interrupt


@pytest.fixture
def known(service: CooperationService, who: Actor, home: int, partner: int, beirut: int) -> dict[str, int]:
    """Beirut signed and to be transmitted; a group of two in Mali; Abidjan, of another kind."""
    service.deliberate(who, beirut, None, date(2026, 6, 18), "2026-06-114")
    service.sign(who, beirut, None, Signature(date(2026, 9, 22), "Beyrouth"))
    service.update_agreement(
        who, beirut, None, latitude_e6=33_894_000, longitude_e6=35_502_000, ends_on=date(2029, 9, 21)
    )
    service.set_sectors(who, beirut, [("16061", "Patrimoine", None)])
    service.set_commitment(who, beirut, 2026, Money(48_000_00))
    made = {"Beyrouth": beirut}
    for name, code, kind in (("Kayes", "ML", "origin"), ("Kita", "ML", "origin"), ("Abidjan", "CI", "economic")):
        lat, lon = PLACES[name]
        made[name] = service.add_agreement(
            who, NewAgreement(name, "framework", home, partner, code, kind), group_name="Mali" if code == "ML" else "",
            signed_on=date(2024, 3, 1), transmitted_on=date(2024, 3, 8), ends_on=date(2029, 3, 1),
            latitude_e6=round(lat * 1e6), longitude_e6=round(lon * 1e6),
        ).id  # fmt: skip
    return made


@pytest.fixture
def page(
    qapp: QApplication, desk: Desk, service: CooperationService, known: dict[str, int]
) -> Iterator[CooperationPage]:
    window = QMainWindow()
    made = CooperationPage(desk, service)
    window.setCentralWidget(made)
    window.resize(1208, 838)
    made.ensure_built()
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    desk.wait_idle()
    yield made
    desk.wait_idle()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
