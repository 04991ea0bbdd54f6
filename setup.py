"""Puts the shipped project into the wheel as the starter project of `init`, and beside the exports a small plotly.js.

The small one is plotly.js' basic bundle, taken with npm by exact version and hash. Without npm or a network the package
is built all the same, and pages load the full plotly.js of the plotly wheel.
"""

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
BUNDLE = "plotly.js-basic-dist-min@4.1.1"
INTEGRITY = "1oNF8PeQx2hv/y7tqEVWKD3JGwn/MGEMQ8mL9HUwsaqG9FGy/OU5FHUHvzqbqxN4mnwZGI9abTiE775C4kkjMQ=="  # SHA-512
SCRIPT = "plotly-basic.min.js"
SECONDS = 60


class BuildWithStarter(build_py):
    """build_py that also takes the basic bundle and copies the shipped project to dashboard/starter/."""

    def run(self) -> None:
        """Build the package, then put the two beside it."""
        super().run()
        package = (ROOT if self.editable_mode else Path(self.build_lib)) / "dashboard"
        take_bundle(package / "export" / SCRIPT)
        if not self.editable_mode:
            copy_starter(package / "starter")


def copy_starter(home: Path) -> None:
    """Copy indicators.yaml and data/."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    shutil.copy(ROOT / "indicators.yaml", home)
    shutil.copytree(ROOT / "data", home / "data")


def take_bundle(target: Path) -> None:
    """Write the basic bundle to `target`, unless it is there; say why where it cannot be had."""
    if target.exists():
        return
    npm = shutil.which("npm")
    try:
        if npm is None:
            raise OSError("npm is not installed")
        target.write_bytes(_bundle(npm))
    except (OSError, ValueError, subprocess.SubprocessError, tarfile.TarError, KeyError) as error:
        print(f"plotly.js: the full bundle is used, {BUNDLE} could not be taken: {error}", file=sys.stderr)


def _bundle(npm: str) -> bytes:
    """The script out of the npm package; ValueError where the package is not the one expected."""
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", BUNDLE, "--silent", "--fetch-retries=1", "--fetch-retry-mintimeout=2000"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=SECONDS)
        archive = next(Path(folder).glob("*.tgz"))
        if base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() != INTEGRITY:
            raise ValueError("its hash is not the one expected")
        with tarfile.open(archive) as files:
            script = files.extractfile(f"package/{SCRIPT}")
            if script is None:
                raise ValueError(f"it has no {SCRIPT}")
            return script.read()


setup(cmdclass={"build_py": BuildWithStarter})
