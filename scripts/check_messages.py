"""Fail if a message is untranslated, fuzzy, or missing from the catalogue.

What the source says is collected anew and compared where xgettext is found; the catalogue itself
is checked everywhere.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[sdf]|\{(\w*)\}")


def keys(catalogue: polib.POFile) -> set[tuple[str | None, str]]:
    return {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}


def placeholders(text: str) -> set[str]:
    return {match.group(0) for match in PLACEHOLDER.finditer(text)}


def faults(catalogue: polib.POFile) -> list[str]:
    found = [f"untranslated: {entry.msgid!r}" for entry in catalogue.untranslated_entries()]
    found += [f"fuzzy: {entry.msgid!r}" for entry in catalogue.fuzzy_entries()]
    for entry in catalogue.translated_entries():
        wanted = placeholders(entry.msgid_plural or entry.msgid)
        for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            if wanted - placeholders(text):
                found.append(f"placeholder lost: {entry.msgid!r}")
    return found


def main() -> int:
    before = CATALOGUE.read_bytes()
    catalogue = polib.pofile(str(CATALOGUE))
    found = faults(catalogue)
    if shutil.which("xgettext"):
        try:
            subprocess.run(
                [sys.executable, str(ROOT / "scripts" / "make_messages.py")],
                check=True,
                capture_output=True,
            )
            now = keys(polib.pofile(str(CATALOGUE)))
        finally:
            CATALOGUE.write_bytes(before)
        found += [
            f"not in the catalogue: {key[1]!r}" for key in sorted(now - keys(catalogue), key=str)
        ]
        found += [f"no longer used: {key[1]!r}" for key in sorted(keys(catalogue) - now, key=str)]
    else:
        print("xgettext is not here: the source was not searched for new messages")
    for fault in found:
        print(f"{CATALOGUE.relative_to(ROOT)}: {fault}", file=sys.stderr)
    print(f"{len(catalogue)} messages, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
