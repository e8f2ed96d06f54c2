"""What people write at midnight, and what they should read in the morning."""

from __future__ import annotations

import math

import torch
from solution import build_model as right_build_model
from solution import evaluate as right_evaluate
from solution import fit as right_fit
from solution import load_checkpoint as right_load_checkpoint
from solution import save_checkpoint as right_save_checkpoint
from solution import train_one_epoch as right_train_one_epoch
from torch import nn

from autograder.authoring import mistake, part_of

# build_model


def _dense(inputs, num_classes, *end):
    return nn.Sequential(
        nn.Flatten(), nn.Linear(inputs, 64), nn.ReLU(), nn.Linear(64, num_classes), *end
    )


@mistake(
    replaces="build_model",
    en="Your model ends in a softmax. nn.CrossEntropyLoss has its own, and with two of them the gradient all but vanishes: return the numbers of the last linear layer.",
    ko="모델이 softmax로 끝납니다. nn.CrossEntropyLoss 안에 이미 softmax가 있어서, 두 번 씌우면 gradient가 거의 사라집니다. 마지막 선형 층이 낸 수를 그대로 반환하세요.",
)
def softmax_at_the_end(input_shape, num_classes):
    return _dense(math.prod(input_shape), num_classes, nn.Softmax(dim=1))


@mistake(
    replaces="build_model",
    en="There is a ReLU behind the last layer. It makes every negative logit 0, so classes that are all 'unlikely' can't be told apart and get no gradient.",
    ko="마지막 층 뒤에 ReLU가 있습니다. 음수인 logit이 모두 0이 되어 '아닌 것 같은' 클래스들이 구별되지 않고 gradient도 받지 못합니다.",
)
def relu_at_the_end(input_shape, num_classes):
    return _dense(math.prod(input_shape), num_classes, nn.ReLU())


@mistake(
    replaces="build_model",
    en="Two linear layers with nothing between them are one linear layer. Put an activation (ReLU) between them.",
    ko="사이에 아무것도 없는 선형 층 둘은 선형 층 하나와 같습니다. 그 사이에 활성화 함수(ReLU)를 넣으세요.",
)
def nothing_nonlinear(input_shape, num_classes):
    return nn.Sequential(
        nn.Flatten(), nn.Linear(math.prod(input_shape), 64), nn.Linear(64, num_classes)
    )


@mistake(
    replaces="build_model",
    en="Your first dense layer expects MNIST's 28 x 28 pixels whatever input_shape says. Work it out from (C, H, W).",
    ko="input_shape와 상관없이 첫 dense 층이 MNIST의 28 x 28 픽셀을 기대합니다. (C, H, W)에서 계산하세요.",
)
def always_mnist(input_shape, num_classes):
    return _dense(28 * 28, num_classes)


@mistake(
    replaces="build_model",
    en="Your model takes images for squares: it uses one side twice. H and W may differ.",
    ko="한 변의 길이를 두 번 써서 이미지를 정사각형으로 여깁니다. H와 W는 다를 수 있습니다.",
)
def always_square(input_shape, num_classes):
    channels, height, _ = input_shape
    return _dense(channels * height * height, num_classes)


@mistake(
    replaces="build_model",
    en="The first convolution has one input channel, whatever input_shape says. Colour images have three.",
    ko="input_shape와 상관없이 첫 convolution의 입력 채널이 1입니다. 컬러 이미지는 채널이 셋입니다.",
)
def always_one_channel(input_shape, num_classes):
    return right_build_model((1, *input_shape[1:]), num_classes)


@mistake(
    replaces="build_model",
    en="The model always has 10 outputs. It is num_classes of them.",
    ko="출력이 항상 10개입니다. num_classes개여야 합니다.",
)
def always_ten_classes(input_shape, num_classes):
    return right_build_model(input_shape, 10)


@mistake(
    replaces="build_model",
    en="squeeze() takes away the batch dimension where there is a single image. Flatten with nn.Flatten(), which keeps it.",
    ko="이미지가 한 장이면 squeeze()가 배치 차원까지 없앱니다. 배치 차원을 남기는 nn.Flatten()을 쓰세요.",
)
def squeezed(input_shape, num_classes):
    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = right_build_model(input_shape, num_classes)

        def forward(self, x):
            return self.layers(x).squeeze()

    return Model()


@mistake(
    replaces="build_model",
    en="Your layers stand in a plain Python list, where nn.Module does not see them: no parameters for the optimizer, none in state_dict(), none that .to(device) moves. Use nn.Sequential or nn.ModuleList.",
    ko="층을 보통 파이썬 list에 넣어서 nn.Module이 알아보지 못합니다. optimizer에 넘길 파라미터도, state_dict()에 저장할 것도, .to(device)로 옮길 것도 없습니다. nn.Sequential이나 nn.ModuleList를 쓰세요.",
)
def layers_in_a_list(input_shape, num_classes):
    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = list(right_build_model(input_shape, num_classes))

        def forward(self, x):
            for layer in self.layers:
                x = layer(x)
            return x

    return Model()


@mistake(
    replaces="build_model",
    en="A tanh stands behind the last layer. Logits are then never beyond 1, so no class can get a probability near 1: return the numbers of the last linear layer.",
    ko="마지막 층 뒤에 tanh가 있습니다. 그러면 logit이 1을 넘지 못해 어느 클래스의 확률도 1에 가까워질 수 없습니다. 마지막 선형 층이 낸 수를 그대로 반환하세요.",
)
def tanh_at_the_end(input_shape, num_classes):
    return _dense(math.prod(input_shape), num_classes, nn.Tanh())


@mistake(
    replaces="build_model",
    en="F.dropout drops in eval mode too, unless it is told: training=self.training. With nn.Dropout, model.eval() is enough.",
    ko="F.dropout은 training=self.training을 넘기지 않으면 eval 모드에서도 계속 작동합니다. nn.Dropout이라면 model.eval()로 충분합니다.",
)
def dropout_that_stays_on(input_shape, num_classes):
    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.hidden = nn.Linear(math.prod(input_shape), 64)
            self.last = nn.Linear(64, num_classes)

        def forward(self, x):
            x = torch.relu(self.hidden(x.flatten(1)))
            return self.last(nn.functional.dropout(x, 0.25))

    return Model()


# train_one_epoch


def _epoch(model, loader, optimizer, loss_fn, device, **changes):
    """The right epoch, but where one of these says otherwise."""
    total, rows, batches, kept = 0.0, 0, 0, 0.0
    model.to(device)
    changes.get("mode", nn.Module.train)(model)
    changes.get("before", lambda: None)()
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        changes.get("clear", optimizer.zero_grad)()
        loss = loss_fn(changes.get("output", lambda logits: logits)(model(x)), y)
        loss.backward()
        changes.get("clip", lambda: None)()
        optimizer.step()
        changes.get("after", lambda: None)()
        if changes.get("loss_again"):
            with torch.no_grad():
                loss = loss_fn(model(x), y)
        kept = loss.item()
        total += kept * (1 if changes.get("unweighted") else len(x))
        rows += len(x)
        batches += 1
    return changes.get("result", lambda total, rows, batches, kept: total / rows)(
        total, rows, batches, kept
    )


@mistake(
    replaces="train_one_epoch",
    en="You average the means of the batches. A short last batch then weighs as much as a full one; weigh each loss by len(x) and divide by the number of rows.",
    ko="배치별 평균을 다시 평균했습니다. 그러면 짧은 마지막 배치의 비중이 너무 커집니다. loss마다 len(x)를 곱해 더하고 전체 행 수로 나누세요.",
)
def mean_of_batch_means(model, loader, optimizer, loss_fn, device):
    return _epoch(
        model, loader, optimizer, loss_fn, device,
        unweighted=True, result=lambda total, rows, batches, kept: total / batches,
    )  # fmt: skip


@mistake(
    replaces="train_one_epoch",
    en="You divide by len(loader), or by len(loader.dataset). A loader need not have a length; count the rows as they come.",
    ko="len(loader)나 len(loader.dataset)로 나눕니다. loader에 길이가 없을 수도 있으니 행 수를 직접 세세요.",
)
def divided_by_len_of_the_loader(model, loader, optimizer, loss_fn, device):
    return _epoch(
        model, loader, optimizer, loss_fn, device,
        unweighted=True, result=lambda total, rows, batches, kept: total / len(loader),
    )  # fmt: skip


@mistake(
    replaces="train_one_epoch",
    en="Nobody clears the gradients, and backward() adds to them: each step repeats all earlier ones. Call optimizer.zero_grad() for every batch.",
    ko="gradient를 지우지 않았습니다. backward()는 .grad에 더하므로 step마다 앞의 gradient가 다시 더해집니다. 배치마다 optimizer.zero_grad()를 부르세요.",
)
def no_zero_grad(model, loader, optimizer, loss_fn, device):
    return _epoch(model, loader, optimizer, loss_fn, device, clear=lambda: None)


@mistake(
    replaces="train_one_epoch",
    en="Gradients are cleared once per epoch. backward() adds to .grad, so they must be cleared for every batch.",
    ko="gradient를 epoch마다 한 번만 지웁니다. backward()는 .grad에 더하므로 배치마다 지워야 합니다.",
)
def zero_grad_once_per_epoch(model, loader, optimizer, loss_fn, device):
    return _epoch(
        model, loader, optimizer, loss_fn, device, before=optimizer.zero_grad, clear=lambda: None
    )


@mistake(
    replaces="train_one_epoch",
    en="You clear the gradients after each step, but not before the first: what was left in .grad from before the call goes into it. Clear them before backward().",
    ko="step 뒤에만 gradient를 지워서, 부르기 전에 .grad에 남아 있던 것이 첫 step에 섞입니다. backward() 앞에서 지우세요.",
)
def cleared_after_the_step(model, loader, optimizer, loss_fn, device):
    return _epoch(
        model, loader, optimizer, loss_fn, device, clear=lambda: None, after=optimizer.zero_grad
    )


@mistake(
    replaces="train_one_epoch",
    en="You clip the gradients, which nobody asked for. Where they are longer than the bound, the steps are others.",
    ko="gradient를 clip했는데 요구한 적이 없습니다. gradient가 한도보다 길면 step이 달라집니다.",
)
def gradients_clipped(model, loader, optimizer, loss_fn, device):
    def clip():
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)

    return _epoch(model, loader, optimizer, loss_fn, device, clip=clip)


@mistake(
    replaces="train_one_epoch",
    en="You train by a cross-entropy of your own, whatever loss_fn is. Call the loss_fn that you are given.",
    ko="loss_fn과 상관없이 따로 정한 cross-entropy로 학습했습니다. 받은 loss_fn을 부르세요.",
)
def trained_by_another_loss(model, loader, optimizer, loss_fn, device):
    return _epoch(model, loader, optimizer, nn.functional.cross_entropy, device)


@mistake(
    replaces="train_one_epoch",
    en="zero_grad() stands between backward() and step(), so the optimizer sees no gradients at all. Clear them before backward().",
    ko="zero_grad()가 backward()와 step() 사이에 있어서 optimizer가 gradient를 보지 못합니다. backward() 앞에서 지우세요.",
)
def cleared_before_the_step(model, loader, optimizer, loss_fn, device):
    model.to(device).train()
    total, rows = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.zero_grad()
        optimizer.step()
        total, rows = total + loss.item() * len(x), rows + len(x)
    return total / rows


@mistake(
    replaces="train_one_epoch",
    en="You never call model.train(). After an evaluation the model is in eval mode: dropout is off and batch norm stops learning its statistics.",
    ko="model.train()을 부르지 않았습니다. 평가를 하고 나면 모델이 eval 모드라서 dropout이 꺼져 있고 배치 정규화의 통계도 갱신되지 않습니다.",
)
def mode_left_as_it_was(model, loader, optimizer, loss_fn, device):
    return _epoch(model, loader, optimizer, loss_fn, device, mode=lambda model: None)


@mistake(
    replaces="train_one_epoch",
    en="You put a softmax on the model's outputs before the loss, which has its own. Pass the logits.",
    ko="loss 안에 이미 softmax가 있는데 모델 출력에 softmax를 한 번 더 씌웠습니다. logit을 그대로 넘기세요.",
)
def softmax_before_the_loss(model, loader, optimizer, loss_fn, device):
    return _epoch(
        model, loader, optimizer, loss_fn, device, output=lambda logits: logits.softmax(dim=1)
    )


@mistake(
    replaces="train_one_epoch",
    en="You return the sum over the rows. Divide by their number.",
    ko="행에 대한 합을 반환했습니다. 행 수로 나누세요.",
)
def sum_of_losses(model, loader, optimizer, loss_fn, device):
    return _epoch(
        model, loader, optimizer, loss_fn, device,
        result=lambda total, rows, batches, kept: total,
    )  # fmt: skip


@mistake(
    replaces="train_one_epoch",
    en="You return the loss of the last batch. Asked for is the mean over all rows of the epoch.",
    ko="마지막 배치의 loss를 반환했습니다. epoch의 모든 행에 대한 평균이어야 합니다.",
)
def loss_of_the_last_batch(model, loader, optimizer, loss_fn, device):
    return _epoch(
        model, loader, optimizer, loss_fn, device,
        result=lambda total, rows, batches, kept: kept,
    )  # fmt: skip


@mistake(
    replaces="train_one_epoch",
    en="The loss is computed once more after the step. Take that of the forward pass that you trained by: the second one costs time, and moves running statistics again.",
    ko="step 뒤에 loss를 다시 구했습니다. 학습에 쓴 forward의 loss를 쓰세요. 한 번 더 돌리면 시간도 들고 running 통계도 한 번 더 움직입니다.",
)
def loss_after_the_step(model, loader, optimizer, loss_fn, device):
    return _epoch(model, loader, optimizer, loss_fn, device, loss_again=True)


@mistake(
    replaces="train_one_epoch",
    en="The running loss is a tensor with its graph, and so is what you return: whoever collects it keeps every graph of the epoch in memory. Add up loss.item().",
    ko="누적한 loss가 계산 그래프를 단 텐서이고 그것을 그대로 반환합니다. 받아서 모아 두면 epoch의 모든 그래프가 메모리에 남습니다. loss.item()을 더하세요.",
)
def graph_kept(model, loader, optimizer, loss_fn, device):
    model.to(device).train()
    total, rows = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total, rows = total + loss * len(x), rows + len(x)
    return total / rows


@mistake(
    replaces="train_one_epoch",
    en="The batches stay where they are, while the model is on the device: on a GPU the first layer fails. x.to(device) and y.to(device) return what you need; they change nothing in place.",
    ko="모델은 device로 옮겼는데 배치는 그대로라서 GPU라면 첫 층에서 실패합니다. x.to(device)와 y.to(device)를 쓰되, 제자리에서 바꾸지 않으니 반환값을 받으세요.",
)
def batches_left_where_they_are(model, loader, optimizer, loss_fn, device):
    model.to(device).train()
    total, rows = 0.0, 0
    for x, y in loader:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total, rows = total + loss.item() * len(x), rows + len(x)
    return total / rows


@mistake(
    replaces="train_one_epoch",
    en="x is moved to the device and y is not, so the loss fails on a GPU. Move both.",
    ko="x만 device로 옮기고 y는 옮기지 않아 GPU에서는 loss에서 실패합니다. 둘 다 옮기세요.",
)
def labels_left_where_they_are(model, loader, optimizer, loss_fn, device):
    model.to(device).train()
    total, rows = 0.0, 0
    for x, y in loader:
        optimizer.zero_grad()
        loss = loss_fn(model(x.to(device)), y)
        loss.backward()
        optimizer.step()
        total, rows = total + loss.item() * len(x), rows + len(x)
    return total / rows


@mistake(
    replaces="train_one_epoch",
    en="The batches are moved to the device, the model is not. model.to(device) moves it in place.",
    ko="배치만 device로 옮기고 모델은 옮기지 않았습니다. model.to(device)를 부르면 모델이 제자리에서 옮겨집니다.",
)
def model_left_where_it_is(model, loader, optimizer, loss_fn, device):
    model.train()
    total, rows = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total, rows = total + loss.item() * len(x), rows + len(x)
    return total / rows


# evaluate


def _evaluated(model, loader, loss_fn, device, **changes):
    """The right evaluation, but where one of these says otherwise."""
    modes = [(module, module.training) for module in model.modules()]
    model.to(device)
    changes.get("mode", nn.Module.eval)(model)
    total, correct, rows, batches, shares = 0.0, 0, 0, 0, 0.0
    with torch.set_grad_enabled(changes.get("grad", False)):
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = changes.get("output", lambda logits: logits)(model(x))
            loss = loss_fn(logits, y).item()
            total += loss * (1 if changes.get("unweighted") else len(x))
            hits = (logits.argmax(dim=1) == y).sum().item()
            correct, shares = correct + hits, shares + hits / len(x)
            rows, batches = rows + len(x), batches + 1
    if not changes.get("keep"):
        for module, mode in modes:
            module.training = mode
    return changes.get("result", lambda total, correct, rows, *_: (total / rows, correct / rows))(
        total, correct, rows, batches, shares
    )


@mistake(
    replaces="evaluate",
    en="The model is evaluated in the mode that it is in. In train mode dropout throws outputs away and batch norm takes the batch's statistics (and moves its own): call model.eval().",
    ko="모델을 있던 모드 그대로 평가했습니다. train 모드면 dropout이 출력을 버리고, 배치 정규화가 배치의 통계를 쓰면서 자기 통계까지 바꿉니다. model.eval()을 부르세요.",
)
def evaluated_in_train_mode(model, loader, loss_fn, device):
    return _evaluated(model, loader, loss_fn, device, mode=lambda model: None)


@mistake(
    replaces="evaluate",
    en="The model is left in eval mode. The caller may be in the middle of training: write down the mode of each module and put it back.",
    ko="모델이 eval 모드로 남습니다. 호출한 쪽은 학습 중일 수 있으니 모듈마다 모드를 적어 두었다가 되돌리세요.",
)
def left_in_eval_mode(model, loader, loss_fn, device):
    return _evaluated(model, loader, loss_fn, device, keep=True)


@mistake(
    replaces="evaluate",
    en="Afterwards you call model.train(). It may have been in eval mode before, in whole or in part: put back what was.",
    ko="끝나고 model.train()을 부릅니다. 모델 전체나 일부가 원래 eval 모드였을 수 있으니 원래 모드로 되돌려야 합니다.",
)
def left_in_train_mode(model, loader, loss_fn, device):
    result = _evaluated(model, loader, loss_fn, device)
    model.train()
    return result


@mistake(
    replaces="evaluate",
    en="You put back the mode of the model as a whole, model.train(was_training), which sets every module below to the same. A frozen batch norm in eval mode is now in train mode: put each module's own mode back.",
    ko="모델 전체의 모드만 되돌렸습니다. model.train(was_training)은 그 아래 모듈을 모두 같은 모드로 만들어서, eval 모드로 얼려 둔 배치 정규화까지 train 모드가 됩니다. 모듈마다 자기 모드로 되돌리세요.",
)
def one_mode_for_all(model, loader, loss_fn, device):
    was_training = model.training
    result = _evaluated(model, loader, loss_fn, device)
    model.train(was_training)
    return result


@mistake(
    replaces="evaluate",
    en="You put back the modes of the model and its children() only, and train(mode) sets all that lies below a child to the same. Go through model.modules().",
    ko="모델과 children()의 모드만 되돌렸습니다. train(mode)는 그 아래 모듈을 모두 같은 모드로 만듭니다. model.modules()를 모두 도세요.",
)
def modes_of_the_children_alone(model, loader, loss_fn, device):
    modes = [(child, child.training) for child in model.children()]
    own = model.training
    result = _evaluated(model, loader, loss_fn, device)
    model.training = own
    for child, mode in modes:
        child.train(mode)
    return result


@mistake(
    replaces="evaluate",
    en="You report a cross-entropy of your own, whatever loss_fn is. Call the loss_fn that you are given.",
    ko="loss_fn과 상관없이 따로 정한 cross-entropy를 보고했습니다. 받은 loss_fn을 부르세요.",
)
def evaluated_by_another_loss(model, loader, loss_fn, device):
    return _evaluated(model, loader, nn.functional.cross_entropy, device)


@mistake(
    replaces="evaluate",
    en="The loss is a mean of batch means, so a short last batch weighs too much. Weigh each by len(x), divide by the rows.",
    ko="loss가 배치별 평균의 평균이라 짧은 마지막 배치의 비중이 너무 큽니다. len(x)를 곱해 더하고 행 수로 나누세요.",
)
def loss_of_batch_means(model, loader, loss_fn, device):
    return _evaluated(
        model, loader, loss_fn, device,
        unweighted=True,
        result=lambda total, correct, rows, batches, _: (total / batches, correct / rows),
    )  # fmt: skip


@mistake(
    replaces="evaluate",
    en="The accuracy is a mean of the batches' accuracies. Batches differ in size: count the right rows, and divide by all rows at the end.",
    ko="정확도를 배치별 정확도의 평균으로 구했습니다. 배치 크기가 다르니 맞은 행을 세어 마지막에 전체 행 수로 나누세요.",
)
def accuracy_of_batch_means(model, loader, loss_fn, device):
    return _evaluated(
        model, loader, loss_fn, device,
        result=lambda total, correct, rows, batches, shares: (total / rows, shares / batches),
    )  # fmt: skip


@mistake(
    replaces="evaluate",
    en="Loss and accuracy are both divided by the number of batches: the accuracy is then the number of right rows per batch, and exceeds 1. Both are means over rows.",
    ko="loss와 정확도를 모두 배치 수로 나누었습니다. 그러면 정확도가 배치당 맞은 행 수가 되어 1을 넘습니다. 둘 다 행에 대한 평균입니다.",
)
def divided_by_the_batches(model, loader, loss_fn, device):
    return _evaluated(
        model, loader, loss_fn, device,
        result=lambda total, correct, rows, batches, _: (total / batches, correct / batches),
    )  # fmt: skip


@mistake(
    replaces="evaluate",
    en="The accuracy is in percent; asked for is a share from 0 to 1.",
    ko="정확도를 퍼센트로 반환했습니다. 0부터 1까지의 비율이어야 합니다.",
)
def accuracy_in_percent(model, loader, loss_fn, device):
    return _evaluated(
        model, loader, loss_fn, device,
        result=lambda total, correct, rows, *_: (total / rows, 100 * correct / rows),
    )  # fmt: skip


@mistake(
    replaces="evaluate",
    en="You return (accuracy, loss). It is (loss, accuracy).",
    ko="(정확도, loss) 순서로 반환했습니다. (loss, 정확도)여야 합니다.",
)
def the_other_way_round(model, loader, loss_fn, device):
    return _evaluated(
        model, loader, loss_fn, device,
        result=lambda total, correct, rows, *_: (correct / rows, total / rows),
    )  # fmt: skip


@mistake(
    replaces="evaluate",
    en="Gradients are on during your evaluation, so each forward pass builds a graph for nothing and takes the memory of a training step. Put the loop under torch.no_grad().",
    ko="gradient를 켠 채 평가해서 forward마다 쓸데없이 계산 그래프를 만들고 학습할 때만큼 메모리를 씁니다. torch.no_grad() 안에서 도세요.",
)
def gradients_on(model, loader, loss_fn, device):
    return _evaluated(model, loader, loss_fn, device, grad=True)


@mistake(
    replaces="evaluate",
    en="eval() is not no_grad(): the running loss is a tensor with its graph, which keeps the activations of every batch in memory. Put the loop under torch.no_grad() and add up loss.item().",
    ko="eval()은 no_grad()가 아닙니다. 누적한 loss가 계산 그래프를 단 텐서라서 모든 배치의 activation이 메모리에 남습니다. torch.no_grad() 안에서 loss.item()을 더하세요.",
)
def graph_kept_in_evaluation(model, loader, loss_fn, device):
    loss = 0.0
    _, accuracy = right_evaluate(model, loader, loss_fn, device)
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    rows = 0
    for x, y in loader:
        loss = loss + loss_fn(model(x.to(device)), y.to(device)) * len(x)
        rows += len(x)
    for module, mode in modes:
        module.training = mode
    return loss / rows, accuracy


@mistake(
    replaces="evaluate",
    en="There is a softmax on the outputs before loss_fn, which expects logits: the loss comes out too large or too small, though the accuracy is right.",
    ko="logit을 기대하는 loss_fn에 softmax를 씌운 출력을 넘겼습니다. 정확도는 맞지만 loss가 틀립니다.",
)
def evaluated_through_a_softmax(model, loader, loss_fn, device):
    return _evaluated(model, loader, loss_fn, device, output=lambda logits: logits.softmax(dim=1))


@mistake(
    replaces="evaluate",
    en="Your evaluation leaves the batches where they are, while the model is on the device. Move x and y.",
    ko="평가할 때 모델만 device에 있고 배치는 옮기지 않았습니다. x와 y를 옮기세요.",
)
def batches_not_moved_in_evaluation(model, loader, loss_fn, device):
    modes = [(module, module.training) for module in model.modules()]
    model.to(device).eval()
    total, correct, rows = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            logits = model(x)
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(dim=1) == y).sum().item()
            rows += len(x)
    for module, mode in modes:
        module.training = mode
    return total / rows, correct / rows


# fit


def _prepared(model, lr, device):
    """Optimizer, loss and an empty history."""
    optimizer = torch.optim.Adam(model.to(device).parameters(), lr=lr)
    return optimizer, nn.CrossEntropyLoss(), {"train_loss": [], "val_loss": [], "val_accuracy": []}


@mistake(
    replaces="fit",
    en="You evaluate on the training loader. The model has seen those rows; val_loss and val_accuracy are those of val_loader.",
    ko="학습 loader로 평가했습니다. 모델이 이미 본 행들입니다. val_loss와 val_accuracy는 val_loader로 구합니다.",
)
def validated_on_the_training_rows(model, train_loader, val_loader, epochs, lr, device):
    return right_fit(model, train_loader, train_loader, epochs, lr, device)


@mistake(
    replaces="fit",
    en="You evaluate before the epoch, so every entry is one epoch old and the last weights are never evaluated. Train first, then evaluate.",
    ko="epoch을 돌기 전에 평가해서 값이 한 epoch씩 늦고 마지막 weight는 평가하지 않습니다. 학습한 다음 평가하세요.",
)
def evaluated_before_the_epoch(model, train_loader, val_loader, epochs, lr, device):
    optimizer, loss_fn, history = _prepared(model, lr, device)
    for _ in range(epochs):
        loss, accuracy = right_evaluate(model, val_loader, loss_fn, device)
        history["val_loss"].append(loss)
        history["val_accuracy"].append(accuracy)
        history["train_loss"].append(
            right_train_one_epoch(model, train_loader, optimizer, loss_fn, device)
        )
    return history


@mistake(
    replaces="fit",
    en="Your optimizer ignores lr and uses a learning rate of its own. Pass lr=lr.",
    ko="optimizer가 lr을 무시하고 자기 기본 learning rate를 씁니다. lr=lr로 넘기세요.",
)
def lr_ignored(model, train_loader, val_loader, epochs, lr, device):
    return right_fit(model, train_loader, val_loader, epochs, 1e-3, device)


@mistake(
    replaces="fit",
    en="Your train_loss is measured by an evaluation on the training rows after the epoch. It is the mean of the losses during training, which train_one_epoch returns.",
    ko="epoch이 끝난 뒤 학습 데이터로 평가한 값을 train_loss에 넣었습니다. train_loss는 학습하면서 나온 loss의 평균, 즉 train_one_epoch의 반환값입니다.",
)
def train_loss_evaluated_afterwards(model, train_loader, val_loader, epochs, lr, device):
    optimizer, loss_fn, history = _prepared(model, lr, device)
    for _ in range(epochs):
        right_train_one_epoch(model, train_loader, optimizer, loss_fn, device)
        history["train_loss"].append(right_evaluate(model, train_loader, loss_fn, device)[0])
        loss, accuracy = right_evaluate(model, val_loader, loss_fn, device)
        history["val_loss"].append(loss)
        history["val_accuracy"].append(accuracy)
    return history


@mistake(
    replaces="fit",
    en="At the end you put back the weights of the best epoch. Asked for are those of the last one, which the last entries of the history belong to.",
    ko="끝에서 가장 좋았던 epoch의 weight로 되돌렸습니다. history의 마지막 값에 해당하는 마지막 epoch의 weight로 끝나야 합니다.",
)
def ends_with_the_best(model, train_loader, val_loader, epochs, lr, device):
    optimizer, loss_fn, history = _prepared(model, lr, device)
    best = None
    for _ in range(epochs):
        history["train_loss"].append(
            right_train_one_epoch(model, train_loader, optimizer, loss_fn, device)
        )
        loss, accuracy = right_evaluate(model, val_loader, loss_fn, device)
        if accuracy > max(history["val_accuracy"], default=-1.0):
            best = {name: value.clone() for name, value in model.state_dict().items()}
        history["val_loss"].append(loss)
        history["val_accuracy"].append(accuracy)
    model.load_state_dict(best)
    return history


@mistake(
    replaces="fit",
    en="A schedule lowers the learning rate as training goes on. Asked for is lr throughout.",
    ko="학습하는 동안 scheduler가 learning rate를 낮춥니다. 끝까지 lr을 그대로 써야 합니다.",
)
def with_a_schedule(model, train_loader, val_loader, epochs, lr, device):
    optimizer, loss_fn, history = _prepared(model, lr, device)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    for _ in range(epochs):
        history["train_loss"].append(
            right_train_one_epoch(model, train_loader, optimizer, loss_fn, device)
        )
        loss, accuracy = right_evaluate(model, val_loader, loss_fn, device)
        history["val_loss"].append(loss)
        history["val_accuracy"].append(accuracy)
        schedule.step()
    return history


@mistake(
    replaces="fit",
    en="You go through train_loader once and keep its batches. A loader may shuffle anew in each pass; go through it in every epoch.",
    ko="train_loader를 한 번만 돌고 그 배치를 계속 썼습니다. loader는 돌 때마다 새로 섞을 수 있으니 epoch마다 다시 도세요.",
)
def batches_kept(model, train_loader, val_loader, epochs, lr, device):
    return right_fit(model, list(train_loader), val_loader, epochs, lr, device)


@mistake(
    replaces="fit",
    en="The history holds the numbers of the last epoch only. Append one entry to each list per epoch.",
    ko="history에 마지막 epoch의 값만 있습니다. epoch마다 각 list에 값을 하나씩 추가하세요.",
)
def only_the_last_epoch(model, train_loader, val_loader, epochs, lr, device):
    history = right_fit(model, train_loader, val_loader, epochs, lr, device)
    return {name: values[-1:] for name, values in history.items()}


@mistake(
    replaces="fit",
    en="You return a list with a dict for each epoch. It is the other way round: one dict, a list for each name.",
    ko="epoch마다 dict 하나씩 담은 list를 반환했습니다. 반대로 dict 하나에 이름마다 list가 있어야 합니다.",
)
def list_of_dicts(model, train_loader, val_loader, epochs, lr, device):
    history = right_fit(model, train_loader, val_loader, epochs, lr, device)
    return [dict(zip(history, values)) for values in zip(*history.values())]


@mistake(
    replaces="fit",
    en="There is one epoch too few: range(1, epochs) has epochs - 1 numbers.",
    ko="epoch이 하나 모자랍니다. range(1, epochs)에는 수가 epochs - 1개 있습니다.",
)
def one_epoch_too_few(model, train_loader, val_loader, epochs, lr, device):
    return right_fit(model, train_loader, val_loader, epochs - 1, lr, device)


@mistake(
    replaces="fit",
    en="train_one_epoch gets the validation rows, too: you train on what you measure by. The score is then no estimate of anything.",
    ko="validation 데이터로도 학습했습니다. 재는 데이터로 학습하면 그 점수는 아무것도 말해 주지 않습니다.",
)
def trained_on_the_validation_rows(model, train_loader, val_loader, epochs, lr, device):
    both = [*train_loader, *val_loader]
    return right_fit(model, both, val_loader, epochs, lr, device)


@mistake(
    replaces="fit",
    en='fit trains on "cpu", whatever device it is given. Pass device on.',
    ko='어떤 device를 받아도 "cpu"에서 학습합니다. device를 그대로 넘기세요.',
)
def always_on_the_cpu(model, train_loader, val_loader, epochs, lr, device):
    return right_fit(model, train_loader, val_loader, epochs, lr, "cpu")


# save_checkpoint and load_checkpoint


@mistake(
    replaces="load_checkpoint",
    en="The file is read with weights_only=False, and whoever wrote it can run code on your machine. There is no need for it, not as a last resort either: a dict of state_dicts is plain data.",
    ko="weights_only=False로 읽으면 파일을 만든 사람이 내 컴퓨터에서 코드를 실행할 수 있습니다. state_dict들의 dict는 보통의 데이터라, 최후의 수단으로라도 그럴 필요가 없습니다.",
)
def any_pickle_is_loaded(path, model, optimizer):
    checkpoint = torch.load(path, weights_only=False)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    return checkpoint["epoch"]


@mistake(
    replaces="load_checkpoint",
    en="load_state_dict(..., assign=True) puts new tensors into the model, and the optimizer goes on moving the old ones. Without assign the values are copied in place.",
    ko="load_state_dict(..., assign=True)는 모델에 새 텐서를 넣어서, optimizer는 옛 텐서만 계속 움직입니다. assign 없이 쓰면 값이 제자리에 복사됩니다.",
)
def assigned(path, model, optimizer):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"], assign=True)
    optimizer.load_state_dict(checkpoint["optimizer"])
    return checkpoint["epoch"]


@mistake(
    replaces="load_checkpoint",
    en="You put the model in eval mode, and whoever goes on training does it with batch norm's statistics at rest. A checkpoint holds weights; the mode is the caller's affair.",
    ko="모델을 eval 모드로 바꿔서, 이어서 학습해도 배치 정규화의 통계가 멈춰 있습니다. 모드는 호출한 쪽에 맡기세요.",
)
def loaded_into_eval_mode(path, model, optimizer):
    model.eval()
    return right_load_checkpoint(path, model, optimizer)


@mistake(
    replaces="save_checkpoint",
    en="You put the model in eval mode to save it and leave it there: training goes on with batch norm's statistics at rest. Saving needs no mode.",
    ko="저장하려고 모델을 eval 모드로 바꾸고 그대로 두어서, 학습을 이어 가도 배치 정규화의 통계가 멈춰 있습니다. 저장할 때 모드는 상관없습니다.",
)
def saved_in_eval_mode(path, model, optimizer, epoch):
    model.eval()
    right_save_checkpoint(path, model, optimizer, epoch)


@mistake(
    replaces="save_checkpoint",
    en="Only the model is saved. Without the optimizer's state (momentum, Adam's averages, the learning rate) the run does not go on where it stopped: it starts with cold averages, and the loss jumps.",
    ko="모델만 저장했습니다. optimizer의 상태(momentum, Adam의 평균, learning rate)가 없으면 멈춘 곳에서 이어지지 않고 평균을 처음부터 다시 쌓느라 loss가 튑니다.",
)
def optimizer_not_saved(path, model, optimizer, epoch):
    torch.save({"model": model.state_dict(), "epoch": epoch}, path)


@part_of("optimizer_not_saved", replaces="load_checkpoint")
def load_without_optimizer(path, model, optimizer):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"])
    return checkpoint["epoch"]


@mistake(
    replaces="save_checkpoint",
    en="torch.save(model) pickles the object: the file needs your code to be read, and can run code as it is. weights_only=True refuses it. Save model.state_dict() and optimizer.state_dict().",
    ko="torch.save(model)은 객체를 통째로 pickle합니다. 읽으려면 그 코드가 있어야 하고, 읽는 동안 코드가 실행될 수도 있어서 weights_only=True가 거부합니다. model.state_dict()와 optimizer.state_dict()를 저장하세요.",
)
def whole_objects_pickled(path, model, optimizer, epoch):
    torch.save({"model": model, "optimizer": optimizer, "epoch": int(epoch)}, path)


@part_of("whole_objects_pickled", replaces="load_checkpoint")
def load_whole_objects(path, model, optimizer):
    checkpoint = torch.load(path, weights_only=False)
    model.load_state_dict(checkpoint["model"].state_dict())
    optimizer.load_state_dict(checkpoint["optimizer"].state_dict())
    return checkpoint["epoch"]


@mistake(
    replaces="save_checkpoint",
    en="Only parameters are saved; the running statistics of batch norm are buffers and are missing. state_dict() has both.",
    ko="파라미터만 저장했습니다. 배치 정규화의 running 통계는 buffer라서 빠졌습니다. state_dict()에는 둘 다 있습니다.",
)
def buffers_not_saved(path, model, optimizer, epoch):
    parameters = {name: value.detach() for name, value in model.named_parameters()}
    torch.save({"model": parameters, "optimizer": optimizer.state_dict(), "epoch": epoch}, path)


@part_of("buffers_not_saved", replaces="load_checkpoint")
def load_parameters_alone(path, model, optimizer):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"], strict=False)
    optimizer.load_state_dict(checkpoint["optimizer"])
    return checkpoint["epoch"]


_KEPT = {}


@mistake(
    replaces="save_checkpoint",
    en="The checkpoint stays in a variable of this process and the file is only a token. After a crash, or in another process, nothing is there: everything must be in the file.",
    ko="checkpoint가 이 프로세스의 변수에 남아 있고 파일은 껍데기입니다. 프로세스가 죽거나 바뀌면 아무것도 없습니다. 모두 파일에 들어 있어야 합니다.",
)
def kept_in_this_process(path, model, optimizer, epoch):
    right_save_checkpoint(path, model, optimizer, epoch)
    _KEPT[str(path)] = torch.load(path)
    torch.save({}, path)


@part_of("kept_in_this_process", replaces="load_checkpoint")
def load_from_this_process(path, model, optimizer):
    torch.load(path)
    checkpoint = _KEPT[str(path)]
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    return checkpoint["epoch"]


@mistake(
    replaces="load_checkpoint",
    en="The optimizer's state is in the file, and load_checkpoint does not put it back. Call optimizer.load_state_dict.",
    ko="파일에 optimizer의 상태가 있는데 되돌려 놓지 않았습니다. optimizer.load_state_dict를 부르세요.",
)
def optimizer_not_loaded(path, model, optimizer):
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model"])
    return checkpoint["epoch"]


@mistake(
    replaces="load_checkpoint",
    en="The optimizer's averages are put back and its settings are not: learning rate and betas are those that it was built with, not those of the run. optimizer.load_state_dict restores both.",
    ko="optimizer의 평균은 되돌렸지만 설정은 되돌리지 않아서 learning rate와 betas가 원래 학습의 값이 아닙니다. optimizer.load_state_dict는 둘 다 되돌립니다.",
)
def settings_not_loaded(path, model, optimizer):
    settings = [{k: v for k, v in g.items() if k != "params"} for g in optimizer.param_groups]
    epoch = right_load_checkpoint(path, model, optimizer)
    for group, own in zip(optimizer.param_groups, settings):
        group.update(own)
    return epoch


@mistake(
    replaces="load_checkpoint",
    en="Nothing is returned. The caller needs the epoch that was saved.",
    ko="아무것도 반환하지 않습니다. 호출한 쪽에는 저장된 epoch이 필요합니다.",
)
def nothing_returned(path, model, optimizer):
    right_load_checkpoint(path, model, optimizer)


@mistake(
    replaces="load_checkpoint",
    en="You return the epoch to go on with. Asked for is the one that was saved; what comes next is the caller's affair.",
    ko="이어서 할 다음 epoch을 반환했습니다. 저장된 epoch을 그대로 반환하고, 다음은 호출한 쪽에 맡기세요.",
)
def the_next_epoch(path, model, optimizer):
    return right_load_checkpoint(path, model, optimizer) + 1
