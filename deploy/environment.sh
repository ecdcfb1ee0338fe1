#!/usr/bin/env bash
# Prepares this folder for running (run), for testing (dev) or for browser tests (browser).
# What Debian packages are missing it installs when root, else it says in one line what to install.
set -euo pipefail
cd "$(dirname "$0")/.."

PYTHON=${PYTHON:-python3}

install() {
    local package=$1 reason=$2
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "Essaim needs $reason: install it with  sudo apt install $package  and start again." >&2
        exit 1
    fi
    echo "Installing $package ($reason)..." >&2
    apt-get update -qq >/dev/null
    # Debian's packages are set up with tools that not every root has in PATH.
    PATH="$PATH:/usr/sbin:/sbin" DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null
}

virtual_environment() {
    command -v "$PYTHON" >/dev/null || install python3 "Python 3.11 or newer"
    if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        echo "Essaim needs Python 3.11 or newer; $PYTHON is $("$PYTHON" -V 2>&1)." >&2
        exit 1
    fi
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || install python3-venv "Python's venv module"
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        echo "Preparing Python's packages; this happens once and takes a minute or two..." >&2
        "$PYTHON" -m venv --clear .venv
    fi
}

packages() {
    .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check -r "$1" 2>&1 |
        { grep -v '^WARNING: ' >&2 || true; }
}

case ${1:-} in
run) virtual_environment && packages requirements.txt ;;
dev) virtual_environment && packages requirements-dev.txt ;;
browser)
    [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || install chromium "the browser Chromium for its tests"
    ;;
*)
    echo "Say one of: run, dev, browser." >&2
    exit 2
    ;;
esac
