"""What students write at midnight, and what they should read."""

import torch
import torch.distributed as dist
from solution import ring_all_reduce as right_ring_all_reduce
from solution import scatter as right_scatter
from solution import shard_indices as right_shard_indices
from torch import nn
from torch.nn import functional as F

from autograder.authoring import mistake

# scatter


@mistake(
    replaces="scatter",
    en="You give every worker N // num_workers rows, so the last N % num_workers rows are never trained on. Let the first N % num_workers shards take one row more, as torch.tensor_split does.",
    ko="모든 워커에 N // num_workers개씩만 주어서 마지막 N % num_workers개 행은 학습에 쓰이지 않습니다. torch.tensor_split처럼 앞쪽 N % num_workers개 조각이 한 행씩 더 가져가게 하세요.",
)
def the_remainder_is_lost(batch, num_workers):
    size = len(batch) // num_workers
    return [batch[worker * size : (worker + 1) * size] for worker in range(num_workers)]


@mistake(
    replaces="scatter",
    en="torch.chunk rounds the shard size up: the last worker gets what is left, and there can be fewer shards than workers. torch.tensor_split always gives num_workers shards that differ by one row at most.",
    ko="torch.chunk는 조각 크기를 올림하므로 마지막 워커는 남은 것만 받고, 조각 수가 워커 수보다 적을 수도 있습니다. torch.tensor_split은 항상 num_workers개를, 최대 한 행 차이로 나눕니다.",
)
def chunk_instead_of_tensor_split(batch, num_workers):
    return list(torch.chunk(batch, num_workers))


@mistake(
    replaces="scatter",
    en="batch[w::num_workers] deals the rows out like cards. The shards have the right sizes, but scatter keeps the rows in order: worker 0 has the first rows, the last worker the last ones.",
    ko="batch[w::num_workers]는 카드를 돌리듯 행을 나눕니다. 크기는 맞지만 scatter는 순서를 지켜야 합니다. 워커 0이 앞쪽 행을, 마지막 워커가 뒤쪽 행을 가집니다.",
)
def rows_dealt_out_like_cards(batch, num_workers):
    return [batch[worker::num_workers] for worker in range(num_workers)]


# all_reduce_mean


@mistake(
    replaces="all_reduce_mean",
    en="You take the mean of the workers' means. That equals the mean over all rows only if every worker has the same number of rows; weigh worker w's gradient by counts[w] / sum(counts).",
    ko="워커별 평균을 다시 단순 평균했습니다. 모든 워커의 행 수가 같을 때만 전체 행의 평균과 같습니다. 워커 w의 기울기에 counts[w] / sum(counts)를 곱하세요.",
)
def mean_of_means(grads_per_worker, counts=None):
    if counts is not None and (len(counts) != len(grads_per_worker) or sum(counts) == 0):
        raise ValueError("counts")
    kept = [
        grads for worker, grads in enumerate(grads_per_worker) if counts is None or counts[worker]
    ]
    return [torch.stack(same).mean(0) for same in zip(*kept)]


@mistake(
    replaces="all_reduce_mean",
    en="You add the workers' gradients up and never divide: the step becomes as many times too long as there are workers (all_reduce sums by default, too). Divide by the number of workers, or weigh by rows.",
    ko="워커들의 기울기를 더하기만 하고 나누지 않았습니다. 워커 수만큼 스텝이 커집니다(실제 all_reduce도 기본은 합입니다). 워커 수로 나누거나 행 수로 가중 평균하세요.",
)
def sum_without_division(grads_per_worker, counts=None):
    if counts is not None and (len(counts) != len(grads_per_worker) or sum(counts) == 0):
        raise ValueError("counts")
    kept = [
        grads for worker, grads in enumerate(grads_per_worker) if counts is None or counts[worker]
    ]
    return [torch.stack(same).sum(0) for same in zip(*kept)]


@mistake(
    replaces="all_reduce_mean",
    en="You multiply by counts and divide by the number of workers, so the weights do not add up to 1. Divide by sum(counts), the number of all rows.",
    ko="counts를 곱하고 나서 워커 수로 나누어 가중치의 합이 1이 아닙니다. 전체 행 수인 sum(counts)로 나누세요.",
)
def divided_by_workers_not_rows(grads_per_worker, counts=None):
    counts = [1] * len(grads_per_worker) if counts is None else counts
    if len(counts) != len(grads_per_worker) or sum(counts) == 0:
        raise ValueError("counts")
    working = [(grads, count) for grads, count in zip(grads_per_worker, counts) if count]
    return [
        sum(count * grads[p] for grads, count in working) / len(grads_per_worker)
        for p in range(len(grads_per_worker[0]))
    ]


@mistake(
    replaces="all_reduce_mean",
    en="A worker without rows may hold NaN gradients (0 / 0), and 0 * NaN is NaN, so it spoils everybody's result. Leave workers with count 0 out instead of weighing them with 0.",
    ko="행이 없는 워커의 기울기는 NaN일 수 있고(0 / 0) 0 * NaN도 NaN이라 전체 결과를 망칩니다. 가중치 0을 곱하지 말고 count가 0인 워커를 빼세요.",
)
def zero_times_nan(grads_per_worker, counts=None):
    counts = [1] * len(grads_per_worker) if counts is None else counts
    if len(counts) != len(grads_per_worker) or sum(counts) == 0:
        raise ValueError("counts")
    return [
        sum(count * grad for count, grad in zip(counts, same)) / sum(counts)
        for same in zip(*grads_per_worker)
    ]


@mistake(
    replaces="all_reduce_mean",
    en="The average is right, but you accumulate it in worker 0's own gradient tensors (*=, +=), which the caller still holds. Start from a new tensor.",
    ko="평균값은 맞지만 워커 0의 기울기 텐서에 직접 누적해서(*=, +=) 호출한 쪽의 데이터가 바뀝니다. 새 텐서에서 시작하세요.",
)
def averaged_into_the_first_worker(grads_per_worker, counts=None):
    counts = [1] * len(grads_per_worker) if counts is None else counts
    if len(counts) != len(grads_per_worker) or sum(counts) == 0:
        raise ValueError("counts")
    working = [(grads, count) for grads, count in zip(grads_per_worker, counts) if count]
    mean = working[0][0]
    for grad in mean:
        grad *= working[0][1] / sum(counts)
    for grads, count in working[1:]:
        for total, grad in zip(mean, grads):
            total += grad * (count / sum(counts))
    return mean


# ring_all_reduce


@mistake(
    replaces="ring_all_reduce",
    en="You pass whole buffers round the ring: each worker sends (n - 1) * size elements, which grows with n. Cut the buffer into n chunks and send one chunk per step: reduce-scatter, then all-gather.",
    ko="버퍼를 통째로 링에 돌렸습니다. 워커마다 (n - 1) * size개의 원소를 보내 n에 비례해 늘어납니다. 버퍼를 n조각으로 나눠 매 단계 한 조각씩 보내세요. reduce-scatter 다음에 all-gather입니다.",
)
def whole_buffers_sent_round(buffers, send):
    n = len(buffers)
    totals = [buffer.clone() for buffer in buffers]
    travelling = list(buffers)
    bytes_sent = [0] * n
    for _ in range(n - 1):
        arrived = [None] * n
        for source in range(n):
            bytes_sent[source] += travelling[source].numel() * travelling[source].element_size()
            arrived[(source + 1) % n] = send(source, (source + 1) % n, travelling[source])
        travelling = arrived
        totals = [total + each for total, each in zip(totals, arrived)]
    return totals, bytes_sent


@mistake(
    replaces="ring_all_reduce",
    en="Everybody sends to worker 0, which adds up and sends the sum back: a parameter server, not a ring. Worker 0's connection carries (n - 1) times the buffer and becomes the bottleneck; send to (source + 1) % n only.",
    ko="모두가 워커 0에 보내고 워커 0이 더해서 돌려주는 방식은 링이 아니라 파라미터 서버입니다. 워커 0의 연결에 버퍼의 (n - 1)배가 몰려 병목이 됩니다. (source + 1) % n에게만 보내세요.",
)
def everything_through_worker_0(buffers, send):
    n = len(buffers)
    size = buffers[0].numel() * buffers[0].element_size()
    total = buffers[0]
    for source in range(1, n):
        total = total + send(source, 0, buffers[source])
    after = [total.clone()] + [send(0, destination, total) for destination in range(1, n)]
    return after, [size * (n - 1)] + [size] * (n - 1)


def _ring(
    buffers, send, first_of_gather=1, gather=True, use_sent=False, in_place=False, adding=False
):
    """The solution's ring with one thing done differently."""
    n = len(buffers)
    if in_place:
        chunks = [list(torch.tensor_split(buffer.view(-1), n)) for buffer in buffers]
    else:
        chunks = [list(torch.tensor_split(buffer.flatten(), n)) for buffer in buffers]
    bytes_sent = [0] * n
    for turn in range(2 * (n - 1) if gather else n - 1):
        reducing = turn < n - 1
        for source in range(n):
            destination = (source + 1) % n
            number = (source - turn if reducing else source + first_of_gather - turn + n - 1) % n
            chunk = chunks[source][number]
            bytes_sent[source] += chunk.numel() * chunk.element_size()
            arrived = send(source, destination, chunk)
            if use_sent:
                arrived = chunk
            if in_place:
                if reducing:
                    chunks[destination][number] += arrived
                else:
                    chunks[destination][number].copy_(arrived)
            elif reducing or adding:
                chunks[destination][number] = chunks[destination][number] + arrived
            else:
                chunks[destination][number] = arrived
    return [torch.cat(parts).reshape(buffers[0].shape) for parts in chunks], bytes_sent


@mistake(
    replaces="ring_all_reduce",
    en="You stop after the reduce-scatter: each worker then has one finished chunk and n - 1 half-finished ones. Let the finished chunks go round once more (all-gather, another n - 1 steps).",
    ko="reduce-scatter에서 멈췄습니다. 그때 각 워커에는 완성된 조각이 하나뿐이고 나머지 n - 1개는 아직 부분합입니다. 완성된 조각을 한 바퀴 더 돌리세요(all-gather, n - 1단계).",
)
def no_all_gather(buffers, send):
    return _ring(buffers, send, gather=False)


@mistake(
    replaces="ring_all_reduce",
    en="The all-gather begins with the wrong chunk: after the reduce-scatter worker r holds the finished chunk r + 1, but you pass on chunk r, which still lacks a summand, and it overwrites good ones.",
    ko="all-gather를 엉뚱한 조각으로 시작했습니다. reduce-scatter가 끝나면 워커 r이 완성한 것은 r + 1번 조각인데, 아직 덜 더해진 r번 조각을 보내 완성된 값을 덮어씁니다.",
)
def gather_starts_one_chunk_off(buffers, send):
    return _ring(buffers, send, first_of_gather=0)


@mistake(
    replaces="ring_all_reduce",
    en="You go on adding in the second round. In the all-gather finished chunks arrive; they replace the worker's own half-finished ones, which are contained in them already.",
    ko="두 번째 바퀴에서도 계속 더했습니다. all-gather에서 도착하는 것은 완성된 조각이므로 자기 조각을 그것으로 바꿔야 합니다. 자기 몫은 이미 그 안에 들어 있습니다.",
)
def gather_adds_once_more(buffers, send):
    return _ring(buffers, send, adding=True)


@mistake(
    replaces="ring_all_reduce",
    en="You call send, but go on with the chunk that you passed to it. What a worker has is what send returns; between two GPUs there is no shared memory to look into.",
    ko="send를 부르고도 넘긴 조각을 그대로 썼습니다. 워커가 받는 것은 send가 반환한 값입니다. 두 GPU 사이에는 들여다볼 공유 메모리가 없습니다.",
)
def what_was_sent_not_what_arrived(buffers, send):
    return _ring(buffers, send, use_sent=True)


@mistake(
    replaces="ring_all_reduce",
    en="The sums are right, but view() (and flatten() or tensor_split of a contiguous tensor) shares the memory of the caller's buffer, and += writes into it. Clone first, or add out of place.",
    ko="합은 맞지만 view()(연속 텐서의 flatten(), tensor_split도 같습니다)는 원래 버퍼와 메모리를 공유하므로 +=가 입력을 바꿉니다. 먼저 clone하거나 새 텐서로 더하세요.",
)
def summed_inside_the_inputs(buffers, send):
    return _ring(buffers, send, in_place=True)


@mistake(
    replaces="ring_all_reduce",
    en="You divide by the number of workers. An all-reduce returns the sum; the mean is the caller's next step (that is why DDP divides by world_size).",
    ko="워커 수로 나누었습니다. all-reduce의 결과는 합이고, 평균은 그다음에 호출한 쪽이 냅니다(DDP가 world_size로 나누는 이유입니다).",
)
def ring_returns_the_mean(buffers, send):
    after, bytes_sent = right_ring_all_reduce(buffers, send)
    return [total / len(buffers) for total in after], bytes_sent


@mistake(
    replaces="ring_all_reduce",
    en="You count elements, not bytes. Multiply by element_size(): 8 for float64, 4 for float32, 2 for bfloat16, which is why gradients are often reduced in half precision.",
    ko="바이트가 아니라 원소 수를 셌습니다. element_size()를 곱하세요. float64는 8, float32는 4, bfloat16은 2바이트라서 기울기를 반정밀도로 주고받기도 합니다.",
)
def elements_not_bytes(buffers, send):
    after, bytes_sent = right_ring_all_reduce(buffers, send)
    return after, [sent // buffers[0].element_size() for sent in bytes_sent]


@mistake(
    replaces="ring_all_reduce",
    en="You pad the buffer to a multiple of n and send the padding along, more than 2 (n - 1) * size elements in all. tensor_split gives n chunks whose sizes differ by one, without padding.",
    ko="버퍼를 n의 배수로 채운 뒤 채운 값까지 보내서 모두 2(n - 1) * size개보다 많이 보냅니다. tensor_split을 쓰면 채우지 않고도 크기가 최대 1만 다른 n조각으로 나뉩니다.",
)
def padding_is_sent_too(buffers, send):
    size, shape = buffers[0].numel(), buffers[0].shape
    padded = [F.pad(buffer.flatten(), (0, -size % len(buffers))) for buffer in buffers]
    after, bytes_sent = right_ring_all_reduce(padded, send)
    return [total[:size].reshape(shape) for total in after], bytes_sent


# data_parallel_step


def _shards(x, y, num_workers):
    pairs = zip(right_scatter(x, num_workers), right_scatter(y, num_workers))
    return [(rows, targets) for rows, targets in pairs if len(rows)]


@mistake(
    replaces="data_parallel_step",
    en="Your workers step one after another, each from the weights that the last one left: that is SGD with small batches. All gradients must be taken at the same weights, then averaged, then applied once.",
    ko="워커들이 차례로, 앞 워커가 바꿔 놓은 가중치에서 갱신했습니다. 그것은 작은 배치로 하는 SGD입니다. 모든 기울기를 같은 가중치에서 구해 평균한 뒤 한 번만 갱신해야 합니다.",
)
def workers_step_in_turn(model, loss_fn, x, y, num_workers, lr):
    for rows, targets in _shards(x, y, num_workers):
        gradients = torch.autograd.grad(loss_fn(model(rows), targets), list(model.parameters()))
        with torch.no_grad():
            for parameter, gradient in zip(model.parameters(), gradients):
                parameter -= lr * gradient * len(rows) / len(x)
    return model.state_dict()


@mistake(
    replaces="data_parallel_step",
    en="You multiply the learning rate by the number of workers. The linear scaling rule goes with a batch that has become larger; here the batch is the same and only cut up, so the step must stay the same.",
    ko="학습률에 워커 수를 곱했습니다. linear scaling rule은 배치가 커졌을 때 쓰는 것입니다. 여기서는 같은 배치를 나눠 계산할 뿐이므로 스텝도 같아야 합니다.",
)
def lr_times_workers(model, loss_fn, x, y, num_workers, lr):
    gradients = torch.autograd.grad(loss_fn(model(x), y), list(model.parameters()))
    with torch.no_grad():
        for parameter, gradient in zip(model.parameters(), gradients):
            parameter -= lr * num_workers * gradient
    return model.state_dict()


@mistake(
    replaces="data_parallel_step",
    en="Your replicas never exchange their gradients: the result is worker 0's own step on its own shard. Average the gradients of all workers before anybody steps.",
    ko="복제본끼리 기울기를 주고받지 않아 워커 0이 자기 조각만으로 갱신한 결과가 되었습니다. 갱신하기 전에 모든 워커의 기울기를 평균하세요.",
)
def only_worker_0_counts(model, loss_fn, x, y, num_workers, lr):
    rows, targets = _shards(x, y, num_workers)[0]
    gradients = torch.autograd.grad(loss_fn(model(rows), targets), list(model.parameters()))
    with torch.no_grad():
        for parameter, gradient in zip(model.parameters(), gradients):
            parameter -= lr * gradient
    return model.state_dict()


@mistake(
    replaces="data_parallel_step",
    en="backward() adds to .grad, so what you read after worker 2 already contains worker 1's gradient, and the first shards count several times. Clear the gradients between the workers.",
    ko="backward()는 .grad에 누적합니다. 그래서 워커 2 다음에 읽은 값에는 워커 1의 기울기가 이미 들어 있어 앞 조각이 여러 번 세어집니다. 워커 사이에서 기울기를 지우세요.",
)
def gradients_pile_up_over_workers(model, loss_fn, x, y, num_workers, lr):
    model.zero_grad()
    parameters = list(model.parameters())
    totals = [torch.zeros_like(parameter) for parameter in parameters]
    for rows, targets in _shards(x, y, num_workers):
        loss_fn(model(rows), targets).backward()
        for total, parameter in zip(totals, parameters):
            total += parameter.grad * len(rows) / len(x)
    with torch.no_grad():
        for parameter, total in zip(parameters, totals):
            parameter -= lr * total
    return model.state_dict()


@mistake(
    replaces="data_parallel_step",
    en="The first step is right, the second also applies the gradients of the first: they are still in .grad. Call zero_grad() at the beginning of the step.",
    ko="첫 스텝은 맞지만 두 번째 스텝에는 .grad에 남은 첫 스텝의 기울기까지 들어갑니다. 스텝을 시작할 때 zero_grad()를 부르세요.",
)
def no_zero_grad_before_the_step(model, loss_fn, x, y, num_workers, lr):
    for rows, targets in _shards(x, y, num_workers):
        (loss_fn(model(rows), targets) * (len(rows) / len(x))).backward()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter -= lr * parameter.grad
    return model.state_dict()


# shard_indices


def _check_rank(rank, world_size):
    if not 0 <= rank < world_size:
        raise ValueError("rank")


def _permutation(n, seed):
    return torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()


@mistake(
    replaces="shard_indices",
    en="Every rank gets the same shard: rank plays no part in yours. Then two GPUs compute the same gradient twice and half of the data is never seen. Take the rows rank, rank + world_size, ... of the permutation.",
    ko="rank를 쓰지 않아 모든 랭크가 같은 조각을 받습니다. GPU 두 개가 같은 기울기를 두 번 계산하고 데이터의 절반은 쓰이지 않습니다. 순열에서 rank, rank + world_size, ... 번째를 가져가세요.",
)
def same_shard_on_each_rank(n, rank, world_size, epoch, seed):
    _check_rank(rank, world_size)
    return right_shard_indices(n, 0, world_size, epoch, seed)


@mistake(
    replaces="shard_indices",
    en="The order is the same in every epoch: epoch plays no part in yours. Seed the permutation with seed + epoch (with DistributedSampler: call set_epoch, whose omission is DDP's best-known silent bug).",
    ko="epoch를 쓰지 않아 에폭마다 순서가 같습니다. seed + epoch로 순열을 만드세요. DistributedSampler에서는 set_epoch를 부르는 것인데, 이것을 빠뜨리는 것이 DDP에서 가장 유명한 조용한 버그입니다.",
)
def no_new_shuffle_per_epoch(n, rank, world_size, epoch, seed):
    return right_shard_indices(n, rank, world_size, 0, seed)


@mistake(
    replaces="shard_indices",
    en="Each rank shuffles with a seed of its own. Then the shards overlap and some rows are on no rank. All ranks must draw the SAME permutation (seed and epoch, not rank) and take different parts of it.",
    ko="랭크마다 다른 시드로 섞었습니다. 그러면 조각이 겹치고 어떤 행은 아무 랭크에도 없습니다. 모든 랭크가 같은 순열(rank가 아니라 seed와 epoch로)을 만들고 서로 다른 부분을 가져가야 합니다.",
)
def a_permutation_of_its_own(n, rank, world_size, epoch, seed):
    _check_rank(rank, world_size)
    permutation = _permutation(n, seed + epoch + 1000 * rank)
    return [permutation[i % n] for i in range(rank, -(-n // world_size) * world_size, world_size)]


@mistake(
    replaces="shard_indices",
    en="You deal the rows out first and shuffle inside the shard, so a rank sees the same rows in every epoch. Shuffle all n rows first, then deal them out.",
    ko="먼저 나누고 조각 안에서만 섞어서 각 랭크가 에폭마다 같은 행만 봅니다. n개 행 전체를 먼저 섞은 다음 나누세요.",
)
def shuffled_inside_fixed_shards(n, rank, world_size, epoch, seed):
    _check_rank(rank, world_size)
    mine = [i % n for i in range(rank, -(-n // world_size) * world_size, world_size)]
    return [mine[i] for i in _permutation(len(mine), seed + epoch)]


@mistake(
    replaces="shard_indices",
    en="The rows come in their original order. SGD needs them shuffled, anew in every epoch; many data sets are sorted by class.",
    ko="행이 원래 순서 그대로입니다. SGD에는 에폭마다 새로 섞은 순서가 필요합니다. 클래스별로 정렬된 데이터셋도 많습니다.",
)
def never_shuffled(n, rank, world_size, epoch, seed):
    _check_rank(rank, world_size)
    return [i % n for i in range(rank, -(-n // world_size) * world_size, world_size)]


@mistake(
    replaces="shard_indices",
    en="Where n does not divide by world_size, your first ranks have one row more. They take one step more and wait for ever in the all-reduce of it. Fill up to equal lengths from the beginning of the permutation.",
    ko="n이 world_size로 나누어떨어지지 않을 때 앞쪽 랭크의 행이 하나 더 많습니다. 그 랭크는 스텝을 한 번 더 하며 all-reduce에서 영원히 기다립니다. 순열의 처음부터 채워 길이를 맞추세요.",
)
def unequal_shards(n, rank, world_size, epoch, seed):
    _check_rank(rank, world_size)
    return _permutation(n, seed + epoch)[rank::world_size]


@mistake(
    replaces="shard_indices",
    en="You make the lengths equal by dropping the last n % world_size rows (DistributedSampler's drop_last=True). Here every row must occur: fill up from the beginning of the permutation instead.",
    ko="마지막 n % world_size개 행을 버려 길이를 맞췄습니다(DistributedSampler의 drop_last=True). 여기서는 모든 행이 나와야 하므로 버리지 말고 순열의 처음부터 채우세요.",
)
def the_tail_is_dropped(n, rank, world_size, epoch, seed):
    _check_rank(rank, world_size)
    return _permutation(n, seed + epoch)[: n // world_size * world_size][rank::world_size]


@mistake(
    replaces="shard_indices",
    en="permutation + permutation[:missing] is too short where more rows are missing than there are (n < world_size / 2). Wrap round again and again: position i takes permutation[i % n].",
    ko="permutation + permutation[:missing]은 모자라는 수가 행 수보다 많으면(n < world_size / 2) 짧아집니다. 되풀이해서 채우세요. i번째 자리는 permutation[i % n]입니다.",
)
def wrapped_only_once(n, rank, world_size, epoch, seed):
    _check_rank(rank, world_size)
    permutation = _permutation(n, seed + epoch)
    missing = -n % world_size
    return (permutation + permutation[:missing])[rank::world_size]


@mistake(
    replaces="shard_indices",
    en="torch.manual_seed seeds the generator of the whole process: dropout and initialisation then repeat each epoch. Make a generator of your own: torch.Generator().manual_seed(seed + epoch).",
    ko="torch.manual_seed는 프로세스 전체의 생성기를 다시 시드합니다. 드롭아웃이나 초기화까지 에폭마다 반복됩니다. torch.Generator().manual_seed(seed + epoch)처럼 별도의 생성기를 만드세요.",
)
def the_global_generator_is_seeded(n, rank, world_size, epoch, seed):
    _check_rank(rank, world_size)
    torch.manual_seed(seed + epoch)
    permutation = torch.randperm(n).tolist()
    return [permutation[i % n] for i in range(rank, -(-n // world_size) * world_size, world_size)]


# train_ddp


def _weights(model):
    return {name: value.detach().clone() for name, value in model.state_dict().items()}


def _average(gradients, world_size, divide=True):
    for gradient in gradients:
        dist.all_reduce(gradient)
        if divide:
            gradient /= world_size


def _train(
    rank,
    world_size,
    init_method,
    model,
    x,
    y,
    epochs,
    batch_size,
    lr,
    seed,
    *,
    broadcast=True,
    exchange=_average,
    indices=right_shard_indices,
    drop_last=False,
    destroy=True,
    at_the_end=None,
):
    """A right training by hand, but for the one thing that a mistake does differently."""
    dist.init_process_group("gloo", init_method=init_method, rank=rank, world_size=world_size)
    if broadcast:
        for value in model.state_dict().values():
            dist.broadcast(value, src=0)
    parameters = list(model.parameters())
    for epoch in range(epochs):
        mine = torch.tensor(indices(len(x), rank, world_size, epoch, seed))
        for rows in mine.split(batch_size):
            if drop_last and len(rows) < batch_size:
                continue
            loss = F.cross_entropy(model(x[rows]), y[rows])
            gradients = torch.autograd.grad(loss, parameters)
            exchange(gradients, world_size)
            with torch.no_grad():
                for parameter, gradient in zip(parameters, gradients):
                    parameter -= lr * gradient
    if at_the_end is not None:
        at_the_end(parameters, world_size)
    if destroy:
        dist.destroy_process_group()
    return _weights(model)


@mistake(
    replaces="train_ddp",
    en="The ranks average their gradients, but start from different weights and so stay different for ever. Broadcast rank 0's weights before the first step (DDP does it when it wraps the model).",
    ko="기울기는 평균하지만 랭크마다 시작 가중치가 달라 끝까지 서로 다릅니다. 첫 스텝 전에 랭크 0의 가중치를 broadcast하세요(DDP는 모델을 감쌀 때 해 줍니다).",
)
def weights_not_broadcast(*args):
    return _train(*args, broadcast=False)


@mistake(
    replaces="train_ddp",
    en="Every step is world_size times too long: dist.all_reduce sums, and you never divide by world_size (or you scaled lr by it, which the caller did not ask for). Divide the gradients by world_size.",
    ko="모든 스텝이 world_size배 큽니다. dist.all_reduce는 합을 내는데 world_size로 나누지 않았거나, 시키지 않은 lr 배율을 곱했습니다. 기울기를 world_size로 나누세요.",
)
def gradients_summed_over_ranks(*args):
    return _train(*args, exchange=lambda g, n: _average(g, n, divide=False))


@mistake(
    replaces="train_ddp",
    en="Your ranks exchange nothing, neither weights at the start nor gradients: each fits its own shard. Broadcast rank 0's weights, then average the gradients over the ranks after every backward pass.",
    ko="랭크끼리 시작 가중치도 기울기도 주고받지 않아 각자 자기 조각에만 맞춰집니다. 랭크 0의 가중치를 broadcast하고, 매 backward 뒤에 기울기를 랭크끼리 평균하세요.",
)
def ranks_train_alone(*args):
    return _train(*args, broadcast=False, exchange=lambda g, n: None)


@mistake(
    replaces="train_ddp",
    en="You wrap the model in DDP, but run the forward pass through the bare model, so DDP never prepares its reducer and no gradient is exchanged. Call the wrapped module.",
    ko="모델을 DDP로 감쌌지만 forward는 원래 모델로 했습니다. DDP의 reducer가 준비되지 않아 기울기가 교환되지 않습니다. 감싼 모듈을 호출하세요.",
)
def forward_around_ddp(rank, world_size, init_method, model, x, y, epochs, batch_size, lr, seed):
    dist.init_process_group("gloo", init_method=init_method, rank=rank, world_size=world_size)
    replica = nn.parallel.DistributedDataParallel(model)
    optimizer = torch.optim.SGD(replica.parameters(), lr=lr)
    for epoch in range(epochs):
        mine = torch.tensor(right_shard_indices(len(x), rank, world_size, epoch, seed))
        for rows in mine.split(batch_size):
            optimizer.zero_grad()
            F.cross_entropy(model(x[rows]), y[rows]).backward()
            optimizer.step()
    dist.destroy_process_group()
    return _weights(model)


@mistake(
    replaces="train_ddp",
    en="Each rank trains alone and the weights are averaged once at the end (local SGD). That is another algorithm: after the first step the ranks take gradients at different weights. Average gradients at every step.",
    ko="랭크마다 따로 학습하고 마지막에 가중치를 한 번 평균했습니다(local SGD). 이것은 다른 알고리즘입니다. 첫 스텝 뒤부터 서로 다른 가중치에서 기울기를 구하게 됩니다. 매 스텝 기울기를 평균하세요.",
)
def weights_averaged_at_the_end(*args):
    def average_weights(parameters, world_size):
        with torch.no_grad():
            _average(parameters, world_size)

    return _train(*args, exchange=lambda g, n: None, at_the_end=average_weights)


@mistake(
    replaces="train_ddp",
    en='You return the wrapper\'s state_dict, whose keys begin with "module.": no plain model can load it. Return the state_dict of the model inside (replica.module).',
    ko='감싼 모듈의 state_dict를 반환해서 키가 "module."로 시작합니다. 감싸지 않은 모델은 그것을 읽을 수 없습니다. 안쪽 모델(replica.module)의 state_dict를 반환하세요.',
)
def keys_begin_with_module(*args):
    return {f"module.{name}": value for name, value in _train(*args).items()}


@mistake(
    replaces="train_ddp",
    en="You divide batch_size among the ranks. Here it is the number of rows per rank and step, as in a DataLoader under DDP; yours takes world_size times as many steps.",
    ko="batch_size를 랭크 수로 나누었습니다. 여기서는 DDP의 DataLoader처럼 랭크마다 한 스텝에 쓰는 행 수입니다. 나누면 스텝 수가 world_size배가 됩니다.",
)
def batch_size_divided_among_ranks(
    rank, world_size, init_method, model, x, y, epochs, batch_size, lr, seed
):
    batch_size = max(1, batch_size // world_size)
    return _train(rank, world_size, init_method, model, x, y, epochs, batch_size, lr, seed)


@mistake(
    replaces="train_ddp",
    en="Every rank goes through the whole data set, so all compute the same gradients and nothing is gained from the second GPU. Go through shard_indices(len(x), rank, world_size, epoch, seed).",
    ko="모든 랭크가 데이터 전체를 돌아 같은 기울기를 계산하므로 두 번째 GPU가 아무 도움이 되지 않습니다. shard_indices(len(x), rank, world_size, epoch, seed)를 따라 도세요.",
)
def no_sharding(*args):
    return _train(
        *args,
        indices=lambda n, rank, world_size, epoch, seed: right_shard_indices(n, 0, 1, epoch, seed),
    )


@mistake(
    replaces="train_ddp",
    en="All ranks train on the shard of rank 0: the rank that you pass to shard_indices is always the same. Then the average is of equal gradients, and the other shards are never seen.",
    ko="모든 랭크가 랭크 0의 조각으로 학습합니다. shard_indices에 넘기는 rank가 늘 같기 때문입니다. 똑같은 기울기를 평균하는 셈이고 다른 조각은 쓰이지 않습니다.",
)
def every_rank_takes_the_shard_of_rank_0(*args):
    return _train(
        *args,
        indices=lambda n, rank, world_size, epoch, seed: right_shard_indices(
            n, 0, world_size, epoch, seed
        ),
    )


@mistake(
    replaces="train_ddp",
    en="Every epoch goes through the shard of epoch 0: you ask shard_indices once, or always for epoch 0 (with DistributedSampler: set_epoch is missing). Ask again in every epoch.",
    ko="모든 에폭이 에폭 0의 조각을 씁니다. shard_indices를 한 번만 부르거나 늘 에폭 0으로 부르기 때문입니다(DistributedSampler라면 set_epoch가 빠진 것). 에폭마다 다시 부르세요.",
)
def epoch_not_passed_on(*args):
    return _train(
        *args,
        indices=lambda n, rank, world_size, epoch, seed: right_shard_indices(
            n, rank, world_size, 0, seed
        ),
    )


@mistake(
    replaces="train_ddp",
    en="You drop the last batch of the epoch where it is shorter than batch_size (drop_last). It is a step as well; all ranks have equally short ones, so nobody waits.",
    ko="batch_size보다 짧은 마지막 배치를 버렸습니다(drop_last). 그것도 한 스텝입니다. 모든 랭크의 마지막 배치 길이가 같으므로 기다리는 랭크는 없습니다.",
)
def the_short_batch_is_dropped(*args):
    return _train(*args, drop_last=True)


@mistake(
    replaces="train_ddp",
    en="Only rank 0 returns weights; the others return None. Every rank holds the same trained weights and must return them (only WRITING a checkpoint is rank 0's job alone).",
    ko="랭크 0만 가중치를 반환하고 나머지는 None을 반환합니다. 모든 랭크가 같은 가중치를 갖고 있으니 모두 반환해야 합니다(랭크 0만 하는 일은 체크포인트 저장입니다).",
)
def only_rank_0_returns(rank, *args):
    weights = _train(rank, *args)
    return weights if rank == 0 else None


@mistake(
    replaces="train_ddp",
    en='You leave the process group standing, so the next training in this process fails with "trying to initialize the default process group twice". Call dist.destroy_process_group() at the end, best in a finally.',
    ko='프로세스 그룹을 그대로 두어 같은 프로세스의 다음 학습이 "trying to initialize the default process group twice"로 실패합니다. 마지막에 dist.destroy_process_group()을 부르세요. finally에 두면 가장 좋습니다.',
)
def the_group_is_left_standing(*args):
    return _train(*args, destroy=False)


@mistake(
    replaces="train_ddp",
    en="No rank came to an end: the ranks wait for each other. Most often one of them makes a collective call that the others don't (an all_reduce or barrier inside `if rank == 0`), or each receives before it sends (dist.recv blocks). All ranks must make the same collective calls in the same order.",
    ko="어느 랭크도 끝나지 않았습니다. 서로를 기다리는 교착 상태입니다. 대개 한 랭크만 집합 통신을 부르거나(`if rank == 0` 안의 all_reduce나 barrier), 모두 보내기 전에 받으려 하기 때문입니다(dist.recv는 멈춰서 기다립니다). 모든 랭크가 같은 집합 통신을 같은 순서로 불러야 합니다.",
    deadline_seconds=2,
)
def ranks_wait_for_each_other(*args):
    def exchange(gradients, world_size):
        rank = dist.get_rank()
        for gradient in gradients:
            total, travelling = gradient.clone(), gradient.clone()
            for _ in range(world_size - 1):
                arrived = torch.empty_like(travelling)
                dist.recv(arrived, src=(rank - 1) % world_size)
                dist.send(travelling, dst=(rank + 1) % world_size)
                total, travelling = total + arrived, arrived
            gradient.copy_(total / world_size)

    return _train(*args, exchange=exchange)


@mistake(
    replaces="train_ddp",
    en="Rank 0 waits in a collective call that the others never make; they have finished without it. Take all_reduce out of `if rank == 0` (only logging and saving belong in it), and give all ranks the same number of batches.",
    ko="랭크 0이 다른 랭크가 부르지 않는 집합 통신에서 기다립니다. 다른 랭크는 이미 끝났습니다. all_reduce를 `if rank == 0` 밖으로 꺼내고(그 안에는 로그와 저장만 둡니다) 모든 랭크의 배치 수를 같게 하세요.",
    deadline_seconds=2,
)
def only_rank_0_calls_the_collective(*args):
    def exchange(gradients, world_size):
        if dist.get_rank() == 0:
            _average(gradients, world_size)

    return _train(*args, exchange=exchange)


# pipeline_step


def _micro_batches(x, y, micro_batches):
    return _shards(x, y, micro_batches)


def _through(stage_modules, rows):
    for stage in stage_modules:
        rows = stage(rows)
    return rows


def _parameters(stage_modules):
    return [parameter for stage in stage_modules for parameter in stage.parameters()]


@mistake(
    replaces="pipeline_step",
    en="You average the micro-batches' gradients with equal weights: right only if all are equally large. Weigh each by its rows / N.",
    ko="마이크로배치의 기울기를 같은 가중치로 평균했습니다. 크기가 모두 같을 때만 맞습니다. 각각 (행 수 / N)으로 가중하세요.",
)
def mean_over_micro_batches(stage_modules, loss_fn, x, y, micro_batches):
    parameters = _parameters(stage_modules)
    parts = [
        torch.autograd.grad(loss_fn(_through(stage_modules, rows), targets), parameters)
        for rows, targets in _micro_batches(x, y, micro_batches)
    ]
    return [sum(same) / len(parts) for same in zip(*parts)]


@mistake(
    replaces="pipeline_step",
    en="You add the micro-batches' gradients without weights. Each is of a mean over its own rows, so the sum is about micro_batches times too large. Multiply each loss by its rows / N.",
    ko="마이크로배치의 기울기를 가중치 없이 더했습니다. 각각이 자기 행의 평균에 대한 기울기라서 합은 약 micro_batches배가 됩니다. 각 손실에 (행 수 / N)을 곱하세요.",
)
def sum_over_micro_batches(stage_modules, loss_fn, x, y, micro_batches):
    parameters = _parameters(stage_modules)
    parts = [
        torch.autograd.grad(loss_fn(_through(stage_modules, rows), targets), parameters)
        for rows, targets in _micro_batches(x, y, micro_batches)
    ]
    return [sum(same) for same in zip(*parts)]


@mistake(
    replaces="pipeline_step",
    en="You clear the gradients before every micro-batch, so only the last one's are left. Micro-batches accumulate: clear once, before the first.",
    ko="마이크로배치마다 기울기를 지워서 마지막 것만 남았습니다. 마이크로배치의 기울기는 누적해야 합니다. 첫 번째 전에 한 번만 지우세요.",
)
def only_the_last_micro_batch(stage_modules, loss_fn, x, y, micro_batches):
    parameters = _parameters(stage_modules)
    for rows, targets in _micro_batches(x, y, micro_batches):
        for parameter in parameters:
            parameter.grad = None
        (loss_fn(_through(stage_modules, rows), targets) * (len(rows) / len(x))).backward()
    return [parameter.grad for parameter in parameters]


@mistake(
    replaces="pipeline_step",
    en="You collect the gradients in the order of the backward pass, last stage first. Return them in the order of nn.Sequential(*stage_modules).parameters().",
    ko="기울기를 backward 순서대로, 곧 마지막 단계부터 모았습니다. nn.Sequential(*stage_modules).parameters()의 순서로 반환하세요.",
)
def last_stage_first(stage_modules, loss_fn, x, y, micro_batches):
    parameters = _parameters(stage_modules[::-1])
    parts = [
        torch.autograd.grad(
            loss_fn(_through(stage_modules, rows), targets) * (len(rows) / len(x)), parameters
        )
        for rows, targets in _micro_batches(x, y, micro_batches)
    ]
    return [sum(same) for same in zip(*parts)]


@mistake(
    replaces="pipeline_step",
    en="You detach the activation between two stages and never hand its gradient back, so all stages but the last get none. Keep the detached input (requires_grad) and run returned.backward(input_of_the_next_stage.grad).",
    ko="단계 사이에서 활성값을 detach한 뒤 그 기울기를 앞 단계에 돌려주지 않아 마지막 단계만 기울기를 받습니다. detach한 입력을 requires_grad로 보관하고, 앞 단계의 출력에서 backward(다음 단계 입력의 grad)를 부르세요.",
)
def nothing_handed_back(stage_modules, loss_fn, x, y, micro_batches):
    parameters = _parameters(stage_modules)
    for parameter in parameters:
        parameter.grad = None
    for rows, targets in _micro_batches(x, y, micro_batches):
        for stage in stage_modules:
            rows = stage(rows.detach())
        (loss_fn(rows, targets) * (len(rows) / len(x))).backward()
    return [
        torch.zeros_like(parameter) if parameter.grad is None else parameter.grad
        for parameter in parameters
    ]


@mistake(
    replaces="pipeline_step",
    en="The second call returns the gradients of both: backward() adds to the .grad that the first one left behind. Clear .grad first, or use torch.autograd.grad.",
    ko="두 번째 호출이 첫 호출의 기울기까지 더해서 반환합니다. backward()가 첫 호출이 남긴 .grad에 더하기 때문입니다. 먼저 .grad를 지우거나 torch.autograd.grad를 쓰세요.",
)
def old_gradients_are_kept(stage_modules, loss_fn, x, y, micro_batches):
    for rows, targets in _micro_batches(x, y, micro_batches):
        (loss_fn(_through(stage_modules, rows), targets) * (len(rows) / len(x))).backward()
    return [parameter.grad for parameter in _parameters(stage_modules)]


# pipeline_bubble


@mistake(
    replaces="pipeline_bubble",
    en="(p - 1) / m compares the bubble with the useful time (as the Megatron-LM papers do). The share of the WHOLE time is (p - 1) / (m + p - 1), which never exceeds 1.",
    ko="(p - 1) / m은 버블을 유효 계산 시간에 견준 값입니다(Megatron-LM 논문의 정의). 전체 시간에서 차지하는 비율은 (p - 1) / (m + p - 1)이고 1을 넘지 않습니다.",
)
def bubble_over_useful_time(stages, micro_batches):
    return (stages - 1) / micro_batches


@mistake(
    replaces="pipeline_bubble",
    en="A pass takes m + p - 1 slots, not m + p: the last micro-batch leaves the last stage p - 1 slots after it entered the first.",
    ko="한 번 도는 데 걸리는 슬롯은 m + p가 아니라 m + p - 1입니다. 마지막 마이크로배치는 첫 단계에 들어간 지 p - 1슬롯 뒤에 마지막 단계에 이릅니다.",
)
def one_slot_too_many(stages, micro_batches):
    return (stages - 1) / (micro_batches + stages)


@mistake(
    replaces="pipeline_bubble",
    en="m / (m + p - 1) is the share of the time in which a stage works. The bubble is the rest: (p - 1) / (m + p - 1).",
    ko="m / (m + p - 1)은 단계가 일하는 시간의 비율입니다. 버블은 그 나머지인 (p - 1) / (m + p - 1)입니다.",
)
def busy_share_not_bubble(stages, micro_batches):
    return micro_batches / (micro_batches + stages - 1)
