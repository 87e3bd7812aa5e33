/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_MEDIA_DIALOGUE_H
#define DAESA_MEDIA_DIALOGUE_H

#include "core/clip.h"
#include "core/finding.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The stream that carries the dialogue: of the audio streams that can be
 * decoded, by these, the first that tells them apart:
 * 1. its language is `language` (a BCP 47 tag; empty: any), else not said;
 * 2. it is no commentary, no description for the blind, no effects track;
 * 3. it is the original, then the default, then no dub;
 * 4. it has more channels (the centre is the dialogue), then more bits;
 * 5. it comes first.
 * NULL where there is none. */
const struct daesa_stream *daesa_dialogue_choose(const struct daesa_stream *streams,
                                                 size_t n_streams,
                                                 struct daesa_str language);

/* Who asks for a stream: by its index, or in a language. */
struct daesa_dialogue_wish {
    bool is_stream_chosen; /* take `stream`, by its index in the container */
    int stream;
    struct daesa_str language; /* empty: any */
    /* Where that is empty: what the text may be in. A stream that says one of these
     * goes before one that says another. */
    const struct daesa_str *likely;
    size_t n_likely;
};

/* The stream that was wished for, or the best (above). Findings, at `place`:
 * DAESA_NOT_FOUND: `clip-no-audio`; `audio-no-such-stream`, which lists the
 * audio streams. DAESA_UNSUPPORTED: `audio-no-decoder`. And the warning
 * `audio-other-language`: there are languages, and none is the one wished for. */
enum daesa_status daesa_dialogue_find(const struct daesa_stream *streams,
                                      size_t n_streams,
                                      const struct daesa_dialogue_wish *wish,
                                      struct daesa_place place, struct daesa_sink *sink,
                                      const struct daesa_stream **out);

#ifdef __cplusplus
}
#endif
#endif
