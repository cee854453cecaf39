"""What an output follows from, before any page of it has been looked at."""

from __future__ import annotations

import functools

from gongwen import __version__
from gongwen.model.basis import Basis, short_digest
from gongwen.printview import PrintView
from gongwen.render.template import Template


def basis_of(view: PrintView, template: Template, series: tuple[str, ...] = ()) -> Basis:
    """The basis of a document with these texts (composed without decisions) in this template.

    `series` are the 份号 of its copies, if it has several: the view bears the first one only.
    """
    texts = repr(view) + (repr(series) if series else "")
    return Basis(short_digest(texts.encode()), _digest_of_template(template.data), __version__)


#: Many documents have one template.
_digest_of_template = functools.lru_cache(maxsize=8)(short_digest)
