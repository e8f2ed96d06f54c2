"""What students write at midnight, and what they should read."""

import numpy as np
from solution import backtracking_step as right_backtracking_step
from solution import fit_linear_regression as right_fit
from solution import gradient_descent as right_gradient_descent

from autograder.authoring import mistake


def _float(array):
    return array if array.dtype.kind == "f" else array.astype(np.float64)


# --- gradient_descent


@mistake(
    replaces="gradient_descent",
    en="You walk uphill. The gradient points to where f grows fastest, so a step down subtracts it: x - lr * grad(x).",
    ko="오르막으로 걷고 있습니다. gradient는 f가 가장 빨리 커지는 방향을 가리키므로, 내려가려면 빼야 합니다: x - lr * grad(x).",
)
def uphill(grad, x0, lr, steps):
    return right_gradient_descent(grad, x0, -lr, steps)


@mistake(
    replaces="gradient_descent",
    en="Your path begins after the first step. The start belongs to it: row 0 is x0, and steps steps make steps + 1 rows.",
    ko="경로가 첫 걸음 뒤에서 시작합니다. 출발점도 경로에 들어갑니다. 0번 행은 x0이고, steps걸음이면 행은 steps + 1개입니다.",
)
def without_the_start(grad, x0, lr, steps):
    x, path = _float(x0), []
    for _ in range(steps):
        x = x - lr * grad(x)
        path.append(x)
    return np.array(path).reshape(steps, *x.shape)


@mistake(
    replaces="gradient_descent",
    en="Your path stops one step early: the last point was computed and not kept, or never computed. steps steps make steps + 1 rows.",
    ko="마지막 점이 빠졌습니다. 계산만 하고 저장하지 않았거나 한 걸음 덜 갔습니다. steps걸음이면 행은 steps + 1개입니다.",
)
def without_the_end(grad, x0, lr, steps):
    x, path = _float(x0), []
    for _ in range(steps):
        path.append(x)
        x = x - lr * grad(x)
    return np.array(path).reshape(steps, *x.shape)


@mistake(
    replaces="gradient_descent",
    en="You leave the start out and take one step more, so every row is one step ahead. Row 0 is x0 itself.",
    ko="출발점을 빼고 한 걸음 더 가서 모든 행이 한 걸음씩 앞서 있습니다. 0번 행은 x0 자신입니다.",
)
def one_step_ahead(grad, x0, lr, steps):
    return right_gradient_descent(grad, x0, lr, steps + 1)[1:]


@mistake(
    replaces="gradient_descent",
    en="All rows are one and the same array: x -= ... changes the point that you have already put into the list. Make a new array, x = x - lr * grad(x), or append x.copy().",
    ko="모든 행이 같은 배열 하나입니다. x -= ...는 이미 리스트에 넣은 점까지 바꿉니다. x = x - lr * grad(x)로 새 배열을 만들거나 x.copy()를 넣으세요.",
)
def one_aliased_array(grad, x0, lr, steps):
    x = np.array(_float(x0))
    path = [x]
    for _ in range(steps):
        x -= lr * grad(x)
        path.append(x)
    return np.array(path)


@mistake(
    replaces="gradient_descent",
    en="Only the last point is returned. Keep every point on the way: (steps + 1, D).",
    ko="마지막 점만 반환했습니다. 지나온 점을 모두 남겨야 합니다: (steps + 1, D).",
)
def only_the_end(grad, x0, lr, steps):
    return right_gradient_descent(grad, x0, lr, steps)[-1]


@mistake(
    replaces="gradient_descent",
    en="You use the gradient at x0 for every step, so the path is a straight line. The slope changes on the way: compute grad(x) again at each point.",
    ko="모든 걸음에 x0에서의 gradient를 써서 경로가 직선입니다. 기울기는 가는 동안 바뀌므로 점마다 grad(x)를 다시 계산하세요.",
)
def gradient_at_the_start_only(grad, x0, lr, steps):
    x0 = _float(x0)
    gradient = grad(x0)
    return np.stack([x0 - t * lr * gradient for t in range(steps + 1)])


@mistake(
    replaces="gradient_descent",
    en="You divide the gradient by its length, so that every step is lr long. Plain gradient descent steps by lr times the gradient itself: it slows down where the ground gets flat, and that is how it can stop.",
    ko="gradient를 그 길이로 나눠서 모든 걸음의 길이가 lr입니다. 보통의 gradient descent는 gradient 자체에 lr을 곱해 움직입니다. 바닥이 평평해지면 걸음도 짧아지고, 그래서 멈출 수 있습니다.",
)
def gradient_normalised(grad, x0, lr, steps):
    def unit(x):
        gradient = grad(x)
        norm = np.sqrt(np.sum(gradient**2))
        return gradient / norm if norm > 0 else gradient

    return right_gradient_descent(unit, x0, lr, steps)


@mistake(
    replaces="gradient_descent",
    en="You stop where the gradient is almost zero, and rows are missing. Asked for are exactly steps steps: stay there and repeat the point.",
    ko="gradient가 거의 0이면 멈춰서 행이 모자랍니다. 정확히 steps걸음을 가야 합니다. 그 자리에 머물며 같은 점을 반복하세요.",
)
def stopped_where_it_is_flat(grad, x0, lr, steps):
    path = [_float(x0)]
    for _ in range(steps):
        gradient = grad(path[-1])
        if np.abs(gradient).max() < 1e-8:
            break
        path.append(path[-1] - lr * gradient)
    return np.stack(path)


@mistake(
    replaces="gradient_descent",
    en="Your path has the dtype of x0, and where x0 holds integers every point is cut to whole numbers. Promote x0 to float first.",
    ko="경로의 dtype이 x0을 따라가서, x0이 정수이면 모든 점의 소수부가 잘립니다. 먼저 x0을 float로 바꾸세요.",
)
def cut_to_integers(grad, x0, lr, steps):
    path = np.empty((steps + 1, *x0.shape), dtype=x0.dtype)
    path[0] = x0
    for t in range(steps):
        path[t + 1] = path[t] - lr * grad(path[t])
    return path


@mistake(
    replaces="gradient_descent",
    en="float32 comes back as float64: np.zeros and np.empty make float64 unless they are told otherwise. Keep x0's float type.",
    ko="float32를 넣었는데 float64가 나옵니다. np.zeros와 np.empty는 따로 지정하지 않으면 float64를 만듭니다. x0의 float 타입을 유지하세요.",
)
def path_in_float64(grad, x0, lr, steps):
    path = np.zeros((steps + 1, len(x0)))
    path[0] = x0
    for t in range(steps):
        path[t + 1] = path[t] - lr * grad(path[t])
    return path


@mistake(
    replaces="gradient_descent",
    en="x0 -= ... moves the caller's own start. Work on a copy: x = x0 - lr * grad(x0) makes a new array.",
    ko="x0 -= ...는 호출한 쪽의 출발점을 옮겨 버립니다. 복사본에서 계산하세요. x = x0 - lr * grad(x0)은 새 배열을 만듭니다.",
)
def start_moved(grad, x0, lr, steps):
    path = [np.array(_float(x0))]
    if x0.dtype.kind != "f":
        return right_gradient_descent(grad, x0, lr, steps)
    for _ in range(steps):
        x0 -= lr * grad(x0)
        path.append(x0.copy())
    return np.stack(path)


# --- backtracking_step


def _search(f, grad, x, lr0, shrink, accepts, trials=51):
    """The search, with a condition of one's own: accepts(f(x_new), f(x), lr, gradient)."""
    x = _float(x)
    gradient = grad(x)
    value = f(x)
    for trial in range(trials):
        lr = lr0 * shrink**trial
        x_new = x - lr * gradient
        if accepts(f(x_new), value, lr, gradient):
            return x_new, lr
    return x, 0.0


@mistake(
    replaces="backtracking_step",
    en="You accept whatever lowers f. Armijo's condition asks for more, a share of what the slope promises: f(x - lr g) <= f(x) - c * lr * ||g||^2. Without it, steps may get smaller and smaller gains and never arrive.",
    ko="f가 낮아지기만 하면 받아들입니다. Armijo 조건은 기울기가 약속한 감소량의 일정 비율을 요구합니다: f(x - lr g) <= f(x) - c * lr * ||g||^2. 이것이 없으면 감소량이 점점 줄어들어 끝내 도달하지 못할 수 있습니다.",
)
def armijo_without_the_slope(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    return _search(f, grad, x, lr0, shrink, lambda new, old, lr, g: new <= old)


@mistake(
    replaces="backtracking_step",
    en="You use the norm of the gradient where its square belongs. Along -g, f falls at the rate ||g||^2 per unit of lr: f(x) - c * lr * (g @ g).",
    ko="gradient의 norm을 제곱하지 않았습니다. -g 방향으로 갈 때 f는 lr 한 단위당 ||g||^2씩 줄어듭니다: f(x) - c * lr * (g @ g).",
)
def norm_not_squared(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    return _search(
        f, grad, x, lr0, shrink, lambda new, old, lr, g: new <= old - c * lr * np.linalg.norm(g)
    )


@mistake(
    replaces="backtracking_step",
    en="The sign of the slope is lost: with f(x) + c * lr * ||g||^2 on the right, steps that go up are accepted. It is f(x) - c * lr * ||g||^2.",
    ko="기울기 항의 부호가 틀렸습니다. 오른쪽이 f(x) + c * lr * ||g||^2이면 올라가는 걸음도 받아들입니다. f(x) - c * lr * ||g||^2이어야 합니다.",
)
def slope_added(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    return _search(
        f, grad, x, lr0, shrink, lambda new, old, lr, g: new <= old + c * lr * np.sum(g**2)
    )


@mistake(
    replaces="backtracking_step",
    en="You ask for the same fall whatever lr is. A shorter step promises less: the bound is f(x) - c * lr * ||g||^2, with lr in it.",
    ko="lr과 관계없이 같은 감소량을 요구합니다. 걸음이 짧으면 약속된 감소량도 적습니다. f(x) - c * lr * ||g||^2에는 lr이 들어 있습니다.",
)
def slope_without_lr(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    return _search(f, grad, x, lr0, shrink, lambda new, old, lr, g: new <= old - c * np.sum(g**2))


@mistake(
    replaces="backtracking_step",
    en="You leave c out and ask for all that the slope promises. A function that curves upwards falls short of that at every lr: multiply by c.",
    ko="c를 빼고 기울기가 약속한 감소량 전부를 요구합니다. 위로 휘는 함수는 어떤 lr에서도 그만큼 줄지 않습니다. c를 곱하세요.",
)
def without_c(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    return _search(f, grad, x, lr0, shrink, lambda new, old, lr, g: new <= old - lr * np.sum(g**2))


@mistake(
    replaces="backtracking_step",
    en="A trial where f is NaN is accepted: `while f(x_new) > bound: shrink` ends at NaN, because every comparison with NaN is false. Ask for what you want instead: stop where f(x_new) <= bound.",
    ko="f가 NaN인 시도를 받아들입니다. NaN과의 비교는 항상 거짓이라 `while f(x_new) > bound: 줄이기`는 NaN에서 끝납니다. 반대로 원하는 것을 확인하세요. f(x_new) <= bound이면 멈춥니다.",
)
def nan_accepted(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    return _search(
        f, grad, x, lr0, shrink, lambda new, old, lr, g: not new > old - c * lr * np.sum(g**2)
    )


@mistake(
    replaces="backtracking_step",
    en="With < in place of <= nothing is accepted where the gradient is zero, since f(x) is not below itself. The condition is f(x_new) <= f(x) - c * lr * ||g||^2, and the first trial fulfils it there.",
    ko="<= 대신 <를 쓰면 gradient가 0일 때 아무것도 받아들이지 못합니다. f(x)는 자신보다 작지 않기 때문입니다. 조건은 f(x_new) <= f(x) - c * lr * ||g||^2이고, 그때는 첫 시도가 이를 만족합니다.",
)
def strictly_lower(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    return _search(
        f, grad, x, lr0, shrink, lambda new, old, lr, g: new < old - c * lr * np.sum(g**2)
    )


@mistake(
    replaces="backtracking_step",
    en="You make 50 trials. lr0 itself is the first, and fifty shrinks follow: 51.",
    ko="시도가 50번입니다. lr0이 첫 시도이고 그 뒤로 50번 줄이므로 모두 51번입니다.",
)
def fifty_trials(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    return _search(
        f,
        grad,
        x,
        lr0,
        shrink,
        lambda new, old, lr, g: new <= old - c * lr * np.sum(g**2),
        trials=50,
    )


@mistake(
    replaces="backtracking_step",
    en="You go on shrinking after the 51 trials. Where the gradient does not fit the function no lr will do, and such a loop may never end: give up and return (x, 0.0).",
    ko="51번을 넘어서도 계속 줄입니다. gradient가 함수와 맞지 않으면 어떤 lr도 통하지 않고 반복이 끝나지 않을 수 있습니다. 포기하고 (x, 0.0)을 반환하세요.",
)
def no_end_of_trials(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    return _search(
        f,
        grad,
        x,
        lr0,
        shrink,
        lambda new, old, lr, g: new <= old - c * lr * np.sum(g**2),
        trials=1100,
    )


@mistake(
    replaces="backtracking_step",
    en="Where nothing was accepted you return the last trial. It did not lower f by enough, or was NaN: stay where you are and say so, (x, 0.0).",
    ko="아무것도 받아들이지 못했을 때 마지막 시도를 반환합니다. 그 점은 f를 충분히 낮추지 못했거나 NaN입니다. 제자리에 머물고 (x, 0.0)을 반환하세요.",
)
def last_trial_returned(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    x_new, lr = right_backtracking_step(f, grad, x, lr0, shrink, c)
    if lr == 0.0:
        lr = lr0 * shrink**50
        x_new = x - lr * grad(x)
    return x_new, lr


@mistake(
    replaces="backtracking_step",
    en="Where nothing was accepted the lr must be 0.0, not the smallest one tried: the caller sees by it that no step was made.",
    ko="아무것도 받아들이지 못했으면 lr은 마지막에 시도한 값이 아니라 0.0이어야 합니다. 그래야 움직이지 않았다는 것을 호출한 쪽에서 알 수 있습니다.",
)
def smallest_lr_returned(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    x_new, lr = right_backtracking_step(f, grad, x, lr0, shrink, c)
    return x_new, lr0 * shrink**50 if lr == 0.0 else lr


@mistake(
    replaces="backtracking_step",
    en="The lr that you return has been shrunk once more than the step that you return. Leave the loop before you shrink.",
    ko="반환한 lr이 반환한 걸음보다 한 번 더 줄어 있습니다. 줄이기 전에 반복을 빠져나오세요.",
)
def lr_shrunk_once_more(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    x_new, lr = right_backtracking_step(f, grad, x, lr0, shrink, c)
    return x_new, lr * shrink


@mistake(
    replaces="backtracking_step",
    en="You always halve. The factor from one trial to the next is shrink.",
    ko="항상 절반으로 줄입니다. 한 시도에서 다음 시도로 갈 때의 비율은 shrink입니다.",
)
def always_halved(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    return right_backtracking_step(f, grad, x, lr0, 0.5, c)


@mistake(
    replaces="backtracking_step",
    en="Each trial starts where the rejected one ended. A rejected step is not made: every trial is x - lr * g from the same x.",
    ko="거부된 시도의 끝점에서 다음 시도를 시작합니다. 거부된 걸음은 없던 것입니다. 모든 시도는 같은 x에서 x - lr * g입니다.",
)
def walks_on_while_shrinking(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    x = _float(x)
    gradient = grad(x)
    value, slope, x_new = f(x), np.sum(gradient**2), x
    for trial in range(51):
        lr = lr0 * shrink**trial
        x_new = x_new - lr * gradient
        if f(x_new) <= value - c * lr * slope:
            return x_new, lr
    return x, 0.0


@mistake(
    replaces="backtracking_step",
    en="You step along the gradient divided by its length, so lr means something else. The step is x - lr * g with g as it is.",
    ko="길이로 나눈 gradient를 따라 움직여서 lr의 의미가 달라졌습니다. g를 그대로 써서 x - lr * g로 움직이세요.",
)
def step_normalised(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    x = _float(x)
    gradient = grad(x)
    norm = np.sqrt(np.sum(gradient**2))
    unit = gradient / norm if norm > 0 else gradient
    return _search(
        f, lambda _: unit, x, lr0, shrink, lambda new, old, lr, _: new <= old - c * lr * norm**2
    )


@mistake(
    replaces="backtracking_step",
    en="x -= ... moves the caller's point. Every trial is a new array: x_new = x - lr * g.",
    ko="x -= ...는 호출한 쪽의 점을 옮깁니다. 시도마다 새 배열을 만드세요: x_new = x - lr * g.",
)
def point_moved(f, grad, x, lr0=1.0, shrink=0.5, c=1e-4):
    x_new, lr = right_backtracking_step(f, grad, x, lr0, shrink, c)
    if lr and x.dtype.kind == "f" and x.flags.writeable:
        x[...] = x_new
    return x_new, lr


# --- fit_linear_regression


def _train(X, y, lr, steps, gradients, loss=lambda error: np.mean(error**2)):
    """The training loop, with gradients of one's own: gradients(X, error, w, b)."""
    X, y = _float(X), np.asarray(y)
    if y.shape != X.shape[:1]:
        raise ValueError("y must be (N,)")
    w, b, losses = np.zeros_like(X[0]), 0.0, []
    for step in range(steps + 1):
        error = X @ w + b - y
        losses.append(loss(error))
        if step < steps:
            dw, db = gradients(X, error, w, b)
            w, b = w - lr * dw, b - lr * db
    return w, b, np.array(losses)


@mistake(
    replaces="fit_linear_regression",
    en="Your losses are shifted by one: losses[t] must be the loss after t steps, so losses[0] is that of w = b = 0. Measure before you step, and once more at the end.",
    ko="losses가 한 칸 밀렸습니다. losses[t]는 t걸음 뒤의 loss이므로 losses[0]은 w = b = 0일 때의 값입니다. 걸음을 떼기 전에 재고, 마지막에 한 번 더 재세요.",
)
def losses_shifted(X, y, lr, steps):
    w, b, _ = right_fit(X, y, lr, steps)
    return w, b, right_fit(X, y, lr, steps + 1)[2][1:]


@mistake(
    replaces="fit_linear_regression",
    en="The loss of the w and b that you return is missing. Measure once more after the last step: steps + 1 losses.",
    ko="반환하는 w와 b의 loss가 빠졌습니다. 마지막 걸음 뒤에 한 번 더 재야 합니다. loss는 steps + 1개입니다.",
)
def last_loss_missing(X, y, lr, steps):
    w, b, losses = right_fit(X, y, lr, steps)
    return w, b, losses[:-1]


@mistake(
    replaces="fit_linear_regression",
    en="The loss of the start is missing: losses[0] is that of w = b = 0, before any step.",
    ko="시작점의 loss가 빠졌습니다. losses[0]은 한 걸음도 가기 전, w = b = 0일 때의 값입니다.",
)
def first_loss_missing(X, y, lr, steps):
    w, b, losses = right_fit(X, y, lr, steps)
    return w, b, losses[1:]


@mistake(
    replaces="fit_linear_regression",
    en="w and b are one step further than the last loss. After steps steps, measure and stop.",
    ko="w와 b가 마지막 loss보다 한 걸음 더 나아갔습니다. steps걸음을 간 뒤에는 loss만 재고 멈추세요.",
)
def one_step_too_many(X, y, lr, steps):
    w, b, _ = right_fit(X, y, lr, steps + 1)
    return w, b, right_fit(X, y, lr, steps)[2]


@mistake(
    replaces="fit_linear_regression",
    en="Your gradient lacks the factor 2 of the square: the loss is the mean of error**2, without 1/2, so its gradient is 2 / N times X.T @ error.",
    ko="제곱을 미분할 때 나오는 2가 gradient에 없습니다. loss는 1/2 없는 error**2의 평균이므로 gradient는 X.T @ error의 2 / N배입니다.",
)
def gradient_without_the_two(X, y, lr, steps):
    return _train(X, y, lr, steps, lambda X, error, w, b: (error @ X / len(X), error.mean()))


@mistake(
    replaces="fit_linear_regression",
    en="You minimise half the mean squared error. Here, as in PyTorch's MSELoss, the loss is the mean of error**2, without 1/2, and its gradient has a factor 2.",
    ko="평균 제곱 오차의 절반을 최소화했습니다. 여기서 loss는 PyTorch의 MSELoss처럼 1/2 없는 error**2의 평균이고, gradient에는 2가 붙습니다.",
)
def half_the_loss(X, y, lr, steps):
    return _train(
        X,
        y,
        lr,
        steps,
        lambda X, error, w, b: (error @ X / len(X), error.mean()),
        lambda error: np.mean(error**2) / 2,
    )


@mistake(
    replaces="fit_linear_regression",
    en="You sum over the rows where a mean is asked for. With a sum the step grows with the number of rows, and the lr that works depends on it.",
    ko="평균이 아니라 행 전체의 합을 썼습니다. 합을 쓰면 행이 많을수록 걸음이 커져서, 알맞은 lr이 데이터 수에 따라 달라집니다.",
)
def sum_instead_of_mean(X, y, lr, steps):
    return _train(
        X,
        y,
        lr,
        steps,
        lambda X, error, w, b: (2 * error @ X, 2 * error.sum()),
        lambda error: np.sum(error**2),
    )


@mistake(
    replaces="fit_linear_regression",
    en="Your loss is a mean, but your gradient is the sum over the rows: divide it by N too.",
    ko="loss는 평균인데 gradient는 행 전체의 합입니다. gradient도 N으로 나누세요.",
)
def gradient_not_averaged(X, y, lr, steps):
    return _train(X, y, lr, steps, lambda X, error, w, b: (2 * error @ X, 2 * error.sum()))


@mistake(
    replaces="fit_linear_regression",
    en="b is never trained. It is a parameter like w: its gradient is 2 times the mean error.",
    ko="b를 학습하지 않았습니다. b도 w와 같은 파라미터이고, gradient는 오차 평균의 2배입니다.",
)
def bias_not_trained(X, y, lr, steps):
    return _train(X, y, lr, steps, lambda X, error, w, b: (2 * error @ X / len(X), 0.0))


@mistake(
    replaces="fit_linear_regression",
    en="You update w first and take b's gradient at the new w. Both belong to the same point: compute both gradients, then move both.",
    ko="w를 먼저 바꾸고, 바뀐 w에서 b의 gradient를 구했습니다. 두 gradient는 같은 점의 것이어야 합니다. 둘 다 계산한 다음 함께 움직이세요.",
)
def bias_after_the_weights(X, y, lr, steps):
    def gradients(X, error, w, b):
        dw = 2 * error @ X / len(X)
        return dw, 2 * np.mean(error - lr * X @ dw)

    return _train(X, y, lr, steps, gradients)


@mistake(
    replaces="fit_linear_regression",
    en="Your training climbs: with error = prediction - y the gradient is 2 / N * X.T @ error, and it is subtracted. With y - prediction the sign turns.",
    ko="loss를 올라가고 있습니다. error = 예측 - y이면 gradient는 2 / N * X.T @ error이고 이것을 빼야 합니다. y - 예측을 쓰면 부호가 바뀝니다.",
)
def training_climbs(X, y, lr, steps):
    return right_fit(X, y, -lr, steps)


@mistake(
    replaces="fit_linear_regression",
    en="You solve for the best w and b at once. That is where gradient descent leads in the end; asked for is where it is after steps steps.",
    ko="최적의 w와 b를 한 번에 풀었습니다. 그것은 gradient descent가 결국 도달하는 곳입니다. 여기서는 steps걸음 뒤의 위치를 묻습니다.",
)
def solved_at_once(X, y, lr, steps):
    X = _float(X)
    _, _, losses = right_fit(X, y, lr, steps)
    design = np.concatenate([X, np.ones_like(X[:, :1])], axis=1)
    theta = np.linalg.lstsq(design, np.asarray(y, dtype=X.dtype), rcond=None)[0]
    return theta[:-1], theta[-1], losses


@mistake(
    replaces="fit_linear_regression",
    en="You scale the columns of X first, so w belongs to other inputs. Use X as it is.",
    ko="X의 열을 먼저 표준화해서 w가 다른 입력에 대한 값이 되었습니다. X를 그대로 쓰세요.",
)
def inputs_standardised(X, y, lr, steps):
    X = _float(X)
    return right_fit((X - X.mean(axis=0)) / X.std(axis=0), y, lr, steps)


@mistake(
    replaces="fit_linear_regression",
    en="y of shape (N, 1) goes through. Then prediction - y is broadcast to (N, N), and the model learns nonsense without a word: raise ValueError where y.shape != (N,).",
    ko="(N, 1)인 y를 그대로 받습니다. 그러면 예측 - y가 (N, N)으로 broadcast되어 아무 경고 없이 엉뚱한 것을 학습합니다. y.shape != (N,)이면 ValueError를 일으키세요.",
)
def column_accepted(X, y, lr, steps):
    return right_fit(X, np.asarray(y).reshape(-1), lr, steps)


@mistake(
    replaces="fit_linear_regression",
    en="float32 data give a float64 w, because np.zeros(D) is float64 and promotes all it meets: np.zeros(D, dtype=X.dtype), for float X.",
    ko="데이터는 float32인데 w는 float64입니다. np.zeros(D)가 float64라서 만나는 것을 모두 승격시킵니다. X가 float이면 np.zeros(D, dtype=X.dtype)을 쓰세요.",
)
def weights_in_float64(X, y, lr, steps):
    return right_fit(X.astype(np.float64), y, lr, steps)
