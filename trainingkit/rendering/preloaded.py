"""What the server of render children loads once, so that no child pays for it: WeasyPrint, templates, styles, fonts'
tables.

Importing it does the work. Children are forked from the process that did; nothing else imports it.
"""

from trainingkit.rendering import fonts, html, typeset

LOADED = (html.warm_up(), fonts.warm_up(), typeset.warm_up())
