"""Sockets of every family, against listeners that the test itself opened. It counts who got through."""

from hostile.attack import Attack

T = "terminal_velocity_factor"


def _attack(name: str, body: str, says: str) -> Attack:
    code = f"""
def connect(family, address, kind=socket.SOCK_STREAM):
    with socket.socket(family, kind) as client:
        client.settimeout(0.5)
        client.connect(address)
        client.sendall(b"stolen")
def terminal_velocity_factor(beta):
{body}
"""
    return Attack("sockets", name, T, code, says=says, ends=("error",))


ATTACKS = (
    _attack(
        "loopback",
        """
    tell(
        v4=lambda: connect(socket.AF_INET, ("127.0.0.1", PORT)),
        v6=lambda: connect(socket.AF_INET6, ("::1", PORT6)),
        mapped=lambda: connect(socket.AF_INET6, ("::ffff:127.0.0.1", PORT)),
        datagram=lambda: connect(socket.AF_INET, ("127.0.0.1", PORT), socket.SOCK_DGRAM),
        listen=lambda: socket.create_server(("127.0.0.1", 0)),
    )
""",
        "v4=EPERM v6=EPERM mapped=EPERM datagram=EPERM listen=EPERM",
    ),
    _attack(
        "unix",
        """
    tell(
        path=lambda: connect(socket.AF_UNIX, UNIX),
        abstract=lambda: connect(socket.AF_UNIX, "\\0" + NAME),
        datagram=lambda: connect(socket.AF_UNIX, UNIX, socket.SOCK_DGRAM),
        pair=lambda: socket.socketpair(),
        packets=lambda: connect(socket.AF_UNIX, UNIX, socket.SOCK_SEQPACKET),
    )
""",
        "path=EPERM abstract=EPERM datagram=EPERM pair=EPERM packets=EPERM",
    ),
    _attack(
        "other_families",
        """
    words = []
    for family in range(0, 46):
        for kind in (1, 2, 3, 5):
            words.append(attempt(lambda: socket.socket(family, kind, 0).close()))
    raise Told(f"families {sorted(set(words))}")
""",
        r"families \['EPERM'\]",
    ),
    _attack(
        "connection_reused",
        """
    fd = connection()
    address = struct.pack("=HH4s8x", socket.AF_INET, socket.htons(PORT), socket.inet_aton("127.0.0.1"))
    number = 42 if os.uname().machine == "x86_64" else 203
    tell(
        reconnect=lambda: call(number, fd, address, len(address)),
        sendto=lambda: socket.socket(fileno=os.dup(fd)).sendto(b"x", ("127.0.0.1", PORT)),
    )
""",
        "reconnect=EPERM sendto=",
    ),
    _attack(
        "libraries",
        """
    import urllib.request
    tell(
        url=lambda: urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=0.5),
        name=lambda: socket.getaddrinfo("localhost.invalid", 80),
        numpy=lambda: np.lib.npyio.DataSource(None).open(f"http://127.0.0.1:{PORT}/x"),
        shell=lambda: os.popen(f"true > /dev/tcp/127.0.0.1/{PORT}").read(),
    )
""",
        r"url=URLError name=\w+ numpy=\w+ shell=EPERM",
    ),
)
