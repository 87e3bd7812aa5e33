/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "late.h"

#include "console.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

late_function *late_find(_Atomic(late_function *) *found, const char *library,
                         const char *name)
{
    late_function *known = atomic_load(found);
    if (known)
        return known;
    void *handle = dlopen(library, RTLD_LAZY);
    void *symbol = handle ? dlsym(handle, name) : NULL;
    if (!symbol) {
        const char *why = dlerror();
        console_sayf("daesa: error: %s", why ? why : name);
        exit(EXIT_FAILURE);
    }
    memcpy(&known, &symbol, sizeof known);
    atomic_store(found, known);
    /* cppcheck-suppress resourceLeak ; it stays loaded */
    return known;
}
