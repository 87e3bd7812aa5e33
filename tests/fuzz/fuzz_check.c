/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Whatever a reader takes can be judged, by every rule that needs no picture: against a
 * clip with speech and shots, and with what is said. */
#include "roundtrip.h"

#include "check/check.h"
#include "format/read.h"

#include <stdlib.h>

static struct daesa_interval speech[] = {{500000, 2000000}, {4000000, 9000000}};
static int64_t shots_us[] = {1000000, 5000000}, frames_us[] = {0, 40000, 80000, 120000};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const struct daesa_evidence evidence = {.speech = speech,
                                            .n_speech = 2,
                                            .shots_us = shots_us,
                                            .n_shots = 2,
                                            .frames_us = frames_us,
                                            .n_frames = 4,
                                            .end_us = 10000000};
    struct daesa_check_opts opts = {
        .evidence = &evidence, .file = "a.srt", .bytes = {(const char *)bytes, n}};
    struct daesa_track track = {0};
    struct daesa_format_read_opts how = {.file = "a.srt"};
    if (daesa_format_read(opts.bytes, &how, &track, NULL) == DAESA_OK) {
        float *said = calloc(track.n_cues + 1, sizeof *said);
        opts.said = said;
        if (daesa_check(&track, &opts, NULL))
            abort();
        free(said);
    }
    daesa_track_finish(&track);
    return 0;
}
