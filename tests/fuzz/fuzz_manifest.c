/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "roundtrip.h"

#include "job/manifest.h"

#include <stdlib.h>

/* The list of a batch: what is read has names that stay in the folder, in their order,
 * and all parts of it together are all of it. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char *const further[] = {"text", "start", NULL};
    struct daesa_str text = {(const char *)bytes, n};
    size_t n_all = 0, n_parts = 0;
    for (size_t part = 0; part <= 2; part++) {
        struct daesa_manifest manifest = {0};
        if (daesa_manifest_parse(text, "jobs", further, &manifest, NULL))
            return 0;
        if (part && daesa_manifest_part(&manifest, part, 2, NULL))
            abort();
        for (size_t i = 0; i < manifest.n_jobs; i++)
            if (!daesa_manifest_name_valid(manifest.jobs[i].name))
                abort();
        *(part ? &n_parts : &n_all) += manifest.n_jobs;
        daesa_manifest_finish(&manifest);
    }
    if (n_parts != n_all)
        abort();
    return 0;
}
