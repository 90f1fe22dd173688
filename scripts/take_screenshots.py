"""Take the README's pictures from a running server with the sample organisation.

    .venv/bin/python scripts/take_screenshots.py http://127.0.0.1:8000 FORM_PATH REPORT_PATH

The two paths are printed by `make run`.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
PERSON, PASSWORD = "manager@sample.example", "plumb-line-sample"
SIZE = {"width": 1280, "height": 860}
LANGUAGES = {"en": "en", "zh": "zh-hans"}


def main(base: str, form: str, report: str) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for short, language in LANGUAGES.items():
            page = browser.new_context(viewport=SIZE, color_scheme="light").new_page()
            take(page, f"{base}{form}part/ci-cd/?lang={language}", f"questionnaire-{short}")
            page.goto(f"{base}/accounts/login/?lang={language}")
            page.fill("[name=login]", PERSON)
            page.fill("[name=password]", PASSWORD)
            page.click("main button.btn-primary")
            take(page, f"{base}/?lang={language}", f"home-{short}")
            take(page, f"{base}{report}?lang={language}", f"report-{short}")
            campaign = report.split("/")[2]
            overview = f"{base}/campaigns/{campaign}/overview/?lang={language}"
            take(page, overview, f"overview-{short}")
        browser.close()


def take(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / f"{name}.png")
    print(f"docs/images/{name}.png")


if __name__ == "__main__":
    main(*sys.argv[1:4])
