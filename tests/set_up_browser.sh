#!/bin/sh
# What the browser and picture tests need: a Chromium and two Chinese fonts. Debian and Ubuntu packages where there is
# apt-get and the right to use it, else the browser Playwright brings; without either those tests skip and say why.
set -u
bin=$1

has_font() { command -v fc-list >/dev/null 2>&1 && fc-list :lang=zh family | grep -q "$1"; }
missing=""
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || missing="$missing chromium"
has_font "Noto Sans CJK" || missing="$missing fonts-noto-cjk"
has_font "AR PL UMing" || missing="$missing fonts-arphic-uming"
[ -z "$missing" ] && exit 0

if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    echo "installing:$missing"
    $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq $missing >/dev/null && exit 0
fi
command -v chromium >/dev/null 2>&1 || "$bin/python" -m playwright install chromium ||
    echo "no Chromium could be installed; the browser tests will be skipped"
