"""Moves that wait for each other: cycles within and across nodes are found."""

from assessment.loading import load_model
from tests.assessment.loading.samples import SMALL, told, varied, written


def test_each_cycle_is_named_once(tmp_path):
    """p1 at 2 waits for p2 at 3, which waits for p2 at 2, which waits for p1 at 2."""
    text = varied(
        ('["2<p1@1", "3<p1@2"]', '["2<p1@2"]'),
        ("        effort: S", '        needs: ["2<p2@3"]\n        effort: S'),
    )
    found = told(written(tmp_path, text))
    assert len(found) == 1
    assert found[0][1].endswith("take one prerequisite out of the cycle")
    lines = text.splitlines()
    assert "needs" in lines[found[0][0] - 1]


def test_a_long_chain_of_prerequisites_is_no_cycle(tmp_path):
    """Fifteen hundred practices in a row: checked without recursion."""
    head, practice = SMALL.split("      - slug: p2\n")
    chain = [
        "      - slug: q0\n" + practice.replace('["2<p1@1", "3<p1@2"]', '["2<p1@1"]'),
        *(
            f"      - slug: q{at}\n"
            + practice.replace('["2<p1@1", "3<p1@2"]', f'["4<q{at - 1}@4"]')
            for at in range(1, 1500)
        ),
    ]
    model = load_model(written(tmp_path, head + "".join(chain)))
    assert len(model.core.practices) == 1501


def test_two_cycles_are_both_named(tmp_path):
    """p1 at 2 and p2 at 2 wait for each other, and so do p1 at 4 and p2 at 4."""
    text = varied(
        ('["2<p1@1", "3<p1@2"]', '["2<p1@2", "4<p1@4"]'),
        ("        effort: S", '        needs: ["2<p2@2", "4<p2@4"]\n        effort: S'),
    )
    assert len(told(written(tmp_path, text))) == 2


def test_a_cycle_across_capabilities_and_a_module(tmp_path):
    """c1's p2 waits for c2's q2, and that for the module's r1, which waits for p2."""
    capability = SMALL[SMALL.index("  - slug: c1") :]
    other = capability.replace("slug: p", "slug: q").replace("slug: c1", "slug: c2")
    other = other.replace('["2<p1@1", "3<p1@2"]', '["3<r1@1"]')
    practice = SMALL[SMALL.index("      - slug: p2") :].replace("slug: p2", "slug: r1")
    module = "modules:\n  - slug: extra\n    name: {en: Extra}\n    children:\n" + practice
    text = varied(('["2<p1@1", "3<p1@2"]', '["1<q2@3"]')) + other
    sound = text + module.replace('["2<p1@1", "3<p1@2"]', '["2<p2@1"]')
    assert len(load_model(written(tmp_path, sound)).practices) == 5
    cyclic = text + module.replace('["2<p1@1", "3<p1@2"]', '["1<p2@2"]')
    ((line, message),) = told(written(tmp_path, cyclic))
    assert "needs" in cyclic.splitlines()[line - 1]
    assert message.endswith("take one prerequisite out of the cycle")


def test_a_prerequisite_on_a_lower_step_of_oneself_is_no_cycle(tmp_path):
    load_model(written(tmp_path, varied(('["2<p1@1", "3<p1@2"]', '["3<p2@2"]'))))
