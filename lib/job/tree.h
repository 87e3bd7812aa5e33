/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef DAESA_JOB_TREE_H
#define DAESA_JOB_TREE_H

#include "core/arena.h"
#include "core/finding.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The files in folders, and where what is made of each of them goes. */

struct daesa_tree_file {
    const char *in;  /* as the operands lead to it */
    const char *out; /* NULL where nothing is made */
};

struct daesa_tree {
    struct daesa_arena arena;      /* holds the names */
    struct daesa_tree_file *files; /* owned; sorted by `in`, each once */
    size_t n_files, cap_files;
    size_t n_others; /* files of other kinds that folders held */
    size_t n_failed; /* folders and files that cannot be worked on; findings said
                        why */
};

struct daesa_tree_opts {
    const char *const *operands; /* files and folders */
    size_t n_operands;
    /* The folder that outputs go to, in the shape of the folders they come from:
     * of a single folder its contents, else each operand under its own name. NULL:
     * nothing is made. */
    const char *out;
    const char *extension; /* of the outputs, without a dot */
    bool ignores_case;     /* the file system of `out` does */
    /* Whether a file is to be taken, by its name. NULL takes all. Operands that
     * are files are taken whatever their names. */
    bool (*wants)(const void *context, const char *name);
    const void *context;
};

/* Walks the operands into `out`, which is {0}. Hidden names and links to folders
 * are passed over, so that loops do no harm, as is the folder `opts->out` where it
 * lies inside an operand. Pipes and devices are left alone with a warning
 * (`file-not-regular`). What cannot be read is an error finding and counted.
 *
 * Where several inputs would make one output ("a.srt" and "a.vtt" both "a.ass"),
 * each keeps its whole name ("a.srt.ass"), a warning `output-renamed`; where even
 * that is the same, they are errors `output-collides` and left out. Memory grows
 * by the names, time by n log n.
 *
 * Returns DAESA_NO_MEMORY or DAESA_OK. */
enum daesa_status daesa_tree_plan(const struct daesa_tree_opts *opts,
                                  struct daesa_tree *out, struct daesa_sink *sink);

void daesa_tree_finish(struct daesa_tree *tree);

/* Whether the file system of a folder takes "a" and "A" for one name. False where it
 * cannot be found out. */
bool daesa_tree_ignores_case(const char *folder);

#ifdef __cplusplus
}
#endif
#endif
