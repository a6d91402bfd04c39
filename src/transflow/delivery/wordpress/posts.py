"""The posts of WordPress: found, made, changed, and who has changed one."""

from collections.abc import Mapping
from typing import Any

from transflow.delivery.port import DeliveryError
from transflow.delivery.wordpress import comparing
from transflow.delivery.wordpress.client import Client
from transflow.delivery.wordpress.trouble import GoneError

PATH = "/wp/v2/posts"
_FIELDS = (
    "id,link,slug,status,modified_gmt,title.raw,content.raw,excerpt.raw,tags,categories,featured_media,translations"
)


class Posts:
    """The posts of one site, each with all that we compare. Every question raises DeliveryError."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def there(self, ident: int) -> Any:
        """The post with this number; None where there is none."""
        try:
            return self._client.get(f"{PATH}/{ident}", context="edit", _fields=_FIELDS)
        except GoneError:
            return None

    def found(self, slug: str, mark: str, *, searching: bool) -> Any:
        """The post at our address, or (`searching`: an earlier try may have made it) the one with our marker; None
        where there is none."""
        asked = {"status": "any", "context": "edit", "_fields": _FIELDS}
        found = self._client.get(PATH, slug=slug, **asked)
        if not found and searching:  # WordPress gives another address where a page has ours
            found = [one for one in self._client.get(PATH, search=mark, **asked) if comparing.marked(one, mark)]
        return next(iter(found), None)

    def made(self, slug: str, mark: str, value: Mapping[str, Any]) -> Any:
        """A new post, made once whatever becomes of the answer."""
        return self._client.make(
            f"{PATH}?context=edit&_fields={_FIELDS}", lambda: self.found(slug, mark, searching=True), json=dict(value)
        )

    def changed(self, ident: int, value: Mapping[str, Any]) -> Any:
        """The post, changed. Raises GoneError where there is none any more."""
        return self._client.change(f"{PATH}/{ident}?context=edit&_fields={_FIELDS}", value)

    def trash(self, ident: int) -> None:
        """Puts the post into the trash, if it is not there already."""
        self._client.delete(f"{PATH}/{ident}")

    def editor(self, ident: int) -> str:
        """Who changed a post last, as far as WordPress tells: it may keep no revisions, and the name is only a help."""
        try:
            revisions = self._client.get(f"{PATH}/{ident}/revisions", context="edit", per_page=1, _fields="author")
            return str(self._client.get(f"/wp/v2/users/{revisions[0]['author']}", _fields="name")["name"])
        except (DeliveryError, IndexError, KeyError, TypeError):
            return ""
