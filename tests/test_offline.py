"""The offline copy: links that name their files, and the same bytes every time."""

from zipfile import ZipFile

import pytest

from build_tools.offline import PATH, named_files, pack


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ('<a href="../dropout/">', '<a href="../dropout/index.html">'),
        ('<a href="../..">', '<a href="../../index.html">'),
        ('<a href=".">', '<a href="./index.html">'),
        ('<a href="../study/?topic=a#b">', '<a href="../study/index.html?topic=a#b">'),
        (
            '<meta http-equiv="refresh" content="0; url=../x/">',
            '<meta http-equiv="refresh" content="0; url=../x/index.html">',
        ),
        ('<link href="../a.css">', '<link href="../a.css">'),
        ('<a href="https://example.com/">', '<a href="https://example.com/">'),
        ('<a href="#here">', '<a href="#here">'),
    ],
)
def test_a_link_to_a_folder_names_its_file(link, named):
    assert named_files(link.encode()) == named.encode()


def test_the_archive_holds_what_a_browser_shows_and_is_the_same_every_time(tmp_path):
    for name in ("index.html", "404.html", "feed.xml", "a/index.html", "assets/b.css", "a/index.md", "previews/a.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    pack(tmp_path, "copy")
    first = (tmp_path / PATH).read_bytes()
    pack(tmp_path, "copy")
    assert (tmp_path / PATH).read_bytes() == first
    with ZipFile(tmp_path / PATH) as archive:
        assert archive.namelist() == ["copy/a/index.html", "copy/assets/b.css", "copy/index.html"]
