"""What you may see: small numbers that can be checked by hand, and two real processes."""

import os
import sys
import threading
import time

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from q20a_two_gpus import (
    all_reduce_mean,
    data_parallel_step,
    pipeline_bubble,
    pipeline_step,
    ring_all_reduce,
    scatter,
    shard_indices,
    train_ddp,
)
from torch import nn
from torch.nn import functional as F

if sys.platform != "win32":  # the processes meet on this machine, whatever its name resolves to
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo0" if sys.platform == "darwin" else "lo")


def test_scatter_keeps_the_order():
    shards = scatter(torch.arange(5), 2)
    assert [shard.tolist() for shard in shards] == [[0, 1, 2], [3, 4]]


def test_scatter_gives_an_empty_shard():
    assert [tuple(shard.shape) for shard in scatter(torch.zeros(2, 4), 3)] == [
        (1, 4),
        (1, 4),
        (0, 4),
    ]


def test_all_reduce_mean_of_equal_shards():
    (mean,) = all_reduce_mean([[torch.tensor([1.0, 2.0])], [torch.tensor([3.0, 6.0])]])
    assert mean.tolist() == [2.0, 4.0]


def test_all_reduce_mean_weighs_by_rows():
    (mean,) = all_reduce_mean([[torch.tensor([1.0])], [torch.tensor([5.0])]], counts=[3, 1])
    assert mean.tolist() == [2.0]  # (3 * 1 + 1 * 5) / 4, not 3


def test_ring_all_reduce_of_three_workers():
    log = []

    def send(source, destination, chunk):
        log.append((source, destination, chunk.numel()))
        return chunk.clone()

    buffers = [torch.tensor([1.0, 2.0, 3.0]) * 10**worker for worker in range(3)]
    summed, bytes_sent = ring_all_reduce(buffers, send)
    assert [total.tolist() for total in summed] == [[111.0, 222.0, 333.0]] * 3
    assert all(destination == (source + 1) % 3 for source, destination, _ in log)
    assert sum(elements for _, _, elements in log) == 2 * (3 - 1) * 3
    assert list(bytes_sent) == [16, 16, 16]  # 4 steps, one float32 each


def test_data_parallel_step_with_a_remainder():
    model = nn.Linear(1, 1, bias=False)
    nn.init.ones_(model.weight)
    x, y = torch.tensor([[1.0], [2.0], [3.0]]), torch.zeros(3, 1)
    new = data_parallel_step(model, nn.MSELoss(), x, y, num_workers=2, lr=0.1)
    # the gradient is 2 * (1 + 4 + 9) / 3 = 9.333...; the mean of the two means would be 11.5
    torch.testing.assert_close(new["weight"], torch.tensor([[1 - 0.1 * 28 / 3]]))


def test_shard_indices_cover_every_row():
    shards = [list(map(int, shard_indices(5, rank, 2, epoch=0, seed=1))) for rank in range(2)]
    assert [len(shard) for shard in shards] == [3, 3]
    assert set(shards[0] + shards[1]) == {0, 1, 2, 3, 4}


def test_shard_indices_change_with_the_epoch():
    epochs = [list(map(int, shard_indices(50, 0, 2, epoch, seed=1))) for epoch in (0, 1, 0)]
    assert epochs[0] == epochs[2] != epochs[1]


def _classifier(seed):
    torch.manual_seed(seed)
    return nn.Linear(3, 2)


def _data(rows):
    generator = torch.Generator().manual_seed(7)
    return torch.randn(rows, 3, generator=generator), torch.arange(rows) % 2


def _whole_batch_training(model, x, y, epochs, lr):
    for _ in range(epochs):
        model.zero_grad()
        F.cross_entropy(model(x), y).backward()
        with torch.no_grad():
            for parameter in model.parameters():
                parameter -= lr * parameter.grad
    return model.state_dict()


def _keep_every_group(kept):
    """A gloo group can deadlock when it dies together with its DDP wrapper; one that is held does not die."""
    while True:
        if dist.is_initialized() and all(dist.group.WORLD is not group for group in kept):
            kept.append(dist.group.WORLD)
        time.sleep(0.001)


def _one_of_two_ranks(rank, folder):
    """What each of the two processes runs: it trains twice, and leaves its weights, or its error, in files."""
    threading.Thread(target=_keep_every_group, args=([],), daemon=True).start()
    x, y = _data(8)
    try:
        for turn in range(2):
            meeting_point = (folder / f"meet{turn}").as_uri()
            weights = train_ddp(rank, 2, meeting_point, _classifier(rank), x, y, 2, 4, 0.5, seed=1)
            torch.save(dict(weights), folder / f"weights{rank}{turn}")
    except BaseException as error:
        (folder / f"error{rank}").write_text(f"{type(error).__name__}: {error}")
    os._exit(0)  # gloo's threads sometimes abort a process that ends in the ordinary way


def test_train_ddp_on_two_ranks(tmp_path):
    """Two processes that start from different weights equal one that starts from rank 0's and sees all rows."""
    context = mp.get_context("spawn")
    processes = [
        context.Process(target=_one_of_two_ranks, args=(rank, tmp_path), daemon=True)
        for rank in range(2)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=60)
    waiting = [rank for rank, process in enumerate(processes) if process.is_alive()]
    for process in processes:
        process.kill()
    errors = [file.read_text() for file in sorted(tmp_path.glob("error*"))]
    assert not errors, f"a rank failed: {errors}"
    assert not waiting, f"after a minute these ranks still waited for the others: {waiting}"

    expected = _whole_batch_training(_classifier(0), *_data(8), epochs=2, lr=0.5)
    for file in ("weights00", "weights10", "weights01", "weights11"):  # rank, then turn
        weights = torch.load(tmp_path / file, weights_only=True)
        assert weights.keys() == expected.keys()
        for name in expected:
            torch.testing.assert_close(weights[name], expected[name])


def test_pipeline_step_equals_the_unsplit_net():
    torch.manual_seed(0)
    stages = [nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1)]
    x, y = torch.randn(5, 2), torch.randn(5, 1)
    net = nn.Sequential(*stages)
    expected = torch.autograd.grad(F.mse_loss(net(x), y), list(net.parameters()))
    got = pipeline_step(stages, nn.MSELoss(), x, y, micro_batches=2)
    assert len(got) == len(expected)
    for mine, theirs in zip(got, expected):
        torch.testing.assert_close(mine, theirs)


def test_pipeline_bubble_of_four_stages():
    assert pipeline_bubble(4, 1) == 0.75  # one micro-batch: three of four stages always wait
    assert pipeline_bubble(1, 8) == 0
    assert abs(pipeline_bubble(4, 12) - 0.2) < 1e-12
