/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/convert.h"

enum daesa_status daesa_convert(const struct daesa_convert_opts *opts,
                                struct daesa_sink *sink)
{
    struct daesa_track track = {0};
    enum daesa_status st = daesa_track_save_check(&opts->save, NULL, 0, sink);
    if (!st)
        st = daesa_track_load(opts->input, &opts->load, &track, sink);
    if (!st)
        st = daesa_track_edit(&track, &opts->edit, sink);
    if (!st)
        st = daesa_track_has_texts(&track, &opts->save, sink);
    if (!st)
        st = daesa_track_save(&track, &opts->save, sink);
    daesa_track_finish(&track);
    return st;
}
