"""A git repository of its own for a collection: commits, branches, merges, reverts."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Somebody"), ("EMAIL", "somebody@example.com"), ("DATE", "2026-01-01T00:00:00Z"))
}
_ENVIRONMENT = {
    **os.environ,
    **_WHO,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "PYTHONPATH": str(ROOT),
    "LC_ALL": "C",
}


@dataclass(frozen=True)
class Repository:
    """One, with the collection in its folder docs/."""

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> "Repository":
        """Make one that merges entries as this repository does."""
        folder.mkdir(parents=True)
        made = cls(folder)
        made("init", "--quiet", "--initial-branch=main")
        (folder / ".gitattributes").write_text((ROOT / ".gitattributes").read_text("utf-8"), "utf-8")
        made("config", "merge.entry.driver", f"{sys.executable} -m build_tools merge %O %A %B")
        return made

    def __call__(self, *given: str, check: bool = True) -> str:
        """Run git and return what it says."""
        done = subprocess.run(
            ["git", *given], cwd=self.folder, env=_ENVIRONMENT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0 or not check, (given, done.stdout, done.stderr)
        return done.stdout

    def commit(self, message: str) -> bool:
        """Commit all that changed; say whether anything did."""
        self("add", "--all")
        if not self("status", "--porcelain"):
            return False
        self("commit", "--quiet", "--message", message)
        return True

    def merge(self, branch: str) -> dict[str, str]:
        """Merge a branch; return the paths in conflict, each with git's two letters for its kind. {}: it is merged."""
        self("merge", "--no-edit", "--quiet", branch, check=False)
        lines = self("status", "--porcelain").splitlines()
        return {line[3:]: line[:2] for line in lines if "U" in line[:2] or line[:2] in ("AA", "DD")}
