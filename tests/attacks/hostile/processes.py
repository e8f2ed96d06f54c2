"""More processes, more threads, and signals to those that are not one's own."""

from hostile.attack import Attack

T = "terminal_velocity_factor"


def _attack(name: str, body: str, says: str = "", **more) -> Attack:
    code = f"def terminal_velocity_factor(beta):\n{body}"
    return Attack("processes", name, T, code, says=says, **more)


ATTACKS = (
    _attack(
        "fork",
        """
    def child(make):
        pid = make()
        if pid == 0:
            os.setsid()
            time.sleep(60)
            os._exit(0)
        return pid
    tell(
        fork=lambda: child(os.fork),
        forkpty=lambda: child(lambda: os.forkpty()[0]),
        clone=lambda: child(lambda: call(56 if os.uname().machine == "x86_64" else 220, 17, 0, 0, 0, 0)),
        clone3=lambda: call(435, (ctypes.c_uint64 * 11)(0, 0, 0, 0, 17), 88),
        vfork=lambda: call(58 if os.uname().machine == "x86_64" else 1071, 0),
    )
""",
        r"fork=EPERM forkpty=\w+ clone=EPERM clone3=ENOSYS vfork=(EPERM|ENOSYS)",
        ends=("error",),
    ),
    _attack(
        "fork_bomb",
        """
    while True:
        try:
            os.fork()
        except OSError:
            pass
""",
        ends=("timeout",),
        deadline=0.7,
    ),
    _attack(
        "thread_bomb",
        """
    while True:
        try:
            threading.Thread(target=time.sleep, args=(1000,)).start()
        except BaseException:
            pass
""",
        ends=("timeout", "fail", "error"),
        deadline=0.7,
    ),
    _attack(
        "programs",
        """
    import subprocess, multiprocessing
    tell(
        run=lambda: subprocess.run(["/bin/sh", "-c", f"touch {MARK}"]),
        system=lambda: 1 / 0 if os.system(f"touch {MARK}") else "ran",
        spawn=lambda: os.posix_spawn("/bin/sh", ["sh", "-c", f"touch {MARK}"], {}),
        execute=lambda: os.execv("/bin/sh", ["sh", "-c", f"touch {MARK}"]),
        spawned=lambda: multiprocessing.get_context("spawn").Process(target=print).start(),
        pool=lambda: __import__("concurrent.futures").futures.ProcessPoolExecutor(1).submit(int).result(0.2),
    )
""",
        r"run=\w+ system=\w+ spawn=\w+ execute=(EPERM|EACCES) spawned=\w+ pool=\w+",
        ends=("error",),
    ),
    _attack(
        "kill_others",
        """
    # Signal 0 asks whether the kernel would deliver one, and delivers none.
    tell(
        grader=lambda: os.kill(GRADER, 0),
        parent=lambda: os.kill(os.getppid() or 2, 0),
        everyone=lambda: os.kill(-1, 0),
        group=lambda: os.killpg(os.getpgrp() or 2, 0),
        own_group=lambda: os.kill(0, 0),
        thread=lambda: call(234 if os.uname().machine == "x86_64" else 131, GRADER, GRADER, 0),
        pidfd=lambda: call(434, GRADER, 0),
        nice=lambda: os.setpriority(os.PRIO_PROCESS, GRADER, 0),
        limits=lambda: __import__("resource").prlimit(GRADER, 0),
        affinity=lambda: os.sched_setaffinity(GRADER, os.sched_getaffinity(0)),
    )
""",
        r"grader=EPERM parent=EPERM everyone=EPERM group=EPERM own_group=EPERM thread=EPERM pidfd=EPERM nice=EPERM",
        ends=("error",),
    ),
    _attack(
        "signals_by_other_ways",
        """
    import fcntl
    read, write = os.pipe()
    tell(
        owner=lambda: fcntl.fcntl(read, 8, GRADER),
        signal=lambda: fcntl.fcntl(read, 10, signal.SIGKILL),
        queue=lambda: call(129 if os.uname().machine == "x86_64" else 138, GRADER, 0, bytes(128)),
        death=lambda: call(157 if os.uname().machine == "x86_64" else 167, 1, 0, 0, 0, 0),
        session=lambda: os.setsid(),
        typed=lambda: fcntl.ioctl(connection(), 0x5412, b"x"),
        asynchronous=lambda: fcntl.ioctl(connection(), 0x8901, struct.pack("i", GRADER)),
    )
""",
        r"owner=EPERM signal=EPERM queue=EPERM death=EPERM session=EPERM typed=EPERM asynchronous=EPERM",
        ends=("error",),
    ),
)
