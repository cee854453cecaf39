"""Facts and language of the text itself: what a careful reader would strike out. A finding here never stops a build."""
