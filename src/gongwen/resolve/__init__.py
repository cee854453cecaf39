"""From a document and those it refers to, to a document in which every reference is known to hold.

Receives models, returns `ResolvedDocument`; refuses (ContentError) what no single file can show: a name that nothing
bears, an attachment that is cited and not there, a number of another year, phases out of order.
"""
