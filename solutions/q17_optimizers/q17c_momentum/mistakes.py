"""What students write at midnight, and what they should read."""

import numpy as np
from solution import heavy_ball as right_heavy_ball

from autograder.authoring import mistake


@mistake(
    replaces="heavy_ball",
    en="Your step climbs: with v = beta * v + lr * grad and theta + v the parameters follow the gradient upwards. The gradient enters the velocity with a minus: v = beta * v - lr * grad.",
    ko="loss를 올라갑니다. v = beta * v + lr * grad로 두고 theta + v를 하면 gradient를 따라 오르막으로 갑니다. gradient는 속도에 음수로 들어가야 합니다: v = beta * v - lr * grad.",
)
def uphill(theta, velocity, grad, lr, beta):
    velocity = beta * velocity + lr * grad
    return theta + velocity, velocity


@mistake(
    replaces="heavy_ball",
    en="Your velocity points against the motion: v = beta * v + lr * grad with theta - v. Here, as in Sutskever et al., it is the motion itself: v = beta * v - lr * grad, theta + v. From rest both give the same theta; a velocity that is handed in then has the wrong sign.",
    ko="속도의 부호가 움직이는 방향과 반대입니다(v = beta * v + lr * grad, theta - v). 여기서는 Sutskever 등의 식처럼 속도가 곧 이동량입니다: v = beta * v - lr * grad, theta + v. 정지 상태에서 시작하면 theta는 같지만, 속도를 넘겨받으면 부호가 어긋납니다.",
)
def velocity_against_the_motion(theta, velocity, grad, lr, beta):
    velocity = beta * velocity + lr * grad
    return theta - velocity, velocity


@mistake(
    replaces="heavy_ball",
    en="This is PyTorch's convention (v = beta * v + grad, theta - lr * v). The heavy ball has lr inside the velocity: v = beta * v - lr * grad, theta + v. The two agree only while lr is constant.",
    ko="이것은 PyTorch의 식입니다(v = beta * v + grad, theta - lr * v). heavy ball에서는 lr이 속도 안에 있습니다: v = beta * v - lr * grad, theta + v. 두 식은 lr이 일정할 때만 같은 길을 갑니다.",
)
def pytorch_convention(theta, velocity, grad, lr, beta):
    velocity = beta * velocity + grad
    return theta - lr * velocity, velocity


@mistake(
    replaces="heavy_ball",
    en="You apply lr outside the velocity (v = beta * v - grad, theta + lr * v). Put it inside: v = beta * v - lr * grad, theta + v. When lr drops, a velocity that was gained earlier must not be rescaled.",
    ko="lr을 속도 밖에서 곱했습니다(v = beta * v - grad, theta + lr * v). 속도 안에 넣으세요: v = beta * v - lr * grad, theta + v. 나중에 lr을 줄여도 이미 얻은 속도의 크기가 바뀌면 안 됩니다.",
)
def lr_outside_the_velocity(theta, velocity, grad, lr, beta):
    velocity = beta * velocity - grad
    return theta + lr * velocity, velocity


@mistake(
    replaces="heavy_ball",
    en="You move theta by the old velocity and update the velocity afterwards, so each gradient takes effect one step late. First the velocity, then theta by the new one.",
    ko="이전 속도로 theta를 옮긴 뒤에 속도를 갱신해서 gradient가 한 단계 늦게 반영됩니다. 속도를 먼저 갱신하고 그 새 속도로 theta를 옮기세요.",
)
def position_before_velocity(theta, velocity, grad, lr, beta):
    return theta + velocity, beta * velocity - lr * grad


@mistake(
    replaces="heavy_ball",
    en="You weight the gradient by 1 - beta, which belongs to the moving average of ema_momentum. The heavy ball adds the whole gradient: v = beta * v - lr * grad. Yours moves 1 / (1 - beta) times slower.",
    ko="gradient에 1 - beta를 곱했는데, 그것은 ema_momentum의 이동 평균에서 쓰는 가중치입니다. heavy ball은 gradient를 그대로 더합니다: v = beta * v - lr * grad. 지금 식은 1 / (1 - beta)배 느립니다.",
)
def averaged_velocity(theta, velocity, grad, lr, beta):
    velocity = beta * velocity - lr * (1 - beta) * grad
    return theta + velocity, velocity


@mistake(
    replaces="heavy_ball",
    en="You return the velocity first. The order is (theta, velocity).",
    ko="속도를 먼저 반환했습니다. 순서는 (theta, velocity)입니다.",
)
def velocity_returned_first(theta, velocity, grad, lr, beta):
    velocity = beta * velocity - lr * grad
    return velocity, theta + velocity


@mistake(
    replaces="heavy_ball",
    en="+= and *= write into the arrays of the caller, who may still need the old theta and velocity. Write velocity = beta * velocity - ..., which makes a new array.",
    ko="+=와 *=는 호출한 쪽의 배열을 덮어씁니다. 호출한 쪽에서는 이전 theta와 속도가 아직 필요할 수 있습니다. velocity = beta * velocity - ...처럼 새 배열을 만드세요.",
)
def changed_in_place(theta, velocity, grad, lr, beta):
    velocity *= beta
    velocity -= lr * grad
    theta += velocity
    return theta, velocity


@mistake(
    replaces="nesterov",
    en="You take the gradient at theta, and that is the heavy ball. Nesterov looks ahead: grad_fn(theta + beta * velocity).",
    ko="gradient를 theta에서 구했습니다. 그러면 heavy ball과 같습니다. Nesterov는 앞을 내다봅니다: grad_fn(theta + beta * velocity).",
)
def gradient_at_theta(theta, velocity, grad_fn, lr, beta):
    return right_heavy_ball(theta, velocity, grad_fn(theta), lr, beta)


@mistake(
    replaces="nesterov",
    en="You look ahead by the whole velocity. Only beta times it survives into the next step, so the gradient belongs at theta + beta * velocity.",
    ko="속도 전체만큼 앞을 보았습니다. 다음 단계까지 남는 속도는 beta배이므로 gradient는 theta + beta * velocity에서 구합니다.",
)
def gradient_at_the_whole_velocity(theta, velocity, grad_fn, lr, beta):
    return right_heavy_ball(theta, velocity, grad_fn(theta + velocity), lr, beta)


@mistake(
    replaces="nesterov",
    en="You look in the wrong direction: theta - beta * velocity is where you came from. The velocity is the motion itself, so ahead is theta + beta * velocity.",
    ko="반대쪽을 보았습니다. theta - beta * velocity는 지나온 쪽입니다. 속도가 곧 이동량이므로 앞쪽은 theta + beta * velocity입니다.",
)
def gradient_behind(theta, velocity, grad_fn, lr, beta):
    return right_heavy_ball(theta, velocity, grad_fn(theta - beta * velocity), lr, beta)


@mistake(
    replaces="nesterov",
    en="You look ahead by a whole heavy-ball step, gradient included, and so need two gradients. Nesterov looks ahead by the old velocity alone, theta + beta * velocity, and needs one.",
    ko="gradient까지 포함한 heavy ball 한 걸음만큼 앞을 보아서 gradient를 두 번 구합니다. Nesterov는 이전 속도만으로 앞을 보고(theta + beta * velocity), gradient도 한 번만 구합니다.",
)
def gradient_after_a_whole_step(theta, velocity, grad_fn, lr, beta):
    ahead, _ = right_heavy_ball(theta, velocity, grad_fn(theta), lr, beta)
    return right_heavy_ball(theta, velocity, grad_fn(ahead), lr, beta)


@mistake(
    replaces="nesterov",
    en="This is the form that PyTorch uses: gradient at theta, then theta + beta * v - lr * grad with the new v. Its theta is another variable, the point ahead. Asked for here is the original: gradient at theta + beta * velocity, then theta + v.",
    ko="이것은 PyTorch가 쓰는 형태입니다. theta에서 gradient를 구하고 새 v로 theta + beta * v - lr * grad를 계산하는데, 여기서 theta는 '내다본 점'이라는 다른 변수입니다. 이 문제는 원래 식을 묻습니다: theta + beta * velocity에서 gradient를 구하고 theta + v.",
)
def pytorch_form_of_nesterov(theta, velocity, grad_fn, lr, beta):
    grad = grad_fn(theta)
    velocity = beta * velocity - lr * grad
    return theta + beta * velocity - lr * grad, velocity


@mistake(
    replaces="nesterov",
    en="You add the new velocity to the point ahead, which counts beta * velocity twice. The point ahead is only where the gradient is taken; theta moves from where it was.",
    ko="내다본 점에 새 속도를 더해서 beta * velocity가 두 번 들어갔습니다. 내다본 점은 gradient를 구하는 데만 쓰고, theta는 원래 위치에서 움직입니다.",
)
def moved_from_the_point_ahead(theta, velocity, grad_fn, lr, beta):
    ahead = theta + beta * velocity
    velocity = beta * velocity - lr * grad_fn(ahead)
    return ahead + velocity, velocity


@mistake(
    replaces="ema_momentum",
    en="Your m is a sum, beta * m + grad, and grows to 1 / (1 - beta) times the gradient. An average has weights that add up to one: beta * m + (1 - beta) * grad.",
    ko="m이 평균이 아니라 합(beta * m + grad)이라 gradient의 1 / (1 - beta)배까지 커집니다. 평균은 가중치의 합이 1이어야 합니다: beta * m + (1 - beta) * grad.",
)
def sum_instead_of_average(theta, m, grad, lr, beta):
    m = beta * m + grad
    return theta - lr * m, m


@mistake(
    replaces="ema_momentum",
    en="You put lr inside the average. m is an average of gradients and knows no learning rate: theta - lr * m applies today's lr to all of it.",
    ko="lr을 평균 안에 넣었습니다. m은 gradient의 평균이고 학습률과 무관합니다. theta - lr * m처럼 지금의 lr을 평균 전체에 곱하세요.",
)
def lr_inside_the_average(theta, m, grad, lr, beta):
    m = beta * m + (1 - beta) * lr * grad
    return theta - m, m


@mistake(
    replaces="ema_momentum",
    en="Your weights are swapped: beta is the weight of the old average, 1 - beta that of the new gradient. With beta = 0.9 yours forgets almost everything at each step.",
    ko="가중치가 뒤바뀌었습니다. beta는 이전 평균의, 1 - beta는 새 gradient의 가중치입니다. 지금 식은 beta = 0.9일 때 매 단계 과거를 거의 다 잊습니다.",
)
def weights_swapped(theta, m, grad, lr, beta):
    m = (1 - beta) * m + beta * grad
    return theta - lr * m, m


@mistake(
    replaces="ema_momentum",
    en="You add lr * m. m is an average of gradients, and those point uphill: theta - lr * m.",
    ko="lr * m을 더했습니다. m은 gradient의 평균이고 gradient는 오르막을 가리킵니다: theta - lr * m.",
)
def average_added(theta, m, grad, lr, beta):
    m = beta * m + (1 - beta) * grad
    return theta + lr * m, m


@mistake(
    replaces="ema_momentum",
    en="You step along the old average, so each gradient takes effect one step late. First update m, then theta - lr * m.",
    ko="이전 평균으로 theta를 옮겨서 gradient가 한 단계 늦게 반영됩니다. m을 먼저 갱신한 다음 theta - lr * m을 계산하세요.",
)
def position_before_average(theta, m, grad, lr, beta):
    return theta - lr * m, beta * m + (1 - beta) * grad


@mistake(
    replaces="torch_sgd_step",
    en="Your first buffer is damped, as if it had started from zeros. PyTorch starts it with the gradient itself: where buf is None the new buffer is d, without 1 - dampening.",
    ko="첫 buffer에도 dampening을 적용했습니다(0에서 시작한 것과 같습니다). PyTorch는 gradient 자체로 시작합니다. buf가 None이면 1 - dampening을 곱하지 않은 d가 새 buffer입니다.",
)
def first_buffer_damped(
    theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0
):
    step = grad + weight_decay * theta
    if momentum != 0:
        old = np.zeros_like(step) if buf is None else buf
        buf = momentum * old + (1 - dampening) * step
        step = step + momentum * buf if nesterov else buf
    return theta - lr * step, buf


@mistake(
    replaces="torch_sgd_step",
    en="Your buffer ignores dampening. From the second step on the gradient enters it with the weight 1 - dampening.",
    ko="buffer에 dampening이 반영되지 않습니다. 두 번째 단계부터 gradient는 1 - dampening의 가중치로 buffer에 들어갑니다.",
)
def dampening_ignored(
    theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0
):
    step = grad + weight_decay * theta
    if momentum != 0:
        buf = step if buf is None else momentum * buf + step
        step = step + momentum * buf if nesterov else buf
    return theta - lr * step, buf


@mistake(
    replaces="torch_sgd_step",
    en="Your buffer is a moving average: the gradient enters it with the weight 1 - momentum. In PyTorch that weight is 1 - dampening, a number of its own and 0 by default, so the buffer is a sum.",
    ko="buffer가 이동 평균입니다. gradient에 1 - momentum을 곱했습니다. PyTorch에서 그 가중치는 1 - dampening이고 dampening의 기본값은 0이므로, buffer는 평균이 아니라 합입니다.",
)
def averaged_buffer(
    theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0
):
    step = grad + weight_decay * theta
    if momentum != 0:
        buf = step if buf is None else momentum * buf + (1 - momentum) * step
        step = step + momentum * buf if nesterov else buf
    return theta - lr * step, buf


@mistake(
    replaces="torch_sgd_step",
    en="You put lr into the buffer (buf = momentum * buf + lr * d, theta - buf). PyTorch's buffer holds gradients, and lr is applied to the finished step: theta - lr * step. They differ as soon as lr changes.",
    ko="lr을 buffer 안에 넣었습니다(buf = momentum * buf + lr * d, theta - buf). PyTorch의 buffer에는 gradient만 쌓이고 lr은 마지막에 곱합니다: theta - lr * step. lr이 바뀌는 순간 두 식은 달라집니다.",
)
def lr_inside_the_buffer(
    theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0
):
    step = lr * (grad + weight_decay * theta)
    if momentum != 0:
        buf = step if buf is None else momentum * buf + (1 - dampening) * step
        step = step + momentum * buf if nesterov else buf
    return theta - step, buf


@mistake(
    replaces="torch_sgd_step",
    en="Your buffer is the heavy ball's velocity (momentum * buf - lr * d, added to theta). PyTorch's is a sum of gradients, with a plus and without lr; both the minus and lr come at the end: theta - lr * step.",
    ko="buffer가 heavy ball의 속도입니다(momentum * buf - lr * d를 theta에 더함). PyTorch의 buffer는 lr 없이 양의 부호로 쌓은 gradient의 합이고, 음의 부호와 lr은 마지막에 붙습니다: theta - lr * step.",
)
def buffer_as_velocity(
    theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0
):
    step = -lr * (grad + weight_decay * theta)
    if momentum != 0:
        buf = step if buf is None else momentum * buf + (1 - dampening) * step
        step = step + momentum * buf if nesterov else buf
    return theta + step, buf


@mistake(
    replaces="torch_sgd_step",
    en="Your weight decay goes around the buffer, straight to theta: that is decoupled decay, as in AdamW. In PyTorch's SGD it is added to the gradient first, so the buffer carries it too.",
    ko="weight decay가 buffer를 거치지 않고 바로 theta에 적용됩니다. 그것은 AdamW 방식의 decoupled decay입니다. PyTorch의 SGD에서는 먼저 gradient에 더해지므로 buffer에도 쌓입니다.",
)
def decay_around_the_buffer(
    theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0
):
    step = grad
    if momentum != 0:
        buf = grad.copy() if buf is None else momentum * buf + (1 - dampening) * grad
        step = grad + momentum * buf if nesterov else buf
    return theta - lr * (step + weight_decay * theta), buf


@mistake(
    replaces="torch_sgd_step",
    en="With nesterov you add momentum times the old buffer, and that is plain momentum again. PyTorch adds momentum times the buffer that it has just updated: d + momentum * buf.",
    ko="nesterov에서 갱신 전의 buffer를 썼습니다. 그러면 보통의 momentum과 같아집니다. PyTorch는 방금 갱신한 buffer를 씁니다: d + momentum * buf.",
)
def nesterov_with_the_old_buffer(
    theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0
):
    step = grad + weight_decay * theta
    if momentum != 0:
        buf = step if buf is None else momentum * buf + (1 - dampening) * step
        step = buf
    return theta - lr * step, buf


@mistake(
    replaces="torch_sgd_step",
    en="With nesterov you step along momentum * buf alone. The current gradient comes on top: d + momentum * buf.",
    ko="nesterov에서 momentum * buf만 썼습니다. 현재 gradient를 더해야 합니다: d + momentum * buf.",
)
def nesterov_without_the_gradient(
    theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0
):
    step = grad + weight_decay * theta
    if momentum != 0:
        buf = step if buf is None else momentum * buf + (1 - dampening) * step
        step = momentum * buf if nesterov else buf
    return theta - lr * step, buf


@mistake(
    replaces="torch_sgd_step",
    en="You make a buffer although momentum is 0. PyTorch keeps none then: return buf as it came in, None or not.",
    ko="momentum이 0인데도 buffer를 만들었습니다. 이때 PyTorch는 buffer를 건드리지 않습니다. None이든 배열이든 받은 그대로 반환하세요.",
)
def buffer_without_momentum(
    theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0
):
    step = grad + weight_decay * theta
    buf = step if buf is None else momentum * buf + (1 - dampening) * step
    step = step + momentum * buf if nesterov else buf
    return theta - lr * step, buf


@mistake(
    replaces="torch_sgd_step",
    en="Where momentum is 0 you throw the buffer away. Return buf as it came in: a later step with momentum would go on with it.",
    ko="momentum이 0일 때 buffer를 버렸습니다. 받은 그대로 반환하세요. 나중에 momentum을 다시 쓰면 그 buffer에서 이어집니다.",
)
def buffer_thrown_away(
    theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0
):
    step = grad + weight_decay * theta
    if momentum == 0:
        return theta - lr * step, None
    buf = step if buf is None else momentum * buf + (1 - dampening) * step
    step = step + momentum * buf if nesterov else buf
    return theta - lr * step, buf


@mistake(
    replaces="torch_sgd_step",
    en="buf *= momentum writes into the caller's buffer. PyTorch does that with its own state; this function returns a new one: buf = momentum * buf + ...",
    ko="buf *= momentum은 호출한 쪽의 buffer를 덮어씁니다. PyTorch는 자기 상태라서 그렇게 하지만, 이 함수는 새 buffer를 반환해야 합니다: buf = momentum * buf + ...",
)
def buffer_changed_in_place(
    theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0
):
    step = grad + weight_decay * theta
    if momentum != 0:
        if buf is None:
            buf = step.copy()
        else:
            buf *= momentum
            buf += (1 - dampening) * step
        step = step + momentum * buf if nesterov else buf
    return theta - lr * step, buf


@mistake(
    replaces="unrolled_velocity",
    en="Your powers run the wrong way: the oldest gradient has been multiplied by beta the most often, so it weighs beta ** (T - 1), and the newest weighs 1.",
    ko="지수의 방향이 반대입니다. beta가 가장 여러 번 곱해지는 것은 가장 오래된 gradient입니다. 첫 gradient의 가중치가 beta ** (T - 1), 마지막 gradient의 가중치가 1입니다.",
)
def oldest_weighs_most(grads, beta, lr):
    return -lr * sum(beta**t * grad for t, grad in enumerate(grads))


@mistake(
    replaces="unrolled_velocity",
    en="You have one beta too many: the newest gradient enters the velocity as -lr * grad, with the weight beta ** 0 = 1.",
    ko="beta가 한 번 더 곱해졌습니다. 가장 최근의 gradient는 -lr * grad로, 즉 beta ** 0 = 1의 가중치로 들어갑니다.",
)
def one_beta_too_many(grads, beta, lr):
    steps = len(grads)
    return -lr * sum(beta ** (steps - t) * grad for t, grad in enumerate(grads))


@mistake(
    replaces="unrolled_velocity",
    en="Your sum has lost its sign. The velocity points downhill: -lr times the weighted sum of the gradients.",
    ko="부호가 빠졌습니다. 속도는 내리막을 향하므로 gradient의 가중합에 -lr을 곱해야 합니다.",
)
def sign_dropped(grads, beta, lr):
    steps = len(grads)
    return lr * sum(beta ** (steps - 1 - t) * grad for t, grad in enumerate(grads))


@mistake(
    replaces="unrolled_velocity",
    en="You weight each gradient by 1 - beta, which makes a moving average. The velocity is a plain sum: its weights are beta ** age and nothing else.",
    ko="gradient마다 1 - beta를 곱해 이동 평균이 되었습니다. 속도는 그냥 합이고, 가중치는 beta의 거듭제곱뿐입니다.",
)
def average_instead_of_sum(grads, beta, lr):
    steps = len(grads)
    weights = [(1 - beta) * beta ** (steps - 1 - t) for t in range(steps)]
    return -lr * sum(weight * grad for weight, grad in zip(weights, grads))


@mistake(
    replaces="unrolled_velocity",
    en="float32 gradients give you a float64 velocity: beta ** np.arange(T) is a float64 array and promotes all it meets. Convert the weights to grads.dtype.",
    ko="gradient는 float32인데 속도가 float64입니다. beta ** np.arange(T)가 float64 배열이라서 만나는 배열을 모두 승격시킵니다. 가중치를 grads.dtype으로 바꾸세요.",
)
def weights_in_float64(grads, beta, lr):
    weights = beta ** np.arange(len(grads))[::-1]
    return -lr * np.tensordot(weights, grads, axes=1)


@mistake(
    replaces="terminal_velocity_factor",
    en="At beta = 1 you divide by zero. Without friction the speed grows without limit, so the answer there is inf.",
    ko="beta = 1에서 0으로 나눕니다. 마찰이 없으면 속도가 끝없이 커지므로 답은 inf입니다.",
)
def divided_by_zero(beta):
    return 1 / (1 - beta)


@mistake(
    replaces="terminal_velocity_factor",
    en="beta / (1 - beta) leaves out the newest gradient, whose weight is 1. The series 1 + beta + beta ** 2 + ... sums to 1 / (1 - beta).",
    ko="beta / (1 - beta)에는 가중치가 1인 최신 gradient가 빠져 있습니다. 급수 1 + beta + beta ** 2 + ...의 합은 1 / (1 - beta)입니다.",
)
def newest_left_out(beta):
    return np.inf if beta == 1 else beta / (1 - beta)


@mistake(
    replaces="terminal_velocity_factor",
    en="You cut the series off. For beta near 1 many more terms matter, and at 1 it has no sum at all: use the closed form 1 / (1 - beta), and inf at 1.",
    ko="급수를 중간에서 잘랐습니다. beta가 1에 가까우면 훨씬 많은 항이 필요하고, 1에서는 합이 존재하지 않습니다. 닫힌 식 1 / (1 - beta)를 쓰고 1에서는 inf를 반환하세요.",
)
def series_cut_off(beta):
    return float(sum(beta**age for age in range(1000)))
