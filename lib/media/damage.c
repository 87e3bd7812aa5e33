/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/damage.h"

#include "core/time.h"

/* A stream that ends this much before its declared end was cut off. */
#define CUT_US DAESA_SECOND_US
#define SHORT_US (5 * DAESA_SECOND_US)

void daesa_damage_corrupt(struct daesa_damage *damage, int64_t at_us)
{
    if (damage->n_corrupt++ == 0)
        damage->corrupt_us = at_us;
}

static void tell(struct daesa_sink *sink, enum daesa_severity severity, const char *rule,
                 struct daesa_place place, int64_t at_us, struct daesa_buf *text)
{
    struct daesa_finding finding = {
        .severity = severity, .rule = rule, .place = place, .start_us = at_us};
    if (!text->status)
        daesa_report(sink, finding, "%s", text->s);
    daesa_buf_finish(text);
}

static void report_corrupt(const struct daesa_damage *damage, struct daesa_place place,
                           struct daesa_sink *sink)
{
    struct daesa_buf text = {0};
    if (damage->n_corrupt == 0)
        return;
    daesa_buf_printf(&text, "%zu packets of sound could not be decoded, the first at ",
                     damage->n_corrupt);
    daesa_time_print(&text, damage->corrupt_us);
    if (damage->log.first[0])
        daesa_buf_printf(&text, " (%s)", damage->log.first);
    tell(sink, DAESA_WARNING, "audio-corrupt", place, damage->corrupt_us, &text);
}

void daesa_damage_report(const struct daesa_damage *damage,
                         const struct daesa_timeline *timeline, struct daesa_place place,
                         struct daesa_sink *sink)
{
    const struct {
        const struct daesa_timeline_event *event;
        const char *rule, *what;
    } rows[] = {
        {&timeline->gaps, "audio-gaps", "holes in the sound, filled with silence"},
        {&timeline->overlaps, "audio-overlaps",
         "packets of sound lie over earlier ones and were dropped"},
        {&timeline->leaps, "audio-time-leaps",
         "leaps in the timestamps of the sound, which goes on as if there were none"},
    };
    report_corrupt(damage, place, sink);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct daesa_timeline_event *event = rows[i].event;
        struct daesa_buf text = {0};
        if (event->n == 0)
            continue;
        daesa_buf_printf(&text, "%zu %s: ", event->n, rows[i].what);
        daesa_time_print(&text, event->total_us);
        daesa_buf_add_text(&text, " in all, the first at ");
        daesa_time_print(&text, event->first_us);
        tell(sink, DAESA_WARNING, rows[i].rule, place, event->first_us, &text);
    }
}

void daesa_damage_report_end(int64_t end_us, int64_t stream_end_us, int64_t clip_end_us,
                             struct daesa_place place, struct daesa_sink *sink)
{
    struct daesa_buf text = {0};
    bool is_cut = stream_end_us != DAESA_TIME_NONE && stream_end_us - end_us > CUT_US;
    bool is_short = clip_end_us != DAESA_TIME_NONE && clip_end_us - end_us > SHORT_US;
    if (!is_cut && !is_short)
        return;
    daesa_buf_add_text(&text, "the sound ends at ");
    daesa_time_print(&text, end_us);
    daesa_buf_add_text(&text, is_cut ? ", but by the file's own account at "
                                     : ", the clip goes on until ");
    daesa_time_print(&text, is_cut ? stream_end_us : clip_end_us);
    if (is_cut)
        daesa_buf_add_text(&text, ": the recording or download was cut off, or its index "
                                  "is wrong");
    tell(sink, is_cut ? DAESA_WARNING : DAESA_NOTE,
         is_cut ? "clip-truncated" : "audio-short", place, end_us, &text);
}
