/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "text/charset.h"

#include "text/nearest.h"
#include "text/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>
#include <uchardet.h>

#define MAX_FINDINGS 20
/* uchardet needs no more to make up its mind, and is slow. */
#define GUESS_BYTES ((size_t)256 * 1024)
/* Fewer bytes above 0x7F than this say too little to guess from. */
#define GUESS_MIN_HIGH 32

/* Other names of an encoding, and the superset that files which claim or seem
 * to be in it are really in. */
static const struct {
    const char *name, *use;
} aliases[] = {
    {"ascii", "UTF-8"},
    {"big5", "BIG5-HKSCS"},
    {"cp-949", "CP949"},
    {"euc-kr", "CP949"},
    {"euckr", "CP949"},
    {"gb18030", "GB18030"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"iso-8859-1", "WINDOWS-1252"},
    {"iso-8859-9", "WINDOWS-1254"},
    {"iso8859-1", "WINDOWS-1252"},
    {"ks_c_5601-1987", "CP949"},
    {"latin-1", "WINDOWS-1252"},
    {"latin1", "WINDOWS-1252"},
    {"ms949", "CP949"},
    {"shift-jis", "CP932"},
    {"shift_jis", "CP932"},
    {"sjis", "CP932"},
    {"tis-620", "CP874"},
    {"uhc", "CP949"},
    {"us-ascii", "UTF-8"},
    {"utf-16be", "UTF-16BE"},
    {"utf-16le", "UTF-16LE"},
    {"utf16", "UTF-16"},
    {"utf16be", "UTF-16BE"},
    {"utf16le", "UTF-16LE"},
    {"utf8", "UTF-8"},
    {"windows-949", "CP949"},
};

/* What is suggested for a name that nobody knows. */
static const char *const common[] = {
    "big5",         "cp949",        "euc-jp",       "gb18030",      "iso-8859-1",
    "iso-8859-2",   "iso-8859-15",  "koi8-r",       "shift_jis",    "utf-16",
    "utf-16be",     "utf-16le",     "utf-8",        "windows-1250", "windows-1251",
    "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256",
    NULL,
};

/* What people's files were in before Unicode, by primary language. */
static const struct {
    const char *language, *use;
} defaults[] = {
    {"ar", "WINDOWS-1256"},  {"be", "WINDOWS-1251"},  {"bg", "WINDOWS-1251"},
    {"cs", "WINDOWS-1250"},  {"el", "WINDOWS-1253"},  {"et", "WINDOWS-1257"},
    {"fa", "WINDOWS-1256"},  {"he", "WINDOWS-1255"},  {"hr", "WINDOWS-1250"},
    {"hu", "WINDOWS-1250"},  {"ja", "CP932"},         {"ko", "CP949"},
    {"lt", "WINDOWS-1257"},  {"lv", "WINDOWS-1257"},  {"mk", "WINDOWS-1251"},
    {"pl", "WINDOWS-1250"},  {"ro", "WINDOWS-1250"},  {"ru", "WINDOWS-1251"},
    {"sk", "WINDOWS-1250"},  {"sl", "WINDOWS-1250"},  {"sr", "WINDOWS-1250"},
    {"th", "CP874"},         {"tr", "WINDOWS-1254"},  {"uk", "WINDOWS-1251"},
    {"vi", "WINDOWS-1258"},  {"zh", "GB18030"},       {"zh-hant", "BIG5-HKSCS"},
    {"zh-hk", "BIG5-HKSCS"}, {"zh-tw", "BIG5-HKSCS"},
};

static const struct {
    const char *name, *mark;
    size_t n;
} marks[] = {
    /* UTF-32LE begins like UTF-16LE: longest first. */
    {"UTF-32LE", "\xFF\xFE\0\0", 4}, {"UTF-32BE", "\0\0\xFE\xFF", 4},
    {"UTF-8", "\xEF\xBB\xBF", 3},    {"UTF-16LE", "\xFF\xFE", 2},
    {"UTF-16BE", "\xFE\xFF", 2},
};

#define COUNT(x) (sizeof(x) / sizeof *(x))

static const char *alias_of(const char *name)
{
    for (size_t i = 0; i < COUNT(aliases); i++)
        if (daesa_str_is_nocase(daesa_str_of(name), aliases[i].name))
            return aliases[i].use;
    return name;
}

/* iconv takes "//TRANSLIT" and other switches after the name: not from users. */
static iconv_t open_iconv(const char *to, const char *from)
{
    if (strchr(to, '/') || strchr(from, '/') || !*to || !*from) {
        errno = EINVAL;
        return (iconv_t)-1;
    }
    return iconv_open(to, from);
}

static bool is_known(const char *name)
{
    iconv_t cd = open_iconv("UTF-8", name);
    if (cd == (iconv_t)-1)
        return false;
    iconv_close(cd);
    return true;
}

static enum daesa_status unknown(const char *name, struct daesa_sink *sink)
{
    const char *near = daesa_nearest(name, common);
    return daesa_fail(sink, DAESA_NOT_FOUND, "encoding-unknown", (struct daesa_place){0},
                      "no encoding is called \"%.100s\"%s%s%s", name,
                      near ? "; did you mean \"" : "", near ? near : "",
                      near ? "\"?" : "");
}

static void choose(struct daesa_charset *out, const char *name,
                   enum daesa_charset_why why)
{
    snprintf(out->name, sizeof out->name, "%s", alias_of(name));
    for (char *c = out->name; *c; c++)
        *c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    out->why = why;
}

static bool by_bom(struct daesa_str bytes, struct daesa_charset *out)
{
    for (size_t i = 0; i < COUNT(marks); i++)
        if (bytes.len >= marks[i].n && memcmp(bytes.s, marks[i].mark, marks[i].n) == 0) {
            choose(out, marks[i].name, DAESA_CHARSET_BOM);
            out->n_bom = marks[i].n;
            return true;
        }
    return false;
}

/* UTF-8 with a few stray bytes, or cut off in the middle of a character, is
 * still UTF-8: nothing else looks like well-formed sequences of it. */
static bool is_utf8(struct daesa_str bytes)
{
    size_t n_bad = 0, n_good = 0, bad = daesa_utf8_first_bad(bytes);
    if (bad == bytes.len)
        return true;
    for (size_t at = 0; at < bytes.len;) {
        size_t before = at;
        if (daesa_utf8_next(bytes, &at) != DAESA_UTF8_REPLACEMENT)
            n_good += at - before > 1;
        else if (at < bytes.len || at - before == 1)
            n_bad++;
    }
    return n_good >= 8 * n_bad && n_good + n_bad > 0 && (n_good || bad + 4 > bytes.len);
}

/* UTF-16 of nearly any language has zero bytes for its spaces, digits and line
 * ends, and all in one half of each pair. */
static bool by_zeros(struct daesa_str bytes, struct daesa_charset *out)
{
    size_t n = bytes.len > GUESS_BYTES ? GUESS_BYTES : bytes.len, zeros[2] = {0, 0};
    for (size_t i = 0; i < n; i++)
        zeros[i & 1] += bytes.s[i] == '\0';
    int half = zeros[1] > zeros[0];
    if (zeros[half] < n / 50 + 1 || zeros[!half] > zeros[half] / 20)
        return false;
    choose(out, half ? "UTF-16LE" : "UTF-16BE", DAESA_CHARSET_ZEROS);
    return true;
}

/* Whether all of `bytes` decodes; a character cut off at the end is no matter. */
static bool decodes(struct daesa_str bytes, const char *name)
{
    iconv_t cd = open_iconv("UTF-8", alias_of(name));
    if (cd == (iconv_t)-1)
        return false;
    char room[4096], *in = (char *)bytes.s;
    size_t left = bytes.len;
    bool good = true;
    while (left && good) {
        char *to = room;
        size_t space = sizeof room;
        if (iconv(cd, &in, &left, &to, &space) == (size_t)-1) {
            if (errno == EINVAL)
                break;
            good = errno == E2BIG;
        }
    }
    iconv_close(cd);
    return good;
}

static bool guess(struct daesa_str bytes, struct daesa_charset *out)
{
    uchardet_t detector = uchardet_new();
    if (!detector)
        return false;
    bool good = false;
    if (uchardet_handle_data(detector, bytes.s, bytes.len) == 0) {
        uchardet_data_end(detector);
        const char *name = uchardet_get_charset(detector);
        good = *name && strlen(name) < sizeof out->name && decodes(bytes, name);
        if (good)
            choose(out, name, DAESA_CHARSET_GUESSED);
    }
    uchardet_delete(detector);
    return good;
}

static const char *usual_for(const char *language)
{
    struct daesa_str tag = daesa_str_of(language);
    for (size_t i = COUNT(defaults); i-- > 0;)
        if (daesa_str_starts_nocase(tag, defaults[i].language)) {
            size_t n = strlen(defaults[i].language);
            if (n == tag.len || tag.s[n] == '-' || tag.s[n] == '_')
                return defaults[i].use;
        }
    return NULL;
}

static bool by_declaration(struct daesa_str bytes, struct daesa_str declared,
                           struct daesa_charset *out)
{
    char name[DAESA_CHARSET_NAME_MAX] = "";
    if (!declared.len || declared.len >= sizeof name)
        return false;
    memcpy(name, declared.s, declared.len);
    bool good = is_known(alias_of(name)) && decodes(bytes, name);
    if (good)
        choose(out, name, DAESA_CHARSET_DECLARED);
    return good;
}

/* A short text is too little for statistics: what is usual goes first there. */
static void by_content(struct daesa_str bytes, const struct daesa_charset_opts *opts,
                       struct daesa_charset *out)
{
    struct daesa_str start = daesa_str_slice(bytes, 0, GUESS_BYTES);
    const char *usual = opts->preferred ? opts->preferred : usual_for(opts->language);
    size_t n_high = 0;
    for (size_t i = 0; i < start.len; i++)
        n_high += (unsigned char)start.s[i] >= 0x80;
    if (n_high < GUESS_MIN_HIGH && usual && decodes(start, usual))
        choose(out, usual, DAESA_CHARSET_DEFAULT);
    else if (!guess(start, out))
        choose(out, usual ? usual : "WINDOWS-1252", DAESA_CHARSET_DEFAULT);
}

enum daesa_status daesa_charset_find(struct daesa_str bytes,
                                     const struct daesa_charset_opts *opts,
                                     struct daesa_charset *out, struct daesa_sink *sink)
{
    static const struct daesa_charset_opts none = {0};
    struct daesa_charset found = {0};
    if (!opts)
        opts = &none;
    bool marked = by_bom(bytes, &found);
    if (opts->name) {
        size_t n_bom = marked ? found.n_bom : 0;
        char of_bom[DAESA_CHARSET_NAME_MAX];
        snprintf(of_bom, sizeof of_bom, "%s", found.name);
        if (strlen(opts->name) >= sizeof found.name || !is_known(alias_of(opts->name)))
            return unknown(opts->name, sink);
        choose(&found, opts->name, DAESA_CHARSET_ASKED);
        /* The mark is skipped where it is one of this encoding, and tells the
         * byte order of plain "UTF-16". */
        bool same = strncmp(found.name, of_bom, strlen(found.name)) == 0;
        struct daesa_charset order = {0};
        if (marked && same)
            snprintf(found.name, sizeof found.name, "%s", of_bom);
        else if (strcmp(found.name, "UTF-16") == 0)
            choose(&found, by_zeros(bytes, &order) ? order.name : "UTF-16LE",
                   DAESA_CHARSET_ASKED);
        found.n_bom = marked && same ? n_bom : 0;
    } else if (!marked) {
        bool has_zeros = bytes.len && memchr(bytes.s, 0, bytes.len);
        if (has_zeros && by_zeros(bytes, &found))
            ;
        else if (is_utf8(bytes))
            choose(&found, "UTF-8", DAESA_CHARSET_UTF8);
        else if (!by_declaration(bytes, opts->declared, &found))
            by_content(bytes, opts, &found);
    }
    *out = found;
    return DAESA_OK;
}

const char *daesa_charset_why_text(enum daesa_charset_why why)
{
    static const char *const texts[] = {
        [DAESA_CHARSET_ASKED] = "as asked",
        [DAESA_CHARSET_BOM] = "by its byte order mark",
        [DAESA_CHARSET_UTF8] = "as its bytes are",
        [DAESA_CHARSET_ZEROS] = "by its zero bytes",
        [DAESA_CHARSET_DECLARED] = "as the file says",
        [DAESA_CHARSET_GUESSED] = "guessed from its bytes",
        [DAESA_CHARSET_DEFAULT] = "as is usual for its language or format",
    };
    return texts[why];
}

/* Where conversion stands: one state for both directions. */
struct conversion {
    iconv_t cd;
    const char *file, *name;
    struct daesa_buf *out;
    struct daesa_sink *sink;
    const char *counted; /* up to where lines were counted */
    size_t n_bad;
    int32_t line;
    bool references;
};

static void report_bad(struct conversion *c, const char *at, size_t n_bytes)
{
    if (c->n_bad++ >= MAX_FINDINGS)
        return;
    for (; c->counted < at; c->counted++)
        c->line += *c->counted == '\n';
    unsigned char byte = (unsigned char)*at;
    struct daesa_finding finding = {.severity = DAESA_WARNING,
                                    .rule = "encoding-bad-bytes",
                                    .place = {c->file, c->line, 0},
                                    .start_us = DAESA_TIME_NONE};
    if (n_bytes)
        daesa_report(c->sink, finding,
                     "the byte 0x%02X is no character in %s; U+FFFD stands in its place",
                     byte, c->name);
    else
        daesa_report(c->sink, finding, "a character cut off at the end of the file");
}

static void report_rest(struct conversion *c, const char *rule, const char *what)
{
    if (c->n_bad > MAX_FINDINGS)
        daesa_report(c->sink,
                     (struct daesa_finding){.severity = DAESA_WARNING,
                                            .rule = rule,
                                            .place = {c->file, 0, 0},
                                            .start_us = DAESA_TIME_NONE},
                     "%zu %s in all; the rest is not listed", c->n_bad, what);
}

/* Runs iconv over `in`; `bad` deals with what cannot be converted and returns
 * how many bytes it took. */
static enum daesa_status convert(struct conversion *c, struct daesa_str in,
                                 size_t (*bad)(struct conversion *, struct daesa_str))
{
    char room[16384], *from = (char *)in.s;
    size_t left = in.len;
    c->counted = in.s;
    c->line = 1;
    while (left && !c->out->status) {
        char *to = room;
        size_t space = sizeof room;
        size_t n = iconv(c->cd, &from, &left, &to, &space);
        int why = errno;
        daesa_buf_add(c->out, (struct daesa_str){room, sizeof room - space});
        if (n != (size_t)-1 || why == E2BIG)
            continue;
        size_t took = bad(c, (struct daesa_str){from, left});
        from += took;
        left -= took;
    }
    char *to = room;
    size_t space = sizeof room;
    if (iconv(c->cd, NULL, NULL, &to, &space) != (size_t)-1)
        daesa_buf_add(c->out, (struct daesa_str){room, sizeof room - space});
    return c->out->status;
}

static size_t replace_bytes(struct conversion *c, struct daesa_str rest)
{
    size_t unit = strncmp(c->name, "UTF-16", 6) == 0   ? 2
                  : strncmp(c->name, "UTF-32", 6) == 0 ? 4
                                                       : 1;
    report_bad(c, rest.s, rest.len > unit || unit == 1 ? unit : 0);
    daesa_utf8_add(c->out, DAESA_UTF8_REPLACEMENT);
    return rest.len < unit ? rest.len : unit;
}

/* The same for UTF-8 itself, which needs no iconv. */
static enum daesa_status clean(struct conversion *c, struct daesa_str in)
{
    c->counted = in.s;
    c->line = 1;
    while (in.len && !c->out->status) {
        size_t good = daesa_utf8_first_bad(in);
        daesa_buf_add(c->out, daesa_str_slice(in, 0, good));
        if (good == in.len)
            break;
        size_t after = good;
        daesa_utf8_next(in, &after);
        bool cut = after == in.len && after - good > 1;
        report_bad(c, in.s + good, cut ? 0 : 1);
        daesa_utf8_add(c->out, DAESA_UTF8_REPLACEMENT);
        in = daesa_str_from(in, after);
    }
    return c->out->status;
}

enum daesa_status daesa_charset_decode(struct daesa_str bytes,
                                       const struct daesa_charset *charset,
                                       const char *file, struct daesa_buf *out,
                                       struct daesa_sink *sink)
{
    struct conversion c = {.file = file, .name = charset->name, .out = out, .sink = sink};
    struct daesa_str body = daesa_str_from(bytes, charset->n_bom);
    enum daesa_status status;
    if (strcmp(charset->name, "UTF-8") == 0)
        status = clean(&c, body);
    else {
        c.cd = open_iconv("UTF-8", charset->name);
        if (c.cd == (iconv_t)-1)
            return errno == ENOMEM ? DAESA_NO_MEMORY : unknown(charset->name, sink);
        status = convert(&c, body, replace_bytes);
        iconv_close(c.cd);
    }
    report_rest(&c, "encoding-bad-bytes", "bytes could not be decoded");
    return status;
}

static void report_unfit(struct conversion *c, const char *at, uint32_t code)
{
    if (c->n_bad++ >= MAX_FINDINGS)
        return;
    for (; c->counted < at; c->counted++)
        c->line += *c->counted == '\n';
    daesa_report(c->sink,
                 (struct daesa_finding){.severity = DAESA_WARNING,
                                        .rule = "encoding-no-character",
                                        .place = {c->file, c->line, 0},
                                        .start_us = DAESA_TIME_NONE},
                 "U+%04X does not exist in %s; %s is written in its place",
                 (unsigned)code, c->name, c->references ? "a reference" : "\"?\"");
}

static size_t replace_character(struct conversion *c, struct daesa_str rest)
{
    size_t took = 0;
    uint32_t code = daesa_utf8_next(rest, &took);
    char text[16];
    snprintf(text, sizeof text, c->references ? "&#%u;" : "?", (unsigned)code);
    report_unfit(c, rest.s, code);
    char room[128], *to = room, *from = text;
    size_t left = strlen(text), space = sizeof room;
    if (iconv(c->cd, &from, &left, &to, &space) != (size_t)-1)
        daesa_buf_add(c->out, (struct daesa_str){room, sizeof room - space});
    return took;
}

static const char *mark_of(const char *name, size_t *n)
{
    for (size_t i = 0; i < COUNT(marks); i++)
        if (strcmp(marks[i].name, name) == 0) {
            *n = marks[i].n;
            return marks[i].mark;
        }
    *n = 0;
    return "";
}

enum daesa_status daesa_charset_encode(struct daesa_str text,
                                       const struct daesa_charset_encode_opts *opts,
                                       struct daesa_buf *out, struct daesa_sink *sink)
{
    struct daesa_charset charset;
    const char *name = opts->name ? opts->name : "UTF-8";
    if (strlen(name) >= sizeof charset.name || !is_known(alias_of(name)))
        return unknown(name, sink);
    choose(&charset, name, DAESA_CHARSET_ASKED);
    bool either = strcmp(charset.name, "UTF-16") == 0;
    if (either)
        choose(&charset, "UTF-16LE", DAESA_CHARSET_ASKED);
    if (opts->bom || either) {
        struct daesa_str mark;
        mark.s = mark_of(charset.name, &mark.len);
        daesa_buf_add(out, mark);
    }
    if (strcmp(charset.name, "UTF-8") == 0) {
        daesa_buf_add(out, text);
        return out->status;
    }
    struct conversion c = {.file = opts->file,
                           .name = charset.name,
                           .out = out,
                           .sink = sink,
                           .references = opts->references};
    c.cd = open_iconv(charset.name, "UTF-8");
    if (c.cd == (iconv_t)-1)
        return errno == ENOMEM ? DAESA_NO_MEMORY : unknown(name, sink);
    enum daesa_status status = convert(&c, text, replace_character);
    iconv_close(c.cd);
    report_rest(&c, "encoding-no-character", "characters did not fit");
    return status;
}
