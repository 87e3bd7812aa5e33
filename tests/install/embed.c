/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* A program of somebody else's, in C and in C++ at once, that uses the library
 * as it was installed: makes a track of two cues and sorts it. */
#include <daesa/core/time.h>
#include <daesa/core/track.h>

#include <stdio.h>

static int print(const struct daesa_track *track)
{
    struct daesa_buf buf = {NULL, 0, 0, 0, DAESA_OK};
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_text *text =
            daesa_cue_text(&track->cues[i], daesa_str_of("ko"));
        daesa_time_print(&buf, track->cues[i].start_us);
        daesa_buf_printf(&buf, " %.*s\n", DAESA_STR_ARGS(text->plain));
    }
    int failed = buf.status != DAESA_OK || fputs(buf.s, stdout) < 0;
    daesa_buf_finish(&buf);
    return failed;
}

static int add(struct daesa_track *track, const char *time, const char *plain)
{
    struct daesa_rate rate = {25, 1};
    struct daesa_cue *cue = daesa_track_add(track);
    return !cue || !daesa_time_parse(daesa_str_of(time), rate, &cue->start_us) ||
           !daesa_cue_add_text(track, cue, daesa_str_of("ko"), daesa_str_of(plain));
}

int main(void)
{
    struct daesa_track track = {};
    int failed = add(&track, "1:02.5", "second") || add(&track, "120f", "first") ||
                 daesa_track_sort(&track) != DAESA_OK || print(&track);
    daesa_track_finish(&track);
    return failed;
}
