/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "render/words.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define WARNING 2
#define MESSAGE_MAX 600
#define NAME_MAX_BYTES 128

/* What libass 0.17 says, and how it begins. */
#define NO_GLYPH "fontselect: failed to find any fallback with glyph 0x"
#define FALLBACK "Glyph 0x"
#define FONT "fontselect: ("
#define NO_STYLE "no style named '"
#define STYLE_END "' found"

/* Names of no font, but of whatever is usual here. */
static const char *const generic[] = {"sans", "sans-serif", "serif",
                                      "mono", "monospace",  ""};

void daesa_render_words_begin(struct daesa_render_words *words, size_t cue,
                              int64_t start_us)
{
    words->cue = cue;
    words->start_us = start_us;
    daesa_buf_cut(&words->told, 0);
}

/* Whether `line` was told before; it is from now on. */
static bool was_told(struct daesa_buf *told, const char *line)
{
    struct daesa_str rest = daesa_buf_str(told), one;
    while (daesa_str_next_line(&rest, &one))
        if (daesa_str_is(one, line))
            return true;
    daesa_buf_add_text(told, line);
    daesa_buf_add_char(told, '\n');
    return false;
}

static void tell(struct daesa_render_words *words, const char *rule, const char *message)
{
    bool is_font = strcmp(rule, "ass-missing-font") == 0;
    if (was_told(is_font ? &words->fonts : &words->told, message))
        return;
    daesa_report(words->sink,
                 (struct daesa_finding){.severity = DAESA_WARNING,
                                        .rule = rule,
                                        .place = {.file = words->file},
                                        .cue = words->cue,
                                        .start_us = words->cue ? words->start_us
                                                               : DAESA_TIME_NONE},
                 "%s", message);
}

/* Letters and digits of ASCII in lower case, nothing else. */
static void bare(struct daesa_str name, char out[NAME_MAX_BYTES])
{
    size_t n = 0;
    for (size_t i = 0; i < name.len && n + 1 < NAME_MAX_BYTES; i++) {
        char c = name.s[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (daesa_is_digit(c) || (c >= 'a' && c <= 'z'))
            out[n++] = c;
    }
    out[n] = '\0';
}

static bool is_ascii(struct daesa_str name)
{
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.s[i] > 0x7E)
            return false;
    return true;
}

/* A font's PostScript name is its family's without spaces, and perhaps more. A
 * family that is named in another script cannot be told from it. */
static bool is_same_font(struct daesa_str wanted, struct daesa_str got)
{
    char a[NAME_MAX_BYTES], b[NAME_MAX_BYTES];
    for (size_t i = 0; i < sizeof generic / sizeof *generic; i++)
        if (daesa_str_is_nocase(wanted, generic[i]))
            return true;
    bare(wanted, a);
    bare(got, b);
    return !is_ascii(wanted) || strncmp(a, b, strlen(a)) == 0;
}

/* "fontselect: (Arial, 400, 0) -> /usr/share/fonts/x.ttf, 0, DejaVuSans" */
static void hear_font(struct daesa_render_words *words, const char *text)
{
    struct daesa_str line = daesa_str_from(daesa_str_of(text), strlen(FONT));
    struct daesa_str wanted = daesa_str_slice(line, 0, daesa_str_find(line, ", "));
    struct daesa_str got = daesa_str_from(line, daesa_str_find(line, ") -> "));
    char message[MESSAGE_MAX];
    if (words->is_fallback || got.len == 0) {
        words->is_fallback = false;
        return;
    }
    for (size_t comma; (comma = daesa_str_find(got, ", ")) < got.len;)
        got = daesa_str_from(got, comma + 2);
    if (words->is_any_font || is_same_font(wanted, got))
        return;
    snprintf(message, sizeof message,
             "the font '%.*s' is not on this machine; %.*s is taken instead",
             DAESA_STR_ARGS(wanted), DAESA_STR_ARGS(got));
    tell(words, "ass-missing-font", message);
}

/* "...with glyph 0xD55C for font: (Arial, 400, 0)" */
static void hear_glyph(struct daesa_render_words *words, const char *text)
{
    char message[MESSAGE_MAX];
    int n = (int)strspn(text, "0123456789ABCDEFabcdef");
    snprintf(message, sizeof message,
             "no font on this machine has the character U+%s%.*s",
             n < 4 ? &"0000"[n] : "", n, text);
    tell(words, "ass-missing-glyph", message);
}

/* What libass says of the script once it draws the first event. */
static bool is_of_file(const char *text)
{
    return strstr(text, "PlayRes") != NULL;
}

static void hear_style(struct daesa_render_words *words, const char *name)
{
    char message[MESSAGE_MAX];
    const char *end = strstr(name, STYLE_END);
    snprintf(message, sizeof message, "there is no style '%.*s'; 'Default' is taken",
             end ? (int)(end - name) : 0, name);
    tell(words, "ass-unknown-style", message);
}

static void hear_other(struct daesa_render_words *words, const char *text)
{
    size_t cue = words->cue;
    if (is_of_file(text))
        words->cue = 0;
    tell(words, "ass-not-understood", text);
    words->cue = cue;
}

void daesa_render_words_hear(struct daesa_render_words *words, int level,
                             const char *format, va_list args)
{
    char text[MESSAGE_MAX];
    if (vsnprintf(text, sizeof text, format, args) < 0)
        return;
    const char *style = strstr(text, NO_STYLE);
    if (strncmp(text, NO_GLYPH, strlen(NO_GLYPH)) == 0)
        hear_glyph(words, text + strlen(NO_GLYPH));
    else if (strncmp(text, FALLBACK, strlen(FALLBACK)) == 0)
        words->is_fallback = true;
    else if (strncmp(text, FONT, strlen(FONT)) == 0)
        hear_font(words, text);
    else if (style)
        hear_style(words, style + strlen(NO_STYLE));
    else if (level <= WARNING)
        hear_other(words, text);
}

void daesa_render_words_finish(struct daesa_render_words *words)
{
    if (!words)
        return;
    daesa_buf_finish(&words->told);
    daesa_buf_finish(&words->fonts);
}
