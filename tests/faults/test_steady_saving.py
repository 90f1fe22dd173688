"""Bar Q16: who save at the same time wait for each other; the database is never “locked”."""

from __future__ import annotations

import time

from tests.faults.people import reckon, saving
from tests.faults.place import Place
from tests.faults.server import serving
from tests.faults.sizes import SAVES_A_SECOND, SIZE


def test_steady_saving_meets_no_locked_database(place: Place, figures):
    invited = place.invite(25)
    with serving(place) as server:
        with saving(server, invited, SAVES_A_SECOND) as crowd:
            # The first page of each worker takes long; what is measured begins after it.
            crowd.wait_for_more(4 * len(crowd.people))
            before, began = crowd.acknowledged, time.monotonic()
            time.sleep(SIZE.steady_seconds)
            rate = (crowd.acknowledged - before) / (time.monotonic() - began)
        logged = server.log.read_text(errors="replace")
    found = reckon(place, crowd)
    locked = logged.count("locked")
    figures(
        "Q16",
        f"{SIZE.steady_seconds} s at {rate:.1f} saves a second, {locked} times “locked”, "
        f"slowest save {crowd.slowest:.2f} s; {found}",
    )
    assert locked == 0
    assert set(crowd.replies) == {200}
    assert found.clean
