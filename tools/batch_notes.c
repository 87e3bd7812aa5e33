/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "batch_notes.h"

#include "relay.h"

#include <string.h>

/* Passes findings on to `out`, once it is set; until then it counts. */
struct notes {
    struct daesa_sink sink;
    struct daesa_sink *out;
    size_t n_doubtful;
    bool is_told; /* how many there are */
};

static bool is_doubtful(const struct daesa_finding *finding)
{
    return finding->severity == DAESA_NOTE && finding->rule &&
           strcmp(finding->rule, "line-doubtful") == 0;
}

static void count(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    ((struct notes *)sink)->n_doubtful += is_doubtful(finding);
}

static void put(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    struct notes *notes = (struct notes *)sink;
    if (notes->n_doubtful < 2 || !is_doubtful(finding)) {
        notes->out->put(notes->out, finding);
        return;
    }
    if (notes->is_told)
        return;
    notes->is_told = true;
    daesa_report(notes->out,
                 (struct daesa_finding){.severity = DAESA_NOTE,
                                        .rule = finding->rule,
                                        .place.file = finding->place.file,
                                        .start_us = DAESA_TIME_NONE},
                 "%zu of its lines may not be where they were put; --verbose shows which",
                 notes->n_doubtful);
}

void batch_notes_play(struct daesa_str bytes, struct daesa_sink *sink)
{
    struct notes notes = {.sink.put = count, .out = sink};
    relay_play(bytes, &notes.sink);
    notes.sink.put = put;
    relay_play(bytes, &notes.sink);
}
