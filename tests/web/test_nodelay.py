import socket

from web.nodelay import send_at_once


def test_a_connection_accepted_after_the_call_sends_at_once() -> None:
    with socket.socket(socket.AF_INET) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        send_at_once()

        with socket.create_connection(listener.getsockname()):
            accepted, _ = listener.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1


def test_a_socket_that_does_not_listen_is_left_alone() -> None:
    with socket.socket(socket.AF_INET) as idle:
        send_at_once()

        assert idle.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0
