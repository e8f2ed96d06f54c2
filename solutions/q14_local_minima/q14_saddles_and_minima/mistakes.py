"""What students write at midnight, and what they should read."""

import numpy as np
from solution import align_units as right_align
from solution import critical_point_type as right_type
from solution import fraction_of_minima as right_fraction
from solution import negative_curvature_direction as right_direction
from solution import permute_hidden_units as right_permute

from autograder.authoring import mistake

# --- critical_point_type


def _checked(H):
    _ = right_type(H, 0.0)
    return np.linalg.eigvalsh(H)


@mistake(
    replaces="critical_point_type",
    en="You use the second-derivative test of school: the sign of the determinant. It works in two dimensions only; with three, two negative eigenvalues make a positive determinant. Look at the signs of all eigenvalues.",
    ko="행렬식의 부호로 판정하는, 이변수 함수에서 배운 방법을 썼습니다. 2차원에서만 통합니다. 3차원에서는 음의 고윳값이 두 개면 행렬식이 양수입니다. 모든 고윳값의 부호를 보세요.",
)
def by_the_determinant(H, tol):
    determinant = np.prod(_checked(H))
    if abs(determinant) <= tol:
        return "degenerate"
    if determinant < 0:
        return "saddle"
    return "minimum" if np.trace(H) > 0 else "maximum"


@mistake(
    replaces="critical_point_type",
    en="You look at the diagonal of H, the curvature along the axes. The loss may fall between the axes, as x * y does: look at the eigenvalues.",
    ko="H의 대각 원소, 즉 축 방향의 곡률만 보았습니다. x * y처럼 축과 축 사이의 방향으로 내려갈 수 있습니다. 고윳값을 보세요.",
)
def by_the_diagonal(H, tol):
    _checked(H)
    return right_type(np.diag(np.diag(H)), tol)


@mistake(
    replaces="critical_point_type",
    en='A zero eigenvalue passes for a minimum (or a maximum). Along that direction the second derivative says nothing: x^2 + y^3 falls at 0. Say "degenerate".',
    ko='고윳값이 0인데 minimum(또는 maximum)이라고 했습니다. 그 방향으로는 2차 미분만으로 알 수 없습니다. x^2 + y^3은 0에서 내려갑니다. "degenerate"라고 해야 합니다.',
)
def zero_called_a_minimum(H, tol):
    eigenvalues = _checked(H)
    if np.all(eigenvalues >= -tol):
        return "minimum"
    return "maximum" if np.all(eigenvalues <= tol) else "saddle"


@mistake(
    replaces="critical_point_type",
    en='You ask for zeros first. With one direction up and one down it is a saddle already, whatever a third one does: test for "saddle" before "degenerate".',
    ko='0인 고윳값부터 확인했습니다. 올라가는 방향과 내려가는 방향이 하나씩 있으면 나머지가 어떻든 이미 saddle입니다. "degenerate"보다 "saddle"을 먼저 확인하세요.',
)
def degenerate_before_saddle(H, tol):
    if np.any(np.abs(_checked(H)) <= tol):
        return "degenerate"
    return right_type(H, tol)


@mistake(
    replaces="critical_point_type",
    en="tol is not used: an eigenvalue of -1e-17, which is a rounded 0, makes a saddle of a minimum. Whatever is within tol of 0 counts as 0.",
    ko="tol을 쓰지 않았습니다. 0이 반올림된 -1e-17 때문에 minimum이 saddle이 됩니다. 0에서 tol 이내이면 0으로 보세요.",
)
def tol_not_used(H, tol):
    return right_type(H, 0.0)


@mistake(
    replaces="critical_point_type",
    en="You multiply tol by the largest eigenvalue. Here tol is in the units of H: compare with tol itself.",
    ko="tol에 가장 큰 고윳값을 곱했습니다. 여기서 tol은 H와 같은 단위이므로 tol 자체와 비교하세요.",
)
def tol_made_relative(H, tol):
    return right_type(H, tol * np.abs(_checked(H)).max())


@mistake(
    replaces="critical_point_type",
    en="An eigenvalue of exactly tol (or -tol) counts as curved. The bounds belong to what is flat: minimum needs l > tol, not l >= tol.",
    ko="고윳값이 정확히 tol(또는 -tol)일 때 휘어 있다고 보았습니다. 경계는 평평한 쪽에 들어갑니다. minimum은 l >= tol이 아니라 l > tol이어야 합니다.",
)
def bounds_count_as_curved(H, tol):
    return right_type(H, np.nextafter(tol, 0)) if tol else right_type(H, tol)


@mistake(
    replaces="critical_point_type",
    en='Any negative eigenvalue makes a saddle for you. Where all of them are negative it is a "maximum".',
    ko='음의 고윳값이 하나라도 있으면 saddle이라고 했습니다. 모두 음수이면 "maximum"입니다.',
)
def no_maximum(H, tol):
    kind = right_type(H, tol)
    return "saddle" if kind == "maximum" or np.any(_checked(H) < -tol) else kind


@mistake(
    replaces="critical_point_type",
    en="An H that is not symmetric passes. A Hessian is symmetric; eigvalsh reads one triangle and answers for another matrix. Raise ValueError where |H - H.T| exceeds 1e-6 of |H|.",
    ko="대칭이 아닌 H를 그대로 받습니다. Hessian은 대칭 행렬이고, eigvalsh는 한쪽 삼각형만 읽고 다른 행렬의 답을 냅니다. |H - H.T|가 |H|의 1e-6배를 넘으면 ValueError를 일으키세요.",
)
def any_matrix_judged(H, tol):
    return right_type((H + H.T) / 2, tol)


# --- negative_curvature_direction


def _eigh(H):
    _checked(H)
    return np.linalg.eigh(H)


@mistake(
    replaces="negative_curvature_direction",
    en="You return the direction of the highest eigenvalue, which goes up the most. eigh sorts from low to high: the first column.",
    ko="가장 큰 고윳값의 방향, 즉 가장 가파르게 올라가는 방향을 반환했습니다. eigh는 작은 것부터 정렬하므로 첫 번째 열을 쓰세요.",
)
def highest_in_place_of_lowest(H):
    return None if right_direction(H) is None else _eigh(H)[1][:, -1]


@mistake(
    replaces="negative_curvature_direction",
    en="You return a row of the matrix of eigenvectors. They are its columns: vectors[:, 0].",
    ko="고유벡터 행렬의 행을 반환했습니다. 고유벡터는 열입니다: vectors[:, 0].",
)
def row_in_place_of_column(H):
    return None if right_direction(H) is None else _eigh(H)[1][0]


@mistake(
    replaces="negative_curvature_direction",
    en="You take the eigenvalue that is largest in size, which may be positive. The way down is that of the lowest.",
    ko="크기(절댓값)가 가장 큰 고윳값을 골랐는데, 그것은 양수일 수 있습니다. 내려가는 방향은 가장 작은 고윳값의 것입니다.",
)
def largest_in_size(H):
    values, vectors = _eigh(H)
    return None if right_direction(H) is None else vectors[:, np.argmax(np.abs(values))]


@mistake(
    replaces="negative_curvature_direction",
    en="You return an eigenvector of a bowl as well. Where no curvature is negative there is no way down: None.",
    ko="그릇 모양에서도 고유벡터를 반환합니다. 음의 곡률이 없으면 내려갈 방향이 없으므로 None입니다.",
)
def never_none(H):
    return _eigh(H)[1][:, 0]


@mistake(
    replaces="negative_curvature_direction",
    en="You compare with 0, so a lowest eigenvalue of -1e-17, which is a rounded 0, passes for a way down. Compare with -1e-8 times the largest |eigenvalue|.",
    ko="0과 비교해서, 0이 반올림된 -1e-17도 내려가는 방향으로 봅니다. 가장 큰 |고윳값|의 -1e-8배와 비교하세요.",
)
def rounding_taken_for_curvature(H):
    values, vectors = _eigh(H)
    return None if values[0] >= 0 else vectors[:, 0]


@mistake(
    replaces="negative_curvature_direction",
    en="You compare with a fixed -1e-8. What is rounding depends on the size of H: a loss in other units has the same saddle. Compare with -1e-8 times the largest |eigenvalue|.",
    ko="고정된 -1e-8과 비교했습니다. 어디까지가 반올림 오차인지는 H의 크기에 달려 있습니다. loss의 단위가 달라져도 같은 saddle입니다. 가장 큰 |고윳값|의 -1e-8배와 비교하세요.",
)
def fixed_threshold(H):
    values, vectors = _eigh(H)
    return None if values[0] >= -1e-8 else vectors[:, 0]


@mistake(
    replaces="negative_curvature_direction",
    en="Your direction is scaled by the eigenvalue. A direction has length 1.",
    ko="방향에 고윳값을 곱했습니다. 방향의 길이는 1이어야 합니다.",
)
def scaled_by_the_curvature(H):
    direction = right_direction(H)
    return None if direction is None else direction * _eigh(H)[0][0]


@mistake(
    replaces="negative_curvature_direction",
    en="Where there is no way down you return zeros. Return None: a vector of zeros looks like a direction.",
    ko="내려갈 방향이 없을 때 0 벡터를 반환합니다. 방향처럼 보이므로 None을 반환하세요.",
)
def zeros_in_place_of_none(H):
    direction = right_direction(H)
    return np.zeros(len(H)) if direction is None else direction


@mistake(
    replaces="negative_curvature_direction",
    en="You return the axis along which the diagonal of H is lowest. The way down may lie between the axes: use the eigenvector.",
    ko="H의 대각 원소가 가장 작은 축을 반환했습니다. 내려가는 방향은 축과 축 사이에 있을 수 있습니다. 고유벡터를 쓰세요.",
)
def lowest_axis(H):
    return None if right_direction(H) is None else np.eye(len(H))[np.argmin(np.diag(H))]


@mistake(
    replaces="negative_curvature_direction",
    en="An H that is not symmetric passes, and eigh answers for another matrix. Raise ValueError.",
    ko="대칭이 아닌 H를 그대로 받고, eigh는 다른 행렬의 답을 냅니다. ValueError를 일으키세요.",
)
def direction_of_any_matrix(H):
    return right_direction((H + H.T) / 2)


# --- fraction_of_minima


@mistake(
    replaces="fraction_of_minima",
    en="Your matrix is one triangle mirrored (eigvalsh of A itself reads one triangle only). Then the entries beside the diagonal have variance 1 and not 1/2, and in two dimensions you get 0.116 in place of 0.146: take (A + A.T) / 2.",
    ko="삼각형 하나를 대칭으로 옮긴 행렬입니다(A를 그대로 eigvalsh에 넣으면 한쪽 삼각형만 읽습니다). 그러면 대각선 밖의 분산이 1/2이 아니라 1이 되어, 2차원에서 0.146이 아니라 0.116이 나옵니다. (A + A.T) / 2를 쓰세요.",
)
def mirrored_triangle(dim, trials, rng):
    eigenvalues = np.linalg.eigvalsh(rng.normal(size=(trials, dim, dim)))
    return np.mean(eigenvalues[:, 0] > 0)


@mistake(
    replaces="fraction_of_minima",
    en="A @ A.T has no negative eigenvalue at all, so everything is a minimum. The Hessian of a random point is (A + A.T) / 2.",
    ko="A @ A.T에는 음의 고윳값이 있을 수 없어서 모두 minimum이 됩니다. 임의의 점의 Hessian으로는 (A + A.T) / 2를 씁니다.",
)
def always_a_bowl(dim, trials, rng):
    A = rng.normal(size=(trials, dim, dim))
    return np.mean(np.linalg.eigvalsh(A @ A.transpose(0, 2, 1))[:, 0] > 0)


@mistake(
    replaces="fraction_of_minima",
    en="You count matrices with a positive determinant. Two negative eigenvalues make one too: all eigenvalues must be above 0.",
    ko="행렬식이 양수인 경우를 셌습니다. 음의 고윳값이 두 개여도 행렬식은 양수입니다. 모든 고윳값이 0보다 커야 합니다.",
)
def positive_determinants(dim, trials, rng):
    A = rng.normal(size=(trials, dim, dim))
    return np.mean(np.linalg.det(A + A.transpose(0, 2, 1)) > 0)


@mistake(
    replaces="fraction_of_minima",
    en="You count maxima too: all eigenvalues of one sign. A minimum has all of them above 0.",
    ko="maximum까지 셌습니다(고윳값의 부호가 모두 같은 경우). minimum은 모두 0보다 커야 합니다.",
)
def maxima_counted_too(dim, trials, rng):
    A = rng.normal(size=(trials, dim, dim))
    eigenvalues = np.linalg.eigvalsh(A + A.transpose(0, 2, 1))
    return np.mean((eigenvalues[:, 0] > 0) | (eigenvalues[:, -1] < 0))


@mistake(
    replaces="fraction_of_minima",
    en="You ask whether the diagonal is positive, which is so in 1 of 2^dim cases. The loss can still fall between the axes: ask the eigenvalues.",
    ko="대각 원소가 양수인지 확인했습니다. 그 확률은 2^dim분의 1입니다. 축과 축 사이로 내려갈 수 있으므로 고윳값을 확인하세요.",
)
def positive_diagonals(dim, trials, rng):
    A = rng.normal(size=(trials, dim, dim))
    return np.mean(np.all(np.diagonal(A, axis1=1, axis2=2) > 0, axis=1))


@mistake(
    replaces="fraction_of_minima",
    en="You count everything that is not a minimum. Asked for is the fraction of minima.",
    ko="minimum이 아닌 것을 셌습니다. minimum의 비율을 물었습니다.",
)
def saddles_counted(dim, trials, rng):
    return 1 - right_fraction(dim, trials, rng)


@mistake(
    replaces="fraction_of_minima",
    en="The entries are not normal: rng.random and rng.uniform give numbers that are all positive, or of another distribution. Use rng.normal(size=(dim, dim)).",
    ko="정규분포가 아닙니다. rng.random은 양수만 뽑고 rng.uniform은 분포가 다릅니다. rng.normal(size=(dim, dim))을 쓰세요.",
)
def not_normal(dim, trials, rng):
    A = rng.random(size=(trials, dim, dim))
    return np.mean(np.linalg.eigvalsh(A + A.transpose(0, 2, 1))[:, 0] > 0)


@mistake(
    replaces="fraction_of_minima",
    en="You return the number of minima. Divide by trials.",
    ko="minimum의 개수를 반환했습니다. trials로 나누세요.",
)
def number_in_place_of_fraction(dim, trials, rng):
    return trials * right_fraction(dim, trials, rng)


@mistake(
    replaces="fraction_of_minima",
    en="trials is not used: you draw another number of matrices.",
    ko="trials를 쓰지 않고 다른 수의 행렬을 뽑습니다.",
)
def trials_not_used(dim, trials, rng):
    return right_fraction(dim, 1000, rng)


@mistake(
    replaces="fraction_of_minima",
    en="The matrices come from NumPy's global generator. Draw from rng, so that a run can be repeated.",
    ko="NumPy의 전역 생성기에서 행렬을 뽑았습니다. 다시 실행해도 같도록 rng에서 뽑으세요.",
)
def from_the_global_generator(dim, trials, rng):
    return right_fraction(dim, trials, np.random.mtrand._rand)


@mistake(
    replaces="fraction_of_minima",
    en="The matrices come from a generator with a seed of your own, so every call gives the same. Draw from rng.",
    ko="직접 정한 seed의 생성기에서 행렬을 뽑아서 호출할 때마다 같은 결과가 나옵니다. rng에서 뽑으세요.",
)
def from_a_seed_of_its_own(dim, trials, rng):
    return right_fraction(dim, trials, np.random.default_rng(0))


# --- loss_barrier


def _losses(f, a, b, num):
    return np.array([f(a + t * (b - a)) for t in np.linspace(0, 1, num)])


@mistake(
    replaces="loss_barrier",
    en="You measure against the lower end. Then two points of different height have a barrier although the way only leads down: measure against the straight line between the two losses.",
    ko="두 끝 중 낮은 쪽을 기준으로 쟀습니다. 그러면 높이가 다른 두 점은 계속 내려가기만 해도 장벽이 있는 것이 됩니다. 두 loss를 잇는 직선을 기준으로 재세요.",
)
def against_the_lower_end(f, a, b, num):
    losses = _losses(f, a, b, num)
    return losses.max() - min(losses[0], losses[-1])


@mistake(
    replaces="loss_barrier",
    en="You measure against the higher end, and a hill that is lower than that goes unnoticed. Measure against the straight line between the two losses.",
    ko="두 끝 중 높은 쪽을 기준으로 쟀습니다. 그보다 낮은 언덕은 보이지 않습니다. 두 loss를 잇는 직선을 기준으로 재세요.",
)
def against_the_higher_end(f, a, b, num):
    losses = _losses(f, a, b, num)
    return losses.max() - max(losses[0], losses[-1])


@mistake(
    replaces="loss_barrier",
    en="You measure against the mean of the two losses, which is right in the middle alone. Measure against the straight line, (1 - t) * f(a) + t * f(b).",
    ko="두 loss의 평균을 기준으로 쟀습니다. 그것은 한가운데에서만 맞습니다. 직선 (1 - t) * f(a) + t * f(b)를 기준으로 재세요.",
)
def against_the_mean(f, a, b, num):
    losses = _losses(f, a, b, num)
    return losses.max() - (losses[0] + losses[-1]) / 2


@mistake(
    replaces="loss_barrier",
    en="You return the highest loss itself. The barrier is how far it lies above the straight line between the two ends.",
    ko="가장 높은 loss 자체를 반환했습니다. 장벽은 두 끝을 잇는 직선보다 얼마나 높은지입니다.",
)
def highest_loss(f, a, b, num):
    return _losses(f, a, b, num).max()


@mistake(
    replaces="loss_barrier",
    en="You look at the middle only. The hill may be elsewhere: all points of linspace(0, 1, num).",
    ko="한가운데만 보았습니다. 언덕은 다른 곳에 있을 수 있습니다. linspace(0, 1, num)의 모든 점을 보세요.",
)
def middle_only(f, a, b, num):
    return max(0.0, f((a + b) / 2) - (f(a) + f(b)) / 2)


@mistake(
    replaces="loss_barrier",
    en="You take the absolute value, so a valley on the way counts as a hill. Only what is above the line is a barrier.",
    ko="절댓값을 취해서 중간의 골짜기도 언덕으로 칩니다. 직선보다 높은 것만 장벽입니다.",
)
def valleys_counted(f, a, b, num):
    losses = _losses(f, a, b, num)
    return np.abs(losses - np.linspace(losses[0], losses[-1], num)).max()


@mistake(
    replaces="loss_barrier",
    en="Where the loss stays below the line your barrier is negative. The ends belong to the way too, and their height above it is 0.",
    ko="loss가 직선 아래에 있으면 음수가 나옵니다. 양 끝도 경로에 들어가고, 그곳의 높이는 0입니다.",
)
def negative_barrier(f, a, b, num):
    losses = _losses(f, a, b, num)
    inside = (losses - np.linspace(losses[0], losses[-1], num))[1:-1]
    return inside.max() if inside.size else 0.0


@mistake(
    replaces="loss_barrier",
    en="The line is the wrong way round: at t = 0 you are at a. It is (1 - t) * f(a) + t * f(b).",
    ko="직선의 방향이 반대입니다. t = 0은 a입니다: (1 - t) * f(a) + t * f(b).",
)
def line_the_wrong_way_round(f, a, b, num):
    losses = _losses(f, a, b, num)
    return (losses - np.linspace(losses[-1], losses[0], num)).max()


@mistake(
    replaces="loss_barrier",
    en="You leave the end out, as np.arange(num) / num does, so all your points are elsewhere. Use np.linspace(0, 1, num).",
    ko="np.arange(num) / num처럼 끝점을 빼서 모든 점의 위치가 달라졌습니다. np.linspace(0, 1, num)을 쓰세요.",
)
def end_left_out(f, a, b, num):
    first, last = f(a), f(b)
    return max(f(a + t * (b - a)) - (1 - t) * first - t * last for t in np.arange(num) / num)


# --- permute_hidden_units


@mistake(
    replaces="permute_hidden_units",
    en="The outgoing weights stay where they were, so each unit now speaks with another one's voice and the function changes. Permute the rows of W2 too.",
    ko="나가는 가중치를 그대로 두어서 unit마다 다른 unit의 출력 가중치를 쓰게 되고, 함수가 달라집니다. W2의 행도 함께 바꾸세요.",
)
def outgoing_left_behind(params, perm):
    return [right_permute(params, perm)[0], params[1]]


@mistake(
    replaces="permute_hidden_units",
    en="The biases stay where they were. b1[j] belongs to unit j as column j of W1 does: permute it too.",
    ko="bias를 그대로 두었습니다. b1[j]도 W1의 j번째 열처럼 unit j의 것이므로 함께 바꾸세요.",
)
def bias_left_behind(params, perm):
    (W1, _), second = right_permute(params, perm)
    return [(W1, params[0][1]), second]


@mistake(
    replaces="permute_hidden_units",
    en="Your permutation is the inverse: new unit j must be old unit perm[j], W1[:, perm]. Writing new[:, perm] = old, or np.argsort(perm), does the opposite.",
    ko="역순열을 적용했습니다. 새 unit j는 이전 unit perm[j]여야 합니다: W1[:, perm]. new[:, perm] = old나 np.argsort(perm)은 그 반대입니다.",
)
def permutation_inverted(params, perm):
    _ = right_permute(params, perm)
    return right_permute(params, np.argsort(perm))


@mistake(
    replaces="permute_hidden_units",
    en="You permute the wrong axes: rows of W1, columns of W2. Layers are x @ W + b, so hidden units are the columns of W1 and the rows of W2.",
    ko="축이 바뀌었습니다(W1의 행, W2의 열). 층이 x @ W + b이므로 은닉 unit은 W1의 열이고 W2의 행입니다.",
)
def axes_of_pytorch(params, perm):
    _ = right_permute(params, perm)
    (W1, b1), (W2, b2) = params
    return [(W1[perm], b1[perm]), (W2[:, perm], b2)]


@mistake(
    replaces="permute_hidden_units",
    en="b2 is permuted too. It belongs to the outputs, whose order must stay.",
    ko="b2까지 바꾸었습니다. b2는 출력의 것이고 출력의 순서는 그대로여야 합니다.",
)
def output_bias_permuted(params, perm):
    first, (W2, b2) = right_permute(params, perm)
    return [first, (W2, b2[[p % len(b2) for p in perm][: len(b2)]])]


@mistake(
    replaces="permute_hidden_units",
    en="perm is not checked: with a unit twice, another one is lost, and the function changes without a word. Raise ValueError unless sorted(perm) is 0, ..., H - 1.",
    ko="perm을 확인하지 않습니다. 어떤 unit이 두 번 나오면 다른 unit이 사라져, 아무 경고 없이 함수가 달라집니다. sorted(perm)이 0, ..., H - 1이 아니면 ValueError를 일으키세요.",
)
def perm_not_checked(params, perm):
    (W1, b1), (W2, b2) = params
    return [(W1[:, perm], b1[perm]), (W2[perm], b2)]


@mistake(
    replaces="permute_hidden_units",
    en="You check only how many entries perm has. [0, 0, 1] has three, and is no permutation: compare sorted(perm) with 0, ..., H - 1.",
    ko="perm의 길이만 확인했습니다. [0, 0, 1]은 길이가 3이지만 순열이 아닙니다. sorted(perm)을 0, ..., H - 1과 비교하세요.",
)
def only_its_length_checked(params, perm):
    (W1, b1), (W2, b2) = params
    if len(perm) != len(b1):
        raise ValueError("perm has the wrong length")
    return [(W1[:, perm], b1[perm]), (W2[perm], b2)]


@mistake(
    replaces="permute_hidden_units",
    en="W1[:] = ... writes into the caller's network. Build new arrays: W1[:, perm] makes one.",
    ko="W1[:] = ...는 호출한 쪽의 네트워크를 덮어씁니다. 새 배열을 만드세요. W1[:, perm]은 새 배열입니다.",
)
def network_overwritten(params, perm):
    permuted = right_permute(params, perm)
    for layer, new in zip(params, permuted):
        for array, values in zip(layer, new):
            array[...] = values
    return permuted


# --- align_units


def _units(params):
    (W1, b1), (W2, _) = params
    return np.concatenate([W1.T, b1[:, None], W2], axis=1)


def _nearest(a, b):
    """An assignment of the rows of b to those of a, the closest pair first."""
    distances = np.linalg.norm(a[:, None] - b, axis=2)
    perm = np.zeros(len(a), dtype=int)
    for _ in range(len(a)):
        i, j = np.unravel_index(np.argmin(distances), distances.shape)
        perm[i], distances[i], distances[:, j] = j, np.inf, np.inf
    return perm


@mistake(
    replaces="align_units",
    en="You compare the incoming weights only. Two units may agree in them and differ in the bias or in the outgoing weights: compare all that belongs to a unit.",
    ko="들어오는 가중치만 비교했습니다. 그것이 같아도 bias나 나가는 가중치가 다른 unit이 있을 수 있습니다. unit에 속한 모든 값을 비교하세요.",
)
def incoming_weights_only(params_a, params_b):
    perm = _nearest(params_a[0][0].T, params_b[0][0].T)
    return right_permute(params_b, perm)


@mistake(
    replaces="align_units",
    en="The bias is left out of the comparison. Two units may differ in it alone.",
    ko="비교할 때 bias를 빼놓았습니다. bias만 다른 unit이 있을 수 있습니다.",
)
def bias_not_compared(params_a, params_b):
    a, b = (np.concatenate([p[0][0].T, p[1][0]], axis=1) for p in (params_a, params_b))
    return right_permute(params_b, _nearest(a, b))


@mistake(
    replaces="align_units",
    en="The outgoing weights are left out of the comparison. Two units may differ in them alone.",
    ko="비교할 때 나가는 가중치를 빼놓았습니다. 나가는 가중치만 다른 unit이 있을 수 있습니다.",
)
def outgoing_not_compared(params_a, params_b):
    a, b = (np.concatenate([p[0][0].T, p[0][1][:, None]], axis=1) for p in (params_a, params_b))
    return right_permute(params_b, _nearest(a, b))


@mistake(
    replaces="align_units",
    en="You return network a. It looks aligned, but b has weights of its own, with their noise: return b's values in a's order.",
    ko="네트워크 a를 반환했습니다. 정렬된 것처럼 보이지만 b에는 노이즈가 섞인 자기 값이 있습니다. b의 값을 a의 순서로 반환하세요.",
)
def network_a_returned(params_a, params_b):
    return [tuple(np.array(array) for array in layer) for layer in params_a]


@mistake(
    replaces="align_units",
    en="You permute a to match b. Asked for is b in a's order.",
    ko="a를 b에 맞춰 바꾸었습니다. b를 a의 순서로 바꿔야 합니다.",
)
def a_aligned_to_b(params_a, params_b):
    return right_align(params_b, params_a)


@mistake(
    replaces="align_units",
    en="You apply the inverse: for each unit of b you look for its place in a, and use that as perm. permute_hidden_units wants, for each unit of a, its index in b.",
    ko="역순열을 적용했습니다. b의 unit마다 a에서의 자리를 찾아 그것을 perm으로 썼습니다. permute_hidden_units에는 a의 unit마다 b에서의 인덱스를 넣어야 합니다.",
)
def inverse_applied(params_a, params_b):
    return right_permute(params_b, np.argsort(_nearest(_units(params_a), _units(params_b))))


@mistake(
    replaces="align_units",
    en="Only the incoming side is permuted. What goes out of a unit must move with it: use permute_hidden_units.",
    ko="들어오는 쪽만 바꾸었습니다. 나가는 가중치도 unit과 함께 옮겨야 합니다. permute_hidden_units를 쓰세요.",
)
def aligned_without_the_outgoing(params_a, params_b):
    return [right_align(params_a, params_b)[0], params_b[1]]


@mistake(
    replaces="align_units",
    en="You pair the units by their norms. Different units may have the same norm: compare the weights themselves.",
    ko="norm의 순서로 unit을 짝지었습니다. 다른 unit도 norm이 같을 수 있습니다. 가중치 자체를 비교하세요.",
)
def paired_by_norm(params_a, params_b):
    order_a, order_b = (
        np.argsort(np.linalg.norm(_units(params), axis=1), kind="stable")
        for params in (params_a, params_b)
    )
    perm = np.empty(len(order_a), dtype=int)
    perm[order_a] = order_b
    return right_permute(params_b, perm)


@mistake(
    replaces="align_units",
    en="You compare directions (cosines), so a unit and its double look the same. Compare by distance.",
    ko="방향(cosine)만 비교해서 어떤 unit과 그 두 배인 unit이 같아 보입니다. 거리로 비교하세요.",
)
def paired_by_direction(params_a, params_b):
    a, b = (_units(params) for params in (params_a, params_b))
    a, b = (units / np.linalg.norm(units, axis=1, keepdims=True) for units in (a, b))
    return right_permute(params_b, _nearest(a, b))


@mistake(
    replaces="align_units",
    en="For each unit of a you take the unit of b with the largest scalar product, and large units win everywhere. One by one, take the smallest distance; scalar products work only for the assignment as a whole (linear_sum_assignment).",
    ko="a의 unit마다 내적이 가장 큰 b의 unit을 골라서, 큰 unit이 어디서나 이깁니다. 하나씩 고를 때는 거리가 가장 작은 것을 고르세요. 내적은 전체 배정을 함께 최적화할 때(linear_sum_assignment)만 맞습니다.",
)
def largest_scalar_product(params_a, params_b):
    perm = np.argmax(_units(params_a) @ _units(params_b).T, axis=1)
    (W1, b1), (W2, b2) = params_b
    return [(W1[:, perm], b1[perm]), (W2[perm], b2)]


@mistake(
    replaces="align_units",
    en="You look for units that are exactly equal. With a little noise none is: take the nearest one.",
    ko="정확히 같은 unit을 찾습니다. 노이즈가 조금만 있어도 같은 것이 없습니다. 가장 가까운 것을 고르세요.",
)
def exactly_equal_only(params_a, params_b):
    a, b = _units(params_a), _units(params_b)
    perm = [int(np.flatnonzero((b == unit).all(axis=1))[0]) for unit in a]
    return right_permute(params_b, perm)
