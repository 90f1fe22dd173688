"""A real Chromium against a live server; every page is watched for policy violations."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from survey.sample.loading import load_sample
from tests.factories import PASSWORD

CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser")) if p), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
WCAG = '["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]'
UNSTUCK = """() => {
    window.stuck = [...document.querySelectorAll("body *")]
        .filter((one) => getComputedStyle(one).position == "sticky");
    for (const one of stuck) Object.assign(one.style, {position: "relative", inset: "auto"});
}"""
STUCK = (
    """() => { for (const one of stuck) Object.assign(one.style, {position: "", inset: ""}); }"""
)
COLOURS = '{type: "rule", values: ["color-contrast", "link-in-text-block"]}'


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright's own loop runs in this thread, and Django would refuse database work beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """One person's browser. `complaints` are errors and refusals that the console reported."""

    context: BrowserContext
    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def go(self, path: str) -> Page:
        self.page.goto(self.base + path)
        return self.page

    def sign_in(self, email: str, language: str = "en") -> None:
        page = self.go(f"/accounts/login/?lang={language}")
        page.fill("[name=login]", email)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(self.base + "/")

    def axe(self, rules: str = WCAG) -> list[str]:
        """What axe-core finds against WCAG 2.2 A and AA, or against some of its rules."""
        # A bar that sticks to the foot covers what is beneath it until one scrolls, which axe does
        # not: it looks at a page where such bars stand in their places.
        self.page.evaluate(UNSTUCK)
        # Evaluated in the page's world, so that the page's own policy stays as it is.
        if not self.page.evaluate("typeof axe == 'object'"):
            self.page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
        # Asked for nothing else, axe does not describe the thousands of nodes that are well.
        options = f'{{runOnly: {rules}, resultTypes: ["violations"]}}'
        found = self.page.evaluate(f"axe.run({options}).then(({{violations}}) => violations)")
        self.page.evaluate(STUCK)
        return [
            f"{violation['id']}: {node['target']} {node['html'][:120]}"
            for violation in found
            for node in violation["nodes"]
        ]

    def faults(self, *, unfolded: bool = False) -> list[str]:
        """What is wrong with the page that is open, each fault with the page's address.

        Light and dark differ in nothing but colours, so that in the dark only the rules about
        these are asked again.
        """
        self.page.wait_for_load_state("load")
        if unfolded:
            self.page.evaluate(
                "document.querySelectorAll('main details').forEach((d) => { d.open = true; })"
            )
        found = [] if self.page.locator("h1").count() == 1 else ["not one main heading"]
        found += self.axe()
        self.page.emulate_media(color_scheme="dark")
        # Colours that are still on their way are nobody's colours.
        self.page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
        found += [f"dark {fault}" for fault in self.axe(COLOURS)]
        self.page.emulate_media(color_scheme="light")
        if self.overflow():
            found.append(f"{self.overflow()} px too wide")
        return [f"{self.page.url.removeprefix(self.base)} {fault}" for fault in found]

    def overflow(self) -> int:
        """Pixels by which the page is wider than its window."""
        wide: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wide


@pytest.fixture(scope="session")
def kept_sample() -> Iterator[sqlite3.Connection]:
    """Holds a copy of the database with the sample in it, once a test has loaded it."""
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    yield kept
    kept.close()


@pytest.fixture
def sample_organisation(kept_sample: sqlite3.Connection) -> None:
    """The sample organisation, whose people have the tests' password.

    Loading takes seconds, so that it is done once; after that the whole database is copied back.
    """
    there = kept_sample.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    connection = connections["default"]
    if connection.vendor == "sqlite" and there:
        connection.ensure_connection()
        kept_sample.backup(connection.connection)
        return
    load_sample(now=timezone.now(), password=PASSWORD)
    if connection.vendor == "sqlite":
        connection.connection.backup(kept_sample)


@pytest.fixture
def visit(chromium: Browser, live_server) -> Iterator[object]:
    """Opens browsers: `visit(width=…, scripts=…, theme=…)` gives a Visitor.

    At the end no console of theirs may have reported an error, unless the test took it out.
    """
    visitors: list[Visitor] = []

    def open_(
        *, width: int = 1280, scripts: bool = True, theme: str = "light", language: str = "en"
    ) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            color_scheme=theme,  # type: ignore[arg-type]
            locale="zh-CN" if language == "zh-hans" else "en-GB",
        )
        visitor = Visitor(context, context.new_page(), live_server.url)
        visitor.page.on("console", visitor.hear)
        visitors.append(visitor)
        return visitor

    yield open_
    complaints = [text for visitor in visitors for text in visitor.complaints]
    for visitor in visitors:
        visitor.context.close()
    connections.close_all()
    assert complaints == []
