"""WordPress over its REST API, with Polylang or without."""

from typing import Any

from transflow.delivery import options as opt
from transflow.delivery.port import Options, Resources
from transflow.delivery.wordpress.client import Client
from transflow.delivery.wordpress.publisher import Manner, WordPress
from transflow.settings import values

STATUSES = (
    "publish",
    "pending",
    "draft",
    "private",
)  # of a new post; https://developer.wordpress.org/rest-api/reference/posts/


def open_publisher(name: str, options: Options, resources: Resources) -> WordPress:
    """`url` and `user`; `status` of new posts (default `publish`), `languages` as Polylang calls them, `featured`
    (default true: the first picture), `withdrawn`: `notice` or `remove`; `timeout` in seconds of one answer.

    Raises SettingsError for an option that is not known or will not do. Nothing is sent.
    """
    known: dict[str, values.Reader] = {
        "url": opt.server, "user": values.text, "status": values.one_of(*STATUSES), "languages": opt.codes,
        "featured": values.flag, "withdrawn": values.one_of(*opt.WITHDRAWALS), "timeout": values.number(1, 600),
    }  # fmt: skip
    read: dict[str, Any] = opt.read(name, options, known, ("url", "user"))
    variable = opt.variable(name)
    client = Client(
        read["url"], read["user"], lambda: resources.keys(variable), variable, resources.sleep,
        timeout=read.get("timeout", 60),
    )  # fmt: skip
    manner = Manner(
        read.get("status", "publish"), read.get("languages", {}), read.get("featured", True),
        read.get("withdrawn", "notice"),
    )  # fmt: skip
    return WordPress(name, client, manner, resources)
