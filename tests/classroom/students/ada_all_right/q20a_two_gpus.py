"""Two GPUs, played through on one CPU."""

from __future__ import annotations

import math

import torch
import torch.distributed as dist
import torch.nn.functional as F


def scatter(batch, num_workers):
    size, extra = divmod(len(batch), num_workers)
    return list(batch.split([size + 1] * extra + [size] * (num_workers - extra)))


def all_reduce_mean(grads_per_worker, counts=None):
    if counts is None:
        counts = [1] * len(grads_per_worker)
    if len(counts) != len(grads_per_worker):
        raise ValueError("one count per worker, please")
    if sum(counts) == 0:
        raise ValueError("nobody has a row")
    mean = None
    for grads, count in zip(grads_per_worker, counts):
        if count == 0:
            continue
        weighted = [g * (count / sum(counts)) for g in grads]
        mean = weighted if mean is None else [a + b for a, b in zip(mean, weighted)]
    return mean


def ring_all_reduce(buffers, send):
    n = len(buffers)
    shape = buffers[0].shape
    parts = [[c.clone() for c in scatter(b.reshape(-1), n)] for b in buffers]
    sent = [0] * n

    def pass_on(worker, index):
        chunk = parts[worker][index]
        sent[worker] += chunk.nelement() * chunk.element_size()
        return send(worker, (worker + 1) % n, chunk)

    for step in range(n - 1):
        arrived = [pass_on(w, (w - step) % n) for w in range(n)]
        for w in range(n):
            index = (w - step) % n
            neighbour = (w + 1) % n
            parts[neighbour][index] = parts[neighbour][index] + arrived[w]
    for step in range(n - 1):
        arrived = [pass_on(w, (w + 1 - step) % n) for w in range(n)]
        for w in range(n):
            parts[(w + 1) % n][(w + 1 - step) % n] = arrived[w]
    return [torch.cat(p).reshape(shape) for p in parts], sent


def data_parallel_step(model, loss_fn, x, y, num_workers, lr):
    names = [name for name, _ in model.named_parameters()]
    weights = [p for _, p in model.named_parameters()]
    all_grads, counts = [], []
    for xs, ys in zip(scatter(x, num_workers), scatter(y, num_workers)):
        if len(xs) == 0:
            continue
        all_grads.append(torch.autograd.grad(loss_fn(model(xs), ys), weights))
        counts.append(len(xs))
    new = {name: value.clone() for name, value in model.state_dict().items()}
    for name, weight, grad in zip(names, weights, all_reduce_mean(all_grads, counts)):
        new[name] = weight.detach() - lr * grad
    return new


def shard_indices(n, rank, world_size, epoch, seed):
    if rank < 0 or rank >= world_size:
        raise ValueError("no such rank")
    generator = torch.Generator()
    generator.manual_seed(1000 * seed + epoch)
    order = torch.randperm(n, generator=generator).tolist()
    each = math.ceil(n / world_size)
    while len(order) < each * world_size:
        order += order[: each * world_size - len(order)]
    return order[rank * each : (rank + 1) * each]


def train_ddp(rank, world_size, init_method, model, x, y, epochs, batch_size, lr, seed):
    device = next(model.parameters()).device
    dist.init_process_group(
        "nccl" if device.type == "cuda" else "gloo",
        init_method=init_method,
        rank=rank,
        world_size=world_size,
    )
    try:
        with torch.no_grad():
            for p in model.parameters():
                dist.broadcast(p, src=0)
        for epoch in range(epochs):
            mine = shard_indices(len(x), rank, world_size, epoch, seed)
            for start in range(0, len(mine), batch_size):
                rows = mine[start : start + batch_size]
                loss = F.cross_entropy(model(x[rows].to(device)), y[rows].to(device))
                grads = torch.autograd.grad(loss, list(model.parameters()))
                with torch.no_grad():
                    for p, g in zip(model.parameters(), grads):
                        g = g.contiguous()
                        dist.all_reduce(g)
                        p -= lr * g / world_size
        return {k: v.detach().clone() for k, v in model.state_dict().items()}
    finally:
        dist.destroy_process_group()


def pipeline_step(stage_modules, loss_fn, x, y, micro_batches):
    params = [p for stage in stage_modules for p in stage.parameters()]
    total = [torch.zeros_like(p) for p in params]
    for xs, ys in zip(scatter(x, micro_batches), scatter(y, micro_batches)):
        if len(xs) == 0:
            continue
        h = xs
        for stage in stage_modules:
            h = stage(h)
        part = loss_fn(h, ys) * len(xs) / len(x)
        for t, g in zip(total, torch.autograd.grad(part, params)):
            t += g
    return total


def pipeline_bubble(stages, micro_batches):
    slots = micro_batches + stages - 1
    return 1 - micro_batches / slots
