#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Regions and cues of the files of mozilla/vtt.js, as the standard's API shows them
# ($DAESA_CORPUS, default ../shared/corpus). BUILD, CC, CFLAGS and LDFLAGS as for run.sh.
# shellcheck disable=SC1091,SC2154
set -u
corpus=${DAESA_CORPUS:-../shared/corpus}
[ -d "$corpus/subs/vtt.js" ] || { echo "ok 1 - vtt.js # SKIP no $corpus/subs/vtt.js"; exit 0; }
. tests/format/build.sh
/usr/bin/python3 tests/format/vttjs.py "$try" "$corpus"
