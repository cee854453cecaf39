"""gongwen: 党政机关公文生成。 Every room is imported by its own name; the package root holds only the version."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("gongwen")
except PackageNotFoundError:  # run from a source tree that was never installed
    __version__ = "0"
