/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_CACHE_H
#define TOOLS_CACHE_H

#include <stdbool.h>

/* Where the user's caches are kept: the folder "daesa" in $XDG_CACHE_HOME, else in
 * $HOME/.cache, whether it is there or not. NULL where neither is named, or memory
 * runs out; the caller frees it. */
char *cache_folder(void);

/* The folder that --cache=DIR names, none after --no-cache, else that of the user. NULL:
 * none, as above; the caller frees it. */
char *cache_choose(const char *named, bool is_off);

#endif
