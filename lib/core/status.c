/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "core/status.h"

const char *daesa_status_text(enum daesa_status status)
{
    static const char *const names[] = {
        [DAESA_OK] = "done",
        [DAESA_NO_MEMORY] = "out of memory",
        [DAESA_BAD_ARGUMENT] = "bad argument",
        [DAESA_BAD_INPUT] = "bad input",
        [DAESA_IO] = "input or output failed",
        [DAESA_NOT_FOUND] = "not found",
        [DAESA_UNSUPPORTED] = "not supported",
        [DAESA_LIMIT] = "a limit was reached",
        [DAESA_CANCELLED] = "cancelled",
        [DAESA_FELL_SHORT] = "done, with errors",
    };
    unsigned i = (unsigned)status;
    return i < sizeof names / sizeof *names ? names[i] : "unknown status";
}
