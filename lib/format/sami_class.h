/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_FORMAT_SAMI_CLASS_H
#define DAESA_FORMAT_SAMI_CLASS_H

#include "core/arena.h"
#include "core/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The classes of a SAMI file: each is a row of subtitles in one language. */

#define DAESA_SAMI_MAX_CLASSES 64

struct daesa_sami_class {
    struct daesa_str name;     /* as written, without the dot */
    struct daesa_str language; /* BCP 47; empty: not known */
    int nth;                   /* how many classes of the language are before it */
    bool declared;             /* by the file's STYLE */
};

struct daesa_sami_classes {
    struct daesa_sami_class items[DAESA_SAMI_MAX_CLASSES];
    size_t n;
};

/* Adds the classes that the style sheets of `head` declare: the language is what
 * their "lang" says, else what their name is known to stand for. They point into
 * `head`. More than there is room for are left out. */
void daesa_sami_classes_parse(struct daesa_sami_classes *classes, struct daesa_str head);

/* The class of that name, ASCII case apart, or DAESA_SAMI_MAX_CLASSES. */
size_t daesa_sami_class_find(const struct daesa_sami_classes *classes,
                             struct daesa_str name);
/* The `nth` class of a language, from 0, or DAESA_SAMI_MAX_CLASSES. */
size_t daesa_sami_class_of(const struct daesa_sami_classes *classes,
                           struct daesa_str language, int nth);

/* Whether it is the name that daesa_sami_class_make would give. */
bool daesa_sami_class_usual(struct daesa_str name, struct daesa_str language, int nth);

/* Adds a class that was not declared; its language follows from its name.
 * DAESA_SAMI_MAX_CLASSES where there is no room. */
size_t daesa_sami_class_add(struct daesa_sami_classes *classes, struct daesa_str name);

/* Adds the `nth` class of a language under the name that is usual for it, which is
 * made in `arena`. DAESA_LIMIT where there is no room. */
enum daesa_status daesa_sami_class_make(struct daesa_sami_classes *classes,
                                        struct daesa_str language, int nth,
                                        struct daesa_arena *arena);

#ifdef __cplusplus
}
#endif
#endif
