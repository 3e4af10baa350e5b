"""The only way anything gets into a page: `asset:` URLs, answered from memory.

Comes in: a table of assets. Goes out: bytes for these, a refusal for every other URL, and a record of all refusals:
WeasyPrint swallows some errors (inside drawings), so a build is failed by the record, not by the exception.
"""

from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse

_TYPES = {"ttf": "font/ttf", "svg": "image/svg+xml", "png": "image/png"}


class AssetFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Fetches from `assets` and from nowhere else; `refused` holds every other URL asked for."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("asset",), allow_redirects=False)
        self._assets = dict(assets)
        self.refused: list[str] = []

    def add(self, url: str, content: bytes) -> None:
        """One more asset."""
        self._assets[url] = content

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The asset, or ValueError."""
        del headers
        found = self._assets.get(url)
        if found is None:
            self.refused.append(url)
            raise ValueError("not an asset")
        kind = _TYPES.get(url.rsplit(".", 1)[-1], "application/octet-stream")
        return URLFetcherResponse(url, found, {"Content-Type": kind})
