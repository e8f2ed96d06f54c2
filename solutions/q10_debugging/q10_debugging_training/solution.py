"""Seven questions to ask a network that does not learn, as functions that leave it as they found it.

What holds everywhere here:

- A model is a ``torch.nn.Module``, called as ``model(x)``; a loss is called as
  ``loss_fn(model(x), y)`` and returns a 0-d tensor, a mean.
- A diagnosis must not change the patient. All but ``train_step`` leave the model exactly as it was:
  weights, buffers (a forward pass in train mode moves batch norm's running statistics), ``.grad``
  (None stays None), ``requires_grad``, the mode of each module, which may differ from that of its
  parent, and the hooks of others; hooks and modes also if the model raises. What the model raises
  reaches the caller.
- Unless said otherwise the model runs as it stands, each module in the mode that it is in.
- How often and on how many copies the model is run is up to you. ``x`` and ``y`` are not changed.
"""

from __future__ import annotations

### BEGIN SOLUTION
import contextlib
import copy
import itertools
import math

### END SOLUTION
import torch

### BEGIN SOLUTION
from torch import nn
from torch.nn import functional


@contextlib.contextmanager  # used as `with _left_as_it_was(model):`
def _left_as_it_was(model: nn.Module):
    """Puts modes and buffers back at the end, whatever happens before."""
    modes = [(module, module.training) for module in model.modules()]
    buffers = [(buffer, buffer.clone()) for buffer in model.buffers()]
    try:
        yield
    finally:
        for module, training in modes:
            module.training = training  # train() would set the children too
        for buffer, kept in buffers:
            buffer.copy_(kept)


def _all_finite(output) -> bool:
    """Whether every tensor in a nest of tuples, lists and dicts is finite."""
    if isinstance(output, torch.Tensor):
        return torch.isfinite(output).all().item()
    if isinstance(output, dict):
        output = output.values()
    elif not isinstance(output, (list, tuple)):
        return True
    return all(map(_all_finite, output))


### END SOLUTION


def gradient_check(f, grad, x, eps=1e-6):
    """How far ``grad(x)`` is from the slopes of ``f``, measured by central differences.

    For each entry of x let a be the entry of ``grad(x)`` and n the central difference
    ``(f(x + eps e) - f(x - eps e)) / (2 eps)``, where e is 1 at that entry and 0 elsewhere; its
    error is of the order of eps^2 (a forward difference's of eps). The result is the largest

        |a - n| / max(|a|, |n|, 1e-8)

    over all entries: relative, and still finite where both are 0.

    Args:
        f: takes a float64 tensor of x's shape and returns a 0-d float64 tensor.
        grad: takes the same and returns a float64 tensor of x's shape.
        x: a float64 tensor of any shape, 0-d included, contiguous in memory or not. It is not
            changed, not even in its last bit.
        eps: the step, above 0.

    Returns:
        A float.
    """
    ### BEGIN SOLUTION
    analytic, numerical = grad(x), torch.empty_like(x)
    for index in itertools.product(*map(range, x.shape)):
        values = []
        for step in (eps, -eps):
            moved = x.clone()
            moved[index] += step
            values.append(f(moved))
        numerical[index] = (values[0] - values[1]) / (2 * eps)
    largest = torch.maximum(analytic.abs(), numerical.abs()).clamp(min=1e-8)
    return ((analytic - numerical).abs() / largest).max().item()
    ### END SOLUTION


def first_nonfinite_module(model, x):
    """The name of the module in which NaN or an infinity first comes out of ``model(x)``.

    Of all calls of modules it is the first to complete with an output that is not finite, so a
    child goes before its parent, and the cause before all that it spoils. An output may be a tensor
    or a tuple, list or dict of outputs, however nested; what else is in it does not matter. What
    counts is the output at the moment when the module returns it, even if a later one changes it in
    place.

    Args:
        model: the model; it is run as it stands. Only what comes out of modules counts, not what
            their buffers and parameters hold.
        x: its input.

    Returns:
        The module's name in ``model.named_modules()``: dots between the levels, "" for the model
        itself; a module that stands in several places goes by the first name. None if every output
        is finite.
    """
    ### BEGIN SOLUTION
    found = []

    def hook(name):
        def look(module, inputs, output):
            if not _all_finite(output):
                found.append(name)

        return look

    handles = [module.register_forward_hook(hook(name)) for name, module in model.named_modules()]
    try:
        with _left_as_it_was(model), torch.no_grad():
            model(x)
    finally:
        for handle in handles:
            handle.remove()
    return found[0] if found else None
    ### END SOLUTION


def parameters_without_gradient(model, loss_fn, x, y):
    """The names of the parameters that this batch would not move.

    These are those whose gradient of ``loss_fn(model(x), y)`` is None or 0 in every entry, exactly
    0: however small, any other gradient counts. Frozen parameters (``requires_grad`` False) are
    among them, and if the loss depends on no parameter that learns, all are.

    Args:
        model: the model; it is run as it stands. A ``.grad`` that is there already says nothing
            about this batch.
        loss_fn, x, y: the loss, and the batch that it is taken on.

    Returns:
        A list of names, in the order of ``model.named_parameters()``.
    """
    ### BEGIN SOLUTION
    named = dict(model.named_parameters())
    learning = [name for name in named if named[name].requires_grad]
    gradients = {}
    with _left_as_it_was(model):
        loss = loss_fn(model(x), y)
        if loss.requires_grad:
            parameters = [named[name] for name in learning]
            found = torch.autograd.grad(loss, parameters, allow_unused=True)
            gradients = dict(zip(learning, found))
    return [name for name in named if gradients.get(name) is None or not gradients[name].any()]
    ### END SOLUTION


def train_step(model, optimizer, loss_fn, x, y):
    """One step of training on one batch: the model's parameters move, that is the purpose.

    The gradient is that of this batch alone, whatever was left in ``.grad`` (what it holds
    afterwards is up to you), and the optimizer takes one step. The modes are the caller's affair:
    none is set here, and batch norm's statistics move where they do in that mode.

    Args:
        model, loss_fn, x, y: the model, the loss, and the batch.
        optimizer: a ``torch.optim.Optimizer`` over parameters of the model.

    Returns:
        The loss before the step, one number that holds on to no graph: a list of a million such
        losses must not keep a million graphs in memory.
    """
    ### BEGIN SOLUTION
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
    ### END SOLUTION


def can_overfit_one_batch(model, loss_fn, x, y, steps, lr):
    """Whether the model can learn one batch by heart: the first test of any training code.

    A copy of the model, all of its modules in train mode, is trained on the batch with ``steps``
    steps of Adam, of learning rate ``lr`` and otherwise PyTorch's defaults. The loss is looked at
    before the first step and after each, the last included, always in train mode.

    Args:
        model: the model. It stays as it is, the copy learns. At least one parameter is not frozen;
            those that are stay frozen in the copy.
        loss_fn, x, y: the loss, and the batch.
        steps: how many steps to take at most, an int above 0.
        lr: Adam's learning rate.

    Returns:
        True if the loss was below a twentieth of that before the first step after any of the steps,
        even if it rose again later; else False. A loss of NaN is below nothing.
    """
    ### BEGIN SOLUTION
    twin = copy.deepcopy(model).train()
    optimizer = torch.optim.Adam(twin.parameters(), lr=lr)
    losses = []
    for _ in range(steps + 1):  # each pass finds the loss that the step before has led to
        loss = loss_fn(twin(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return any(loss < losses[0] / 20 for loss in losses)
    ### END SOLUTION


def initial_loss_is_sane(model, x, y, num_classes, tol):
    """Whether an untrained classifier is as unsure as it should be.

    One that gives each of C classes the probability 1/C has a cross-entropy of ln C; a loss far from
    it at the start means that the outputs are too large, the labels are off, or a softmax too many.

    Args:
        model: gives logits (N, num_classes). It is run in eval mode, all of its modules.
        x: the inputs.
        y: the labels (N,), int64.
        num_classes: C.
        tol: how far from ln C the mean cross-entropy may be.

    Returns:
        A bool: |cross-entropy - ln C| <= tol.
    """
    ### BEGIN SOLUTION
    with _left_as_it_was(model), torch.no_grad():
        loss = functional.cross_entropy(model.eval()(x), y).item()
    return abs(loss - math.log(num_classes)) <= tol
    ### END SOLUTION


def name_the_fault(records):
    """What is wrong with the run of a ten-class classifier, as far as its log can tell.

    Args:
        records: a list of two dicts or more, the first from before training, then one from the end
            of each epoch, each with the floats

            - ``loss``: the mean cross-entropy on the training data, ``train_accuracy`` there and
              ``eval_accuracy`` on held-out data, in [0, 1];
            - ``zero_share``: which share of the hidden (ReLU) activations is 0;
            - ``grad_norm``, the norm of the gradient, and ``update_ratio``, that of the last update
              over that of the weights.

    Returns:
        The first of these that fits:

        1. ``"learning rate too high"``: the loss is not finite in some record, or in the last
           above that of the first.
        2. ``"dead relu"``: at the end ``zero_share`` is above 0.95, and the loss is flat: it has
           fallen by less than a twentieth.
        3. ``"softmax twice"``: at the end the training accuracy is above 0.8, and yet the loss is
           above ln(9 + e) - 1 = 1.461. That is as low as it gets if what goes into the
           cross-entropy are probabilities, which its own softmax takes for logits in [0, 1].
        4. ``"shuffled labels"``: training accuracy ends above 0.4, well above chance, held-out
           accuracy below 0.2, where chance is. (Labels that belong to other inputs can be learnt by
           heart and teach nothing.)
        5. ``"healthy"``: none of these.

        The runs that are graded are recorded, real ones, and lie far from every threshold: other
        sensible thresholds do as well.
    """
    ### BEGIN SOLUTION
    first, last = records[0], records[-1]
    finite = all(math.isfinite(record["loss"]) for record in records)
    if not finite or last["loss"] > first["loss"]:
        return "learning rate too high"
    if last["zero_share"] > 0.95 and last["loss"] > 0.95 * first["loss"]:
        return "dead relu"
    if last["train_accuracy"] > 0.8 and last["loss"] > math.log(9 + math.e) - 1:
        return "softmax twice"
    if last["train_accuracy"] > 0.4 and last["eval_accuracy"] < 0.2:
        return "shuffled labels"
    return "healthy"
    ### END SOLUTION
