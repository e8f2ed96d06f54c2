"""Writing to the grader's own connection: forged, early, late, half, oversized; and bombs for its decoder."""

from hostile.attack import Attack

T, N = "terminal_velocity_factor", "nesterov"


def _attack(name: str, code: str, **more) -> Attack:
    return Attack("frames", name, T, code, **more)


def _sent(name: str, data: str, **more) -> Attack:
    """``data`` is on its way before the honest reply."""
    code = f"""
def terminal_velocity_factor(beta):
    send({data})
    return 0.125
"""
    return _attack(name, code, **more)


ATTACKS = (
    _sent("forged_reply", "frame(['ok', True, []])", says="returned bool", spares=False),
    _sent("answers_for_later", "frame(['ok', 0.125, []]) * 50", spares=False),
    _sent("forged_ready", "frame(['ready'])", says="grader's own connection"),
    _sent("forged_refusal", "frame(['refused', 'not confined'])", says="grader's own connection"),
    _sent("unknown_kind", "frame([['ok'], None, []])", says="grader's own connection"),
    _sent("no_list", "frame('ok')", says="grader's own connection"),
    _sent("garbage", "os.urandom(100_000)", says="grader's own connection"),
    _sent("wrong_magic", "b'GET / HTTP/1.1'", says="grader's own connection"),
    _sent("oversized_body", "struct.pack('<HHIQ', 0xDD17, 0, 2**32 - 1, 0)", says="grader's own connection"),
    _sent("oversized_data", "struct.pack('<HHIQQ', 0xDD17, 1, 1, 2**63, 2**63)", says="grader's own connection"),
    _sent("lengths_disagree", "struct.pack('<HHIQQ', 0xDD17, 1, 1, 9, 8)", says="grader's own connection"),
    _attack(
        "half_a_frame",
        """
def terminal_velocity_factor(beta):
    send(frame(["ok", 0.125, []])[:-3])
    time.sleep(100)
""",
        ends=("timeout",),
        deadline=0.7,
    ),
    _attack(
        "drops_of_a_frame",
        """
def terminal_velocity_factor(beta):
    for byte in frame(["ok", "x" * 5000, []]):
        send(bytes([byte]))
        time.sleep(0.01)
""",
        ends=("timeout",),
        deadline=0.7,
    ),
    _attack(
        "promised_items",
        """
def terminal_velocity_factor(beta):
    promise = b"\\xdd" + (4 * 2**20 - 6000).to_bytes(4, "big")
    send(frame(promise * 1000))
    return 0.125
""",
        says="grader's own connection",
    ),
    _attack(
        "one_buffer_for_many_arrays",
        """
def terminal_velocity_factor(beta):
    data = bytes(2**24)
    array = msgpack.ExtType(3, msgpack.packb(["u1", [2**24], "C", True, 0]))
    send(frame(["ok", [array] * 50_000, []], [data]))
    return 0.125
""",
        says="grader's own connection",
    ),
    _attack(
        "keys_that_collide",
        """
def terminal_velocity_factor(beta):
    prime = 2**61 - 1
    entries = [
        msgpack.packb(msgpack.ExtType(2, (prime * (2**70 + k)).to_bytes(18, "little", signed=True))) + b"\\0"
        for k in range(10_000)
    ]
    table = b"\\xdf" + len(entries).to_bytes(4, "big") + b"".join(entries)
    send(frame(b"\\x93\\xa2ok" + table + b"\\x90"))
    return 0.125
""",
        says="grader's own connection",
    ),
    _attack(
        "broadcast_tensors",
        """
def terminal_velocity_factor(beta):
    head = ["f8", [2**12, 2**12], [[0, 0], 0], False]
    tensor = lambda i: msgpack.ExtType(5, msgpack.packb([False, False, *head, i]))
    send(frame(["ok", [tensor(i) for i in range(4000)], []], [bytes(8)] * 4000))
    return 0.125
""",
        ends=("fail", "error", "timeout"),
        spares=False,
    ),
    _attack(
        "neither_true_nor_false",
        """
def terminal_velocity_factor(beta):
    send(frame(["ok", msgpack.ExtType(4, msgpack.packb(["?", b"\\x02"])), []]))
    return 0.125
""",
        says="grader's own connection",
    ),
    _attack(
        "nested_tuples",
        """
def terminal_velocity_factor(beta):
    item = b"\\x90"
    for _ in range(200):
        item = b"\\x91\\xc9" + len(item).to_bytes(4, "big") + b"\\x01" + item
    send(frame(b"\\x93\\xa2ok" + item[1:] + b"\\x90"))
    return 0.125
""",
        says="grader's own connection",
    ),
    _attack(
        "forged_changes",
        """
def terminal_velocity_factor(beta):
    array = msgpack.ExtType(3, msgpack.packb(["f8", [2], "C", True, 0]))
    send(frame(["ok", 0.125, [array, 10**15]], [bytes(16)]))
    return 0.125
""",
        says="grader's own connection",
    ),
    _attack(
        "forged_line",
        """
def terminal_velocity_factor(beta):
    send(frame(["error", ["ValueError"], "", big_integer(40_000), "", ""]))
    return 0.125
""",
        says="grader's own connection",
    ),
    _attack(
        "forged_classes",
        """
def terminal_velocity_factor(beta):
    send(frame(["error", ["NotGraded", "Skipped", "ToolFailure"] * 10_000, "x" * 1_000_000, 1, "", ""]))
    return 0.125
""",
        says="NotGraded",
        spares=False,
    ),
    _attack(
        "forged_callback",
        """
def terminal_velocity_factor(beta):
    for number in (0, 1, -1, 2**40):
        send(frame(["callback", number, [], {}]))
    return 0.125
""",
        spares=False,
    ),
    _attack(
        "callback_without_a_number",
        """
def terminal_velocity_factor(beta):
    send(frame(["callback", [[]], [], {}]))
    return 0.125
""",
        says="grader's own connection",
    ),
    Attack(
        "frames",
        "early_load_reply",
        "",
        "send(frame(['ok', [[1, big_integer(40_000), 'x'], [big_integer(40_000), 'x', 'x'], 3], []]))\n",
        spares=False,
    ),
    Attack(
        "frames",
        "load_reply_is_a_callback",
        "",
        "send(frame(['callback', {}, [], {}]))\nsend(frame(['callback', [1], [], {}]))\n",
        says="grader's own connection",
        spares=False,
    ),
    Attack(
        "frames",
        "load_error_with_a_long_line",
        "",
        "send(frame(['error', ['ValueError'], 'x', big_integer(40_000), '', '']))\n",
        says="grader's own connection",
        spares=False,
    ),
    _attack(
        "late_frames",
        """
def flood():
    time.sleep(0.02)
    while True:
        try:
            send(frame(["ok", 0.125, []]))
        except OSError:
            return
        time.sleep(0.001)
def terminal_velocity_factor(beta):
    threading.Thread(target=flood, daemon=True).start()
    time.sleep(0.1)
    return 0.125
""",
        spares=False,
    ),
    _attack(
        "closed",
        """
def terminal_velocity_factor(beta):
    os.close(connection())
    return 0.125
""",
        ends=("error",),
    ),
    _attack(
        "closed_and_lingering",
        """
def terminal_velocity_factor(beta):
    for signal_number in range(1, 65):
        try:
            signal.signal(signal_number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    LIBC.shutdown(connection(), 2)
    os.close(connection())
    while True:
        pass
""",
        says="grader's own connection",
    ),
    _attack(
        "reads_requests",
        """
def terminal_velocity_factor(beta):
    fd = connection()
    os.set_blocking(fd, False)
    found = attempt(lambda: os.read(fd, 100_000))
    os.set_blocking(fd, True)
    raise Told("read " + found)
""",
        says="read EAGAIN",
    ),
    _attack(
        "descriptor_sent_along",
        """
def terminal_velocity_factor(beta):
    import array
    pipe = os.pipe()
    own = socket.socket(fileno=connection())
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", pipe))]
    own.sendmsg([frame(["ok", 0.125, []])], rights)
    own.detach()
    return 0.125
""",
        spares=False,
    ),
    _attack(
        "returns_without_end",
        """
def terminal_velocity_factor(beta):
    data = bytes(100 * 2**20)
    array = msgpack.ExtType(3, msgpack.packb(["u1", [len(data)], "C", True, 0]))
    for _ in range(20):
        send(frame(["callback", 0, [array], {}], [data]))
    return 0.125
""",
        spares=False,
        deadline=1.0,
    ),
    Attack(
        "frames",
        "callbacks_from_a_thread",
        N,
        """
def nesterov(theta, velocity, grad_fn, lr, beta):
    def work():
        for _ in range(3):
            grad_fn._owner = threading.get_ident()
            send(frame(["callback", 0, [1.0], {}]))
    threading.Thread(target=work).start()
    grad_fn(theta)
    return theta * 3, velocity + 5
""",
        spares=False,
    ),
)
