"""What students write at midnight, and what they should read."""

import numpy as np
from solution import directional_derivative as right_derivative
from solution import filter_normalize as right_normalize
from solution import loss_along_line as right_line
from solution import loss_surface as right_surface
from solution import steepest_descent_direction as right_steepest

from autograder.authoring import mistake

# --- directional_derivative


def right_length(direction):
    length = np.linalg.norm(direction)
    if length == 0:
        raise ValueError("direction must not be zero")
    return length


@mistake(
    replaces="directional_derivative",
    en="The direction is not normalised, so an arrow twice as long gives another slope. Divide it by its norm first: u = direction / np.linalg.norm(direction).",
    ko="direction을 정규화하지 않아서 화살표가 두 배 길면 다른 기울기가 나옵니다. 먼저 norm으로 나누세요: u = direction / np.linalg.norm(direction).",
)
def direction_not_normalised(f, x, direction, eps):
    if not np.any(direction):
        raise ValueError("direction must not be zero")
    return (f(x + eps * direction) - f(x - eps * direction)) / (2 * eps)


@mistake(
    replaces="directional_derivative",
    en="You look to one side only. The forward difference has an error of order eps, the central one, (f(x + eps u) - f(x - eps u)) / (2 eps), of order eps squared.",
    ko="한쪽만 보았습니다. 전진 차분의 오차는 eps에 비례하고, 중앙 차분 (f(x + eps u) - f(x - eps u)) / (2 eps)의 오차는 eps의 제곱에 비례합니다.",
)
def forward_difference(f, x, direction, eps):
    u = direction / right_length(direction)
    return (f(x + eps * u) - f(x)) / eps


@mistake(
    replaces="directional_derivative",
    en="You divide by eps, but the two points are 2 * eps apart.",
    ko="eps로 나누었지만 두 점 사이의 거리는 2 * eps입니다.",
)
def divided_by_eps(f, x, direction, eps):
    return 2 * right_derivative(f, x, direction, eps)


@mistake(
    replaces="directional_derivative",
    en="You normalise by the sum of the absolute entries. The length of a direction is its Euclidean norm here, np.linalg.norm(direction).",
    ko="절댓값의 합으로 정규화했습니다. 여기서 방향의 길이는 유클리드 norm, 즉 np.linalg.norm(direction)입니다.",
)
def normalised_by_the_sum(f, x, direction, eps):
    right_length(direction)
    u = direction / np.sum(np.abs(direction))
    return (f(x + eps * u) - f(x - eps * u)) / (2 * eps)


@mistake(
    replaces="directional_derivative",
    en="eps is not used: you step by a number of your own.",
    ko="eps를 쓰지 않고 직접 정한 값만큼 움직입니다.",
)
def eps_of_its_own(f, x, direction, eps):
    return right_derivative(f, x, direction, 1e-5)


@mistake(
    replaces="directional_derivative",
    en="You estimate every partial derivative and combine them. That takes 2 D evaluations in place of 2, and it tests the axes, not the line that was asked for: evaluate f at x + eps * u and x - eps * u.",
    ko="모든 편미분을 구해서 합쳤습니다. 함수를 2번이 아니라 2 D번 계산해야 하고, 물어본 직선이 아니라 축을 따라 잰 것입니다. x + eps * u와 x - eps * u에서 f를 계산하세요.",
)
def through_the_partial_derivatives(f, x, direction, eps):
    u = direction / right_length(direction)
    axes = np.eye(len(x))
    return sum(right_derivative(f, x, axis, eps) * part for axis, part in zip(axes, u))


@mistake(
    replaces="directional_derivative",
    en="A zero direction gives NaN: it points nowhere and can't be normalised. Raise ValueError where its norm is 0.",
    ko="direction이 0이면 NaN이 나옵니다. 가리키는 곳이 없어 정규화할 수 없습니다. norm이 0이면 ValueError를 일으키세요.",
)
def zero_direction_divided(f, x, direction, eps):
    u = direction / np.linalg.norm(direction)
    return (f(x + eps * u) - f(x - eps * u)) / (2 * eps)


@mistake(
    replaces="directional_derivative",
    en="A zero direction gives the slope 0, which looks like flat ground. It points nowhere: raise ValueError where its norm is 0.",
    ko="direction이 0이면 기울기 0을 반환해서 평평한 곳처럼 보입니다. 가리키는 곳이 없으므로 norm이 0이면 ValueError를 일으키세요.",
)
def zero_direction_is_flat(f, x, direction, eps):
    return right_derivative(f, x, direction, eps) if np.any(direction) else 0.0


# --- steepest_descent_direction


@mistake(
    replaces="steepest_descent_direction",
    en="Your direction leads up. The gradient points uphill; descent goes against it.",
    ko="올라가는 방향입니다. gradient는 오르막을 가리키므로 그 반대로 가야 합니다.",
)
def points_uphill(grad, norm="l2"):
    return -right_steepest(grad, norm)


@mistake(
    replaces="steepest_descent_direction",
    en="For l2 you return the gradient as long as it is. A direction has length 1: divide by its norm.",
    ko='"l2"에서 gradient의 길이가 그대로입니다. 방향의 길이는 1이어야 하므로 norm으로 나누세요.',
)
def gradient_as_it_is(grad, norm="l2"):
    return -1.0 * grad if norm == "l2" else right_steepest(grad, norm)


@mistake(
    replaces="steepest_descent_direction",
    en="For l1 you scale the gradient to length 1. That is a direction of length 1, and not the one that falls most: with a budget of 1 for the sum of |d|, spend all of it on the coordinate of the largest |gradient|.",
    ko='"l1"에서 gradient의 길이만 1로 맞췄습니다. 길이는 맞지만 가장 많이 내려가는 방향은 아닙니다. |d|의 합이 1로 정해져 있다면 |gradient|가 가장 큰 좌표 하나에 모두 써야 합니다.',
)
def l1_scales_the_gradient(grad, norm="l2"):
    if norm == "l1" and np.any(grad):
        return -grad / np.sum(np.abs(grad))
    return right_steepest(grad, norm)


@mistake(
    replaces="steepest_descent_direction",
    en="For linf you scale the gradient by its largest entry. Every coordinate may move by 1 there, and each one that moves less gives away some fall: -sign(grad).",
    ko='"linf"에서 gradient를 가장 큰 원소로 나눴습니다. 모든 좌표가 1까지 움직일 수 있는데 덜 움직이면 그만큼 덜 내려갑니다: -sign(grad).',
)
def linf_scales_the_gradient(grad, norm="l2"):
    if norm == "linf" and np.any(grad):
        return -grad / np.max(np.abs(grad))
    return right_steepest(grad, norm)


@mistake(
    replaces="steepest_descent_direction",
    en="l1 and linf are swapped. The norm is that of the step: where the sum of |d| is limited, one coordinate moves; where the largest |d| is limited, all of them do.",
    ko='"l1"과 "linf"가 뒤바뀌었습니다. norm은 걸음의 길이를 재는 것입니다. |d|의 합이 제한되면 좌표 하나만 움직이고, 가장 큰 |d|가 제한되면 모든 좌표가 움직입니다.',
)
def l1_and_linf_swapped(grad, norm="l2"):
    return right_steepest(grad, {"l1": "linf", "linf": "l1"}.get(norm, norm))


@mistake(
    replaces="steepest_descent_direction",
    en="For l1 you take the largest gradient with its sign. The steepest coordinate is that of the largest absolute value: argmax of |grad|.",
    ko='"l1"에서 부호를 포함해 가장 큰 gradient를 골랐습니다. 가장 가파른 좌표는 절댓값이 가장 큰 것입니다: |grad|의 argmax.',
)
def l1_of_the_largest_with_its_sign(grad, norm="l2"):
    direction = right_steepest(grad, norm)
    if norm == "l1":
        direction = np.zeros_like(direction)
        direction[np.argmax(grad)] = -np.sign(grad[np.argmax(grad)])
    return direction


@mistake(
    replaces="steepest_descent_direction",
    en="For l1 the entry is minus the gradient itself. Its length must be 1: minus its sign.",
    ko='"l1"에서 gradient 값을 그대로 넣었습니다. 길이가 1이어야 하므로 부호만 반대로 넣으세요.',
)
def l1_with_the_size_of_the_gradient(grad, norm="l2"):
    direction = right_steepest(grad, norm)
    return direction * np.abs(grad) if norm == "l1" else direction


@mistake(
    replaces="steepest_descent_direction",
    en="For l1 several coordinates move where their gradients are equally large. Take the first of them alone.",
    ko='"l1"에서 gradient 크기가 같은 좌표가 여럿이면 모두 움직입니다. 그중 첫 번째 하나만 움직이세요.',
)
def l1_moves_every_largest(grad, norm="l2"):
    direction = right_steepest(grad, norm)
    if norm == "l1":
        direction = np.where(np.abs(grad) == np.abs(grad).max(), -np.sign(grad), 0.0)
    return direction.astype(grad.dtype if grad.dtype.kind == "f" else np.float64)


@mistake(
    replaces="steepest_descent_direction",
    en="For l1 the last of several equally steep coordinates moves. Ties go to the first, as with np.argmax; np.argsort(...)[-1] picks another.",
    ko='"l1"에서 똑같이 가파른 좌표가 여럿일 때 마지막 것이 움직입니다. np.argmax처럼 첫 번째를 고르세요. np.argsort(...)[-1]은 다른 것을 고릅니다.',
)
def l1_last_of_ties(grad, norm="l2"):
    return right_steepest(grad[::-1], norm)[::-1]


@mistake(
    replaces="steepest_descent_direction",
    en="For linf a coordinate with gradient 0 moves too. Nothing is won there: np.sign(0) is 0.",
    ko='"linf"에서 gradient가 0인 좌표도 움직입니다. 거기서는 얻을 것이 없습니다. np.sign(0)은 0입니다.',
)
def linf_moves_flat_coordinates(grad, norm="l2"):
    direction = right_steepest(grad, norm)
    if norm == "linf" and np.any(grad):
        direction = np.where(grad > 0, -1.0, 1.0).astype(direction.dtype)
    return direction


@mistake(
    replaces="steepest_descent_direction",
    en="A zero gradient gives NaN, 0 divided by 0. No direction falls there: return zeros.",
    ko="gradient가 0이면 0을 0으로 나눠 NaN이 나옵니다. 내려갈 방향이 없으므로 0 벡터를 반환하세요.",
)
def zero_gradient_divided(grad, norm="l2"):
    if norm == "l2":
        return -grad / np.linalg.norm(grad)
    return right_steepest(grad, norm)


@mistake(
    replaces="steepest_descent_direction",
    en="A constant added to the norm keeps the direction from having length 1, and a gradient as small as the constant makes hardly a direction at all. Treat the zero gradient apart and divide by the norm alone.",
    ko="norm에 상수를 더하면 길이가 1이 되지 않고, gradient가 그 상수만큼 작으면 방향이 거의 사라집니다. gradient가 0인 경우를 따로 처리하고 norm으로만 나누세요.",
)
def constant_in_the_denominator(grad, norm="l2"):
    if norm == "l2":
        return -grad / (np.linalg.norm(grad) + grad.dtype.type(1e-8))
    return right_steepest(grad, norm)


@mistake(
    replaces="steepest_descent_direction",
    en="A norm that you don't know passes for one that you do. Raise ValueError for anything but the three.",
    ko="모르는 norm을 아는 것처럼 처리합니다. 세 가지 말고는 ValueError를 일으키세요.",
)
def unknown_norm_let_through(grad, norm="l2"):
    return right_steepest(grad, norm if norm in ("l1", "linf") else "l2")


@mistake(
    replaces="steepest_descent_direction",
    en="Your result has the wrong dtype: float32 must stay float32, and integers must become float64 (np.sign of integers is an integer, np.zeros is float64).",
    ko="결과의 dtype이 다릅니다. float32는 float32로 남고 정수는 float64가 되어야 합니다. 정수의 np.sign은 정수이고, np.zeros는 float64입니다.",
)
def dtype_by_accident(grad, norm="l2"):
    if norm == "linf":
        return -np.sign(grad)
    direction = right_steepest(grad, norm)
    return direction.astype(np.float64) if norm == "l1" else direction


# --- loss_along_line


@mistake(
    replaces="loss_along_line",
    en="You normalise the direction, and the axis is stretched. Use it as it is: alpha counts in lengths of the direction.",
    ko="direction을 정규화해서 축이 늘어나거나 줄었습니다. 그대로 쓰세요. alpha의 단위는 direction의 길이입니다.",
)
def line_normalised(f, theta, direction, alphas):
    return right_line(f, theta, direction / np.linalg.norm(direction), alphas)


@mistake(
    replaces="loss_along_line",
    en="You walk between two points, (1 - alpha) * theta + alpha * direction. A direction is an arrow, not an end point: theta + alpha * direction.",
    ko="(1 - alpha) * theta + alpha * direction으로 두 점 사이를 걸었습니다. direction은 끝점이 아니라 화살표입니다: theta + alpha * direction.",
)
def direction_as_an_end_point(f, theta, direction, alphas):
    return right_line(f, theta, direction - theta, alphas)


@mistake(
    replaces="loss_along_line",
    en="The steps add up: each point starts from the one before. Every position is counted from theta itself; `theta = theta + alpha * direction` in the loop moves the origin.",
    ko="걸음이 누적됩니다. 각 점이 바로 앞 점에서 시작합니다. 모든 위치는 theta에서부터 재야 합니다. 반복문 안의 `theta = theta + alpha * direction`은 원점을 옮깁니다.",
)
def steps_add_up(f, theta, direction, alphas):
    return right_line(f, theta, direction, np.cumsum(alphas))


@mistake(
    replaces="loss_along_line",
    en="theta is missing: the line must go through theta, theta + alpha * direction.",
    ko="theta가 빠졌습니다. 직선은 theta를 지나야 합니다: theta + alpha * direction.",
)
def line_through_the_origin(f, theta, direction, alphas):
    return right_line(f, 0 * theta, direction, alphas)


@mistake(
    replaces="loss_along_line",
    en="You spread positions of your own, evenly from the lowest alpha to the highest. Use the alphas that came, in their order.",
    ko="alpha의 최솟값에서 최댓값까지 고르게 나눈 위치를 새로 만들었습니다. 주어진 alphas를 그 순서대로 쓰세요.",
)
def positions_of_its_own(f, theta, direction, alphas):
    even = np.linspace(np.min(alphas), np.max(alphas), len(alphas))
    return right_line(f, theta, direction, even)


@mistake(
    replaces="loss_along_line",
    en="You subtract the loss at theta. Asked for is the loss itself on the vertical axis.",
    ko="theta에서의 loss를 뺐습니다. 세로축은 loss 그 자체입니다.",
)
def height_above_theta(f, theta, direction, alphas):
    return right_line(f, theta, direction, alphas) - f(theta)


@mistake(
    replaces="loss_along_line",
    en="theta += ... moves the caller's weights. Make a new point for each alpha: theta + alpha * direction.",
    ko="theta += ...는 호출한 쪽의 가중치를 옮깁니다. alpha마다 새 점을 만드세요: theta + alpha * direction.",
)
def theta_moved(f, theta, direction, alphas):
    losses = right_line(f, theta, direction, alphas)
    if theta.dtype.kind == "f" and theta.flags.writeable:
        theta += alphas[-1] * direction
    return losses


# --- loss_surface


@mistake(
    replaces="loss_surface",
    en="The axes are transposed: entry [i, j] belongs to alphas[i] and betas[j]. np.meshgrid makes it the other way round unless it gets indexing='ij'.",
    ko="축이 뒤바뀌었습니다. [i, j]는 alphas[i]와 betas[j]의 값이어야 합니다. np.meshgrid는 indexing='ij'를 주지 않으면 반대로 만듭니다.",
)
def axes_transposed(f, theta, d1, d2, alphas, betas):
    return right_surface(f, theta, d1, d2, alphas, betas).T


@mistake(
    replaces="loss_surface",
    en="The directions are swapped: alpha goes along d1, beta along d2.",
    ko="두 방향이 뒤바뀌었습니다. alpha는 d1, beta는 d2 방향입니다.",
)
def directions_swapped(f, theta, d1, d2, alphas, betas):
    return right_surface(f, theta, d2, d1, alphas, betas)


@mistake(
    replaces="loss_surface",
    en="You normalise d1 and d2, and the axes are stretched. Use them as they are.",
    ko="d1과 d2를 정규화해서 축이 늘어나거나 줄었습니다. 그대로 쓰세요.",
)
def plane_normalised(f, theta, d1, d2, alphas, betas):
    d1, d2 = d1 / np.linalg.norm(d1), d2 / np.linalg.norm(d2)
    return right_surface(f, theta, d1, d2, alphas, betas)


@mistake(
    replaces="loss_surface",
    en="The steps along d1 add up from row to row. Every row is counted from theta: theta + alphas[i] * d1.",
    ko="d1 방향의 걸음이 행마다 누적됩니다. 모든 행은 theta에서부터 재야 합니다: theta + alphas[i] * d1.",
)
def rows_add_up(f, theta, d1, d2, alphas, betas):
    return right_surface(f, theta, d1, d2, np.cumsum(alphas), betas)


@mistake(
    replaces="loss_surface",
    en="You add the losses of two lines. A loss is no sum of what each direction does alone: evaluate f at theta + alpha * d1 + beta * d2.",
    ko="두 직선의 loss를 더했습니다. loss는 각 방향이 따로 만드는 변화의 합이 아닙니다. theta + alpha * d1 + beta * d2에서 f를 계산하세요.",
)
def sum_of_two_lines(f, theta, d1, d2, alphas, betas):
    first, second = right_line(f, theta, d1, alphas), right_line(f, theta, d2, betas)
    return first[:, None] + second - f(theta)


@mistake(
    replaces="loss_surface",
    en="d2 is made orthogonal to d1 first. Nobody asked for that: use both directions as they are.",
    ko="d2를 d1에 수직이 되도록 바꿨습니다. 그런 요구는 없습니다. 두 방향을 그대로 쓰세요.",
)
def made_orthogonal(f, theta, d1, d2, alphas, betas):
    d2 = d2 - d1 * (np.sum(d1 * d2) / np.sum(d1 * d1))
    return right_surface(f, theta, d1, d2, alphas, betas)


# --- filter_normalize


@mistake(
    replaces="filter_normalize",
    en="You scale the whole tensor by one number. Then filters with small weights get steps that are far too large for them: each filter needs its own norm, over all axes but filter_axis.",
    ko="텐서 전체에 숫자 하나를 곱했습니다. 그러면 가중치가 작은 filter는 지나치게 큰 걸음을 받습니다. filter마다, filter_axis를 뺀 모든 축에서 norm을 따로 구해야 합니다.",
)
def one_norm_for_the_tensor(direction, weights, filter_axis=0):
    if direction.ndim == 1:
        return right_normalize(direction, weights)
    length = np.sqrt(np.sum(np.square(direction)))
    return direction * (np.sqrt(np.sum(np.square(weights))) / (length if length else 1))


@mistake(
    replaces="filter_normalize",
    en="A filter of zeros becomes NaN, 0 divided by 0, and one NaN blackens the whole picture. It has no direction to scale: leave it zero.",
    ko="0으로만 된 filter가 0을 0으로 나눠 NaN이 됩니다. NaN 하나가 그림 전체를 망칩니다. 늘릴 방향이 없으므로 0으로 두세요.",
)
def zero_filter_divided(direction, weights, filter_axis=0):
    others = tuple(a for a in range(direction.ndim) if a != filter_axis % direction.ndim)
    length = np.sqrt(np.sum(np.square(direction), axis=others, keepdims=True))
    wanted = np.sqrt(np.sum(np.square(weights), axis=others, keepdims=True))
    return direction * (wanted / length)


@mistake(
    replaces="filter_normalize",
    en="Your norms run along filter_axis itself. That axis counts the filters; the norm of one is over all the other axes.",
    ko="norm을 filter_axis 방향으로 구했습니다. 그 축은 filter를 세는 축이고, filter 하나의 norm은 나머지 모든 축에서 구합니다.",
)
def norm_along_the_filter_axis(direction, weights, filter_axis=0):
    if direction.ndim == 1:
        return right_normalize(direction, weights)
    length = np.sqrt(np.sum(np.square(direction), axis=filter_axis, keepdims=True))
    wanted = np.sqrt(np.sum(np.square(weights), axis=filter_axis, keepdims=True))
    return direction * (wanted / np.where(length == 0, 1, length))


@mistake(
    replaces="filter_normalize",
    en="filter_axis is ignored: your filters are always along axis 0. In x @ W, where W is (D, H), they are along axis 1.",
    ko="filter_axis를 무시하고 항상 0번 축을 filter로 봅니다. W가 (D, H)인 x @ W에서는 1번 축입니다.",
)
def always_the_first_axis(direction, weights, filter_axis=0):
    return right_normalize(direction, weights)


@mistake(
    replaces="filter_normalize",
    en="A negative filter_axis is not recognised among 0, 1, 2, ..., so no axis is spared. Take it modulo the number of axes first.",
    ko="음수 filter_axis가 0, 1, 2, ... 중에 없어서 어느 축도 남지 않습니다. 먼저 축의 수로 나눈 나머지를 구하세요.",
)
def negative_axis_missed(direction, weights, filter_axis=0):
    others = tuple(axis for axis in range(direction.ndim) if axis != filter_axis)
    length = np.sqrt(np.sum(np.square(direction), axis=others, keepdims=True))
    wanted = np.sqrt(np.sum(np.square(weights), axis=others, keepdims=True))
    return direction * (wanted / np.where(length == 0, 1, length))


@mistake(
    replaces="filter_normalize",
    en="Every filter gets norm 1. It must get the norm of its filter in the weights: multiply by that.",
    ko="모든 filter의 norm이 1입니다. 가중치에서 대응하는 filter의 norm을 가져야 하므로 그 값을 곱하세요.",
)
def filters_of_length_one(direction, weights, filter_axis=0):
    others = tuple(a for a in range(direction.ndim) if a != filter_axis % direction.ndim)
    length = np.sqrt(np.sum(np.square(direction), axis=others, keepdims=True))
    return direction / np.where(length == 0, 1, length)


@mistake(
    replaces="filter_normalize",
    en="You multiply by the norm of the weights but don't divide by that of the direction, so a long random filter stays long.",
    ko="가중치의 norm을 곱하기만 하고 direction의 norm으로 나누지 않았습니다. 그래서 긴 filter는 여전히 깁니다.",
)
def not_divided_by_its_norm(direction, weights, filter_axis=0):
    others = tuple(a for a in range(direction.ndim) if a != filter_axis % direction.ndim)
    return direction * np.sqrt(np.sum(np.square(weights), axis=others, keepdims=True))


@mistake(
    replaces="filter_normalize",
    en="The ratio is upside down: the norm of the weights over that of the direction.",
    ko="비율이 뒤집혔습니다. 가중치의 norm을 direction의 norm으로 나누세요.",
)
def ratio_upside_down(direction, weights, filter_axis=0):
    others = tuple(a for a in range(direction.ndim) if a != filter_axis % direction.ndim)
    length = np.sqrt(np.sum(np.square(direction), axis=others, keepdims=True))
    wanted = np.sqrt(np.sum(np.square(weights), axis=others, keepdims=True))
    return direction * (length / np.where(wanted == 0, 1, wanted))


@mistake(
    replaces="filter_normalize",
    en="A 1-D array is treated as one filter. In a bias every entry belongs to a unit of its own: each gets the absolute value of its weight.",
    ko="1-D 배열을 filter 하나로 보았습니다. bias의 원소는 저마다 다른 unit의 것이므로, 원소마다 대응하는 가중치의 절댓값을 가져야 합니다.",
)
def vector_as_one_filter(direction, weights, filter_axis=0):
    if direction.ndim > 1:
        return right_normalize(direction, weights, filter_axis)
    length = np.linalg.norm(direction)
    return direction * (np.linalg.norm(weights) / (length if length else 1))


@mistake(
    replaces="filter_normalize",
    en="For a 1-D array you return the weights themselves, as the authors' code does. Then every direction has the same part there: keep the sign of the direction, with the absolute value of the weight.",
    ko="1-D 배열에서 (저자들의 코드처럼) 가중치를 그대로 반환했습니다. 그러면 어떤 direction이든 그 부분이 똑같아집니다. direction의 부호를 유지하고 크기만 가중치의 절댓값으로 하세요.",
)
def bias_copied(direction, weights, filter_axis=0):
    if direction.ndim > 1:
        return right_normalize(direction, weights, filter_axis)
    return np.where(direction == 0, 0, weights).astype(np.result_type(weights, 0.0))


@mistake(
    replaces="filter_normalize",
    en="direction *= ... changes the caller's array. Return a new one: direction * (...).",
    ko="direction *= ...는 호출한 쪽의 배열을 바꿉니다. 새 배열을 반환하세요: direction * (...).",
)
def direction_changed(direction, weights, filter_axis=0):
    result = right_normalize(direction, weights, filter_axis)
    if direction.dtype.kind == "f" and direction.flags.writeable:
        direction[...] = result
    return result
