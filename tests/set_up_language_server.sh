#!/bin/sh
# What the tests of the editor's help need: yaml-language-server, by npm, beside the environment. Without npm or a network
# those tests skip and say why.
set -u
home=$1
server="yaml-language-server@2.0.0"

[ -f "$home/node_modules/yaml-language-server/bin/yaml-language-server" ] && exit 0
command -v npm >/dev/null 2>&1 || { echo "no npm: the tests with yaml-language-server will be skipped"; exit 0; }
mkdir -p "$home"
npm install --prefix "$home" --silent --no-audit --no-fund --no-package-lock --fetch-retries=1 --fetch-retry-mintimeout=2000 --fetch-timeout=20000 "$server" ||
    echo "$server could not be installed; its tests will be skipped"
