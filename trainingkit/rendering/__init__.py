"""Documents become pages: HTML, PDF, checks of the PDF. Importing this package makes fontconfig see our own fonts
only.

`FONTCONFIG_FILE` must be set before WeasyPrint is loaded: it looks for fonts as it is imported, and a font of the
machine that replaced one of ours would move lines, pages and bytes.
"""

import os
from pathlib import Path

os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
