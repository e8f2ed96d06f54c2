"""verify must not be fooled: each claim is broken once, and the proof has to say so."""

from __future__ import annotations

import pytest
import tinycourse

from autograder.errors import DeepdrillError
from autograder.grading.grade import Grader
from autograder.verify.mutants import mutants
from autograder.verify.proof import prove


def proof_of(tmp_path, **changes):
    catalogue = tinycourse.make_course(tmp_path, **changes)
    with Grader(catalogue) as grader:
        return prove(catalogue.find("q91"), grader, [1, 2])


def test_a_sound_exercise_is_proved(tmp_path):
    proof = proof_of(tmp_path)
    assert proof.failures == []
    assert (proof.tasks, proof.cases, proof.points) == (3, 4, 7)
    assert (proof.alternatives, proof.mistakes) == (2, 2)
    assert proof.killed + proof.equivalent == proof.mutants > 5
    assert proof.equivalent == 1


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "check_close(submission.step(np.array([0.0, 1.0])), np.array([0.0, 1.0]))",
            "pass",
            "survives",
        ),
        ("np.array([0.0, 1.0]))\n", "np.array([1.0, 1.0]))\n", "the solution fails"),
        ("    step은 기준 구현과 같습니다.", "    the same", "no Korean title"),
        ("check_equal(counter.count, 2)", "counter.nothing.here", "the solution fails"),
        ("x = np.zeros(4000)", "x = np.zero(4000)", "the grader breaks"),
    ],
)
def test_a_weak_or_broken_grader_is_caught(tmp_path, old, new, words):
    assert old in tinycourse.GRADER
    proof = proof_of(tmp_path, grader=tinycourse.GRADER.replace(old, new))
    assert any(words in failure for failure in proof.failures), proof.failures


def test_a_mistake_that_passes_is_caught(tmp_path):
    harmless = tinycourse.MISTAKES.replace(">= 0", "> 0")
    failures = proof_of(tmp_path, mistakes=harmless).failures
    assert any("one_at_zero loses no points" in failure for failure in failures)


def test_two_mistakes_that_can_not_be_told_apart_are_caught(tmp_path):
    twin = tinycourse.MISTAKES + tinycourse.MISTAKES.split("\n\n\n")[1].replace(
        "one_at_zero", "zero_is_one"
    )
    failures = proof_of(tmp_path, mistakes=twin).failures
    assert any("zero_is_one is diagnosed as one_at_zero" in failure for failure in failures)


def test_a_wrong_alternative_is_caught(tmp_path):
    wrong = tinycourse.ALTERNATIVES.replace("np.asarray(x) > 0", "np.asarray(x) > 1")
    failures = proof_of(tmp_path, alternatives=wrong).failures
    assert any("the alternative by_comparison fails" in failure for failure in failures)


def test_an_equivalent_mutant_must_exist_and_have_a_reason(tmp_path):
    wrong = tinycourse.EQUIVALENT.replace("x - rng", "x * rng")
    failures = proof_of(tmp_path / "a", equivalent=wrong).failures
    assert any("lists a mutant that there is not" in failure for failure in failures)
    with pytest.raises(DeepdrillError, match="needs a reason"):
        proof_of(
            tmp_path / "b",
            equivalent=tinycourse.EQUIVALENT.replace("the normal", " ").split("reason")[0]
            + 'reason = " "',
        )


def test_mutants_stay_inside_the_regions_and_compile():
    found = mutants(tinycourse.SOLUTION)
    assert {m.where for m in found} == {"step", "noisy", "Counter.__init__", "Counter.add"}
    for mutant in found:
        compile(mutant.source, "mutant", "exec")
        assert mutant.source != tinycourse.SOLUTION
    assert len({mutant.source for mutant in found}) == len(found)


def test_under_later_seeds_only_what_a_change_reaches_is_tried(tmp_path, monkeypatch):
    """The same verdict for less work: a mistake in step is not tried on the cases of Counter."""
    from autograder.verify import proof as proving

    tried: list[tuple[str, frozenset[str] | None]] = []

    def watched(exercise, grader, source, options=proving.QUICK):
        tried.append((options.known_as, options.cases))
        return graded(exercise, grader, source, options)

    graded = proving._graded
    monkeypatch.setattr(proving, "_graded", watched)
    catalogue = tinycourse.make_course(tmp_path)
    with Grader(catalogue) as grader:
        assert prove(catalogue.find("q91"), grader, [1, 2], 0).failures == []
    reached = dict(tried)["one_at_zero"]
    assert reached and all("/step/" in case for case in reached)
