"""Respondents whose browsers save as `static/js/answer-line.js` does, and what they were told.

One change of a question is under way at a time; where no acknowledgement came, the same change is
sent again, with the same operation and revision, until one comes.
"""

from __future__ import annotations

import json
import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from tests.faults.place import Invited, Place, Row, answers, history
from tests.faults.server import Server

OPTIONS = 5
PATIENCE = 15
WAIT = 90
AGAIN = 0.1


@dataclass
class Ledger:
    """What the server acknowledged; `replies` counts its answers by status, 0 for none."""

    acknowledged: list[Row] = field(default_factory=list)
    replies: Counter[int] = field(default_factory=Counter)
    odd: list[str] = field(default_factory=list)
    slowest: float = 0.0


class Person:
    """One respondent who changes one answer after the other, from a thread of their own."""

    def __init__(self, server: Server, token: str, sections: dict[str, list[str]]) -> None:
        self.server, self.token = server, token
        self.practices = [(p, section) for section, slugs in sections.items() for p in slugs]
        self.random = random.Random(token)
        self.saved: dict[str, tuple[int, int | None]] = {}
        self.ledger = Ledger()
        self.csrf = ""
        self._connection: HTTPConnection | None = None

    def go_on(self, stop: threading.Event, every: float) -> None:
        """Save one change every so many seconds until told to stop."""
        self.open(stop)
        due = time.monotonic() + self.random.uniform(0, every)
        while not stop.wait(max(0.0, due - time.monotonic())):
            self.change(stop)
            due = max(due + every, time.monotonic() - 2 * every)
        self._close()

    def open(self, stop: threading.Event) -> None:
        """Open the first page, as a browser does before it can save; it gives the form's token."""
        while not self.csrf and not stop.is_set():
            try:
                _status, headers, _body = self._ask("GET", self.practices[0][1])
                self.csrf = headers.split("csrftoken=", 1)[1].split(";", 1)[0]
            except (OSError, HTTPException, IndexError):
                self._close()
                time.sleep(AGAIN)

    def change(self, stop: threading.Event) -> None:
        """Choose another option of some question, and send it until it is acknowledged."""
        practice, section = self.random.choice(self.practices)
        base, now = self.saved.get(practice, (0, None))
        option = self.random.choice([n for n in range(OPTIONS) if n != now])
        operation = uuid.uuid4()
        fields = {
            "question": practice,
            f"answer-{practice}": option,
            f"base-{practice}": base,
            f"operation-{practice}": operation,
        }
        while True:
            reply = self._save(section, fields)
            if reply is not None:
                row = Row(self.token, practice, operation, reply["revision"], option)
                self.ledger.acknowledged.append(row)
                self.saved[practice] = (row.revision, option)
                return
            if stop.wait(AGAIN):
                return

    def _save(self, section: str, fields: dict[str, object]) -> dict | None:
        """The server's acknowledgement; None if there was none and it is worth another try."""
        began = time.monotonic()
        try:
            status, _headers, body = self._ask("POST", section, urlencode(fields))
        except (OSError, HTTPException):
            self._close()
            self.ledger.replies[0] += 1
            return None
        self.ledger.slowest = max(self.ledger.slowest, time.monotonic() - began)
        self.ledger.replies[status] += 1
        if status == 200:
            reply: dict = json.loads(body)
            return reply
        if status < 500:
            self.ledger.odd.append(f"{status}: {body[:200]!r}")
        return None

    def _ask(self, method: str, section: str, body: str = "") -> tuple[int, str, bytes]:
        if self._connection is None:
            self._connection = HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        headers = {"Cookie": f"csrftoken={self.csrf}", "X-CSRFToken": self.csrf}
        if method == "POST":
            headers["Accept"] = "application/json"
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        path = f"/answer/{self.token}/part/{section}/"
        self._connection.request(method, path, body or None, headers)
        reply = self._connection.getresponse()
        cookies = " ".join(reply.headers.get_all("Set-Cookie", []))
        return reply.status, cookies, reply.read()

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


@dataclass
class Crowd:
    """All the people of a place, saving at once."""

    people: list[Person]

    @property
    def acknowledged(self) -> int:
        return sum(len(person.ledger.acknowledged) for person in self.people)

    @property
    def replies(self) -> Counter[int]:
        return sum((person.ledger.replies for person in self.people), Counter())

    @property
    def odd(self) -> list[str]:
        return [text for person in self.people for text in person.ledger.odd]

    @property
    def slowest(self) -> float:
        return max(person.ledger.slowest for person in self.people)

    def wait_for_more(self, saves: int) -> None:
        """Until so many more saves were acknowledged."""
        wanted = self.acknowledged + saves
        self._wait(lambda: self.acknowledged >= wanted)

    def wait_for_refusals(self, saves: int) -> None:
        """Until so many more saves were answered with 503."""
        wanted = self.replies[503] + saves
        self._wait(lambda: self.replies[503] >= wanted)

    def _wait(self, reached: Callable[[], bool]) -> None:
        end = time.monotonic() + WAIT
        while not reached():
            assert time.monotonic() < end, self.people[0].server.said()
            time.sleep(0.02)


@contextmanager
def saving(server: Server, invited: Invited, saves_a_second: float) -> Iterator[Crowd]:
    """Everybody saves, that often together, until the block ends."""
    crowd = Crowd([Person(server, token, invited.sections) for token in invited.tokens])
    stop, every = threading.Event(), len(crowd.people) / saves_a_second
    threads = [threading.Thread(target=p.go_on, args=(stop, every)) for p in crowd.people]
    for thread in threads:
        thread.start()
    try:
        yield crowd
    finally:
        stop.set()
        for thread in threads:
            thread.join()


@dataclass(frozen=True)
class Reckoning:
    """What the database holds, beside what was acknowledged. All but `acknowledged` must be 0."""

    acknowledged: int
    lost: int
    doubled: int
    out_of_step: int
    odd: int
    damaged: int

    @property
    def clean(self) -> bool:
        return self == Reckoning(self.acknowledged, 0, 0, 0, 0, 0) and self.acknowledged > 0

    def __str__(self) -> str:
        return (
            f"{self.acknowledged:,} saves acknowledged, {self.lost} lost, "
            f"{self.doubled} written twice, {self.out_of_step} answers unlike their history, "
            f"{self.odd} unexpected replies, {self.damaged} damaged places in the file"
        )


def reckon(place: Place, crowd: Crowd) -> Reckoning:
    """Hold what was acknowledged against the database: operation, revision and value of each."""
    written = history(place)
    there, operations = set(written), Counter(row.operation for row in written)
    lines: dict[tuple[str, str], list[Row]] = {}
    for row in written:
        lines.setdefault((row.token, row.practice), []).append(row)
    acknowledged = [row for person in crowd.people for row in person.ledger.acknowledged]
    return Reckoning(
        acknowledged=len(acknowledged),
        lost=sum(row not in there for row in acknowledged),
        doubled=sum(count - 1 for count in operations.values()),
        out_of_step=_out_of_step(answers(place), lines),
        odd=len(crowd.odd),
        damaged=len(place.faults_of_the_file()),
    )


def _out_of_step(now: dict[tuple[str, str], Row], lines: dict[tuple[str, str], list[Row]]) -> int:
    """Answers that are not the last line of their history, or whose history has a gap."""
    wrong = sum(now.get(key) != rows[-1] for key, rows in lines.items())
    wrong += len(now.keys() - lines.keys())
    gaps = ([row.revision for row in rows] != [*range(1, len(rows) + 1)] for rows in lines.values())
    return wrong + sum(gaps)
