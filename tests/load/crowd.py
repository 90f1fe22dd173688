"""Run as a program in an environment with Locust: people as its users, their times as JSON."""

from __future__ import annotations

import json
import random
import re
import sys
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import gevent
from locust import FastHttpUser, task
from locust.env import Environment
from locust.exception import StopUser

EVERY = 8.0
WITHIN = 10.0
OPTIONS = 5
FILES = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js)[^"]*)"')


@dataclass
class Plan:
    """Whose links there are, what is asked, and when the phase ends (monotonic seconds)."""

    tokens: list[str]
    sections: Mapping[str, list[str]]
    ends: float = 0.0
    places: list[int] = field(default_factory=list)

    def place(self) -> int:
        """A number for each person who comes, from 0."""
        self.places.append(len(self.places))
        return self.places[-1]


class Answering(FastHttpUser):
    """Opens the form, then saves one answer every eight seconds."""

    plan: Plan

    def on_start(self) -> None:
        number = self.plan.place()
        self.token = self.plan.tokens[number]
        self.practices = [(p, s) for s, slugs in self.plan.sections.items() for p in slugs]
        self.saved: dict[str, tuple[int, int | None]] = {}
        self.random = random.Random(number)
        # Nobody opens the form at the same moment as everybody else; that is the other phase.
        self.due = time.monotonic() + EVERY * number / len(self.plan.tokens)
        self._wait()
        page = f"/answer/{self.token}/part/{self.practices[0][1]}/"
        self.client.get(page, name="form of those who answer")
        self.csrf = next(c.value for c in self.client.cookiejar if c.name == "csrftoken")
        self.due += EVERY
        self._wait()

    def _wait(self) -> None:
        gevent.sleep(max(0.0, self.due - time.monotonic()))

    @task
    def save(self) -> None:
        practice, section = self.random.choice(self.practices)
        base, now = self.saved.get(practice, (0, None))
        option = self.random.choice([n for n in range(OPTIONS) if n != now])
        self.client.get("/livez", name="control")
        with self.client.post(
            f"/answer/{self.token}/part/{section}/",
            name="save",
            data={
                "question": practice,
                f"answer-{practice}": option,
                f"base-{practice}": base,
                f"operation-{practice}": uuid.uuid4(),
            },
            headers={"Accept": "application/json", "X-CSRFToken": self.csrf},
            catch_response=True,
        ) as reply:
            if reply.status_code == 200:
                self.saved[practice] = (reply.json()["revision"], option)
            else:
                reply.failure(str(reply.status_code))
        self.due += EVERY
        if self.due > self.plan.ends:
            raise StopUser
        self._wait()


class Opening(FastHttpUser):
    """Opens the form once, with every file that its page names."""

    plan: Plan
    concurrency = 6

    @task
    def open(self) -> None:
        number = self.plan.place()
        gevent.sleep(WITHIN * number / len(self.plan.tokens))
        section = next(iter(self.plan.sections))
        self.client.get("/livez", name="control")
        began = time.perf_counter()
        path = f"/answer/{self.plan.tokens[number]}/part/{section}/"
        page = self.client.get(path, name="page")
        failed = None if page.status_code == 200 else ValueError(page.status_code)
        # As a browser does: several at once.
        files = [gevent.spawn(self._file, address) for address in FILES.findall(page.text)]
        gevent.joinall(files)
        self.environment.events.request.fire(
            request_type="GET",
            name="form with its files",
            response_time=1000 * (time.perf_counter() - began),
            response_length=0,
            exception=failed,
            context={},
        )
        raise StopUser

    def _file(self, address: str) -> None:
        self.client.get(address, name="file")


class Timings:
    """Every answer's milliseconds by name, and how many failed."""

    def __init__(self) -> None:
        self.took: dict[str, list[float]] = {}
        self.failures: dict[str, int] = {}

    def hear(
        self,
        name: str,
        response_time: float,
        exception: BaseException | None = None,
        **_more: object,
    ) -> None:
        self.took.setdefault(name, []).append(response_time)
        self.failures[name] = self.failures.get(name, 0) + (exception is not None)


def run(kind: type[FastHttpUser], host: str, plan: Plan, patience: float) -> Timings:
    """Let all of them come at once; the timings, when the last has gone."""
    kind.plan = plan
    environment, timings = Environment(user_classes=[kind], host=host), Timings()
    environment.events.request.add_listener(timings.hear)
    runner = environment.create_local_runner()
    people = len(plan.tokens)
    runner.start(people, spawn_rate=people)
    _wait(lambda: len(plan.places) == people, patience)
    _wait(lambda: runner.user_count == 0, patience)
    runner.quit()
    return timings


def _wait(over: Callable[[], bool], patience: float) -> None:
    end = time.monotonic() + patience
    while not over() and time.monotonic() < end:
        gevent.sleep(0.1)


def main() -> None:
    """Standard input says who comes to which server, and for how many seconds."""
    given = json.load(sys.stdin)
    plan = Plan(given["tokens"], given["sections"], time.monotonic() + given["seconds"])
    kind = {"answer": Answering, "open": Opening}[given["phase"]]
    timings = run(kind, given["host"], plan, given["seconds"] + 60)
    json.dump({"took": timings.took, "failures": timings.failures}, sys.stdout)


if __name__ == "__main__":
    main()
