/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_SAMPLED_H
#define DAESA_JOB_SAMPLED_H

#include "core/track.h"
#include "media/subtitle.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Joins the documents of TTML that a stream of MP4 holds (ISO 14496-30) into one track:
 * of each document what is shown while its sample is, and what goes on in the next as
 * one cue. `out` must be {0} and is untouched on failure. `language` is that of texts
 * which name none, or NULL.
 *
 * What the documents are found to have is reported once for all. Besides, as warnings:
 * `subtitle-damaged` (documents that cannot be read), `subtitle-relative` (documents
 * whose times count from their sample, against the standard; they are taken so).
 * DAESA_BAD_INPUT: no document can be read. */
enum daesa_status daesa_sampled_read(const struct daesa_subtitle *from, const char *path,
                                     const char *language, struct daesa_track *out,
                                     struct daesa_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
