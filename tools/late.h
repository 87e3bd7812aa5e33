/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef LATE_H
#define LATE_H

#include <stdatomic.h>

/* The program starts without FFmpeg, libass and espeak-ng. They bring 150 shared
 * libraries of video, radio and cryptography, and to bind these takes longer than to
 * convert a file. What late_<library>.c define bears the names of their functions, so
 * the linker looks no further; each finds its namesake when it is first called. The
 * library is linked as usual: who embeds it has them from the start. */

typedef void late_function(void);

/* The function of that name in a shared library, which is loaded where it is not yet;
 * where one of them is missing the program ends with a message, as at its start.
 * `*found` remembers it, from NULL. */
late_function *late_find(_Atomic(late_function *) *found, const char *library,
                         const char *name);

/* A declaration in the words of the library's header; behind it the arguments. */
#define LATE(library, type, name, parameters, ...)                                      \
    type name parameters                                                                \
    {                                                                                   \
        static _Atomic(late_function *) found;                                          \
        __typeof__(&(name)) call = (__typeof__(call))late_find(&found, library, #name); \
        return call(__VA_ARGS__);                                                       \
    }

/* The same for what returns nothing. */
#define LATE_VOID(library, name, parameters, ...)                                       \
    void name parameters                                                                \
    {                                                                                   \
        static _Atomic(late_function *) found;                                          \
        __typeof__(&(name)) call = (__typeof__(call))late_find(&found, library, #name); \
        call(__VA_ARGS__);                                                              \
    }

#endif
