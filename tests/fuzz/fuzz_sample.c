/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "roundtrip.h"

#include "media/sample.h"

#include <stdlib.h>

static void check_inside(struct daesa_str part, const char *bytes, size_t n)
{
    if (part.len && (part.s < bytes || part.s + part.len > bytes + n))
        abort();
}

/* What cues of a sample say lies in the sample, and it ends. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct daesa_str boxes = {(const char *)bytes, n};
    struct daesa_sample_cue cue;
    size_t n_bad = 0, n_cues = 0;
    while (daesa_sample_next(&boxes, &cue, &n_bad)) {
        check_inside(cue.id, (const char *)bytes, n);
        check_inside(cue.settings, (const char *)bytes, n);
        check_inside(cue.text, (const char *)bytes, n);
        if (++n_cues > n)
            abort();
    }
    return 0;
}
