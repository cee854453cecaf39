"""A template is compiled once: what was compiled before is at hand, or on the shelf from an earlier run (`shelf.py`).

What compiles (`compiler.py`) is only loaded for a template that is new.
"""

from __future__ import annotations

import functools

from gongwen.diagnostics import Diagnostic
from gongwen.render import shelf
from gongwen.render.compiled import CompiledTemplate
from gongwen.render.template import Template


@functools.lru_cache(maxsize=64)
def compile_template(template: Template) -> CompiledTemplate:
    """Compile, or TemplateError with everything that is wrong. Once per content: the key is the whole template."""
    kept = shelf.take(template)
    if kept is not None:
        return kept
    from gongwen.render.compiler import compile_anew

    made = compile_anew(template)
    shelf.keep(made)
    return made


def inspect_template(template: Template) -> tuple[Diagnostic, ...]:
    """Warnings about a usable template; raises TemplateError for one that cannot be used."""
    return compile_template(template).remarks
