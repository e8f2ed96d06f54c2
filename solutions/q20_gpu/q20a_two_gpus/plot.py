"""
Left: every message of your ring all-reduce among four workers; the number says how many workers' gradients are summed in
the chunk that is sent. For n - 1 steps the sums grow, for n - 1 more the finished chunks go round. Middle: what the
busiest worker sends, measured: the ring stays below twice the buffer however many workers there are, a server that
collects and returns everything does not. Right: the idle share of a pipeline falls with the number of micro-batches.

왼쪽: 워커 네 개가 ring all-reduce로 주고받은 모든 메시지입니다. 숫자는 보내는 조각에 워커 몇 개의 gradient가 더해져 있는지를 뜻합니다. 처음
n - 1단계 동안 합이 커지고, 다음 n - 1단계 동안 완성된 조각이 한 바퀴 돕니다. 가운데: 가장 바쁜 워커가 보낸 양을 잰 것입니다. ring에서는 워커가
아무리 많아도 버퍼의 두 배를 넘지 않지만, 모두 모아서 돌려주는 서버는 그렇지 않습니다. 오른쪽: 파이프라인이 노는 비율은 마이크로배치가 많을수록
줄어듭니다.
"""

from solution import pipeline_bubble, ring_all_reduce


def plot():
    import matplotlib.pyplot as plt
    import numpy as np
    import torch

    def ring(workers, size):
        """What each worker sent, step by step: the value in the chunk, which counts the summed workers."""
        sent = [[] for _ in range(workers)]

        def send(source, destination, chunk):
            sent[source].append(int(chunk.max()))
            return chunk.clone()

        _, sent_bytes = ring_all_reduce([torch.ones(size) for _ in range(workers)], send)
        return sent, max(sent_bytes) / (4 * size)

    _, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 4.2), layout="constrained")
    workers = 4
    sums = np.array(ring(workers, 8)[0])
    steps = sums.shape[1]
    left.imshow(sums, cmap="Blues", vmin=0, vmax=1.4 * workers, aspect="auto")
    for worker in range(workers):
        for step in range(steps):
            left.text(step, worker, sums[worker, step], ha="center", va="center", fontsize=13)
    left.axvline(workers - 1.5, color="black", linewidth=2)
    left.set(
        title="reduce-scatter | all-gather",
        xlabel="step",
        ylabel="sending worker",
        xticks=range(steps),
        xticklabels=range(1, steps + 1),
        yticks=range(workers),
    )

    counts = [2, 3, 4, 6, 8, 12, 16]
    middle.plot(
        counts,
        [ring(n, 240)[1] for n in counts],
        "o-",
        linewidth=2,
        label="ring, busiest worker (measured)",
    )
    middle.plot(
        counts, counts, "s--", color="tab:gray", label="one server that returns the sum to all"
    )
    middle.axhline(2, color="0.6", linestyle=":")
    middle.set(
        title="Sent for one all-reduce", xlabel="workers", ylabel="times the buffer", ylim=(0, 17)
    )
    middle.grid(alpha=0.3)
    middle.legend(frameon=False, loc="upper left")

    batches = np.arange(1, 65)
    for stages in (2, 4, 8):
        right.plot(
            batches,
            [pipeline_bubble(stages, int(m)) for m in batches],
            linewidth=2,
            label=f"{stages} stages",
        )
    right.set(title="Idle share of a pipeline", xlabel="micro-batches", ylim=(0, 1))
    right.grid(alpha=0.3)
    right.legend(frameon=False)
    plt.show()
