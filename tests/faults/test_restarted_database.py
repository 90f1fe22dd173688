"""Bar Q12: the database restarts under load; nothing acknowledged is lost, the server goes on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.people import reckon, saving
from tests.faults.place import Place
from tests.faults.postgresql import new_cluster, programs
from tests.faults.server import serving
from tests.faults.sizes import SAVES_A_SECOND, SIZE

PROGRAMS = programs()

pytestmark = [
    pytest.mark.skipif(not os.environ.get("DATABASE_URL"), reason="a run on PostgreSQL makes it"),
    pytest.mark.skipif(PROGRAMS is None, reason="no initdb on this machine"),
]


def test_restarts_of_postgresql_lose_nothing_and_need_no_restart_of_the_server(
    tmp_path: Path, figures
):
    with new_cluster(PROGRAMS) as cluster:
        place = Place(tmp_path / "data", cluster.url)
        invited = place.invite(25)
        with serving(place) as server:
            with saving(server, invited, SAVES_A_SECOND) as crowd:
                for number in range(SIZE.restarts):
                    crowd.wait_for_more(SAVES_A_SECOND)
                    cluster.stop("immediate" if number % 2 else "fast")
                    status, text = server.page(f"/answer/{invited.tokens[0]}/?lang=en")
                    cluster.start()
                    assert (status, "cannot save or read" in text) == (503, True)
                crowd.wait_for_more(SAVES_A_SECOND)
            assert server.status("/readyz") == 200
        logged = server.log.read_text(errors="replace")
        found = reckon(place, crowd)
    replies = crowd.replies
    figures(
        "Q12",
        f"{SIZE.restarts} restarts, every second one a crash; {replies[503]} saves told to come "
        f"again; {found}",
    )
    assert found.clean
    # Who saved while the database was away was told so in the way that a script understands.
    assert set(replies) == {200, 503}
    assert "The database cannot work at the moment" in logged
    assert not [token for token in invited.tokens if token in logged]
