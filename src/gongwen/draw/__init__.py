"""Charts as pictures: receives labels, numbers and a font, returns a PNG; knows no document and no ledger.

Black on white: series are told apart by their filling, and every number is written at its bar. The same input gives the
same bytes as long as the font file and Pillow are the same.
"""
