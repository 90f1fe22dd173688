"""Compute the scores of a team again from its exported CSV, with nothing but Python.

    python scripts/check_score.py practices.csv [result.json]

Prints the overall score of the core and of each module: the sum of `effective_weight` times
`score` over the practices that have one. Where the file shows how many people chose each option,
the practice's mean is worked out from these counts too and held against the `mean` of the file.

With the JSON of the same result, each score is compared with the one that it states. Exit 0 if
everything agrees to 1e-9, 1 if something differs, 2 if a file cannot be read as what it should be.
"""

import csv
import json
import math
import sys

TOLERANCE = 1e-9
OPTIONS = [f"n{option}" for option in range(100)]


def read_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def scores_of(rows):
    """The score of each tree by its slug; None where no practice enters it."""
    parts = {}
    for row in rows:
        parts.setdefault(row["tree"], [])
        if row["score"] and float(row["effective_weight"]):
            parts[row["tree"]].append(float(row["effective_weight"]) * float(row["score"]))
    return {tree: math.fsum(found) if found else None for tree, found in parts.items()}


def wrong_means(rows):
    """Practices whose mean is not what their counts say, as (practice, stated, counted)."""
    found = []
    for row in rows:
        counts = [int(row[name] or 0) for name in OPTIONS if name in row]
        if not sum(counts) or not row["mean"]:
            continue
        counted = sum(option * count for option, count in enumerate(counts)) / sum(counts)
        if abs(counted - float(row["mean"])) > TOLERANCE:
            found.append((row["practice"], float(row["mean"]), counted))
    return found


def stated_scores(path):
    """What the JSON of a result says, by tree."""
    with open(path, encoding="utf-8") as stream:
        result = json.load(stream)
    found = {result["model"]["slug"]: result["overall"]["score"]}
    found.update({part["slug"]: part["overall"]["score"] for part in result["modules"]})
    return found


def main(arguments):
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        rows = read_rows(arguments[0])
        scores, wrong = scores_of(rows), wrong_means(rows)
        stated = stated_scores(arguments[1]) if len(arguments) == 2 else {}
    except (OSError, ValueError, KeyError, TypeError) as problem:
        print(f"cannot be read: {problem!r}", file=sys.stderr)
        return 2
    for practice, mean, counted in wrong:
        print(f"{practice}: the file says mean {mean!r}, its counts say {counted!r}")
    differs = bool(wrong)
    for tree, score in scores.items():
        said = stated.get(tree)
        if said is None:
            note = "" if tree not in stated else "   the result states no score"
        elif score is not None and abs(score - said) <= TOLERANCE:
            note = "   as stated"
        else:
            note, differs = f"   the result states {said!r}", True
        print(f"{tree}: {'no score' if score is None else repr(score)}{note}")
    return int(differs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
