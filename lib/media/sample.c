/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "media/sample.h"

#include <libavformat/avformat.h>
#include <libavutil/intreadwrite.h>

#define HEAD 8 /* of a box: its size and its name */

enum daesa_sample_kind daesa_sample_kind(const void *stream)
{
    const AVStream *of = stream;
    switch (of->codecpar->codec_tag) {
    case MKTAG('s', 't', 'p', 'p'):
        return DAESA_SAMPLE_TTML;
    case MKTAG('w', 'v', 't', 't'):
        return DAESA_SAMPLE_VTT;
    default:
        return DAESA_SAMPLE_NONE;
    }
}

const char *daesa_sample_codec(enum daesa_sample_kind kind)
{
    static const char *const names[] = {
        [DAESA_SAMPLE_NONE] = NULL,
        [DAESA_SAMPLE_TTML] = "ttml",
        [DAESA_SAMPLE_VTT] = "webvtt",
    };
    return names[kind];
}

/* Takes the next box off the front: its name and what it holds. A size of 0 goes to the
 * end; no cue needs one of 64 bits. */
static bool next_box(struct daesa_str *rest, struct daesa_str *name,
                     struct daesa_str *body, size_t *n_bad)
{
    if (rest->len == 0)
        return false;
    size_t size = rest->len < HEAD ? 1 : AV_RB32(rest->s);
    size = size ? size : rest->len;
    if (size < HEAD || size > rest->len) {
        ++*n_bad;
        rest->len = 0;
        return false;
    }
    *name = daesa_str_slice(*rest, 4, HEAD);
    *body = daesa_str_slice(*rest, HEAD, size);
    *rest = daesa_str_from(*rest, size);
    return true;
}

static struct daesa_sample_cue read_cue(struct daesa_str boxes, size_t *n_bad)
{
    struct daesa_sample_cue cue = {0};
    struct daesa_str name, body;
    while (next_box(&boxes, &name, &body, n_bad)) {
        if (daesa_str_is(name, "payl")) {
            cue.text = body;
        } else if (daesa_str_is(name, "sttg")) {
            cue.settings = body;
        } else if (daesa_str_is(name, "iden")) {
            cue.id = body;
        } else if (daesa_str_is(name, "vsid") && body.len == 4) {
            cue.has_source = true;
            cue.source = (int32_t)AV_RB32(body.s);
        }
    }
    return cue;
}

bool daesa_sample_next(struct daesa_str *boxes, struct daesa_sample_cue *out,
                       size_t *n_bad)
{
    struct daesa_str name, body;
    while (next_box(boxes, &name, &body, n_bad))
        if (daesa_str_is(name, "vttc")) {
            *out = read_cue(body, n_bad);
            return true;
        }
    return false;
}
