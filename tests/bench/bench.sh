#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# make bench: accuracy, then speed and memory. What needs recordings that are
# not at hand says that it is skipped. These are measurements, not tests.
#
# usage: bench.sh
here=$(cd "$(dirname "$0")" && pwd)
echo "machine: $(uname -m), $(nproc) processors, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
echo
sh "$here/speed.sh" || exit
echo
sh "$here/convert.sh"
echo
sh "$here/layout.sh"
echo
sh "$here/shots.sh"
echo
sh "$here/check.sh"
echo
sh "$here/batch.sh"
echo
sh "$here/align.sh"
echo
sh "$here/voices.sh"
