/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Runs a fuzz target without libFuzzer, for gcc and for a fixed, short run:
 *
 *     cc -Ilib -Itests/fuzz -fsanitize=address,undefined -o fuzz_srt \
 *         tests/fuzz/driver.c tests/fuzz/roundtrip.c tests/fuzz/fuzz_srt.c \
 *         libdaesa.a (built with the same sanitizers) -lutf8proc -luchardet -lcjson -lm
 *     fuzz_srt N [SEED-FILE ...]
 *
 * First what the target once failed on, the files of tests/fuzz/<format>/ where that
 * folder is, and every seed file as it is; then N inputs made from them by a fixed
 * sequence of random changes: the same N (1000 where it is not given) gives the same
 * inputs everywhere. Without seed files the seeds are what the driver itself has. Exit 0,
 * or the target's crash, the input then being left beside the program, with
 * ".crash" behind its name. With clang the
 * same target links with -fsanitize=fuzzer in place of this file. */
#include "roundtrip.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dirent.h>

#define MAX_INPUT ((size_t)1 << 14)
#define MAX_SEEDS 256

struct seed {
    uint8_t *bytes;
    size_t n;
};

/* Pieces that formats give a meaning. */
static const char *const pieces[] = {
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "-->",
    " --> ",
    "00:00:01,000",
    "00:01.000",
    "1\n",
    "<i>",
    "</i>",
    "<SYNC Start=1000>",
    "<P Class=KRCC>",
    "<P>&nbsp;",
    "<!--",
    "<ruby>",
    "<rt>",
    "<br>",
    "&#32;",
    ".ENCC { lang: en; }",
    "</BODY>",
    "<b",
    "<font color=\"red\">",
    "</font>",
    "{\\an8}",
    "{\\i1}",
    "{\\k20}",
    "{\\r}",
    "{",
    "}",
    "\\N",
    "\\h",
    "\\",
    "\xE2\x81\xA0",
    "\xEF\xBB\xBF",
    "\xC2\xA0",
    "Dialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,",
    "[Events]\n",
    "Format: Text\n",
    "WEBVTT\n\n",
    "NOTE\n",
    "STYLE\n",
    "<v A>",
    "<c.red>",
    "<ruby>",
    "<rt>",
    "&amp;",
    "&#x1F600;",
    "&lt",
    "line:0",
    "position:10%,line-left",
    ",",
    "\"",
    "\"\"",
    "\t",
    ";",
    "text",
    "#",
    "A: ",
    "[B] ",
    "[00:00:01]",
    "{\"daesa\":1,\"lines\":[",
    "]}",
    "\"text\":",
    "null",
    "1e9",
    "-",
    "\xCC\x81",
    "e\xCC\x81",
    "\xED\x95\x9C",
    "\xFF",
    "<",
    ">",
};

static const char *const defaults[] = {
    "1\n00:00:01,000 --> 00:00:02,000\n<i>a</i>\nb\n\n2\n00:00:03,000 --> "
    "00:00:04,5\nc\n",
    "WEBVTT\n\n1\n00:01.000 --> 00:02.000 line:0 align:left\n<v A><i>a</i> &amp; b\n",
    "[Script Info]\nPlayResX: 10\n\n[V4+ Styles]\nFormat: Name, Italic\nStyle: D,-1\n\n"
    "[Events]\nFormat: Layer, Start, End, Style, Name, Text\n"
    "Dialogue: 0,0:00:01.00,0:00:02.00,D,N,{\\an8\\k10}a{\\k20}b\\Nc\n",
    "clip,transcript,name,text\na.mp4,a.txt,d/a,\"ko,en\"\nb.mp4,b.txt\n",
    "[{\"clip\": \"a.mp4\", \"transcript\": \"a.txt\", \"text\": [\"ko\", 1, true]}]",
    "start,end,text,ko\n1,2,\"a, \"\"b\"\"\",x\n",
    "start\tend\ttext\n1\t2\ta\n",
    "A: a\n[00:00:01] B: b\n# c\n\nA: d\n",
    "{\"daesa\": 1, \"x\": [1], \"lines\": [{\"texts\": {\"ko\": {\"text\": \"a b\", "
    "\"spans\": [{\"kind\": \"italic\", \"from\": 0, \"to\": 1}]}}, \"start\": 1.5, "
    "\"end\": 2, \"words\": [{\"text\": \"a\", \"start\": 1.5}]}]}",
    "{\"segments\": [{\"start\": 1, \"end\": 2, \"text\": \" a b\", \"words\": "
    "[{\"word\": "
    "\" a\", \"start\": 1, \"end\": 2, \"probability\": 0.5}]}], \"language\": \"en\"}",
};

static char crash[4096];
static uint64_t state = UINT64_C(0x9E3779B97F4A7C15);

/* xorshift64*: the same everywhere. */
static size_t below(size_t n)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return n ? (size_t)((state * UINT64_C(2685821657736338717)) >> 33) % n : 0;
}

static void insert(uint8_t *bytes, size_t *n, size_t at, const void *what, size_t len)
{
    if (*n + len > MAX_INPUT)
        return;
    memmove(bytes + at + len, bytes + at, *n - at);
    memcpy(bytes + at, what, len);
    *n += len;
}

static void erase(uint8_t *bytes, size_t *n, size_t at, size_t len)
{
    memmove(bytes + at, bytes + at + len, *n - at - len);
    *n -= len;
}

static void change(uint8_t *bytes, size_t *n, const struct seed *other)
{
    size_t at = below(*n + 1), len;
    const char *piece;
    uint8_t copy[64];
    switch (below(6)) {
    case 0:
        if (at < *n)
            bytes[at] = (uint8_t)below(256);
        break;
    case 1:
        piece = pieces[below(sizeof pieces / sizeof *pieces)];
        insert(bytes, n, at, piece, strlen(piece));
        break;
    case 2:
        len = below(16);
        if (at + len <= *n)
            erase(bytes, n, at, len);
        break;
    case 3: /* a stretch again somewhere else */
        len = below(sizeof copy);
        if (at + len <= *n) {
            memcpy(copy, bytes + at, len);
            insert(bytes, n, below(*n + 1), copy, len);
        }
        break;
    case 4: /* a stretch of another seed */
        len = below(sizeof copy);
        if (len <= other->n)
            insert(bytes, n, at, other->bytes + below(other->n - len + 1), len);
        break;
    default:
        *n = at;
    }
}

static void run(const uint8_t *bytes, size_t n)
{
    /* A copy of its own size, so that reading past it is seen; and the input on
     * disk before, as the target may not come back. */
    uint8_t *exact = malloc(n ? n : 1);
    FILE *file = fopen(crash, "wb");
    if (!exact)
        abort();
    memcpy(exact, bytes, n);
    if (file) {
        fwrite(bytes, 1, n, file);
        fclose(file);
    }
    LLVMFuzzerTestOneInput(exact, n);
    free(exact);
}

static bool load(const char *name, struct seed *out)
{
    FILE *file = fopen(name, "rb");
    out->bytes = malloc(MAX_INPUT);
    if (!file || !out->bytes)
        return false;
    out->n = fread(out->bytes, 1, MAX_INPUT, file);
    fclose(file);
    return true;
}

/* The folder of a target "fuzz_srt". */
static size_t replay(const char *program)
{
    char path[4096];
    size_t n = 0;
    const char *name = strrchr(program, '/');
    name = name ? name + 1 : program;
    snprintf(path, sizeof path, "tests/fuzz/%s",
             name + strcspn(name, "_") + (strchr(name, '_') != NULL));
    DIR *folder = opendir(path);
    size_t len = strlen(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        struct seed seed = {0};
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path + len, sizeof path - len, "/%s", entry->d_name);
        if (!load(path, &seed)) {
            fprintf(stderr, "%s: cannot be read\n", path);
            exit(2);
        }
        run(seed.bytes, seed.n);
        free(seed.bytes);
        n++;
    }
    if (folder)
        closedir(folder);
    return n;
}

static size_t load_seeds(int argc, char **argv, struct seed *seeds)
{
    size_t n = 0;
    for (int i = 2; i < argc && n < MAX_SEEDS; i++)
        if (!load(argv[i], &seeds[n++])) {
            fprintf(stderr, "%s: cannot be read\n", argv[i]);
            exit(2);
        }
    for (size_t i = 0; argc <= 2 && i < sizeof defaults / sizeof *defaults; i++, n++) {
        seeds[n].n = strlen(defaults[i]);
        seeds[n].bytes = malloc(seeds[n].n);
        if (!seeds[n].bytes)
            abort();
        memcpy(seeds[n].bytes, defaults[i], seeds[n].n);
    }
    return n;
}

int main(int argc, char **argv)
{
    static struct seed seeds[MAX_SEEDS];
    static uint8_t bytes[MAX_INPUT];
    long runs = argc > 1 ? strtol(argv[1], NULL, 10) : 1000;
    size_t n_seeds = load_seeds(argc, argv, seeds);
    snprintf(crash, sizeof crash, "%s.crash", argv[0]);
    run(bytes, 0);
    size_t n_replayed = replay(argv[0]);
    for (size_t i = 0; i < n_seeds; i++)
        run(seeds[i].bytes, seeds[i].n);
    for (long i = 0; i < runs; i++) {
        const struct seed *seed = &seeds[below(n_seeds)];
        size_t n = seed->n, changes = 1 + below(8);
        memcpy(bytes, seed->bytes, n);
        while (changes--)
            change(bytes, &n, &seeds[below(n_seeds)]);
        run(bytes, n);
    }
    for (size_t i = 0; i < n_seeds; i++)
        free(seeds[i].bytes);
    remove(crash);
    printf("%zu old failures, %zu seeds and %ld inputs\n", n_replayed, n_seeds, runs);
    return 0;
}
