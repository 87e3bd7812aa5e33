/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CHECK_PLACE_H
#define DAESA_CHECK_PLACE_H

#include "check/checker.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Whether two cues stand in the same place, so that they get in each other's way: not
 * put anywhere by coordinates, same anchor, same style. */
bool daesa_is_same_place(const struct daesa_cue *a, const struct daesa_cue *b);

/* The cue in the place of shown[i] that starts at or before it and ends last, of
 * those before it in the order; NULL where there is none among the last few. */
const struct daesa_cue *daesa_shown_before(const struct daesa_checker *checker, size_t i);

#ifdef __cplusplus
}
#endif
#endif
