#!/bin/bash
# The tests in other surroundings on this machine's QGIS: dev/surroundings.sh NAME, or several at once as NAME+NAME, where
# NAME is one of
#   decimal-comma, turkish            the system's language and number format
#   chinese                           the system's language, while QGIS speaks English
#   spaces                            a home folder with spaces and Chinese signs in its name
#   no-home                           a home folder that is not there
#   read-only-profile                 a QGIS profile that cannot be written (root)
#   no-network                        no network but the loopback (root)
#   other-tmp                         temporary files elsewhere, under a name with spaces
# TESTS and PYTEST_ARGS reach `make test`. What is made lies in build/surroundings.
set -euo pipefail

names=${1:?usage: dev/surroundings.sh NAME or NAME+NAME}
name=${names%%+*}
root=$(cd "$(dirname "$0")/.." && pwd)
if [ "$name" = "$names" ]; then
    next=(make -C "$root" test)
else
    next=("$root/dev/surroundings.sh" "${names#*+}")
fi
place=$root/build/surroundings/$name
mkdir -p "$place"
make -C "$root" setup

make_language() {
    if ! localedef --quiet --inputfile "$1" --charmap UTF-8 "$place/$1.UTF-8"; then
        echo "The language $1 cannot be made: install the package \"locales\"." >&2
        exit 1
    fi
}

language() {
    make_language "$1"
    exec env LOCPATH="$place" SLIPLINE_TEST_LOCALE="$1.UTF-8" "${next[@]}"
}

# The tests read English, and Slipline speaks Chinese where QGIS does. Qt takes its language from LC_MESSAGES where LC_ALL
# is empty, so QGIS speaks English on a system whose numbers, dates, order and encoding are Chinese.
# tests/gui/test_language_window.py is the test in which QGIS speaks Chinese.
english_on() {
    make_language "$1"
    exec env LOCPATH="$place" SLIPLINE_TEST_LOCALE= LANG="$1.UTF-8" LC_MESSAGES=C.UTF-8 "${next[@]}"
}

case $name in
decimal-comma) language de_DE ;;
turkish) language tr_TR ;;
chinese) english_on zh_CN ;;
spaces)
    mkdir -p "$place/a home 文件夹"
    exec env HOME="$place/a home 文件夹" "${next[@]}"
    ;;
no-home) exec env HOME="$place/is not there" "${next[@]}" ;;
read-only-profile)
    rm -rf "$place/profile"
    cp -r "$root/build/profile" "$place/profile"
    export place
    exec unshare --mount --propagation private bash -eu -c '
        mount --bind "$place/profile" "$place/profile"
        mount -o remount,bind,ro "$place/profile"
        exec env SLIPLINE_TEST_PROFILE="$place/profile" "$@"
    ' - "${next[@]}"
    ;;
no-network)
    exec unshare --net bash -eu -c 'ip link set lo up; exec "$@"' - "${next[@]}"
    ;;
other-tmp)
    mkdir -p "$place/temporary files"
    exec env TMPDIR="$place/temporary files" "${next[@]}"
    ;;
*)
    echo "There are no surroundings called $name: see the head of dev/surroundings.sh." >&2
    exit 1
    ;;
esac
