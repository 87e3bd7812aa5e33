/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_BATCH_NOTES_H
#define TOOLS_BATCH_NOTES_H

#include "core/finding.h"

/* Passes what a relay collected of one job on to `sink`, for people who have many: notes
 * on doubtful lines, if there are several, as one that says how many. */
void batch_notes_play(struct daesa_str bytes, struct daesa_sink *sink);

#endif
