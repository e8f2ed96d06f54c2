"""What students write at midnight, and what they should read."""

import numpy as np
from solution import _as_float, _flat, _with_ones
from solution import apply_features as right_apply
from solution import fit_linear_classifier as right_fit
from solution import handcrafted_features as right_features
from solution import learn_features as right_learn
from solution import linear_probe_accuracy as right_probe
from solution import predict as right_predict

from autograder.authoring import mistake, part_of

# --- handcrafted_features


def _with(images, column, values):
    """The right features with one column of one's own."""
    features = right_features(images)
    features[:, column] = values
    return features


def _centre(images, axis):
    """The centre of mass along an axis, NaN for an empty image."""
    images = _as_float(images)
    ink = images.sum(axis=3 - axis)
    with np.errstate(invalid="ignore"):
        return ink @ np.arange(images.shape[axis], dtype=images.dtype) / ink.sum(axis=1)


def _above(images, threshold):
    return (_as_float(images) > threshold).mean(axis=(1, 2))


@mistake(
    replaces="handcrafted_features",
    en="The two symmetries are exchanged. Left-right reverses the columns, the last axis: images[:, :, ::-1]; top-bottom reverses the rows: images[:, ::-1].",
    ko="두 대칭이 서로 바뀌었습니다. 좌우 대칭은 열, 즉 마지막 축을 뒤집고(images[:, :, ::-1]), 상하 대칭은 행을 뒤집습니다(images[:, ::-1]).",
)
def symmetry_on_the_wrong_axis(images):
    features = right_features(images)
    return features[:, [0, 2, 1, 3, 4, 5]]


@mistake(
    replaces="handcrafted_features",
    en="Left-right symmetry reverses rows and columns at once, which turns the image by 180 degrees. A mirror reverses one axis only.",
    ko="좌우 대칭에서 행과 열을 함께 뒤집어 이미지를 180도 돌렸습니다. 거울상은 한 축만 뒤집습니다.",
)
def turned_instead_of_mirrored(images):
    images = _as_float(images)
    return _with(images, 1, np.abs(images - images[:, ::-1, ::-1]).mean(axis=(1, 2)))


@mistake(
    replaces="handcrafted_features",
    en="images[::-1] reverses the batch: each image is compared with another image. Rows are axis 1 and columns axis 2.",
    ko="images[::-1]은 배치의 순서를 뒤집으므로 다른 이미지와 비교하게 됩니다. 행은 1번 축, 열은 2번 축입니다.",
)
def batch_reversed(images):
    images = _as_float(images)
    return _with(images, 2, np.abs(images - images[::-1]).mean(axis=(1, 2)))


@mistake(
    replaces="handcrafted_features",
    en="Without the absolute value the differences of an image and its mirror image cancel to 0. Take np.abs before the mean.",
    ko="절댓값이 없으면 이미지와 거울상의 차이가 서로 상쇄되어 0이 됩니다. 평균을 내기 전에 np.abs를 취하세요.",
)
def symmetry_without_absolute_value(images):
    images = _as_float(images)
    return _with(images, 1, (images - images[:, :, ::-1]).mean(axis=(1, 2)))


@mistake(
    replaces="handcrafted_features",
    en="An empty image gives 0 / 0 = NaN for its centre of mass, and one NaN spoils the whole fit. Divide by 1 where there is no ink, and put the middle there.",
    ko="빈 이미지의 무게중심이 0 / 0 = NaN이 되고, NaN 하나가 이후의 fit 전체를 망칩니다. 잉크가 없으면 1로 나누고 가운데 값을 넣으세요.",
)
def nan_for_an_empty_image(images):
    features = right_features(images)
    features[:, 3], features[:, 4] = _centre(images, 1), _centre(images, 2)
    return features


@mistake(
    replaces="handcrafted_features",
    en="An empty image has its centre at (0, 0) here, as if all its ink were in a corner. It belongs in the middle, ((H - 1) / 2, (W - 1) / 2).",
    ko="빈 이미지의 무게중심이 (0, 0), 즉 구석에 있는 것으로 나옵니다. 가운데인 ((H - 1) / 2, (W - 1) / 2)이어야 합니다.",
)
def empty_image_in_the_corner(images):
    features = right_features(images)
    empty = np.asarray(images).max(axis=(1, 2)) == 0
    features[empty, 3:5] = 0
    return features


@mistake(
    replaces="handcrafted_features",
    en="The middle of an empty image is taken as H / 2 and W / 2. Pixel indices go from 0 to H - 1, so their middle is (H - 1) / 2.",
    ko="빈 이미지의 가운데를 H / 2, W / 2로 두었습니다. 픽셀 번호는 0부터 H - 1까지이므로 가운데는 (H - 1) / 2입니다.",
)
def middle_half_a_pixel_off(images):
    features = right_features(images)
    empty = np.asarray(images).max(axis=(1, 2)) == 0
    features[empty, 3:5] += 0.5
    return features


@mistake(
    replaces="handcrafted_features",
    en="Row and column of the centre of mass are exchanged. The row comes first; its index is weighted by the ink of each row, images.sum(axis=2).",
    ko="무게중심의 행과 열이 바뀌었습니다. 행이 먼저이고, 행 번호에 각 행의 잉크 images.sum(axis=2)를 가중치로 줍니다.",
)
def row_and_column_exchanged(images):
    return right_features(images)[:, [0, 1, 2, 4, 3, 5]]


@mistake(
    replaces="handcrafted_features",
    en="Pixels are counted from 1, so the centre of mass is one row and one column too far. Indices start at 0.",
    ko="픽셀을 1부터 세어 무게중심이 한 행, 한 열씩 밀렸습니다. 번호는 0부터 시작합니다.",
)
def pixels_counted_from_one(images):
    features = right_features(images)
    inked = np.asarray(images).max(axis=(1, 2)) > 0
    features[inked, 3:5] += 1
    return features


@mistake(
    replaces="handcrafted_features",
    en="The centre of mass is divided by the size of the image. It is asked for in pixels.",
    ko="무게중심을 이미지 크기로 나누었습니다. 픽셀 단위로 구해야 합니다.",
)
def centre_as_a_fraction(images):
    features = right_features(images)
    features[:, 3] /= max(1, images.shape[1] - 1)
    features[:, 4] /= max(1, images.shape[2] - 1)
    return features


@mistake(
    replaces="handcrafted_features",
    en="The ink is summed. The feature is the mean of the pixels, which does not depend on the size of the image.",
    ko="잉크를 더하기만 했습니다. 첫 feature는 이미지 크기에 좌우되지 않는 픽셀의 평균입니다.",
)
def ink_summed(images):
    return _with(images, 0, _as_float(images).sum(axis=(1, 2)))


@mistake(
    replaces="handcrafted_features",
    en="The threshold is half of the largest pixel of the whole batch, so a feature of one image depends on its neighbours. Take the maximum of each image.",
    ko="배치 전체의 최댓값의 절반을 기준으로 썼습니다. 그러면 함께 들어온 이미지에 따라 feature가 달라집니다. 이미지마다 자기 최댓값을 쓰세요.",
)
def half_of_the_batch_maximum(images):
    return _with(images, 5, _above(images, _as_float(images).max() / 2))


@mistake(
    replaces="handcrafted_features",
    en="The threshold is a fixed 0.5. It is half of this image's own maximum, so that a pale digit counts like a dark one.",
    ko="기준을 0.5로 고정했습니다. 흐린 숫자도 진한 숫자와 똑같이 세도록 그 이미지 최댓값의 절반을 기준으로 해야 합니다.",
)
def fixed_threshold(images):
    return _with(images, 5, _above(images, 0.5))


@mistake(
    replaces="handcrafted_features",
    en="The threshold is the mean of the image. It is half of its maximum.",
    ko="이미지의 평균을 기준으로 썼습니다. 기준은 최댓값의 절반입니다.",
)
def above_the_mean(images):
    return _with(images, 5, _above(images, _as_float(images).mean(axis=(1, 2), keepdims=True)))


@mistake(
    replaces="handcrafted_features",
    en="Pixels of exactly half the maximum are counted, and in an empty image that is all of them. Strictly above: use >, not >=.",
    ko="최댓값의 딱 절반인 픽셀까지 세었습니다. 빈 이미지라면 모든 픽셀이 해당됩니다. 절반보다 큰 것만 세야 하므로 >= 대신 >를 쓰세요.",
)
def half_itself_counted(images):
    images = _as_float(images)
    half = images.max(axis=(1, 2), keepdims=True) / 2
    return _with(images, 5, (images >= half).mean(axis=(1, 2)))


@mistake(
    replaces="handcrafted_features",
    en="Unsigned integers are subtracted as they are, and 3 - 5 wraps round to 254 in uint8. Turn the images into floats first.",
    ko="부호 없는 정수를 그대로 빼서 uint8의 3 - 5가 254가 됩니다. 먼저 이미지를 실수로 바꾸세요.",
)
def differences_wrap_round(images):
    images = np.asarray(images)
    features = right_features(images)
    features[:, 1] = np.abs(images - images[:, :, ::-1]).mean(axis=(1, 2))
    features[:, 2] = np.abs(images - images[:, ::-1]).mean(axis=(1, 2))
    return features


@mistake(
    replaces="handcrafted_features",
    en="The features are the rows here, (6, N). Each image has a row: np.stack(..., axis=1).",
    ko="feature가 행으로 놓여 (6, N)이 되었습니다. 이미지마다 한 행이어야 하므로 np.stack(..., axis=1)을 쓰세요.",
)
def features_as_rows(images):
    return right_features(images).T.copy()


@mistake(
    replaces="handcrafted_features",
    en="float32 images give float64 features: np.zeros and np.empty make float64 unless told otherwise. Give the result the dtype of the images, if that is a float type.",
    ko="float32 이미지에서 float64 feature가 나옵니다. np.zeros와 np.empty의 기본값이 float64입니다. 이미지가 실수형이면 결과도 그 dtype으로 만드세요.",
)
def features_always_in_float64(images):
    return right_features(np.array(images, dtype=float))


# --- fit_linear_classifier


def _one_hot(labels, num_classes, dtype=float):
    return np.eye(num_classes, dtype=dtype)[labels]


def _ridge(X, targets, penalised):
    """Least squares with a penalty for each row of W."""
    rows = np.diag(np.sqrt(penalised)).astype(X.dtype)
    nothing = np.zeros((len(rows), targets.shape[1]), dtype=X.dtype)
    return np.linalg.lstsq(np.vstack([X, rows]), np.vstack([targets, nothing]))[0]


@mistake(
    replaces="fit_linear_classifier",
    en="The bias is penalised too, so the scores are pulled towards 0 instead of the share of each class. Leave the last row of W out of the penalty.",
    ko="bias에도 벌점을 주어서 점수가 class의 비율이 아니라 0 쪽으로 끌려갑니다. W의 마지막 행은 벌점에서 빼세요.",
)
def bias_penalised(features, labels, num_classes, ridge):
    X = _with_ones(_as_float(features))
    targets = _one_hot(labels, num_classes, X.dtype)
    return _ridge(X, targets, np.full(X.shape[1], float(ridge)))


@mistake(
    replaces="fit_linear_classifier",
    en="The penalty spares the first feature instead of the bias. The ones are the last column, so the last entry of the penalty is 0.",
    ko="bias가 아니라 첫 feature를 벌점에서 뺐습니다. 1로 된 열이 마지막이므로 벌점의 마지막 원소가 0이어야 합니다.",
)
def first_feature_spared(features, labels, num_classes, ridge):
    X = _with_ones(_as_float(features))
    penalised = np.full(X.shape[1], float(ridge))
    penalised[0] = 0
    return _ridge(X, _one_hot(labels, num_classes, X.dtype), penalised)


@mistake(
    replaces="fit_linear_classifier",
    en="The bias is the first row of W here. It is the last: put the column of ones after the features.",
    ko="bias가 W의 첫 행에 있습니다. 마지막 행이어야 하므로 1로 된 열을 feature 뒤에 붙이세요.",
)
def bias_in_the_first_row(features, labels, num_classes, ridge):
    return np.roll(right_fit(features, labels, num_classes, ridge), 1, axis=0)


@mistake(
    replaces="fit_linear_classifier",
    en="There is no bias: W has F rows. Add a column of ones to the features, and get F + 1.",
    ko="bias가 없어서 W의 행이 F개입니다. feature에 1로 된 열을 붙이면 F + 1개가 됩니다.",
)
def no_bias(features, labels, num_classes, ridge):
    X = _as_float(features)
    return _ridge(X, _one_hot(labels, num_classes, X.dtype), np.full(X.shape[1], float(ridge)))


@part_of("no_bias", replaces="predict")
def no_bias_in_predict(W, features):
    return np.argmax(features @ W, axis=1)


@mistake(
    replaces="fit_linear_classifier",
    en="Your penalty is N times too strong: the errors are summed, not averaged, so ridge stands alone beside X.T @ X.",
    ko="벌점이 N배 강합니다. 오차는 평균이 아니라 합이므로 X.T @ X에 ridge를 그대로 더합니다.",
)
def errors_averaged(features, labels, num_classes, ridge):
    return right_fit(features, labels, num_classes, ridge * len(features))


@mistake(
    replaces="fit_linear_classifier",
    en="As further rows of the least squares, ridge * W = 0 gives the penalty ridge^2 ||W||^2. Those rows need the square root of ridge.",
    ko="최소제곱에 행을 덧붙일 때 ridge * W = 0으로 쓰면 벌점이 ridge^2 ||W||^2이 됩니다. 덧붙이는 행에는 ridge의 제곱근을 쓰세요.",
)
def ridge_squared(features, labels, num_classes, ridge):
    return right_fit(features, labels, num_classes, ridge**2)


@mistake(
    replaces="fit_linear_classifier",
    en="ridge is not used. Add ridge times the identity, without its last entry, to X.T @ X.",
    ko="ridge를 쓰지 않았습니다. X.T @ X에 (마지막 원소가 0인) 단위행렬의 ridge배를 더하세요.",
)
def ridge_ignored(features, labels, num_classes, ridge):
    return right_fit(features, labels, num_classes, 0)


@mistake(
    replaces="fit_linear_classifier",
    en="The targets are -1 and 1 here. One-hot targets are 0 and 1.",
    ko="목표값이 -1과 1입니다. one-hot 목표값은 0과 1입니다.",
)
def targets_of_plus_and_minus_one(features, labels, num_classes, ridge):
    X = _with_ones(_as_float(features))
    penalised = np.full(X.shape[1], float(ridge))
    penalised[-1] = 0
    return _ridge(X, 2 * _one_hot(labels, num_classes, X.dtype) - 1, penalised)


@mistake(
    replaces="fit_linear_classifier",
    en="np.linalg.solve fails where columns depend on one another: X.T @ X is singular, and it raises or returns rounding. np.linalg.lstsq or np.linalg.pinv gives the solution of minimum norm.",
    ko="열이 서로 종속이면 X.T @ X가 특이 행렬이라 np.linalg.solve는 예외를 내거나 반올림 오차를 내놓습니다. np.linalg.lstsq나 np.linalg.pinv를 쓰면 노름이 가장 작은 해가 나옵니다.",
)
def singular_equations_solved(features, labels, num_classes, ridge):
    X = _with_ones(_as_float(features))
    penalty = ridge * np.eye(X.shape[1], dtype=X.dtype)
    penalty[-1, -1] = 0
    return np.linalg.solve(X.T @ X + penalty, X.T @ _one_hot(labels, num_classes, X.dtype))


@mistake(
    replaces="fit_linear_classifier",
    en="Where many W are as good, yours has the smallest features' weights, but not the smallest W: centring first leaves the bias out of the norm. Solve for all rows of W at once.",
    ko="똑같이 좋은 W가 많을 때, 먼저 평균을 빼고 풀면 bias를 뺀 가중치의 노름만 최소가 됩니다. 노름에는 bias도 포함되므로 W의 모든 행을 한꺼번에 푸세요.",
)
def bias_left_out_of_the_norm(features, labels, num_classes, ridge):
    X = _as_float(features)
    targets = _one_hot(labels, num_classes, X.dtype)
    centre, shares = X.mean(axis=0), targets.mean(axis=0)
    W = _ridge(X - centre, targets - shares, np.full(X.shape[1], float(ridge)))
    return np.vstack([W, shares - centre @ W])


@mistake(
    replaces="fit_linear_classifier",
    en="The columns are counted from the labels (max + 1), so a class that is missing there gets no column. W has num_classes columns.",
    ko="열의 수를 label에서 세어(max + 1) 그 안에 없는 class의 열이 빠집니다. W의 열은 num_classes개입니다.",
)
def classes_counted_from_the_labels(features, labels, num_classes, ridge):
    return right_fit(features, labels, int(np.max(labels)) + 1, ridge)


@mistake(
    replaces="fit_linear_classifier",
    en="float32 comes out as float64: np.eye and np.ones make float64 unless told otherwise. Give them the dtype of the features.",
    ko="float32를 넣었는데 float64가 나옵니다. np.eye와 np.ones의 기본값이 float64입니다. feature의 dtype을 지정하세요.",
)
def fit_always_in_float64(features, labels, num_classes, ridge):
    return right_fit(np.asarray(features, dtype=float), labels, num_classes, ridge)


# --- predict


@mistake(
    replaces="predict",
    en="The bias is left out: features @ W[:-1] lacks W[-1].",
    ko="bias가 빠졌습니다. features @ W[:-1]에 W[-1]을 더해야 합니다.",
)
def bias_forgotten(W, features):
    return np.argmax(features @ W[:-1], axis=1)


@mistake(
    replaces="predict",
    en="The first row of W is taken for the bias. It is the last.",
    ko="W의 첫 행을 bias로 썼습니다. bias는 마지막 행입니다.",
)
def first_row_as_bias(W, features):
    return np.argmax(features @ W[1:] + W[0], axis=1)


@mistake(
    replaces="predict",
    en="The scores are returned. The prediction is the class of the highest: np.argmax(scores, axis=1).",
    ko="점수를 반환했습니다. 예측은 점수가 가장 높은 class입니다: np.argmax(scores, axis=1).",
)
def scores_returned(W, features):
    return features @ W[:-1] + W[-1]


@mistake(
    replaces="predict",
    en="Of equal scores you take the highest class. Ties go to the lowest, as np.argmax does by itself.",
    ko="점수가 같을 때 번호가 가장 높은 class를 골랐습니다. np.argmax처럼 가장 낮은 번호를 고르세요.",
)
def last_of_equal_scores(W, features):
    scores = features @ W[:-1] + W[-1]
    return scores.shape[1] - 1 - np.argmax(scores[:, ::-1], axis=1)


@mistake(
    replaces="predict",
    en="The classes are counted from 1. Labels start at 0, which is what argmax gives.",
    ko="class를 1부터 세었습니다. label은 argmax의 결과처럼 0부터 시작합니다.",
)
def classes_from_one(W, features):
    return right_predict(W, features) + 1


# --- learn_features


def _relu_gradient(h):
    return h > 0


def _orders(rows, rng):
    while True:
        yield rng.permutation(rows)


def _batches(order):
    return [order[start : start + 32] for start in range(0, len(order), 32)]


def _softmax(logits):
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    return p / p.sum(axis=1, keepdims=True)


def _train(
    images,
    labels,
    hidden,
    epochs,
    lr,
    rng,
    scale=(2, 2),
    orders=_orders,
    batches=_batches,
    softmax=_softmax,
    divide=lambda rows, classes: rows,
    gate=_relu_gradient,
    momentum=0.0,
    decay=0.0,
    second_layer_first=False,
    biases=True,
    shuffled_labels=False,
    whole=False,
):
    """The right training with its parts to choose."""
    x, targets = _flat(images), np.eye(np.max(labels) + 1)[labels]
    inputs, classes = x.shape[1], targets.shape[1]
    W1 = rng.normal(0, np.sqrt(scale[0] / inputs), size=(inputs, hidden))
    W2 = rng.normal(0, np.sqrt(scale[1] / hidden), size=(hidden, classes))
    b1, b2 = np.zeros(hidden), np.zeros(classes)
    velocities = [np.zeros_like(p) for p in (W1, b1, W2, b2)]
    several = orders(len(x), rng)
    for _ in range(epochs):
        order = next(several)
        other = rng.permutation(len(x)) if shuffled_labels else np.arange(len(x))
        for rows in batches(order):
            h = np.maximum(x[rows] @ W1 + b1, 0)
            logits = h @ W2 + b2
            d_logits = (softmax(logits) - targets[other[rows]]) / divide(len(rows), classes)
            d_h = d_logits @ W2.T * gate(h)
            if second_layer_first:
                d_h = d_logits @ (W2 - lr * h.T @ d_logits).T * gate(h)
            slopes = x[rows].T @ d_h, d_h.sum(axis=0), h.T @ d_logits, d_logits.sum(axis=0)
            params = W1, b1, W2, b2
            for i, (p, velocity, slope) in enumerate(zip(params, velocities, slopes)):
                if i % 2 and not biases:
                    continue
                velocity *= momentum
                velocity += slope + decay * p * (i % 2 == 0)
                p -= lr * velocity
    return (W1, b1, W2, b2) if whole else (W1, b1)


@mistake(
    replaces="learn_features",
    en="The hidden layer stays as it was drawn: these are random features, not learned ones. Training only W2, or none at all, leaves them so; the gradient must go through the ReLU into W1 and b1 as well.",
    ko="은닉층이 처음 뽑은 그대로입니다. 학습한 feature가 아니라 무작위 feature입니다. 학습하지 않았거나 W2만 학습하면 이렇게 됩니다. gradient가 ReLU를 지나 W1과 b1까지 가야 합니다.",
)
def untrained_features(images, labels, hidden, epochs, lr, rng):
    params = _train(images, labels, hidden, 0, lr, rng)
    for _ in range(epochs):
        rng.permutation(len(images))
    return params


@mistake(
    replaces="learn_features",
    en="The step goes uphill: with p += lr * gradient the loss grows. Subtract.",
    ko="loss를 올라가는 방향으로 움직입니다. p += lr * gradient가 아니라 빼야 합니다.",
)
def uphill(images, labels, hidden, epochs, lr, rng):
    return _train(images, labels, hidden, epochs, -lr, rng)


@mistake(
    replaces="learn_features",
    en="The gradient is summed over the batch, so each step is 32 times too long and the training diverges. The loss is a mean: divide by the number of rows in the batch.",
    ko="gradient를 batch에 걸쳐 더하기만 해서 걸음이 32배 길어지고 학습이 발산합니다. loss는 평균이므로 batch의 행 수로 나누세요.",
)
def gradient_summed_over_the_batch(images, labels, hidden, epochs, lr, rng):
    return _train(images, labels, hidden, epochs, lr, rng, divide=lambda rows, classes: 1)


@mistake(
    replaces="learn_features",
    en="The gradient is divided by the number of entries, rows times classes. Cross-entropy is a mean over rows: divide by the rows alone.",
    ko="gradient를 원소의 수(행 × class)로 나누었습니다. cross-entropy는 행에 대한 평균이므로 행의 수로만 나누세요.",
)
def gradient_averaged_over_classes_too(images, labels, hidden, epochs, lr, rng):
    return _train(
        images, labels, hidden, epochs, lr, rng, divide=lambda rows, classes: rows * classes
    )


@mistake(
    replaces="learn_features",
    en="Every batch is divided by 32, the last, shorter one too, so its rows count for less. Divide by the rows that are in the batch.",
    ko="마지막의 짧은 batch까지 모두 32로 나누어서 그 안의 행이 덜 반영됩니다. batch에 실제로 있는 행의 수로 나누세요.",
)
def always_divided_by_32(images, labels, hidden, epochs, lr, rng):
    return _train(images, labels, hidden, epochs, lr, rng, divide=lambda rows, classes: 32)


@mistake(
    replaces="learn_features",
    en="The rows are never shuffled. Where the data come sorted by class, each batch pulls the network towards one class and the next batch away from it. Use rng.permutation in each epoch.",
    ko="행을 섞지 않았습니다. 데이터가 class 순으로 정렬되어 있으면 batch마다 네트워크를 한 class로 끌고 갔다가 다음 batch에서 되돌립니다. epoch마다 rng.permutation으로 섞으세요.",
)
def never_shuffled(images, labels, hidden, epochs, lr, rng):
    def orders(rows, rng):
        while True:
            yield np.arange(rows)

    return _train(images, labels, hidden, epochs, lr, rng, orders=orders)


@mistake(
    replaces="learn_features",
    en="The rows are shuffled once, before the first epoch, so all epochs have the same batches. Draw a new permutation in each epoch.",
    ko="첫 epoch 전에 한 번만 섞어서 모든 epoch의 batch가 같습니다. epoch마다 새로 섞으세요.",
)
def shuffled_once(images, labels, hidden, epochs, lr, rng):
    def orders(rows, rng):
        order = rng.permutation(rows)
        while True:
            yield order

    return _train(images, labels, hidden, epochs, lr, rng, orders=orders)


@mistake(
    replaces="learn_features",
    en="Images and labels are shuffled apart, so each image gets the label of another and there is nothing to learn. Use one permutation for both.",
    ko="이미지와 label을 따로 섞어서 이미지마다 엉뚱한 label이 붙습니다. 배울 것이 없어집니다. 같은 순열 하나로 함께 섞으세요.",
)
def images_and_labels_shuffled_apart(images, labels, hidden, epochs, lr, rng):
    return _train(images, labels, hidden, epochs, lr, rng, shuffled_labels=True)


@mistake(
    replaces="learn_features",
    en="A last batch of fewer than 32 rows is dropped, and where there are fewer than 32 rows nothing is learned at all. Use it like the others.",
    ko="32개가 안 되는 마지막 batch를 버려서, 행이 32개보다 적으면 아무것도 배우지 못합니다. 다른 batch와 똑같이 쓰세요.",
)
def last_batch_dropped(images, labels, hidden, epochs, lr, rng):
    def batches(order):
        return [rows for rows in _batches(order) if len(rows) == 32]

    return _train(images, labels, hidden, epochs, lr, rng, batches=batches)


@mistake(
    replaces="learn_features",
    en="Each epoch makes one step on all rows at once, so 60 epochs are 60 steps only. Cut the shuffled rows into mini-batches of 32.",
    ko="epoch마다 전체 데이터로 한 번만 움직여서 60 epoch을 해도 60걸음뿐입니다. 섞은 행을 32개씩 나누세요.",
)
def one_batch_of_all_rows(images, labels, hidden, epochs, lr, rng):
    return _train(images, labels, hidden, epochs, lr, rng, batches=lambda order: [order])


@mistake(
    replaces="learn_features",
    en="One epoch is made whatever epochs says. The loop over epochs goes around the loop over batches.",
    ko="epochs와 상관없이 한 epoch만 학습합니다. batch 반복문을 epoch 반복문으로 감싸세요.",
)
def one_epoch_only(images, labels, hidden, epochs, lr, rng):
    return _train(images, labels, hidden, min(epochs, 1), lr, rng)


@mistake(
    replaces="learn_features",
    en="There is momentum in your steps. Plain SGD is asked for: p -= lr * gradient, with no memory of earlier steps.",
    ko="걸음에 momentum이 들어 있습니다. 여기서는 이전 걸음을 기억하지 않는 plain SGD, 즉 p -= lr * gradient입니다.",
)
def momentum_added(images, labels, hidden, epochs, lr, rng):
    return _train(images, labels, hidden, epochs, lr, rng, momentum=0.9)


@mistake(
    replaces="learn_features",
    en="The weights decay in each step, so those of a pixel that is never inked shrink without a gradient. No decay is asked for.",
    ko="걸음마다 weight decay가 적용되어, 한 번도 잉크가 없는 픽셀의 가중치까지 gradient 없이 줄어듭니다. 여기서는 weight decay가 없어야 합니다.",
)
def weights_decayed(images, labels, hidden, epochs, lr, rng):
    return _train(images, labels, hidden, epochs, lr, rng, decay=1e-2)


@mistake(
    replaces="learn_features",
    en="W2 is updated before the gradient is sent back through it, so W1 gets the gradient of a network that is half new, half old. Compute all gradients first, then update.",
    ko="gradient를 뒤로 보내기 전에 W2를 먼저 갱신해서, W1은 반은 새것 반은 옛것인 네트워크의 gradient를 받습니다. gradient를 모두 구한 다음에 갱신하세요.",
)
def second_layer_updated_first(images, labels, hidden, epochs, lr, rng):
    return _train(images, labels, hidden, epochs, lr, rng, second_layer_first=True)


@mistake(
    replaces="learn_features",
    en="The ReLU is missing on the way back: the gradient also moves units that were off. Multiply by (h > 0).",
    ko="역전파에서 ReLU가 빠져 꺼져 있던 unit까지 움직입니다. (h > 0)을 곱하세요.",
)
def relu_forgotten_on_the_way_back(images, labels, hidden, epochs, lr, rng):
    return _train(images, labels, hidden, epochs, lr, rng, gate=np.ones_like)


@mistake(
    replaces="learn_features",
    en="The biases are never updated. All four arrays are trained: the gradient of b1 is d_h.sum(axis=0).",
    ko="bias를 갱신하지 않습니다. 배열 네 개를 모두 학습해야 합니다. b1의 gradient는 d_h.sum(axis=0)입니다.",
)
def biases_not_trained(images, labels, hidden, epochs, lr, rng):
    return _train(images, labels, hidden, epochs, lr, rng, biases=False)


@mistake(
    replaces="learn_features",
    en="The weights start at 0 (or all alike), so all units do the same for ever: 8 features are one. Draw them from rng, with He's variance 2 / fan_in.",
    ko="가중치를 0(또는 모두 같은 값)으로 시작해서 모든 unit이 계속 똑같이 움직입니다. feature 8개가 사실상 하나입니다. rng에서 분산 2 / fan_in(He)으로 뽑으세요.",
)
def weights_start_at_zero(images, labels, hidden, epochs, lr, rng):
    return _train(images, labels, hidden, epochs, lr, rng, scale=(0, 0))


@mistake(
    replaces="learn_features",
    en="W1 has the variance 2 / hidden. He's fan_in is the number of inputs of a unit, the rows of W1: 2 / D.",
    ko="W1의 분산이 2 / hidden입니다. He의 fan_in은 unit으로 들어오는 입력의 수, 즉 W1의 행의 수이므로 2 / D입니다.",
)
def variance_by_the_units(images, labels, hidden, epochs, lr, rng):
    scale = 2 * _flat(images).shape[1] / hidden
    return _train(images, labels, hidden, epochs, lr, rng, scale=(scale, 2))


@mistake(
    replaces="learn_features",
    en="The variance 2 / D is passed where the standard deviation belongs, so the weights start far too small. rng.normal takes its square root.",
    ko="표준편차 자리에 분산 2 / D를 넣어서 가중치가 너무 작게 시작합니다. rng.normal에는 그 제곱근을 넣으세요.",
)
def variance_as_deviation(images, labels, hidden, epochs, lr, rng):
    inputs = _flat(images).shape[1]
    return _train(images, labels, hidden, epochs, lr, rng, scale=(4 / inputs, 4 / hidden))


@mistake(
    replaces="learn_features",
    en="The 2 of He's variance is missing: 2 / fan_in makes up for the half that ReLU cuts off.",
    ko="He 분산의 2가 빠졌습니다. 2 / fan_in의 2는 ReLU가 잘라 내는 절반을 메우는 값입니다.",
)
def variance_without_the_two(images, labels, hidden, epochs, lr, rng):
    return _train(images, labels, hidden, epochs, lr, rng, scale=(1, 1))


@mistake(
    replaces="learn_features",
    en="exp of large logits overflows, and inf / inf makes every weight NaN. Subtract the largest logit of each row first.",
    ko="logit이 크면 exp가 overflow되고 inf / inf로 모든 가중치가 NaN이 됩니다. 행마다 가장 큰 logit을 먼저 빼세요.",
)
def softmax_without_the_maximum(images, labels, hidden, epochs, lr, rng):
    def softmax(logits):
        with np.errstate(all="ignore"):
            p = np.exp(logits)
            return p / p.sum(axis=1, keepdims=True)

    return _train(images, labels, hidden, epochs, lr, rng, softmax=softmax)


@mistake(
    replaces="learn_features",
    en="This is the gradient of a squared error on the logits (logits - one_hot). For cross-entropy it is softmax(logits) - one_hot.",
    ko="logit에 대한 제곱 오차의 gradient(logits - one_hot)입니다. cross-entropy의 gradient는 softmax(logits) - one_hot입니다.",
)
def squared_error_on_the_logits(images, labels, hidden, epochs, lr, rng):
    return _train(images, labels, hidden, epochs, lr, rng, softmax=lambda logits: logits)


@mistake(
    replaces="learn_features",
    en="You make a generator of your own with a fixed seed, so every run learns the same features. Draw from rng.",
    ko="함수 안에서 고정된 seed로 생성기를 만들어서 매번 같은 feature가 나옵니다. 인자로 받은 rng에서 뽑으세요.",
)
def learning_with_its_own_seed(images, labels, hidden, epochs, lr, rng):
    return right_learn(images, labels, hidden, epochs, lr, np.random.default_rng(0))


@mistake(
    replaces="learn_features",
    en="np.random.shuffle draws from NumPy's global generator, so nobody can repeat the run. Use rng.permutation.",
    ko="np.random.shuffle은 NumPy의 전역 생성기를 써서 실험을 재현할 수 없습니다. rng.permutation을 쓰세요.",
)
def shuffled_by_the_global_generator(images, labels, hidden, epochs, lr, rng):
    def orders(rows, rng):
        while True:
            order = np.arange(rows)
            np.random.shuffle(order)
            yield order

    return _train(images, labels, hidden, epochs, lr, rng, orders=orders)


# --- apply_features


@mistake(
    replaces="apply_features",
    en="The raw pixels are returned. The learned features are the hidden activations, relu(x @ W1 + b1), of which there are as many as hidden units.",
    ko="원래 픽셀을 그대로 반환했습니다. 학습한 feature는 은닉층의 activation relu(x @ W1 + b1)이고, 은닉 unit의 수만큼 있습니다.",
)
def raw_pixels(params, images):
    return _flat(images)


@mistake(
    replaces="apply_features",
    en="The ReLU is missing: these are the numbers before the activation. The features are np.maximum(x @ W1 + b1, 0).",
    ko="ReLU가 빠져 activation 이전의 값입니다. feature는 np.maximum(x @ W1 + b1, 0)입니다.",
)
def before_the_relu(params, images):
    W1, b1 = params
    return _flat(images) @ W1 + b1


@mistake(
    replaces="apply_features",
    en="The bias is forgotten: relu(x @ W1) is not what the network has been trained with. Add b1.",
    ko="bias가 빠졌습니다. 네트워크는 relu(x @ W1)이 아니라 b1을 더한 값으로 학습했습니다.",
)
def bias_not_applied(params, images):
    return np.maximum(_flat(images) @ params[0], 0)


@mistake(
    replaces="apply_features",
    en="The features are standardised over the images of this call, so those of one image depend on the others, and some become negative. Return the activations as they are.",
    ko="한 번에 들어온 이미지들로 feature를 표준화해서, 같은 이미지도 무엇과 함께 들어오느냐에 따라 값이 달라지고 음수도 나옵니다. activation을 그대로 반환하세요.",
)
def standardised_over_the_batch(params, images):
    features = right_apply(params, images)
    return (features - features.mean(axis=0)) / (features.std(axis=0) + 1e-8)


@mistake(
    replaces="apply_features",
    en="The logits of the classes are returned, (N, C). The features are what the hidden layer hands to the last one.",
    ko="class의 logit (N, C)를 반환했습니다. feature는 은닉층이 마지막 층으로 넘기는 값입니다.",
)
def logits_returned(params, images):
    W1, b1, W2, b2 = params
    return right_apply((W1, b1), images) @ W2 + b2


@part_of("logits_returned", replaces="learn_features")
def learn_both_layers(images, labels, hidden, epochs, lr, rng):
    return _train(images, labels, hidden, epochs, lr, rng, whole=True)


@mistake(
    replaces="apply_features",
    en="Only images (N, H, W) are taken. They may come flat, (N, D), too: images.reshape(len(images), -1) serves both.",
    ko="(N, H, W) 이미지만 받습니다. 펼친 (N, D)도 들어올 수 있습니다. images.reshape(len(images), -1)이면 둘 다 됩니다.",
)
def flat_images_refused(params, images):
    count, height, width = np.shape(images)
    return right_apply(params, np.reshape(images, (count, height * width)))


# --- linear_probe_accuracy


def _classes(train_labels, test_labels):
    return int(max(np.max(train_labels), np.max(test_labels))) + 1


@mistake(
    replaces="linear_probe_accuracy",
    en="The classifier is fitted on the test rows, on which it is then scored. Fit on the training rows; the test rows are for the score alone.",
    ko="점수를 낼 test 행으로 분류기를 맞췄습니다. fit은 train 행으로 하고 test 행은 점수를 내는 데만 씁니다.",
)
def fitted_on_the_test_rows(train_features, train_labels, test_features, test_labels, ridge):
    return right_probe(test_features, test_labels, test_features, test_labels, ridge)


@mistake(
    replaces="linear_probe_accuracy",
    en="Training and test rows are fitted together, so the test rows have been seen. Fit on the training rows alone.",
    ko="train과 test 행을 합쳐서 맞췄습니다. 그러면 test 행을 이미 본 셈입니다. train 행으로만 맞추세요.",
)
def fitted_on_all_rows(train_features, train_labels, test_features, test_labels, ridge):
    features = np.concatenate([train_features, test_features])
    labels = np.concatenate([train_labels, test_labels])
    return right_probe(features, labels, test_features, test_labels, ridge)


@mistake(
    replaces="linear_probe_accuracy",
    en="The score is that of the training rows. What counts is how the classifier does on rows that it has not seen.",
    ko="train 행의 점수입니다. 중요한 것은 보지 못한 행, 즉 test 행에서의 점수입니다.",
)
def scored_on_the_training_rows(train_features, train_labels, test_features, test_labels, ridge):
    return right_probe(train_features, train_labels, train_features, train_labels, ridge)


@mistake(
    replaces="linear_probe_accuracy",
    en="The features are standardised first, which changes what the penalty weighs. Use them as they are.",
    ko="feature를 먼저 표준화해서 벌점이 주는 영향이 달라집니다. feature를 그대로 쓰세요.",
)
def features_standardised(train_features, train_labels, test_features, test_labels, ridge):
    mean, deviation = np.mean(train_features, axis=0), np.std(train_features, axis=0) + 1e-12
    train, test = (train_features - mean) / deviation, (test_features - mean) / deviation
    return right_probe(train, train_labels, test, test_labels, ridge)


@mistake(
    replaces="linear_probe_accuracy",
    en="The number of hits is returned. The accuracy is their share: take the mean.",
    ko="맞힌 개수를 반환했습니다. accuracy는 비율이므로 평균을 내세요.",
)
def hits_counted(train_features, train_labels, test_features, test_labels, ridge):
    share = right_probe(train_features, train_labels, test_features, test_labels, ridge)
    return float(round(share * len(test_labels)))


@mistake(
    replaces="linear_probe_accuracy",
    en="The error rate is returned. The accuracy is the share of rows that are right.",
    ko="틀린 비율을 반환했습니다. accuracy는 맞힌 비율입니다.",
)
def error_rate(train_features, train_labels, test_features, test_labels, ridge):
    return 1 - right_probe(train_features, train_labels, test_features, test_labels, ridge)


@mistake(
    replaces="linear_probe_accuracy",
    en="The fit gets a ridge of your own choice. Pass on the one that you are given.",
    ko="직접 정한 ridge 값을 fit에 넘겼습니다. 인자로 받은 ridge를 그대로 넘기세요.",
)
def ridge_of_its_own(train_features, train_labels, test_features, test_labels, ridge):
    return right_probe(train_features, train_labels, test_features, test_labels, 1.0)


@mistake(
    replaces="linear_probe_accuracy",
    en="The number of classes is taken as the number of different labels. Where one is missing, the largest label has no column: use the largest label of both parts, plus 1.",
    ko="class의 수를 서로 다른 label의 수로 세었습니다. 중간에 없는 label이 있으면 가장 큰 label의 열이 없습니다. 두 부분을 통틀어 가장 큰 label에 1을 더하세요.",
)
def classes_by_different_labels(train_features, train_labels, test_features, test_labels, ridge):
    W = right_fit(train_features, train_labels, len(np.unique(train_labels)), ridge)
    return float(np.mean(right_predict(W, test_features) == test_labels))
