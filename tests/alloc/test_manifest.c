/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* The list of a batch, out of memory. */
#include "job/manifest.h"

#include "../unit/check.h"
#include "failing.h"

static const char *const further[] = {"check", "text", NULL};

static const char *const inputs[] = {
    "clip,transcript,name,check,text\nb.mp4,\"b \"\"1\"\".txt\",d/b,yes,\"ko,en\"\n"
    "a.mp4,a.txt,,,\n",
    "{\"jobs\": [{\"clip\": \"b.mp4\", \"transcript\": \"b.txt\", \"name\": \"d/b\", "
    "\"check\": true, \"text\": [\"ko\", \"en\"]},"
    "{\"clip\": \"a.mp4\", \"transcript\": \"a.txt\"}]}",
};

static enum daesa_status parse(void *context)
{
    struct daesa_manifest manifest = {0};
    const char *const *text = context;
    enum daesa_status st =
        daesa_manifest_parse(daesa_str_of(*text), "in/jobs", further, &manifest, NULL);
    if (!st)
        st = daesa_manifest_part(&manifest, 1, 1, NULL);
    if (!st) {
        assert_int_equal(manifest.n_jobs, 2);
        check_str(manifest.jobs[1].clip, "in/b.mp4");
        assert_int_equal(manifest.jobs[1].n_settings, 2);
        check_str(manifest.jobs[1].settings[1].value, "ko,en");
    }
    daesa_manifest_finish(&manifest);
    return st;
}

static void reading(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(inputs); i++)
        failing_everywhere(i ? "JSON" : "CSV", parse, (void *)&inputs[i], 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
