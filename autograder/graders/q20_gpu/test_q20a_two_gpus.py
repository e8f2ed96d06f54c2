"""Hidden tests of q20a: the arithmetic of data parallelism, a ring, real ranks, and a pipeline.

What a correct student may choose freely (how a permutation is dealt out, which chunk travels first, in place or not)
is not compared: the expected weights are replayed in plain torch from the submission's own `shard_indices`.
"""

from __future__ import annotations

from collections import Counter
from math import ceil, prod

import numpy as np
import torch
from torch.nn import functional as F

from autograder.grading import (
    check,
    check_close,
    check_equal,
    check_raises,
    check_unchanged,
    require_cuda,
    task,
)

CLASSIFIER = [("Linear", 4, 5), "Tanh", ("Linear", 5, 3)]
REGRESSOR = [("Linear", 3, 4), "Tanh", ("Linear", 4, 2, {"bias": False})]


def tensor(values):
    return torch.from_numpy(np.ascontiguousarray(values))


def draw_seed(rng):
    return int(rng.integers(1, 2**31))


# scatter


@task("scatter", points=2)
def test_scatter_splits_in_order_and_loses_no_row(submission, rng):
    """scatter cuts a batch in order: the first shards have one row more, and some are empty if there are few rows.
    scatter는 배치를 순서대로 나눕니다. 앞쪽 조각이 한 행씩 더 갖고, 행이 모자라면 빈 조각이 생깁니다."""
    for rows, workers in ((8, 2), (11, 4), (5, 1), (6, 4)):
        batch = tensor(rng.normal(size=(rows, 3, 2)))
        check_close(submission.scatter(batch, workers), list(batch.tensor_split(workers)))
    labels = tensor(rng.integers(0, 10, size=3))
    check_close(submission.scatter(labels, 5), list(labels.tensor_split(5)))


# all_reduce_mean


def random_gradients(rng, workers, dtype=np.float64):
    shapes = ((3, 2), (4,), (2, 1, 3))
    return [
        [tensor(rng.normal(size=shape).astype(dtype)) for shape in shapes] for _ in range(workers)
    ]


def weighted_mean(gradients, counts):
    working = [(grads, count) for grads, count in zip(gradients, counts) if count]
    total = sum(counts)
    return [
        sum(grads[p] * count for grads, count in working) / total for p in range(len(gradients[0]))
    ]


@task("all_reduce_mean", points=1)
def test_all_reduce_mean_of_equal_shards(submission, rng):
    """Without counts, all_reduce_mean is the plain mean over the workers.
    counts가 없으면 all_reduce_mean은 워커들의 단순 평균입니다."""
    for workers in (3, 1):
        gradients = random_gradients(rng, workers)
        check_close(submission.all_reduce_mean(gradients), weighted_mean(gradients, [1] * workers))


@task("all_reduce_mean", points=2)
def test_all_reduce_mean_is_weighted_by_rows(submission, rng):
    """all_reduce_mean weighs each worker's gradient by the number of its rows.
    all_reduce_mean은 각 워커의 기울기에 그 워커의 행 수를 가중치로 줍니다."""
    for counts in ([5, 2], [4, 4, 3], [1, 6, 2]):
        gradients = random_gradients(rng, len(counts))
        check_close(submission.all_reduce_mean(gradients, counts), weighted_mean(gradients, counts))


@task("all_reduce_mean", points=1)
def test_all_reduce_mean_leaves_out_workers_without_rows(submission, rng):
    """A worker with no rows takes no part in all_reduce_mean, even if its gradients are NaN.
    행이 없는 워커는 기울기가 NaN이더라도 all_reduce_mean에 참여하지 않습니다."""
    counts = [3, 2, 0]
    gradients = random_gradients(rng, 3)
    for gradient in gradients[2]:
        gradient.fill_(float("nan"))
    check_close(submission.all_reduce_mean(gradients, counts), weighted_mean(gradients, counts))


@task("all_reduce_mean", points=1)
def test_all_reduce_mean_keeps_house(submission, rng):
    """all_reduce_mean keeps float32, changes no input, and raises ValueError for counts that do not fit.
    all_reduce_mean은 float32를 유지하고, 입력을 바꾸지 않으며, 맞지 않는 counts에는 ValueError를 냅니다."""
    gradients = random_gradients(rng, 2, np.float32)
    check_close(submission.all_reduce_mean(gradients, [3, 4]), weighted_mean(gradients, [3, 4]))
    check_unchanged(submission)
    check_raises("ValueError", submission.all_reduce_mean, gradients, [3, 4, 5])
    check_raises("ValueError", submission.all_reduce_mean, gradients, [0, 0])


# ring_all_reduce


class Wire:
    """The grader's `send`: it delivers a copy, and keeps the books. It never raises."""

    def __init__(self, workers):
        self.workers = workers
        self.elements = [0] * workers
        self.bytes = [0] * workers
        self.messages = [0] * workers
        self.well_formed = True
        self.to_the_neighbour = True

    def send(self, source, destination, chunk):
        known = isinstance(source, int | np.integer) and 0 <= source < self.workers
        if not known or not isinstance(chunk, torch.Tensor):
            self.well_formed = False
            return chunk
        is_worker = isinstance(destination, int | np.integer)
        if not is_worker or destination != (source + 1) % self.workers:
            self.to_the_neighbour = False
        self.elements[source] += chunk.numel()
        self.bytes[source] += chunk.numel() * chunk.element_size()
        self.messages[source] += chunk.numel() > 0
        return self.deliver(int(source), chunk)

    def deliver(self, source, chunk):
        return chunk.clone()


class CutWire(Wire):
    """Between workers 0 and 1 nothing but zeros arrives."""

    def deliver(self, source, chunk):
        return torch.zeros_like(chunk) if source == 0 else chunk.clone()


def go_round(submission, buffers, wire):
    result = submission.ring_all_reduce(buffers, wire.send)
    check(
        isinstance(result, list | tuple) and len(result) == 2,
        "ring_all_reduce returns a pair: the buffers, and the bytes sent per worker.",
        "ring_all_reduce는 (버퍼들, 워커별로 보낸 바이트 수)의 쌍을 반환해야 합니다.",
    )
    check(
        wire.well_formed,
        "send must be called as send(source, destination, chunk) with a worker's index from 0 to n - 1 and a tensor.",
        "send는 send(source, destination, chunk)로 부르고, source는 0부터 n - 1까지의 워커 번호, chunk는 텐서여야 합니다.",
    )
    return result


@task("ring_all_reduce", points=2)
def test_ring_leaves_the_sum_with_every_worker(submission, rng):
    """After ring_all_reduce every worker holds the elementwise sum, also of few elements, also of one worker.
    ring_all_reduce가 끝나면 모든 워커가 원소별 합을 갖습니다. 원소가 적거나 워커가 하나뿐이어도 같습니다."""
    for workers, shape in ((2, (6,)), (4, (12,)), (3, (2, 4)), (4, (10,)), (4, (2,)), (1, (2, 3))):
        buffers = [tensor(rng.normal(size=shape)) for _ in range(workers)]
        after, _ = go_round(submission, buffers, Wire(workers))
        check_close(after, [sum(buffers)] * workers)


@task("ring_all_reduce", points=2)
def test_ring_sends_chunks_to_the_neighbour_only(submission, rng):
    """Each worker sends one chunk per step to its right neighbour: 2 (n - 1) times the size in all, evenly spread.
    각 워커는 매 단계에 오른쪽 이웃에게 조각 하나만 보냅니다. 모두 합쳐 크기의 2(n - 1)배이고 고르게 나뉩니다."""
    for workers, shape, dtype in ((3, (12,), np.float64), (4, (2, 5), np.float32)):
        size = prod(shape)
        buffers = [tensor(rng.normal(size=shape).astype(dtype)) for _ in range(workers)]
        wire = Wire(workers)
        _, bytes_sent = go_round(submission, buffers, wire)
        check(
            wire.to_the_neighbour,
            "A worker sent to someone other than its right neighbour (source + 1) % n.",
            "오른쪽 이웃 (source + 1) % n이 아닌 워커에게 보낸 적이 있습니다.",
        )
        total, bound = 2 * (workers - 1) * size, 2 * (workers - 1) * ceil(size / workers)
        check(
            sum(wire.elements) == total,
            f"{workers} workers with {size} elements each sent {sum(wire.elements)} elements in all, not "
            f"2 (n - 1) * size = {total}.",
            f"원소가 {size}개씩인 워커 {workers}개가 모두 {sum(wire.elements)}개의 원소를 보냈습니다. "
            f"2(n - 1) * size = {total}개여야 합니다.",
        )
        check(
            max(wire.elements) <= bound and max(wire.messages) <= 2 * (workers - 1),
            f"One worker sent {max(wire.elements)} elements in {max(wire.messages)} messages; at most {bound} "
            f"elements in {2 * (workers - 1)} steps are allowed.",
            f"한 워커가 메시지 {max(wire.messages)}번에 원소 {max(wire.elements)}개를 보냈습니다. "
            f"{2 * (workers - 1)}단계에 최대 {bound}개까지만 허용됩니다.",
        )
        check_equal(bytes_sent, wire.bytes)


@task("ring_all_reduce", points=1)
def test_ring_works_with_what_arrives(submission, rng):
    """What counts is what send returns: over a dead connection the sum cannot come out.
    중요한 것은 send가 반환한 값입니다. 연결이 끊기면 합이 나올 수 없습니다."""
    buffers = [tensor(rng.uniform(1.0, 2.0, size=6)) for _ in range(3)]
    after, _ = go_round(submission, buffers, CutWire(3))
    total = sum(buffers)
    knows = isinstance(after, list | tuple) and len(after) == 3
    knows = knows and isinstance(after[1], torch.Tensor) and after[1].shape == total.shape
    check(
        knows and not torch.allclose(after[1].double(), total),
        "send returned zeros on the way from worker 0 to worker 1, yet worker 1 knows the whole sum: "
        "use what send returns, not the chunk that you passed to it.",
        "워커 0에서 1로 가는 send가 0만 반환했는데도 워커 1이 전체 합을 알고 있습니다. "
        "send에 넘긴 조각이 아니라 send가 반환한 값을 쓰세요.",
    )


@task("ring_all_reduce", points=1)
def test_ring_changes_no_input(submission, rng):
    """ring_all_reduce leaves the buffers that it was given as they were.
    ring_all_reduce는 받은 버퍼를 바꾸지 않습니다."""
    buffers = [tensor(rng.normal(size=(2, 6))) for _ in range(3)]
    go_round(submission, buffers, Wire(3))
    check_unchanged(submission)


# data_parallel_step


def sgd_step(model, loss_fn, x, y, lr):
    """The weights after one step of plain SGD on the whole batch."""
    named = dict(model.named_parameters())
    gradients = torch.autograd.grad(loss_fn(model(x), y), list(named.values()))
    return {
        name: value.detach() - lr * gradient
        for (name, value), gradient in zip(named.items(), gradients)
    }


def compare_step(submission, reference, rng, rows, workers, lr=0.3):
    state = draw_seed(rng)
    x, y = tensor(rng.normal(size=(rows, 3))), tensor(rng.normal(size=(rows, 2)))
    expected = sgd_step(
        reference.probe.module(REGRESSOR, state, "float64"), reference.probe.loss("mse"), x, y, lr
    )
    model = submission.probe.module(REGRESSOR, state, "float64")
    got = submission.data_parallel_step(model, submission.probe.loss("mse"), x, y, workers, lr)
    check_close(got, expected)


@task("data_parallel_step", points=2)
def test_data_parallel_step_equals_one_large_batch(submission, reference, rng):
    """With equal shards, data_parallel_step gives the weights of one step on the whole batch.
    조각이 같으면 data_parallel_step은 전체 배치로 한 번 갱신한 가중치와 같습니다."""
    compare_step(submission, reference, rng, rows=8, workers=2)
    compare_step(submission, reference, rng, rows=9, workers=3, lr=0.05)


@task("data_parallel_step", points=2)
def test_data_parallel_step_with_unequal_shards(submission, reference, rng):
    """The same holds where the batch does not divide by the number of workers.
    배치가 워커 수로 나누어떨어지지 않아도 마찬가지입니다."""
    compare_step(submission, reference, rng, rows=7, workers=2)
    compare_step(submission, reference, rng, rows=11, workers=4)


@task("data_parallel_step", points=2)
def test_data_parallel_step_again_and_with_idle_workers(submission, reference, rng):
    """A second step starts from fresh gradients; with more workers than rows the idle ones change nothing.
    두 번째 스텝은 새 기울기에서 시작합니다. 워커가 행보다 많으면 노는 워커는 결과를 바꾸지 않습니다."""
    state = draw_seed(rng)
    model = submission.probe.module(CLASSIFIER, state, "float64")
    loss_fn = submission.probe.loss("cross_entropy")
    twin = reference.probe.module(CLASSIFIER, state, "float64")
    for rows, workers in ((6, 2), (3, 5)):
        x, y = tensor(rng.normal(size=(rows, 4))), tensor(rng.integers(0, 3, size=rows))
        now = submission.probe.snapshot(model)["parameters"]  # updated in place, or not
        twin.load_state_dict({name: tensor(value) for name, value in now.items()})
        expected = sgd_step(twin, F.cross_entropy, x, y, 0.7)
        check_close(submission.data_parallel_step(model, loss_fn, x, y, workers, 0.7), expected)


# shard_indices


def indices_of(submission, n, rank, world_size, epoch, seed):
    """The submission's indices as a list of ints, whatever sequence they come in."""
    found = submission.shard_indices(n, rank, world_size, epoch, seed)
    if isinstance(found, torch.Tensor | np.ndarray) and found.ndim == 1:
        found = found.tolist()
    if isinstance(found, list | tuple):
        found = [value.item() if isinstance(value, torch.Tensor) else value for value in found]
    whole = isinstance(found, list) and all(
        isinstance(value, int | np.integer) and not isinstance(value, bool) for value in found
    )
    check(
        whole,
        "shard_indices returns a sequence of ints: a list, a tuple, a range, a 1-D array or tensor.",
        "shard_indices는 정수 시퀀스(리스트, 튜플, range, 1차원 배열이나 텐서)를 반환해야 합니다.",
    )
    check(
        all(0 <= value < n for value in found),
        f"shard_indices of {n} rows gave an index that is not one of 0 .. {n - 1}.",
        f"행이 {n}개인데 shard_indices가 0 .. {n - 1}에 없는 인덱스를 내놓았습니다.",
    )
    return [int(value) for value in found]


def check_shards(submission, n, world_size, epoch, seed):
    """Equal lengths, every row, and none favoured."""
    shards = [
        indices_of(submission, n, rank, world_size, epoch, seed) for rank in range(world_size)
    ]
    length = ceil(n / world_size)
    lengths = [len(shard) for shard in shards]
    check(
        lengths == [length] * world_size,
        f"{n} rows on {world_size} ranks: the shards have {lengths} rows; each must have {length}.",
        f"행 {n}개를 랭크 {world_size}개로 나눈 길이가 {lengths}입니다. 모두 {length}이어야 합니다.",
    )
    counts = Counter(index for shard in shards for index in shard)
    missing = n - len(counts)
    check(
        missing == 0,
        f"{n} rows on {world_size} ranks: {missing} of the rows are on no rank.",
        f"행 {n}개를 랭크 {world_size}개로 나누었는데 {missing}개 행이 어느 랭크에도 없습니다.",
    )
    check(
        max(counts.values()) - min(counts.values()) <= 1,
        f"{n} rows on {world_size} ranks: one row occurs {max(counts.values())} times, another "
        f"{min(counts.values())}; wrap round to the beginning of the permutation.",
        f"행 {n}개를 랭크 {world_size}개로 나누었는데 어떤 행은 {max(counts.values())}번, 어떤 행은 "
        f"{min(counts.values())}번 나옵니다. 순열의 처음으로 돌아가 채우세요.",
    )


@task("shard_indices", points=2)
def test_shards_have_equal_lengths_and_cover_all_rows(submission, rng):
    """The ranks' shards have equal lengths and hold every row together.
    각 랭크의 조각은 길이가 같고, 합치면 모든 행을 담습니다."""
    for n, world_size in ((12, 3), (11, 4), (13, 5), (9, 1)):
        check_shards(submission, n, world_size, int(rng.integers(0, 5)), draw_seed(rng))


@task("shard_indices", points=1)
def test_shards_wrap_round_where_there_are_few_rows(submission, rng):
    """With fewer rows than ranks the rows are used again and again.
    행이 랭크보다 적으면 행을 되풀이해서 씁니다."""
    for n, world_size in ((1, 3), (2, 7), (3, 4)):
        check_shards(submission, n, world_size, int(rng.integers(0, 5)), draw_seed(rng))


@task("shard_indices", points=2)
def test_shards_are_shuffled_anew_each_epoch(submission, rng):
    """Every epoch has a new permutation, and the ranks exchange rows; the same arguments give the same shard.
    에폭마다 순열이 새로 바뀌고 랭크끼리 행이 섞이며, 인자가 같으면 결과도 같습니다."""
    n, world_size, seed = 60, 2, draw_seed(rng)

    def both(epoch, seed):
        return [indices_of(submission, n, rank, world_size, epoch, seed) for rank in (0, 1)]

    first, second = both(0, seed), both(1, seed)
    check_equal(both(0, seed), first)
    check(
        first != second,
        "Epochs 0 and 1 have the same order.",
        "에폭 0과 에폭 1의 순서가 같습니다.",
    )
    check(
        set(first[0]) != set(second[0]),
        "The order changes from epoch to epoch, but rank 0 sees the same rows in every epoch.",
        "에폭마다 순서는 바뀌지만 랭크 0은 늘 같은 행만 봅니다.",
    )
    check(
        first != both(0, seed + 17),
        "Two seeds give the same order.",
        "시드가 달라도 순서가 같습니다.",
    )
    check(
        all(shard != sorted(shard) for shard in first),
        "The rows of a shard come in ascending order: they are not shuffled.",
        "조각 안의 행이 오름차순입니다. 섞이지 않았습니다.",
    )


@task("shard_indices", points=1)
def test_shards_leave_the_global_generators_alone(submission, rng):
    """shard_indices leaves the global generators alone, and raises ValueError for a rank that does not exist.
    shard_indices는 전역 난수 생성기를 건드리지 않고, 없는 랭크에는 ValueError를 냅니다."""
    seed, probe = draw_seed(rng), submission.probe
    probe.seed_global(draw_seed(rng))
    before = probe.global_rng_digest()
    first = indices_of(submission, 20, 1, 3, 2, seed)
    check_equal(probe.global_rng_digest(), before)
    probe.seed_global(draw_seed(rng))
    check_equal(indices_of(submission, 20, 1, 3, 2, seed), first)
    check_raises("ValueError", submission.shard_indices, 10, 3, 3, 0, seed)


# train_ddp


def replay(model, x, y, steps, lr):
    """Plain SGD: each step is a list of the ranks' rows, its gradient the mean of the ranks' gradients."""
    parameters = list(model.parameters())
    for ranks in steps:
        loss = sum(F.cross_entropy(model(x[rows]), y[rows]) for rows in ranks) / len(ranks)
        gradients = torch.autograd.grad(loss, parameters)
        with torch.no_grad():
            for parameter, gradient in zip(parameters, gradients):
                parameter -= lr * gradient
    return {name: value.detach() for name, value in model.state_dict().items()}


def steps_of(shards_per_epoch, batch_size):
    """The steps that follow from the ranks' shards: for each epoch, one list of rows per rank."""
    return [
        ranks
        for shards in shards_per_epoch
        for ranks in zip(*(torch.tensor(shard).split(batch_size) for shard in shards))
    ]


def same_weights(one, other):
    """Whether two state dicts hold the same numbers; whatever came back, this does not raise."""
    if not isinstance(one, dict) or not isinstance(other, dict) or one.keys() != other.keys():
        return False
    return all(
        isinstance(one[name], torch.Tensor)
        and isinstance(other[name], torch.Tensor)
        and one[name].shape == other[name].shape
        and torch.allclose(one[name].double(), other[name].double(), rtol=1e-7, atol=1e-9)
        for name in one
    )


class Training:
    """A data set, the seeds of the ranks' weights (equal to begin with), and the settings of a run of `train_ddp`."""

    def __init__(self, rng, world_size, rows, epochs, batch_size, lr=0.5):
        self.x = tensor(rng.normal(size=(rows, 4)))
        self.y = tensor(rng.integers(0, 3, size=rows))
        self.states = [draw_seed(rng)] * world_size
        self.epochs, self.batch_size, self.lr, self.seed = epochs, batch_size, lr, draw_seed(rng)

    def repeat_one_row(self):
        """From here on it does not matter who gets which rows."""
        self.x[:], self.y[:] = self.x[0].clone(), self.y[0].clone()

    @property
    def world_size(self):
        return len(self.states)

    def run(self, submission, devices=None, **options):
        """The ranks' results, all of which must be the same."""

        def arguments(rank, probe, init_method):
            model = probe.module(CLASSIFIER, self.states[rank], "float64")
            if devices:
                model = model.to(devices[rank])
            settings = (self.epochs, self.batch_size, self.lr, self.seed)
            return (rank, self.world_size, init_method, model, self.x, self.y, *settings), {}

        results = submission.on_ranks(self.world_size, "train_ddp", arguments, **options)
        if all(
            isinstance(result, dict) and result.keys() == results[0].keys() for result in results
        ):
            check(
                all(same_weights(results[0], result) for result in results[1:]),
                f"The {self.world_size} ranks ended with different weights; after every step they must be the same.",
                f"랭크 {self.world_size}개가 서로 다른 가중치로 끝났습니다. 매 스텝 뒤에 가중치가 같아야 합니다.",
            )
        return results

    def shards(self, submission):
        """The submission's own shards, by epoch and rank."""
        n, world_size = len(self.x), self.world_size
        return [
            [
                indices_of(submission, n, rank, world_size, epoch, self.seed)
                for rank in range(world_size)
            ]
            for epoch in range(self.epochs)
        ]

    def expected(self, reference, steps):
        model = reference.probe.module(CLASSIFIER, self.states[0], "float64")
        return replay(model, self.x, self.y, steps, self.lr)


@task("train_ddp", points=2)
def test_train_ddp_averages_the_gradients(submission, reference, rng):
    """Two ranks that start equal and take their whole shards as batches equal one process with all rows.
    같은 가중치에서 시작해 조각 전체를 배치로 쓰는 두 랭크는 모든 행을 쓰는 한 프로세스와 같습니다."""
    training = Training(rng, world_size=2, rows=12, epochs=3, batch_size=6)
    expected = training.expected(reference, [[torch.arange(12)]] * 3)
    for result in training.run(submission):
        check_close(result, expected)


@task("train_ddp", points=2)
def test_train_ddp_starts_from_the_weights_of_rank_0(submission, reference, rng):
    """The ranks arrive with different weights; those of rank 0 win.
    랭크마다 다른 가중치로 시작하며, 랭크 0의 가중치를 따릅니다."""
    training = Training(rng, world_size=2, rows=10, epochs=2, batch_size=5)
    training.states = [draw_seed(rng), draw_seed(rng)]
    training.repeat_one_row()
    expected = training.expected(reference, [[torch.arange(10)]] * 2)
    for result in training.run(submission):
        check_close(result, expected)


@task("train_ddp", points=1)
def test_train_ddp_takes_every_batch(submission, reference, rng):
    """A short last batch is a step as well: counted on a data set whose rows are all the same.
    짧은 마지막 배치도 한 스텝입니다. 모든 행이 똑같은 데이터로 스텝 수를 셉니다."""
    training = Training(rng, world_size=2, rows=9, epochs=2, batch_size=3)
    training.repeat_one_row()
    expected = training.expected(reference, [[torch.arange(9)]] * 4)  # 5 rows a rank: 3 and 2
    for result in training.run(submission):
        check_close(result, expected)


@task("train_ddp", points=2)
def test_train_ddp_goes_through_its_shards(submission, reference, rng):
    """Three ranks and a batch size that does not divide: equal to a replay with your shard_indices.
    랭크 셋에 나누어떨어지지 않는 배치에서도, 제출한 shard_indices로 재현한 결과와 같습니다."""
    training = Training(rng, world_size=3, rows=19, epochs=3, batch_size=4)
    shards = training.shards(submission)
    expected = training.expected(reference, steps_of(shards, 4))
    results = training.run(submission)
    first_epoch = training.expected(reference, steps_of([shards[0]] * 3, 4))
    check(
        same_weights(expected, first_epoch) or not same_weights(results[0], first_epoch),
        "Every epoch went through the shards of epoch 0: pass the number of the epoch to shard_indices.",
        "모든 에폭이 에폭 0의 조각을 썼습니다. shard_indices에 에폭 번호를 넘기세요.",
    )
    one_shard = training.expected(reference, steps_of([epoch[:1] for epoch in shards], 4))
    check(
        same_weights(expected, one_shard) or not same_weights(results[0], one_shard),
        "Every rank went through the shard of rank 0: pass this process's rank to shard_indices.",
        "모든 랭크가 랭크 0의 조각을 썼습니다. shard_indices에 자기 랭크를 넘기세요.",
    )
    for result in results:
        check_close(result, expected)


@task("train_ddp", points=1)
def test_train_ddp_destroys_the_group(submission, reference, rng):
    """A process can train twice, for the group is destroyed at the end. One rank alone is a group as well.
    마지막에 그룹을 없애므로 한 프로세스가 두 번 학습할 수 있습니다. 랭크가 하나여도 됩니다."""
    training = Training(rng, world_size=1, rows=6, epochs=2, batch_size=6)
    expected = training.expected(reference, [[torch.arange(6)]] * 2)
    for result in training.run(submission, times=2):
        check_close(result, expected)


@task("train_ddp", points=1)
def test_train_ddp_uses_two_gpus(submission, reference, rng):
    """The same on two GPUs, over NCCL.
    GPU 두 개에서 NCCL로도 같은 결과가 나옵니다."""
    require_cuda(2)
    training = Training(rng, world_size=2, rows=11, epochs=2, batch_size=4)
    expected = training.expected(reference, steps_of(training.shards(submission), 4))
    for result in training.run(submission, devices=["cuda:0", "cuda:1"]):
        check_close(result, expected, rtol=1e-7, atol=1e-9)


# pipeline_step and pipeline_bubble

STAGES = [("Linear", 3, 4), "Tanh", [("Linear", 4, 5), "Tanh"], ("Linear", 5, 2, {"bias": False})]


def whole_batch_gradients(stages, loss_fn, x, y):
    net = torch.nn.Sequential(*stages)
    return list(torch.autograd.grad(loss_fn(net(x), y), list(net.parameters())))


def compare_pipeline(submission, reference, rng, *runs):
    """`runs` are (rows, micro_batches), one after another on the same stages."""
    states = [draw_seed(rng) for _ in STAGES]
    mine = [reference.probe.module(*each, "float64") for each in zip(STAGES, states)]
    theirs = [submission.probe.module(*each, "float64") for each in zip(STAGES, states)]
    loss_fn = submission.probe.loss("mse")
    for rows, micro_batches in runs:
        x, y = tensor(rng.normal(size=(rows, 3))), tensor(rng.normal(size=(rows, 2)))
        got = submission.pipeline_step(theirs, loss_fn, x, y, micro_batches)
        check_close(got, whole_batch_gradients(mine, reference.probe.loss("mse"), x, y))


@task("pipeline_step", points=2)
def test_pipeline_step_equals_the_unsplit_net(submission, reference, rng):
    """pipeline_step gives the gradients of the unsplit net, in its order, the second time as well.
    pipeline_step은 나누지 않은 망의 기울기를 같은 순서로 줍니다. 두 번째 호출에서도 같습니다."""
    compare_pipeline(submission, reference, rng, (8, 4), (6, 2), (5, 1))


@task("pipeline_step", points=2)
def test_pipeline_step_with_unequal_micro_batches(submission, reference, rng):
    """The same holds where the micro-batches are not equally large, and where some are empty.
    마이크로배치의 크기가 다르거나 빈 것이 있어도 마찬가지입니다."""
    compare_pipeline(submission, reference, rng, (7, 3), (9, 2))
    compare_pipeline(submission, reference, rng, (3, 5))


@task("pipeline_bubble", points=2)
def test_pipeline_bubble(submission):
    """pipeline_bubble is (p - 1) / (m + p - 1): the idle slots among all slots.
    pipeline_bubble은 (p - 1) / (m + p - 1), 곧 전체 슬롯 중 노는 슬롯의 비율입니다."""
    for stages, micro_batches in ((4, 8), (2, 1), (3, 5), (8, 32), (1, 4)):
        expected = (stages - 1) / (micro_batches + stages - 1)
        check_close(submission.pipeline_bubble(stages, micro_batches), expected)
