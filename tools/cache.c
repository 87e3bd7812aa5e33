/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "cache.h"

#include "core/buf.h"

#include <stdlib.h>
#include <string.h>

/* Relative paths are not to be taken, says the XDG base directory specification. */
char *cache_folder(void)
{
    struct daesa_buf path = {0};
    const char *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (xdg && *xdg == '/')
        daesa_buf_printf(&path, "%s/daesa", xdg);
    else if (home && *home == '/')
        daesa_buf_printf(&path, "%s/.cache/daesa", home);
    if (path.status)
        daesa_buf_finish(&path);
    return path.s;
}

char *cache_choose(const char *named, bool is_off)
{
    return named ? strdup(named) : is_off ? NULL : cache_folder();
}
