/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Whatever is mended can be mended again, and that changes nothing. */
#include "roundtrip.h"

#include "core/file.h"
#include "job/mend.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char path[512];
    const char *folder = getenv("TMPDIR");
    snprintf(path, sizeof path, "%.480s/fuzz-mend.srt", folder ? folder : "/tmp");
    const struct daesa_check_job job = {
        .path = path, .profile = daesa_profile_find(daesa_str_of("netflix-en"))};
    struct daesa_mended mended = {0}, again = {0};
    struct daesa_str in = {(const char *)bytes, n};
    if (!daesa_file_write_soon(path, in, true, NULL) &&
        !daesa_mend_subtitles(&job, &mended, NULL, NULL) &&
        !daesa_file_write_soon(path, daesa_buf_str(&mended.bytes), true, NULL) &&
        (daesa_mend_subtitles(&job, &again, NULL, NULL) || again.is_changed))
        abort();
    daesa_mended_finish(&mended);
    daesa_mended_finish(&again);
    remove(path);
    return 0;
}
