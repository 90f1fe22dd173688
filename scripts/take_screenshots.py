"""Take the pictures of the README and the tour from a running server with the sample organisation.

    .venv/bin/python scripts/take_screenshots.py http://127.0.0.1:8000

Pages are found as a person finds them, by following links.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
PERSON, PASSWORD = "manager@sample.example", "plumb-line-sample"
SIZE = {"width": 1280, "height": 860}
LANGUAGES = {"en": "en", "zh": "zh-hans"}
ORGANISATION = "/organisations/sample/"


def main(base: str) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for short, language in LANGUAGES.items():
            page = browser.new_context(viewport=SIZE, color_scheme="light").new_page()
            page.goto(f"{base}/accounts/login/?lang={language}")
            page.fill("[name=login]", PERSON)
            page.fill("[name=password]", PASSWORD)
            page.click("main button.btn-primary")
            page.wait_for_load_state("load")
            for name, address in pages(page, base):
                mark = "&" if "?" in address else "?"
                page.goto(f"{base}{address}{mark}lang={language}")
                page.wait_for_load_state("networkidle")
                page.screenshot(path=IMAGES / f"{name}-{short}.png")
                print(f"docs/images/{name}-{short}.png")
        browser.close()


def pages(page: Page, base: str) -> Iterator[tuple[str, str]]:
    """Name and address of each picture."""
    going, closed = campaigns(page, base)
    page.goto(f"{base}{going}people/")
    form = page.get_attribute("input[readonly]", "value") or ""
    form = "/" + form.split("/", 3)[3]
    report = f"{closed.replace('campaigns', 'reports')}payments/"
    yield "home", "/"
    yield "portfolio", "/organisation/"
    yield "report", report
    yield "explanation", f"{report}why/ci-cd/"
    yield "plan", f"{report}plan/?budget=30"
    yield "questionnaire", f"{form}part/ci-cd/"
    yield "set-up", f"{going}set-up/who/"
    yield "board", f"{going}board/"
    yield "actions", f"{ORGANISATION}actions/"
    yield "trend", f"{ORGANISATION}teams/payments/trend/"


def campaigns(page: Page, base: str) -> tuple[str, str]:
    """The addresses of the campaign that is open and of the one that was closed last."""
    page.goto(base + ORGANISATION)
    links = page.locator("main a[href^='/campaigns/']").evaluate_all(
        "found => found.map(link => link.getAttribute('href'))"
    )
    own = list(dict.fromkeys(link for link in links if re.fullmatch(r"/campaigns/[^/]+/", link)))
    return own[0], own[1]


if __name__ == "__main__":
    main(sys.argv[1])
