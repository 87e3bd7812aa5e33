# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
# shellcheck shell=sh
#
# Sourced by the scripts of this folder: makes $work, and sets $try to the test
# program, built against $BUILD/libdaesa.a unless DAESA_TRY names one.
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
if [ -n "${DAESA_TRY:-}" ]; then
    try=$DAESA_TRY
else
    try=$work/try
    # shellcheck disable=SC2046,SC2086
    ${CC:-cc} -std=c11 -D_POSIX_C_SOURCE=200809L -Ilib ${CFLAGS:-} ${LDFLAGS:-} \
        -o "$try" tests/format/try.c "${BUILD:-build}/libdaesa.a" \
        $(pkg-config --libs libutf8proc uchardet libcjson libxml-2.0) -lm || exit 1
fi
