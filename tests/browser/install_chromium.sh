#!/bin/sh
# Debian's Chromium for `make test-browser`, and a Korean font for its pictures, where they are missing and this user may
# install them. Never fails: the tests say why they were skipped.
if command -v chromedriver >/dev/null; then
    exit 0
fi
if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "chromedriver is not installed, and only root can install it with apt-get install chromium chromium-driver"
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet=2 && apt-get install --yes --quiet=2 --no-install-recommends chromium chromium-driver fonts-nanum >/dev/null ||
    echo "chromium could not be installed"
