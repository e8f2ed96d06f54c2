"""Two GPUs: data parallelism by hand, ring all-reduce, DDP with real processes, and a pipeline.

Everything but `train_ddp` plays the workers one after another in a single process, so that the arithmetic of
parallel training can be seen without a second GPU. A "worker" is an index from 0 to the number of workers - 1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn import functional as F


def scatter(batch: Tensor, num_workers: int) -> Sequence[Tensor]:
    """Cut a batch into one shard per worker, along dimension 0, in order.

    With N rows, the first N % num_workers shards have one row more than the others (as `torch.tensor_split`).
    Where there are fewer rows than workers, the last shards are empty: shape (0, ...), same dtype.

    Args:
        batch: (N, ...), any dtype.
        num_workers: 1 or more.

    Returns:
        A list (or tuple) of num_workers tensors.
    """
    raise NotImplementedError("scatter: write this function, then delete this line.")


def all_reduce_mean(
    grads_per_worker: list[list[Tensor]], counts: Sequence[int] | None = None
) -> list[Tensor]:
    """Average the workers' gradients, parameter by parameter, weighted by their rows.

    Worker w's gradients are of a loss that is a MEAN over its own counts[w] rows. The result is the gradient of the
    mean over all rows together: sum_w counts[w] * grads_per_worker[w][p] / sum_w counts[w].

    Args:
        grads_per_worker: one list per worker; entry p of each has the shape of parameter p.
        counts: the number of rows of each worker. None: all have the same number.
            A worker with 0 rows takes no part, whatever its gradients hold (0 / 0 is NaN).

    Returns:
        One list of tensors, in the shapes and dtype of the gradients. The inputs are not changed.

    Raises:
        ValueError: if counts does not have one entry per worker, or if no worker has a row.
    """
    raise NotImplementedError("all_reduce_mean: write this function, then delete this line.")


def ring_all_reduce(
    buffers: list[Tensor], send: Callable[[int, int, Tensor], Tensor]
) -> tuple[list[Tensor], list[int]]:
    """Leave the elementwise sum of all buffers with every worker, by messages to the next neighbour only.

    The n workers stand in a ring. Each cuts its buffer (flattened) into n chunks of at most ceil(size / n) elements,
    the same cuts on every worker. Two rounds of n - 1 steps follow, and in every step each worker sends ONE chunk to
    its right neighbour (Patarasuk and Yuan, 2009):
      reduce-scatter: what arrives is added to the worker's own chunk; after n - 1 steps every worker holds one
          chunk that is summed over all workers;
      all-gather: the finished chunks go round; what arrives replaces the worker's own chunk.
    So 2 (n - 1) * size elements are sent by all workers together, and at most 2 (n - 1) * ceil(size / n) by any one.

    Every transfer is a call of `send(source, destination, chunk)`, a plain function: source is the sending worker,
    destination must be (source + 1) % n, and what it RETURNS is what arrives there. Work with that, not with
    the chunk that was sent. A chunk without elements may be sent or left out. n = 1 sends nothing.

    Args:
        buffers: n tensors of one shape (any) and dtype, one per worker. They are not changed.
        send: (source, destination, chunk) -> the chunk that arrives, same shape and dtype.

    Returns:
        (buffers, bytes_sent_per_worker): n tensors of the shape and dtype of the inputs, and a list of n ints:
        the bytes that each worker handed to `send`.
    """
    raise NotImplementedError("ring_all_reduce: write this function, then delete this line.")


def data_parallel_step(
    model: nn.Module,
    loss_fn: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    num_workers: int,
    lr: float,
) -> dict[str, Tensor]:
    """One step of plain SGD on num_workers replicas; the result is that of one worker with the whole batch.

    The rows are cut as by `scatter`; every worker takes the gradient of loss_fn(model(x_shard), y_shard) at the
    SAME weights; the gradients are averaged over all N rows; then w <- w - lr * gradient, once. That holds too
    where N % num_workers != 0 and where some shards are empty.

    Args:
        model: without batch norm and dropout; every parameter takes part in the loss. It may be updated in place
            or left alone. Gradients (`.grad`) that it already carries have no influence.
        loss_fn: (prediction, target) -> a scalar, a mean in which every row weighs the same.
        x, y: (N, ...) both, N >= 1; N need not be a multiple of num_workers, nor as large.
        num_workers: 1 or more.
        lr: the learning rate; it is not scaled by the number of workers.

    Returns:
        The new weights, with the keys of `model.state_dict()`.
    """
    raise NotImplementedError("data_parallel_step: write this function, then delete this line.")


def shard_indices(n: int, rank: int, world_size: int, epoch: int, seed: int) -> Sequence[int]:
    """The rows that one rank trains on in one epoch, in that order (as `DistributedSampler` does).

    One permutation of 0 .. n - 1, the same on every rank, a new one each epoch, is cut into world_size shards of equal
    length ceil(n / world_size). What is missing for equal lengths is taken from its beginning, again and again if
    n < world_size: taken over all ranks, every row occurs, and the counts of two rows differ by 1 at most.
    How the permutation is dealt out (strided or in blocks) is up to you.

    The result depends on the arguments alone; global random generators are neither read nor changed.

    Args:
        n: number of rows, 1 or more.
        rank: 0 .. world_size - 1.
        epoch: 0, 1, 2, ...
        seed: the same on all ranks; another seed gives other permutations.

    Returns:
        ceil(n / world_size) ints from 0 .. n - 1: a list, tuple, range, 1-D array or tensor.

    Raises:
        ValueError: if rank is not one of 0 .. world_size - 1.
    """
    raise NotImplementedError("shard_indices: write this function, then delete this line.")


def train_ddp(
    rank: int,
    world_size: int,
    init_method: str,
    model: nn.Module,
    x: Tensor,
    y: Tensor,
    epochs: int,
    batch_size: int,
    lr: float,
    seed: int,
) -> dict[str, Tensor]:
    """Train one replica of a classifier in step with those of the other ranks, by `torch.distributed`.

    This function runs once in each of world_size processes at the same time (you do not start them). Each call:
      1. joins the process group (gloo; NCCL where the model is on CUDA) with init_method, rank and world_size;
      2. takes over the weights of rank 0: the ranks arrive with DIFFERENT weights;
      3. for epoch 0, 1, ..., epochs - 1: goes through shard_indices(len(x), rank, world_size, epoch, seed) in order,
         batch_size rows at a time (the last batch may be shorter and is used too). Each batch is one step of plain SGD
         (no momentum) whose gradient is the mean over the ranks of the gradients of the mean cross-entropy of
         each rank's batch. The learning rate is not scaled;
      4. leaves the process group (destroys it), so that the same process can train again. Let go of a DDP wrapper
         before that: one that outlives its gloo group can hang (PyTorch issue 56297).
    So all ranks end with the same weights: those of one process that sees all the ranks' batches at once.

    Args:
        rank, world_size: this process, and how many there are (1 is fine).
        init_method: where the ranks meet: "tcp://127.0.0.1:29500" or "file:///some/path".
        model: logits (B, C) from (B, ...); no batch norm, no dropout; every parameter takes part. It is on this
            rank's device already, and may be updated in place or left alone.
        x, y: the whole data set, the same on every rank: (N, ...) float, (N,) int64 labels. It may lie on the CPU:
            move each batch to the model's device.
        batch_size: rows per rank and step.

    Returns:
        The trained weights on every rank, with the keys of `model.state_dict()` (no "module." in front).
    """
    raise NotImplementedError("train_ddp: write this function, then delete this line.")


def pipeline_step(
    stage_modules: list[nn.Module],
    loss_fn: Callable[[Tensor, Tensor], Tensor],
    x: Tensor,
    y: Tensor,
    micro_batches: int,
) -> list[Tensor]:
    """The gradients of a net that is cut into stages (one per device), micro-batch by micro-batch (GPipe).

    The rows are cut as by `scatter(x, micro_batches)`. All micro-batches go forward through the stages, then all go
    backward: a stage receives the gradient of its output from the next stage and hands that of its input to the one
    before (Huang et al., 2019, "GPipe", section 2). The sum over the micro-batches must be the gradient of
    loss_fn(net(x), y) for the unsplit net = nn.Sequential(*stage_modules), also where micro_batches does not divide N
    and where it exceeds N (empty micro-batches are skipped).

    Args:
        stage_modules: 1 or more modules, each taking the output of the one before; without batch norm and dropout;
            every parameter takes part in the loss. A stage may have no parameters. Weights are not changed;
            gradients (`.grad`) that the stages already carry have no influence, and may be overwritten.
        loss_fn: (prediction, target) -> a scalar, a mean in which every row weighs the same.
        x, y: (N, ...) both, N >= 1. x is a float tensor.
        micro_batches: 1 or more.

    Returns:
        One gradient per parameter, in the order of `nn.Sequential(*stage_modules).parameters()`.
    """
    raise NotImplementedError("pipeline_step: write this function, then delete this line.")


def pipeline_bubble(stages: int, micro_batches: int) -> float:
    """The share of a pipeline's time in which a stage stands idle: (p - 1) / (m + p - 1).

    With p stages and m micro-batches of equal cost, a pass takes m + p - 1 time slots, of which every stage works
    in m (Huang et al., 2019, "GPipe", section 2.3). One stage has no bubble.

    Args:
        stages: p, 1 or more.
        micro_batches: m, 1 or more.
    """
    raise NotImplementedError("pipeline_bubble: write this function, then delete this line.")
