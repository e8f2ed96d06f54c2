"""Leaving something behind for the next submission. A second one looks for it, and must find nothing."""

from hostile.attack import Attack

T = "terminal_velocity_factor"

LEAVE = """
import atexit, builtins, types
for place in ("/tmp", "/var/tmp", "/dev/shm", "/proc/private/scratch", os.path.dirname(np.__path__[0]), "."):
    try:
        open(os.path.join(place, NAME), "w").write("left")
    except OSError:
        pass
sys.modules["leftover"] = types.ModuleType("leftover")
np.leftover = builtins.leftover = True
np.add = lambda *a: 0
os.environ["LEFTOVER"] = "1"
os.chdir("/usr") if os.path.isdir("/usr") else None
os.umask(0)
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
sys.path.insert(0, "/tmp/leftover")
np.random.seed(12345)
np.random.rand(3)
sys.setrecursionlimit(50_000)
try:
    from autograder.worker import server
    server.leftover = True
except ImportError:
    pass
for _ in range(4):
    threading.Thread(target=time.sleep, args=(100,), name="leftover", daemon=True).start()
os.write(1, b"leftover")
"""

LOOK = """
def terminal_velocity_factor(beta):
    import builtins
    from autograder.worker import server
    found = []
    for place in ("/tmp", "/var/tmp", "/dev/shm", "/proc/private/scratch", os.path.dirname(np.__path__[0]), "."):
        if os.path.exists(os.path.join(place, NAME)):
            found.append(place)
    found += [w for w in ("leftover",) if w in sys.modules or hasattr(np, w) or hasattr(builtins, w) or hasattr(server, w)]
    found += [t.name for t in threading.enumerate() if t.name == "leftover"]
    if "LEFTOVER" in os.environ or "/tmp/leftover" in sys.path or os.fstat(1).st_size:
        found.append("environment, path or output")
    if sys.getrecursionlimit() == 50_000 or signal.getsignal(signal.SIGUSR1) == signal.SIG_IGN:
        found.append("limits or signals")
    if os.getcwd() == "/usr" or np.add(1, 2) != 3:
        found.append("folder or numpy")
    raise Told(f"left {found}")
"""

ATTACKS = (
    Attack("persistence", "leftovers", T, LOOK, says=r"left \[\]", ends=("error",), before=LEAVE),
    Attack(
        "persistence",
        "leftovers_of_a_crash",
        T,
        LOOK,
        says=r"left \[\]",
        ends=("error",),
        before=LEAVE + "\nctypes.string_at(0)\n",
    ),
    Attack(
        "persistence",
        "state_between_cases",
        T,
        """
count = [0]
def terminal_velocity_factor(beta):
    count[0] += 1
    np.random.seed(count[0])
    sys.modules["math"] = None
    return 0.125 * count[0]
""",
        ends=("fail",),
    ),
    Attack(
        "persistence",
        "inputs_kept_and_changed",
        "heavy_ball",
        """
kept = []
def heavy_ball(theta, velocity, grad, lr, beta):
    kept.append((theta, velocity, grad))
    for arrays in kept:
        for array in arrays:
            try:
                array.flags.writeable = True
                array[...] = 0
            except (ValueError, AttributeError):
                pass
    return theta, velocity
""",
        ends=("fail",),
    ),
)
