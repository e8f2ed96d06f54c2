"""What people write at midnight, and what they should read in the morning."""

import math

import numpy as np
import torch
from solution import STATES, _gradient_bytes, _states
from solution import activation_bytes as right_activation_bytes
from solution import checkpointing_plan as right_plan
from solution import mixed_precision_bytes as right_mixed_precision
from solution import training_memory as right_training_memory

from autograder.authoring import mistake

# parameter_bytes


@mistake(
    replaces="parameter_bytes",
    en="You take 4 bytes for every number. float64 takes 8 and bfloat16 takes 2: use p.element_size(), or p.nbytes.",
    ko="모든 수를 4바이트로 계산했습니다. float64는 8바이트, bfloat16은 2바이트입니다. p.element_size()나 p.nbytes를 쓰세요.",
)
def four_bytes_each(model):
    return sum(p.numel() * 4 for p in model.parameters())


@mistake(
    replaces="parameter_bytes",
    en="You take the size of the first parameter's dtype for all of them. A model may hold several: each has its own element_size().",
    ko="첫 파라미터의 dtype 크기를 모두에 곱했습니다. 한 모델에도 dtype이 섞일 수 있으니 파라미터마다 element_size()를 보세요.",
)
def dtype_of_the_first(model):
    size = next(model.parameters()).element_size()
    return sum(p.numel() * size for p in model.parameters())


@mistake(
    replaces="parameter_bytes",
    en="This is the number of parameters, not their bytes. Multiply each by its element_size().",
    ko="바이트가 아니라 파라미터의 개수입니다. 각각 element_size()를 곱하세요.",
)
def number_of_parameters(model):
    return sum(p.numel() for p in model.parameters())


@mistake(
    replaces="parameter_bytes",
    en="Shared parameters are counted twice, once under each of their names (state_dict or the modules one by one). model.parameters() gives each of them once.",
    ko="공유된 파라미터를 이름마다(state_dict나 모듈별로) 세어 두 번 계산했습니다. model.parameters()는 하나씩만 줍니다.",
)
def shared_ones_twice(model):
    return sum(p.nbytes for _, p in model.named_parameters(remove_duplicate=False))


@mistake(
    replaces="parameter_bytes",
    en="Frozen parameters are left out. They get no gradient, but they are in memory all the same.",
    ko="고정된 파라미터를 뺐습니다. gradient는 없어도 메모리에는 그대로 있습니다.",
)
def frozen_ones_left_out(model):
    return sum(p.nbytes for p in model.parameters() if p.requires_grad)


@mistake(
    replaces="parameter_bytes",
    en="You count buffers too, such as the running statistics of batch norm. They are no parameters.",
    ko="배치 정규화의 running 통계 같은 buffer까지 세었습니다. buffer는 파라미터가 아닙니다.",
)
def buffers_as_parameters(model):
    return sum(t.nbytes for t in (*model.parameters(), *model.buffers()))


# optimizer_state_bytes


@mistake(
    replaces="optimizer_state_bytes",
    en="Adam's two states are counted as one. It keeps a mean of the gradients and a mean of their squares, each as large as the parameters.",
    ko="Adam의 상태 두 개를 하나로 계산했습니다. gradient의 평균과 제곱의 평균을 따로 보관하고, 각각 파라미터만큼 큽니다.",
)
def adam_counted_once(model, optimizer_name):
    return min(_states(optimizer_name), 1) * _gradient_bytes(model)


@mistake(
    replaces="optimizer_state_bytes",
    en="Frozen parameters are given a state as well. Without a gradient the optimizer never makes one.",
    ko="고정된 파라미터에도 상태를 더했습니다. gradient가 없으면 optimizer는 상태를 만들지 않습니다.",
)
def state_for_frozen_ones(model, optimizer_name):
    return _states(optimizer_name) * sum(p.nbytes for p in model.parameters())


@mistake(
    replaces="optimizer_state_bytes",
    en="RMSprop keeps nothing in yours. It has one mean of squares for every parameter.",
    ko="RMSprop이 아무것도 보관하지 않는다고 했습니다. 파라미터마다 제곱의 평균을 하나씩 보관합니다.",
)
def rmsprop_without_state(model, optimizer_name):
    return 0 if optimizer_name == "rmsprop" else _states(optimizer_name) * _gradient_bytes(model)


@mistake(
    replaces="optimizer_state_bytes",
    en="Plain SGD is given a momentum buffer. Without momentum it keeps nothing from step to step.",
    ko="momentum이 없는 SGD에 momentum buffer를 더했습니다. 보통의 SGD는 다음 step을 위해 보관하는 것이 없습니다.",
)
def sgd_with_momentum(model, optimizer_name):
    return max(_states(optimizer_name), 1) * _gradient_bytes(model)


@mistake(
    replaces="optimizer_state_bytes",
    en="You take 4 bytes for every number of the states. They have the dtype of their parameter.",
    ko="상태의 수를 모두 4바이트로 계산했습니다. 상태의 dtype은 그 파라미터의 dtype과 같습니다.",
)
def states_of_four_bytes(model, optimizer_name):
    return _states(optimizer_name) * sum(
        p.numel() * 4 for p in model.parameters() if p.requires_grad
    )


@mistake(
    replaces="optimizer_state_bytes",
    en="An unknown optimizer gets 0 bytes, so a slip of the keyboard looks like a saving. Raise ValueError.",
    ko="모르는 optimizer를 0바이트로 처리해서, 오타가 메모리 절약처럼 보입니다. ValueError를 내세요.",
)
def unknown_optimizer_is_free(model, optimizer_name):
    return STATES.get(optimizer_name, 0) * _gradient_bytes(model)


@mistake(
    replaces="optimizer_state_bytes",
    en="You take names in any case. The names are those that are listed, and any other raises ValueError.",
    ko="이름의 대소문자를 가리지 않았습니다. 나열된 이름만 받고, 나머지에는 모두 ValueError를 내세요.",
)
def any_case_of_the_name(model, optimizer_name):
    return _states(optimizer_name.lower()) * _gradient_bytes(model)


@mistake(
    replaces="optimizer_state_bytes",
    en="Where every parameter is frozen, PyTorch's optimizers refuse the empty list that is left. There is no state then: 0 bytes.",
    ko="모든 파라미터가 고정되어 있으면 남는 빈 리스트를 PyTorch의 optimizer가 거부합니다. 그때는 상태가 없으니 0바이트입니다.",
)
def empty_list_for_the_optimizer(model, optimizer_name):
    _states(optimizer_name)
    torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=0.1)
    return _states(optimizer_name) * _gradient_bytes(model)


# activation_bytes


def _saved(model, x):
    """All tensors that autograd saves, in order; buffers and the generator are put back."""
    found = []
    before = [buffer.clone() for buffer in model.buffers()]

    def pack(tensor):
        found.append(tensor)
        return tensor

    with (
        torch.random.fork_rng(),
        torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor),
    ):
        model(x)
    for buffer, value in zip(model.buffers(), before):
        buffer.copy_(value)
    return found


def _address(tensor):
    return tensor.untyped_storage().data_ptr()


def _addresses(tensors):
    return {_address(tensor) for tensor in tensors}


def _bytes_of_storages(tensors, without=()):
    storages = {_address(tensor): tensor.untyped_storage().nbytes() for tensor in tensors}
    return sum(size for address, size in storages.items() if address not in without)


@mistake(
    replaces="activation_bytes",
    en="A tensor that is saved twice, or a view of it, is counted twice. They share one storage: keep a dict by tensor.untyped_storage().data_ptr().",
    ko="두 번 저장된 텐서나 그 view를 두 번 세었습니다. storage는 하나이므로 tensor.untyped_storage().data_ptr()로 구분해 한 번만 세세요.",
)
def views_counted_twice(model, x):
    own = _addresses([*model.parameters(), *model.buffers()])
    return sum(
        tensor.untyped_storage().nbytes()
        for tensor in _saved(model, x)
        if _address(tensor) not in own
    )


@mistake(
    replaces="activation_bytes",
    en="You tell tensors apart by tensor.data_ptr(), where the tensor begins. A view may begin in the middle of a storage, which is then counted once more: take tensor.untyped_storage().data_ptr().",
    ko="텐서가 시작하는 주소인 tensor.data_ptr()로 구분했습니다. view는 storage 중간에서 시작할 수 있어서 같은 storage를 또 세게 됩니다. tensor.untyped_storage().data_ptr()를 쓰세요.",
)
def by_where_the_view_begins(model, x):
    own = {t.data_ptr() for t in (*model.parameters(), *model.buffers())}
    sizes = {t.data_ptr(): t.untyped_storage().nbytes() for t in _saved(model, x)}
    return sum(size for address, size in sizes.items() if address not in own)


@mistake(
    replaces="activation_bytes",
    en="You count the numbers that a saved view shows, not the storage behind it. A view can show fewer than are kept, and an expanded one more.",
    ko="storage가 아니라 저장된 view에 보이는 수를 세었습니다. view에는 실제로 보관하는 것보다 적게 보이기도 하고, expand한 텐서처럼 많이 보이기도 합니다.",
)
def what_the_view_shows(model, x):
    own = _addresses([*model.parameters(), *model.buffers()])
    sizes = {_address(tensor): tensor.nbytes for tensor in _saved(model, x)}
    return sum(size for address, size in sizes.items() if address not in own)


@mistake(
    replaces="activation_bytes",
    en="Buffers are counted: batch norm saves its running statistics, but they are there anyway. Leave out the storages of model.buffers().",
    ko="buffer까지 세었습니다. 배치 정규화가 running 통계를 저장하지만 어차피 있는 것입니다. model.buffers()의 storage를 빼세요.",
)
def buffers_as_activations(model, x):
    return _bytes_of_storages(_saved(model, x), _addresses(model.parameters()))


@mistake(
    replaces="activation_bytes",
    en="Parameters are counted: a layer saves its weight for the backward pass, but it is there anyway. Leave out the storages of model.parameters().",
    ko="파라미터까지 세었습니다. 층이 backward를 위해 weight를 저장하지만 어차피 있는 것입니다. model.parameters()의 storage를 빼세요.",
)
def parameters_as_activations(model, x):
    return _bytes_of_storages(_saved(model, x), _addresses(model.buffers()))


@mistake(
    replaces="activation_bytes",
    en="You leave out the weights that are trained only. A frozen layer behind a trained one saves its weight too, and it is there anyway.",
    ko="학습하는 weight만 뺐습니다. 학습하는 층 뒤에 있는 고정된 층도 weight를 저장하는데, 이것도 어차피 있는 것이니 빼세요.",
)
def frozen_weights_as_activations(model, x):
    trained = [p for p in model.parameters() if p.requires_grad]
    return _bytes_of_storages(_saved(model, x), _addresses([*trained, *model.buffers()]))


@mistake(
    replaces="activation_bytes",
    en="You count x in any case. It counts where a layer saves it; a frozen first layer does not.",
    ko="x를 무조건 세었습니다. x는 저장하는 층이 있을 때만 셉니다. 고정된 첫 층은 x를 저장하지 않습니다.",
)
def x_in_any_case(model, x):
    own = _addresses([*model.parameters(), *model.buffers()])
    return _bytes_of_storages([*_saved(model, x), x], own)


@mistake(
    replaces="activation_bytes",
    en="x is left out. The first layer saves it for the gradient of its weight, and as long as it does, x can't be freed.",
    ko="x를 뺐습니다. 첫 층이 weight의 gradient를 구하려고 x를 저장하므로 그동안 x는 해제되지 않습니다.",
)
def x_left_out(model, x):
    own = _addresses([*model.parameters(), *model.buffers(), x])
    return _bytes_of_storages(_saved(model, x), own)


@mistake(
    replaces="activation_bytes",
    en="You add up the outputs of the layers. Not every output is saved (a linear layer needs its input, not its output), and some layers save more: masks, indices. Ask autograd: saved_tensors_hooks.",
    ko="층의 출력을 모두 더했습니다. 출력이 전부 저장되는 것은 아니고(linear 층은 출력이 아니라 입력이 필요합니다), mask나 index를 더 저장하는 층도 있습니다. saved_tensors_hooks로 autograd에 물어보세요.",
)
def outputs_of_the_layers(model, x):
    sizes = []
    leaves = [module for module in model.modules() if not list(module.children())]
    hooks = [
        leaf.register_forward_hook(lambda module, inputs, out: sizes.append(out.nbytes))
        for leaf in leaves
    ]
    _saved(model, x)
    for hook in hooks:
        hook.remove()
    return sum(sizes)


@mistake(
    replaces="activation_bytes",
    en="You take 4 bytes for every number that is saved. float64 takes 8, a dropout mask 1, and the indices of a max pooling 8: use the storage's nbytes().",
    ko="저장된 수를 모두 4바이트로 계산했습니다. float64는 8, dropout의 mask는 1, max pooling의 index는 8바이트입니다. storage의 nbytes()를 쓰세요.",
)
def saved_numbers_of_four_bytes(model, x):
    own = _addresses([*model.parameters(), *model.buffers()])
    sizes = {
        _address(t): 4 * (t.untyped_storage().nbytes() // t.element_size())
        for t in _saved(model, x)
    }
    return sum(size for address, size in sizes.items() if address not in own)


@mistake(
    replaces="activation_bytes",
    en="You switch the model to train mode first. Count what it saves in the mode that it is in, and leave the modes alone.",
    ko="먼저 모델을 train 모드로 바꿨습니다. 지금 모드에서 저장하는 것을 세고, 모드는 그대로 두세요.",
)
def always_in_train_mode(model, x):
    modes = {module: module.training for module in model.modules()}
    found = right_activation_bytes(model.train(), x)
    for module, training in modes.items():
        module.training = training
    return found


@mistake(
    replaces="activation_bytes",
    en="The running statistics of batch norm have moved: your forward pass was one too many. Keep copies of the buffers and put them back.",
    ko="배치 정규화의 running 통계가 바뀌었습니다. 재느라 순전파를 한 번 더 했기 때문입니다. buffer를 복사해 두었다가 되돌리세요.",
)
def statistics_have_moved(model, x):
    found = right_activation_bytes(model, x)
    with torch.random.fork_rng(), torch.no_grad():
        model(x)
    return found


@mistake(
    replaces="activation_bytes",
    en="Dropout has drawn from PyTorch's generator, so measuring changes the training that follows. Put its state back: torch.random.fork_rng().",
    ko="dropout이 PyTorch의 난수 생성기를 써서, 재기만 했는데 뒤따르는 학습이 달라집니다. torch.random.fork_rng()로 상태를 되돌리세요.",
)
def generator_has_moved(model, x):
    found = right_activation_bytes(model, x)
    before = [buffer.clone() for buffer in model.buffers()]
    with torch.no_grad():
        model(x)
    for buffer, value in zip(model.buffers(), before):
        buffer.copy_(value)
    return found


@mistake(
    replaces="activation_bytes",
    en="You run a backward pass as well, and leave its gradients in .grad. The forward pass alone saves everything.",
    ko="backward까지 실행해서 .grad에 gradient가 남았습니다. 저장은 순전파에서 모두 이루어지므로 순전파면 충분합니다.",
)
def gradients_left_behind(model, x):
    found = right_activation_bytes(model, x)
    before = [buffer.clone() for buffer in model.buffers()]
    with torch.random.fork_rng():
        model(x).sum().backward()
    for buffer, value in zip(model.buffers(), before):
        buffer.copy_(value)
    return found


# training_memory


def _with_total(parts):
    return {**parts, "total": sum(parts.values())}


def _parts(model, optimizer_name, x):
    parts = right_training_memory(model, optimizer_name, x)
    del parts["total"]
    return parts


@mistake(
    replaces="training_memory",
    en="Frozen parameters are given a gradient as well. Only those that require one have it.",
    ko="고정된 파라미터에도 gradient를 더했습니다. gradient는 requires_grad인 파라미터에만 있습니다.",
)
def gradients_of_frozen_ones(model, optimizer_name, x):
    parts = _parts(model, optimizer_name, x)
    return _with_total(parts | {"gradients": parts["parameters"]})


@mistake(
    replaces="training_memory",
    en="The gradients are missing from your total. They take as much as the trainable parameters.",
    ko="합에 gradient가 빠졌습니다. 학습하는 파라미터만큼의 메모리가 필요합니다.",
)
def total_without_gradients(model, optimizer_name, x):
    parts = _parts(model, optimizer_name, x)
    return parts | {"total": sum(parts.values()) - parts["gradients"]}


@mistake(
    replaces="training_memory",
    en="The model's output is counted on top of what is saved. It counts only where a layer saves it.",
    ko="저장되는 것에 더해 모델의 출력까지 세었습니다. 출력은 저장하는 층이 있을 때만 셉니다.",
)
def output_on_top(model, optimizer_name, x):
    parts = _parts(model, optimizer_name, x)
    before = [buffer.clone() for buffer in model.buffers()]
    with torch.random.fork_rng(), torch.no_grad():
        output = model(x)
    for buffer, value in zip(model.buffers(), before):
        buffer.copy_(value)
    return _with_total(parts | {"activations": parts["activations"] + output.nbytes})


@mistake(
    replaces="training_memory",
    en="You measure the activations of a single row. They grow with the batch: pass x as it is.",
    ko="한 행의 activation만 재었습니다. activation은 batch에 비례해 늘어나므로 x를 그대로 넣으세요.",
)
def activations_of_one_row(model, optimizer_name, x):
    parts = _parts(model, optimizer_name, x)
    one = right_activation_bytes(model, torch.cat([x, x])) - parts["activations"]
    return _with_total(parts | {"activations": one // len(x)})


@mistake(
    replaces="training_memory",
    en="You multiply the activations by the number of rows, but they were measured on the whole batch already.",
    ko="activation에 행 수를 곱했지만, 이미 batch 전체로 잰 값입니다.",
)
def activations_times_rows(model, optimizer_name, x):
    parts = _parts(model, optimizer_name, x)
    return _with_total(parts | {"activations": parts["activations"] * len(x)})


# max_batch_size


def _total(model, optimizer_name, sample, rows):
    batch = sample[torch.arange(rows) % len(sample)]
    return right_training_memory(model, optimizer_name, batch)["total"]


def _line(model, optimizer_name, sample):
    """What one more row takes, and what is there without any."""
    two = _total(model, optimizer_name, sample, 2)
    per_row = _total(model, optimizer_name, sample, 3) - two
    return per_row, two - 2 * per_row


@mistake(
    replaces="max_batch_size",
    en="You divide the budget by the memory of one row, parameters and optimizer included, so the fixed part grows with the batch. It is there once: subtract it from the budget first.",
    ko="파라미터와 optimizer까지 포함한 한 행의 메모리로 예산을 나누어서 고정된 부분까지 batch에 비례합니다. 고정된 부분은 한 번만 있으니 먼저 예산에서 빼세요.",
)
def fixed_part_scaled(model, optimizer_name, sample, budget_bytes):
    per_row, fixed = _line(model, optimizer_name, sample)
    return budget_bytes // (per_row + fixed)


@mistake(
    replaces="max_batch_size",
    en="You divide the whole budget by what a row takes. Parameters, gradients and optimizer states need their part first.",
    ko="예산 전체를 한 행의 activation으로 나누었습니다. 파라미터와 gradient, optimizer 상태의 몫을 먼저 빼야 합니다.",
)
def fixed_part_forgotten(model, optimizer_name, sample, budget_bytes):
    per_row, _ = _line(model, optimizer_name, sample)
    return budget_bytes // per_row


@mistake(
    replaces="max_batch_size",
    en="You measure a batch of a single row, which batch norm refuses in train mode. Measure two sizes of at least two rows.",
    ko="행이 하나인 batch로 재었는데, train 모드의 배치 정규화는 이를 거부합니다. 두 행 이상인 두 크기로 재세요.",
)
def measured_on_one_row(model, optimizer_name, sample, budget_bytes):
    one = _total(model, optimizer_name, sample, 1)
    per_row = _total(model, optimizer_name, sample, 2) - one
    return max((budget_bytes - one) // per_row + 1, 0)


@mistake(
    replaces="max_batch_size",
    en="You measure one batch and take its activations per row. Some of what is saved does not grow with the batch (the statistics of batch norm), so it takes two sizes to tell.",
    ko="batch 하나만 재서 activation을 행 수로 나누었습니다. 배치 정규화의 통계처럼 batch가 커져도 늘지 않는 것이 있어서 두 크기로 재야 합니다.",
)
def one_measurement(model, optimizer_name, sample, budget_bytes):
    batch = sample[torch.arange(2) % len(sample)]
    parts = right_training_memory(model, optimizer_name, batch)
    fixed = parts["total"] - parts["activations"]
    return max(int((budget_bytes - fixed) // (parts["activations"] / 2)), 0)


@mistake(
    replaces="max_batch_size",
    en="Where two rows don't fit your answer is 0. A single one may still fit: go by the line.",
    ko="두 행이 들어가지 않으면 0을 반환했습니다. 한 행은 들어갈 수 있으니 직선으로 계산하세요.",
)
def none_where_two_do_not_fit(model, optimizer_name, sample, budget_bytes):
    per_row, fixed = _line(model, optimizer_name, sample)
    rows = (budget_bytes - fixed) // per_row
    return rows if rows >= 2 else 0


@mistake(
    replaces="max_batch_size",
    en="You measure on random floats instead of the sample's rows. A model may want ints, as an embedding does: repeat the rows of the sample.",
    ko="sample의 행 대신 난수 실수로 재었습니다. embedding처럼 정수가 필요한 모델도 있으니 sample의 행을 반복하세요.",
)
def measured_on_random_rows(model, optimizer_name, sample, budget_bytes):
    def total(rows):
        batch = torch.randn(rows, *sample.shape[1:])
        return right_training_memory(model, optimizer_name, batch)["total"]

    two = total(2)
    per_row = total(3) - two
    return max((budget_bytes - two) // per_row + 2, 0)


@mistake(
    replaces="max_batch_size",
    en="You round up, and the batch does not fit any more. Round down.",
    ko="올림을 해서 batch가 예산을 넘습니다. 내림하세요.",
)
def rounded_up(model, optimizer_name, sample, budget_bytes):
    per_row, fixed = _line(model, optimizer_name, sample)
    return max(-((fixed - budget_bytes) // per_row), 0)


@mistake(
    replaces="max_batch_size",
    en="Where nothing fits your answer is negative. It must be 0.",
    ko="아무것도 들어가지 않을 때 음수가 나옵니다. 0이어야 합니다.",
)
def less_than_none(model, optimizer_name, sample, budget_bytes):
    per_row, fixed = _line(model, optimizer_name, sample)
    return (budget_bytes - fixed) // per_row


@mistake(
    replaces="max_batch_size",
    en="expand makes a batch whose rows share one storage, so x hardly takes memory. A real batch does: repeat the rows.",
    ko="expand로 만든 batch는 모든 행이 storage 하나를 함께 써서 x가 메모리를 거의 쓰지 않습니다. 실제 batch처럼 행을 복사(repeat)하세요.",
)
def rows_expanded(model, optimizer_name, sample, budget_bytes):
    def total(rows):
        batch = sample[:1].expand(rows, *sample.shape[1:])
        return right_training_memory(model, optimizer_name, batch)["total"]

    two = total(2)
    per_row = total(3) - two
    return max((budget_bytes - two) // per_row + 2, 0)


@mistake(
    replaces="max_batch_size",
    en="You cut the batch out of a larger one, and a slice keeps the whole storage alive, so x is counted too large. Make a tensor of its own: index with a tensor of rows, or clone().",
    ko="더 큰 batch에서 잘라냈는데, slice는 storage 전체를 붙들고 있어서 x가 실제보다 크게 세어집니다. 행 번호 텐서로 인덱싱하거나 clone()해서 따로 만드세요.",
)
def cut_from_a_larger_batch(model, optimizer_name, sample, budget_bytes):
    def total(rows):
        batch = torch.cat([sample] * rows)[:rows]
        return right_training_memory(model, optimizer_name, batch)["total"]

    two = total(2)
    per_row = total(3) - two
    return max((budget_bytes - two) // per_row + 2, 0)


@mistake(
    replaces="max_batch_size",
    en="You count how many times the sample fits. Asked for are rows, and the sample may have several.",
    ko="sample이 몇 번 들어가는지 세었습니다. 구할 것은 행의 수이고, sample에는 행이 여러 개 있을 수 있습니다.",
)
def samples_instead_of_rows(model, optimizer_name, sample, budget_bytes):
    per_row, fixed = _line(model, optimizer_name, sample)
    return max((budget_bytes - fixed) // (per_row * len(sample)), 0)


# mixed_precision_bytes


def _mixed(num_parameters, optimizer_name, **other):
    parts = right_mixed_precision(num_parameters, optimizer_name) | other
    del parts["total"]
    return _with_total(parts)


@mistake(
    replaces="mixed_precision_bytes",
    en="The master copy in 4 bytes is missing. Without it small updates would be lost in the 2-byte parameters.",
    ko="4바이트 master 사본이 없습니다. 이것이 없으면 2바이트 파라미터에서 작은 갱신이 사라집니다.",
)
def no_master_copy(num_parameters, optimizer_name):
    return _mixed(num_parameters, optimizer_name, master=0)


@mistake(
    replaces="mixed_precision_bytes",
    en="The optimizer's states take 2 bytes in yours. They stay in float32: 4 bytes each.",
    ko="optimizer의 상태를 2바이트로 계산했습니다. 상태는 float32로 두므로 하나에 4바이트입니다.",
)
def states_in_two_bytes(num_parameters, optimizer_name):
    states = 2 * _states(optimizer_name) * num_parameters
    return _mixed(num_parameters, optimizer_name, optimizer=states)


@mistake(
    replaces="mixed_precision_bytes",
    en="Adam's two states are counted as one: 12 bytes for each parameter instead of 16.",
    ko="Adam의 상태 두 개를 하나로 계산했습니다. 파라미터마다 16바이트인데 12바이트가 되었습니다.",
)
def one_state_for_adam(num_parameters, optimizer_name):
    states = 4 * min(_states(optimizer_name), 1) * num_parameters
    return _mixed(num_parameters, optimizer_name, optimizer=states)


@mistake(
    replaces="mixed_precision_bytes",
    en="Your gradients take 4 bytes. In this scheme they are kept in 2, like the parameters.",
    ko="gradient를 4바이트로 계산했습니다. 여기서는 파라미터처럼 2바이트로 보관합니다.",
)
def gradients_in_four_bytes(num_parameters, optimizer_name):
    return _mixed(num_parameters, optimizer_name, gradients=4 * num_parameters)


# checkpointing_plan


def _cut(layer_bytes, segments):
    right_plan(layer_bytes, segments)
    return np.array_split(layer_bytes, segments)


@mistake(
    replaces="checkpointing_plan",
    en="The largest segment is added as a whole, with its last layer, which is kept and counted already. Leave it out there.",
    ko="가장 큰 구간을 마지막 층까지 통째로 더했습니다. 마지막 층은 보관하는 것으로 이미 세었으니 빼세요.",
)
def kept_counted_twice(layer_bytes, segments):
    *rerun, last = _cut(layer_bytes, segments)
    kept = sum(int(s[-1]) for s in rerun)
    return kept + max(int(s.sum()) for s in (*rerun, last)), 1 - len(last) / len(layer_bytes)


@mistake(
    replaces="checkpointing_plan",
    en="The output of the last segment is kept as well and left out of the segment's sum. The backward pass begins there, so nothing of the last segment has to be kept apart.",
    ko="마지막 구간의 출력까지 보관하는 것으로 세고 구간의 합에서는 뺐습니다. backward는 거기서 시작하므로 마지막 구간에서 따로 보관할 것은 없습니다.",
)
def last_output_kept_apart(layer_bytes, segments):
    parts = _cut(layer_bytes, segments)
    kept = sum(int(s[-1]) for s in parts)
    return kept + max(int(s[:-1].sum()) for s in parts), 1 - len(parts[-1]) / len(layer_bytes)


@mistake(
    replaces="checkpointing_plan",
    en="You only count the largest segment. What is kept of all the others is in memory at the same time: add it.",
    ko="가장 큰 구간만 세었습니다. 다른 구간에서 보관하는 것도 그때 메모리에 있으니 더하세요.",
)
def kept_left_out(layer_bytes, segments):
    *rerun, last = _cut(layer_bytes, segments)
    largest = max(int(s.sum()) for s in (*(s[:-1] for s in rerun), last))
    return largest, 1 - len(last) / len(layer_bytes)


@mistake(
    replaces="checkpointing_plan",
    en="You run all layers a second time. The last segment goes straight on from the forward pass and is not run again.",
    ko="모든 층을 다시 실행한다고 했습니다. 마지막 구간은 순전파에서 바로 이어지므로 다시 실행하지 않습니다.",
)
def everything_run_again(layer_bytes, segments):
    peak, _ = right_plan(layer_bytes, segments)
    return peak, 1.0


@mistake(
    replaces="checkpointing_plan",
    en="You count the segments that are run again, not their layers. Segments may differ in length: divide layers by layers.",
    ko="다시 실행하는 층이 아니라 구간의 수로 계산했습니다. 구간의 길이는 다를 수 있으니 층의 수로 나누세요.",
)
def segments_instead_of_layers(layer_bytes, segments):
    peak, _ = right_plan(layer_bytes, segments)
    return peak, (segments - 1) / segments


@mistake(
    replaces="checkpointing_plan",
    en="Your segments all have ceil(n / segments) layers, and the last ones get what is left. np.array_split makes them as equal as possible: 7 layers in 3 are 3, 2 and 2.",
    ko="구간을 모두 ceil(n / segments)층으로 자르고 남은 것을 마지막에 두었습니다. np.array_split은 최대한 고르게 나눕니다. 7층을 셋으로 나누면 3, 2, 2입니다.",
)
def cut_by_the_longest(layer_bytes, segments):
    right_plan(layer_bytes, segments)
    size = math.ceil(len(layer_bytes) / segments)
    parts = [layer_bytes[i : i + size] for i in range(0, len(layer_bytes), size)]
    kept = sum(part[-1] for part in parts[:-1])
    largest = max([sum(parts[-1]), *(sum(part[:-1]) for part in parts[:-1])])
    return kept + largest, 1 - len(parts[-1]) / len(layer_bytes)


@mistake(
    replaces="checkpointing_plan",
    en="You keep the first layer of each segment. What the next segment starts from is the output of the one before, that is, its last layer.",
    ko="구간의 첫 층을 보관했습니다. 다음 구간은 앞 구간의 출력, 즉 마지막 층에서 출발합니다.",
)
def first_layer_kept(layer_bytes, segments):
    *rerun, last = _cut(layer_bytes, segments)
    kept = sum(int(s[0]) for s in rerun)
    largest = max(int(s.sum()) for s in (*(s[1:] for s in rerun), last))
    return kept + largest, 1 - len(last) / len(layer_bytes)


# zero_bytes_per_worker


def _zero(num_parameters, world_size, stage, spread):
    if stage not in (0, 1, 2, 3):
        raise ValueError(stage)
    shared = spread[stage]
    return num_parameters * (16 - shared + shared / world_size)


@mistake(
    replaces="zero_bytes_per_worker",
    en="The stages are one too early: stage 1 spreads the optimizer alone, stage 2 the gradients too, stage 3 the parameters too.",
    ko="stage가 하나씩 앞섰습니다. stage 1은 optimizer만, stage 2는 gradient까지, stage 3은 파라미터까지 나눕니다.",
)
def one_stage_early(num_parameters, world_size, stage):
    return _zero(num_parameters, world_size, stage, (12, 14, 16, 16))


@mistake(
    replaces="zero_bytes_per_worker",
    en="Each stage spreads one thing in yours. The stages build on one another: stage 2 spreads optimizer and gradients, stage 3 all three.",
    ko="stage마다 한 가지만 나누었습니다. stage는 쌓입니다. stage 2는 optimizer와 gradient를, stage 3은 셋을 모두 나눕니다.",
)
def only_one_thing_spread(num_parameters, world_size, stage):
    return _zero(num_parameters, world_size, stage, (0, 12, 2, 2))


@mistake(
    replaces="zero_bytes_per_worker",
    en="The optimizer takes 8 bytes in yours. The master copy in float32 belongs to it too: 4 + 4 + 4 = 12.",
    ko="optimizer를 8바이트로 계산했습니다. float32 master 사본도 여기에 속하므로 4 + 4 + 4 = 12바이트입니다.",
)
def master_copy_forgotten(num_parameters, world_size, stage):
    if stage not in (0, 1, 2, 3):
        raise ValueError(stage)
    shared = (0, 8, 10, 12)[stage]
    return num_parameters * (12 - shared + shared / world_size)


@mistake(
    replaces="zero_bytes_per_worker",
    en="Everything is spread over the workers at every stage. Only stage 3 does that; the stages before leave whole copies.",
    ko="모든 stage에서 전부를 나누었습니다. 전부 나누는 것은 stage 3뿐이고, 그 전에는 worker마다 온전한 사본이 남습니다.",
)
def everything_spread(num_parameters, world_size, stage):
    return _zero(num_parameters, world_size, stage, (16, 16, 16, 16))


@mistake(
    replaces="zero_bytes_per_worker",
    en="Bytes are cut off to whole numbers. A share need not be whole; it is asked for unrounded.",
    ko="바이트를 정수로 잘랐습니다. 나눈 몫은 정수가 아닐 수 있으니 반올림하지 않은 값을 반환하세요.",
)
def rounded_down(num_parameters, world_size, stage):
    return math.floor(_zero(num_parameters, world_size, stage, (0, 12, 14, 16)))


@mistake(
    replaces="zero_bytes_per_worker",
    en="A stage that does not exist is taken for stage 3. Raise ValueError.",
    ko="없는 stage를 stage 3으로 처리했습니다. ValueError를 내세요.",
)
def unknown_stage_accepted(num_parameters, world_size, stage):
    return _zero(num_parameters, world_size, min(abs(stage), 3), (0, 12, 14, 16))
