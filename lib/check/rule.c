/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "check/rule.h"

#include <string.h>

#define E DAESA_ERROR
#define W DAESA_WARNING
#define N DAESA_NOTE

#define NETFLIX_TIMING "Netflix, Timed Text Style Guide: Subtitle Timing Guidelines"
#define NETFLIX_GENERAL "Netflix, Timed Text Style Guide: General Requirements"
#define NETFLIX_KOREAN "Netflix, Korean Timed Text Style Guide"
#define HOUSES "the style guides of the houses, see daesa list profiles"
#define PLAYERS "what players make of it"

static const struct daesa_rule rules[] = {
    /* file */
    {"file-bom", DAESA_RULES_FILE, N, DAESA_MEND_FILE, "Byte order mark",
     "Programs that do not expect it show it or lose the first cue.",
     "RFC 8259 8.1 for JSON; RFC 3629 6; " PLAYERS},
    {"file-empty", DAESA_RULES_FILE, W, 0, "No cue at all",
     "Nothing is shown; mostly what made the file had failed.",
     "what people do by mistake"},
    {"file-encoding", DAESA_RULES_FILE, W, DAESA_MEND_FILE, "Not UTF-8",
     "A player elsewhere guesses another encoding and shows rubbish.",
     "W3C, WebVTT 1; " NETFLIX_GENERAL},
    {"file-extension", DAESA_RULES_FILE, W, 0, "Extension of another format",
     "Programs that go by the name refuse the file or read it wrongly.", PLAYERS},
    {"file-house", DAESA_RULES_FILE, N, 0, "A format that the house does not take",
     "The delivery is refused; convert it before you send it.",
     "the houses' delivery specifications"},
    {"file-newline", DAESA_RULES_FILE, W, DAESA_MEND_FILE,
     "Line ends that are mixed, or CR alone", "Some readers split or join cues there.",
     PLAYERS},
    {"file-nfc", DAESA_RULES_FILE, W, DAESA_MEND_FILE,
     "Text that is not in Unicode form C",
     "Letters in pieces are counted, searched and drawn wrongly.",
     "Unicode Standard Annex 15; W3C, Character Model"},

    /* times */
    {"clip-before", DAESA_RULES_TIMES, E, 0, "A cue before the clip begins",
     "It is never shown, or only in part.", PLAYERS},
    {"clip-past", DAESA_RULES_TIMES, E, 0, "A cue past the end of the clip",
     "It is never shown, or only in part; often the file belongs to another cut.",
     PLAYERS},
    {"duration-long", DAESA_RULES_TIMES, W, 0, "Shown for too long",
     "People read it twice and wonder whether the film hangs.", NETFLIX_GENERAL},
    {"duration-short", DAESA_RULES_TIMES, W, DAESA_MEND_DURATION,
     "Shown for too short a time", "It flashes and cannot be read.", NETFLIX_GENERAL},
    {"frame-grid", DAESA_RULES_TIMES, N, DAESA_MEND_FRAMES, "Not on a frame of the clip",
     "Programs that count frames round it, not always to the same side.", NETFLIX_TIMING},
    {"frame-shot", DAESA_RULES_TIMES, W, DAESA_MEND_SHOTS,
     "Shown on a frame of the wrong shot",
     "A cue that flashes over a shot change is seen as a flicker.", NETFLIX_TIMING},
    {"gap-open", DAESA_RULES_TIMES, N, DAESA_MEND_GAPS,
     "A short gap that should be closed", "The text blinks between two cues.",
     NETFLIX_TIMING},
    {"gap-short", DAESA_RULES_TIMES, W, DAESA_MEND_GAPS,
     "Too small a gap between two cues",
     "Without a gap nobody sees that the text has changed.", NETFLIX_TIMING},
    {"shot-end", DAESA_RULES_TIMES, N, DAESA_MEND_SHOTS,
     "Ends near a shot change, not with it",
     "The eye takes the cut for a new text and reads again.", NETFLIX_TIMING},
    {"shot-start", DAESA_RULES_TIMES, N, DAESA_MEND_SHOTS,
     "Starts near a shot change, not on it",
     "Cut and text pull the eye twice within half a second.", NETFLIX_TIMING},
    {"speed-cps", DAESA_RULES_TIMES, W, 0, "Too many characters a second",
     "It is gone before it is read.", HOUSES},
    {"speed-wpm", DAESA_RULES_TIMES, W, 0, "Too many words a minute",
     "It is gone before it is read.", "BBC Subtitle Guidelines; DCMP Captioning Key"},
    {"time-missing", DAESA_RULES_TIMES, W, 0, "A cue without times", "It is never shown.",
     PLAYERS},
    {"time-negative", DAESA_RULES_TIMES, E, 0, "Ends before it starts",
     "Players drop it, or show it until the next one.", PLAYERS},
    {"time-order", DAESA_RULES_TIMES, W, DAESA_MEND_ORDER,
     "Starts before the cue before it", "Players that read as they go lose it.",
     "W3C, WebVTT 4.1; " PLAYERS},
    {"time-overlap", DAESA_RULES_TIMES, W, DAESA_MEND_GAPS,
     "Two cues at once in the same place",
     "They push each other up, or one hides the other.", NETFLIX_GENERAL},
    {"time-zero", DAESA_RULES_TIMES, E, DAESA_MEND_DURATION, "No duration at all",
     "It is never shown.", PLAYERS},

    /* text */
    {"line-balance", DAESA_RULES_TEXT, N, DAESA_MEND_LINES,
     "Lines of very different length", "The eye has further to travel than need be.",
     "TED, subtitling guidelines"},
    {"line-count", DAESA_RULES_TEXT, W, DAESA_MEND_LINES, "Too many lines",
     "They cover the picture, and faces.", HOUSES},
    {"line-long", DAESA_RULES_TEXT, W, DAESA_MEND_LINES, "Too many characters in a line",
     "It breaks where nobody meant it to, or leaves the picture.", HOUSES},
    {"line-stop", DAESA_RULES_TEXT, W, 0, "A full stop or comma ends a line",
     "The house writes lines without them.", NETFLIX_KOREAN},
    {"name-spelling", DAESA_RULES_TEXT, W, 0, "A name that is spelt in two ways",
     "People take one person for two.", "the show's list of names"},
    {"tag-unbalanced", DAESA_RULES_TEXT, W, 0, "Markup that is not closed or opened",
     "Players carry italics over into what follows, or show the tag.",
     "W3C, WebVTT 4.2; " PLAYERS},
    {"tag-unknown", DAESA_RULES_TEXT, W, 0, "Markup that the format does not have",
     "Players show it as text.", "W3C, WebVTT 4.2; " PLAYERS},
    {"text-bracket", DAESA_RULES_TEXT, W, 0, "Sounds in other brackets than the house's",
     "Those who do not hear tell sounds from speech by them.", NETFLIX_KOREAN},
    {"text-control", DAESA_RULES_TEXT, W, 0, "A character that cannot be shown",
     "It is seen as a box or a question mark, or turns text around.",
     "Unicode Standard 23"},
    {"text-dash", DAESA_RULES_TEXT, W, DAESA_MEND_DASH,
     "Dashes of two speakers in another manner",
     "The house tells speakers apart in one way.",
     "Netflix, Timed Text Style Guides: Dual Speakers"},
    {"text-duplicate", DAESA_RULES_TEXT, N, 0, "The same text twice in a row",
     "Mostly a cue that was split or pasted twice.", "what people do by mistake"},
    {"text-ellipsis", DAESA_RULES_TEXT, W, DAESA_MEND_ELLIPSIS,
     "An ellipsis in another manner",
     "Three stops are three characters to count and may be torn apart.", NETFLIX_GENERAL},
    {"text-empty", DAESA_RULES_TEXT, W, 0, "A cue that says nothing",
     "It takes the place of a line, or of nothing.", PLAYERS},
    {"text-hyphen", DAESA_RULES_TEXT, W, 0, "Breaking off in another manner",
     "A dash is read as an aside, a hyphen as half a word.",
     "Netflix, English Timed Text Style Guide"},
    {"text-italic", DAESA_RULES_TEXT, W, DAESA_MEND_ITALIC,
     "Italics, which the house does not use", "Slanted Hangul is hard to read.",
     NETFLIX_KOREAN},
    {"text-language", DAESA_RULES_TEXT, W, 0, "A language is missing in this cue",
     "Those who read it miss a line.", "the file itself"},
    {"text-markup", DAESA_RULES_TEXT, W, 0, "Markup, which the house does not take",
     "It is dropped or shown as text.", "YouTube, supported subtitle files"},
    {"text-mixed", DAESA_RULES_TEXT, W, 0, "A word in two scripts",
     "A look-alike letter of another alphabet breaks search and speech.",
     "Unicode Technical Standard 39"},
    {"text-repertoire", DAESA_RULES_TEXT, E, 0, "A character that the system lacks",
     "The decoder shows a blank or another letter.", "ANSI/CTA-608-E"},
    {"text-script", DAESA_RULES_TEXT, W, 0, "In the wrong script for its language",
     "Mostly a line that nobody translated.", "the file itself"},
    {"text-space", DAESA_RULES_TEXT, N, DAESA_MEND_SPACE, "White space too much",
     "It is counted, and pushes text out of the middle.", PLAYERS},
    {"text-unnamed", DAESA_RULES_TEXT, N, 0, "The language is not known",
     "Another house may be meant for it.", "the file itself"},
    {"text-untranslated", DAESA_RULES_TEXT, W, 0, "The same text in two languages",
     "Mostly a line that nobody translated.", "the file itself"},

    /* sound */
    {"sound-early", DAESA_RULES_SOUND, W, 0, "Starts before the speech",
     "It gives away what is about to be said.", NETFLIX_TIMING},
    {"sound-late", DAESA_RULES_SOUND, W, 0, "Starts after the speech",
     "People read behind what they hear.", NETFLIX_TIMING},
    {"sound-linger", DAESA_RULES_SOUND, N, 0, "Stays long after the speech",
     "It hangs over silence and the next thing.", NETFLIX_TIMING},
    {"sound-missing", DAESA_RULES_SOUND, W, 0, "Speech without a subtitle",
     "Those who do not hear it miss it.", NETFLIX_GENERAL},
    {"sound-other", DAESA_RULES_SOUND, W, 0, "Not what is said",
     "People read one thing and hear another. Found with --spoken.", "the clip itself"},
    {"sound-silent", DAESA_RULES_SOUND, W, 0, "A subtitle without speech",
     "It is early, late, or of another version.", NETFLIX_TIMING},
    {"sync-drift", DAESA_RULES_SOUND, E, DAESA_MEND_SYNC,
     "All times run too fast or too slow", "The file was made for another frame rate.",
     "the clip itself"},
    {"sync-jump", DAESA_RULES_SOUND, E, DAESA_MEND_SYNC, "From here on all times are off",
     "The clip is cut in another way than the one that the file was made for.",
     "the clip itself"},
    {"sync-none", DAESA_RULES_SOUND, E, 0, "The times have nothing to do with the clip",
     "The file belongs to another clip.", "the clip itself"},
    {"sync-offset", DAESA_RULES_SOUND, E, DAESA_MEND_SYNC, "All times are early or late",
     "Every line is in the wrong place.", "the clip itself"},

    /* picture */
    {"picture-collision", DAESA_RULES_PICTURE, W, 0, "Drawn over another cue",
     "Neither can be read.", PLAYERS},
    {"picture-font", DAESA_RULES_PICTURE, W, 0, "A font that is not there",
     "Another one is taken: text is wider, or looks otherwise.", "libass"},
    {"picture-glyph", DAESA_RULES_PICTURE, W, 0, "A character that no font has",
     "A box is seen in its place.", "libass"},
    {"picture-large", DAESA_RULES_PICTURE, W, 0, "Larger than a player can draw",
     "It takes gigabytes and minutes; players stop, or show nothing.", "libass"},
    {"picture-outside", DAESA_RULES_PICTURE, E, 0, "Drawn outside the picture",
     "It is not seen, or only in part.", PLAYERS},
    {"picture-script", DAESA_RULES_PICTURE, N, 0,
     "Something that libass does not understand", "What was meant is not what is seen.",
     "libass"},
    {"picture-size", DAESA_RULES_PICTURE, W, 0, "Made for a picture of another shape",
     "Text is stretched, and signs are not where they belong.", "libass"},
    {"picture-style", DAESA_RULES_PICTURE, W, 0, "A style that is not defined",
     "The default style is taken.", "libass"},
    {"picture-wide", DAESA_RULES_PICTURE, W, 0, "Wider than the safe part of the picture",
     "Players break the line again, and old screens cut it.", "EBU R 95"},
};

#define N_RULES (sizeof rules / sizeof *rules)

/* What a house takes more, or less, seriously: of all profiles whose name begins so;
 * the first that fits counts. */
static const struct {
    const char *profile, *rule;
    enum daesa_severity severity;
} graver[] = {
    {"netflix", "duration-long", E}, {"netflix", "duration-short", E},
    {"netflix", "file-encoding", E}, {"netflix", "frame-shot", E},
    {"netflix", "gap-open", W},      {"netflix", "gap-short", E},
    {"netflix", "line-count", E},    {"netflix", "line-long", E},
    {"netflix", "shot-end", W},      {"netflix", "shot-start", W},
    {"netflix", "speed-cps", E},     {"netflix", "time-overlap", E},
    {"cea608", "line-count", E},     {"cea608", "line-long", E},
    {"cea608", "time-overlap", E},   {"ebu", "line-count", E},
    {"ebu", "line-long", E},         {"ebu", "time-overlap", E},
    {"ted", "line-balance", W},      {"youtube", "file-encoding", E},
};

const struct daesa_rule *daesa_rule_at(size_t i)
{
    return i < N_RULES ? &rules[i] : NULL;
}

const struct daesa_rule *daesa_rule_find(const char *id)
{
    for (size_t i = 0; i < N_RULES; i++)
        if (strcmp(rules[i].id, id) == 0)
            return &rules[i];
    return NULL;
}

const char *daesa_rule_group_text(enum daesa_rule_group group)
{
    static const char *const names[] = {"file", "times", "text", "sound", "picture"};
    return names[group];
}

/* How a house writes. Texts are not written so either where nobody names one
 * (layout/house.h), and those who did not ask are not warned. */
static bool is_manner(const struct daesa_rule *rule)
{
    static const char *const ids[] = {"line-stop", "text-dash", "text-ellipsis",
                                      "text-hyphen", "text-italic"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (strcmp(ids[i], rule->id) == 0)
            return true;
    return false;
}

enum daesa_severity daesa_rule_severity(const struct daesa_rule *rule,
                                        const struct daesa_profile *profile)
{
    if (!profile && is_manner(rule))
        return DAESA_NOTE;
    struct daesa_str name = daesa_str_of(profile ? profile->name : "");
    for (size_t i = 0; i < sizeof graver / sizeof *graver; i++)
        if (daesa_str_starts(name, graver[i].profile) &&
            strcmp(graver[i].rule, rule->id) == 0)
            return graver[i].severity;
    return rule->severity;
}
