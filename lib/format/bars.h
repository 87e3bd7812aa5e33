/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_BARS_H
#define DAESA_FORMAT_BARS_H

#include "format/markup.h"
#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The texts of MicroDVD, MPL2 and TMPlayer, which came from one family of players: "|"
 * breaks a line, "/" before a line is italics, and codes in braces set the look of a
 * line, "{y:b}", or of all, "{Y:b}". Where a text would be mistaken for one of these, it
 * is broken with U+2060 when it is written; reading undoes that. */

/* Adds the text of `body` to the cue, and where "{P:0}" puts it. */
enum daesa_status daesa_bars_read(struct daesa_markup *markup, struct daesa_track *track,
                                  struct daesa_cue *cue, struct daesa_str body,
                                  struct daesa_str language);

/* What the writer had to leave out: numbers of cues, and the first of each. */
struct daesa_bars_losses {
    size_t n_parts, n_bars, n_sides;
    const struct daesa_cue *part, *bar, *side;
};

/* Appends the texts of the cue, as one line without its end; with `codes`, else only
 * with "/". What marks parts of a line is lost, and U+00A6 stands for "|".
 * Of where a cue stands only top and bottom are kept. */
void daesa_bars_write(struct daesa_writer *out, const struct daesa_cue *cue, bool codes,
                      struct daesa_bars_losses *losses);
/* Writes the whole track with `cue`, whose last argument are the losses, and reports
 * them. */
enum daesa_status daesa_bars_write_cues(struct daesa_writer *out,
                                        void (*cue)(struct daesa_writer *out,
                                                    const struct daesa_cue *cue,
                                                    void *losses));
/* One finding for each kind of loss. */
void daesa_bars_report(const struct daesa_writer *out,
                       const struct daesa_bars_losses *losses);

/* Takes "{12}" or "[12]" off the front of `*text`: a number, or nothing (then `*n` is
 * DAESA_TIME_NONE) between the two brackets. False, and nothing changed, where there
 * is none. */
bool daesa_bars_take_number(struct daesa_str *text, char open, char close, int64_t *n);

#ifdef __cplusplus
}
#endif
#endif
