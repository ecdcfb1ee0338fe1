"""What is shipped for operators agrees with the server."""

import re

from settings import ROOT
from web.wire import DESCRIPTORS

DEPLOY = ROOT / "deploy"


def directives(name: str) -> str:
    """A file of deploy/ without its comments."""
    return re.sub(r"#.*", "", (DEPLOY / name).read_text())


def test_transport_security_is_said_once_and_by_the_server() -> None:
    for proxy in ("nginx.conf", "Caddyfile"):
        assert "Strict-Transport-Security" not in directives(proxy)


def test_the_service_may_open_as_many_descriptors_as_the_server_takes() -> None:
    assert f"LimitNOFILE={DESCRIPTORS}\n" in directives("essaim.service")


def test_the_proxy_has_a_connection_to_either_side_for_each_of_a_rooms_sockets() -> None:
    (connections,) = re.findall(r"worker_connections (\d+);", directives("nginx.conf"))
    (descriptors,) = re.findall(r"worker_rlimit_nofile (\d+);", directives("nginx.conf"))
    assert int(descriptors) >= int(connections) >= 2 * 2 * 400
