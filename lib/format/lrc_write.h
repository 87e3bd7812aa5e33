/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_LRC_WRITE_H
#define DAESA_FORMAT_LRC_WRITE_H

#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

struct daesa_lrc_time {
    int64_t us;
    bool plain; /* mm:ss.xx */
};

/* Takes "[mm:ss.xx]" off the front of `*text`, or "<mm:ss.xx>", by its brackets; also
 * without a fraction, with ":" before it, and with hours. False, and nothing changed,
 * where there is none. */
bool daesa_lrc_take_time(struct daesa_str *text, char open, char close,
                         struct daesa_lrc_time *out);

/* A line "[key:value]" and nothing else. */
bool daesa_lrc_take_tag(struct daesa_str line, struct daesa_str *key,
                        struct daesa_str *value);

/* Writes LRC, times to the nearest hundredth of a second and without an offset: cues in
 * the order of their times, each line of a text with its time, words with theirs, and an
 * empty line where nothing is shown. */
enum daesa_status daesa_lrc_write(struct daesa_writer *out);

#ifdef __cplusplus
}
#endif
#endif
