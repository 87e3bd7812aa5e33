/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "report/diff.h"

#include "core/array.h"
#include "report/safe.h"

#include <stdlib.h>

#define CONTEXT 3
/* How far ahead the texts are searched for a place where they meet again. */
#define REACH 200
/* So many lines must be equal there. */
#define MEET 2

#define RED "\033[31m"
#define GREEN "\033[32m"
#define DIM "\033[36m"
#define PLAIN "\033[0m"

struct lines {
    struct daesa_str *items;
    size_t n, cap;
};

/* Lines [a, a_end) of the one text become [b, b_end) of the other. */
struct change {
    size_t a, a_end, b, b_end;
};

struct changes {
    struct change *items;
    size_t n, cap;
};

static bool split(struct daesa_str text, struct lines *out)
{
    while (text.len) {
        size_t end = daesa_str_find_char(text, '\n');
        struct daesa_str *items =
            daesa_array_grow(out->items, &out->cap, out->n + 1, sizeof *items);
        if (!items)
            return false;
        out->items = items;
        items[out->n++] = daesa_str_slice(text, 0, end + (end < text.len));
        text = daesa_str_from(text, end + 1);
    }
    return true;
}

/* Whether the texts run together from there, for a while or to their ends. */
static bool meet(const struct lines *a, size_t i, const struct lines *b, size_t j)
{
    for (size_t k = 0; k < MEET; k++) {
        if (i + k >= a->n || j + k >= b->n)
            return i + k >= a->n && j + k >= b->n;
        if (!daesa_str_equal(a->items[i + k], b->items[j + k]))
            return false;
    }
    return true;
}

/* The nearest place where they do. */
static struct change next_change(const struct lines *a, size_t i, const struct lines *b,
                                 size_t j)
{
    for (size_t away = 1; away <= 2 * REACH; away++)
        for (size_t da = away > REACH ? away - REACH : 0; da <= away && da <= REACH; da++)
            if (i + da <= a->n && j + (away - da) <= b->n &&
                meet(a, i + da, b, j + (away - da)))
                return (struct change){i, i + da, j, j + (away - da)};
    return (struct change){i, a->n, j, b->n};
}

static bool compare(const struct lines *a, const struct lines *b, struct changes *out)
{
    size_t i = 0, j = 0;
    while (i < a->n || j < b->n) {
        if (i < a->n && j < b->n && daesa_str_equal(a->items[i], b->items[j])) {
            i++;
            j++;
            continue;
        }
        struct change *items =
            daesa_array_grow(out->items, &out->cap, out->n + 1, sizeof *items);
        if (!items)
            return false;
        out->items = items;
        struct change change = next_change(a, i, b, j);
        items[out->n++] = change;
        i = change.a_end;
        j = change.b_end;
    }
    return true;
}

static void print_line(struct daesa_buf *buf, char sign, struct daesa_str line,
                       bool colour)
{
    bool has_end = daesa_str_ends(line, "\n");
    if (colour)
        daesa_buf_add_text(buf, sign == '-' ? RED : sign == '+' ? GREEN : "");
    daesa_buf_add_char(buf, sign);
    line = daesa_str_slice(line, 0, line.len - has_end);
    bool has_cr = daesa_str_ends(line, "\r");
    daesa_safe_add(buf, daesa_str_slice(line, 0, line.len - has_cr));
    daesa_buf_add_text(buf, has_cr ? "\xE2\x90\x8D" : "");
    daesa_buf_add_text(buf, colour ? PLAIN "\n" : "\n");
    if (!has_end)
        daesa_buf_add_text(buf, "\\ No newline at end of file\n");
}

static void print_range(struct daesa_buf *buf, const struct lines *lines, size_t from,
                        size_t to, char sign, bool colour)
{
    for (size_t i = from; lines->items && i < to; i++)
        print_line(buf, sign, lines->items[i], colour);
}

/* "@@ -12,7 +12,6 @@": lines count from 1, an empty range stands behind its line. */
static void print_head(struct daesa_buf *buf, struct change whole, bool colour)
{
    size_t n_a = whole.a_end - whole.a, n_b = whole.b_end - whole.b;
    daesa_buf_printf(buf, "%s@@ -%zu,%zu +%zu,%zu @@%s\n", colour ? DIM : "",
                     whole.a + (n_a > 0), n_a, whole.b + (n_b > 0), n_b,
                     colour ? PLAIN : "");
}

/* Changes [first, last), which are near each other. */
static void print_hunk(struct daesa_buf *buf, const struct lines *a,
                       const struct lines *b, const struct change *changes, size_t n,
                       bool colour)
{
    struct change whole = {.a = changes[0].a, .a_end = changes[n - 1].a_end};
    size_t lead = whole.a < CONTEXT ? whole.a : CONTEXT;
    size_t rest = a->n - whole.a_end;
    size_t trail = rest < CONTEXT ? rest : CONTEXT;
    whole.a -= lead;
    whole.b = changes[0].b - lead;
    whole.a_end += trail;
    whole.b_end = changes[n - 1].b_end + trail;
    print_head(buf, whole, colour);
    size_t at = whole.a;
    for (size_t i = 0; i < n; i++) {
        print_range(buf, a, at, changes[i].a, ' ', colour);
        print_range(buf, a, changes[i].a, changes[i].a_end, '-', colour);
        print_range(buf, b, changes[i].b, changes[i].b_end, '+', colour);
        at = changes[i].a_end;
    }
    print_range(buf, a, at, whole.a_end, ' ', colour);
}

static void print(struct daesa_buf *buf, const char *name, const struct lines *a,
                  const struct lines *b, const struct changes *changes, bool colour)
{
    daesa_buf_add_text(buf, "--- a/");
    daesa_safe_add(buf, daesa_str_of(name));
    daesa_buf_add_text(buf, "\n+++ b/");
    daesa_safe_add(buf, daesa_str_of(name));
    daesa_buf_add_char(buf, '\n');
    for (size_t i = 0, end; i < changes->n; i = end) {
        const struct change *at = changes->items;
        for (end = i + 1;
             end < changes->n && at[end].a - at[end - 1].a_end <= 2 * CONTEXT;)
            end++;
        print_hunk(buf, a, b, at + i, end - i, colour);
    }
}

void daesa_diff_print(struct daesa_buf *buf, const char *name, struct daesa_str before,
                      struct daesa_str after, bool colour)
{
    struct lines a = {0}, b = {0};
    struct changes changes = {0};
    if (!split(before, &a) || !split(after, &b) || !compare(&a, &b, &changes))
        buf->status = buf->status ? buf->status : DAESA_NO_MEMORY;
    else if (changes.n)
        print(buf, name, &a, &b, &changes, colour);
    free(a.items);
    free(b.items);
    free(changes.items);
}
