"""Other right ways."""

import copy
import math

import torch

from autograder.authoring import alternative


@alternative(replaces="parameter_bytes", why="by identity, module by module")
def by_identity(model):
    found = {}
    for module in model.modules():
        for parameter in module.parameters(recurse=False):
            found[id(parameter)] = parameter.numel() * parameter.element_size()
    return sum(found.values())


@alternative(replaces="optimizer_state_bytes", why="a real optimizer takes a step on a copy")
def a_real_step(model, optimizer_name):
    kinds = {
        "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
        "momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.5),
        "rmsprop": torch.optim.RMSprop,
        "adam": torch.optim.Adam,
        "adamw": torch.optim.AdamW,
    }
    try:
        make = kinds[optimizer_name]
    except KeyError:
        raise ValueError(optimizer_name) from None
    model = copy.deepcopy(model)
    optimizer = make(list(model.parameters()))
    for parameter in model.parameters():
        if parameter.requires_grad:
            parameter.grad = torch.zeros_like(parameter)
    optimizer.step()
    states = [value for state in optimizer.state.values() for value in state.values()]
    return float(sum(v.nbytes for v in states if torch.is_tensor(v) and v.dim() > 0))


@alternative(replaces="activation_bytes", why="a copy of the model, a set of storages")
def on_a_copy(model, x):
    state = torch.get_rng_state()
    model = copy.deepcopy(model)
    tensors = []
    with torch.autograd.graph.saved_tensors_hooks(lambda t: tensors.append(t) or t, lambda t: t):
        model(x)
    torch.set_rng_state(state)
    own = {t.untyped_storage().data_ptr() for t in [*model.parameters(), *model.buffers()]}
    storages = {t.untyped_storage().data_ptr(): t.untyped_storage() for t in tensors}
    return sum(len(storages[address]) for address in storages.keys() - own)


@alternative(
    replaces="activation_bytes", why="walks along the graph and looks at what its nodes hold"
)
def along_the_graph(model, x):
    before = {name: value.clone() for name, value in model.state_dict().items()}
    state = torch.get_rng_state()
    nodes, seen, storages = [model(x).grad_fn], set(), {}
    while nodes:
        node = nodes.pop()
        if node is None or node in seen:
            continue
        seen.add(node)
        nodes += [following for following, _ in node.next_functions]
        for name in dir(node):
            value = getattr(node, name) if name.startswith("_saved_") else None
            if torch.is_tensor(value):
                storages[value.untyped_storage().data_ptr()] = value.untyped_storage().nbytes()
    torch.set_rng_state(state)
    model.load_state_dict(before)
    for value in (*model.parameters(), *model.buffers()):
        storages.pop(value.untyped_storage().data_ptr(), None)
    return sum(storages.values())


@alternative(replaces="training_memory", why="parts counted on the spot, the total as it grows")
def on_the_spot(model, optimizer_name, x):
    copies = {"sgd": 0, "momentum": 1, "rmsprop": 1, "adam": 2, "adamw": 2}
    if optimizer_name not in copies:
        raise ValueError(f"no optimizer {optimizer_name}")
    memory = {"total": 0, "activations": on_a_copy(model, x)}
    memory["parameters"] = by_identity(model)
    memory["gradients"] = sum(
        p.numel() * p.element_size() for p in set(model.parameters()) if p.requires_grad
    )
    memory["optimizer"] = copies[optimizer_name] * memory["gradients"]
    memory["total"] = sum(memory.values())
    return memory


@alternative(replaces="max_batch_size", why="two other sizes, floats, rows repeated with cat")
def from_two_other_sizes(model, optimizer_name, sample, budget_bytes):
    def total(rows):
        batch = torch.cat([sample] * -(-rows // len(sample)))[:rows].clone()
        return on_the_spot(model, optimizer_name, batch)["total"]

    four, ten = total(4), total(10)
    slope = (ten - four) / 6
    rows = math.floor((budget_bytes - four) / slope) + 4
    return rows if rows > 0 else 0


@alternative(replaces="max_batch_size", why="doubles and halves along the line")
def by_bisection(model, optimizer_name, sample, budget_bytes):
    n = len(sample)

    def total(times):
        batch = sample.repeat(times, *[1] * (sample.dim() - 1))
        return on_the_spot(model, optimizer_name, batch)["total"]

    per_row = (total(4) - total(2)) // (2 * n)
    fixed = total(2) - 2 * n * per_row
    low, high = 0, 1
    while fixed + high * per_row <= budget_bytes:
        high *= 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fixed + middle * per_row <= budget_bytes else (low, middle)
    return low


@alternative(replaces="mixed_precision_bytes", why="a case for each optimizer")
def by_cases(num_parameters, optimizer_name):
    match optimizer_name:
        case "sgd":
            states = 0
        case "momentum" | "rmsprop":
            states = 4
        case "adam" | "adamw":
            states = 8
        case _:
            raise ValueError(optimizer_name)
    return {
        "total": float(num_parameters * (8 + states)),
        "optimizer": states * num_parameters,
        "master": 4 * num_parameters,
        "gradients": 2.0 * num_parameters,
        "parameters": 2 * num_parameters,
    }


@alternative(replaces="checkpointing_plan", why="the lengths by divmod, segment by segment")
def by_divmod(layer_bytes, segments):
    count = len(layer_bytes)
    if segments < 1 or segments > count:
        raise ValueError("segments")
    short, longer = divmod(count, segments)
    kept = again = largest = start = 0
    for i in range(segments):
        stop = start + short + (i < longer)
        inside = sum(layer_bytes[start:stop])
        if stop < count:
            kept += layer_bytes[stop - 1]
            inside -= layer_bytes[stop - 1]
            again += stop - start
        largest, start = max(largest, inside), stop
    return [kept + largest, again / count]


@alternative(replaces="zero_bytes_per_worker", why="the three parts, spread one after another")
def part_by_part(num_parameters, world_size, stage):
    if stage not in range(4):
        raise ValueError("stage")
    total = 0
    for first_stage, size in ((1, 12), (2, 2), (3, 2)):
        total += num_parameters * size / (world_size if stage >= first_stage else 1)
    return total
