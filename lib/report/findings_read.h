/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_REPORT_FINDINGS_READ_H
#define DAESA_REPORT_FINDINGS_READ_H

#include "core/finding_list.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Appends to `list` the findings that daesa_finding_print_json wrote, one a line; blank
 * lines are passed over, keys that are not known too. `file` is for what is wrong.
 * DAESA_BAD_INPUT: `findings-json`, with the line. DAESA_NO_MEMORY. */
enum daesa_status daesa_findings_read(struct daesa_str bytes, const char *file,
                                      struct daesa_finding_list *list,
                                      struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
