/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_EXCHANGE_H
#define DAESA_FORMAT_EXCHANGE_H

#include "format/markup.h"
#include "format/read.h"
#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What the formats of translators share: a cue is a unit with an id, a source and a
 * target, and notes that say when it is shown, who speaks and where it stands.
 * Their texts have the tags of SubRip. */

/* Puts what a note says into the cue: "00:00:01.250 --> 00:00:02.005", "speaker:
 * Kim", "position: 8" or "position: 7 0.25 0.5". False where it is another note. */
bool daesa_exchange_take(struct daesa_track *track, struct daesa_cue *cue,
                         struct daesa_str note, enum daesa_status *status);
/* Appends these notes of a cue, each followed by `end`. */
void daesa_exchange_add(const struct daesa_writer *out, const struct daesa_cue *cue,
                        const char *end, struct daesa_buf *notes);

/* Adds a tagged text to the cue. */
enum daesa_status daesa_exchange_text(struct daesa_markup *markup,
                                      struct daesa_track *track, struct daesa_cue *cue,
                                      struct daesa_str tagged, struct daesa_str language);

/* Which languages the source and the target of a track are in: those that were asked
 * for, else the first two that its cues have. */
struct daesa_exchange_pair {
    struct daesa_str source, target;
};
struct daesa_exchange_pair daesa_exchange_pair_of(const struct daesa_writer *out);

/* The texts of a cue in these languages, NULL where it has none; `*n_more` counts
 * texts in further ones. */
void daesa_exchange_texts(const struct daesa_writer *out, const struct daesa_cue *cue,
                          const struct daesa_exchange_pair *pair,
                          const struct daesa_text **source,
                          const struct daesa_text **target, size_t *n_more);

/* Reports as many texts that were left out. */
void daesa_exchange_report_more(const struct daesa_writer *out, size_t n_more);

/* Appends a text with tags; nothing where it is NULL. `italic`: all of it is. */
void daesa_exchange_add_text(struct daesa_buf *out, const struct daesa_text *text,
                             bool italic);

/* The cue's id, or one made of its number: "line 12". */
void daesa_exchange_add_id(const struct daesa_writer *out, const struct daesa_cue *cue,
                           struct daesa_buf *id);

/* Reports ids that occur twice, as translations would be put where they do not
 * belong. */
enum daesa_status daesa_exchange_check_ids(struct daesa_reader *in);

#ifdef __cplusplus
}
#endif
#endif
