"""Other right ways: on copies, through global hooks, with autograd instead of backward, and back."""

from __future__ import annotations

import copy
import math

import numpy as np
import torch
from solution import _all_finite
from torch import nn
from torch.nn import functional

from autograder.authoring import alternative


@alternative(replaces="gradient_check", why="along the rows of an identity; a tensor comes back")
def along_unit_vectors(f, grad, x, eps=1e-6):
    analytic = grad(x).reshape(-1)
    steps = eps * torch.eye(x.numel(), dtype=x.dtype)
    slopes = [(f(x + s.view(x.shape)) - f(x - s.view(x.shape))) / (2 * eps) for s in steps]
    numerical = torch.stack([torch.as_tensor(slope, dtype=x.dtype) for slope in slopes])
    bounds = torch.stack([analytic.abs(), numerical.abs(), torch.full_like(numerical, 1e-8)])
    return torch.max((analytic - numerical).abs() / bounds.amax(0))


@alternative(
    replaces="gradient_check", why="in place on NumPy's view of a copy, each entry put back"
)
def in_place_on_a_copy(f, grad, x, eps=1e-6):
    moved = torch.tensor(x.tolist(), dtype=torch.float64)
    flat, analytic, worst = moved.numpy().reshape(-1), grad(x).numpy().reshape(-1), 0.0
    for i, kept in enumerate(flat.tolist()):
        flat[i] = kept + eps
        above = float(f(moved))
        flat[i] = kept - eps
        numerical = (above - float(f(moved))) / (2 * eps)
        flat[i] = kept
        bound = max(abs(analytic[i]), abs(numerical), 1e-8)
        worst = max(worst, abs(analytic[i] - numerical) / bound)
    return np.float64(worst)


@alternative(replaces="first_nonfinite_module", why="a copy is run, so nothing has to be put back")
def first_of_a_copy(model, x):
    twin, found = copy.deepcopy(model), []
    for name, module in twin.named_modules():

        def look(module, inputs, output, name=name):
            if not found and not _all_finite(output):
                found.append(name)

        module.register_forward_hook(look)
    twin(x)
    return found.pop() if found else None


class _Found(Exception):
    pass


@alternative(
    replaces="first_nonfinite_module", why="one global hook, which stops the model where it fails"
)
def first_by_a_global_hook(model, x):
    names = {module: name for name, module in model.named_modules()}
    kept = copy.deepcopy(dict(model.named_buffers()))

    def look(module, inputs, output):
        if module in names and not _all_finite(output):
            raise _Found(names[module])

    handle = nn.modules.module.register_module_forward_hook(look)
    try:
        with torch.no_grad():
            model(x)
    except _Found as found:
        return found.args[0]
    finally:
        handle.remove()
        for name, buffer in model.named_buffers():
            buffer.data.copy_(kept[name])
    return None


@alternative(replaces="parameters_without_gradient", why="backward on a copy with a clean .grad")
def without_on_a_copy(model, loss_fn, x, y):
    twin = copy.deepcopy(model)
    twin.zero_grad(set_to_none=True)
    loss = loss_fn(twin(x), y)
    if loss.grad_fn is not None:
        loss.backward()
    return [
        name
        for name, parameter in twin.named_parameters()
        if parameter.grad is None or torch.count_nonzero(parameter.grad) == 0
    ]


@alternative(replaces="parameters_without_gradient", why="functional_call with buffers of its own")
def without_by_a_functional_call(model, loss_fn, x, y):
    parameters = {
        name: value.detach().clone().requires_grad_(value.requires_grad)
        for name, value in model.named_parameters()
    }
    buffers = {name: value.clone() for name, value in model.named_buffers()}
    output = torch.func.functional_call(model, (parameters, buffers), (x,))
    loss = loss_fn(output, y)
    names = []
    for name, value in parameters.items():
        gradient = None
        if value.requires_grad and loss.requires_grad:
            (gradient,) = torch.autograd.grad(loss, value, allow_unused=True, retain_graph=True)
        if gradient is None or bool((gradient == 0).all()):
            names.append(name)
    return names


@alternative(
    replaces="train_step", why="a closure, as LBFGS wants it; a detached tensor comes back"
)
def step_with_a_closure(model, optimizer, loss_fn, x, y):
    def closure():
        optimizer.zero_grad(set_to_none=False)
        loss = loss_fn(model(x), y)
        loss.backward()
        return loss

    return optimizer.step(closure).detach()


@alternative(replaces="train_step", why="autograd.grad, and .grad written by hand; a NumPy scalar")
def step_with_gradients_by_hand(model, optimizer, loss_fn, x, y):
    model.zero_grad()
    loss = loss_fn(model(x), y)
    parameters = [p for p in model.parameters() if p.requires_grad]
    for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters)):
        parameter.grad = gradient
    optimizer.step()
    return loss.detach().numpy()[()]


@alternative(replaces="can_overfit_one_batch", why="the loss is looked at after each step, apart")
def overfit_and_look_after_each_step(model, loss_fn, x, y, steps, lr):
    twin = copy.deepcopy(model)
    twin.train()
    optimizer = torch.optim.Adam([p for p in twin.parameters() if p.requires_grad], lr=lr)
    with torch.no_grad():
        start = float(loss_fn(twin(x), y))
    for _ in range(steps):
        optimizer.zero_grad()
        loss_fn(twin(x), y).backward()
        optimizer.step()
        with torch.no_grad():
            if float(loss_fn(twin(x), y)) < 0.05 * start:
                return True
    return False


@alternative(replaces="initial_loss_is_sane", why="a copy in eval mode, and the logits by hand")
def sane_on_a_copy(model, x, y, num_classes, tol):
    with torch.inference_mode():
        log_p = copy.deepcopy(model).eval()(x).log_softmax(dim=-1)
    loss = -log_p[torch.arange(len(y)), y].mean()
    return bool(torch.abs(loss - np.log(num_classes)) <= tol)


@alternative(replaces="initial_loss_is_sane", why="the modes in a dict, train(mode) child by child")
def sane_with_modes_in_a_dict(model, x, y, num_classes, tol):
    modes = {name: module.training for name, module in model.named_modules()}
    model.train(False)
    try:
        with torch.no_grad():
            loss = functional.nll_loss(functional.log_softmax(model(x), 1), y)
    finally:
        for name, module in model.named_modules():  # parents first, children have the last word
            module.train(modes[name])
    return np.bool_(math.log(num_classes) - tol <= loss <= math.log(num_classes) + tol)


@alternative(replaces="name_the_fault", why="other thresholds, over the whole run")
def named_by_other_thresholds(records):
    loss, train, held_out = (
        np.array([record[key] for record in records])
        for key in ("loss", "train_accuracy", "eval_accuracy")
    )
    if not np.isfinite(loss).all() or loss[-1] > 1.2 * loss[0]:
        return "learning rate too high"
    if min(record["zero_share"] for record in records[1:]) > 0.97 and np.ptp(loss) < 0.1:
        return "dead relu"
    if train[-1] > 0.8 and loss.min() > np.log(9 + np.e) - 1:
        return "softmax twice"
    if train.max() - train[0] > 0.3 and held_out.max() < 0.25:
        return "shuffled labels"
    return "healthy"
