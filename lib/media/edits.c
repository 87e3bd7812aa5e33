/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/edits.h"

#include <libavformat/avformat.h>

/* FFmpeg does not tell what an edit list says, only its effect: so the header is
 * read again without them, and the times of one sample, known by its place in
 * the file, are compared. */
static int64_t moved_by(AVStream *edited, AVStream *plain)
{
    const AVIndexEntry *first = avformat_index_get_entry(edited, 0);
    int n = avformat_index_get_entries_count(plain);
    for (int i = 0; first && i < n; i++) {
        const AVIndexEntry *entry = avformat_index_get_entry(plain, i);
        if (entry->pos == first->pos)
            return av_rescale_q(first->timestamp - entry->timestamp, edited->time_base,
                                AV_TIME_BASE_Q);
    }
    return 0;
}

enum daesa_status daesa_edits_find(const struct daesa_container *container,
                                   struct daesa_stream *streams, size_t n_streams)
{
    const AVFormatContext *format = container->format;
    struct daesa_container_opts opts = {.ignore_edits = true};
    struct daesa_container *plain = NULL;
    if (container->size_bytes < 0 ||
        !daesa_str_starts(daesa_str_of(format->iformat->name), "mov,"))
        return DAESA_OK;
    enum daesa_status st = daesa_container_open(&plain, container->path, &opts, NULL);
    if (st)
        return st == DAESA_NO_MEMORY ? st : DAESA_OK;
    const AVFormatContext *other = plain->format;
    for (size_t i = 0; i < n_streams && i < other->nb_streams; i++)
        streams[i].edit_offset_us = moved_by(format->streams[i], other->streams[i]);
    daesa_container_close(&plain);
    return DAESA_OK;
}
