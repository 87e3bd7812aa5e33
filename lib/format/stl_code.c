/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/stl_code.h"

#include "text/charset.h"
#include "text/normalise.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* The upper half of ISO 6937 as EBU has it; 0: none. 0xC0..0xCF are accents. */
static const uint16_t latin[96] = {
    0xA0,  0xA1,   0xA2,   0xA3,   '$',    0xA5,   '#',    0xA7,   0xA4,   0x2018, 0x201C,
    0xAB,  0x2190, 0x2191, 0x2192, 0x2193, 0xB0,   0xB1,   0xB2,   0xB3,   0xD7,   0xB5,
    0xB6,  0xB7,   0xF7,   0x2019, 0x201D, 0xBB,   0xBC,   0xBD,   0xBE,   0xBF,   0,
    0x300, 0x301,  0x302,  0x303,  0x304,  0x306,  0x307,  0x308,  0,      0x30A,  0x327,
    0,     0x30B,  0x328,  0x30C,  0x2014, 0xB9,   0xAE,   0xA9,   0x2122, 0x266A, 0xAC,
    0xA6,  0,      0,      0,      0,      0x215B, 0x215C, 0x215D, 0x215E, 0x2126, 0xC6,
    0x110, 0xAA,   0x126,  0,      0x132,  0x13F,  0x141,  0xD8,   0x152,  0xBA,   0xDE,
    0x166, 0x14A,  0x149,  0x138,  0xE6,   0x111,  0xF0,   0x127,  0x131,  0x133,  0x140,
    0x142, 0xF8,   0x153,  0xDF,   0xFE,   0x167,  0x14B,  0xAD,
};

static const char *const parts[DAESA_STL_N_TABLES] = {
    [DAESA_STL_CYRILLIC] = "ISO-8859-5",
    [DAESA_STL_ARABIC] = "ISO-8859-6",
    [DAESA_STL_GREEK] = "ISO-8859-7",
    [DAESA_STL_HEBREW] = "ISO-8859-8",
};

static bool is_accent(unsigned char c)
{
    return c >= 0xC1 && c <= 0xCF && latin[c - 0xA0];
}

/* ---- reading ---- */

static size_t decode_latin(struct daesa_str bytes, struct daesa_buf *out)
{
    struct daesa_buf plain = {0};
    size_t n_bad = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.s[i], accent = 0;
        if (is_accent(c)) {
            accent = c;
            c = i + 1 < bytes.len ? (unsigned char)bytes.s[++i] : ' ';
        }
        uint32_t letter = c < 0x80 ? c : c >= 0xA0 && !is_accent(c) ? latin[c - 0xA0] : 0;
        n_bad += !letter;
        daesa_utf8_add(&plain, letter ? letter : DAESA_UTF8_REPLACEMENT);
        if (accent)
            daesa_utf8_add(&plain, latin[accent - 0xA0]);
    }
    daesa_nfc_add(out, daesa_buf_str(&plain));
    if (plain.status)
        out->status = plain.status;
    daesa_buf_finish(&plain);
    return n_bad;
}

struct counter {
    struct daesa_sink sink;
    size_t n;
};

static void count(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    (void)finding;
    ((struct counter *)sink)->n++;
}

size_t daesa_stl_decode(struct daesa_str bytes, enum daesa_stl_table table,
                        struct daesa_buf *out)
{
    struct daesa_charset charset = {{0}, 0, DAESA_CHARSET_ASKED};
    struct counter bad = {.sink = {count}};
    if (table == DAESA_STL_LATIN)
        return decode_latin(bytes, out);
    memcpy(charset.name, parts[table], strlen(parts[table]));
    enum daesa_status status =
        daesa_charset_decode(bytes, &charset, NULL, out, &bad.sink);
    if (status && !out->status)
        out->status = status;
    return bad.n;
}

/* ---- writing ---- */

static int by_letter(const void *left, const void *right)
{
    const struct daesa_stl_letter *a = left, *b = right;
    return a->letter < b->letter ? -1 : a->letter > b->letter;
}

/* The one character that a letter and an accent compose to, or 0. */
static uint32_t compose(char letter, uint32_t accent, struct daesa_buf *scratch)
{
    struct daesa_buf pair = {0};
    uint32_t composed = 0;
    daesa_buf_cut(scratch, 0);
    daesa_buf_add_char(&pair, letter);
    daesa_utf8_add(&pair, accent);
    daesa_nfc_add(scratch, daesa_buf_str(&pair));
    if (pair.status)
        scratch->status = pair.status;
    size_t at = 0;
    if (scratch->len)
        composed = daesa_utf8_next(daesa_buf_str(scratch), &at);
    if (at < scratch->len)
        composed = 0;
    daesa_buf_finish(&pair);
    return composed;
}

bool daesa_stl_letters_make(struct daesa_stl_letters *out)
{
    struct daesa_buf scratch = {0};
    out->n = 0;
    for (int accent = 0xC1; accent <= 0xCF; accent++)
        for (int c = 'A'; c <= 'z' && is_accent((unsigned char)accent); c++) {
            if (c > 'Z' && c < 'a')
                continue;
            uint32_t letter = compose((char)c, latin[accent - 0xA0], &scratch);
            if (letter)
                out->list[out->n++] = (struct daesa_stl_letter){
                    letter, {(char)(unsigned char)accent, (char)c}};
        }
    qsort(out->list, out->n, sizeof *out->list, by_letter);
    bool made = scratch.status == DAESA_OK;
    daesa_buf_finish(&scratch);
    return made;
}

/* What stands for a character that no table has. */
static const char *instead(uint32_t letter)
{
    switch (letter) {
    case 0x2026:
        return "...";
    case 0x2013:
        return "-";
    case 0x2010:
        return "-";
    case 0x2011:
        return "-";
    case 0x2212:
        return "-";
    case 0x201A:
        return ",";
    case 0x201E:
        return "\"";
    default:
        return NULL;
    }
}

static bool encode_latin(uint32_t letter, const struct daesa_stl_letters *letters,
                         struct daesa_buf *out)
{
    for (size_t i = 0; i < 96; i++)
        if (latin[i] == letter && letter >= 0x80 &&
            !is_accent((unsigned char)(i + 0xA0))) {
            daesa_buf_add_char(out, (char)(unsigned char)(i + 0xA0));
            return true;
        }
    struct daesa_stl_letter key = {.letter = letter};
    const struct daesa_stl_letter *found =
        bsearch(&key, letters->list, letters->n, sizeof key, by_letter);
    if (found)
        daesa_buf_add(out, (struct daesa_str){found->bytes, 2});
    return found != NULL;
}

static bool encode_part(struct daesa_str letter, enum daesa_stl_table table,
                        struct daesa_buf *out)
{
    struct daesa_charset_encode_opts opts = {.name = parts[table]};
    struct counter bad = {.sink = {count}};
    size_t len = out->len;
    enum daesa_status status = daesa_charset_encode(letter, &opts, out, &bad.sink);
    if (status == DAESA_NO_MEMORY)
        out->status = status;
    if (bad.n || status)
        daesa_buf_cut(out, len);
    return bad.n == 0 && !status;
}

size_t daesa_stl_encode(struct daesa_str text, enum daesa_stl_table table,
                        const struct daesa_stl_letters *letters, struct daesa_buf *out)
{
    size_t n_lost = 0;
    for (size_t at = 0, from = 0; at < text.len; from = at) {
        uint32_t letter = daesa_utf8_next(text, &at);
        struct daesa_str here = daesa_str_slice(text, from, at);
        if (letter >= 0x20 && letter < 0x7F) {
            /* 0x24 was the currency sign once; 0xA4 is the dollar everywhere. */
            bool dollar = letter == '$' && table == DAESA_STL_LATIN;
            daesa_buf_add_char(out, dollar ? '\xA4' : (char)letter);
        } else if (table == DAESA_STL_LATIN ? !encode_latin(letter, letters, out)
                                            : !encode_part(here, table, out)) {
            const char *other = instead(letter);
            n_lost += !other;
            daesa_buf_add_text(out, other ? other : "?");
        }
    }
    return n_lost;
}

/* ---- languages ---- */

/* By their numbers: 0x01 and on, and 0x45 and on. */
static const char european[] =
    "sq br ca hr cy cs da de en es eo et eu fo fr fy ga gd gl is it se la lv lb lt hu mt "
    "nl no oc pl pt ro rm sr sk sl fi sv tr nl wa";
static const char others[] =
    "zu vi uz ur uk th te tt ta tg sw    so si sn sh    ru qu ps pa fa    or ne nd mr "
    "mo ms mg mk lo ko km kk kn ja id hi he ha gn gu el ka ff    cv zh my bg bn be bm az "
    "as hy ar am";

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : 256;
}

struct daesa_str daesa_stl_language(struct daesa_str code)
{
    size_t n = code.len == 2 ? (size_t)(hex(code.s[0]) * 16 + hex(code.s[1])) : 0;
    const char *list = n >= 0x45 && n <= 0x7F ? others : european;
    size_t at = 3 * (list == others ? n - 0x45 : n - 1);
    if (n == 0 || n > 0x7F || at + 2 > strlen(list) || list[at] == ' ')
        return (struct daesa_str){0};
    return (struct daesa_str){list + at, 2};
}

void daesa_stl_language_code(struct daesa_str language, char out[3])
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t n = 1; n <= 0x7F && language.len >= 2; n++) {
        out[0] = digits[n / 16];
        out[1] = digits[n % 16];
        out[2] = '\0';
        struct daesa_str one = daesa_stl_language(daesa_str_of(out));
        if (one.len && one.s[0] == language.s[0] && one.s[1] == language.s[1] &&
            (language.len == 2 || language.s[2] == '-'))
            return;
    }
    memcpy(out, "00", 3);
}
