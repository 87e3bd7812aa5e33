/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_TEXT_NEAREST_H
#define DAESA_TEXT_NEAREST_H

#ifdef __cplusplus
extern "C" {
#endif

/* The word of a NULL-terminated list that somebody who typed `word` most likely
 * meant: the fewest letters added, dropped, changed or swapped, ASCII case
 * apart, or one that `word` is the beginning of. NULL where none is near. */
const char *daesa_nearest(const char *word, const char *const *list);

#ifdef __cplusplus
}
#endif
#endif
