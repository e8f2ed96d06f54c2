"""What students write at midnight, and what they should read."""

import numpy as np
from solution import SGD as RightSGD
from solution import Adam as RightAdam
from solution import AdamW as RightAdamW
from solution import RMSprop as RightRMSprop
from solution import _check_names

from autograder.authoring import mistake

# SGD


@mistake(
    replaces="SGD",
    en="Your step climbs: the gradient points uphill, so it is subtracted, params[name] - lr * g.",
    ko="loss를 올라갑니다. gradient는 오르막을 가리키므로 빼야 합니다: params[name] - lr * g.",
)
class uphill(RightSGD):
    def step(self, params, grads):
        return super().step(params, {name: -g for name, g in grads.items()})


@mistake(
    replaces="SGD",
    en="The learning rate is missing: a step is lr * g, not g itself.",
    ko="학습률이 빠졌습니다. 한 걸음은 g가 아니라 lr * g입니다.",
)
class sgd_without_lr(RightSGD):
    def step(self, params, grads):
        lr, self.lr = self.lr, 1.0
        new = super().step(params, grads)
        self.lr = lr
        return new


@mistake(
    replaces="SGD",
    en="You keep the learning rate of the constructor. A schedule sets optimizer.lr between steps, so read self.lr in every step.",
    ko="생성자에서 받은 학습률을 계속 씁니다. 스케줄러가 단계 사이에 optimizer.lr을 바꾸므로, step마다 self.lr을 읽으세요.",
)
class sgd_lr_frozen(RightSGD):
    def __init__(self, lr):
        self.lr = lr
        self.move = lambda theta, g: theta - lr * g

    def step(self, params, grads):
        _check_names(params, grads)
        return params | {name: self.move(params[name], g) for name, g in grads.items()}


@mistake(
    replaces="SGD",
    en="You return only the parameters that have a gradient; the others are lost. Start from dict(params), and replace what moves.",
    ko="gradient가 있는 파라미터만 반환해서 나머지가 사라집니다. dict(params)에서 시작해 움직인 것만 바꾸세요.",
)
class sgd_drops_missing_names(RightSGD):
    def step(self, params, grads):
        new = super().step(params, grads)
        return {name: new[name] for name in grads}


@mistake(
    replaces="SGD",
    en="params[name] -= ... writes into the arrays of the caller. Here a step returns a new dict and leaves its inputs alone: new[name] = params[name] - lr * g.",
    ko="params[name] -= ...는 호출한 쪽의 배열을 덮어씁니다. 여기서 step은 입력을 그대로 두고 새 dict를 반환합니다: new[name] = params[name] - lr * g.",
)
class sgd_in_place(RightSGD):
    def step(self, params, grads):
        _check_names(params, grads)
        for name, g in grads.items():
            if params[name].dtype.kind == "f":
                params[name] -= self.lr * g
            else:
                params[name] = params[name] - self.lr * g
        return params


@mistake(
    replaces="SGD",
    en="dict(params) copies the dict, not the arrays in it: new[name] -= ... still writes into the caller's. Write new[name] = new[name] - lr * g.",
    ko="dict(params)는 dict만 복사하고 그 안의 배열은 복사하지 않습니다. 그래서 new[name] -= ...는 여전히 호출한 쪽의 배열을 바꿉니다. new[name] = new[name] - lr * g로 쓰세요.",
)
class shallow_copy(RightSGD):
    def step(self, params, grads):
        _check_names(params, grads)
        new = dict(params)
        for name, g in grads.items():
            if new[name].dtype.kind != "f":
                new[name] = new[name].astype(float)
            new[name] -= self.lr * g
        return new


@mistake(
    replaces="SGD",
    en="A name in grads that params lacks is passed over in silence, and a misspelt name trains nothing without anybody noticing. Raise ValueError.",
    ko="params에 없는 이름이 grads에 있어도 조용히 넘어갑니다. 이름을 잘못 적으면 아무도 모르게 학습이 안 됩니다. ValueError를 내세요.",
)
class sgd_ignores_unknown_names(RightSGD):
    def step(self, params, grads):
        return super().step(params, {name: g for name, g in grads.items() if name in params})


@mistake(
    replaces="SGD",
    en="An unknown name raises KeyError here, by accident, from params[name]. KeyError is no ValueError: check the names first and raise ValueError.",
    ko="모르는 이름에서 params[name] 때문에 우연히 KeyError가 납니다. KeyError는 ValueError가 아닙니다. 먼저 이름을 확인하고 ValueError를 내세요.",
)
class sgd_key_error(RightSGD):
    def step(self, params, grads):
        return params | {name: params[name] - self.lr * g for name, g in grads.items()}


# RMSprop


def _rms_moved(self, theta, g, v):
    """The step of RMSprop with this mean of squares."""
    return theta - self.lr * g / (np.sqrt(v) + self.eps)


@mistake(
    replaces="RMSprop",
    en="eps stands in the root: sqrt(v + eps). Here, as in PyTorch, it is added outside, sqrt(v) + eps; where v is small the two are far apart.",
    ko="eps가 루트 안에 있습니다: sqrt(v + eps). 여기서는 PyTorch처럼 루트 밖에서 더합니다: sqrt(v) + eps. v가 작으면 둘은 크게 다릅니다.",
)
class rms_eps_inside_root(RightRMSprop):
    def step(self, params, grads):
        new = super().step(params, grads)
        for name, g in grads.items():
            root = np.sqrt(self.mean_square[name] + self.eps)
            new[name] = params[name] - self.lr * g / root
        return new


@mistake(
    replaces="RMSprop",
    en="You divide by the mean of squares itself. Take its root (the R in RMS), so that the quotient has no unit.",
    ko="제곱의 평균 자체로 나누었습니다. 그 제곱근(RMS의 R)으로 나누어야 크기와 무관한 값이 됩니다.",
)
class rms_without_root(RightRMSprop):
    def step(self, params, grads):
        new = super().step(params, grads)
        for name, g in grads.items():
            new[name] = params[name] - self.lr * g / (self.mean_square[name] + self.eps)
        return new


@mistake(
    replaces="RMSprop",
    en="You add up all squares, and that is Adagrad: its steps only ever get smaller. RMSprop keeps a running mean: alpha * v + (1 - alpha) * g**2.",
    ko="제곱을 계속 더하기만 하면 Adagrad이고, 걸음은 갈수록 작아지기만 합니다. RMSprop은 이동 평균을 씁니다: alpha * v + (1 - alpha) * g**2.",
)
class sum_of_squares(RightRMSprop):
    def step(self, params, grads):
        _check_names(params, grads)
        new = dict(params)
        for name, g in grads.items():
            v = self.mean_square[name] = self.mean_square.get(name, 0.0) + g**2
            new[name] = _rms_moved(self, params[name], g, v)
        return new


@mistake(
    replaces="RMSprop",
    en="Your weights are swapped: alpha is what stays of the old mean, 1 - alpha the weight of the new square. With 0.99 yours forgets nearly everything at each step.",
    ko="가중치가 뒤바뀌었습니다. alpha는 이전 평균의, 1 - alpha는 새 제곱의 가중치입니다. 지금은 alpha = 0.99일 때 매 단계 과거를 거의 다 잊습니다.",
)
class alpha_reversed(RightRMSprop):
    def __init__(self, lr=1e-2, alpha=0.99, eps=1e-8):
        super().__init__(lr, 1 - alpha, eps)


@mistake(
    replaces="RMSprop",
    en="You divide by the old mean and update it afterwards; in the first step that is 0 + eps, and the step is gigantic. First the mean, then the step by the new one.",
    ko="이전 평균으로 나눈 뒤에 평균을 갱신합니다. 첫 단계에서는 0 + eps로 나누어 걸음이 터무니없이 커집니다. 평균을 먼저 갱신하고 그 값으로 나누세요.",
)
class step_before_mean(RightRMSprop):
    def step(self, params, grads):
        old = dict(self.mean_square)
        new = super().step(params, grads)
        for name, g in grads.items():
            new[name] = _rms_moved(self, params[name], g, old.get(name, np.zeros_like(g)))
        return new


@mistake(
    replaces="RMSprop",
    en="You correct v for its start at 0, as Adam does. RMSprop does not: its first steps are lr / sqrt(1 - alpha) long, ten times lr with 0.99.",
    ko="v를 Adam처럼 보정했습니다. RMSprop에는 보정이 없습니다. 그래서 처음 걸음의 크기가 lr / sqrt(1 - alpha), alpha = 0.99라면 lr의 10배입니다.",
)
class rms_bias_corrected(RightRMSprop):
    def step(self, params, grads):
        new = super().step(params, grads)
        self.counts = getattr(self, "counts", {})
        for name, g in grads.items():
            self.counts[name] = self.counts.get(name, 0) + 1
            v = self.mean_square[name] / (1 - self.alpha ** self.counts[name])
            new[name] = _rms_moved(self, params[name], g, v)
        return new


@mistake(
    replaces="RMSprop",
    en="All parameters share one v: each gradient is divided by what another one has left there. Keep a v for every name, in a dict.",
    ko="모든 파라미터가 v 하나를 함께 씁니다. 그래서 다른 파라미터가 남긴 값으로 나누게 됩니다. 이름마다 v를 따로 dict에 두세요.",
)
class rms_state_shared(RightRMSprop):
    def step(self, params, grads):
        _check_names(params, grads)
        new, v = dict(params), getattr(self, "v", 0.0)
        for name, g in grads.items():
            v = self.alpha * v + (1 - self.alpha) * g**2
            new[name] = _rms_moved(self, params[name], g, v)
        self.v = v
        return new


@mistake(
    replaces="RMSprop",
    en="v starts from 0 in every step, so nothing is remembered. Make the dict in __init__, and keep it.",
    ko="v가 step마다 0에서 다시 시작해 기억하는 것이 없습니다. dict를 __init__에서 만들어 계속 쓰세요.",
)
class rms_state_reset(RightRMSprop):
    def step(self, params, grads):
        self.mean_square = {}
        return super().step(params, grads)


_LEFT_BY_ALL = {}


@mistake(
    replaces="RMSprop",
    en="The dict of your state belongs to the class (or to a default argument), so all optimizers write into one memory. Make it in __init__: self.v = {}.",
    ko="상태 dict가 클래스(또는 인자의 기본값)에 있어서 모든 optimizer가 기억 하나를 함께 씁니다. __init__에서 self.v = {}로 만드세요.",
)
class state_of_the_class(RightRMSprop):
    def __init__(self, lr=1e-2, alpha=0.99, eps=1e-8):
        super().__init__(lr, alpha, eps)
        self.mean_square = _LEFT_BY_ALL


@mistake(
    replaces="RMSprop",
    en="You take a missing gradient for zeros, so that v decays. A name that grads lacks took no part in the step: leave what is remembered of it.",
    ko="없는 gradient를 0으로 보아 v가 줄어듭니다. grads에 없는 이름은 이 단계에 참여하지 않았으니, 기억한 값도 그대로 두세요.",
)
class rms_missing_taken_for_zeros(RightRMSprop):
    def step(self, params, grads):
        _check_names(params, grads)
        zeros = {name: np.zeros_like(theta) for name, theta in params.items()}
        return super().step(params, zeros | grads)


@mistake(
    replaces="RMSprop",
    en="v is float64 (np.zeros without a dtype), and it turns float32 parameters into float64. Start from np.zeros_like(g), or from the number 0.0.",
    ko="v가 float64라서(dtype 없는 np.zeros) float32 파라미터가 float64로 바뀝니다. np.zeros_like(g)나 숫자 0.0에서 시작하세요.",
)
class state_in_float64(RightRMSprop):
    def step(self, params, grads):
        for name, g in grads.items():
            self.mean_square.setdefault(name, np.zeros(g.shape))
        return super().step(params, grads)


@mistake(
    replaces="RMSprop",
    en="You write into the caller's arrays (params[name] -= ...). Return a new dict with new arrays, and leave the inputs alone.",
    ko="호출한 쪽의 배열을 덮어씁니다(params[name] -= ...). 입력은 그대로 두고 새 배열이 든 새 dict를 반환하세요.",
)
class rms_in_place(RightRMSprop):
    def step(self, params, grads):
        new = super().step(params, grads)
        for name in grads:
            if params[name].dtype == new[name].dtype:
                params[name][...] = new[name]
            else:
                params[name] = new[name]
        return params


@mistake(
    replaces="RMSprop",
    en="A name in grads that params lacks is passed over in silence. Raise ValueError, so that a misspelt name is noticed.",
    ko="params에 없는 이름이 grads에 있어도 조용히 넘어갑니다. 이름을 잘못 적은 것을 알 수 있게 ValueError를 내세요.",
)
class rms_ignores_unknown_names(RightRMSprop):
    def step(self, params, grads):
        return super().step(params, {name: g for name, g in grads.items() if name in params})


# Adam


def _adam_moved(self, theta, m_hat, v_hat):
    """The step of Adam with these moments."""
    return theta - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


@mistake(
    replaces="Adam",
    en="The bias correction is missing. m and v start at 0 and are too small at first, v more so, and with the default betas the first step is about three times lr. Divide m by 1 - beta1**t and v by 1 - beta2**t.",
    ko="편향 보정이 없습니다. m과 v는 0에서 시작해 처음에는 너무 작고 v가 더 그래서, 기본 betas라면 첫 걸음이 lr의 세 배쯤 됩니다. m은 1 - beta1**t로, v는 1 - beta2**t로 나누세요.",
)
class no_bias_correction(RightAdam):
    def step(self, params, grads):
        new = super().step(params, grads)
        for name in grads:
            _, m, v = self.state[name]
            new[name] = _adam_moved(self, params[name], m, v)
        return new


@mistake(
    replaces="Adam",
    en="t counts from 0: in the first step 1 - beta**0 is 0, and you divide by it. Increase t before you use it, so that the first step has t = 1.",
    ko="t가 0부터 시작합니다. 첫 단계에서 1 - beta**0 = 0으로 나누게 됩니다. t를 쓰기 전에 늘려서 첫 단계가 t = 1이 되게 하세요.",
)
class t_from_zero(RightAdam):
    def step(self, params, grads):
        new = super().step(params, grads)
        for name in grads:
            t, m, v = self.state[name]
            m_hat = m / (1 - np.float64(self.betas[0]) ** (t - 1))
            v_hat = v / (1 - np.float64(self.betas[1]) ** (t - 1))
            new[name] = _adam_moved(self, params[name], m_hat, v_hat)
        return new


@mistake(
    replaces="Adam",
    en="t grows once for each parameter (t += 1 inside the loop over the names), so the corrections fade too early. It counts steps: keep one for each name.",
    ko="t가 파라미터마다 한 번씩 늘어납니다(이름을 도는 반복문 안의 t += 1). 그래서 보정이 너무 일찍 사라집니다. t는 단계 수입니다. 이름마다 따로 세세요.",
)
class t_counts_parameters(RightAdam):
    def step(self, params, grads):
        new = super().step(params, grads)
        self.t = getattr(self, "t", 0)
        for name in grads:
            self.t += 1
            _, m, v = self.state[name]
            m_hat, v_hat = m / (1 - self.betas[0] ** self.t), v / (1 - self.betas[1] ** self.t)
            new[name] = _adam_moved(self, params[name], m_hat, v_hat)
        return new


@mistake(
    replaces="Adam",
    en="You keep one t for all parameters. A name that is missing from grads, or comes late, has taken fewer steps than the others: keep t by name, beside m and v.",
    ko="t 하나를 모든 파라미터가 함께 씁니다. grads에 없었거나 나중에 나타난 이름은 지나온 단계 수가 다릅니다. t도 m, v처럼 이름마다 두세요.",
)
class one_t_for_all(RightAdam):
    def step(self, params, grads):
        new = super().step(params, grads)
        self.t = getattr(self, "t", 0) + 1
        for name in grads:
            _, m, v = self.state[name]
            m_hat, v_hat = m / (1 - self.betas[0] ** self.t), v / (1 - self.betas[1] ** self.t)
            new[name] = _adam_moved(self, params[name], m_hat, v_hat)
        return new


@mistake(
    replaces="Adam",
    en="You correct m and forget v, which starts at 0 as well: divide it by 1 - beta2**t before you take the root.",
    ko="m만 보정하고 v는 잊었습니다. v도 0에서 시작하므로 루트를 씌우기 전에 1 - beta2**t로 나누세요.",
)
class second_moment_uncorrected(RightAdam):
    def step(self, params, grads):
        new = super().step(params, grads)
        for name in grads:
            t, m, v = self.state[name]
            new[name] = _adam_moved(self, params[name], m / (1 - self.betas[0] ** t), v)
        return new


@mistake(
    replaces="Adam",
    en="You store the corrected moments, so the next step averages over them and corrects once more. m_hat and v_hat are for this step only; keep m and v.",
    ko="보정한 모멘트를 저장했습니다. 그러면 다음 단계에서 그 값으로 평균을 내고 또 보정합니다. m_hat과 v_hat은 이번 단계에만 쓰고, 저장은 m과 v를 하세요.",
)
class corrected_moments_stored(RightAdam):
    def step(self, params, grads):
        new = super().step(params, grads)
        for name in grads:
            t, m, v = self.state[name]
            self.state[name] = t, m / (1 - self.betas[0] ** t), v / (1 - self.betas[1] ** t)
        return new


@mistake(
    replaces="Adam",
    en="eps stands in the root: sqrt(v_hat + eps). It is added outside: sqrt(v_hat) + eps.",
    ko="eps가 루트 안에 있습니다: sqrt(v_hat + eps). 루트 밖에서 더하세요: sqrt(v_hat) + eps.",
)
class adam_eps_inside_root(RightAdam):
    def step(self, params, grads):
        new = super().step(params, grads)
        for name in grads:
            t, m, v = self.state[name]
            m_hat, v_hat = m / (1 - self.betas[0] ** t), v / (1 - self.betas[1] ** t)
            new[name] = params[name] - self.lr * m_hat / np.sqrt(v_hat + self.eps)
        return new


@mistake(
    replaces="Adam",
    en="You add eps to the root of the uncorrected v (the shortcut at the end of section 2 of the paper, which TensorFlow takes). Its eps means something else: correct v first, then sqrt(v_hat) + eps.",
    ko="보정하지 않은 v의 제곱근에 eps를 더했습니다(논문 2절 끝의 간소화한 식으로, TensorFlow가 쓰는 형태입니다). 그 eps는 의미가 다릅니다. v를 먼저 보정한 뒤 sqrt(v_hat) + eps로 쓰세요.",
)
class eps_before_correction(RightAdam):
    def step(self, params, grads):
        new = super().step(params, grads)
        for name in grads:
            t, m, v = self.state[name]
            size = self.lr * (1 - self.betas[1] ** t) ** 0.5 / (1 - self.betas[0] ** t)
            new[name] = params[name] - size * m / (np.sqrt(v) + self.eps)
        return new


@mistake(
    replaces="Adam",
    en="The betas are swapped: beta1 (0.9) belongs to m, the mean of the gradients, beta2 (0.999) to v, the mean of their squares.",
    ko="beta 두 개가 뒤바뀌었습니다. beta1(0.9)은 gradient의 평균 m에, beta2(0.999)는 제곱의 평균 v에 씁니다.",
)
class betas_swapped(RightAdam):
    def __init__(self, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(lr, (betas[1], betas[0]), eps)


@mistake(
    replaces="Adam",
    en="You divide by v_hat itself. Take its root, so that the quotient has no unit and a step is about lr long.",
    ko="v_hat 자체로 나누었습니다. 제곱근으로 나누어야 gradient의 크기와 무관해지고 한 걸음이 lr 정도가 됩니다.",
)
class adam_without_root(RightAdam):
    def step(self, params, grads):
        new = super().step(params, grads)
        for name in grads:
            t, m, v = self.state[name]
            m_hat, v_hat = m / (1 - self.betas[0] ** t), v / (1 - self.betas[1] ** t)
            new[name] = params[name] - self.lr * m_hat / (v_hat + self.eps)
        return new


@mistake(
    replaces="Adam",
    en="The step goes along the gradient of this moment, g / sqrt(v_hat), and m is never used: that is RMSprop with a correction. The numerator is m_hat.",
    ko="지금의 gradient로만 움직이고(g / sqrt(v_hat)) m은 쓰지 않습니다. 그러면 보정을 더한 RMSprop일 뿐입니다. 분자는 m_hat입니다.",
)
class without_momentum(RightAdam):
    def step(self, params, grads):
        new = super().step(params, grads)
        for name, g in grads.items():
            t, _, v = self.state[name]
            new[name] = _adam_moved(self, params[name], g, v / (1 - self.betas[1] ** t))
        return new


@mistake(
    replaces="Adam",
    en="v is the mean of the squares of m. It is that of the squared gradients: beta2 * v + (1 - beta2) * g**2.",
    ko="v에 m의 제곱을 평균했습니다. gradient의 제곱을 평균해야 합니다: beta2 * v + (1 - beta2) * g**2.",
)
class squares_of_the_momentum(RightAdam):
    def step(self, params, grads):
        new = super().step(params, grads)
        self.squares = getattr(self, "squares", {})
        beta1, beta2 = self.betas
        for name in grads:
            t, m, _ = self.state[name]
            v = self.squares[name] = beta2 * self.squares.get(name, 0.0) + (1 - beta2) * m**2
            new[name] = _adam_moved(self, params[name], m / (1 - beta1**t), v / (1 - beta2**t))
        return new


@mistake(
    replaces="Adam",
    en="You take a missing gradient for zeros, so momentum carries the parameter on and its count grows. A name that grads lacks took no part in the step: leave it, and all that is remembered of it.",
    ko="없는 gradient를 0으로 보았습니다. 그러면 모멘텀 때문에 파라미터가 계속 움직이고 단계 수도 늘어납니다. grads에 없는 이름은 이 단계에 참여하지 않았으니 기억한 값까지 그대로 두세요.",
)
class adam_missing_taken_for_zeros(RightAdam):
    def step(self, params, grads):
        _check_names(params, grads)
        zeros = {name: np.zeros_like(theta) for name, theta in params.items()}
        return super().step(params, zeros | grads)


@mistake(
    replaces="Adam",
    en="m and v are shared by all parameters, so each is moved by the gradients of the others. Keep them for every name, in dicts.",
    ko="모든 파라미터가 m과 v를 함께 씁니다. 그래서 다른 파라미터의 gradient로 움직이게 됩니다. 이름마다 따로 dict에 두세요.",
)
class adam_state_shared(RightAdam):
    def step(self, params, grads):
        _check_names(params, grads)
        beta1, beta2 = self.betas
        new, (t, m, v) = dict(params), self.state.get("", (0, 0.0, 0.0))
        t = t + 1
        for name, g in grads.items():
            m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
            new[name] = _adam_moved(self, params[name], m / (1 - beta1**t), v / (1 - beta2**t))
        self.state[""] = t, m, v
        return new


@mistake(
    replaces="Adam",
    en="Moments and count start anew in every step, and with the corrections each step is lr times the sign of g. Make the state in __init__, and keep it.",
    ko="모멘트와 단계 수가 step마다 새로 시작합니다. 보정까지 하면 매번 g의 부호에 lr을 곱한 만큼 움직일 뿐입니다. 상태를 __init__에서 만들어 계속 쓰세요.",
)
class adam_state_reset(RightAdam):
    def step(self, params, grads):
        self.state = {}
        return super().step(params, grads)


@mistake(
    replaces="Adam",
    en="v never shrinks: you keep its largest value, and that is AMSGrad. Adam's v is a running mean, which forgets.",
    ko="v가 줄어들지 않습니다. 지금까지의 최댓값을 쓰면 AMSGrad입니다. Adam의 v는 과거를 잊는 이동 평균입니다.",
)
class amsgrad(RightAdam):
    def step(self, params, grads):
        new = super().step(params, grads)
        self.largest = getattr(self, "largest", {})
        for name in grads:
            t, m, v = self.state[name]
            v = self.largest[name] = np.maximum(self.largest.get(name, 0.0), v)
            v_hat = v / (1 - self.betas[1] ** t)
            new[name] = _adam_moved(self, params[name], m / (1 - self.betas[0] ** t), v_hat)
        return new


@mistake(
    replaces="Adam",
    en="Your float32 parameters become float64. np.power and np.sqrt of a number return np.float64, which promotes under NumPy 2, and so does np.zeros without a dtype. Use beta**t on Python numbers, and np.zeros_like(g).",
    ko="float32 파라미터가 float64로 바뀝니다. 숫자에 쓴 np.power나 np.sqrt는 np.float64를 반환하고, NumPy 2에서는 이것이 dtype을 올립니다. dtype 없는 np.zeros도 마찬가지입니다. 파이썬 숫자로 beta**t를 쓰고 np.zeros_like(g)를 쓰세요.",
)
class adam_in_float64(RightAdam):
    def step(self, params, grads):
        new = super().step(params, grads)
        for name in grads:
            t, m, v = self.state[name]
            m_hat = m / (1 - np.power(self.betas[0], t))
            v_hat = v / (1 - np.power(self.betas[1], t))
            new[name] = _adam_moved(self, params[name], m_hat, v_hat)
        return new


@mistake(
    replaces="Adam",
    en="You write into the caller's arrays (params[name] -= ...), as PyTorch does. Here a step returns a new dict with new arrays, and leaves its inputs alone.",
    ko="PyTorch처럼 호출한 쪽의 배열을 덮어씁니다(params[name] -= ...). 여기서 step은 입력을 그대로 두고 새 배열이 든 새 dict를 반환합니다.",
)
class adam_in_place(RightAdam):
    def step(self, params, grads):
        new = super().step(params, grads)
        for name in grads:
            if params[name].dtype == new[name].dtype:
                params[name][...] = new[name]
            else:
                params[name] = new[name]
        return params


@mistake(
    replaces="Adam",
    en="A name in grads that params lacks is passed over in silence. Raise ValueError, so that a misspelt name is noticed.",
    ko="params에 없는 이름이 grads에 있어도 조용히 넘어갑니다. 이름을 잘못 적은 것을 알 수 있게 ValueError를 내세요.",
)
class adam_ignores_unknown_names(RightAdam):
    def step(self, params, grads):
        return super().step(params, {name: g for name, g in grads.items() if name in params})


# AdamW


@mistake(
    replaces="AdamW",
    en="You add weight_decay * theta to the gradient. That is Adam with an L2 penalty: the decay goes through m and v, and is divided by the size of the gradients. Decay theta itself, beside Adam's step.",
    ko="weight_decay * theta를 gradient에 더했습니다. 그것은 L2 penalty를 쓴 Adam이고, decay가 m과 v를 거치면서 gradient의 크기로 나누어집니다. Adam의 step과 별도로 theta 자체를 줄이세요.",
)
class decay_through_the_gradient(RightAdamW):
    def step(self, params, grads):
        _check_names(params, grads)
        self.adam.lr = self.lr
        grads = {name: g + self.weight_decay * params[name] for name, g in grads.items()}
        return self.adam.step(params, grads)


@mistake(
    replaces="AdamW",
    en="Your decay lacks the learning rate: theta * (1 - weight_decay). It is theta * (1 - lr * weight_decay), so a schedule turns down both together.",
    ko="decay에 학습률이 빠졌습니다(theta * (1 - weight_decay)). theta * (1 - lr * weight_decay)로 쓰면 스케줄이 둘을 함께 줄입니다.",
)
class decay_without_lr(RightAdamW):
    def step(self, params, grads):
        self.adam.lr = self.lr
        kept = 1 - self.weight_decay
        return self.adam.step(params | {n: kept * params[n] for n in grads if n in params}, grads)


@mistake(
    replaces="AdamW",
    en="You decay after Adam's step, and so shrink the step too. First theta * (1 - lr * weight_decay), then the step (or subtract both from the old theta).",
    ko="Adam의 step 다음에 decay를 해서 그 걸음까지 줄였습니다. 먼저 theta * (1 - lr * weight_decay)를 하고 step을 하세요(또는 원래 theta에서 둘 다 빼세요).",
)
class decay_after_the_step(RightAdamW):
    def step(self, params, grads):
        self.adam.lr = self.lr
        new = self.adam.step(params, grads)
        kept = 1 - self.lr * self.weight_decay
        return {name: kept * p if name in grads else p for name, p in new.items()}


@mistake(
    replaces="AdamW",
    en="Your decay is divided by sqrt(v_hat) + eps along with the momentum. It is decoupled: lr * weight_decay * theta, whatever v is.",
    ko="decay까지 모멘텀과 함께 sqrt(v_hat) + eps로 나누었습니다. decay는 v와 무관하게 lr * weight_decay * theta입니다.",
)
class decay_divided_by_the_root(RightAdamW):
    def step(self, params, grads):
        self.adam.lr = self.lr
        new = self.adam.step(params, grads)
        for name in grads:
            t, _, v = self.adam.state[name]
            root = np.sqrt(v / (1 - self.adam.betas[1] ** t)) + self.adam.eps
            new[name] = new[name] - self.lr * self.weight_decay * params[name] / root
        return new


@mistake(
    replaces="AdamW",
    en="A parameter whose gradient is zero does not decay in yours. Decay is decoupled from the gradient: a name in grads decays, even with a gradient of zeros.",
    ko="gradient가 0인 파라미터는 decay하지 않습니다. decay는 gradient와 무관합니다. grads에 있는 이름이면 gradient가 0이어도 줄어들어야 합니다.",
)
class zero_gradient_does_not_decay(RightAdamW):
    def step(self, params, grads):
        _check_names(params, grads)
        self.adam.lr = self.lr
        kept = 1 - self.lr * self.weight_decay
        decayed = {name: kept * params[name] for name, g in grads.items() if np.any(g)}
        return self.adam.step(params | decayed, grads)


@mistake(
    replaces="AdamW",
    en="You decay every parameter, also those that grads lacks. A missing name takes no part in the step, and stays exactly as it is.",
    ko="grads에 없는 파라미터까지 decay합니다. 없는 이름은 이 단계에 참여하지 않으므로 그대로 남아야 합니다.",
)
class missing_names_decay(RightAdamW):
    def step(self, params, grads):
        self.adam.lr = self.lr
        kept = 1 - self.lr * self.weight_decay
        return self.adam.step({name: kept * p for name, p in params.items()}, grads)


@mistake(
    replaces="AdamW",
    en="Adam's part keeps the learning rate of the constructor. When lr is set between steps, both the decay and the step must use the new one.",
    ko="Adam 부분은 생성자의 학습률을 계속 씁니다. 단계 사이에 lr이 바뀌면 decay와 step 모두 새 값을 써야 합니다.",
)
class adamw_lr_frozen_in_adam(RightAdamW):
    def step(self, params, grads):
        lr, self.lr = self.lr, self.adam.lr
        kept = 1 - lr * self.weight_decay
        decayed = {name: kept * p if name in grads else p for name, p in params.items()}
        new = self.adam.step(decayed, grads)
        self.lr = lr
        return new


@mistake(
    replaces="AdamW",
    en="You spare biases (arrays of one dimension) from the decay. That is a choice of whoever groups the parameters, not of AdamW: all names decay alike.",
    ko="bias(1차원 배열)를 decay에서 뺐습니다. 그것은 파라미터를 그룹으로 나누는 사람이 정할 일이고 AdamW의 일이 아닙니다. 모든 이름이 똑같이 줄어듭니다.",
)
class biases_spared(RightAdamW):
    def step(self, params, grads):
        _check_names(params, grads)
        self.adam.lr = self.lr
        kept = 1 - self.lr * self.weight_decay
        decayed = {name: kept * params[name] for name in grads if params[name].ndim > 1}
        return self.adam.step(params | decayed, grads)


@mistake(
    replaces="AdamW",
    en="params[name] *= 1 - lr * weight_decay shrinks the caller's own arrays. Multiply into a new array.",
    ko="params[name] *= 1 - lr * weight_decay는 호출한 쪽의 배열 자체를 줄입니다. 곱한 결과를 새 배열에 담으세요.",
)
class decay_in_place(RightAdamW):
    def step(self, params, grads):
        _check_names(params, grads)
        self.adam.lr = self.lr
        for name in grads:
            if params[name].dtype.kind == "f":
                params[name] *= 1 - self.lr * self.weight_decay
            else:
                params[name] = (1 - self.lr * self.weight_decay) * params[name]
        return self.adam.step(params, grads)
