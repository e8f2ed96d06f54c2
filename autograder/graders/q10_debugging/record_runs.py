"""Trains small classifiers on the digits, each with one fault planted (or two), and writes what they showed.

    python -m autograder.graders.q10_debugging.record_runs > autograder/graders/q10_debugging/recorded_runs.py

Run once, by hand: the grader reads the result. A run is kept only if it is clear-cut, see ``clear``.
"""

from __future__ import annotations

import math

import numpy as np
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional

FAULTS = ("learning rate too high", "dead relu", "softmax twice", "shuffled labels", "healthy")
SPARSE = "healthy, few units active"
KEYS = ("loss", "grad_norm", "update_ratio", "zero_share", "train_accuracy", "eval_accuracy")


def digits(rng: np.random.Generator, count: int):
    """(x, y) to train on and (x, y) to evaluate on, disjoint."""
    data = load_digits()
    order = rng.permutation(len(data.target))
    x = torch.tensor(data.data[order] / 16, dtype=torch.float32)
    y = torch.tensor(data.target[order])
    return x[:count], y[:count], x[-400:], y[-400:]


def run(seed: int, faults: tuple[str, ...]) -> list[list[float]]:
    """One record before the first update and one after each epoch, the values in the order of KEYS."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    shuffled = "shuffled labels" in faults
    x, y, x_eval, y_eval = digits(rng, 200 if shuffled else int(rng.integers(600, 1000)))
    if shuffled:
        y = y[torch.randperm(len(y))]
    if "held-out labels shuffled" in faults:
        y_eval = y_eval[torch.randperm(len(y_eval))]
    width = 256 if shuffled else int(rng.integers(40, 120))
    if SPARSE in faults:
        width = 800
    hidden, head = nn.Linear(64, width), nn.Linear(width, 10)
    if "dead relu" in faults:
        nn.init.constant_(hidden.bias, -20.0)
    if SPARSE in faults:
        with torch.no_grad():
            hidden.weight.mul_(4)
            hidden.bias.fill_(-3.0)
    parameters = [*hidden.parameters(), *head.parameters()]
    lr = 0.1 * 10 ** rng.uniform(-0.3, 0.3)
    if "softmax twice" in faults:
        lr *= 8  # a gradient of a softmax of a softmax is small
    if "learning rate too high" in faults:
        lr *= 60 * 10 ** rng.uniform(0, 2) if seed % 2 else 1e20  # the latter to infinity
    optimizer = torch.optim.SGD(parameters, lr=lr, momentum=0.9)

    def logits(inputs):
        z = head(torch.relu(hidden(inputs)))
        return z.softmax(1) if "softmax twice" in faults else z

    def record(update_ratio):
        optimizer.zero_grad()
        loss = functional.cross_entropy(logits(x), y)
        loss.backward()
        with torch.no_grad():
            return [
                float(loss),
                math.sqrt(sum(float((p.grad**2).sum()) for p in parameters)),
                update_ratio,
                float((torch.relu(hidden(x)) == 0).float().mean()),
                float((logits(x).argmax(1) == y).float().mean()),
                float((logits(x_eval).argmax(1) == y_eval).float().mean()),
            ]

    records, ratio = [record(0.0)], 0.0
    for _ in range(int(rng.integers(30, 40)) if shuffled else int(rng.integers(5, 14))):
        for rows in torch.randperm(len(x)).split(32):
            before = torch.cat([p.detach().flatten().clone() for p in parameters])
            optimizer.zero_grad()
            functional.cross_entropy(logits(x[rows]), y[rows]).backward()
            optimizer.step()
            after = torch.cat([p.detach().flatten() for p in parameters])
            ratio = float((after - before).norm() / before.norm())
        records.append(record(ratio))
    return [[float(f"{value:.4g}") for value in values] for values in records]


def clear(faults: tuple[str, ...], records: list[list[float]]) -> bool:
    """Whether the run shows its (first) fault far beyond any threshold that one could argue about."""
    first, last = (dict(zip(KEYS, records[i])) for i in (0, -1))
    losses = [values[0] for values in records]
    fault = faults[0] if faults else "healthy"
    if fault == "learning rate too high":
        return not all(map(math.isfinite, losses)) or last["loss"] > 1.5 * first["loss"]
    if not all(map(math.isfinite, losses)) or max(losses[1:]) >= first["loss"]:
        return False
    # Sparse is not dead, where the loss falls.
    dead = last["zero_share"] > 0.99 and last["loss"] > 0.98 * first["loss"]
    if fault == "dead relu" or dead:
        return fault == "dead relu" and dead
    if fault == SPARSE and last["zero_share"] < 0.97:
        return False
    if fault != SPARSE and last["zero_share"] > 0.9:
        return False
    if fault == "softmax twice":
        return last["train_accuracy"] > 0.85 and last["loss"] > 1.5
    if fault == "shuffled labels":
        best = max(values[-1] for values in records)
        return last["train_accuracy"] > 0.6 and best < 0.2 and last["loss"] < 1.4
    return last["train_accuracy"] > 0.9 and last["eval_accuracy"] > 0.8 and last["loss"] < 0.6


def main() -> None:
    torch.set_num_threads(1)
    print('"""What runs with a planted fault showed; written by record_runs.py.')
    print('\n(faults, records), each record in the order of KEYS.\n"""\n')
    print("# fmt: off\nfrom math import inf, nan  # noqa: F401\n")
    print(f"KEYS = {KEYS!r}\n".replace("'", '"'))
    print("RUNS = [")
    plans = [((fault,), 5) for fault in FAULTS[:-1]] + [((), 5)]
    plans += [
        (("learning rate too high", "shuffled labels"), 2),
        (("dead relu", "softmax twice"), 2),
        (("softmax twice", "held-out labels shuffled"), 2),
        ((SPARSE,), 2),
    ]
    seed = 100
    for faults, wanted in plans:
        while wanted:
            seed += 1
            records = run(seed, faults)
            if clear(faults, records):
                wanted -= 1
                print(f"    ({faults!r}, {records!r}),".replace("'", '"'))
    print("]")


if __name__ == "__main__":
    main()
