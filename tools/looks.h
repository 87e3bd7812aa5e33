/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#ifndef TOOLS_LOOKS_H
#define TOOLS_LOOKS_H

#include "options.h"

#include "job/files.h"

/* The options on how subtitles are laid out and look, which several commands take:
 * a member `looks` of the command's struct, and the rows for its table. */
struct look_args {
    const char *font, *names, *notes, *profile, *unify;
    bool falls_back, labels_speakers, lights_words, stacks_texts, styles_speakers;
};

#define LOOK_AT(type, member) (offsetof(type, looks) + offsetof(struct look_args, member))

#define LOOK_FALLBACK_ROW(type)                                                  \
    {                                                                            \
        "fallback", 0, NULL, "show the first text of a line that lacks another", \
            OPTION_FLAG, LOOK_AT(type, falls_back), NULL                         \
    }
#define LOOK_FONT_ROW(type)                                                     \
    {                                                                           \
        "font", 0, "NAME", "of new ASS files; found by the scripts by default", \
            OPTION_TEXT, LOOK_AT(type, font), NULL                              \
    }
#define LOOK_KARAOKE_ROW(type)                                              \
    {                                                                       \
        "karaoke", 0, NULL, "words light up as they are said", OPTION_FLAG, \
            LOOK_AT(type, lights_words), NULL                               \
    }
#define LOOK_NAMES_ROW(type)                                                            \
    {                                                                                   \
        "names", 0, "FILE", "a transcript whose speakers --unify goes by", OPTION_TEXT, \
            LOOK_AT(type, names), NULL                                                  \
    }
#define LOOK_NOTES_ROW(type)                                                          \
    {                                                                                 \
        "notes", 0, "HOW", "in square brackets: keep, drop or italic", OPTION_CHOICE, \
            LOOK_AT(type, notes), looks_notes                                         \
    }
#define LOOK_PROFILE_ROW(type)                                                  \
    {                                                                           \
        "profile", 'p', "NAME|FILE", "what to keep to ('daesa list profiles')", \
            OPTION_TEXT, LOOK_AT(type, profile), looks_profiles                 \
    }
#define LOOK_SPEAKERS_ROW(type)                                                   \
    {                                                                             \
        "speakers", 0, NULL, "say who speaks, in front of the text", OPTION_FLAG, \
            LOOK_AT(type, labels_speakers), NULL                                  \
    }

#define LOOK_SPEAKER_STYLES_ROW(type)                                                    \
    {                                                                                    \
        "speaker-styles", 0, NULL, "a style and a colour for each speaker", OPTION_FLAG, \
            LOOK_AT(type, styles_speakers), NULL                                         \
    }
#define LOOK_STACK_ROW(type)                                                   \
    {                                                                          \
        "stack", 0, NULL, "both languages at the bottom, one above the other", \
            OPTION_FLAG, LOOK_AT(type, stacks_texts), NULL                     \
    }

#define LOOK_UNIFY_ROW(type)                                                 \
    {                                                                        \
        "unify", 0, "WHERE", "one spelling for each name: speakers or text", \
            OPTION_CHOICE, LOOK_AT(type, unify), looks_unify                 \
    }

/* What --notes and --unify take, and the profiles that --profile may name. */
const char *const *looks_unify(void);
const char *const *looks_notes(void);
const char *const *looks_profiles(void);

/* Puts what the options say into those of the job. */
void looks_apply(const struct look_args *looks, struct daesa_load_opts *load,
                 struct daesa_save_opts *save);

#endif
