#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
#
# Prints the name of a Python that has numpy: only the benches want one.
for python in "${DAESA_PYTHON:-python3}" /usr/bin/python3; do
    if "$python" -c 'import numpy' 2>/dev/null; then
        echo "$python"
        exit 0
    fi
done
echo "no Python with numpy (python3-numpy)" >&2
exit 1
