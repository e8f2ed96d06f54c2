"""Other right ways to write q20a."""

import copy

import numpy as np
import torch
import torch.distributed as dist
from solution import shard_indices as right_shard_indices
from torch import nn
from torch.nn import functional as F
from torch.nn.utils import parameters_to_vector, vector_to_parameters
from torch.utils.data import DistributedSampler

from autograder.authoring import alternative, part_of


@alternative(
    replaces="scatter", why="slices by hand: N // n rows each, one more for the first N % n"
)
def slices(batch, num_workers):
    size, extra = divmod(len(batch), num_workers)
    shards, start = [], 0
    for worker in range(num_workers):
        stop = start + size + (worker < extra)
        shards.append(batch[start:stop])
        start = stop
    return shards


@alternative(replaces="scatter", why="torch.split with a list of sizes, each shard a copy")
def split_by_sizes(batch, num_workers):
    sizes = [
        (len(batch) + num_workers - 1 - worker) // num_workers for worker in range(num_workers)
    ]
    return [shard.clone() for shard in batch.split(sizes)]


@alternative(
    replaces="all_reduce_mean", why="one flat vector per worker, one product with the weights"
)
def flattened(grads_per_worker, counts=None):
    counts = torch.as_tensor([1] * len(grads_per_worker) if counts is None else counts)
    if len(counts) != len(grads_per_worker) or not counts.any():
        raise ValueError("counts must have one entry per worker, and one of them above 0")
    flat = torch.stack(
        [parameters_to_vector(grads) for grads, count in zip(grads_per_worker, counts) if count]
    )
    weights = counts[counts > 0].to(flat.dtype)
    mean = (weights / weights.sum()) @ flat
    sizes = [grad.numel() for grad in grads_per_worker[0]]
    return [part.reshape(grad.shape) for part, grad in zip(mean.split(sizes), grads_per_worker[0])]


@alternative(replaces="all_reduce_mean", why="a running weighted mean, one worker after another")
def running_mean(grads_per_worker, counts=None):
    counts = [1] * len(grads_per_worker) if counts is None else list(counts)
    if len(counts) != len(grads_per_worker) or not any(counts):
        raise ValueError("counts")
    seen, mean = 0, None
    for grads, count in zip(grads_per_worker, counts):
        if count == 0:
            continue
        seen += count
        if mean is None:
            mean = [grad.clone() for grad in grads]
        else:
            mean = [m + (grad - m) * (count / seen) for m, grad in zip(mean, grads)]
    return mean


@alternative(
    replaces="ring_all_reduce",
    why="slices at i * size // n of one matrix of workers, another first chunk, all of a step sent at once",
)
def another_schedule(buffers, send):
    n = len(buffers)
    table = torch.stack([buffer.flatten() for buffer in buffers])
    size = table.shape[1]
    cut = [slice(i * size // n, (i + 1) * size // n) for i in range(n)]
    bytes_sent = [0] * n
    for turn in range(2 * (n - 1)):
        mail = []
        for source in range(n):
            number = source - 1 - turn if turn < n - 1 else source - (turn - n + 1)
            part = cut[number % n]
            chunk = table[source, part].clone()
            if chunk.numel():
                bytes_sent[source] += chunk.nbytes
                mail.append(((source + 1) % n, part, send(source, (source + 1) % n, chunk)))
        for destination, part, arrived in mail:
            if turn < n - 1:
                table[destination, part] += arrived
            else:
                table[destination, part] = arrived
    return [row.reshape(buffers[0].shape).clone() for row in table], bytes_sent


@alternative(
    replaces="data_parallel_step",
    why="real replicas that each step alone: with weights N_w / N, averaging the stepped weights is the same",
)
def replicas(model, loss_fn, x, y, num_workers, lr):
    total = {name: torch.zeros_like(value) for name, value in model.state_dict().items()}
    for rows, targets in zip(x.tensor_split(num_workers), y.tensor_split(num_workers)):
        if len(rows):
            replica = copy.deepcopy(model)
            optimizer = torch.optim.SGD(replica.parameters(), lr=lr)
            optimizer.zero_grad()
            loss_fn(replica(rows), targets).backward()
            optimizer.step()
            for name, value in replica.state_dict().items():
                total[name] += value * (len(rows) / len(x))
    return total


@alternative(
    replaces="data_parallel_step",
    why="backward() adds up by itself: clear once, weigh each shard's loss by its rows",
)
def accumulated(model, loss_fn, x, y, num_workers, lr):
    model.zero_grad()
    for rows, targets in zip(x.tensor_split(num_workers), y.tensor_split(num_workers)):
        (loss_fn(model(rows), targets) * (len(rows) / len(x))).backward()
    torch.optim.SGD(model.parameters(), lr=lr).step()
    return model.state_dict()


@alternative(
    replaces="data_parallel_step", why="without touching the model: functional_call and torch.func"
)
def functional(model, loss_fn, x, y, num_workers, lr):
    weights = {name: value.detach() for name, value in model.named_parameters()}

    def loss(weights, rows, targets):
        return loss_fn(torch.func.functional_call(model, weights, (rows,)), targets)

    new = dict(weights)
    for rows, targets in zip(x.tensor_split(num_workers), y.tensor_split(num_workers)):
        if len(rows):
            gradient = torch.func.grad(loss)(weights, rows, targets)
            for name in new:
                new[name] = new[name] - lr * len(rows) / len(x) * gradient[name]
    return new


@alternative(replaces="shard_indices", why="PyTorch's own DistributedSampler")
def distributed_sampler(n, rank, world_size, epoch, seed):
    sampler = DistributedSampler(range(n), world_size, rank, shuffle=True, seed=seed)
    sampler.set_epoch(epoch)
    return list(sampler)


@alternative(
    replaces="shard_indices",
    why="NumPy's generator seeded with (seed, epoch), dealt out in blocks, as an array",
)
def blocks(n, rank, world_size, epoch, seed):
    if not 0 <= rank < world_size:
        raise ValueError("rank")
    length = -(-n // world_size)
    permutation = np.random.default_rng((seed, epoch)).permutation(n)
    return np.resize(permutation, length * world_size)[rank * length : (rank + 1) * length]


@alternative(replaces="train_ddp", why="by hand: broadcast once, then all_reduce every gradient")
def by_hand(rank, world_size, init_method, model, x, y, epochs, batch_size, lr, seed):
    device = next(model.parameters()).device
    backend = "nccl" if device.type == "cuda" else "gloo"
    dist.init_process_group(backend, init_method=init_method, rank=rank, world_size=world_size)
    try:
        with torch.no_grad():
            for parameter in model.parameters():
                dist.broadcast(parameter, src=0)
        for epoch in range(epochs):
            mine = torch.tensor(right_shard_indices(len(x), rank, world_size, epoch, seed))
            for rows in mine.split(batch_size):
                model.zero_grad()
                F.cross_entropy(model(x[rows].to(device)), y[rows].to(device)).backward()
                with torch.no_grad():
                    for parameter in model.parameters():
                        dist.all_reduce(parameter.grad)
                        parameter -= lr * parameter.grad / world_size
        return model.state_dict()
    finally:
        dist.destroy_process_group()


@alternative(
    replaces="train_ddp",
    why="all gradients in one flat message per step, gathered and averaged; only rank 0's copy of the model counts",
)
def one_flat_message(rank, world_size, init_method, model, x, y, epochs, batch_size, lr, seed):
    dist.init_process_group("gloo", init_method=init_method, rank=rank, world_size=world_size)
    parameters = list(model.parameters())
    weights = parameters_to_vector(parameters).detach()
    dist.broadcast(weights, src=0)
    for epoch in range(epochs):
        indices = right_shard_indices(len(x), rank, world_size, epoch, seed)
        for start in range(0, len(indices), batch_size):
            rows = list(indices[start : start + batch_size])
            vector_to_parameters(weights, parameters)
            loss = F.cross_entropy(model(x[rows]), y[rows])
            mine = parameters_to_vector(torch.autograd.grad(loss, parameters))
            everyones = [torch.empty_like(mine) for _ in range(world_size)]
            dist.all_gather(everyones, mine)
            weights = weights - lr * torch.stack(everyones).mean(0)
    vector_to_parameters(weights, parameters)
    dist.barrier()
    dist.destroy_process_group()
    return {name: value.detach() for name, value in model.state_dict().items()}


@alternative(
    replaces="train_ddp", why="DDP, and NumPy's block-wise shards: any dealing out is allowed"
)
def ddp_over_blocks(rank, world_size, init_method, model, x, y, epochs, batch_size, lr, seed):
    dist.init_process_group("gloo", init_method=init_method, rank=rank, world_size=world_size)
    replica = nn.parallel.DistributedDataParallel(model)
    optimizer = torch.optim.SGD(replica.parameters(), lr=lr)
    for epoch in range(epochs):
        rows = torch.as_tensor(_block(len(x), rank, world_size, epoch, seed))
        for batch in torch.utils.data.DataLoader(rows, batch_size=batch_size):
            loss = F.cross_entropy(replica(x[batch]), y[batch])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
    dist.destroy_process_group()
    return replica.module.state_dict()


@part_of("ddp_over_blocks", replaces="shard_indices")
def _block(n, rank, world_size, epoch, seed):
    if not 0 <= rank < world_size:
        raise ValueError("rank")
    length = -(-n // world_size)
    permutation = np.random.default_rng((seed, epoch)).permutation(n)
    return tuple(np.resize(permutation, length * world_size).tolist())[
        rank * length : (rank + 1) * length
    ]


@alternative(
    replaces="pipeline_step",
    why="autograd crosses the cuts by itself: the arithmetic of GPipe without its schedule",
)
def end_to_end(stage_modules, loss_fn, x, y, micro_batches):
    net = nn.Sequential(*stage_modules)
    parameters = list(net.parameters())
    totals = [torch.zeros_like(parameter) for parameter in parameters]
    for rows, targets in zip(x.tensor_split(micro_batches), y.tensor_split(micro_batches)):
        if len(rows):
            gradients = torch.autograd.grad(loss_fn(net(rows), targets), parameters)
            for total, gradient in zip(totals, gradients):
                total += len(rows) / len(x) * gradient
    return totals


@alternative(
    replaces="pipeline_step",
    why="backward() from stage to stage, one micro-batch forward and backward at a time (1F1B on one device)",
)
def stage_by_stage(stage_modules, loss_fn, x, y, micro_batches):
    for stage in stage_modules:
        stage.zero_grad()
    for rows, targets in zip(x.tensor_split(micro_batches), y.tensor_split(micro_batches)):
        if len(rows) == 0:
            continue
        inputs, outputs = [], []
        for stage in stage_modules:
            inputs.append((outputs[-1] if outputs else rows).detach().clone().requires_grad_())
            outputs.append(stage(inputs[-1]))
        cut = outputs[-1].detach().requires_grad_()
        (loss_fn(cut, targets) * (len(rows) / len(x))).backward()
        for received, returned in zip(reversed(inputs), reversed(outputs)):
            returned.backward(cut.grad)
            cut = received
    return [parameter.grad for parameter in nn.Sequential(*stage_modules).parameters()]


@alternative(replaces="pipeline_bubble", why="counted slot by slot")
def counted(stages, micro_batches):
    slots = stages + micro_batches - 1
    busy = sum(
        0 <= slot - stage < micro_batches for slot in range(slots) for stage in range(stages)
    )
    return 1 - busy / (slots * stages)
