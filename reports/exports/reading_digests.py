"""Digests as people and files give them.

A file is only searched for bytes, never opened as the document that it claims to be, so that a
hostile one costs no more than reading it.
"""

from __future__ import annotations

import hashlib
import re

LARGEST = 20 * 1024 * 1024
MOST = 500
DIGEST = re.compile(r"[0-9a-f]{16,64}")
LISTED = re.compile(rb"/Keywords ?\(([0-9a-f, ]{64,40000})\)")
WHOLE = re.compile(rb"[0-9a-f]{64}")


def typed_digest(text: str) -> str:
    """What was pasted, without spaces; "" unless it is 16 to 64 hexadecimal digits.

    >>> typed_digest("7C1E 90d4 2ba8 f35b"), typed_digest("7c1e")
    ('7c1e90d42ba8f35b', '')
    """
    bare = "".join(text.split()).lower().removeprefix("sha256:")
    return bare if DIGEST.fullmatch(bare) else ""


def digests_in(data: bytes) -> list[str]:
    """The digests that a PDF of ours names in its keywords, and the file's own.

    The JSON of a result has the digest of the result itself.
    """
    found = [hashlib.sha256(data).hexdigest()]
    listed = LISTED.search(data)
    if listed:
        found += [digest.decode() for digest in WHOLE.findall(listed.group(1))[:MOST]]
    return found
