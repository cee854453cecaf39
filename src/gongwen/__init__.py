"""gongwen: 党政机关公文生成。 Every room is imported by its own name; the package root holds only the version."""


def __getattr__(name: str) -> str:
    """`__version__`, looked up when it is asked for: the look-up takes as long as a tenth of a build."""
    if name != "__version__":
        raise AttributeError(name)
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("gongwen")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "0"
