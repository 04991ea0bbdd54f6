"""Puts the shipped project (indicators.yaml and data/) into the wheel as the starter project of `init`."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent


class BuildWithStarter(build_py):
    """build_py that also copies the shipped project to dashboard/starter/."""

    def run(self) -> None:
        """Build the package, then copy indicators.yaml and data/ beside it."""
        super().run()
        if self.editable_mode:
            return
        home = Path(self.build_lib) / "dashboard" / "starter"
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        shutil.copy(ROOT / "indicators.yaml", home)
        shutil.copytree(ROOT / "data", home / "data")


setup(cmdclass={"build_py": BuildWithStarter})
