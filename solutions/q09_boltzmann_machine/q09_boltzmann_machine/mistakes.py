"""Classic wrong answers, each with the sentence that its author should read."""

import numpy as np
from solution import _sigmoid, _softplus
from solution import boltzmann_energy as right_boltzmann_energy
from solution import contrastive_divergence as right_contrastive_divergence
from solution import energy as right_energy
from solution import exact_gradient as right_exact_gradient
from solution import free_energy as right_free_energy
from solution import gibbs_step as right_gibbs_step
from solution import log_likelihood as right_log_likelihood
from solution import log_partition as right_log_partition
from solution import prob_hidden as right_prob_hidden
from solution import prob_visible as right_prob_visible

from autograder.authoring import mistake


def _draw(p, rng):
    return (rng.random(p.shape) < p).astype(p.dtype)


# --- boltzmann_energy


@mistake(
    replaces="boltzmann_energy",
    en="Your energy has the wrong sign. Low energy means likely, and units that support each other lower it: E = -s.W.s / 2 - b.s.",
    ko="에너지의 부호가 반대입니다. 에너지가 낮을수록 확률이 높고, 서로 돕는 unit은 에너지를 낮춥니다: E = -s.W.s / 2 - b.s.",
)
def sign_of_the_energy(s, W, b):
    return -right_boltzmann_energy(s, W, b)


@mistake(
    replaces="boltzmann_energy",
    en="The half is missing: s.W.s has each pair of units twice, once as ij and once as ji.",
    ko="1/2이 빠졌습니다. s.W.s에는 unit 쌍이 ij와 ji로 두 번씩 들어 있습니다.",
)
def half_forgotten(s, W, b):
    return 2 * right_boltzmann_energy(s, W, b) + s @ b


@mistake(
    replaces="boltzmann_energy",
    en="The half is over the biases, too. Only the pairs are counted twice: -s.W.s / 2 - b.s.",
    ko="bias까지 절반이 되었습니다. 두 번 세는 것은 쌍뿐입니다: -s.W.s / 2 - b.s.",
)
def biases_halved(s, W, b):
    return right_boltzmann_energy(s, W, b) + s @ b / 2


@mistake(
    replaces="boltzmann_energy",
    en="s @ W @ s.T is (N, N): it has every row with every other. The energy of a row is np.sum(s @ W * s, axis=1).",
    ko="s @ W @ s.T는 (N, N)이라서 모든 행끼리의 조합입니다. 행마다의 에너지는 np.sum(s @ W * s, axis=1)입니다.",
)
def every_row_with_every_row(s, W, b):
    right_boltzmann_energy(s, W, b)
    return -(s @ W @ s.T) / 2 - s @ b


@mistake(
    replaces="boltzmann_energy",
    en="The energies of all rows are added up. Each row is a state of its own and has its own energy: (N,).",
    ko="모든 행의 에너지를 더했습니다. 행마다 하나의 상태이므로 에너지도 행마다 하나씩, (N,)이어야 합니다.",
)
def energies_added_up(s, W, b):
    return np.sum(right_boltzmann_energy(s, W, b))


@mistake(
    replaces="boltzmann_energy",
    en="The biases are left out: each unit that is 1 lowers the energy by its bias, - b.s.",
    ko="bias가 빠졌습니다. 1인 unit은 저마다 bias만큼 에너지를 낮춥니다: - b.s.",
)
def biases_left_out(s, W, b):
    return right_boltzmann_energy(s, W, np.zeros_like(b))


@mistake(
    replaces="boltzmann_energy",
    en="W is not checked. Without symmetry and a zero diagonal this energy and the conditional probabilities do not belong together: raise ValueError.",
    ko="W를 확인하지 않았습니다. 대칭이 아니거나 대각 성분이 0이 아니면 에너지와 조건부 확률이 서로 맞지 않습니다. ValueError를 일으키세요.",
)
def weights_not_checked(s, W, b):
    return -np.sum(s @ W * s, axis=1) / 2 - s @ b


@mistake(
    replaces="boltzmann_energy",
    en="Only the symmetry of W is checked. A unit has no connection to itself: refuse a diagonal that is not zero as well.",
    ko="W의 대칭만 확인했습니다. unit은 자기 자신과 연결되지 않으므로, 대각 성분이 0이 아닌 경우도 거절해야 합니다.",
)
def diagonal_not_checked(s, W, b):
    if not np.allclose(W, W.T):
        raise ValueError("W")
    return -np.sum(s @ W * s, axis=1) / 2 - s @ b


# --- conditional_probability


@mistake(
    replaces="conditional_probability",
    en="The input of the unit is halved. The half in the energy only makes up for counting pairs twice: E0 - E1 = sum_j W_ij s_j + b_i.",
    ko="unit의 입력이 절반이 되었습니다. 에너지의 1/2은 쌍을 두 번 세는 것을 상쇄할 뿐입니다: E0 - E1 = sum_j W_ij s_j + b_i.",
)
def input_halved(s, i, W, b):
    right_boltzmann_energy(s, W, b)
    return _sigmoid(s @ W[i] / 2 + b[i])


@mistake(
    replaces="conditional_probability",
    en="This is the probability that the unit is 0. Where turning it on lowers the energy it should be above 1/2: sigmoid(E0 - E1).",
    ko="unit이 0일 확률을 구했습니다. 켰을 때 에너지가 낮아진다면 1/2보다 커야 합니다: sigmoid(E0 - E1).",
)
def probability_of_zero(s, i, W, b):
    right_boltzmann_energy(s, W, b)
    return _sigmoid(-(s @ W[i] + b[i]))


@mistake(
    replaces="conditional_probability",
    en="This is the probability of the value that the unit has in s. Asked for is that of 1, whatever s has there.",
    ko="s에 있는 값 그대로일 확률을 구했습니다. s의 값과 상관없이 1일 확률이 필요합니다.",
)
def probability_of_the_present_value(s, i, W, b):
    right_boltzmann_energy(s, W, b)
    return _sigmoid((2.0 * s[:, i] - 1) * (s @ W[i] + b[i]))


@mistake(
    replaces="conditional_probability",
    en="The bias of the unit is left out of its input: sum_j W_ij s_j + b_i.",
    ko="입력에 unit의 bias가 빠졌습니다: sum_j W_ij s_j + b_i.",
)
def input_without_the_bias(s, i, W, b):
    right_boltzmann_energy(s, W, b)
    return _sigmoid(s @ W[i])


@mistake(
    replaces="conditional_probability",
    en="exp(x) / (1 + exp(x)) is inf / inf = NaN for large x, and so is exp(-E1) / (exp(-E0) + exp(-E1)). Use the sigmoid of the difference, with an exponent that is never above 0.",
    ko="x가 크면 exp(x) / (1 + exp(x))는 inf / inf = NaN이고 exp(-E1) / (exp(-E0) + exp(-E1))도 그렇습니다. 차이의 sigmoid를, 지수가 0보다 커지지 않게 계산하세요.",
)
def conditional_overflows(s, i, W, b):
    right_boltzmann_energy(s, W, b)
    x = s @ W[i] + b[i]
    with np.errstate(all="ignore"):
        return np.exp(x) / (1 + np.exp(x))


@mistake(
    replaces="conditional_probability",
    en="You return the probabilities of all units. Asked for is unit i: one number per row, (N,).",
    ko="모든 unit의 확률을 반환했습니다. unit i만 필요하므로 행마다 수 하나, (N,)이어야 합니다.",
)
def all_units_at_once(s, i, W, b):
    right_boltzmann_energy(s, W, b)
    return _sigmoid(s @ W + b)


@mistake(
    replaces="conditional_probability",
    en="W is not checked here. Refuse weights that are not symmetric or have a diagonal, as boltzmann_energy does: raise ValueError.",
    ko="여기서 W를 확인하지 않았습니다. boltzmann_energy와 마찬가지로 대칭이 아니거나 대각 성분이 있으면 ValueError를 일으키세요.",
)
def conditional_without_a_check(s, i, W, b):
    return _sigmoid(s @ W[i] + b[i])


# --- energy


@mistake(
    replaces="energy",
    en="Your energy has the wrong sign: E = -v W h - b.v - c.h, so that states which fit the weights are low and likely.",
    ko="에너지의 부호가 반대입니다. 가중치에 맞는 상태의 에너지가 낮고 확률이 높아야 합니다: E = -v W h - b.v - c.h.",
)
def sign_of_the_rbm_energy(v, h, W, b, c):
    return -right_energy(v, h, W, b, c)


@mistake(
    replaces="energy",
    en="The biases are swapped: b belongs to the visible units, c to the hidden ones.",
    ko="bias가 뒤바뀌었습니다. b는 가시 unit의, c는 은닉 unit의 bias입니다.",
)
def biases_swapped(v, h, W, b, c):
    return right_energy(v, h, W, c, b)


@mistake(
    replaces="energy",
    en="W is transposed. Its rows belong to the visible units: v @ W, and never v @ W.T.",
    ko="W를 전치했습니다. W의 행이 가시 unit이므로 v @ W.T가 아니라 v @ W입니다.",
)
def weights_transposed(v, h, W, b, c):
    return right_energy(v, h, W.T, b, c)


@mistake(
    replaces="energy",
    en="The half of the full machine does not belong here: v W h has each pair once already.",
    ko="여기에는 1/2이 필요 없습니다. v W h에는 쌍이 이미 한 번씩만 들어 있습니다.",
)
def half_of_the_full_machine(v, h, W, b, c):
    return right_energy(v, h, W / 2, b, c)


@mistake(
    replaces="energy",
    en="The hidden biases are left out: - c.h belongs to the energy as well.",
    ko="은닉층의 bias가 빠졌습니다. - c.h도 에너지에 들어갑니다.",
)
def hidden_biases_left_out(v, h, W, b, c):
    return right_energy(v, h, W, b, np.zeros_like(c))


@mistake(
    replaces="energy",
    en="v @ W @ h.T is (N, N): it has every v with every h. Row n of v belongs to row n of h: np.sum(v @ W * h, axis=1).",
    ko="v @ W @ h.T는 (N, N)이라서 모든 v와 모든 h의 조합입니다. v의 n번째 행은 h의 n번째 행과 짝입니다: np.sum(v @ W * h, axis=1).",
)
def every_v_with_every_h(v, h, W, b, c):
    return -(v @ W @ h.T) - (v @ b)[:, None] - h @ c


# --- free_energy


@mistake(
    replaces="free_energy",
    en="You sum the inputs of the hidden units. That is the energy with all of them 1; summing exp(-E) over both values of each gives log(1 + e^x), the softplus.",
    ko="은닉 unit의 입력을 그대로 더했습니다. 그것은 은닉 unit이 모두 1일 때의 에너지입니다. 두 값에 대해 exp(-E)를 더하면 unit마다 log(1 + e^x), 즉 softplus가 됩니다.",
)
def hidden_sum_in_place_of_softplus(v, W, b, c):
    return -(v @ b) - np.sum(v @ W + c, axis=1)


@mistake(
    replaces="free_energy",
    en="max(0, x) counts only the best hidden state. The free energy counts all of them: log(1 + e^x).",
    ko="max(0, x)는 가장 좋은 은닉 상태 하나만 셉니다. free energy는 모든 상태를 셉니다: log(1 + e^x).",
)
def only_the_best_hidden_state(v, W, b, c):
    return -(v @ b) - np.sum(np.maximum(v @ W + c, 0), axis=1)


@mistake(
    replaces="free_energy",
    en="This is the energy at the hidden units' mean values. It lacks their entropy: the log of a sum is not the sum at the mean. Use the softplus.",
    ko="은닉 unit의 평균에서 구한 에너지입니다. 엔트로피가 빠져 있습니다. 합의 로그는 평균에서의 값과 다르므로 softplus를 쓰세요.",
)
def energy_at_the_mean(v, W, b, c):
    x = v @ W + c
    return -(v @ b) - np.sum(_sigmoid(x) * x, axis=1)


@mistake(
    replaces="free_energy",
    en="log(1 + e^x) overflows above x = 709, and then the free energy is -inf. Use np.logaddexp(0, x).",
    ko="x가 709보다 크면 log(1 + e^x)의 exp가 넘쳐 free energy가 -inf가 됩니다. np.logaddexp(0, x)를 쓰세요.",
)
def softplus_overflows(v, W, b, c):
    with np.errstate(over="ignore"):
        return -(v @ b) - np.sum(np.log1p(np.exp(v @ W + c)), axis=1)


@mistake(
    replaces="free_energy",
    en="Clipping the exponent keeps the softplus finite and wrong: for large x it is x itself. Use np.logaddexp(0, x).",
    ko="지수를 자르면 softplus가 유한하긴 하지만 틀립니다. x가 크면 softplus는 x 자체입니다. np.logaddexp(0, x)를 쓰세요.",
)
def softplus_clipped(v, W, b, c):
    x = np.clip(v @ W + c, -500, 500)
    return -(v @ b) - np.sum(np.log1p(np.exp(x)), axis=1)


@mistake(
    replaces="free_energy",
    en="The sign of the free energy is wrong. F = -log sum_h exp(-E), low means likely as for energies, and Z is the sum of exp(-F).",
    ko="free energy의 부호가 반대입니다. F = -log sum_h exp(-E)이고 에너지처럼 낮을수록 확률이 높으며, Z는 exp(-F)의 합입니다.",
)
def sign_of_the_free_energy(v, W, b, c):
    return -right_free_energy(v, W, b, c)


@mistake(
    replaces="free_energy",
    en="The visible term is left out: -b.v stands outside of the sum over h, but it is still there.",
    ko="가시층의 항이 빠졌습니다. -b.v는 h에 대한 합의 밖에 있지만 그대로 남아 있어야 합니다.",
)
def visible_term_left_out(v, W, b, c):
    return right_free_energy(v, W, np.zeros_like(b), c)


@mistake(
    replaces="free_energy",
    en="You sum log sigmoid(x), which is minus softplus(-x). The sum over h_j = 0 and 1 is 1 + e^x: softplus(x).",
    ko="log sigmoid(x)를 더했는데, 그것은 -softplus(-x)입니다. h_j = 0과 1에 대한 합은 1 + e^x이므로 softplus(x)입니다.",
)
def log_of_the_probability(v, W, b, c):
    return -(v @ b) + np.sum(_softplus(-(v @ W + c)), axis=1)


# --- prob_hidden


@mistake(
    replaces="prob_hidden",
    en="The visible biases went into the hidden units' inputs. c is the hidden bias: sigmoid(v @ W + c).",
    ko="은닉 unit의 입력에 가시층의 bias를 더했습니다. 은닉층의 bias는 c입니다: sigmoid(v @ W + c).",
)
def hidden_with_the_visible_bias(v, W, b, c):
    return right_prob_hidden(v, W, c, b)


@mistake(
    replaces="prob_hidden",
    en="The bias is left out: sigmoid(v @ W + c).",
    ko="bias가 빠졌습니다: sigmoid(v @ W + c).",
)
def hidden_without_bias(v, W, b, c):
    return right_prob_hidden(v, W, b, np.zeros_like(c))


@mistake(
    replaces="prob_hidden",
    en="exp(x) / (1 + exp(x)) is inf / inf = NaN for x above 709. Write the sigmoid with an exponent that is never above 0.",
    ko="x가 709보다 크면 exp(x) / (1 + exp(x))는 inf / inf = NaN입니다. 지수가 0보다 커지지 않도록 sigmoid를 쓰세요.",
)
def hidden_overflows(v, W, b, c):
    x = v @ W + c
    with np.errstate(all="ignore"):
        return np.exp(x) / (1 + np.exp(x))


@mistake(
    replaces="prob_hidden",
    en="A softmax lets one hidden unit win. The units are independent given v, and any number may be 1: each has a sigmoid of its own.",
    ko="softmax는 은닉 unit 중 하나만 고르게 합니다. v가 주어지면 unit들은 독립이고 몇 개든 1일 수 있으므로 unit마다 sigmoid를 씁니다.",
)
def softmax_over_the_hidden(v, W, b, c):
    x = v @ W + c
    weights = np.exp(x - x.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)


@mistake(
    replaces="prob_hidden",
    en="You return decisions, not probabilities. Leave out the threshold; gibbs_step draws.",
    ko="확률이 아니라 0과 1의 판정을 반환했습니다. 임계값을 빼세요. 뽑는 것은 gibbs_step의 일입니다.",
)
def hidden_decided(v, W, b, c):
    p = right_prob_hidden(v, W, b, c)
    return (p > 0.5).astype(p.dtype)


@mistake(
    replaces="prob_hidden",
    en="This is p(h_j = 0 | v). Energy that falls when h_j is turned on makes 1 more likely: sigmoid(+(v @ W + c)).",
    ko="p(h_j = 0 | v)를 구했습니다. h_j를 켤 때 에너지가 내려가면 1의 확률이 커집니다: sigmoid(+(v @ W + c)).",
)
def hidden_being_zero(v, W, b, c):
    return right_prob_hidden(v, -W, b, -c)


# --- prob_visible


@mistake(
    replaces="prob_visible",
    en="W is not transposed. From the hidden units back to the visible ones it is h @ W.T.",
    ko="W를 전치하지 않았습니다. 은닉층에서 가시층으로 갈 때는 h @ W.T입니다.",
)
def visible_without_the_transpose(h, W, b, c):
    return right_prob_visible(h, W.T, b, c)


@mistake(
    replaces="prob_visible",
    en="The hidden biases went into the visible units' inputs. b is the visible bias: sigmoid(h @ W.T + b).",
    ko="가시 unit의 입력에 은닉층의 bias를 더했습니다. 가시층의 bias는 b입니다: sigmoid(h @ W.T + b).",
)
def visible_with_the_hidden_bias(h, W, b, c):
    return right_prob_visible(h, W, c, b)


@mistake(
    replaces="prob_visible",
    en="The bias is left out: sigmoid(h @ W.T + b).",
    ko="bias가 빠졌습니다: sigmoid(h @ W.T + b).",
)
def visible_without_bias(h, W, b, c):
    return right_prob_visible(h, W, np.zeros_like(b), c)


@mistake(
    replaces="prob_visible",
    en="exp(x) / (1 + exp(x)) is inf / inf = NaN for x above 709. Write the sigmoid with an exponent that is never above 0.",
    ko="x가 709보다 크면 exp(x) / (1 + exp(x))는 inf / inf = NaN입니다. 지수가 0보다 커지지 않도록 sigmoid를 쓰세요.",
)
def visible_overflows(h, W, b, c):
    x = h @ W.T + b
    with np.errstate(all="ignore"):
        return np.exp(x) / (1 + np.exp(x))


@mistake(
    replaces="prob_visible",
    en="You return the field h @ W.T + b, as for real-valued visible units. These are binary: put it through the sigmoid.",
    ko="가시 unit이 실수일 때처럼 h @ W.T + b를 그대로 반환했습니다. 여기서는 이진 unit이므로 sigmoid를 거쳐야 합니다.",
)
def visible_without_the_sigmoid(h, W, b, c):
    return h @ W.T + b


# --- gibbs_step


@mistake(
    replaces="gibbs_step",
    en="There are probabilities where samples belong; a chain of them is mean field and ends elsewhere. Draw both layers in every step: rng.random(p.shape) < p.",
    ko="표본이 있어야 할 곳에 확률이 있습니다. 확률만 넘기며 걷는 것은 mean field이고 다른 곳으로 갑니다. 매 단계 두 층을 모두 뽑으세요: rng.random(p.shape) < p.",
)
def probabilities_where_samples_belong(v, W, b, c, rng):
    h = right_prob_hidden(v, W, b, c)
    return right_prob_visible(h, W, b, c), h


@mistake(
    replaces="gibbs_step",
    en="v_new is a probability. Both layers are sampled in a Gibbs step: draw v_new from p(v | h), too.",
    ko="v_new가 확률입니다. Gibbs step에서는 두 층을 모두 뽑습니다. v_new도 p(v | h)에서 뽑으세요.",
)
def visible_not_drawn(v, W, b, c, rng):
    h = _draw(right_prob_hidden(v, W, b, c), rng)
    return right_prob_visible(h, W, b, c), h


@mistake(
    replaces="gibbs_step",
    en="v_new is drawn given the probabilities of the hidden units, not given their samples. The sigmoid of a mean is not the mean of the sigmoid: use the h that was drawn.",
    ko="v_new를 h의 표본이 아니라 은닉 unit의 확률로 뽑았습니다. 평균의 sigmoid는 sigmoid의 평균과 다릅니다. 뽑은 h를 쓰세요.",
)
def visible_given_probabilities(v, W, b, c, rng):
    p = right_prob_hidden(v, W, b, c)
    h = _draw(p, rng)
    return _draw(right_prob_visible(p, W, b, c), rng), h


@mistake(
    replaces="gibbs_step",
    en="You round the probabilities, so each state is followed by the same one for ever and the chain explores nothing. Compare them with rng.random(p.shape).",
    ko="확률을 반올림했습니다. 그러면 같은 상태 뒤에 늘 같은 상태가 와서 chain이 아무것도 탐색하지 못합니다. rng.random(p.shape)과 비교하세요.",
)
def rounded_in_place_of_drawn(v, W, b, c, rng):
    h = np.round(right_prob_hidden(v, W, b, c))
    return np.round(right_prob_visible(h, W, b, c)), h


@mistake(
    replaces="gibbs_step",
    en="You compare the wrong way: rng.random() > p is 1 with probability 1 - p. Use <.",
    ko="비교 방향이 반대입니다. rng.random() > p는 1 - p의 확률로 1이 됩니다. <를 쓰세요.",
)
def compared_the_wrong_way(v, W, b, c, rng):
    p = right_prob_hidden(v, W, b, c)
    h = (rng.random(p.shape) > p).astype(p.dtype)
    p = right_prob_visible(h, W, b, c)
    return (rng.random(p.shape) > p).astype(p.dtype), h


@mistake(
    replaces="gibbs_step",
    en="All units of a row are compared with one random number, so they are 1 together. Draw one for each unit: rng.random(p.shape).",
    ko="한 행의 모든 unit을 난수 하나와 비교해서 unit들이 함께 1이 됩니다. unit마다 하나씩 뽑으세요: rng.random(p.shape).",
)
def one_number_per_row(v, W, b, c, rng):
    p = right_prob_hidden(v, W, b, c)
    h = (rng.random((len(v), 1)) < p).astype(p.dtype)
    p = right_prob_visible(h, W, b, c)
    return (rng.random((len(v), 1)) < p).astype(p.dtype), h


@mistake(
    replaces="gibbs_step",
    en="All rows are compared with the same random numbers, so the chains are copies of each other. Draw for each row: rng.random(p.shape).",
    ko="모든 행을 같은 난수와 비교해서 chain들이 서로 복사본이 됩니다. 행마다 따로 뽑으세요: rng.random(p.shape).",
)
def one_row_of_numbers(v, W, b, c, rng):
    p = right_prob_hidden(v, W, b, c)
    h = (rng.random(p.shape[1]) < p).astype(p.dtype)
    p = right_prob_visible(h, W, b, c)
    return (rng.random(p.shape[1]) < p).astype(p.dtype), h


@mistake(
    replaces="gibbs_step",
    en="You return (h, v_new). The order is (v_new, h).",
    ko="(h, v_new)를 반환했습니다. 순서는 (v_new, h)입니다.",
)
def hidden_returned_first(v, W, b, c, rng):
    return right_gibbs_step(v, W, b, c, rng)[::-1]


@mistake(
    replaces="gibbs_step",
    en="You return another h, drawn after v_new. The h to return is the one that v_new was drawn from.",
    ko="v_new 다음에 새로 뽑은 h를 반환했습니다. v_new를 뽑을 때 쓴 h를 반환해야 합니다.",
)
def hidden_of_the_new_visible(v, W, b, c, rng):
    v_new, _ = right_gibbs_step(v, W, b, c, rng)
    return v_new, _draw(right_prob_hidden(v_new, W, b, c), rng)


@mistake(
    replaces="gibbs_step",
    en="You draw from the global np.random and never use rng, so nobody can repeat the chain. Draw from rng.",
    ko="전역 np.random에서 뽑고 rng는 쓰지 않아서 chain을 재현할 수 없습니다. rng에서 뽑으세요.",
)
def drawn_globally(v, W, b, c, rng):
    p = right_prob_hidden(v, W, b, c)
    h = (np.random.random(p.shape) < p).astype(p.dtype)
    p = right_prob_visible(h, W, b, c)
    return (np.random.random(p.shape) < p).astype(p.dtype), h


# --- log_partition


def _states(units):
    return np.arange(2**units)[:, None] >> np.arange(units) & 1


def _turned(W, b, c):
    return (W, b, c) if len(b) <= len(c) else (W.T, c, b)


def _logs(W, b, c):
    """-F of every state of the smaller layer."""
    W, b, c = _turned(W, b, c)
    return -right_free_energy(_states(len(b)), W, b, c)


def _log_sum(logs):
    return logs.max() + np.log(np.sum(np.exp(logs - logs.max())))


@mistake(
    replaces="log_partition",
    en="You enumerate a layer of 40 units (or both layers), 2^40 states and more. The other one is small, and this one can be summed over in closed form: enumerate the smaller layer, whichever it is.",
    ko="unit이 40개인 층(또는 두 층 모두)의 상태를 2^40개 이상 나열했습니다. 큰 층은 식으로 더할 수 있으므로, 가시층이든 은닉층이든 작은 쪽만 나열하세요.",
)
def larger_layer_enumerated(W, b, c):
    if len(b) < len(c):
        W, b, c = W.T, c, b
    return _log_sum(-right_free_energy(_states(len(b)), W, b, c))


@mistake(
    replaces="log_partition",
    en="exp overflows and the log of it is inf. Take the largest term out first: max + log(sum(exp(logs - max))).",
    ko="exp가 넘쳐 로그가 inf가 됩니다. 가장 큰 항을 먼저 빼내세요: max + log(sum(exp(logs - max))).",
)
def sum_overflows(W, b, c):
    with np.errstate(all="ignore"):
        return np.log(np.sum(np.exp(_logs(W, b, c))))


@mistake(
    replaces="log_partition",
    en="The state in which all units are 0 is missing. It counts like the others: from 0 to 2^n - 1.",
    ko="모든 unit이 0인 상태가 빠졌습니다. 그 상태도 똑같이 셉니다: 0부터 2^n - 1까지입니다.",
)
def state_of_zeros_missing(W, b, c):
    W, b, c = _turned(W, b, c)
    return _log_sum(-right_free_energy(_states(len(b))[1:], W, b, c))


@mistake(
    replaces="log_partition",
    en="Your units are -1 and 1. Here they are 0 and 1.",
    ko="unit의 값을 -1과 1로 두었습니다. 여기서는 0과 1입니다.",
)
def units_of_minus_one_and_one(W, b, c):
    W, b, c = _turned(W, b, c)
    return _log_sum(-right_free_energy(2 * _states(len(b)) - 1, W, b, c))


@mistake(
    replaces="log_partition",
    en="You take the mean over the states. Z is their sum: there is a log of their number between the two.",
    ko="상태에 대한 평균을 구했습니다. Z는 합입니다. 둘은 상태 수의 로그만큼 다릅니다.",
)
def mean_over_the_states(W, b, c):
    logs = _logs(W, b, c)
    return _log_sum(logs) - np.log(len(logs))


@mistake(
    replaces="log_partition",
    en="This is the largest term alone, minus the lowest free energy. The other states count as well: log of the sum of all exp(-F).",
    ko="가장 큰 항, 즉 가장 낮은 free energy만 셌습니다. 다른 상태도 모두 더해야 합니다: 모든 exp(-F)의 합의 로그입니다.",
)
def largest_term_alone(W, b, c):
    return _logs(W, b, c).max()


@mistake(
    replaces="log_partition",
    en="The blocks are not added: you keep the largest block's log of the sum. Z is the sum over all blocks, so their logs go through another log-sum-exp.",
    ko="블록들을 더하지 않고 가장 큰 블록의 값만 남겼습니다. Z는 모든 블록의 합이므로 블록별 로그를 다시 log-sum-exp로 더해야 합니다.",
)
def blocks_not_added(W, b, c):
    logs = _logs(W, b, c)
    return max(_log_sum(logs[start : start + 1024]) for start in range(0, len(logs), 1024))


@mistake(
    replaces="log_partition",
    en="The smaller layer is enumerated, but the other one is left out instead of summed over: use exp(-F), not exp(b.v).",
    ko="작은 층만 나열하고 다른 층은 더하지 않은 채 빠뜨렸습니다. exp(b.v)가 아니라 exp(-F)를 쓰세요.",
)
def other_layer_left_out(W, b, c):
    _, b, _ = _turned(W, b, c)
    return _log_sum(_states(len(b)) @ b)


# --- log_likelihood


@mistake(
    replaces="log_likelihood",
    en="The partition function is left out. exp(-F) alone is no probability: subtract log Z.",
    ko="분배함수가 빠졌습니다. exp(-F)만으로는 확률이 아닙니다. log Z를 빼세요.",
)
def partition_left_out(v, W, b, c):
    return -np.mean(right_free_energy(v, W, b, c))


@mistake(
    replaces="log_likelihood",
    en="log Z is added. To divide by Z is to subtract its logarithm.",
    ko="log Z를 더했습니다. Z로 나누는 것은 로그를 빼는 것입니다.",
)
def partition_added(v, W, b, c):
    return -np.mean(right_free_energy(v, W, b, c)) + right_log_partition(W, b, c)


@mistake(
    replaces="log_likelihood",
    en="The free energy comes in with the wrong sign: log p(v) = -F(v) - log Z.",
    ko="free energy의 부호가 반대입니다: log p(v) = -F(v) - log Z.",
)
def free_energy_added(v, W, b, c):
    return np.mean(right_free_energy(v, W, b, c)) - right_log_partition(W, b, c)


@mistake(
    replaces="log_likelihood",
    en="You return the sum over the rows. It is their mean, so that it does not depend on how many there are.",
    ko="행의 합을 반환했습니다. 행의 수에 좌우되지 않도록 평균이어야 합니다.",
)
def likelihood_added_up(v, W, b, c):
    return len(v) * right_log_likelihood(v, W, b, c)


@mistake(
    replaces="log_likelihood",
    en="The rows are added up but log Z is subtracted once only. Each row has its own log Z: take the mean of -F - log Z.",
    ko="행은 더하면서 log Z는 한 번만 뺐습니다. log Z는 행마다 빼야 합니다. -F - log Z의 평균을 구하세요.",
)
def partition_once_for_all_rows(v, W, b, c):
    return -np.sum(right_free_energy(v, W, b, c)) - right_log_partition(W, b, c)


@mistake(
    replaces="log_likelihood",
    en="This is the log of the mean probability. Asked for is the mean of the logs, which is the log of the product.",
    ko="확률의 평균에 로그를 취했습니다. 필요한 것은 로그의 평균, 곧 곱의 로그입니다.",
)
def log_of_the_mean(v, W, b, c):
    logs = -right_free_energy(v, W, b, c)
    return _log_sum(logs) - np.log(len(v)) - right_log_partition(W, b, c)


@mistake(
    replaces="log_likelihood",
    en="This is the cost, minus the log-likelihood. A likelihood grows as the model gets better.",
    ko="log-likelihood에 음의 부호를 붙인 비용입니다. likelihood는 모델이 좋아질수록 커집니다.",
)
def likelihood_as_a_cost(v, W, b, c):
    return -right_log_likelihood(v, W, b, c)


# --- exact_gradient


def _data(v, W, b, c):
    h = right_prob_hidden(v, W, b, c)
    return {"W": v.T @ h / len(v), "b": v.mean(axis=0), "c": h.mean(axis=0)}


def _model(v, W, b, c):
    data, gradient = _data(v, W, b, c), right_exact_gradient(v, W, b, c)
    return {name: data[name] - gradient[name] for name in data}


@mistake(
    replaces="exact_gradient",
    en="The phases are swapped: data minus model is the way up, and yours makes the data less likely.",
    ko="두 phase가 뒤바뀌었습니다. 데이터에서 모델을 빼야 오르막이고, 지금은 데이터의 확률을 낮춥니다.",
)
def phases_swapped(v, W, b, c):
    return {name: -part for name, part in right_exact_gradient(v, W, b, c).items()}


@mistake(
    replaces="exact_gradient",
    en="The model's means are left out. Without them the weights grow for ever: data minus model.",
    ko="모델의 평균이 빠졌습니다. 그러면 가중치가 끝없이 커집니다. 데이터에서 모델을 빼야 합니다.",
)
def model_left_out(v, W, b, c):
    return _data(v, W, b, c)


@mistake(
    replaces="exact_gradient",
    en="The data term is added up over the rows. The log-likelihood is a mean over them: divide by N.",
    ko="데이터 항을 행에 대해 더하기만 했습니다. log-likelihood는 행의 평균이므로 N으로 나누어야 합니다.",
)
def data_added_up(v, W, b, c):
    data, model = _data(v, W, b, c), _model(v, W, b, c)
    return {name: len(v) * data[name] - model[name] for name in data}


@mistake(
    replaces="exact_gradient",
    en="For W you multiply the means of v and h. Under the model the two depend on each other: it is the mean of the product.",
    ko="W에서 v의 평균과 h의 평균을 곱했습니다. 모델에서 둘은 서로 의존하므로 곱의 평균이어야 합니다.",
)
def product_of_the_means(v, W, b, c):
    data, model = _data(v, W, b, c), _model(v, W, b, c)
    model["W"] = np.outer(model["b"], model["c"])
    return {name: data[name] - model[name] for name in data}


@mistake(
    replaces="exact_gradient",
    en="All states count the same in your model term. Each counts by its probability, exp(-F) / Z.",
    ko="모델 항에서 모든 상태를 똑같이 셌습니다. 상태마다 확률 exp(-F) / Z만큼 세야 합니다.",
)
def states_not_weighted(v, W, b, c):
    data = _data(v, W, b, c)
    states = _states(min(len(b), len(c)))
    if len(b) <= len(c):
        h = right_prob_hidden(states, W, b, c)
        model = {"W": states.T @ h / len(h), "b": states.mean(axis=0), "c": h.mean(axis=0)}
    else:
        x = right_prob_visible(states, W, b, c)
        model = {"W": x.T @ states / len(x), "b": x.mean(axis=0), "c": states.mean(axis=0)}
    return {name: data[name] - model[name] for name in data}


@mistake(
    replaces="exact_gradient",
    en="The parts for b and c are swapped: b belongs to the visible units and gets the means of v.",
    ko="b와 c가 뒤바뀌었습니다. b는 가시 unit의 bias이므로 v의 평균의 차이입니다.",
)
def gradients_of_the_biases_swapped(v, W, b, c):
    gradient = right_exact_gradient(v, W, b, c)
    return {"W": gradient["W"], "b": gradient["c"], "c": gradient["b"]}


@mistake(
    replaces="exact_gradient",
    en="The part for W is transposed. It has the shape of W, (V, H): v.T @ h.",
    ko="W 부분이 전치되어 있습니다. W와 같은 (V, H) 모양이어야 합니다: v.T @ h.",
)
def gradient_transposed(v, W, b, c):
    gradient = right_exact_gradient(v, W, b, c)
    return gradient | {"W": gradient["W"].T}


@mistake(
    replaces="exact_gradient",
    en="exp(-F) overflows before it is divided by Z. Take the logarithm first: exp(-F - log Z) is never above 1.",
    ko="Z로 나누기 전에 exp(-F)가 넘칩니다. 로그에서 먼저 빼세요: exp(-F - log Z)는 1을 넘지 않습니다.",
)
def weights_of_states_overflow(v, W, b, c):
    with np.errstate(all="ignore"):
        p = np.exp(_logs(W, b, c))
        sane = np.isfinite(p.sum()) and p.sum() > 0
    gradient = right_exact_gradient(v, W, b, c)
    return gradient if sane else {name: part * np.nan for name, part in gradient.items()}


# --- contrastive_divergence


def _chain(v, W, b, c, k, rng):
    for _ in range(k):
        v, _ = right_gibbs_step(v, W, b, c, rng)
    return v


def _difference(one, other):
    return {name: one[name] - other[name] for name in one}


@mistake(
    replaces="contrastive_divergence",
    en="The phases are swapped: v_0 minus v_k is the way up. Yours unlearns the data and learns the model's own fantasies.",
    ko="두 phase가 뒤바뀌었습니다. v_0에서 v_k를 빼야 오르막입니다. 지금은 데이터를 잊고 모델이 만든 표본을 배웁니다.",
)
def divergence_with_phases_swapped(v, W, b, c, k, rng):
    gradient = right_contrastive_divergence(v, W, b, c, k, rng)
    return {name: -part for name, part in gradient.items()}


@mistake(
    replaces="contrastive_divergence",
    en="Your gradient is added up over the rows. Take means, so that the learning rate does not depend on the batch size.",
    ko="gradient를 행에 대해 더했습니다. 학습률이 batch size에 좌우되지 않도록 평균을 쓰세요.",
)
def divergence_added_up(v, W, b, c, k, rng):
    gradient = right_contrastive_divergence(v, W, b, c, k, rng)
    return {name: len(v) * part for name, part in gradient.items()}


@mistake(
    replaces="contrastive_divergence",
    en="You make one step whatever k is. The chain goes on from where it is, k times.",
    ko="k와 상관없이 한 번만 걷습니다. chain은 지금 있는 곳에서 이어서 k번 걸어야 합니다.",
)
def one_step_only(v, W, b, c, k, rng):
    return right_contrastive_divergence(v, W, b, c, 1, rng)


@mistake(
    replaces="contrastive_divergence",
    en="You make one step too many. CD-1 is v_0, h, v_1, and then the probabilities p(h | v_1).",
    ko="한 번 더 걸었습니다. CD-1은 v_0, h, v_1까지 가고, 그다음은 확률 p(h | v_1)입니다.",
)
def one_step_too_many(v, W, b, c, k, rng):
    return right_contrastive_divergence(v, W, b, c, k + 1, rng)


@mistake(
    replaces="contrastive_divergence",
    en="The hidden units are not sampled on the way: v is drawn given their probabilities. They must be zeros and ones, or they tell more than a bit each.",
    ko="중간에 은닉 unit을 뽑지 않고 그 확률로 v를 뽑았습니다. 은닉 unit은 0과 1이어야 합니다. 그러지 않으면 1비트보다 많은 정보를 전달합니다.",
)
def hidden_units_not_drawn(v, W, b, c, k, rng):
    x = v
    for _ in range(k):
        x = _draw(right_prob_visible(right_prob_hidden(x, W, b, c), W, b, c), rng)
    return _difference(_data(v, W, b, c), _data(x, W, b, c))


@mistake(
    replaces="contrastive_divergence",
    en="The last v_k is a probability, p(v | h). Here the end of the chain is a sample like all others.",
    ko="마지막 v_k가 확률 p(v | h)입니다. 여기서는 chain의 끝도 다른 단계와 같이 표본입니다.",
)
def end_of_the_chain_not_drawn(v, W, b, c, k, rng):
    x = _chain(v, W, b, c, k - 1, rng)
    h = _draw(right_prob_hidden(x, W, b, c), rng)
    x = right_prob_visible(h, W, b, c)
    return _difference(_data(v, W, b, c), _data(x, W, b, c))


@mistake(
    replaces="contrastive_divergence",
    en="In the negative phase h is a sample. Take p(h | v_k): the mean is the same, and the noise is less.",
    ko="negative phase에서 h를 뽑았습니다. p(h | v_k)를 쓰세요. 기댓값은 같고 잡음은 적습니다.",
)
def hidden_drawn_at_the_end(v, W, b, c, k, rng):
    x = _chain(v, W, b, c, k, rng)
    h = _draw(right_prob_hidden(x, W, b, c), rng)
    negative = {"W": x.T @ h / len(v), "b": x.mean(axis=0), "c": h.mean(axis=0)}
    return _difference(_data(v, W, b, c), negative)


@mistake(
    replaces="contrastive_divergence",
    en="In the positive phase h is a sample. Take p(h | v_0): the mean is the same, and the noise is less.",
    ko="positive phase에서 h를 뽑았습니다. p(h | v_0)을 쓰세요. 기댓값은 같고 잡음은 적습니다.",
)
def hidden_drawn_at_the_start(v, W, b, c, k, rng):
    h = _draw(right_prob_hidden(v, W, b, c), rng)
    positive = {"W": v.T @ h / len(v), "b": v.mean(axis=0), "c": h.mean(axis=0)}
    return _difference(positive, _data(_chain(v, W, b, c, k, rng), W, b, c))


@mistake(
    replaces="contrastive_divergence",
    en="The negative phase pairs v_k with the h that it was drawn from, one step behind. It is p(h | v_k), from the end of the chain.",
    ko="negative phase에서 v_k를, v_k를 뽑을 때 쓴 한 단계 전의 h와 짝지었습니다. chain의 끝에서 구한 p(h | v_k)여야 합니다.",
)
def hidden_one_step_behind(v, W, b, c, k, rng):
    x = _chain(v, W, b, c, k - 1, rng)
    x, h = right_gibbs_step(x, W, b, c, rng)
    negative = {"W": x.T @ h / len(v), "b": x.mean(axis=0), "c": h.mean(axis=0)}
    return _difference(_data(v, W, b, c), negative)


@mistake(
    replaces="contrastive_divergence",
    en="Your chain starts at random states. It starts at the data, which is what makes a few steps enough.",
    ko="chain을 무작위 상태에서 시작했습니다. 데이터에서 시작해야 몇 번만 걸어도 충분합니다.",
)
def chain_from_random_states(v, W, b, c, k, rng):
    start = rng.integers(2, size=v.shape).astype(float)
    end = _chain(start, W, b, c, k, rng)
    return _difference(_data(v, W, b, c), _data(end, W, b, c))


@mistake(
    replaces="contrastive_divergence",
    en="For W you multiply the means over the rows. It is the mean of the products: v.T @ h / N.",
    ko="W에서 행에 대한 평균끼리 곱했습니다. 곱의 평균이어야 합니다: v.T @ h / N.",
)
def divergence_of_the_means(v, W, b, c, k, rng):
    one, other = _data(v, W, b, c), _data(_chain(v, W, b, c, k, rng), W, b, c)
    for phase in (one, other):
        phase["W"] = np.outer(phase["b"], phase["c"])
    return _difference(one, other)


@mistake(
    replaces="contrastive_divergence",
    en="The chain is written into the data: v[:] = ... changes the caller's batch, and the positive phase with it. Walk on an array of your own.",
    ko="chain을 데이터에 덮어썼습니다. v[:] = ...는 호출한 쪽의 batch를 바꿉니다. 새 배열 위에서 걸으세요.",
)
def data_overwritten(v, W, b, c, k, rng):
    positive = _data(v, W, b, c)
    for _ in range(k):
        v[:], _ = right_gibbs_step(v, W, b, c, rng)
    return _difference(positive, _data(v, W, b, c))


@mistake(
    replaces="contrastive_divergence",
    en="Each call makes a generator of its own, so the same noise comes in every update. Draw from rng.",
    ko="부를 때마다 generator를 새로 만들어서 갱신마다 똑같은 잡음이 나옵니다. rng에서 뽑으세요.",
)
def generator_of_its_own(v, W, b, c, k, rng):
    return right_contrastive_divergence(v, W, b, c, k, np.random.default_rng(0))
