"""Bar Q11: an acknowledged answer outlives the server, however it ends."""

from __future__ import annotations

import random
import time

from tests.faults.people import reckon, saving
from tests.faults.place import Place
from tests.faults.server import serving
from tests.faults.sizes import SAVES_A_SECOND, SIZE


def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(place: Place, figures):
    invited, moment = place.invite(10), random.Random(11)
    with serving(place) as server, saving(server, invited, 2 * SAVES_A_SECOND) as crowd:
        for _ in range(SIZE.kills):
            crowd.wait_for_more(5)
            time.sleep(moment.uniform(0, 0.4))
            server.kill()
            server.start()
        crowd.wait_for_more(5)
    found = reckon(place, crowd)
    figures("Q11", f"{SIZE.kills} kills, {crowd.replies[0]} saves cut off; {found}")
    assert found.clean
    # The kills met saves under way, or the test showed nothing.
    assert crowd.replies[0] > 0
