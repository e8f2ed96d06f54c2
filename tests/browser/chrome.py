"""A headless Chromium of our own: a fresh profile, the system's driver, nothing from the network."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--force-color-profile=srgb",
)  # fmt: skip
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 90.0


def what_is_missing() -> str:
    """Why no browser can be started here; nothing where one can."""
    if not any(map(shutil.which, BROWSERS)):
        return "there is no Chromium here (Debian: apt-get install chromium chromium-driver)"
    if shutil.which("chromedriver") is None:
        return "there is no chromedriver here (Debian: apt-get install chromium-driver)"
    return ""


@contextmanager
def browser(profile: Path, width: int = 1280, height: int = 900) -> Iterator[Chrome]:
    """A browser that ends with the block."""
    options = ChromeOptions()
    options.binary_location = next(filter(None, map(shutil.which, BROWSERS)))
    for flag in (*FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}"):
        options.add_argument(flag)
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_page_load_timeout(PATIENCE)
    try:
        yield driver
    finally:
        driver.quit()


def eventually(what: Callable[[], Any], told: str, patience: float = PATIENCE) -> Any:
    """The first true answer of ``what``."""
    until = time.monotonic() + patience
    while True:
        try:
            answer = what()
        except StaleElementReferenceException:  # the page was drawn anew meanwhile
            answer = None
        if answer:
            return answer
        if time.monotonic() > until:
            raise AssertionError(f"{told} did not come within {patience:.0f} seconds")
        time.sleep(0.2)


def find(driver: Any, selector: str, text: str = "") -> WebElement:
    """The first visible element that the selector fits and that shows ``text``."""

    def look() -> WebElement | None:
        for element in driver.find_elements(By.CSS_SELECTOR, selector):
            if element.is_displayed() and text in element.text:
                return element
        return None

    return eventually(look, f"{selector} {text}".strip())


def whole_page(driver: Chrome, path: Path) -> None:
    """A picture of the page down to its end."""
    height = driver.execute_script("return document.documentElement.scrollHeight")
    size = driver.get_window_size()
    driver.set_window_size(size["width"], min(int(height) + 200, 8000))
    time.sleep(0.5)
    driver.save_screenshot(str(path))
    driver.set_window_size(size["width"], size["height"])
