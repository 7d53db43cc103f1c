#!/bin/sh
# usage: finish-base.sh ROOT NODE NPM_FOLDER
# What maintainer scripts would have done for the few files that matter; Node and npm are the host's own.
set -eu
root="$1" node="$2" npm="$3"

cp "$root/usr/share/base-passwd/passwd.master" "$root/etc/passwd"
cp "$root/usr/share/base-passwd/group.master" "$root/etc/group"
echo 'postgres:x:999:999::/var/lib/postgresql:/bin/sh' >>"$root/etc/passwd"
echo 'postgres:x:999:' >>"$root/etc/group"
[ -e "$root/bin/sh" ] || ln -s dash "$root/bin/sh"
rmdir "$root/var/run" 2>/dev/null || true
ln -sfn /run "$root/var/run"
chroot "$root" /sbin/ldconfig

# Postgres' compiler for queries is two thirds of the packages.
rm -f "$root"/usr/lib/postgresql/15/lib/llvmjit* "$root"/usr/lib/*/libLLVM*
rm -rf "$root"/usr/lib/llvm-* "$root"/usr/lib/postgresql/15/lib/bitcode "$root"/usr/share/perl* "$root"/usr/lib/*/perl*
for name in doc man info locale lintian bug; do rm -rf "$root/usr/share/$name"; done
rm -rf "$root"/var/lib/apt "$root"/var/lib/dpkg "$root"/var/cache/*

install -d -o 999 -g 999 "$root/var/lib/postgresql" "$root/var/lib/postgresql/data" "$root/run/postgresql" "$root/data"
ln -sf redis-server "$root/usr/bin/valkey-server"
ln -sf redis-cli "$root/usr/bin/valkey-cli"

mkdir -p "$root/etc/ssl/certs"
cp "${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}" "$root/etc/ssl/certs/ca-certificates.crt"
install -D "$node" "$root/usr/local/bin/node"
mkdir -p "$root/usr/local/lib/node_modules"
cp -a "$npm" "$root/usr/local/lib/node_modules/npm"
ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
ln -sf ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/local/bin/npx"
