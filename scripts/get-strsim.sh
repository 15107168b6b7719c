#!/bin/sh
# get-strsim.sh PREFIX — puts the source of the Rust crate strsim into PREFIX, from Debian's package, and prints where it lies.
# The machine's own packages are not touched. Does nothing if PREFIX has it already.
set -eu

prefix=$1
find_crate() { find "$prefix/usr/share/cargo/registry" -maxdepth 1 -name 'strsim-*' 2>/dev/null | head -1; }
if [ -z "$(find_crate)" ]; then
    rm -rf "$prefix.new"
    mkdir -p "$prefix.new"
    trap 'rm -rf "$prefix.new"' EXIT
    download() { (cd "$prefix.new" && apt-get -qq -o APT::Sandbox::User=root download librust-strsim-dev) >&2; }
    # A fresh machine has no lists of packages yet.
    download || { apt-get -qq update >&2 && download; }
    for package in "$prefix.new"/*.deb; do
        dpkg-deb -x "$package" "$prefix.new/root"
    done
    rm -rf "$prefix"
    mv "$prefix.new/root" "$prefix"
fi
find_crate
