/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_REPORT_FINDINGS_H
#define DAESA_REPORT_FINDINGS_H

#include "core/buf.h"
#include "core/finding.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Appends a finding as one line for people, with its line break:
 *
 *     lines.json:12:5: warning: "Do it!" is not spoken in the clip [line-not-found]
 *
 * Parts of the place that are not known are left out. What strangers wrote is
 * made safe to show (safe.h). `colour` marks place and severity with ANSI
 * sequences. */
void daesa_finding_print(struct daesa_buf *buf, const struct daesa_finding *finding,
                         bool colour);

/* Appends a finding as one JSON object on a line of its own:
 *
 *     {"severity":"warning","rule":"line-not-found","file":"lines.json",
 *      "line":12,"col":5,"cue":2,"start":3.5,"message":"...",
 *      "value":0.5,"limit":0.833,"unit":"s","text":"Do it!"}
 *
 * The keys come in this order; what is not known is left out; `start` is in
 * seconds, `text` what the cue says, its line breaks as spaces. The line is ASCII
 * or valid UTF-8. */
void daesa_finding_print_json(struct daesa_buf *buf, const struct daesa_finding *finding);

#ifdef __cplusplus
}
#endif
#endif
