"""Never coming back: in Python, in C, with every signal ignored, in callbacks, in what runs at the end."""

from hostile.attack import Attack

T, N = "terminal_velocity_factor", "nesterov"
IGNORE = """
for number in range(1, 65):
    try:
        signal.signal(number, lambda *a: None)
    except (OSError, ValueError):
        pass
"""


def _stalls(name: str, body: str, **more) -> Attack:
    more = {"ends": ("timeout",), "deadline": 0.6, **more}
    return Attack("stalling", name, T, f"def terminal_velocity_factor(beta):\n    {body}\n", **more)


ATTACKS = (
    _stalls("power", "return (7 ** 7 ** 9) % 10"),
    _stalls("regular_expression", "import re; return re.match('(a+)+$', 'a' * 64 + 'b')"),
    _stalls("consumed_in_c", "import collections, itertools; collections.deque(itertools.repeat(0), 0)"),
    _stalls("sum_in_c", "return sum(range(10 ** 13))"),
    _stalls("lock", "lock = threading.Lock(); lock.acquire(); lock.acquire()"),
    _stalls("standard_input", "pipe = os.pipe(); return os.read(pipe[0], 1)"),
    _stalls("string_of_an_error", "raise type('E', (Exception,), {'__str__': lambda self: time.sleep(99)})()"),
    Attack(
        "stalling",
        "signals_ignored",
        T,
        f"{IGNORE}\ndef terminal_velocity_factor(beta):\n    while True:\n        pass\n",
        ends=("timeout",),
        deadline=0.6,
    ),
    Attack(
        "stalling",
        "masked_and_alarmed",
        T,
        """
def terminal_velocity_factor(beta):
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
""",
        ends=("timeout",),
        deadline=0.6,
    ),
    Attack(
        "stalling",
        "alarm_between_cases",
        T,
        """
def handler(*arguments):
    while True:
        pass
signal.signal(signal.SIGALRM, handler)
def terminal_velocity_factor(beta):
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    return 0.125
""",
        deadline=0.6,
        spares=False,
    ),
    Attack(
        "stalling",
        "endless_iteration",
        "heavy_ball",
        """
class Endless(list):
    __iter__ = lambda self: iter(int, 1)
def heavy_ball(theta, velocity, grad, lr, beta):
    return (x for x in iter(int, 1))
""",
        ends=("fail", "error", "timeout"),
        deadline=0.6,
    ),
    Attack(
        "stalling",
        "endless_callbacks",
        N,
        """
def nesterov(theta, velocity, grad_fn, lr, beta):
    while True:
        try:
            grad_fn(theta)
        except BaseException:
            pass
""",
        ends=("timeout",),
        deadline=0.6,
    ),
    Attack(
        "stalling",
        "callbacks_without_listening",
        N,
        """
def nesterov(theta, velocity, grad_fn, lr, beta):
    data = frame(["callback", 0, [1.0], {}]) * 1000
    while True:
        send(data)
""",
        ends=("timeout",),
        deadline=0.6,
    ),
    Attack(
        "stalling",
        "finalizers",
        T,
        """
import atexit, weakref
class Last:
    def __del__(self):
        time.sleep(60)
keep = Last()
keep.me = keep
atexit.register(time.sleep, 60)
weakref.finalize(keep, time.sleep, 60)
threading.Thread(target=time.sleep, args=(60,)).start()
def terminal_velocity_factor(beta):
    return 0.125
""",
        ends=("fail",),
    ),
    Attack("stalling", "while_loading", "", "while True: pass\n", ends=("timeout",), spares=False),
)
