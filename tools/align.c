/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "align.h"

void align_apply(const struct align_args *args, const struct text_list *languages,
                 struct daesa_align_job *job)
{
    *job = (struct daesa_align_job){
        .language = args->language,
        .translation = args->translation,
        .is_stream_chosen = args->stream >= 0,
        .stream = args->stream,
        .min_confidence = args->min_confidence,
        .demands_confidence = args->min_confidence > 0,
        .single_threaded = args->one_thread,
        .load = {.from = args->from, .encoding = args->encoding},
        .save = {.to = args->to,
                 .languages = languages->items,
                 .n_languages = languages->n,
                 .replace = args->replace},
        .keeps_to_shots = args->shots,
    };
    looks_apply(&args->looks, &job->load, &job->save);
}
