"""Where the memory of a training step goes: parameters, gradients, optimizer states, activations.

For the whole file:

- All answers are bytes, exact, except where a fraction or "per worker" is asked for. Ints, floats,
  NumPy scalars and 0-d tensors are all fine; dicts have the keys that are named, and no others.
- Every parameter counts with the size of its own dtype; the parameters of a model may differ in it.
- Gradients and optimizer states have the dtype and shape of their parameter. A frozen parameter
  (``requires_grad`` is False) has neither. Every other parameter takes part in the loss.
- Optimizers are ``"sgd"`` (no state), ``"momentum"`` (SGD with momentum: one buffer), ``"rmsprop"``
  (plain: one mean of squares), ``"adam"`` and ``"adamw"`` (two moments). Their scalar step counters are
  left out. Any other name raises ``ValueError``, "Adam" with a capital too.
- Models and inputs are on the CPU (where the byte counts are the same as on a GPU, up to the
  allocator's rounding and what its kernels need in passing). No function changes a model, nor its
  inputs.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

# Imports and helpers of your own are welcome here.


def parameter_bytes(model: nn.Module) -> int:
    """The bytes of all parameters, frozen ones included.

    A parameter that several modules share (tied weights) is there once and counts once. Buffers, such
    as the running statistics of batch norm, are no parameters.
    """
    raise NotImplementedError("parameter_bytes: write this function, then delete this line.")


def optimizer_state_bytes(model: nn.Module, optimizer_name: str) -> int:
    """What the optimizer keeps from step to step, once it has taken its first.

    Raises:
        ValueError: for an unknown ``optimizer_name``.
    """
    raise NotImplementedError("optimizer_state_bytes: write this function, then delete this line.")


def activation_bytes(model: nn.Module, x: Tensor) -> int:
    """What autograd keeps of ``model(x)`` for the backward pass.

    ``torch.autograd.graph.saved_tensors_hooks`` shows every tensor that is saved. Counted are the
    storages that lie behind them, each once however many tensors look at it, with all of its bytes
    (``tensor.untyped_storage().nbytes()``): views share a storage, and as long as one of them is kept
    all of it stays in memory. Storages of the model's parameters and buffers are left out, since they
    are there anyway. ``x`` counts if it is saved. A loss is not part of it.

    The model runs in the mode that it is in (each of its modules in its own), with gradients enabled.
    Afterwards its buffers and gradients, and PyTorch's random generator, are as they were before.

    Args:
        model: any module that can be called with ``x``.
        x: a batch, floats or ints.
    """
    raise NotImplementedError("activation_bytes: write this function, then delete this line.")


def training_memory(model: nn.Module, optimizer_name: str, x: Tensor) -> dict[str, int]:
    """The four parts of the memory of one training step on the batch ``x``, and their sum.

    Returns:
        A dict with the keys "parameters", "gradients", "optimizer", "activations" and "total".

    Raises:
        ValueError: for an unknown ``optimizer_name``.
    """
    raise NotImplementedError("training_memory: write this function, then delete this line.")


def max_batch_size(model: nn.Module, optimizer_name: str, sample: Tensor, budget_bytes: int) -> int:
    """The largest batch whose training memory, the total of ``training_memory``, is within the budget.

    Parameters, gradients and optimizer states are there whatever the batch; activations grow with its
    rows. So the total is a straight line, fixed + rows * per_row, and two measurements give it. Measure
    batches of at least two rows: batch norm in train mode refuses a single one. What the line says of
    one row counts all the same.

    Args:
        sample: a batch of one row or more, ``(n, ...)``. Repeat its rows for a larger one, as a tensor
            of its own: a slice would keep the whole storage that it is cut from. Every row takes as
            much memory, and more than 0 bytes. Floats or ints, as ``x`` is.
        budget_bytes: an int. A total that equals it still fits.

    Returns:
        An int; 0 where not even one row fits.
    """

    raise NotImplementedError("max_batch_size: write this function, then delete this line.")


def mixed_precision_bytes(num_parameters: int, optimizer_name: str) -> dict[str, int]:
    """Training in mixed precision, without activations (Rajbhandari et al., 2020, section 3.1).

    Parameters and gradients are kept in 2 bytes. For the update there is a master copy of the
    parameters in 4 bytes, whatever the optimizer, and each of the optimizer's states takes 4 bytes for
    every parameter. With Adam that makes 16 bytes each.

    Returns:
        A dict with the keys "parameters", "gradients", "master", "optimizer" and "total".

    Raises:
        ValueError: for an unknown ``optimizer_name``.
    """
    raise NotImplementedError("mixed_precision_bytes: write this function, then delete this line.")


def checkpointing_plan(layer_bytes: list[int], segments: int) -> tuple[int, float]:
    """Gradient checkpointing: keep a few activations, compute the others again (after Chen et al., 2016).

    The layers are cut into consecutive segments as by ``np.array_split``: as equal as possible, longer
    ones first. Kept throughout is the output of each segment but the last, that is, the activation of
    its last layer. All the rest is thrown away in the forward pass. The backward pass goes through the
    segments from the last to the first: for each it has the segment's other activations in memory, all
    at once, and no longer needs them when it goes on to the next. So

        peak = (sum of all that is kept)
               + (the largest, over the segments, of the sum of its layers that are not kept)

    For this simple count nothing that is kept is given back on the way. The last segment goes straight
    on from the forward pass; all the others are run a second time.

    Args:
        layer_bytes: what each layer's activation takes, first layer first.
        segments: from 1 (all activations stay, nothing is run again) to the number of layers.

    Returns:
        ``(peak_bytes, extra_forward_fraction)``: the second is the number of layers that are run again
        divided by the number of all layers.

    Raises:
        ValueError: if ``segments`` is less than 1 or more than there are layers.
    """
    raise NotImplementedError("checkpointing_plan: write this function, then delete this line.")


def zero_bytes_per_worker(num_parameters: int, world_size: int, stage: int) -> float:
    """What each of several workers keeps of a model under ZeRO (Rajbhandari et al., 2020, figure 1).

    Adam in mixed precision: per parameter 2 bytes of parameters, 2 of gradients and 12 of optimizer
    (master copy and two moments, 4 each). Stage 0 is plain data parallelism: every worker has all of
    it. Stage 1 spreads the 12 bytes of the optimizer over the workers, stage 2 the gradients too, stage
    3 the parameters too. Activations aside.

    Returns:
        Bytes, not rounded.

    Raises:
        ValueError: if ``stage`` is none of 0, 1, 2, 3.
    """
    raise NotImplementedError("zero_bytes_per_worker: write this function, then delete this line.")
