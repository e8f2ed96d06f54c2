"""Taking the process along: exits, crashes, exhausted memory, floods of output."""

from hostile.attack import Attack

T = "terminal_velocity_factor"


def _dies(name: str, body: str, says: str = "", **more) -> Attack:
    more = {"ends": ("error", "fail"), **more}
    code = f"def terminal_velocity_factor(beta):\n    {body}\n"
    return Attack("dying", name, T, code, says=says, **more)


def _loading(name: str, code: str, says: str = "") -> Attack:
    return Attack("dying", name, "", code, says=says, spares=False)


ATTACKS = (
    _dies("exit_0", "os._exit(0)", "exit status 0"),
    _dies("exit_97", "os._exit(97)", "exit status 97"),
    _dies("exit_98", "os._exit(98)"),
    _dies("system_exit", "sys.exit(0)", "SystemExit"),
    _dies("interrupt", "raise KeyboardInterrupt", "KeyboardInterrupt"),
    _dies("generator_exit", "raise GeneratorExit", "GeneratorExit"),
    _dies("segmentation_fault", "ctypes.string_at(0)", "SIGSEGV"),
    _dies("abort", "LIBC.abort()", r"SIGABRT|SIGSEGV|SIGKILL"),
    _dies("kills_itself", "os.kill(os.getpid(), signal.SIGKILL); return 0.125"),
    _dies("stops_itself", "os.kill(os.getpid(), signal.SIGSTOP); return 0.125", deadline=0.6, ends=("timeout", "fail")),
    _dies("recursion", "return terminal_velocity_factor(beta)", "RecursionError"),
    _dies(
        "recursion_without_limit",
        "sys.setrecursionlimit(2**31 - 1); return [terminal_velocity_factor(beta)]",
        deadline=0.6,
        ends=("timeout", "error", "fail"),
    ),
    _dies("memory", "return np.ones(10 ** 10).sum()", "memory"),
    _dies(
        "memory_by_pieces",
        "kept = []\n    while True: kept.append(bytearray(2 ** 24))",
        "memory",
    ),
    _dies(
        "memory_error_swallowed",
        "kept = []\n    while True:\n        try: kept.append(np.ones(2 ** 21))\n        except MemoryError: time.sleep(0.001)",
        deadline=0.6,
        ends=("timeout",),
    ),
    _dies("output", "print('x' * 10 ** 7); sys.stdout.flush(); return 0.125", spares=False),
    _dies("output_file", "os.ftruncate(1, 2 ** 40); return 0.125"),
    _dies("faulthandler", "import faulthandler; faulthandler._sigsegv()"),
    _dies(
        "own_code_overwritten",
        "ctypes.memset(id(terminal_velocity_factor.__code__), 255, 200); return terminal_velocity_factor(beta)",
    ),
    _loading("exit_while_loading", "os._exit(0)\n", "exit status 0"),
    _loading("crash_while_loading", "ctypes.string_at(0)\n", "SIGSEGV"),
    _loading("memory_while_loading", "kept = []\nwhile True: kept.append(bytearray(2 ** 26))\n"),
    _loading("nothing_defined", "raise SystemExit(0)\n", "not defined"),
    _loading("deep_source", "x = " + "(" * 150 + "1" + ")" * 150 + "\ny = " + "-" * 20_000 + "1\n"),
    _loading("deeper_source", "x = " + "[" * 50_000 + "]" * 50_000 + "\n"),
    _loading("long_number", "x = " + "9" * 100_000 + "\n"),
    _loading("null_byte", "x = 1\0\n"),
)
