"""System calls that no exercise needs, by their numbers, past every library."""

from hostile.attack import Attack

T = "terminal_velocity_factor"
# name: (x86-64, aarch64)
_NUMBERS = {
    "mount": (165, 40), "umount2": (166, 39), "unshare": (272, 97), "setns": (308, 268), "chroot": (161, 51),
    "pivot_root": (155, 41), "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "memfd_create": (319, 279), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "bpf": (321, 280),
    "userfaultfd": (323, 282), "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218),
    "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264), "perf_event_open": (298, 241),
    "seccomp": (317, 277), "init_module": (175, 105), "finit_module": (313, 273), "kexec_load": (246, 104),
    "setuid": (105, 146), "setgid": (106, 144), "setgroups": (116, 159), "capset": (126, 91), "reboot": (169, 142),
    "syslog": (103, 116), "quotactl": (179, 60), "personality": (135, 92),
    "fsopen": (430, 430), "fsmount": (432, 432), "move_mount": (429, 429), "open_tree": (428, 428),
    "mount_setattr": (442, 442), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424),
    "fanotify_init": (300, 262), "inotify_init1": (294, 26), "shmget": (29, 194), "msgget": (68, 186),
    "semget": (64, 190), "mq_open": (240, 180), "splice": (275, 76), "vmsplice": (278, 75), "kcmp": (312, 272),
    "landlock_create_ruleset": (444, 444), "memfd_secret": (447, 447), "process_madvise": (440, 440),
    "swapon": (167, 224), "settimeofday": (164, 170), "adjtimex": (159, 171),
    "execveat": (322, 281), "modify_ldt": (154, 0), "iopl": (172, 0), "ioperm": (173, 0), "lookup_dcookie": (212, 18),
}  # fmt: skip


def _attack(name: str, code: str, says: str, **more) -> Attack:
    return Attack("escapes", name, T, code, says=says, **more)


ATTACKS = (
    _attack(
        "system_calls",
        f"""
NUMBERS = {_NUMBERS!r}
def terminal_velocity_factor(beta):
    which = 0 if os.uname().machine == "x86_64" else 1
    allowed = []
    for name, numbers in NUMBERS.items():
        if numbers[which]:
            word = attempt(lambda: call(numbers[which], 0, 0, 0, 0, 0))
            if word != "EPERM":
                allowed.append(f"{{name}}:{{word}}")
    raise Told(f"allowed {{allowed}}")
""",
        r"allowed \[\]",
        ends=("error",),
    ),
    _attack(
        "well_formed_calls",
        """
def terminal_velocity_factor(beta):
    x86 = os.uname().machine == "x86_64"
    tell(
        userns=lambda: call(272 if x86 else 97, 0x10000000),
        mountns=lambda: call(272 if x86 else 97, 0x00020000),
        tmpfs=lambda: call(165 if x86 else 40, b"none", b"/tmp", b"tmpfs", 0, 0),
        bind=lambda: call(165 if x86 else 40, COURSE.encode(), b"/tmp", 0, 4096, 0),
        root=lambda: call(161 if x86 else 51, COURSE.encode()),
        clone_user=lambda: call(56 if x86 else 220, 0x10000000 | 17, 0, 0, 0, 0),
        thread_user=lambda: call(56 if x86 else 220, 0x10000000 | 0x10000 | 0x800 | 0x100, 0, 0, 0, 0),
        dumpable=lambda: call(157 if x86 else 167, 4, 1, 0, 0, 0),
        privileges=lambda: call(157 if x86 else 167, 38, 0, 0, 0, 0),
        filter=lambda: call(157 if x86 else 167, 22, 0, 0, 0, 0),
        subreaper=lambda: call(157 if x86 else 167, 36, 1, 0, 0, 0),
        rlimit=lambda: __import__("resource").setrlimit(0, (1, 1)),
    )
""",
        "userns=EPERM mountns=EPERM tmpfs=EPERM bind=EPERM root=EPERM clone_user=EPERM thread_user=EPERM "
        "dumpable=EPERM privileges=EPERM filter=EPERM subreaper=EPERM rlimit=",
        ends=("error",),
    ),
    _attack(
        "x32_calls",
        """
def terminal_velocity_factor(beta):
    x32 = 0x40000000
    words = {attempt(lambda: call(x32 + number, 0, 0, 0)) for number in (0, 2, 41, 56, 57, 59, 165, 272, 520)}
    raise Told(f"x32 {sorted(words)}")
""",
        r"x32 \['(EPERM|ENOSYS)'\]",
        ends=("error",),
    ),
    _attack(
        "machine_code_of_32_bits",
        """
def terminal_velocity_factor(beta):
    import mmap
    if os.uname().machine != "x86_64":
        os.kill(os.getpid(), signal.SIGKILL)
    space = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    space.write(b"\\xb8\\x14\\x00\\x00\\x00\\xcd\\x80\\xc3")  # mov eax, getpid; int 0x80; ret
    address = ctypes.addressof(ctypes.c_char.from_buffer(space))
    raise Told(f"pid {ctypes.CFUNCTYPE(ctypes.c_int)(address)()}")
""",
        r"SIGSYS|SIGSEGV|SIGKILL",
        ends=("error",),
    ),
    _attack(
        "writing_anywhere",
        """
def terminal_velocity_factor(beta):
    places = ["/tmp", "/var/tmp", "/dev/shm", "/", "/run", "/root", "/home", "/etc", os.path.dirname(np.__path__[0]),
              os.path.dirname(os.__file__), COURSE, os.path.dirname(DECOY), ".", os.path.expanduser("~"), "/proc", "/sys",
              "/proc/private/scratch"]
    words = []
    for place in places:
        target = os.path.join(place, NAME)
        for action in (
            lambda: open(target, "w").write("x"),
            lambda: os.mkdir(target),
            lambda: os.symlink(DECOY, target),
            lambda: os.mkfifo(target),
            lambda: os.mknod(target),
            lambda: os.link(DECOY, target),
            lambda: os.rename(DECOY, target),
            lambda: np.save(target, np.ones(3)),
        ):
            words.append(attempt(action))
    raise Told(f"wrote {[w for w in words if 'WORKED' in w]} of {len(words)}")
""",
        r"wrote \[\] of 136",
        ends=("error",),
    ),
    _attack(
        "changing_decoys",
        """
def terminal_velocity_factor(beta):
    tell(
        write=lambda: open(DECOY, "w"),
        append=lambda: open(DECOY, "a"),
        truncate=lambda: os.truncate(DECOY, 0),
        emptied=lambda: os.open(DECOY, os.O_RDONLY | os.O_TRUNC),
        mode=lambda: os.chmod(DECOY, 0o777),
        owner=lambda: os.chown(DECOY, os.getuid(), os.getgid()),
        dated=lambda: os.utime(DECOY, (0, 0)),
        removed=lambda: os.unlink(DECOY),
        folder=lambda: os.rmdir(COURSE),
        tagged=lambda: os.setxattr(DECOY, "user.x", b"1"),
        moved=lambda: os.rename(COURSE, COURSE + "x"),
        temporary=lambda: os.open(COURSE, os.O_TMPFILE | os.O_RDWR),
    )
""",
        r"tried( \w+=(EPERM|EACCES|EROFS|ENOENT|EXDEV|EISDIR|EOPNOTSUPP)){12}",
        ends=("error",),
    ),
)
