"""Checking a password with streamlit-authenticator, which does this and nothing else here."""

import streamlit as st

from db.session import writing
from facilitation.access import cookie_name
from facilitation.passwords import fitting
from facilitation.signing_in import LoginTry, finish_login, try_login

LEFT_BEHIND = ("name", "authentication_status", "username", "email", "roles", "logout")


def proven(username: str, password: str) -> str:
    """A nonce for the account that this password proves; the try is counted before the password is looked at.

    Raises TooManyTries, WrongCredentials or PasswordTooLong.
    """
    password = fitting(password)
    with writing() as session:
        login = try_login(
            session,
            username=username,
            address=address(),
            device=st.context.cookies.get(cookie_name("device")),
        )
    fits = _fits(login, password)
    with writing() as session:
        return finish_login(session, login, fits=fits)


def address() -> str:
    """The address that this visitor comes from."""
    return st.context.ip_address or "127.0.0.1"


def _fits(login: LoginTry, password: str) -> bool:
    # Imported when first needed: most visitors never sign in.
    from streamlit_authenticator.controllers import AuthenticationController

    known = {"usernames": {login.username: {"password": login.password_hash, "name": login.username}}}
    controller = AuthenticationController(known, auto_hash=False)
    fits = bool(controller.login(login.username, password))
    for key in LEFT_BEHIND:
        st.session_state.pop(key, None)
    return fits
