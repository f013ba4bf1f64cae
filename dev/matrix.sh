#!/bin/bash
# The tests on the QGIS of another Debian release: dev/matrix.sh bookworm|trixie|sid
#   bookworm QGIS 3.22, trixie 3.40, sid 3.44. On the release that this machine runs, `make test` itself is run.
#   trixie+turkish+spaces: in other surroundings there; the names: dev/surroundings.sh
# Makes build/matrix/SUITE with debootstrap (about 3 GB, 8 minutes the first time) and runs `make test` in it on a fresh
# copy of the files that git knows. Mounts live in a private namespace and vanish with it: nothing is left mounted.
# TESTS and PYTEST_ARGS of the environment, and what is given to `make matrix`, reach that `make test`.
set -euo pipefail

row=${1:?usage: dev/matrix.sh bookworm|trixie|sid}
suite=${row%%+*}
surroundings=${row:${#suite}+1}
root=$(cd "$(dirname "$0")/.." && pwd)
chroot_folder=$root/build/matrix/$suite
work=$chroot_folder/root/checkout

run_in() {
    if [ -n "$surroundings" ]; then
        exec "$1/dev/surroundings.sh" "$surroundings"
    fi
    exec make -C "$1" test
}

if [ "$suite" = "$(. /etc/os-release && echo "${VERSION_CODENAME:-}")" ]; then
    run_in "$root"
fi
if [ "$(id -u)" != 0 ] || ! command -v debootstrap >/dev/null; then
    echo "make matrix needs root and debootstrap: run apt-get install debootstrap, then make matrix as root." >&2
    exit 1
fi

if [ ! -e "$chroot_folder/.complete" ]; then
    # the mirror that this machine itself uses
    mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | grep -m1 "/debian$" || true)
    echo "Debian $suite into $chroot_folder (about 3 GB with QGIS) from ${mirror:-the default mirror}"
    rm -rf "$chroot_folder"
    mkdir -p "$chroot_folder"
    debootstrap --variant=minbase --include=git,make,python3,ca-certificates,locales,iproute2 "$suite" "$chroot_folder" ${mirror:+"$mirror"} \
        >"$root/build/matrix/$suite.log"
    printf '#!/bin/sh\nexit 101\n' >"$chroot_folder/usr/sbin/policy-rc.d" # no service is started in there
    chmod +x "$chroot_folder/usr/sbin/policy-rc.d"
    # a mirror that is a snapshot of an earlier day is as good
    echo 'Acquire::Check-Valid-Until "false";' >"$chroot_folder/etc/apt/apt.conf.d/80snapshot"
    touch "$chroot_folder/.complete"
fi

# a fresh copy of what git knows, new files included; build/ in there is kept, so that a second run is quick
mkdir -p "$work"
find "$work" -mindepth 1 -maxdepth 1 ! -name build -exec rm -rf {} +
git -C "$root" ls-files -z --cached --others --exclude-standard |
    while IFS= read -r -d '' name; do if [ -e "$root/$name" ]; then printf '%s\0' "$name"; fi; done |
    tar -C "$root" --null --files-from=- -cf - | tar -C "$work" -xf -

data=${SLIPLINE_REAL_DATA:-}
export chroot_folder data surroundings
export -f run_in
unshare --mount --propagation private bash -eu -c '
    mount --bind "$chroot_folder" "$chroot_folder" # a root that is a mount of its own, for surroundings that mount
    mount -t proc proc "$chroot_folder/proc"
    mount --rbind /dev "$chroot_folder/dev"
    mount --bind /etc/ssl/certs "$chroot_folder/etc/ssl/certs"
    cp -L /etc/resolv.conf /etc/hosts "$chroot_folder/etc/"
    unset SLIPLINE_REAL_DATA
    if [ -n "$data" ]; then
        mkdir -p "$chroot_folder/mnt/data"
        mount --bind -o ro "$data" "$chroot_folder/mnt/data"
        export SLIPLINE_REAL_DATA=/mnt/data
    fi
    unset MAKEFLAGS MAKELEVEL
    export HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin
    exec chroot "$chroot_folder" bash -c "$(declare -f run_in); run_in /root/checkout"
'
