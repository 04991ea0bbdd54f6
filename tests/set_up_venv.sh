#!/bin/sh
# Debian and Ubuntu ship Python without venv; take the package where that is possible, else say what to do.
set -u
if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq python3-venv && exit 0
fi
echo "Python's venv module is missing: install the package python3-venv, then run make again." >&2
exit 1
