/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "looks.h"

#include <string.h>

/* More profiles than there will be. */
#define MAX_PROFILES 64

static const char *const notes[] = {
    [DAESA_NOTES_KEEP] = "keep",
    [DAESA_NOTES_DROP] = "drop",
    [DAESA_NOTES_ITALIC] = "italic",
    NULL,
};

static const char *const unify[] = {"speakers", "text", NULL};

const char *const *looks_unify(void)
{
    return unify;
}

const char *const *looks_notes(void)
{
    return notes;
}

const char *const *looks_profiles(void)
{
    static const char *names[MAX_PROFILES + 1];
    for (size_t i = 0; i < MAX_PROFILES && daesa_profile_at(i); i++)
        names[i] = daesa_profile_at(i)->name;
    return names;
}

void looks_apply(const struct look_args *looks, struct daesa_load_opts *load,
                 struct daesa_save_opts *save)
{
    load->names = looks->names;
    load->unifies_speakers = looks->unify || looks->names;
    load->unifies_texts = looks->unify && strcmp(looks->unify, "text") == 0;
    save->profile = looks->profile;
    save->font = looks->font;
    save->layout.falls_back = looks->falls_back;
    save->layout.lights_words = looks->lights_words;
    save->layout.stacks_texts = looks->stacks_texts;
    save->layout.styles_speakers = looks->styles_speakers;
    save->layout.labels_speakers = looks->labels_speakers;
    for (int i = 0; looks->notes && notes[i]; i++)
        if (strcmp(notes[i], looks->notes) == 0)
            save->layout.notes = (enum daesa_notes)i;
}
