"""gongwen: 党政机关公文生成。 Every room is imported by its own name; the package root holds only the version."""

#: Read by the build of the package too (pyproject.toml). Asking importlib would take as long as reading a document.
__version__ = "0.1.0"
