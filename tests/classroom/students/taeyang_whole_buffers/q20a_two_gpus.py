"""GPU 두 개로 학습하기. 링은 이해했다고 생각했는데..."""

import torch
import torch.distributed as dist
import torch.nn.functional as F


def scatter(batch, num_workers):
    return torch.tensor_split(batch, num_workers)


def all_reduce_mean(grads_per_worker, counts=None):
    n = len(grads_per_worker)
    counts = counts if counts is not None else [1] * n
    if len(counts) != n or not any(counts):
        raise ValueError("counts")
    result = []
    for p in range(len(grads_per_worker[0])):
        합 = 0
        for w in range(n):
            if counts[w] > 0:
                합 = 합 + counts[w] * grads_per_worker[w][p]
        result.append(합 / sum(counts))
    return result


def ring_all_reduce(buffers, send):
    # 각자 버퍼를 오른쪽 이웃에게 넘기고, 받은 것을 더하기를 n - 1번 반복한다
    n = len(buffers)
    sums = [b.clone() for b in buffers]
    holding = list(buffers)
    sent = [0] * n
    for _ in range(n - 1):
        received = [None] * n
        for w in range(n):
            right = (w + 1) % n
            received[right] = send(w, right, holding[w])
            sent[w] += holding[w].numel() * holding[w].element_size()
        for w in range(n):
            sums[w] = sums[w] + received[w]
        holding = received
    return sums, sent


def data_parallel_step(model, loss_fn, x, y, num_workers, lr):
    params = list(model.parameters())
    grads, counts = [], []
    for xs, ys in zip(scatter(x, num_workers), scatter(y, num_workers)):
        if len(xs):
            grads.append(torch.autograd.grad(loss_fn(model(xs), ys), params))
            counts.append(len(xs))
    with torch.no_grad():
        for p, g in zip(params, all_reduce_mean(grads, counts)):
            p.sub_(g, alpha=lr)
    return model.state_dict()


def shard_indices(n, rank, world_size, epoch, seed):
    if not 0 <= rank < world_size:
        raise ValueError("rank")
    g = torch.Generator().manual_seed(seed + epoch)
    perm = torch.randperm(n, generator=g)
    length = (n + world_size - 1) // world_size
    perm = perm.repeat(world_size + 1)[: length * world_size]
    return perm[rank::world_size]


def train_ddp(rank, world_size, init_method, model, x, y, epochs, batch_size, lr, seed):
    dist.init_process_group("gloo", init_method=init_method, rank=rank, world_size=world_size)
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    for epoch in range(epochs):
        for rows in shard_indices(len(x), rank, world_size, epoch, seed).split(batch_size):
            opt.zero_grad()
            F.cross_entropy(model(x[rows]), y[rows]).backward()
            for p in model.parameters():
                dist.all_reduce(p.grad)
                p.grad /= world_size
            opt.step()
    dist.destroy_process_group()
    return model.state_dict()


def pipeline_step(stage_modules, loss_fn, x, y, micro_batches):
    for stage in stage_modules:
        stage.zero_grad()
    for xs, ys in zip(scatter(x, micro_batches), scatter(y, micro_batches)):
        if len(xs) == 0:
            continue
        out = xs
        for stage in stage_modules:
            out = stage(out)
        (loss_fn(out, ys) * (len(xs) / len(x))).backward()
    return [p.grad for stage in stage_modules for p in stage.parameters()]


def pipeline_bubble(stages, micro_batches):
    return (stages - 1) / (stages + micro_batches - 1)
