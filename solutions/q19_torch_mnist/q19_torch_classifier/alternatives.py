"""Other right ways: other models, other loops, other optimizers, other files."""

from __future__ import annotations

import copy
import io

import torch
import torch.nn.functional as F
from solution import evaluate as right_evaluate
from solution import train_one_epoch as right_train_one_epoch
from torch import nn

from autograder.authoring import alternative, part_of


@alternative(replaces="build_model", why="dense, of log-probabilities, which are logits too")
def dense_with_log_softmax(input_shape, num_classes):
    return nn.Sequential(
        nn.Flatten(),
        nn.LazyLinear(48),
        nn.Sigmoid(),
        nn.LazyLinear(num_classes),
        nn.LogSoftmax(dim=-1),
    )


@alternative(replaces="build_model", why="convolutions of any size, batch norm, dropout")
def fully_convolutional(input_shape, num_classes):
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.first = nn.Conv2d(input_shape[0], 24, 3, padding=1, bias=False)
            self.norm = nn.BatchNorm2d(24)
            self.drop = nn.Dropout(0.1)
            self.last = nn.Linear(24 * 16, num_classes)

        def forward(self, x):
            x = F.relu(self.norm(self.first(x)))
            return self.last(self.drop(F.adaptive_avg_pool2d(x, 4).flatten(1)))

    return Net()


@alternative(replaces="train_one_epoch", why="set_to_none=False, tensors added up without a graph")
def sums_on_the_device(model, loader, optimizer, loss_fn, device):
    device = torch.device(device)
    model = model.to(device)
    model.train()
    loss_sum = torch.zeros((), device=device, dtype=torch.float64)
    n = 0
    for batch in loader:
        inputs, targets = (part.to(device, non_blocking=True) for part in batch)
        loss = loss_fn(model(inputs), targets)
        optimizer.zero_grad(set_to_none=False)
        loss.backward()
        optimizer.step()
        loss_sum += loss.detach() * targets.size(0)
        n += targets.size(0)
    return loss_sum / n


@alternative(replaces="train_one_epoch", why="a running mean, gradients by torch.autograd.grad")
def running_mean(model, loader, optimizer, loss_fn, device):
    for module in model.to(device).modules():
        module.training = True
    trained = [p for p in model.parameters() if p.requires_grad]
    mean, seen = 0.0, 0
    for x, y in loader:
        loss = loss_fn(model(x.to(device)), y.to(device))
        for p, grad in zip(trained, torch.autograd.grad(loss, trained, allow_unused=True)):
            p.grad = grad
        optimizer.step()
        seen += x.shape[0]
        mean += (float(loss) - mean) * x.shape[0] / seen
    return mean


@alternative(replaces="evaluate", why="all logits first, under inference_mode, modes in a dict")
def all_logits_first(model, loader, loss_fn, device):
    model.to(device)
    modes = {name: module.training for name, module in model.named_modules()}
    model.eval()
    with torch.inference_mode():
        logits, labels = [], []
        for x, y in loader:
            logits.append(model(x.to(device)))
            labels.append(y.to(device))
        logits, labels = torch.cat(logits), torch.cat(labels)
        loss = loss_fn(logits, labels)
        accuracy = (logits.max(dim=1).indices == labels).double().mean()
    for name, module in model.named_modules():
        module.training = modes[name]
    return loss.item(), accuracy.item()


@alternative(replaces="evaluate", why="a copy of the model is evaluated; tensors are returned")
def evaluate_a_copy(model, loader, loss_fn, device):
    twin = copy.deepcopy(model).to(device).eval()
    sums = torch.zeros(3, dtype=torch.float64, device=device)
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            out = twin(x)
            right = (out.topk(1).indices[:, 0] == y).sum()
            sums += torch.stack(
                [loss_fn(out, y) * len(y), right, torch.tensor(len(y), device=device)]
            )
    return [sums[0] / sums[2], sums[1] / sums[2]]


@alternative(replaces="fit", why="SGD with momentum")
def fit_with_momentum(model, train_loader, val_loader, epochs, lr, device):
    model.to(device)
    loss_fn = F.cross_entropy
    optimizer = torch.optim.SGD(model.parameters(), lr, momentum=0.9)
    rows = []
    for _ in range(epochs):
        train_loss = right_train_one_epoch(model, train_loader, optimizer, loss_fn, device)
        rows.append((train_loss, *right_evaluate(model, val_loader, loss_fn, device)))
    return dict(zip(("train_loss", "val_loss", "val_accuracy"), map(list, zip(*rows))))


@alternative(replaces="fit", why="AdamW, in one loop of its own")
def fit_in_one_loop(model, train_loader, val_loader, epochs, lr, device):
    model = model.to(device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    history = {key: [] for key in ("val_accuracy", "val_loss", "train_loss")}
    for _epoch in range(epochs):
        model.train()
        losses, sizes = [], []
        for x, y in train_loader:
            optimizer.zero_grad()
            loss = F.cross_entropy(model(x.to(device)), y.to(device))
            loss.backward()
            optimizer.step()
            losses.append(loss.item() * len(y))
            sizes.append(len(y))
        history["train_loss"].append(sum(losses) / sum(sizes))
        model.eval()
        loss, right, n = 0.0, 0, 0
        with torch.no_grad():
            for x, y in val_loader:
                out = model(x.to(device))
                loss += F.cross_entropy(out, y.to(device), reduction="sum").item()
                right += int((out.argmax(-1) == y.to(device)).sum())
                n += len(y)
        history["val_loss"].append(loss / n)
        history["val_accuracy"].append(right / n)
    return history


@alternative(replaces="save_checkpoint", why="a list, in the old format of torch.save")
def save_a_list(path, model, optimizer, epoch):
    parts = [int(epoch), optimizer.state_dict(), dict(model.state_dict())]
    torch.save(parts, path, _use_new_zipfile_serialization=False)


@part_of("save_a_list", replaces="load_checkpoint")
def load_a_list(path, model, optimizer):
    epoch, for_optimizer, for_model = torch.load(path, weights_only=True)
    optimizer.load_state_dict(for_optimizer)
    model.load_state_dict(for_model)
    return epoch


@alternative(replaces="load_checkpoint", why="through an open file, straight to the model's device")
def load_from_a_stream(path, model, optimizer):
    with open(path, "rb") as file:
        stream = io.BytesIO(file.read())
    saved = torch.load(stream, map_location=next(model.parameters()).device)
    with torch.no_grad():
        for name, value in model.state_dict().items():
            value.copy_(saved["model"][name])
    optimizer.load_state_dict(saved.pop("optimizer"))
    return torch.tensor(saved["epoch"])
