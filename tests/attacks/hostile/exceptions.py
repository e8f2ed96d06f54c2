"""Exceptions that pass for the grader's own, that never end, or that carry poison in their words."""

from hostile.attack import Attack

T = "terminal_velocity_factor"
_OWN = (
    "CheckFailed", "NotGraded", "ToolFailure", "ProbeError", "Skipped", "SubmissionError", "SubmissionDied",
    "Planted", "Closed", "DeadlineExceeded", "ProtocolError", "ConfinementError", "DeepdrillError", "Exit", "WorkerDied",
)  # fmt: skip


def _raises(name: str, body: str, says: str = "", **more) -> Attack:
    more = {"ends": ("error", "fail"), **more}
    return Attack("exceptions", name, T, f"def terminal_velocity_factor(beta):\n{body}\n", says=says, **more)


ATTACKS = (
    *(
        _raises(
            f"named_{name}",
            f"    raise type({name!r}, (Exception,), {{'reason': 'x', 'death': None, 'message': None}})('x')",
            name,
        )
        for name in _OWN
    ),
    _raises(
        "engines_own_classes",
        """
    from autograder.wire import ProtocolError
    from autograder.wire.frames import Closed
    raise Closed("the other side has gone")
""",
    ),
    _raises(
        "engines_protocol_error",
        """
    from autograder.wire import ProtocolError
    raise ProtocolError("x")
""",
        "ProtocolError",
    ),
    _raises(
        "engines_probe_error",
        """
    from autograder.worker.probes import ProbeError
    raise ProbeError("the grader asked for something impossible")
""",
        "ProbeError",
    ),
    _raises("pytest_skip", "    import unittest; raise unittest.SkipTest('not here')", "SkipTest"),
    _raises("hostile_name", "    raise type('\\x1b[2J[red]A\\nB</script>', (Exception,), {})('[bold]x')", "raised"),
    _raises("no_name", "    raise type('', (Exception,), {})('x')", "raised"),
    _raises(
        "hostile_metaclass",
        """
    class Meta(type):
        __name__ = property(lambda self: 1 / 0)
        mro = lambda self: [self, Exception, BaseException, object]
    class E(Exception, metaclass=Meta):
        pass
    raise E
""",
    ),
    _raises("huge_words", "    raise ValueError('x' * 10 ** 8)", "ValueError"),
    _raises("string_that_is_none", "    raise type('E', (Exception,), {'__str__': lambda self: 3})()", "raised E"),
    _raises(
        "string_that_lies",
        """
    class Words(str):
        __getitem__ = lambda self, key: [Words()] * 10
        __str__ = lambda self: self
    raise type('E', (Exception,), {'__str__': lambda self: Words('x')})()
""",
    ),
    _raises("string_that_exits", "    raise type('E', (Exception,), {'__str__': lambda self: os._exit(0)})()", "exit"),
    _raises("terminal_codes", "    raise ValueError('\\x1b]0;owned\\x07\\x1b[2J\\x1b[31m' + chr(0x202e) + '\\0')", "ValueError"),
    _raises("markup", "    raise ValueError('[link=http://x]y[/link] <script>1</script> ]]> | `x` {0} %s \\\\')", "ValueError"),
    _raises("half_characters", "    raise ValueError('\\ud800\\udfff' * 100)", "ValueError"),
    _raises("group", "    raise ExceptionGroup('g', [ValueError(i) for i in range(10000)])", "ExceptionGroup"),
    _raises(
        "endless_cause",
        """
    error = ValueError("first")
    error.__cause__ = error.__context__ = error
    raise error
""",
        "ValueError",
    ),
    _raises("not_an_exception", "    raise 3", "TypeError"),
    _raises("not_implemented", "    raise NotImplementedError('\\n'.join(['PASS 33/33'] * 1000))", "not written yet"),
    _raises("missing_name", "    raise type('MissingName', (Exception,), {})('x' * 5000)", "not defined"),
    _raises("arguments_that_explode", "    raise type('E', (Exception,), {'__traceback__': property(lambda s: 1 / 0)})()"),
)
