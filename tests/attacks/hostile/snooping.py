"""Looking for answers: in files, in memory, on the stack, in the environment, in callbacks."""

from hostile.attack import Attack

T, N = "terminal_velocity_factor", "nesterov"


def _attack(name: str, body: str, says: str, **more) -> Attack:
    code = f"def terminal_velocity_factor(beta):\n{body}"
    return Attack("snooping", name, T, code, says=says, ends=("error",), **more)


ATTACKS = (
    _attack(
        "decoy_files",
        """
    tell(
        read=lambda: open(DECOY).read(),
        low=lambda: os.read(os.open(DECOY, os.O_RDONLY), 1000),
        path=lambda: os.open(DECOY, os.O_PATH) and os.listdir(os.path.dirname(DECOY)),
        listed=lambda: os.listdir(COURSE),
        mapped=lambda: np.memmap(DECOY, mode="r").tobytes(),
        numpy=lambda: np.fromfile(DECOY, "u1").tobytes(),
        libc=lambda: ctypes.string_at(LIBC.fopen(DECOY.encode(), b"r") or 0, 1) if LIBC.fopen(DECOY.encode(), b"r") else 1 / 0,
        root=lambda: open("/proc/self/root" + DECOY).read(),
        walked=lambda: open("/usr/lib/../.." + DECOY).read(),
        linked=lambda: os.link(DECOY, "/tmp/" + NAME) or 1,
        copied=lambda: __import__("shutil").copy(DECOY, "/dev/shm/" + NAME),
        handle=lambda: call(303, -100, DECOY.encode(), bytes(136), bytes(8), 0),
    )
""",
        r"read=(EACCES|ENOENT) low=(EACCES|ENOENT) path=(EACCES|ENOENT) listed=(EACCES|ENOENT)",
    ),
    _attack(
        "hidden_tests_and_solutions",
        """
    import autograder, linecache, inspect, importlib
    folder = os.path.dirname(autograder.__path__[0])
    tests = os.path.join(folder, "autograder", "graders", "q17_optimizers", "test_q17c_momentum.py")
    linecache.clearcache()
    tell(
        given=lambda: open(HIDDEN[0]).read(),
        mistakes=lambda: open(HIDDEN[1]).read(),
        guessed=lambda: open(tests).read(),
        listed=lambda: os.listdir(os.path.join(folder, "solutions")),
        imported=lambda: importlib.import_module("autograder.graders.q17_optimizers.test_q17c_momentum"),
        checks=lambda: importlib.import_module("autograder.grading.checks"),
        loader=lambda: autograder.__spec__.loader.get_data(tests),
        lines=lambda: linecache.getlines(tests)[40],
        source=lambda: inspect.getsource(sys.modules["autograder.grading"]),
        database=lambda: __import__("sqlite3").connect(COURSE + "/gradebook.db").execute("select 1").fetchall(),
        compiled=lambda: os.listdir(os.path.join(folder, "autograder", "graders", "q17_optimizers", "__pycache__")),
    )
""",
        r"given=(EACCES|ENOENT) mistakes=(EACCES|ENOENT) guessed=(EACCES|ENOENT) listed=(EACCES|ENOENT)",
    ),
    _attack(
        "environment",
        """
    own = {**os.environ}
    words = [k for k in own if any(w in k.upper() for w in ("SECRET", "TOKEN", "KEY", "GRADE", "PYTEST", "USER"))]
    raise Told(f"environment {words} decoy={os.environ.get('DEEPDRILL_DECOY')} argv={[a for a in sys.argv if NAME in a]}")
""",
        r"environment \[\] decoy=None argv=\[\]",
    ),
    _attack(
        "proc",
        """
    tell(
        maps=lambda: open("/proc/self/maps").read(),
        mem=lambda: open("/proc/self/mem", "rb"),
        parent=lambda: open(f"/proc/{os.getppid()}/environ", "rb").read(),
        cmdline=lambda: open(f"/proc/{GRADER}/cmdline", "rb").read(),
        memory=lambda: open(f"/proc/{GRADER}/mem", "rb"),
        descriptors=lambda: os.listdir(f"/proc/{GRADER}/fd"),
        working=lambda: os.listdir(f"/proc/{GRADER}/cwd"),
        processes=lambda: [p for p in os.listdir("/proc") if p.isdigit()][0],
        sys=lambda: os.listdir("/sys/kernel"),
    )
""",
        r"maps=(EACCES|ENOENT) mem=(EACCES|ENOENT) parent=(EACCES|ENOENT) cmdline=(EACCES|ENOENT)",
    ),
    _attack(
        "stack",
        """
    found, frame = [], sys._getframe()
    while frame is not None:
        for name, value in frame.f_locals.items():
            if name in ("expected", "reference", "candidate", "rng", "seed") or "grading" in type(value).__module__:
                found.append(f"{frame.f_code.co_filename}:{name}")
        if "grading" in frame.f_code.co_filename or "graders" in frame.f_code.co_filename:
            found.append(frame.f_code.co_filename)
        frame = frame.f_back
    for thread, top in sys._current_frames().items():
        found += [top.f_code.co_filename] if "grading" in top.f_code.co_filename else []
    raise Told(f"stack {found}")
""",
        r"stack \[\]",
    ),
    _attack(
        "garbage_collector",
        """
    import types
    gc.unfreeze() if hasattr(gc, "unfreeze") else None
    found = [name for name in sys.modules if name.startswith(("autograder.grading", "autograder.graders", "pytest", "_pytest",
             "autograder.sandbox", "autograder.course", "autograder.reports", "solution", "deepdrill_reference"))]
    own = globals()
    for item in gc.get_objects():
        if type(item) is types.FunctionType and item.__globals__ is not own:
            if item.__name__.startswith("test_q17c") or item.__name__ in ("heavy_ball", "check_close", "check_steps", "case_seed"):
                found.append(item.__name__)
        elif type(item) is dict and item is not own and ("heavy_ball" in item or "terminal_velocity_factor" in item):
            if item.get("__name__") != __name__:
                found.append("a dictionary")
        elif type(item) is type and item.__name__ in ("Reference", "Grader", "Exercise", "Candidate"):
            found.append(item.__name__)
    raise Told(f"collected {found}")
""",
        r"collected \[\]",
    ),
    _attack(
        "memory_of_its_own",
        """
    # Everything that this process maps and that gc can't see: strings and bytes by their addresses.
    import re
    needle = re.compile(rb"check_step[s]\\(submissio[n], referenc[e]|Hidden grade[r] of q17c")
    hits, pages = 0, 0
    step = 1 << 20
    base = id(object()) & ~(step - 1)
    libc_read, libc_write = os.pipe()
    os.set_blocking(libc_write, False)
    for k in range(-64, 64):
        block = bytearray()
        for page in range(0, step, 4096):  # write() says EFAULT where reading would crash
            if LIBC.write(libc_write, ctypes.c_void_p(base + k * step + page), ctypes.c_size_t(4096)) == 4096:
                block += os.read(libc_read, 4096)
                pages += 1
        hits += len(needle.findall(block))
    raise Told(f"memory hits={hits} read={pages > 0}")
""",
        r"memory hits=0 read=True",
    ),
    _attack(
        "other_processes_memory",
        """
    class Vector(ctypes.Structure):
        _fields_ = (("base", ctypes.c_void_p), ("size", ctypes.c_size_t))
    space = ctypes.create_string_buffer(64)
    here, there = Vector(ctypes.addressof(space), 64), Vector(id(np), 64)
    read = 310 if os.uname().machine == "x86_64" else 270
    trace = 101 if os.uname().machine == "x86_64" else 117
    tell(
        grader=lambda: call(read, GRADER, ctypes.byref(here), 1, ctypes.byref(there), 1, 0),
        parent=lambda: call(read, os.getppid(), ctypes.byref(here), 1, ctypes.byref(there), 1, 0),
        attach=lambda: call(trace, 16, GRADER, 0, 0),
        seize=lambda: call(trace, 0x4206, GRADER, 0, 0),
        traceme=lambda: call(trace, 0, 0, 0, 0),
    )
""",
        r"grader=EPERM parent=EPERM attach=EPERM seize=EPERM traceme=EPERM",
    ),
    _attack(
        "worker_objects",
        """
    frame, found = sys._getframe(), []
    while frame is not None:
        server = frame.f_locals.get("self")
        if type(server).__name__ == "Server":
            found = [server.channel.connection.fileno() >= 0, sorted(vars(server)), server.module.__name__ == __name__]
            others = [vars(server.handles)]
            found.append([k for k, v in others[0].items() if "expected" in repr(v)[:10000]])
        frame = frame.f_back
    raise Told(f"server {found}")
""",
        r"server \[True, .*, True, \[\]\]",
    ),
    Attack(
        "snooping",
        "inside_a_callback",
        N,
        """
def nesterov(theta, velocity, grad_fn, lr, beta):
    found = []
    for name in ("__closure__", "__globals__", "__code__", "__wrapped__", "__self__", "__func__", "__defaults__"):
        if hasattr(grad_fn, name):
            found.append(name)
    server = grad_fn._ask.__self__
    for owner in (grad_fn, server, server.channel, server.handles):
        for value in [getattr(owner, s, None) for s in getattr(type(owner), "__slots__", ())] + list(getattr(owner, "__dict__", {}).values()):
            if isinstance(value, np.ndarray) or "grad_fn of" in repr(value) or "test_q17c" in repr(value):
                found.append(repr(value)[:50])
    found += [k for k in (attempt(lambda: grad_fn._ask(n, (theta,), {})) for n in (-1, 99)) if "WORKED" in k]
    raise Told(f"callback {found} {attempt(lambda: __import__('copy').deepcopy(grad_fn).__closure__)}")
""",
        says=r"callback \[\] (AttributeError|TypeError|RecursionError)",
        ends=("error",),
    ),
    Attack(
        "snooping",
        "callback_asked_for_itself",
        N,
        """
class Curious:
    __array_ufunc__ = None
    seen = []
    def __radd__(self, other): return self
    def __rmul__(self, other): Curious.seen.append(type(other).__name__); return self
    __mul__ = __add__ = __rsub__ = __sub__ = __radd__
    def __getattr__(self, name): raise Told(f"asked for {name}")
def nesterov(theta, velocity, grad_fn, lr, beta):
    outcome = attempt(lambda: grad_fn(Curious()))
    raise Told(f"curious {outcome} {[s for s in Curious.seen if s not in ('ndarray', 'float', 'int', 'float64')]}")
""",
        says=r"curious \w+.* \[\]|raised",
    ),
    _attack(
        "seed_from_the_draws",
        """
    # The inputs are drawn by a generator; its state must not be in this process.
    states = [o for o in gc.get_objects() if type(o).__name__ in ("Generator", "RandomState")]
    np.random.seed(0)
    first = np.random.rand()
    raise Told(f"generators {len([s for s in states if 'PCG64' in repr(s) and s is not np.random.default_rng])} drew {first:.3f}")
""",
        r"generators \d+ drew 0.549",
    ),
)
