/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "job/profile.h"

#include "core/file.h"
#include "format/json_profile.h"
#include "text/nearest.h"

#include <string.h>

/* More profiles than there will be. */
#define MAX_PROFILES 64

static enum daesa_status read_file(const char *path, struct daesa_profile *out,
                                   struct daesa_sink *sink)
{
    struct daesa_buf bytes = {0};
    enum daesa_status st = daesa_file_read(path, 0, &bytes, sink);
    if (!st)
        st = daesa_profile_read(daesa_buf_str(&bytes), daesa_file_shown(path), out, sink);
    daesa_buf_finish(&bytes);
    return st;
}

static enum daesa_status unknown(const char *name, struct daesa_sink *sink)
{
    const char *names[MAX_PROFILES + 1] = {0};
    for (size_t i = 0; i < MAX_PROFILES && daesa_profile_at(i); i++)
        names[i] = daesa_profile_at(i)->name;
    const char *nearest = daesa_nearest(name, names);
    return daesa_fail(sink, DAESA_NOT_FOUND, "profile-unknown", (struct daesa_place){0},
                      "no profile is called '%.100s'%s%s%s", name,
                      nearest ? "; did you mean '" : "", nearest ? nearest : "",
                      nearest ? "'?" : "; 'daesa list profiles' shows all");
}

enum daesa_status daesa_profile_load(const char *name, struct daesa_str language,
                                     struct daesa_profile *out, struct daesa_sink *sink)
{
    if (name && (strchr(name, '/') || daesa_str_ends(daesa_str_of(name), ".json")))
        return read_file(name, out, sink);
    const struct daesa_profile *found = name ? daesa_profile_find(daesa_str_of(name))
                                             : daesa_profile_of_language(language);
    if (!found)
        return unknown(name, sink);
    *out = *found;
    return DAESA_OK;
}
