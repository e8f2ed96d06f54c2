"""What students write at midnight, and what they should read."""

import numpy as np
from solution import first_rise as right_first_rise
from solution import hessian_vector_product as right_product
from solution import largest_eigenvalue as right_largest
from solution import max_stable_learning_rate as right_limit
from solution import minibatch_losses as right_minibatch
from solution import quadratic_losses as right_losses
from solution import sharpness as right_sharpness

from autograder.authoring import mistake

# --- max_stable_learning_rate


@mistake(
    replaces="max_stable_learning_rate",
    en="1 / L is the best step on a bowl, not the largest that stays stable. Each step multiplies by 1 - lr * L, and that reaches -1 only at lr = 2 / L.",
    ko="1 / L은 그릇 모양에서 가장 좋은 걸음이지, 안정적인 가장 큰 걸음이 아닙니다. 한 걸음마다 1 - lr * L이 곱해지고, 이 값이 -1이 되는 것은 lr = 2 / L일 때입니다.",
)
def one_over_l(H):
    return right_limit(H) / 2


@mistake(
    replaces="max_stable_learning_rate",
    en="You take the eigenvalue that is largest in size. A negative one sets no limit, however large: it leads away at any learning rate. Take the algebraically largest, eigvalsh(H)[-1].",
    ko="크기(절댓값)가 가장 큰 고윳값을 썼습니다. 음수 고윳값은 아무리 커도 한계를 정하지 않습니다. 그 방향으로는 어떤 learning rate에서도 멀어집니다. 대수적으로 가장 큰 값 eigvalsh(H)[-1]을 쓰세요.",
)
def limit_by_the_largest_size(H):
    _ = right_limit(H)
    size = np.abs(np.linalg.eigvalsh(H)).max()
    return 2 / size if size > 0 else np.inf


@mistake(
    replaces="max_stable_learning_rate",
    en="You use the norm of H (or its trace), which is larger than L as soon as there is a second direction. The limit depends on the largest eigenvalue alone.",
    ko="H의 norm(또는 trace)을 썼습니다. 다른 방향이 하나라도 더 있으면 L보다 큽니다. 한계는 가장 큰 고윳값만으로 정해집니다.",
)
def limit_by_the_norm(H):
    return right_limit(H) if np.isinf(right_limit(H)) else 2 / np.linalg.norm(H)


@mistake(
    replaces="max_stable_learning_rate",
    en="You use the smallest eigenvalue. The steepest direction is the first to blow up: take the largest, the last of eigvalsh.",
    ko="가장 작은 고윳값을 썼습니다. 가장 가파른 방향이 먼저 발산하므로 가장 큰 것, 즉 eigvalsh의 마지막 값을 쓰세요.",
)
def limit_by_the_smallest(H):
    if np.isinf(right_limit(H)):
        return np.inf
    smallest = np.linalg.eigvalsh(H)[0]
    return 2 / smallest


@mistake(
    replaces="max_stable_learning_rate",
    en="Where no eigenvalue is above 0 you return 2 / L all the same, a negative number or a division by 0. There is no limit from above then: inf.",
    ko="0보다 큰 고윳값이 없는데도 2 / L을 반환해서 음수가 되거나 0으로 나눕니다. 이때는 위쪽 한계가 없으므로 inf입니다.",
)
def no_limit_divided(H):
    _ = right_limit(H)
    largest = np.linalg.eigvalsh(H)[-1]
    return 2 / largest if largest else np.nan


@mistake(
    replaces="max_stable_learning_rate",
    en="You ask for largest > 0, and eigvalsh returns 1e-17 where 0 is meant: the limit becomes 1e17 in place of inf. Compare with 1e-12 times the largest |eigenvalue|.",
    ko="largest > 0인지만 확인했습니다. eigvalsh는 0이어야 할 값을 1e-17처럼 돌려주므로 inf 대신 1e17이 나옵니다. 가장 큰 |고윳값|의 1e-12배와 비교하세요.",
)
def rounding_taken_for_curvature(H):
    _ = right_limit(H)
    largest = np.linalg.eigvalsh(H)[-1]
    return 2 / largest if largest > 0 else np.inf


@mistake(
    replaces="max_stable_learning_rate",
    en="You count eigenvalues below some fixed size as 0. Small is relative: a loss divided by a million has the same shape. Compare with 1e-12 times the largest |eigenvalue|.",
    ko="고정된 크기보다 작은 고윳값을 0으로 보았습니다. 작다는 것은 상대적입니다. loss를 백만으로 나눠도 모양은 같습니다. 가장 큰 |고윳값|의 1e-12배와 비교하세요.",
)
def fixed_tolerance(H):
    _ = right_limit(H)
    largest = np.linalg.eigvalsh(H)[-1]
    return 2 / largest if largest > 1e-8 else np.inf


@mistake(
    replaces="max_stable_learning_rate",
    en="An H that is not symmetric passes. eigvalsh reads one triangle of it and answers for another matrix: raise ValueError where |H - H.T| exceeds 1e-6 of |H|.",
    ko="대칭이 아닌 H를 그대로 받습니다. eigvalsh는 한쪽 삼각형만 읽고 다른 행렬의 답을 냅니다. |H - H.T|가 |H|의 1e-6배를 넘으면 ValueError를 일으키세요.",
)
def limit_of_any_matrix(H):
    return right_limit(np.tril(H) + np.tril(H, -1).T)


# --- largest_eigenvalue


def _power(matvec, v, iters):
    """Power iteration: the Rayleigh quotient, the growth and the vector of the last product."""
    for _ in range(iters):
        v = v / np.linalg.norm(v)
        image = matvec(v)
        value, growth = v @ image, np.linalg.norm(image)
        v = image
    return value, growth


def _shifted(matvec, shift):
    return lambda v: matvec(v) + shift * v


@mistake(
    replaces="largest_eigenvalue",
    en="Power iteration finds the eigenvalue that is largest in size, and here that one is negative. Shift the matrix by that size and iterate again: then the algebraically largest is the largest in size too.",
    ko="Power iteration은 크기가 가장 큰 고윳값을 찾는데, 여기서는 그것이 음수입니다. 그 크기만큼 행렬을 옮겨서(shift) 다시 반복하면, 대수적으로 가장 큰 값이 크기도 가장 큰 값이 됩니다.",
)
def largest_in_size(matvec, dim, iters, rng):
    return _power(matvec, rng.normal(size=dim), iters)[0]


@mistake(
    replaces="largest_eigenvalue",
    en="You return how much the vector grows, which has lost its sign. The eigenvalue is v @ (A @ v) for v of length 1; where it is negative, shift and iterate again.",
    ko="벡터가 늘어난 비율을 반환해서 부호가 사라졌습니다. 고윳값은 길이가 1인 v에 대해 v @ (A @ v)입니다. 음수이면 shift해서 다시 반복하세요.",
)
def size_without_a_sign(matvec, dim, iters, rng):
    return _power(matvec, rng.normal(size=dim), iters)[1]


@mistake(
    replaces="largest_eigenvalue",
    en="You shift only where the first value is negative. Where +l and -l are both there, power iteration mixes the two and gives any number between them, often a positive one. Shift always, by the growth |A v|, which is right in both cases.",
    ko="첫 값이 음수일 때만 shift합니다. +l과 -l이 함께 있으면 power iteration은 둘을 섞어 그 사이의 아무 값이나, 종종 양수를 줍니다. 두 경우 모두 맞는 값인 |A v|만큼 항상 shift하세요.",
)
def sign_trusted(matvec, dim, iters, rng):
    value, _ = _power(matvec, rng.normal(size=dim), iters)
    if value >= 0:
        return value
    again, _ = _power(_shifted(matvec, -value), rng.normal(size=dim), iters)
    return again + value


@mistake(
    replaces="largest_eigenvalue",
    en="You return the eigenvalue of the shifted matrix. Take the shift off again, or use v @ (A @ v) with the matrix itself.",
    ko="shift한 행렬의 고윳값을 반환했습니다. shift한 만큼 다시 빼거나, 원래 행렬로 v @ (A @ v)를 구하세요.",
)
def shift_left_in(matvec, dim, iters, rng):
    _, size = _power(matvec, rng.normal(size=dim), iters)
    return _power(_shifted(matvec, size), rng.normal(size=dim), iters)[0]


@mistake(
    replaces="largest_eigenvalue",
    en="You shift to the wrong side, A - |l|: then the smallest eigenvalue is the largest in size. Add the size: A + |l| has no negative eigenvalue, and its largest is the one you want.",
    ko="반대쪽으로 shift했습니다(A - |l|). 그러면 가장 작은 고윳값의 크기가 가장 커집니다. 크기를 더하세요. A + |l|에는 음수 고윳값이 없고 가장 큰 것이 찾는 값입니다.",
)
def shifted_to_the_wrong_side(matvec, dim, iters, rng):
    _, size = _power(matvec, rng.normal(size=dim), iters)
    return _power(_shifted(matvec, -size), rng.normal(size=dim), iters)[0] + size


@mistake(
    replaces="largest_eigenvalue",
    en="You start from a vector of ones. If it is orthogonal to the eigenvector that you look for, you never find it: start from a random one, rng.normal(size=dim).",
    ko="1로만 된 벡터에서 시작합니다. 찾으려는 고유벡터와 수직이면 영영 찾지 못합니다. 무작위 벡터 rng.normal(size=dim)에서 시작하세요.",
)
def starts_from_ones(matvec, dim, iters, rng):
    _, size = _power(matvec, np.ones(dim), iters)
    return _power(_shifted(matvec, size), np.ones(dim), iters)[0] - size


@mistake(
    replaces="largest_eigenvalue",
    en="You start from the first axis. If it has no part in the eigenvector that you look for, you never find it: start from a random vector, rng.normal(size=dim).",
    ko="첫 번째 축에서 시작합니다. 찾으려는 고유벡터와 수직이면 영영 찾지 못합니다. 무작위 벡터 rng.normal(size=dim)에서 시작하세요.",
)
def starts_from_the_first_axis(matvec, dim, iters, rng):
    first = np.eye(dim)[0]
    _, size = _power(matvec, first, iters)
    return _power(_shifted(matvec, size), first, iters)[0] - size


@mistake(
    replaces="largest_eigenvalue",
    en="The vector is not normalised on the way and overflows: after a hundred products it has grown by the hundredth power of the eigenvalue. Divide by its norm in each step.",
    ko="도중에 벡터를 정규화하지 않아 overflow가 납니다. 곱셈을 백 번 하면 고윳값의 백 제곱만큼 커집니다. 매번 norm으로 나누세요.",
)
def never_normalised(matvec, dim, iters, rng):
    def quotient(product):
        v = rng.normal(size=dim)
        for _ in range(iters):
            before, v = v, product(v)
        return np.sum(before * v) / np.sum(before * before), np.sqrt(
            np.sum(v * v) / np.sum(before * before)
        )

    _, size = quotient(matvec)
    return quotient(_shifted(matvec, size))[0] - size


@mistake(
    replaces="largest_eigenvalue",
    en="That is one product too many for each iteration's end: 2 * iters + 2 in all. The last product that you have made gives the Rayleigh quotient already, v @ (A @ v) with the v that went in.",
    ko="반복이 끝날 때마다 곱셈을 한 번씩 더 해서 모두 2 * iters + 2번입니다. Rayleigh quotient는 마지막 곱셈의 입력 v와 결과로 이미 구할 수 있습니다: v @ (A @ v).",
)
def one_product_too_many(matvec, dim, iters, rng):
    _, size = _power(matvec, rng.normal(size=dim), iters + 1)
    return _power(_shifted(matvec, size), rng.normal(size=dim), iters + 1)[0] - size


@mistake(
    replaces="largest_eigenvalue",
    en="You build the whole matrix, one product for each of its dim columns. With a million parameters that is what must not happen: stay within 2 * iters products, by power iteration.",
    ko="열마다 한 번씩 dim번 곱해서 행렬 전체를 만들었습니다. 파라미터가 백만 개라면 바로 그것을 피해야 합니다. power iteration으로 2 * iters번 안에 끝내세요.",
)
def whole_matrix_built(matvec, dim, iters, rng):
    return np.linalg.eigvalsh(np.array([matvec(column) for column in np.eye(dim)]))[-1]


@mistake(
    replaces="largest_eigenvalue",
    en="The start comes from NumPy's global generator. Draw from rng, so that a run can be repeated.",
    ko="NumPy의 전역 생성기에서 시작 벡터를 뽑았습니다. 다시 실행해도 같도록 rng에서 뽑으세요.",
)
def start_from_the_global_generator(matvec, dim, iters, rng):
    return right_largest(matvec, dim, iters, np.random.mtrand._rand)


# --- hessian_vector_product


@mistake(
    replaces="hessian_vector_product",
    en="You look ahead only. The error of the forward difference grows with eps, that of the central one with its square: (grad(theta + eps v) - grad(theta - eps v)) / (2 eps).",
    ko="앞쪽만 보았습니다. 전진 차분의 오차는 eps에, 중앙 차분의 오차는 eps의 제곱에 비례합니다: (grad(theta + eps v) - grad(theta - eps v)) / (2 eps).",
)
def forward_difference(grad, theta, v, eps=1e-4):
    theta, v = theta.astype(float), v.astype(float)
    return (grad(theta + eps * v) - grad(theta)) / eps


@mistake(
    replaces="hessian_vector_product",
    en="You divide by eps, but the two points are 2 * eps apart.",
    ko="eps로 나누었지만 두 점 사이의 거리는 2 * eps입니다.",
)
def divided_by_eps(grad, theta, v, eps=1e-4):
    return 2 * right_product(grad, theta, v, eps)


@mistake(
    replaces="hessian_vector_product",
    en="Your result does not grow with v: you normalise v and never multiply its length back in. H @ (2 v) is twice H @ v.",
    ko="결과가 v의 길이와 무관합니다. v를 정규화한 뒤 길이를 다시 곱하지 않았습니다. H @ (2 v)는 H @ v의 두 배입니다.",
)
def length_of_v_lost(grad, theta, v, eps=1e-4):
    return right_product(grad, theta, v / np.linalg.norm(v), eps)


@mistake(
    replaces="hessian_vector_product",
    en="float32 goes through the difference: theta + eps * v and theta - eps * v have seven digits, of which the difference leaves three. Convert theta and v to float64 first.",
    ko="차분을 float32로 계산했습니다. theta + eps * v와 theta - eps * v는 유효 숫자가 일곱 자리인데 빼고 나면 세 자리만 남습니다. 먼저 theta와 v를 float64로 바꾸세요.",
)
def in_single_precision(grad, theta, v, eps=1e-4):
    return (grad(theta + eps * v) - grad(theta - eps * v)) / (2 * eps)


@mistake(
    replaces="hessian_vector_product",
    en="You build the whole Hessian, two gradients for each parameter. One difference along v is enough, two gradients in all.",
    ko="파라미터마다 gradient를 두 번씩 구해 Hessian 전체를 만들었습니다. v 방향의 차분 하나, gradient 두 번이면 충분합니다.",
)
def whole_hessian_built(grad, theta, v, eps=1e-4):
    columns = [right_product(grad, theta, axis, eps) for axis in np.eye(len(theta))]
    return np.array(columns).T @ v.astype(float)


@mistake(
    replaces="hessian_vector_product",
    en="You return v times the product, one number: the curvature along v. Asked for is the vector H @ v.",
    ko="v를 한 번 더 곱해서 수 하나, 즉 v 방향의 곡률을 반환했습니다. 벡터 H @ v를 반환해야 합니다.",
)
def curvature_along_v(grad, theta, v, eps=1e-4):
    return v @ right_product(grad, theta, v, eps)


@mistake(
    replaces="hessian_vector_product",
    en="theta += ... moves the caller's weights. Make new points: theta + eps * v.",
    ko="theta += ...는 호출한 쪽의 가중치를 옮깁니다. theta + eps * v처럼 새 점을 만드세요.",
)
def theta_moved(grad, theta, v, eps=1e-4):
    product = right_product(grad, theta, v, eps)
    if theta.dtype.kind == "f" and theta.flags.writeable:
        theta += 2 * eps * v
    return product


# --- sharpness


@mistake(
    replaces="sharpness",
    en="You pass grad itself as the matrix product. The gradient at v is not the Hessian at theta times v, unless the loss is a quadratic around 0: pass lambda v: hessian_vector_product(grad, theta, v).",
    ko="grad 자체를 행렬 곱으로 넘겼습니다. v에서의 gradient는 theta에서의 Hessian 곱하기 v가 아닙니다(loss가 0을 중심으로 한 이차식일 때만 같습니다). lambda v: hessian_vector_product(grad, theta, v)를 넘기세요.",
)
def gradient_as_the_product(grad, theta, iters, rng):
    return right_largest(grad, len(theta), iters, rng)


@mistake(
    replaces="sharpness",
    en="theta is not used: you measure the curvature at 0. Away from a quadratic it differs from place to place.",
    ko="theta를 쓰지 않고 0에서의 곡률을 쟀습니다. 이차식이 아니면 곡률은 위치마다 다릅니다.",
)
def sharpness_at_the_origin(grad, theta, iters, rng):
    return right_sharpness(grad, 0.0 * theta, iters, rng)


@mistake(
    replaces="sharpness",
    en="You return the learning rate 2 / L that belongs to it. Sharpness is L itself.",
    ko="그에 대응하는 learning rate 2 / L을 반환했습니다. sharpness는 L 자신입니다.",
)
def limit_in_place_of_sharpness(grad, theta, iters, rng):
    return 2 / right_sharpness(grad, theta, iters, rng)


# --- quadratic_losses


def _descend(H, x0, lr, steps, slope, loss):
    _ = right_losses(H, x0, lr, 0)
    x, losses = x0, []
    for _ in range(steps + 1):
        losses.append(loss(x))
        x = x - lr * slope(x)
    return np.array(losses)


@mistake(
    replaces="quadratic_losses",
    en="Your loss is x @ H @ x, without the 1/2, and its gradient would be twice as large.",
    ko="loss에 1/2이 빠져 x @ H @ x입니다. 그 gradient라면 두 배여야 합니다.",
)
def half_forgotten(H, x0, lr, steps):
    return 2 * right_losses(H, x0, lr, steps)


@mistake(
    replaces="quadratic_losses",
    en="Your gradient is 2 * H @ x. The 2 of the square and the 1/2 of the loss cancel: H @ x.",
    ko="gradient를 2 * H @ x로 썼습니다. 제곱에서 나오는 2와 loss의 1/2이 상쇄되어 H @ x입니다.",
)
def gradient_doubled(H, x0, lr, steps):
    return _descend(H, x0, lr, steps, lambda x: 2 * H @ x, lambda x: x @ H @ x / 2)


@mistake(
    replaces="quadratic_losses",
    en="The loss at the start is missing and everything is one step ahead: losses[0] is the loss at x0.",
    ko="출발점의 loss가 빠져 모두 한 걸음씩 앞서 있습니다. losses[0]은 x0에서의 loss입니다.",
)
def start_left_out(H, x0, lr, steps):
    return right_losses(H, x0, lr, steps + 1)[1:]


@mistake(
    replaces="quadratic_losses",
    en="The loss after the last step is missing: steps + 1 losses, from the start to the end.",
    ko="마지막 걸음 뒤의 loss가 빠졌습니다. 출발점부터 도착점까지 loss는 steps + 1개입니다.",
)
def end_left_out(H, x0, lr, steps):
    return right_losses(H, x0, lr, steps)[:-1]


@mistake(
    replaces="quadratic_losses",
    en="You step along the gradient. Descent subtracts it: x - lr * H @ x.",
    ko="gradient 방향으로 갔습니다. 내려가려면 빼야 합니다: x - lr * H @ x.",
)
def climbs(H, x0, lr, steps):
    return right_losses(H, x0, -lr, steps)


@mistake(
    replaces="quadratic_losses",
    en="You treat every coordinate by itself, with the diagonal of H alone. The entries off the diagonal couple them: H @ x.",
    ko="H의 대각 원소만 써서 좌표를 따로따로 다뤘습니다. 대각선 밖의 원소가 좌표들을 서로 묶습니다: H @ x.",
)
def diagonal_only(H, x0, lr, steps):
    _ = right_losses(H, x0, lr, 0)
    return right_losses(np.diag(np.diag(H)), x0, lr, steps)


@mistake(
    replaces="quadratic_losses",
    en="An H that is not symmetric passes, and then H @ x is not the gradient of x @ H @ x / 2. Raise ValueError.",
    ko="대칭이 아닌 H를 그대로 받습니다. 그러면 H @ x는 x @ H @ x / 2의 gradient가 아닙니다. ValueError를 일으키세요.",
)
def losses_of_any_matrix(H, x0, lr, steps):
    x, losses = x0, []
    for _ in range(steps + 1):
        losses.append(x @ H @ x / 2)
        x = x - lr * H @ x
    return np.array(losses)


@mistake(
    replaces="quadratic_losses",
    en="x0 -= ... moves the caller's own start. Make a new array: x = x - lr * (H @ x).",
    ko="x0 -= ...는 호출한 쪽의 출발점을 옮깁니다. x = x - lr * (H @ x)로 새 배열을 만드세요.",
)
def start_moved(H, x0, lr, steps):
    losses = right_losses(H, x0, lr, steps)
    if x0.dtype.kind == "f" and x0.flags.writeable:
        x0 -= lr * (H @ x0)
    return losses


# --- minibatch_losses


def _train(X, y, w0, lr, batch_size, steps, rng, draw=None, gradient=None, note=None):
    """The training loop, with a part of it of one's own."""
    if y.shape != X.shape[:1]:
        raise ValueError("y must be (N,)")

    def fresh(t):
        return rng.choice(len(X), size=batch_size, replace=False)

    def slope(X, y, rows, w):
        return 2 * (X[rows] @ w - y[rows]) @ X[rows] / batch_size

    def loss(rows, w):
        return np.mean((X[rows] @ w - y[rows]) ** 2)

    def both(rows, w, w_new):
        return loss(rows, w), loss(slice(None), w)

    w, noted = w0, []
    for t in range(steps):
        rows = (draw or fresh)(t)
        w_new = w - lr * (gradient or slope)(X, y, rows, w)
        noted.append(note(loss, rows, w, w_new) if note else both(rows, w, w_new))
        w = w_new
    batch_losses, full_losses = np.array(noted).T
    return batch_losses, full_losses


@mistake(
    replaces="minibatch_losses",
    en="The full loss is measured after the update, the batch's before it. A pair must be taken at the same w: note both, then move.",
    ko="전체 loss는 업데이트 뒤에, 배치 loss는 업데이트 전에 쟀습니다. 한 쌍은 같은 w에서 재야 합니다. 둘 다 기록한 다음 움직이세요.",
)
def full_loss_after_the_update(X, y, w0, lr, batch_size, steps, rng):
    def note(loss, rows, w, w_new):
        return loss(rows, w), loss(slice(None), w_new)

    return _train(X, y, w0, lr, batch_size, steps, rng, note=note)


@mistake(
    replaces="minibatch_losses",
    en="Both losses are measured after the update, and the start is missing. The batch has then been fitted already, so its loss looks too good: note both, then move.",
    ko="두 loss를 모두 업데이트 뒤에 재서 출발점이 빠졌습니다. 게다가 그 배치에는 이미 맞춘 뒤라 loss가 실제보다 좋아 보입니다. 둘 다 기록한 다음 움직이세요.",
)
def both_after_the_update(X, y, w0, lr, batch_size, steps, rng):
    def note(loss, rows, w, w_new):
        return loss(rows, w_new), loss(slice(None), w_new)

    return _train(X, y, w0, lr, batch_size, steps, rng, note=note)


@mistake(
    replaces="minibatch_losses",
    en="A row may come up twice in one batch. Draw without replacement: rng.choice(N, batch_size, replace=False).",
    ko="한 배치에 같은 행이 두 번 나올 수 있습니다. 비복원으로 뽑으세요: rng.choice(N, batch_size, replace=False).",
)
def drawn_with_replacement(X, y, w0, lr, batch_size, steps, rng):
    def draw(t):
        return rng.integers(len(X), size=batch_size)

    return _train(X, y, w0, lr, batch_size, steps, rng, draw=draw)


@mistake(
    replaces="minibatch_losses",
    en="The batch is drawn once and used in every step. Then w fits those few rows and never sees the others: draw inside the loop.",
    ko="배치를 한 번만 뽑아 모든 걸음에 씁니다. 그러면 w는 그 몇 행에만 맞춰지고 나머지는 보지 못합니다. 반복문 안에서 뽑으세요.",
)
def one_batch_for_all_steps(X, y, w0, lr, batch_size, steps, rng):
    rows = rng.choice(len(X), size=batch_size, replace=False)
    return _train(X, y, w0, lr, batch_size, steps, rng, draw=lambda t: rows)


@mistake(
    replaces="minibatch_losses",
    en="You go through a shuffled epoch, so a batch depends on those before it. That is what most training does; asked for here is a fresh draw for each step, whatever was drawn before.",
    ko="섞은 epoch을 차례로 나눠 써서 배치가 앞의 배치에 따라 정해집니다. 실제 학습에서는 흔히 그렇게 하지만, 여기서는 앞에서 무엇을 뽑았든 걸음마다 새로 뽑아야 합니다.",
)
def epochs(X, y, w0, lr, batch_size, steps, rng):
    order = []

    def draw(t):
        if len(order) < batch_size:
            order[:] = rng.permutation(len(X)).tolist()
        rows = order[:batch_size]
        del order[:batch_size]
        return rows

    return _train(X, y, w0, lr, batch_size, steps, rng, draw=draw)


@mistake(
    replaces="minibatch_losses",
    en="The batches are consecutive rows, in the order of the data. Data are often sorted: draw the rows with rng.",
    ko="데이터 순서대로 이어진 행을 배치로 썼습니다. 데이터는 정렬되어 있을 때가 많습니다. rng로 행을 뽑으세요.",
)
def rows_in_order(X, y, w0, lr, batch_size, steps, rng):
    def draw(t):
        return np.arange(t * batch_size, (t + 1) * batch_size) % len(X)

    return _train(X, y, w0, lr, batch_size, steps, rng, draw=draw)


@mistake(
    replaces="minibatch_losses",
    en="You move by the gradient of all rows. Then nothing is stochastic: the batch must decide the step.",
    ko="모든 행의 gradient로 움직였습니다. 그러면 확률적인 부분이 없습니다. 걸음은 배치로 정해야 합니다.",
)
def moved_by_all_rows(X, y, w0, lr, batch_size, steps, rng):
    def gradient(X, y, rows, w):
        return 2 * (X @ w - y) @ X / len(X)

    return _train(X, y, w0, lr, batch_size, steps, rng, gradient=gradient)


@mistake(
    replaces="minibatch_losses",
    en="The gradient of the batch is divided by N. Its mean is over the rows of the batch: divide by batch_size.",
    ko="배치의 gradient를 N으로 나눴습니다. 배치 안의 행에 대한 평균이므로 batch_size로 나누세요.",
)
def divided_by_all_rows(X, y, w0, lr, batch_size, steps, rng):
    def gradient(X, y, rows, w):
        return 2 * (X[rows] @ w - y[rows]) @ X[rows] / len(X)

    return _train(X, y, w0, lr, batch_size, steps, rng, gradient=gradient)


@mistake(
    replaces="minibatch_losses",
    en="Your gradient is a sum over the batch. The loss is a mean: divide by batch_size, or the step grows with it.",
    ko="gradient가 배치에 대한 합입니다. loss는 평균이므로 batch_size로 나눠야 합니다. 그러지 않으면 배치가 클수록 걸음이 커집니다.",
)
def gradient_summed(X, y, w0, lr, batch_size, steps, rng):
    def gradient(X, y, rows, w):
        return 2 * (X[rows] @ w - y[rows]) @ X[rows]

    return _train(X, y, w0, lr, batch_size, steps, rng, gradient=gradient)


@mistake(
    replaces="minibatch_losses",
    en="Your gradient lacks the factor 2 of the square: the loss is the mean of the squared errors, without 1/2.",
    ko="제곱을 미분할 때 나오는 2가 gradient에 없습니다. loss는 1/2 없는 제곱 오차의 평균입니다.",
)
def gradient_without_the_two(X, y, w0, lr, batch_size, steps, rng):
    return right_minibatch(X, y, w0, lr / 2, batch_size, steps, rng)


@mistake(
    replaces="minibatch_losses",
    en="The two arrays are in the wrong order: (batch_losses, full_losses).",
    ko="두 배열의 순서가 바뀌었습니다: (batch_losses, full_losses).",
)
def full_losses_first(X, y, w0, lr, batch_size, steps, rng):
    return right_minibatch(X, y, w0, lr, batch_size, steps, rng)[::-1]


@mistake(
    replaces="minibatch_losses",
    en="y of shape (N, 1) goes through, and prediction - y is broadcast to a square. Raise ValueError where y.shape != (N,).",
    ko="(N, 1)인 y를 그대로 받아 예측 - y가 정사각형으로 broadcast됩니다. y.shape != (N,)이면 ValueError를 일으키세요.",
)
def column_accepted(X, y, w0, lr, batch_size, steps, rng):
    return right_minibatch(X, y.reshape(-1), w0, lr, batch_size, steps, rng)


@mistake(
    replaces="minibatch_losses",
    en="w0 -= ... moves the caller's own start. Make a new array: w = w - lr * gradient.",
    ko="w0 -= ...는 호출한 쪽의 시작값을 옮깁니다. w = w - lr * gradient로 새 배열을 만드세요.",
)
def w0_moved(X, y, w0, lr, batch_size, steps, rng):
    result = right_minibatch(X, y, w0, lr, batch_size, steps, rng)
    if w0.dtype.kind == "f" and w0.flags.writeable:
        w0 += lr
    return result


@mistake(
    replaces="minibatch_losses",
    en="The batches come from NumPy's global generator. Draw from rng, so that a run can be repeated.",
    ko="NumPy의 전역 생성기에서 배치를 뽑았습니다. 다시 실행해도 같도록 rng에서 뽑으세요.",
)
def batches_from_the_global_generator(X, y, w0, lr, batch_size, steps, rng):
    def draw(t):
        return np.random.permutation(len(X))[:batch_size]

    return _train(X, y, w0, lr, batch_size, steps, rng, draw=draw)


# --- first_rise


@mistake(
    replaces="first_rise",
    en="A loss that stays the same has not risen: > and not >=.",
    ko="그대로인 loss는 오른 것이 아닙니다. >=가 아니라 >입니다.",
)
def standstill_counted(losses):
    for t in range(1, len(losses)):
        if losses[t] >= losses[t - 1] or not np.isfinite(losses[t]):
            return t
    return None


@mistake(
    replaces="first_rise",
    en="You return the index before the rise (np.diff is one shorter). The rise is at t, where losses[t] > losses[t - 1].",
    ko="오르기 직전의 인덱스를 반환했습니다(np.diff는 길이가 하나 짧습니다). losses[t] > losses[t - 1]인 t가 답입니다.",
)
def index_before_the_rise(losses):
    t = right_first_rise(losses)
    return None if t is None else t - 1


@mistake(
    replaces="first_rise",
    en="A loss of NaN goes unnoticed, since every comparison with NaN is false. Ask for it: not np.isfinite(losses[t]).",
    ko="loss가 NaN이 되어도 알아채지 못합니다. NaN과의 비교는 항상 거짓이기 때문입니다. 따로 확인하세요: not np.isfinite(losses[t]).",
)
def nan_unnoticed(losses):
    for t in range(1, len(losses)):
        if losses[t] > losses[t - 1]:
            return t
    return None


@mistake(
    replaces="first_rise",
    en="Where nothing rises you return -1. That is a valid index in Python, the last one: return None.",
    ko="오른 곳이 없을 때 -1을 반환합니다. 파이썬에서 -1은 마지막 원소를 가리키는 인덱스입니다. None을 반환하세요.",
)
def minus_one_for_none(losses):
    t = right_first_rise(losses)
    return -1 if t is None else t


@mistake(
    replaces="first_rise",
    en="Where nothing rises you return the first index, as np.argmax of nothing but False does. Return None.",
    ko="오른 곳이 없을 때 첫 인덱스를 반환합니다. 모두 False이면 np.argmax가 그렇게 합니다. None을 반환하세요.",
)
def argmax_of_nothing(losses):
    t = right_first_rise(losses)
    return (1 if len(losses) > 1 else None) if t is None else t


@mistake(
    replaces="first_rise",
    en="You compare with the first loss. A rise is against the loss just before, however low that is.",
    ko="맨 처음 loss와 비교했습니다. 바로 앞의 loss보다 커지면, 그 값이 아무리 낮아도 오른 것입니다.",
)
def above_the_start(losses):
    for t in range(1, len(losses)):
        if losses[t] > losses[0] or not np.isfinite(losses[t]):
            return t
    return None


@mistake(
    replaces="first_rise",
    en="You report the last rise. Asked for is the first.",
    ko="마지막으로 오른 곳을 반환했습니다. 처음 오른 곳을 물었습니다.",
)
def last_rise(losses):
    found = None
    for t in range(1, len(losses)):
        if losses[t] > losses[t - 1] or not np.isfinite(losses[t]):
            found = t
    return found


@mistake(
    replaces="first_rise",
    en="losses[0] counts by itself where it is not finite. Only t of 1 or more may be returned.",
    ko="losses[0]이 유한하지 않으면 그것을 셉니다. 1 이상의 t만 반환해야 합니다.",
)
def start_counted(losses):
    if len(losses) and not np.isfinite(losses[0]):
        return 0
    return right_first_rise(losses)


@mistake(
    replaces="first_rise",
    en="The largest rise is not the first one.",
    ko="가장 크게 오른 곳을 반환했습니다. 처음 오른 곳을 물었습니다.",
)
def largest_rise(losses):
    first = right_first_rise(losses)
    if first is None or not np.all(np.isfinite(losses)):
        return first
    return int(np.argmax(np.diff(losses))) + 1
