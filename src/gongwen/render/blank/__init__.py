"""The default templates, made from the standard: `python -m gongwen.render.blank FOLDER`."""
