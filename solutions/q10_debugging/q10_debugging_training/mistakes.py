"""What people write at midnight, and what they should read in the morning."""

from __future__ import annotations

import copy
import itertools
import math

import torch
from solution import _all_finite, _left_as_it_was
from solution import can_overfit_one_batch as right_can_overfit_one_batch
from solution import first_nonfinite_module as right_first_nonfinite_module
from solution import gradient_check as right_gradient_check
from solution import initial_loss_is_sane as right_initial_loss_is_sane
from solution import name_the_fault as right_name_the_fault
from solution import parameters_without_gradient as right_parameters_without_gradient
from solution import train_step as right_train_step
from torch.nn import functional

from autograder.authoring import mistake

# gradient_check


def _slopes(f, x, eps):
    """Central differences."""
    numerical = torch.empty_like(x)
    for index in itertools.product(*map(range, x.shape)):
        above, below = x.clone(), x.clone()
        above[index] += eps
        below[index] -= eps
        numerical[index] = (f(above) - f(below)) / (2 * eps)
    return numerical


def _relative(analytic, numerical):
    largest = torch.maximum(analytic.abs(), numerical.abs()).clamp(min=1e-8)
    return (analytic - numerical).abs() / largest


@mistake(
    replaces="gradient_check",
    en="These are forward differences, (f(x + eps) - f(x)) / eps, whose error is of the order of eps, so that right gradients look wrong. Look on both sides: (f(x + eps) - f(x - eps)) / (2 eps).",
    ko="전진 차분 (f(x + eps) - f(x)) / eps를 썼습니다. 오차가 eps 정도라서 맞는 gradient도 틀려 보입니다. 양쪽을 모두 보세요: (f(x + eps) - f(x - eps)) / (2 eps).",
)
def forward_differences(f, grad, x, eps=1e-6):
    numerical, here = torch.empty_like(x), f(x)
    for index in itertools.product(*map(range, x.shape)):
        above = x.clone()
        above[index] += eps
        numerical[index] = (f(above) - here) / eps
    return _relative(grad(x), numerical).max().item()


@mistake(
    replaces="gradient_check",
    en="A central difference spans 2 eps, and you divide by eps alone: every slope comes out twice too steep.",
    ko="중앙 차분의 폭은 2 eps인데 eps로만 나누었습니다. 기울기가 모두 두 배로 나옵니다.",
)
def divided_by_eps_alone(f, grad, x, eps=1e-6):
    return _relative(grad(x), 2 * _slopes(f, x, eps)).max().item()


@mistake(
    replaces="gradient_check",
    en="This is the absolute error. What counts as large depends on the size of the gradient, so divide by it: by max(|a|, |n|, 1e-8).",
    ko="절대 오차를 반환했습니다. 오차가 큰지는 gradient의 크기에 달려 있으므로 max(|a|, |n|, 1e-8)로 나누세요.",
)
def absolute_error(f, grad, x, eps=1e-6):
    return (grad(x) - _slopes(f, x, eps)).abs().max().item()


@mistake(
    replaces="gradient_check",
    en="You take the mean of the errors, in which one wrong entry among many right ones disappears. Return the largest.",
    ko="오차의 평균을 반환했습니다. 많은 원소 중 하나만 틀리면 평균에 묻힙니다. 가장 큰 오차를 반환하세요.",
)
def mean_error(f, grad, x, eps=1e-6):
    return _relative(grad(x), _slopes(f, x, eps)).mean().item()


@mistake(
    replaces="gradient_check",
    en="You divide the norm of the difference by the norms of the gradients, so that a small entry, however wrong, hides behind large ones. Divide entry by entry, then take the largest.",
    ko="차이의 norm을 gradient의 norm으로 나누었습니다. 작은 원소는 아무리 틀려도 큰 원소에 가려집니다. 원소마다 나눈 다음 가장 큰 값을 고르세요.",
)
def error_of_norms(f, grad, x, eps=1e-6):
    analytic, numerical = grad(x), _slopes(f, x, eps)
    total = analytic.norm() + numerical.norm()
    return ((analytic - numerical).norm() / total.clamp(min=1e-8)).item()


@mistake(
    replaces="gradient_check",
    en="You divide by |a| + |n|, which halves the error. The denominator is the larger of the two, max(|a|, |n|, 1e-8).",
    ko="|a| + |n|으로 나누어 오차가 절반이 됩니다. 분모는 둘 중 큰 값, max(|a|, |n|, 1e-8)입니다.",
)
def error_over_the_sum(f, grad, x, eps=1e-6):
    analytic, numerical = grad(x), _slopes(f, x, eps)
    return ((analytic - numerical).abs() / (analytic.abs() + numerical.abs() + 1e-300)).max().item()


@mistake(
    replaces="gradient_check",
    en="You divide by |a| alone. A gradient that is far too small then looks infinitely wrong, and one that is 0 gives inf or NaN: divide by max(|a|, |n|, 1e-8).",
    ko="|a|로만 나누었습니다. 너무 작은 gradient는 오차가 끝없이 커지고 0이면 inf나 NaN이 됩니다. max(|a|, |n|, 1e-8)로 나누세요.",
)
def error_over_the_analytic(f, grad, x, eps=1e-6):
    analytic = grad(x)
    difference = (analytic - _slopes(f, x, eps)).abs()
    return (difference / analytic.abs().clamp(min=1e-8)).max().item()


@mistake(
    replaces="gradient_check",
    en="Without the floor of 1e-8 in the denominator, two gradients of 0 give 0 / 0 = NaN, and rounding in tiny ones counts as an error.",
    ko="분모에 1e-8이라는 하한이 없어서, 둘 다 0이면 0 / 0 = NaN이 되고 아주 작은 gradient에서는 반올림이 오차로 보입니다.",
)
def no_floor(f, grad, x, eps=1e-6):
    analytic, numerical = grad(x), _slopes(f, x, eps)
    largest = torch.maximum(analytic.abs(), numerical.abs())
    return ((analytic - numerical).abs() / largest).max().item()


@mistake(
    replaces="gradient_check",
    en="The errors keep their signs, so an entry that is too small counts as less than none. Take the absolute value before the maximum.",
    ko="오차의 부호가 남아 있어서, 너무 작은 원소는 오차가 없는 것보다 작게 계산됩니다. 최댓값을 구하기 전에 절댓값을 취하세요.",
)
def signed_error(f, grad, x, eps=1e-6):
    analytic, numerical = grad(x), _slopes(f, x, eps)
    largest = torch.maximum(analytic.abs(), numerical.abs()).clamp(min=1e-8)
    return ((analytic - numerical) / largest).max().item()


@mistake(
    replaces="gradient_check",
    en="eps is not used: your step is always 1e-6.",
    ko="eps를 쓰지 않고 항상 1e-6만큼 움직입니다.",
)
def eps_ignored(f, grad, x, eps=1e-6):
    return right_gradient_check(f, grad, x)


@mistake(
    replaces="gradient_check",
    en="In float32 a difference of two values that agree in six digits is noise. Gradients are checked in float64.",
    ko="float32에서는 여섯 자리까지 같은 두 값의 차이가 잡음일 뿐입니다. gradient 검사는 float64로 하세요.",
)
def checked_in_single_precision(f, grad, x, eps=1e-6):
    return right_gradient_check(lambda t: f(t.float()), grad, x, eps)


@mistake(
    replaces="gradient_check",
    en="All entries are moved at once, so you compare each with the slope along the diagonal. Move one entry at a time.",
    ko="모든 원소를 한꺼번에 움직여서 원소마다의 기울기가 아니라 대각선 방향의 기울기와 비교했습니다. 원소를 하나씩 움직이세요.",
)
def all_entries_at_once(f, grad, x, eps=1e-6):
    slope = (f(x + eps) - f(x - eps)) / (2 * eps)
    return _relative(grad(x), slope.expand(x.shape)).max().item()


@mistake(
    replaces="gradient_check",
    en="x is moved in place and moved back by adding and subtracting, which rounding leaves a little off. Work on a copy, or store the entry and put it back.",
    ko="x를 제자리에서 움직였다가 더하고 빼서 되돌리는데, 반올림 때문에 조금 달라집니다. 복사본을 쓰거나 원래 값을 저장했다가 다시 넣으세요.",
)
def x_moved_in_place(f, grad, x, eps=1e-6):
    analytic, numerical = grad(x), torch.empty_like(x)
    for index in itertools.product(*map(range, x.shape)):
        x[index] += eps
        above = f(x)
        x[index] -= 2 * eps
        numerical[index] = (above - f(x)) / (2 * eps)
        x[index] += eps
    return _relative(analytic, numerical).max().item()


# first_nonfinite_module


def _first(model, x, wanted=None, judge=None, prepared=True, remove=True):
    """The solution's search with parts to exchange."""
    found = []
    judge = judge or _all_finite

    def hook(name):
        def look(module, inputs, output):
            if not judge(output):
                found.append(name)

        return look

    handles = [
        module.register_forward_hook(hook(name))
        for name, module in model.named_modules()
        if wanted is None or wanted(name, module)
    ]
    try:
        if prepared:
            with _left_as_it_was(model), torch.no_grad():
                model(x)
        else:
            with torch.no_grad():
                model(x)
    finally:
        for handle in handles if remove else []:
            handle.remove()
    return found


def _name(found):
    return found[0] if found else None


@mistake(
    replaces="first_nonfinite_module",
    en="Your hooks stay on the model: each later forward pass runs them too, and each diagnosis adds more. Keep the handles and remove them in a finally block.",
    ko="hook이 모델에 남습니다. 이후의 forward마다 실행되고, 진단할 때마다 더 쌓입니다. handle을 보관했다가 finally 블록에서 remove()를 부르세요.",
)
def hooks_left_behind(model, x):
    return _name(_first(model, x, remove=False))


@mistake(
    replaces="first_nonfinite_module",
    en="If the model raises, your hooks stay on it, since the lines that remove them are never reached. Remove them in a finally block, and put modes and buffers back there too.",
    ko="모델이 예외를 내면 hook을 제거하는 줄까지 가지 못해 hook이 남습니다. 제거하는 코드를 finally 블록에 두고, 모드와 버퍼도 거기서 되돌리세요.",
)
def hooks_left_if_the_model_raises(model, x):
    handles = []
    if not [m for m in model.modules() if type(m).__name__ == "Raises"]:
        return right_first_nonfinite_module(model, x)
    for module in model.modules():
        handles.append(module.register_forward_hook(lambda module, inputs, output: None))
    with _left_as_it_was(model):
        model(x)
    for handle in handles:
        handle.remove()


@mistake(
    replaces="first_nonfinite_module",
    en="You clear the model's hooks, also those that others have put there (a profiler, a logger). Remove only your own, through the handles that register_forward_hook returns.",
    ko="모델의 hook을 모두 비워서 다른 사람이 걸어 둔 hook(profiler, logger)까지 사라집니다. register_forward_hook이 반환한 handle로 자기 것만 제거하세요.",
)
def everybodys_hooks_cleared(model, x):
    try:
        return _name(_first(model, x, remove=False))
    finally:
        for module in model.modules():
            module._forward_hooks.clear()


@mistake(
    replaces="first_nonfinite_module",
    en="You name the last module with a non-finite output: that is where NaN has arrived, not where it comes from. Keep the first.",
    ko="출력이 유한하지 않은 마지막 모듈을 답했습니다. NaN이 도착한 곳이지 생긴 곳이 아닙니다. 처음 것을 답하세요.",
)
def the_last_one_named(model, x):
    found = _first(model, x)
    return found[-1] if found else None


@mistake(
    replaces="first_nonfinite_module",
    en="You go through the modules in the order of named_modules, where a parent stands before its children, so you blame the whole for a part. Go by the order in which they complete.",
    ko="named_modules의 순서로 확인했습니다. 그 순서에서는 부모가 자식보다 앞이라 일부의 잘못을 전체 탓으로 돌립니다. 실행이 끝나는 순서를 따르세요.",
)
def parents_before_children(model, x):
    found = _first(model, x)
    return next((name for name, _ in model.named_modules() if name in found), None)


@mistake(
    replaces="first_nonfinite_module",
    en="Hooks on leaf modules alone miss what a parent computes itself: a residual sum can overflow though both terms are finite. Put a hook on every module, the root too.",
    ko="자식이 없는 모듈에만 hook을 걸어서 부모가 직접 하는 계산을 놓칩니다. 두 항이 유한해도 residual 합은 넘칠 수 있습니다. 최상위 모듈까지 모두 hook을 거세요.",
)
def leaves_only(model, x):
    return _name(_first(model, x, lambda name, module: not list(module.children())))


@mistake(
    replaces="first_nonfinite_module",
    en="You look at the direct children only, so a fault deep inside is blamed on the block around it. Walk named_modules(), not named_children().",
    ko="바로 아래 자식만 봐서 깊은 곳의 문제를 바깥 블록 탓으로 돌립니다. named_children()이 아니라 named_modules()를 쓰세요.",
)
def direct_children_only(model, x):
    return _name(_first(model, x, lambda name, module: "." not in name))


@mistake(
    replaces="first_nonfinite_module",
    en='The root\'s name is "", which counts as false: `name or None` turns it into None, all is well. Ask `is None`.',
    ko='최상위 모듈의 이름은 ""이고 거짓으로 취급됩니다. `name or None`이라고 쓰면 None, 즉 문제가 없다는 답이 됩니다. `is None`으로 물어보세요.',
)
def root_taken_for_none(model, x):
    return right_first_nonfinite_module(model, x) or None


@mistake(
    replaces="first_nonfinite_module",
    en="Only outputs that are a tensor are searched. Modules may return tuples, lists and dicts (LSTM does): look into them, however nested.",
    ko="출력이 텐서일 때만 확인합니다. 모듈은 튜플, 리스트, 딕셔너리도 반환합니다(LSTM처럼). 아무리 겹쳐 있어도 그 안까지 보세요.",
)
def tensors_only(model, x):
    return _name(
        _first(model, x, judge=lambda out: not isinstance(out, torch.Tensor) or _all_finite(out))
    )


@mistake(
    replaces="first_nonfinite_module",
    en="You look one level into a tuple or dict. What is in it may be a list or a dict again: search it by recursion.",
    ko="튜플이나 딕셔너리를 한 단계만 들여다봅니다. 그 안에 다시 리스트나 딕셔너리가 있을 수 있으므로 재귀로 찾으세요.",
)
def one_level_only(model, x):
    def judge(output):
        items = output.values() if isinstance(output, dict) else output
        if isinstance(output, torch.Tensor):
            return _all_finite(output)
        return all(_all_finite(item) for item in items if isinstance(item, torch.Tensor))

    return _name(_first(model, x, judge=judge))


@mistake(
    replaces="first_nonfinite_module",
    en="torch.isnan does not know infinity, from which NaN is made a few layers later (inf - inf). Use torch.isfinite.",
    ko="torch.isnan은 무한대를 모릅니다. 몇 층 뒤에 inf - inf로 NaN이 되는 것이 바로 그 무한대입니다. torch.isfinite를 쓰세요.",
)
def infinities_missed(model, x):
    def no_nan(value):
        if isinstance(value, torch.Tensor):
            return not torch.isnan(value).any()
        value = value.values() if isinstance(value, dict) else value
        return all(map(no_nan, value))

    return _name(_first(model, x, judge=no_nan))


@mistake(
    replaces="first_nonfinite_module",
    en="The outputs are collected and looked at when all is over. An in-place operation (ReLU(inplace=True)) has changed some of them by then: look inside the hook.",
    ko="출력을 모아 두었다가 실행이 끝난 뒤에 확인합니다. 그때는 제자리 연산(ReLU(inplace=True))이 값을 바꾼 뒤입니다. hook 안에서 바로 확인하세요.",
)
def looked_at_afterwards(model, x):
    outputs = []

    def keep(name):
        return lambda module, inputs, output: outputs.append((name, output))

    handles = [m.register_forward_hook(keep(name)) for name, m in model.named_modules()]
    try:
        with _left_as_it_was(model), torch.no_grad():
            model(x)
    finally:
        for handle in handles:
            handle.remove()
    return next((name for name, output in outputs if not _all_finite(output)), None)


@mistake(
    replaces="first_nonfinite_module",
    en="You give the name of the class. There are many of one class in a model: give the path in named_modules().",
    ko="클래스 이름을 반환했습니다. 같은 클래스의 모듈은 모델에 여럿 있습니다. named_modules()에 나오는 경로를 반환하세요.",
)
def class_instead_of_path(model, x):
    name = right_first_nonfinite_module(model, x)
    return None if name is None else type(model.get_submodule(name)).__name__


@mistake(
    replaces="first_nonfinite_module",
    en="The diagnosis is run in eval mode, where another computation runs than the one that failed. Leave each module in the mode that it is in.",
    ko="eval 모드로 진단했습니다. 문제가 생긴 것과 다른 계산이 실행됩니다. 모듈마다 현재 모드 그대로 실행하세요.",
)
def diagnosed_in_eval_mode(model, x):
    with _left_as_it_was(model):
        model.eval()
        return right_first_nonfinite_module(model, x)


@mistake(
    replaces="first_nonfinite_module",
    en="The model is in eval mode after the diagnosis, so training goes on without dropout and with frozen statistics. Run it as it stands and set no mode.",
    ko="진단이 끝난 모델이 eval 모드로 남아, 이후 학습이 dropout 없이 고정된 통계로 진행됩니다. 현재 모드 그대로 실행하고 모드를 바꾸지 마세요.",
)
def diagnosis_leaves_eval_mode(model, x):
    model.eval()
    return right_first_nonfinite_module(model, x)


@mistake(
    replaces="first_nonfinite_module",
    en="A forward pass in train mode moves batch norm's running statistics, your diagnostic one as well. Keep the buffers and put them back, or run a copy.",
    ko="train 모드의 forward는 batch norm의 running 통계를 움직입니다. 진단용 forward도 마찬가지입니다. 버퍼를 저장했다가 되돌리거나 복사본을 실행하세요.",
)
def diagnosis_moves_running_statistics(model, x):
    return _name(_first(model, x, prepared=False))


@mistake(
    replaces="first_nonfinite_module",
    en="You catch what the model raises and go on as if all were well. The caller has to hear of it: use finally, not except.",
    ko="모델의 예외를 잡아서 아무 일 없던 것처럼 넘어갑니다. 호출한 쪽이 알아야 합니다. except가 아니라 finally를 쓰세요.",
)
def exception_swallowed(model, x):
    try:
        return right_first_nonfinite_module(model, x)
    except Exception:
        return None


# parameters_without_gradient


def _gradients(model, loss_fn, x, y):
    named = dict(model.named_parameters())
    learning = [name for name in named if named[name].requires_grad]
    loss = loss_fn(model(x), y)
    found = [None] * len(learning)
    if loss.requires_grad:
        found = torch.autograd.grad(loss, [named[n] for n in learning], allow_unused=True)
    return dict.fromkeys(named) | dict(zip(learning, found))


def _without(model, loss_fn, x, y, is_none):
    with _left_as_it_was(model):
        gradients = _gradients(model, loss_fn, x, y)
    return [name for name, gradient in gradients.items() if is_none(gradient)]


@mistake(
    replaces="parameters_without_gradient",
    en="Only gradients that are None are found. Behind a dead ReLU or a factor of 0 the gradient is there and is 0 everywhere, and the parameter does not move either.",
    ko="None인 gradient만 찾습니다. 죽은 ReLU 앞이나 0이 곱해진 곳에서는 gradient가 있어도 전부 0이라 파라미터가 움직이지 않습니다.",
)
def none_only(model, loss_fn, x, y):
    return _without(model, loss_fn, x, y, lambda gradient: gradient is None)


@mistake(
    replaces="parameters_without_gradient",
    en="Only gradients of 0 are found. A parameter that takes no part in the loss has none at all: its gradient is None.",
    ko="0인 gradient만 찾습니다. loss에 쓰이지 않는 파라미터는 gradient 자체가 없습니다. 그때는 None입니다.",
)
def zeros_only(model, loss_fn, x, y):
    return _without(model, loss_fn, x, y, lambda g: g is not None and not g.any())


@mistake(
    replaces="parameters_without_gradient",
    en="Frozen parameters are left out. They have no gradient either, and a layer that somebody has forgotten to unfreeze is what one looks for: list them too.",
    ko="고정된(requires_grad=False) 파라미터가 빠졌습니다. gradient가 없기는 마찬가지이고, 고정을 푸는 것을 잊은 층이야말로 찾으려는 것입니다. 함께 넣으세요.",
)
def frozen_left_out(model, loss_fn, x, y):
    names = right_parameters_without_gradient(model, loss_fn, x, y)
    named = dict(model.named_parameters())
    return [name for name in names if named[name].requires_grad]


@mistake(
    replaces="parameters_without_gradient",
    en="A threshold takes small gradients for none. Adam divides by the gradient's size, so even 1e-30 moves the weight: only an exact 0 counts.",
    ko="기준값을 두어 작은 gradient를 없는 것으로 봅니다. Adam은 gradient의 크기로 나누므로 1e-30이라도 가중치가 움직입니다. 정확히 0일 때만 세세요.",
)
def small_taken_for_zero(model, loss_fn, x, y):
    return _without(model, loss_fn, x, y, lambda g: g is None or bool((g.abs() < 1e-8).all()))


@mistake(
    replaces="parameters_without_gradient",
    en="One entry of 0 is enough for you. With ReLU many entries are 0 on a batch; a parameter has no gradient only if all are.",
    ko="원소 하나만 0이어도 목록에 넣습니다. ReLU가 있으면 한 배치에서 0인 원소가 많습니다. 모든 원소가 0일 때만 넣으세요.",
)
def one_zero_is_enough(model, loss_fn, x, y):
    return _without(model, loss_fn, x, y, lambda g: g is None or not bool(g.all()))


@mistake(
    replaces="parameters_without_gradient",
    en="backward adds to what is in .grad already, so what an earlier batch has left there counts as a gradient of this one. Use torch.autograd.grad, or set .grad to None first and put it back afterwards.",
    ko="backward는 .grad에 있던 값에 더합니다. 그래서 이전 배치가 남긴 값을 이번 배치의 gradient로 셉니다. torch.autograd.grad를 쓰거나, .grad를 None으로 두었다가 나중에 되돌리세요.",
)
def stale_gradients_count(model, loss_fn, x, y):
    kept = [None if p.grad is None else p.grad.clone() for p in model.parameters()]
    with _left_as_it_was(model):
        loss = loss_fn(model(x), y)
        if loss.requires_grad:
            loss.backward()
    names = [n for n, p in model.named_parameters() if p.grad is None or not p.grad.any()]
    for parameter, gradient in zip(model.parameters(), kept):
        parameter.grad = gradient
    return names


@mistake(
    replaces="parameters_without_gradient",
    en="Your backward leaves its gradients in .grad, and the next training step adds its own to them. Use torch.autograd.grad, which returns gradients and leaves .grad alone.",
    ko="backward가 남긴 gradient가 .grad에 그대로 있어서 다음 학습 step의 gradient에 더해집니다. .grad를 건드리지 않고 gradient를 반환하는 torch.autograd.grad를 쓰세요.",
)
def gradients_left(model, loss_fn, x, y):
    names = right_parameters_without_gradient(model, loss_fn, x, y)
    with _left_as_it_was(model):
        loss = loss_fn(model(x), y)
        if loss.requires_grad:
            model.zero_grad()
            loss.backward()
    return names


@mistake(
    replaces="parameters_without_gradient",
    en="zero_grad at the end throws away the gradients that were there before you came: somebody may be accumulating over batches. Put .grad back as it was.",
    ko="마지막의 zero_grad가 원래 있던 gradient까지 지웁니다. 여러 배치에 걸쳐 gradient를 누적하는 중일 수도 있습니다. .grad를 원래대로 되돌리세요.",
)
def gradients_cleared(model, loss_fn, x, y):
    names = right_parameters_without_gradient(model, loss_fn, x, y)
    model.zero_grad()
    return names


@mistake(
    replaces="parameters_without_gradient",
    en="The names are sorted by the alphabet. Keep the order of named_parameters, which is that of the layers.",
    ko="이름을 알파벳순으로 정렬했습니다. 층의 순서인 named_parameters의 순서를 지키세요.",
)
def names_sorted(model, loss_fn, x, y):
    return sorted(right_parameters_without_gradient(model, loss_fn, x, y))


@mistake(
    replaces="parameters_without_gradient",
    en="Where nothing requires a gradient, backward raises, and so do you. All parameters are without a gradient then: ask loss.requires_grad first.",
    ko="gradient가 필요한 것이 하나도 없으면 backward가 예외를 냅니다. 이때는 모든 파라미터에 gradient가 없는 것입니다. loss.requires_grad를 먼저 확인하세요.",
)
def all_frozen_raises(model, loss_fn, x, y):
    loss = loss_fn(model(x), y)
    if not loss.requires_grad:
        loss.backward()
    return right_parameters_without_gradient(model, loss_fn, x, y)


@mistake(
    replaces="parameters_without_gradient",
    en="The forward pass of your diagnosis moves batch norm's running statistics. Keep the buffers and put them back, or work on a copy.",
    ko="진단용 forward가 batch norm의 running 통계를 움직입니다. 버퍼를 저장했다가 되돌리거나 복사본에서 하세요.",
)
def gradient_diagnosis_moves_statistics(model, loss_fn, x, y):
    gradients = _gradients(model, loss_fn, x, y)
    return [name for name, g in gradients.items() if g is None or not g.any()]


@mistake(
    replaces="parameters_without_gradient",
    en="model.train() at the start sets every module to train mode, also those that were in eval on purpose, and they stay so. Set no mode here.",
    ko="처음에 부른 model.train() 때문에 일부러 eval로 둔 모듈까지 train 모드가 되어 그대로 남습니다. 여기서는 모드를 바꾸지 마세요.",
)
def gradient_diagnosis_sets_train_mode(model, loss_fn, x, y):
    model.train()
    return right_parameters_without_gradient(model, loss_fn, x, y)


# train_step


@mistake(
    replaces="train_step",
    en="zero_grad is missing: PyTorch adds gradients up, so this step follows all the batches since the beginning. Clear them before backward.",
    ko="zero_grad가 없습니다. PyTorch는 gradient를 누적하므로 처음부터 지금까지의 모든 배치를 따라가게 됩니다. backward 전에 지우세요.",
)
def zero_grad_forgotten(model, optimizer, loss_fn, x, y):
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()


@mistake(
    replaces="train_step",
    en="zero_grad comes after the step only, so this step still has what was left in .grad before. Clear before backward.",
    ko="zero_grad를 step 뒤에만 불러서, 이번 step에는 이전에 .grad에 남아 있던 값이 섞입니다. backward 전에 지우세요.",
)
def zero_grad_at_the_end(model, optimizer, loss_fn, x, y):
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()


@mistake(
    replaces="train_step",
    en="zero_grad stands between backward and step and wipes out what backward has just computed; nothing is learnt. The order is zero_grad, backward, step.",
    ko="zero_grad가 backward와 step 사이에 있어 방금 구한 gradient를 지웁니다. 아무것도 학습되지 않습니다. 순서는 zero_grad, backward, step입니다.",
)
def zero_grad_before_the_step(model, optimizer, loss_fn, x, y):
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


@mistake(
    replaces="train_step",
    en="optimizer.step() is missing: gradients are computed and nobody moves.",
    ko="optimizer.step()이 없습니다. gradient만 구하고 파라미터는 움직이지 않습니다.",
)
def step_forgotten(model, optimizer, loss_fn, x, y):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    return loss.item()


@mistake(
    replaces="train_step",
    en="The loss is returned with its graph. Whoever sums such losses up keeps every graph in memory, until it runs out. Return loss.item(), or loss.detach().",
    ko="loss를 계산 그래프가 붙은 채 반환합니다. 이런 loss를 모아 두면 그래프가 모두 메모리에 남아 결국 부족해집니다. loss.item()이나 loss.detach()를 반환하세요.",
)
def loss_with_its_graph(model, optimizer, loss_fn, x, y):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss


@mistake(
    replaces="train_step",
    en="This is the loss after the update, for which the model has run once more. Return the loss that the gradient was taken of.",
    ko="업데이트 뒤의 loss를 반환합니다. 그 때문에 모델도 한 번 더 실행됩니다. gradient를 구한 바로 그 loss를 반환하세요.",
)
def loss_after_the_update(model, optimizer, loss_fn, x, y):
    right_train_step(model, optimizer, loss_fn, x, y)
    with _left_as_it_was(model), torch.no_grad():
        return loss_fn(model(x), y).item()


@mistake(
    replaces="train_step",
    en="model.train() inside the step takes the mode out of the caller's hands: a batch norm that was frozen in eval mode on purpose starts to learn again. Set no mode here.",
    ko="step 안에서 model.train()을 부르면 모드를 호출한 쪽이 정할 수 없습니다. 일부러 eval로 고정한 batch norm이 다시 움직입니다. 여기서는 모드를 바꾸지 마세요.",
)
def step_sets_train_mode(model, optimizer, loss_fn, x, y):
    model.train()
    return right_train_step(model, optimizer, loss_fn, x, y)


@mistake(
    replaces="train_step",
    en="The loss is computed a second time, for its value; in train mode that moves batch norm's statistics twice. Run the model once.",
    ko="값을 얻으려고 loss를 한 번 더 계산합니다. train 모드에서는 batch norm의 통계가 두 번 움직입니다. 모델은 한 번만 실행하세요.",
)
def model_run_twice(model, optimizer, loss_fn, x, y):
    with torch.no_grad():
        loss = loss_fn(model(x), y).item()
    right_train_step(model, optimizer, loss_fn, x, y)
    return loss


# can_overfit_one_batch


def _losses(model, optimizer, loss_fn, x, y, count):
    return [right_train_step(model, optimizer, loss_fn, x, y) for _ in range(count)]


@mistake(
    replaces="can_overfit_one_batch",
    en="The model itself is trained. After the test it knows one batch by heart and nothing else: train copy.deepcopy(model).",
    ko="모델 자체를 학습시킵니다. 검사가 끝나면 배치 하나만 외운 모델이 됩니다. copy.deepcopy(model)을 학습시키세요.",
)
def original_trained(model, loss_fn, x, y, steps, lr):
    modes = [(module, module.training) for module in model.modules()]
    optimizer = torch.optim.Adam(model.train().parameters(), lr=lr)
    start, *losses = _losses(model, optimizer, loss_fn, x, y, steps + 1)
    for module, training in modes:
        module.training = training
    return any(loss < start / 20 for loss in losses)


@mistake(
    replaces="can_overfit_one_batch",
    en="copy.copy makes a new shell around the same parameters, so the original learns all the same. It takes copy.deepcopy.",
    ko="copy.copy는 같은 파라미터를 담은 껍데기만 새로 만들어서 원래 모델이 그대로 학습됩니다. copy.deepcopy를 써야 합니다.",
)
def shallow_copy_trained(model, loss_fn, x, y, steps, lr):
    twin = copy.copy(model).train()
    optimizer = torch.optim.Adam(twin.parameters(), lr=lr)
    start, *losses = _losses(twin, optimizer, loss_fn, x, y, steps + 1)
    return any(loss < start / 20 for loss in losses)


@mistake(
    replaces="can_overfit_one_batch",
    en="The optimizer was made for the original's parameters and the copy is what runs, so nobody learns. Copy first, then make the optimizer of copy.parameters().",
    ko="optimizer는 원래 모델의 파라미터로 만들었는데 실행되는 것은 복사본이라 아무도 학습하지 않습니다. 먼저 복사하고 복사본의 parameters()로 optimizer를 만드세요.",
)
def optimizer_of_the_original(model, loss_fn, x, y, steps, lr):
    optimizer = torch.optim.Adam([p.detach().clone() for p in model.parameters()], lr=lr)
    twin = copy.deepcopy(model).train()
    start, *losses = _losses(twin, optimizer, loss_fn, x, y, steps + 1)
    return any(loss < start / 20 for loss in losses)


@mistake(
    replaces="can_overfit_one_batch",
    en="The copy stays in the mode of the model; in eval mode that is not the network that will be trained. Call train() on the copy.",
    ko="복사본이 모델의 모드를 그대로 씁니다. eval 모드라면 실제로 학습할 네트워크와 다릅니다. 복사본에 train()을 부르세요.",
)
def trained_in_the_models_mode(model, loss_fn, x, y, steps, lr):
    twin = copy.deepcopy(model)
    optimizer = torch.optim.Adam(twin.parameters(), lr=lr)
    start, *losses = _losses(twin, optimizer, loss_fn, x, y, steps + 1)
    return any(loss < start / 20 for loss in losses)


@mistake(
    replaces="can_overfit_one_batch",
    en="You call train() on the model before you copy it, and it stays so. Call it on the copy.",
    ko="복사하기 전에 모델에 train()을 불러서 모델의 모드가 바뀐 채 남습니다. 복사본에 부르세요.",
)
def original_set_to_train_mode(model, loss_fn, x, y, steps, lr):
    model.train()
    return right_can_overfit_one_batch(model, loss_fn, x, y, steps, lr)


@mistake(
    replaces="can_overfit_one_batch",
    en="Only the last loss is looked at. With a bold learning rate the loss may rise again; the batch was learnt all the same. Look after each step.",
    ko="마지막 loss만 확인합니다. 학습률이 크면 loss가 다시 오를 수 있지만 배치를 외운 적은 있습니다. step마다 확인하세요.",
)
def last_loss_only(model, loss_fn, x, y, steps, lr):
    twin = copy.deepcopy(model).train()
    optimizer = torch.optim.Adam(twin.parameters(), lr=lr)
    losses = _losses(twin, optimizer, loss_fn, x, y, steps + 1)
    return losses[-1] < losses[0] / 20


@mistake(
    replaces="can_overfit_one_batch",
    en="Each loss is taken before its step, so the one that the last step has led to is never looked at. Look once more after the loop.",
    ko="loss를 step 전에 확인하므로 마지막 step이 만든 loss는 보지 않습니다. 반복이 끝난 뒤 한 번 더 확인하세요.",
)
def last_step_not_looked_at(model, loss_fn, x, y, steps, lr):
    twin = copy.deepcopy(model).train()
    optimizer = torch.optim.Adam(twin.parameters(), lr=lr)
    start, *losses = _losses(twin, optimizer, loss_fn, x, y, steps)
    return any(loss < start / 20 for loss in losses)


@mistake(
    replaces="can_overfit_one_batch",
    en="Plain SGD is used. What is asked for is Adam, which copes with a learning rate that was not tuned.",
    ko="SGD를 썼습니다. 학습률을 따로 맞추지 않아도 되는 Adam을 써야 합니다.",
)
def sgd_for_adam(model, loss_fn, x, y, steps, lr):
    twin = copy.deepcopy(model).train()
    optimizer = torch.optim.SGD(twin.parameters(), lr=lr)
    start, *losses = _losses(twin, optimizer, loss_fn, x, y, steps + 1)
    return any(loss < start / 20 for loss in losses)


@mistake(
    replaces="can_overfit_one_batch",
    en="AdamW also shrinks the weights in each step, which works against learning by heart. What is asked for is plain Adam.",
    ko="AdamW는 step마다 가중치를 줄여서 외우는 것을 방해합니다. 기본 Adam을 쓰세요.",
)
def adamw_for_adam(model, loss_fn, x, y, steps, lr):
    twin = copy.deepcopy(model).train()
    optimizer = torch.optim.AdamW(twin.parameters(), lr=lr)
    start, *losses = _losses(twin, optimizer, loss_fn, x, y, steps + 1)
    return any(loss < start / 20 for loss in losses)


@mistake(
    replaces="can_overfit_one_batch",
    en="The loss after the last step is taken in eval mode, where other statistics are used and no dropout. Take it in train mode, as the one before the first step.",
    ko="마지막 step 뒤의 loss를 eval 모드에서 구합니다. 통계도 다르고 dropout도 없습니다. 첫 step 전의 loss와 똑같이 train 모드에서 구하세요.",
)
def last_look_in_eval_mode(model, loss_fn, x, y, steps, lr):
    twin = copy.deepcopy(model).train()
    optimizer = torch.optim.Adam(twin.parameters(), lr=lr)
    start, *losses = _losses(twin, optimizer, loss_fn, x, y, steps)
    with torch.no_grad():
        losses.append(loss_fn(twin.eval()(x), y).item())
    return any(loss < start / 20 for loss in losses)


@mistake(
    replaces="can_overfit_one_batch",
    en="lr is not handed to Adam, which then takes its default of 0.001.",
    ko="lr을 Adam에 넘기지 않아 기본값인 0.001이 쓰입니다.",
)
def lr_forgotten(model, loss_fn, x, y, steps, lr):
    return right_can_overfit_one_batch(model, loss_fn, x, y, steps, 1e-3)


@mistake(
    replaces="can_overfit_one_batch",
    en="The loss is compared with a fixed number. Losses have units: what counts is the share of the loss before the first step, a twentieth.",
    ko="loss를 고정된 값과 비교합니다. loss의 크기는 문제마다 다릅니다. 첫 step 전 loss의 20분의 1과 비교하세요.",
)
def fixed_threshold(model, loss_fn, x, y, steps, lr):
    twin = copy.deepcopy(model).train()
    optimizer = torch.optim.Adam(twin.parameters(), lr=lr)
    return any(loss < 0.05 for loss in _losses(twin, optimizer, loss_fn, x, y, steps + 1)[1:])


# initial_loss_is_sane


def _distance(model, x, y, num_classes):
    with torch.no_grad():
        return functional.cross_entropy(model(x), y).item() - math.log(num_classes)


@mistake(
    replaces="initial_loss_is_sane",
    en="The loss is taken in the mode that the model is in. With dropout or batch norm in train mode it depends on chance and on the batch: call eval() first.",
    ko="모델의 현재 모드에서 loss를 구합니다. train 모드의 dropout이나 batch norm이 있으면 우연과 배치에 따라 달라집니다. 먼저 eval()을 부르세요.",
)
def loss_in_the_models_mode(model, x, y, num_classes, tol):
    with _left_as_it_was(model):
        return abs(_distance(model, x, y, num_classes)) <= tol


@mistake(
    replaces="initial_loss_is_sane",
    en="The model is left in eval mode: the training that follows runs without dropout and with frozen statistics. Put the modes back.",
    ko="모델이 eval 모드로 남습니다. 이어지는 학습이 dropout 없이 고정된 통계로 진행됩니다. 모드를 되돌리세요.",
)
def left_in_eval_mode(model, x, y, num_classes, tol):
    model.eval()
    return abs(_distance(model, x, y, num_classes)) <= tol


@mistake(
    replaces="initial_loss_is_sane",
    en="model.train() at the end is not what was there before: a model in eval mode, or a single layer in it, is in train mode now. Remember each module's own mode.",
    ko="마지막의 model.train()은 원래 상태가 아닙니다. eval이던 모델이나 그 안의 층까지 train 모드가 됩니다. 모듈마다 자기 모드를 기억해 두세요.",
)
def back_to_train_mode(model, x, y, num_classes, tol):
    try:
        return right_initial_loss_is_sane(model, x, y, num_classes, tol)
    finally:
        model.train()


@mistake(
    replaces="initial_loss_is_sane",
    en="model.train(was_training) gives every module the root's mode, and a batch norm that was frozen in eval mode wakes up. Remember the mode of each of model.modules().",
    ko="model.train(was_training)은 모든 모듈에 최상위의 모드를 줍니다. eval로 고정한 batch norm이 다시 움직입니다. model.modules()마다 모드를 기억하세요.",
)
def the_roots_mode_for_all(model, x, y, num_classes, tol):
    was_training = model.training
    try:
        return right_initial_loss_is_sane(model, x, y, num_classes, tol)
    finally:
        model.train(was_training)


@mistake(
    replaces="initial_loss_is_sane",
    en="If the model raises, it stays in eval mode, since the lines that put the modes back are never reached. Put them back in a finally block.",
    ko="모델이 예외를 내면 모드를 되돌리는 줄까지 가지 못해 eval 모드로 남습니다. finally 블록에서 되돌리세요.",
)
def modes_lost_if_the_model_raises(model, x, y, num_classes, tol):
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    distance = _distance(model, x, y, num_classes)
    for module, training in modes:
        module.training = training
    return abs(distance) <= tol


@mistake(
    replaces="initial_loss_is_sane",
    en="Only losses above ln C are objected to. One far below it is as suspicious before any training, for it means that the labels leak: take the absolute value.",
    ko="ln C보다 큰 loss만 문제로 봅니다. 학습 전인데 훨씬 작아도 이상합니다. 정답이 새고 있다는 뜻이니 절댓값을 취하세요.",
)
def one_sided(model, x, y, num_classes, tol):
    with _left_as_it_was(model):
        return _distance(model.eval(), x, y, num_classes) <= tol


@mistake(
    replaces="initial_loss_is_sane",
    en="The loss is in nats, as cross_entropy takes the natural logarithm, and you compare it with log2 C: use math.log.",
    ko="cross_entropy는 자연로그를 쓰는데 log2 C와 비교했습니다. math.log를 쓰세요.",
)
def compared_in_bits(model, x, y, num_classes, tol):
    with _left_as_it_was(model):
        distance = _distance(model.eval(), x, y, num_classes)
    return abs(distance + math.log(num_classes) - math.log2(num_classes)) <= tol


@mistake(
    replaces="initial_loss_is_sane",
    en="cross_entropy takes logits, and you give it probabilities: its own softmax comes on top, and nearly every model looks sane. Leave the softmax out.",
    ko="cross_entropy는 logit을 받는데 확률을 넘겼습니다. softmax가 두 번 적용되어 거의 모든 모델이 정상으로 보입니다. softmax를 빼세요.",
)
def softmax_before_cross_entropy(model, x, y, num_classes, tol):
    with _left_as_it_was(model), torch.no_grad():
        loss = functional.cross_entropy(model.eval()(x).softmax(1), y).item()
    return abs(loss - math.log(num_classes)) <= tol


@mistake(
    replaces="initial_loss_is_sane",
    en="The cross-entropy is summed over the rows. ln C is the loss of one row: take the mean.",
    ko="cross-entropy를 행에 대해 더했습니다. ln C는 한 행의 loss이므로 평균을 내세요.",
)
def summed_over_the_rows(model, x, y, num_classes, tol):
    with _left_as_it_was(model), torch.no_grad():
        loss = functional.cross_entropy(model.eval()(x), y, reduction="sum").item()
    return abs(loss - math.log(num_classes)) <= tol


# name_the_fault


@mistake(
    replaces="name_the_fault",
    en="NaN is above nothing, so a loss of NaN passes your comparison with the start. Ask math.isfinite first.",
    ko="NaN은 무엇보다도 크지 않으므로, 처음 loss와 비교하는 조건을 NaN이 빠져나갑니다. 먼저 math.isfinite를 확인하세요.",
)
def nan_slips_through(records):
    tame = [
        record
        | {"loss": record["loss"] if record["loss"] == record["loss"] else records[0]["loss"]}
        for record in records
    ]
    return right_name_the_fault(tame)


@mistake(
    replaces="name_the_fault",
    en="zero_share alone decides for you. A network may be sparse and learn: dead means that the loss is flat as well.",
    ko="zero_share만 보고 판단합니다. 활성화가 드물어도 잘 배우는 네트워크가 있습니다. loss까지 평평해야 죽은 것입니다.",
)
def sparse_taken_for_dead(records):
    fault = right_name_the_fault(records)
    if fault != "learning rate too high" and records[-1]["zero_share"] > 0.95:
        return "dead relu"
    return fault


@mistake(
    replaces="name_the_fault",
    en="A loss far above its start is no learning rate to you if the units are dead. After an explosion they usually are; the list has an order, and a loss above its start comes first.",
    ko="loss가 처음보다 훨씬 높은데도 ReLU가 죽어 있으면 learning rate 탓으로 보지 않습니다. 발산한 뒤에는 대개 ReLU도 죽어 있습니다. 목록의 순서대로, 처음보다 높은 loss를 먼저 확인하세요.",
)
def dead_before_the_learning_rate(records):
    if records[-1]["zero_share"] > 0.95 and not records[-1]["loss"] < 0.95 * records[0]["loss"]:
        return "dead relu"
    return right_name_the_fault(records)


@mistake(
    replaces="name_the_fault",
    en="A loss above 1.461 is enough for you. Labels that are being learnt by heart keep it high for long too; only with a training accuracy above 0.8 is it a contradiction.",
    ko="loss가 1.461보다 크기만 하면 softmax를 의심합니다. 섞인 label을 외우는 동안에도 loss는 오래 높습니다. 학습 정확도가 0.8을 넘을 때만 모순입니다.",
)
def softmax_by_the_loss_alone(records):
    fault = right_name_the_fault(records)
    if fault in ("shuffled labels", "healthy") and records[-1]["loss"] > 1.461:
        return "softmax twice"
    return fault


@mistake(
    replaces="name_the_fault",
    en="You ask for shuffled labels before the second softmax. The list has an order: a loss that is stuck at a training accuracy above 0.8 comes first.",
    ko="softmax 두 번보다 섞인 label을 먼저 확인합니다. 목록에는 순서가 있습니다. 학습 정확도가 0.8을 넘는데 loss가 멈춘 경우가 먼저입니다.",
)
def labels_before_the_softmax(records):
    fault = right_name_the_fault(records)
    if fault == "softmax twice" and records[-1]["eval_accuracy"] < 0.2:
        return "shuffled labels"
    return fault


@mistake(
    replaces="name_the_fault",
    en="A high training accuracy is healthy to you. Look at the held-out accuracy: where it stays at chance, the labels were learnt by heart.",
    ko="학습 정확도만 높으면 정상이라고 봅니다. eval 정확도를 보세요. 우연 수준에 머물러 있다면 label을 외운 것입니다.",
)
def training_accuracy_is_enough(records):
    fault = right_name_the_fault(records)
    return "healthy" if fault == "shuffled labels" else fault


@mistake(
    replaces="name_the_fault",
    en="You look at the first record, from before training, where every run looks alike. What the fault has done shows in the last.",
    ko="학습 전인 첫 기록을 봅니다. 그때는 어떤 학습이든 비슷합니다. 문제가 남긴 흔적은 마지막 기록에 있습니다.",
)
def first_record_looked_at(records):
    loss = records[-1]["loss"]
    return right_name_the_fault([records[0], records[0] | {"loss": loss}])


@mistake(
    replaces="name_the_fault",
    en="The floor of a second softmax is ln(9 + e) - 1 = 1.461 for ten classes, and you wait for a loss near ln 10. After that much training it has left ln 10 behind.",
    ko="클래스가 10개일 때 softmax를 두 번 쓴 loss의 하한은 ln(9 + e) - 1 = 1.461인데 ln 10 부근을 기다립니다. 그만큼 학습하면 ln 10에서는 이미 내려와 있습니다.",
)
def softmax_expected_near_ln_10(records):
    fault = right_name_the_fault(records)
    if fault == "softmax twice" and records[-1]["loss"] < 2.2:
        return "healthy" if records[-1]["eval_accuracy"] > 0.2 else "shuffled labels"
    return fault
