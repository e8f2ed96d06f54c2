"""A few answers that can be checked by hand."""

import math

import torch
from numpy.testing import assert_allclose
from q19_torch_classifier import (
    build_model,
    evaluate,
    fit,
    load_checkpoint,
    save_checkpoint,
    train_one_epoch,
)
from torch import nn

LOSS = nn.CrossEntropyLoss()


def two_classes(weight=0.0):
    """One feature; the logits of its two classes are 0 and weight * x."""
    model = nn.Linear(1, 2, bias=False).double()
    with torch.no_grad():
        model.weight.copy_(torch.tensor([[0.0], [weight]]))
    return model


def batch(xs, ys):
    return torch.tensor(xs, dtype=torch.float64).reshape(-1, 1), torch.tensor(ys)


def test_build_model_shapes():
    for shape in ((1, 8, 8), (3, 6, 9)):
        model = build_model(shape, 4)
        assert isinstance(model, nn.Module)
        assert model(torch.rand(5, *shape)).shape == (5, 4)


def test_train_one_epoch_of_two_batches():
    model = two_classes().eval()
    optimizer = torch.optim.SGD(model.parameters(), lr=2.0)
    # x = 0 moves nothing: both batches cost ln 2, whatever their size
    loss = train_one_epoch(
        model, [batch([0, 0, 0], [0, 1, 1]), batch([0], [1])], optimizer, LOSS, "cpu"
    )
    assert_allclose(float(loss), math.log(2))
    # x = 1, label 1: the gradient of the second logit's weight is -1/2, so a step adds 2 * 1/2
    train_one_epoch(model, [batch([1], [1])], optimizer, LOSS, "cpu")
    assert_allclose(model.weight.detach().numpy(), [[-1.0], [1.0]])
    assert model.training


def test_evaluate_three_rows():
    model = two_classes(weight=math.log(3))  # x = 1: probabilities 1/4 and 3/4
    loader = [batch([1, 1], [1, 1]), batch([1], [0])]
    loss, accuracy = evaluate(model, loader, LOSS, "cpu")
    assert_allclose(float(loss), (2 * math.log(4 / 3) + math.log(4)) / 3)
    assert_allclose(float(accuracy), 2 / 3)


def test_evaluate_keeps_every_mode():
    model = nn.Sequential(nn.Linear(1, 2).double(), nn.Dropout(0.5))
    model[1].eval()
    evaluate(model, [batch([1], [0])], LOSS, "cpu")
    assert (model.training, model[0].training, model[1].training) == (True, True, False)


def test_fit_history():
    model = two_classes()
    train, val = [batch([1, -1], [1, 0])], [batch([2, -2], [1, 0])]
    history = fit(model, train, val, epochs=3, lr=0.1, device="cpu")
    assert set(history) == {"train_loss", "val_loss", "val_accuracy"}
    assert len(history["val_loss"]) == 3
    assert_allclose(float(history["train_loss"][0]), math.log(2))  # before the first step
    assert float(history["val_accuracy"][-1]) == 1.0


def test_save_checkpoint_is_plain_data(tmp_path):
    model = two_classes(weight=1.5)
    save_checkpoint(tmp_path / "a.pt", model, torch.optim.Adam(model.parameters()), 1)
    torch.load(tmp_path / "a.pt", weights_only=True)


def test_load_checkpoint_goes_on_where_it_stopped(tmp_path):
    model = two_classes()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5, momentum=0.9)
    train = [batch([1, 2], [1, 0])]
    train_one_epoch(model, train, optimizer, LOSS, "cpu")
    save_checkpoint(tmp_path / "b.pt", model, optimizer, 7)

    other = two_classes(weight=9.0)
    its_optimizer = torch.optim.SGD(other.parameters(), lr=0.1, momentum=0.9)
    assert load_checkpoint(tmp_path / "b.pt", other, its_optimizer) == 7
    for net, its in ((model, optimizer), (other, its_optimizer)):
        train_one_epoch(net, train, its, LOSS, "cpu")
    assert torch.equal(model.weight, other.weight)
