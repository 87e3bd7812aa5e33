/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_WHISPER_LANGUAGE_H
#define DAESA_FORMAT_WHISPER_LANGUAGE_H

#include "core/str.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The tag (ISO 639) of one of the languages that Whisper knows, by the English name
 * that it gives it: "korean" is "ko". ASCII case apart; NULL for other names. */
const char *daesa_whisper_language(struct daesa_str name);

#ifdef __cplusplus
}
#endif
#endif
