"""Reading in a browser: what a candidate sees and does on the pages."""


def test_formulas_have_a_size_on_the_screen(page, address):
    page.goto(address + "questions/adam/")
    sizes = page.eval_on_selector_all("math", "all => all.map(one => one.getBoundingClientRect().width)")
    assert sizes
    assert min(sizes) > 0
