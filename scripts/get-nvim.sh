#!/bin/sh
# get-nvim.sh PREFIX [SUITE] — puts a Neovim of a Debian suite into PREFIX; run it as PREFIX/nvim.
#   SUITE  trixie (0.10.4, the default) or sid (0.12.x)
#
# The machine's own packages and apt sources are not touched: a private apt configuration with an empty package status
# downloads Neovim with everything it needs, libc included. The program itself is told to use that libc and its loader,
# since Neovim starts itself once more to draw its screen. So PREFIX cannot be moved. Does nothing if PREFIX has it already.
set -eu

prefix=$1
suite=${2:-trixie}
if [ -f "$prefix/own-loader" ] && "$prefix/nvim" --version >/dev/null 2>&1; then
    exit 0
fi

mirror=$(grep -rhoE '^(URIs:|deb) .*' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null |
    grep -oE 'https?://[^ ]*debian/?( |$)' | grep -v security | head -1 | tr -d ' ' || true)
if [ -z "$mirror" ]; then
    echo "get-nvim: no Debian mirror in the apt sources" >&2
    exit 1
fi

# Made beside its final place and moved there when whole: an interrupted run leaves nothing half done.
rm -rf "$prefix.new"
mkdir -p "$prefix.new"
new=$(cd "$prefix.new" && pwd)
trap 'rm -rf "$new"' EXIT
apt=$new/apt
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
: >"$apt/status"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb [signed-by=$keyring] $mirror $suite main" >"$apt/sources.list"
cat >"$apt/apt.conf" <<EOF
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::State "$apt";
Dir::State::lists "$apt/lists";
Dir::State::status "$apt/status";
Dir::Cache "$apt/cache";
APT::Install-Recommends "false";
APT::Sandbox::User "root";
EOF
APT_CONFIG=$apt/apt.conf apt-get update -qq
APT_CONFIG=$apt/apt.conf apt-get install -qq -y --download-only neovim patchelf >/dev/null
for package in "$apt"/cache/archives/*.deb; do
    dpkg-deb -x "$package" "$new/root"
done
rm -rf "$apt"

# The tree-sitter parsers lie outside the runtime directory; hover windows want the one for Markdown.
if [ -d "$new/root/usr/lib/nvim/parser" ]; then
    ln -s ../../../lib/nvim/parser "$new/root/usr/share/nvim/runtime/parser"
fi

# As they will be called when they are in their place.
final=$(cd "$(dirname "$prefix")" && pwd)/$(basename "$prefix")
libraries=$(cd "$new/root"/usr/lib/*-linux-gnu && pwd)
loader=$(find "$new/root" -name 'ld-linux*.so.*' | head -1)
"$loader" --library-path "$libraries" "$new/root/usr/bin/patchelf" --set-interpreter "$final${loader#"$new"}" \
    --force-rpath --set-rpath "$final${libraries#"$new"}" "$new/root/usr/bin/nvim"
: >"$new/own-loader"

cat >"$new/nvim" <<'EOF'
#!/bin/sh
root=$(cd "$(dirname "$0")" && pwd)/root
libraries=$(cd "$root"/usr/lib/*-linux-gnu && pwd)
export VIM="$root/usr/share/nvim" VIMRUNTIME="$root/usr/share/nvim/runtime"
export LUA_CPATH="$libraries/lua/5.1/?.so;;"
exec "$root/usr/bin/nvim" "$@"
EOF
chmod +x "$new/nvim"
rm -rf "$prefix"
mv "$new" "$prefix"
trap - EXIT
"$prefix/nvim" --version | head -1
