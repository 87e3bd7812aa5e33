/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Converts one file by the library alone, for the tests of formats:
 *     try IN [TO [KEY=VALUE ...]]     the file goes to stdout, findings to stderr
 * TO is a format's name (default: that of the input). Keys: from, encoding,
 * language, out-encoding, newline (lf, crlf, cr), texts (a,b), shift (microseconds
 * added to every cue, which makes all of them edited), relaid (written as if it
 * had been made in memory), cuts (reads the file cut at every byte, too), api (of
 * WebVTT: prints regions and cues as the standard's API shows them), pairs
 * (through every pair of formats, and what is left of it). Exit 1 where it fails. */
#include "format/json_scan.h"
#include "format/read.h"
#include "format/vtt_region.h"
#include "format/vtt_settings.h"
#include "format/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_REGIONS 16

static void put(struct daesa_sink *sink, const struct daesa_finding *finding)
{
    (void)sink;
    fprintf(stderr, "%d:%d: %s: %s [%s]\n", (int)finding->place.line,
            (int)finding->place.col, daesa_severity_text(finding->severity),
            finding->message, finding->rule);
}

static bool load(const char *name, struct daesa_buf *out)
{
    char room[65536];
    FILE *file = fopen(name, "rb");
    if (!file)
        return false;
    for (size_t n; (n = fread(room, 1, sizeof room, file)) > 0;)
        daesa_buf_add(out, (struct daesa_str){room, n});
    fclose(file);
    return out->status == DAESA_OK;
}

static const char *option(int argc, char **argv, const char *key)
{
    size_t n = strlen(key);
    for (int i = 3; i < argc; i++)
        if (strncmp(argv[i], key, n) == 0 && argv[i][n] == '=')
            return argv[i] + n + 1;
    return NULL;
}

/* What is only read is written as a transcript. */
static const char *writable(const char *format)
{
    const struct daesa_format *found = daesa_format_find(daesa_str_of(format));
    return found && !found->write ? "json" : format;
}

static const char *newline_named(const char *name)
{
    if (!name)
        return NULL;
    return strcmp(name, "crlf") == 0 ? "\r\n" : strcmp(name, "cr") == 0 ? "\r" : "\n";
}

static void shift(struct daesa_track *track, const char *by)
{
    long long us = by ? strtoll(by, NULL, 10) : 0;
    for (size_t i = 0; us && i < track->n_cues; i++) {
        struct daesa_cue *cue = &track->cues[i];
        if (cue->start_us != DAESA_TIME_NONE)
            cue->start_us += us;
        if (cue->end_us != DAESA_TIME_NONE)
            cue->end_us += us;
    }
}

static int read_cuts(struct daesa_str bytes, const struct daesa_format_read_opts *opts)
{
    struct daesa_format_write_opts to = {.to = writable(opts->from)};
    for (size_t n = 0; n <= bytes.len; n++) {
        /* A copy of its own size, so that reading past it is seen. */
        char *cut = malloc(n ? n : 1);
        struct daesa_track track = {0};
        struct daesa_buf out = {0};
        if (!cut)
            return 1;
        memcpy(cut, bytes.s, n);
        enum daesa_status status =
            daesa_format_read((struct daesa_str){cut, n}, opts, &track, NULL);
        if (!status)
            status = daesa_format_write(&track, &to, &out, NULL);
        daesa_track_finish(&track);
        daesa_buf_finish(&out);
        free(cut);
        if (status && status != DAESA_BAD_INPUT && status != DAESA_NOT_FOUND) {
            fprintf(stderr, "cut at %zu: %s\n", n, daesa_status_text(status));
            return 1;
        }
    }
    return 0;
}

/* ---- WebVTT as its API shows it ---- */

static void print_string(const char *key, struct daesa_str text)
{
    struct daesa_buf buf = {0};
    daesa_json_add_string(&buf, text);
    printf("\"%s\": %s", key, buf.s ? buf.s : "\"\"");
    daesa_buf_finish(&buf);
}

static void print_region(const struct daesa_vtt_region *region)
{
    printf("{\"lines\": %.17g, \"regionAnchorX\": %g, \"regionAnchorY\": %g, \"scroll\": "
           "\"%s\", "
           "\"viewportAnchorX\": %g, \"viewportAnchorY\": %g, \"width\": %g}",
           region->lines, region->anchor_x, region->anchor_y,
           region->scrolls_up ? "up" : "", region->viewport_x, region->viewport_y,
           region->width);
}

/* The regions of the file, of both standards; those without an id are none. */
static size_t find_regions(const struct daesa_track *track,
                           struct daesa_vtt_region regions[static MAX_REGIONS])
{
    size_t n = 0;
    for (size_t i = 0; i < track->n_fields && n < MAX_REGIONS; i++) {
        struct daesa_str rest = track->fields[i].value, one;
        if (daesa_str_is(track->fields[i].key, "vtt:REGION"))
            daesa_vtt_region_parse(rest, ':', &regions[n++]);
        else if (daesa_str_is(track->fields[i].key, "vtt:header"))
            while (n < MAX_REGIONS && daesa_vtt_region_next(&rest, &one)) {
                daesa_vtt_region_parse(one, '=', &regions[n]);
                n += regions[n].id.len > 0;
            }
    }
    return n;
}

static void print_cue_region(struct daesa_str id, const struct daesa_vtt_region *regions,
                             size_t n)
{
    printf("\"region\": ");
    for (size_t i = n; i-- > 0;)
        if (id.len && daesa_str_equal(regions[i].id, id)) {
            print_region(&regions[i]);
            return;
        }
    printf("\"\"");
}

/* What stands below the times. */
static void print_cue_text(const struct daesa_cue *cue)
{
    struct daesa_buf text = {0};
    struct daesa_str raw = cue->source.raw, line;
    bool below = false;
    while (daesa_str_next_line(&raw, &line)) {
        if (below && text.len)
            daesa_buf_add_char(&text, '\n');
        if (below)
            daesa_buf_add(&text, line);
        below = below || daesa_str_find(line, "-->") < line.len;
    }
    print_string("text", daesa_buf_str(&text));
    daesa_buf_finish(&text);
}

static void print_cue(const struct daesa_cue *cue, const struct daesa_vtt_region *regions,
                      size_t n_regions)
{
    static const char *const aligns[] = {"center", "start", "end", "left", "right"};
    static const char *const verticals[] = {"", "rl", "lr"};
    static const char *const position_aligns[] = {"center", "line-left", "line-right"};
    const struct daesa_str *field =
        daesa_field_get(cue->fields, cue->n_fields, "vtt:settings");
    struct daesa_vtt_settings s = {0};
    if (field)
        daesa_vtt_settings_parse(*field, &s);
    printf("{\"startTime\": %.3f, \"endTime\": %.3f, ", (double)cue->start_us / 1e6,
           (double)cue->end_us / 1e6);
    print_string("id", cue->id);
    printf(", \"align\": \"%s\", \"vertical\": \"%s\", \"snapToLines\": %s, ",
           aligns[s.align], verticals[s.vertical],
           s.has_line && s.line_percent ? "false" : "true");
    if (s.has_line)
        printf("\"line\": %.17g, ", s.line);
    else
        printf("\"line\": \"auto\", ");
    printf("\"lineAlign\": \"%s\", ", s.has_line_align ? aligns[s.line_align] : "start");
    if (s.has_position)
        printf("\"position\": %g, ", s.position);
    else
        printf("\"position\": \"auto\", ");
    printf("\"positionAlign\": \"%s\", \"size\": %g, ",
           s.has_position_align ? position_aligns[s.position_align] : "auto",
           s.has_size ? s.size : 100);
    print_cue_region(s.region, regions, n_regions);
    printf(", ");
    print_cue_text(cue);
    printf("}");
}

static void print_api(const struct daesa_track *track)
{
    struct daesa_vtt_region regions[MAX_REGIONS];
    size_t n = find_regions(track, regions);
    printf("{\"regions\": [");
    for (size_t i = 0; i < n; i++) {
        printf(i ? ",\n" : "\n");
        print_region(&regions[i]);
    }
    printf("],\n\"cues\": [");
    for (size_t i = 0; i < track->n_cues; i++) {
        printf(i ? ",\n" : "\n");
        print_cue(&track->cues[i], regions, n);
    }
    printf("]}\n");
}

/* ---- every pair of formats ---- */

static enum daesa_status through(const struct daesa_track *track, const char *format,
                                 struct daesa_track *out)
{
    struct daesa_format_write_opts to = {.to = format};
    struct daesa_format_read_opts from = {.from = format};
    struct daesa_buf bytes = {0};
    enum daesa_status status = daesa_format_write(track, &to, &bytes, NULL);
    if (!status)
        status = daesa_format_read(daesa_buf_str(&bytes), &from, out, NULL);
    daesa_buf_finish(&bytes);
    return status;
}

static const struct daesa_cue *cue_with(const struct daesa_track *track, const char *what)
{
    for (size_t i = 0; i < track->n_cues; i++)
        for (size_t k = 0; k < track->cues[i].n_texts; k++) {
            struct daesa_str plain = track->cues[i].texts[k].plain;
            if (daesa_str_find(plain, what) < plain.len)
                return &track->cues[i];
        }
    return NULL;
}

static bool has_span(const struct daesa_cue *cue, enum daesa_span_kind kind)
{
    for (size_t k = 0; cue && k < cue->n_texts; k++)
        for (size_t i = 0; i < cue->texts[k].n_spans; i++)
            if (cue->texts[k].spans[i].kind == kind)
                return true;
    return false;
}

static void print_left(const struct daesa_track *track)
{
    static const char second[] = "plain bold italic red\nsecond & <line> {\\x} \\N";
    const struct daesa_cue *first = cue_with(track, "여러분"),
                           *marked = cue_with(track, "bold"),
                           *placed = cue_with(track, "place"),
                           *silent = cue_with(track, "not spoken");
    const struct {
        const char *name;
        bool left;
    } things[] = {
        {"times", first && first->start_us / 10000 == 125},
        {"text",
         marked && marked->n_texts && daesa_str_is(marked->texts[0].plain, second)},
        {"translation", cue_with(track, "Hello all") != NULL},
        {"languages", first && first->n_texts == 2 && first->texts[1].language.len},
        {"speaker", first && daesa_str_is(first->speaker, "Kim")},
        {"words", first && first->n_words == 2},
        {"id", first && daesa_str_is(first->id, "intro")},
        {"confidence", first && first->confidence > 0.9f},
        {"bold", has_span(marked, DAESA_SPAN_BOLD)},
        {"italics", has_span(marked, DAESA_SPAN_ITALIC)},
        {"colour", has_span(marked, DAESA_SPAN_COLOUR)},
        {"position", marked && marked->position.anchor == 8},
        {"place", placed && placed->position.placed && placed->position.y > 0.49f &&
                      placed->position.y < 0.51f},
        {"untimed", silent != NULL},
        {"title", track->title.len > 0},
    };
    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        if (things[i].left)
            printf(" %s", things[i].name);
    printf("\n");
}

static int print_pairs(const struct daesa_track *track)
{
    const struct daesa_format *a, *b;
    for (size_t i = 0; (a = daesa_format_at(i)); i++)
        for (size_t k = 0; (b = daesa_format_at(k)); k++) {
            struct daesa_track one = {0}, two = {0};
            if (!a->read || !a->write || !b->read || !b->write)
                continue;
            if (through(track, a->name, &one) || through(&one, b->name, &two)) {
                fprintf(stderr, "%s to %s failed\n", a->name, b->name);
                return 1;
            }
            printf("%s %s:", a->name, b->name);
            print_left(&two);
            daesa_track_finish(&one);
            daesa_track_finish(&two);
        }
    return 0;
}

/* ---- out of SubRip and back ---- */

/* Half a unit of the format is the most that rounding can make. */
static bool times_kept(const struct daesa_track *before, const struct daesa_track *after,
                       int64_t unit_us)
{
    if (before->n_cues != after->n_cues)
        return false;
    for (size_t i = 0; i < before->n_cues; i++) {
        int64_t start_us = before->cues[i].start_us - after->cues[i].start_us,
                end_us = before->cues[i].end_us - after->cues[i].end_us;
        if (llabs(start_us) * 2 > unit_us || llabs(end_us) * 2 > unit_us)
            return false;
    }
    return true;
}

/* Whether what came back is what the format's row says that it can hold. */
static bool as_said(const struct daesa_format *format, const struct daesa_track *before,
                    const struct daesa_track *after)
{
    const struct daesa_cue *marked = cue_with(after, "bold"),
                           *placed = cue_with(after, "place");
    const struct {
        const char *name;
        bool said, kept, of_words;
    } things[] = {
        {"times", format->holds & DAESA_HOLDS_TIMES,
         times_kept(before, after, format->unit_us), false},
        {"bold", format->spans & DAESA_SPAN_BIT(DAESA_SPAN_BOLD),
         has_span(marked, DAESA_SPAN_BOLD), true},
        {"italics", format->spans & DAESA_SPAN_BIT(DAESA_SPAN_ITALIC),
         has_span(marked, DAESA_SPAN_ITALIC), true},
        {"colour", format->spans & DAESA_SPAN_BIT(DAESA_SPAN_COLOUR),
         has_span(marked, DAESA_SPAN_COLOUR), true},
        {"positions", format->holds & DAESA_HOLDS_ANCHOR,
         marked && marked->position.anchor == 8, false},
        {"places", format->holds & DAESA_HOLDS_PLACE, placed && placed->position.placed,
         false},
    };
    bool same = true;
    for (size_t i = 0; i < sizeof things / sizeof *things; i++) {
        if (things[i].said == things[i].kept)
            continue;
        /* What is marked is part of a line. */
        if (things[i].of_words && format->marks_lines && !things[i].kept) {
            printf(" %s-of-lines", things[i].name);
            continue;
        }
        fprintf(stderr, "%s says that it %s %s, and it %s\n", format->name,
                things[i].said ? "holds" : "does not hold", things[i].name,
                things[i].kept ? "does" : "does not");
        same = false;
    }
    return same;
}

static int print_returns(const struct daesa_track *track)
{
    struct daesa_track srt = {0};
    const struct daesa_format *format;
    int failed = through(track, "srt", &srt) != DAESA_OK;
    for (size_t i = 0; (format = daesa_format_at(i)) != NULL; i++) {
        struct daesa_track one = {0}, two = {0};
        if (!format->read || !format->write)
            continue;
        failed |= through(&srt, format->name, &one) || through(&one, "srt", &two);
        printf("srt %s srt %lld us:", format->name,
               format->holds & DAESA_HOLDS_TIMES ? (long long)format->unit_us : 0);
        failed |= !as_said(format, &srt, &two);
        print_left(&two);
        daesa_track_finish(&one);
        daesa_track_finish(&two);
    }
    daesa_track_finish(&srt);
    return failed;
}

int main(int argc, char **argv)
{
    struct daesa_sink sink = {put};
    struct daesa_buf bytes = {0}, out = {0};
    struct daesa_track track = {0};
    char *languages[8], *texts = NULL;
    struct daesa_format_write_opts to = {0};
    if (argc < 2 || !load(argv[1], &bytes)) {
        fprintf(stderr, "try IN [TO [KEY=VALUE ...]]\n");
        return 2;
    }
    struct daesa_format_read_opts from = {.file = argv[1],
                                          .from = option(argc, argv, "from"),
                                          .encoding = option(argc, argv, "encoding"),
                                          .language = option(argc, argv, "language")};
    enum daesa_status status =
        daesa_format_read(daesa_buf_str(&bytes), &from, &track, &sink);
    int failed = status != DAESA_OK;
    if (option(argc, argv, "cuts")) {
        from.from = argc > 2 ? argv[2] : NULL;
        failed = read_cuts(daesa_buf_str(&bytes), &from);
    } else if (!status && option(argc, argv, "api")) {
        print_api(&track);
    } else if (!status && option(argc, argv, "pairs")) {
        failed = print_pairs(&track) || print_returns(&track);
    } else if (!status) {
        if (option(argc, argv, "relaid"))
            track.format = NULL;
        shift(&track, option(argc, argv, "shift"));
        to.to = writable(argc > 2 && *argv[2] ? argv[2] : track.format);
        to.encoding = option(argc, argv, "out-encoding");
        to.newline = newline_named(option(argc, argv, "newline"));
        texts = option(argc, argv, "texts") ? strdup(option(argc, argv, "texts")) : NULL;
        for (char *t = texts ? strtok(texts, ",") : NULL; t && to.n_languages < 8;
             t = strtok(NULL, ","))
            languages[to.n_languages++] = t;
        to.languages = (const char *const *)languages;
        status = daesa_format_write(&track, &to, &out, &sink);
        failed = status != DAESA_OK;
        fwrite(out.s ? out.s : "", 1, out.len, stdout);
    }
    if (status)
        fprintf(stderr, "%s: %s\n", argv[1], daesa_status_text(status));
    free(texts);
    daesa_track_finish(&track);
    daesa_buf_finish(&bytes);
    daesa_buf_finish(&out);
    return failed;
}
