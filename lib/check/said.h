/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_CHECK_SAID_H
#define DAESA_CHECK_SAID_H

#include "check/checker.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Whether so many of the cues say what is heard that they are of this clip, and in the
 * language that is spoken. False where nobody has compared them, or with too few. */
bool daesa_said_fits(const struct daesa_checker *checker);

#ifdef __cplusplus
}
#endif
#endif
