"""From measured pages to decisions: what stands alone, what does not fit, and the mildest way to mend it.

Receives a Measurement and the PrintView it shows, with the decisions it was made by; returns the decisions to make it
by next. Nothing to decide any more: the same decisions come back. Judges nothing else: that is the check room's work.
"""

from gongwen.paginate.decide import Decided, decide
from gongwen.paginate.remarks import CODES, remarks

__all__ = ["CODES", "Decided", "decide", "remarks"]
