"""formgrader on grades of ours: the list, graded submissions, free text graded by hand, the page a student gets."""

from __future__ import annotations

import chrome
import classroom
from chrome import eventually, find
from selenium.webdriver.common.by import By


def test_the_assignment_is_listed(driver, server, pictures):
    driver.get(server.page("formgrader/manage_assignments"))
    row = find(driver, "tbody tr", classroom.TOPIC)
    assert "3" in row.text.split()  # submissions
    chrome.whole_page(driver, pictures / "formgrader-assignments.png")


def test_the_notebook_and_its_submissions_are_listed(driver, server, pictures):
    driver.get(server.page(f"formgrader/gradebook/{classroom.TOPIC}"))
    find(driver, "tbody tr", classroom.EXERCISE)
    assert len(_submissions(driver, server)) == 3
    chrome.whole_page(driver, pictures / "formgrader-submissions.png")


def test_a_graded_submission_opens_with_its_feedback(driver, server, pictures):
    page = _open(driver, server, "bora")
    assert "heavy_ball: 0 / 5 points" in page and "torch_sgd_step: 10 / 10 points" in page
    assert "✗ Steps from a velocity" in page and "got" in page and "expected" in page
    assert page.count("Why: ") >= 2 and not _clipped(driver)
    assert "Rubric" in page
    # The solution's nesterov calls heavy_ball, so it is wrong with it.
    assert _scores(driver) == {"heavy_ball": 0, "nesterov": 0, "torch_sgd_step": 10}
    chrome.whole_page(driver, pictures / "formgrader-wrong.png")
    assert "nesterov: 5 / 5 points" in _open(driver, server, "ada")
    chrome.whole_page(driver, pictures / "formgrader-right.png")


def test_free_text_is_graded_by_hand(driver, server, course, pictures):
    from nbgrader.api import Gradebook

    _open(driver, server, "ada")
    box = find(driver, "input.score#explain")
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", box)
    assert not box.get_attribute("value")
    box.send_keys("2")
    comment = find(driver, "textarea#explain-comment")
    comment.send_keys("Well said.")
    driver.save_screenshot(str(pictures / "formgrader-by-hand.png"))
    box.click()  # leaves the comment, which saves it

    def written() -> bool:
        where = ("explain", classroom.EXERCISE, classroom.TOPIC, "ada")
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
            grade, said = gradebook.find_grade(*where), gradebook.find_comment(*where)
            return grade.manual_score == 2.0 and said.manual_comment == "Well said."

    assert eventually(written, "the score in the gradebook", 20)


def test_the_page_that_a_student_gets(driver, course, pictures):
    page = course / "feedback" / "bora" / classroom.TOPIC / f"{classroom.EXERCISE}.html"
    driver.get(page.as_uri())
    text = driver.find_element(By.TAG_NAME, "body").text
    assert text.count("Why: ") >= 2 and "heavy_ball: 0 / 5 points" in text
    assert "Rubric" not in text and not _clipped(driver)
    chrome.whole_page(driver, pictures / "feedback.png")


def _clipped(driver) -> list[str]:
    """Outputs that are wider than the page shows."""
    return driver.execute_script(
        "return [...document.querySelectorAll('.output_area pre, .jp-OutputArea-output pre, .output pre')]"
        ".filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.textContent)"
    )


def _submissions(driver, server) -> list[str]:
    driver.get(server.page(f"formgrader/gradebook/{classroom.TOPIC}/{classroom.EXERCISE}"))
    find(driver, "tbody tr", "Submission #")
    links = driver.find_elements(By.CSS_SELECTOR, "tbody a[href*='/formgrader/submissions/']")
    return sorted({link.get_attribute("href") for link in links})


def _open(driver, server, student: str) -> str:
    """Opens the student's submission; the text of the page."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{server.course / 'gradebook.db'}") as gradebook:
        row = gradebook.find_submission_notebook(classroom.EXERCISE, classroom.TOPIC, student).id
    driver.get(next(link for link in _submissions(driver, server) if row in link))
    find(driver, "input.score")
    eventually(lambda: "heavy_ball" in _scores(driver), "the scores")
    return driver.find_element(By.TAG_NAME, "body").text


def _scores(driver) -> dict[str, float]:
    """What stands in the boxes of three tasks."""
    found = {}
    for task in ("heavy_ball", "nesterov", "torch_sgd_step"):
        box = driver.find_element(By.ID, f"grade-{task}")
        value = box.get_attribute("value") or box.get_attribute("placeholder")
        if value:
            found[task] = float(value)
    return found
