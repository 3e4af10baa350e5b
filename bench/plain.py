"""What a build is compared with: WeasyPrint by itself, one document after the other in one process.

In: a folder of HTML files with the fonts and drawings they fetch. Knows nothing of trainingkit, so that it loads
nothing else.
"""

import sys
from pathlib import Path

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse


class FolderFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """`asset:` URLs as files of the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=("asset",), allow_redirects=False)
        self.folder = folder

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The file; fetched anew each time, as WeasyPrint does with any URL."""
        del headers
        kind = "image/svg+xml" if url.endswith(".svg") else "font/ttf"
        return URLFetcherResponse(url, (self.folder / url.replace(":", "/")).read_bytes(), {"Content-Type": kind})


def main() -> None:
    """Sets every file and says how many there were."""
    folder = Path(sys.argv[1])
    paths = sorted(folder.glob("*.html"))
    for path in paths:
        HTML(string=path.read_text("utf-8"), url_fetcher=FolderFetcher(folder)).write_pdf(pdf_variant="pdf/ua-1")
    print(f"{len(paths)} files")


if __name__ == "__main__":
    main()
