"""GB/T 9704—2012 in chapter order: each number once, with its clause and the force of the clause's verb.

Holds what the standard says and what follows from it by arithmetic. How Word or LibreOffice are brought to show
it is the render room's affair; what the instrument can tell is the measure room's.
"""
