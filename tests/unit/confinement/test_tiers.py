"""The probe tells what really works, and never raises."""

from __future__ import annotations

import pytest
from confined import BEST_TIER, needs_tier_2, needs_tier_3, run_confined

from autograder.confinement import probe_isolation, tiers


@needs_tier_3
def test_the_best_tier_needs_no_excuse():
    found = probe_isolation()

    assert (found.tier, found.reason) == (3, "")
    assert "namespaces" in found.name


@needs_tier_2
def test_a_lower_tier_can_be_asked_for():
    found = probe_isolation(max_tier=2)

    assert found.tier == 2
    assert "by request" in found.reason


@pytest.mark.parametrize("maximum", [1, 0, -5])
def test_tier_1_is_always_there(maximum):
    assert probe_isolation(max_tier=maximum).tier == 1


@pytest.mark.parametrize("interpreter", ["/bin/false", "/bin/true", "/nowhere/python"])
def test_a_probe_that_breaks_is_a_low_tier(interpreter, monkeypatch):
    monkeypatch.setattr(tiers.sys, "executable", interpreter)

    found = probe_isolation()

    assert found.tier == 1
    assert "no tier 3" in found.reason and "no tier 2" in found.reason


@needs_tier_2
def test_inside_a_worker_the_probe_says_why_not():
    """Seccomp forbids to start a program, as a strict container might."""
    outcome = run_confined(2, lambda: [probe_isolation().tier, probe_isolation().reason])

    tier, reason = outcome.value
    assert tier == 1 and "no tier 3" in reason


def test_this_machine_was_probed():
    assert BEST_TIER in (1, 2, 3)
