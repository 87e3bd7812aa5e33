/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_CACHE_H
#define TOOLS_CACHE_H

#include "options.h"

#include <stdbool.h>

/* Where the user's caches are kept: the folder "daesa" in $XDG_CACHE_HOME, else in
 * $HOME/.cache, whether it is there or not. NULL where neither is named, or memory
 * runs out; the caller frees it. */
char *cache_folder(void);

/* The folder that --cache=DIR names, none after --no-cache, else that of the user. NULL:
 * none, as above; the caller frees it. */
char *cache_choose(const char *named, bool is_off);

/* The options that say it, for a command whose struct has members `cache` and
 * `no_cache`. */
#define CACHE_ROW(type)                                                      \
    {                                                                        \
        "cache", 0, "DIR",                                                   \
            "keep what is found in the clip there, not in the user's cache", \
            OPTION_TEXT, offsetof(type, cache), NULL                         \
    }
#define NO_CACHE_ROW(type)                                                               \
    {                                                                                    \
        "no-cache", 0, NULL, "watch the clip anew, and keep nothing of it", OPTION_FLAG, \
            offsetof(type, no_cache), NULL                                               \
    }

#endif
