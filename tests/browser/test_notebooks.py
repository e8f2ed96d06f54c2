"""A released notebook in JupyterLab and in Notebook 7: its visible checks run and show what is wrong and what is right."""

from __future__ import annotations

import time

import classroom
import pytest
from chrome import eventually, find

FRONTENDS = {"lab": "lab/tree", "notebook": "notebooks"}
WRONG = "def heavy_ball(theta, velocity, grad, lr, beta):\n    return theta, theta - lr * grad"
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


@pytest.fixture(params=FRONTENDS)
def frontend(request, driver, server, course):
    """Opens a notebook with these answers in the front end and runs all of its cells."""

    def opened(answers: dict[str, str]) -> str:
        name = f"{request.node.originalname.removeprefix('test_')}_{request.param}.ipynb"
        classroom.write(classroom.released(course), answers, course / name)
        driver.get(server.page(f"{FRONTENDS[request.param]}/{name}"))
        find(driver, ".jp-Notebook .jp-CodeCell")
        eventually(lambda: _ready(driver), "the kernel")
        _command(driver, "notebook:run-all-cells")
        eventually(lambda: _ran(driver), "the end of the last cell")
        return request.param

    yield opened
    _command(driver, "notebook:shutdown-kernel")
    driver.get("about:blank")  # a notebook with unsaved output asks before it is left
    _accept(driver)


def test_untouched_says_what_is_not_written(frontend, driver, pictures):
    name = frontend({})
    shown = _output(driver, "heavy_ball")
    assert "not written yet" in shown.text and "<" not in shown.text
    assert shown.find_elements("css selector", "div[style*='border-left']"), "is no HTML"
    assert "not written yet" in _output(driver, "terminal_velocity_factor").text
    _show(driver, "heavy_ball")
    driver.save_screenshot(str(pictures / f"{name}-untouched.png"))
    assert not driver.find_elements("css selector", "[data-mime-type*='stderr']")
    _outputs_only(driver, pictures / f"{name}-untouched-end.png")


def test_wrong_shows_got_and_expected(frontend, driver, pictures):
    name = frontend({"heavy_ball": WRONG})
    text = _output(driver, "heavy_ball").text
    assert "got" in text and "expected" in text and "✗" in text
    for theme, called in THEMES.items():
        _command(driver, "apputils:change-theme", {"theme": called})
        dark = "true" if theme == "light" else "false"
        eventually(
            lambda dark=dark: (
                driver.execute_script("return document.body.dataset.jpThemeLight") == dark
            ),
            f"the theme {called}",
        )
        time.sleep(1)
        _show(driver, "heavy_ball")
        driver.save_screenshot(str(pictures / f"{name}-wrong-{theme}.png"))
    _command(driver, "apputils:change-theme", {"theme": THEMES["light"]})


def test_right_passes_and_draws(frontend, driver, course, pictures):
    name = frontend(classroom.answers(course))
    for task in classroom.answers(course):
        assert "✓" in _output(driver, task).text, task
        assert "✗" not in _output(driver, task).text, task
    assert driver.find_elements("css selector", ".jp-OutputArea-output img"), "no plot"
    _show(driver, "heavy_ball")
    driver.save_screenshot(str(pictures / f"{name}-right.png"))
    _outputs_only(driver, pictures / f"{name}-right-end.png")


# The page


def _command(driver, command: str, arguments: dict | None = None) -> None:
    """A command of the front end, as its menu gives it."""
    driver.execute_script(
        "window.jupyterapp.commands.execute(arguments[0], arguments[1])", command, arguments or {}
    )


def _ready(driver) -> bool:
    return driver.execute_script(
        "const panel = window.jupyterapp && window.jupyterapp.shell.currentWidget;"
        "return !!panel && !!panel.sessionContext && panel.sessionContext.isReady &&"
        "  !!panel.sessionContext.session && panel.sessionContext.session.kernel.status === 'idle'"
    )


def _ran(driver) -> bool:
    """Whether every code cell has been run, the last one (the plot) too."""
    return driver.execute_script(
        "const cells = window.jupyterapp.shell.currentWidget.content.widgets.filter(c => c.model.type === 'code');"
        "return cells.every(c => c.model.executionState !== 'running' && c.model.executionCount)"
        "  && window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
    )


def _cell(driver, source: str):
    """The code cell that begins with this."""
    return driver.execute_script(
        "return window.jupyterapp.shell.currentWidget.content.widgets"
        ".find(c => c.model.sharedModel.getSource().startsWith(arguments[0])).node",
        source,
    )


def _output(driver, task: str):
    """What the visible check of the task shows."""
    cell = _cell(driver, f'check("{task}")')
    return eventually(
        lambda: next(iter(cell.find_elements("css selector", ".jp-OutputArea-output")), None),
        f"the output of {task}",
    )


def _show(driver, task: str) -> None:
    cell = _cell(driver, f'check("{task}")')
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", cell)
    time.sleep(0.5)


def _outputs_only(driver, path) -> None:
    cell = _cell(driver, "def plot()")
    driver.execute_script("arguments[0].scrollIntoView({block: 'end'})", cell)
    time.sleep(0.5)
    driver.save_screenshot(str(path))


def _accept(driver) -> None:
    from selenium.common.exceptions import NoAlertPresentException

    try:
        driver.switch_to.alert.accept()
    except NoAlertPresentException:
        return
