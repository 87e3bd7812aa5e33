#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The daesa authors
exec /usr/bin/python3 tests/check/reports.py "${DAESA:-build/daesa}"
