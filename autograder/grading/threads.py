"""One thread for each grading process.

Several grade side by side, each beside its worker, so a pool of threads in every one of them only waits
for the others: with PyTorch's default pool a case of small convolutions took four times as long.
"""

from __future__ import annotations

import os
import sys

POOLS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def one_thread() -> None:
    """For what is imported from now on, and for torch where it is there already."""
    for name in POOLS:
        os.environ.setdefault(name, "1")
    torch = sys.modules.get("torch")
    if torch is not None and torch.get_num_threads() != 1:
        torch.set_num_threads(1)
