"""One attack: wrong answers, and the code that is to win points for them all the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

Q17C, Q16B = "q17c_momentum", "q16b_batchnorm_train_and_eval"

# The answers that an attack is about, in a form that is plainly wrong. What these earn is all that the
# attack may earn.
WRONG = {
    "terminal_velocity_factor": "def terminal_velocity_factor(beta):\n    return 0.125\n",
    "unrolled_velocity": "def unrolled_velocity(grads, beta, lr):\n    return np.full(grads.shape[1:], 7.5)\n",
    "heavy_ball": "def heavy_ball(theta, velocity, grad, lr, beta):\n    return theta * 3, velocity + 5\n",
    "nesterov": "def nesterov(theta, velocity, grad_fn, lr, beta):\n    return theta * 3, velocity + 5\n",
    "fold_batchnorm": (
        "def fold_batchnorm(W, b, running_mean, running_var, gamma, beta, eps):\n"
        "    return W * 3 + 1, b + 5\n"
    ),
    "predict": "def predict(model, x):\n    return torch.full((2,), 7.5)\n",
}
NOTHING = "raise SystemExit  # no answer at all\n"
PRELUDE = Path(__file__).with_name("prelude.py").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Attack:
    """``code`` runs behind the solution and a wrong answer to ``task`` ("" for a file that never loads).

    ``says``: a pattern that the student's messages must show, the proof that the attack was really made.
    ``ends``: the status of each case of the task. ``spares``: the other tasks keep all their points.
    ``before``: the code of another submission, graded just before.
    """

    family: str
    name: str
    task: str
    code: str
    says: str = ""
    ends: tuple[str, ...] = ("fail", "error", "timeout")
    spares: bool = True
    exercise: str = Q17C
    deadline: float = 6.0
    before: str = ""

    @property
    def id(self) -> str:
        return f"{self.family}-{self.name}"

    def honest_part(self, solution: str) -> str:
        """The same submission without the attack."""
        return f"{solution}\n\n{WRONG[self.task]}" if self.task else NOTHING

    def source(self, solution: str, constants: str) -> str:
        """The whole submission."""
        return f"{self.honest_part(solution) if self.task else ''}\n\n{constants}\n{PRELUDE}\n\n{self.code}"
