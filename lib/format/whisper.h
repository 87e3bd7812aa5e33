/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_WHISPER_H
#define DAESA_FORMAT_WHISPER_H

#include "format/json_value.h"
#include "format/write.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The words of Whisper JSON, for whisper.c. All of these find the words in the first
 * text of the cue, which must be there, and tell of those that are not in it. */

/* "words" of a segment: objects with "word" or "text", "start", "end", and
 * "probability", "score" or "confidence". */
enum daesa_status daesa_whisper_words(struct daesa_reader *in,
                                      struct daesa_json_value words,
                                      struct daesa_cue *cue);

/* "tokens" of a segment of whisper.cpp: pieces of words with "text", "offsets" and
 * "p", of which those that no blank divides make one word. */
enum daesa_status daesa_whisper_tokens(struct daesa_reader *in,
                                       struct daesa_json_value tokens,
                                       struct daesa_cue *cue);

/* "words" beside the segments: each goes to the cue that it begins in. Cues that
 * have words of their own keep them. */
enum daesa_status daesa_whisper_loose_words(struct daesa_reader *in,
                                            struct daesa_json_value words);

/* whisper.cpp's {"from": MS, "to": MS}. */
enum daesa_status daesa_whisper_offsets(struct daesa_reader *in,
                                        struct daesa_json_value offsets,
                                        int64_t *start_us, int64_t *end_us);

#ifdef __cplusplus
}
#endif
#endif
