/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/ttml_style.h"

#include "format/html.h"

#include <stdlib.h>
#include <string.h>

/* Styles that one look-up visits; more is an attack. */
#define MAX_VISITS 256

static int by_id(const void *left, const void *right)
{
    const struct daesa_ttml_id *a = left, *b = right;
    size_t n = a->id.len < b->id.len ? a->id.len : b->id.len;
    int order = n ? memcmp(a->id.s, b->id.s, n) : 0;
    return order ? order : a->id.len < b->id.len ? -1 : a->id.len > b->id.len;
}

static size_t list_ids(const struct daesa_xml_node *head, struct daesa_ttml_id *ids)
{
    size_t n = 0;
    for (const struct daesa_xml_node *x = head; x; x = daesa_xml_after(head, x)) {
        const struct daesa_str *id = daesa_ttml_get(x, "id");
        if (id && id->len && ids)
            ids[n] = (struct daesa_ttml_id){*id, x};
        n += id && id->len;
    }
    return n;
}

/* "1280px 720px" or "32 15". */
static void take_pair(const struct daesa_str *text, int32_t *a, int32_t *b)
{
    int32_t n[2] = {0};
    size_t at = 0;
    for (int i = 0; text && i < 2; i++) {
        while (at < text->len && !daesa_is_digit(text->s[at]))
            at++;
        for (; at < text->len && daesa_is_digit(text->s[at]) && n[i] < 1000000; at++)
            n[i] = n[i] * 10 + (text->s[at] - '0');
    }
    if (n[0] && n[1]) {
        *a = n[0];
        *b = n[1];
    }
}

/* Several names may share one. */
static uint64_t bit_of(struct daesa_str name)
{
    if (!name.len)
        return 0;
    unsigned mixed = (unsigned char)name.s[0] * 7U + (unsigned char)name.s[name.len - 1] +
                     (unsigned)name.len * 13U;
    return UINT64_C(1) << (mixed & 63);
}

static uint64_t names_of(const struct daesa_xml_node *root)
{
    uint64_t bits = 0;
    for (const struct daesa_xml_node *n = root; n; n = daesa_xml_after(root, n))
        for (size_t i = 0; i < n->n_attributes; i++)
            bits |= bit_of(n->attributes[i].name->local);
    return bits;
}

enum daesa_status daesa_ttml_styles_of(struct daesa_reader *in,
                                       const struct daesa_xml_node *root,
                                       struct daesa_ttml_styles *out)
{
    const struct daesa_xml_node *head = daesa_xml_child(root, "head");
    const struct daesa_str *extent = daesa_ttml_get(root, "extent");
    *out = (struct daesa_ttml_styles){.columns = 32, .rows = 15, .named = names_of(root)};
    take_pair(daesa_ttml_get(root, "cellResolution"), &out->columns, &out->rows);
    if (extent && daesa_str_find(*extent, "px") < extent->len)
        take_pair(extent, &out->width_px, &out->height_px);
    if (!head)
        return DAESA_OK;
    out->n_ids = list_ids(head, NULL);
    out->ids = daesa_arena_alloc(&in->track->arena, out->n_ids, sizeof *out->ids);
    if (!out->ids)
        return DAESA_NO_MEMORY;
    list_ids(head, out->ids);
    qsort(out->ids, out->n_ids, sizeof *out->ids, by_id);
    return DAESA_OK;
}

const struct daesa_xml_node *daesa_ttml_find(const struct daesa_ttml_styles *styles,
                                             struct daesa_str id)
{
    struct daesa_ttml_id key = {.id = id};
    const struct daesa_ttml_id *found =
        styles->n_ids
            ? bsearch(&key, styles->ids, styles->n_ids, sizeof *styles->ids, by_id)
            : NULL;
    return found ? found->node : NULL;
}

struct lookup {
    const struct daesa_ttml_styles *styles;
    const char *name;
    int64_t at_us;
    int visits;
};

/* Most documents name few properties, and each element is asked for all. */
static bool is_named(const struct daesa_ttml_styles *styles, const char *name)
{
    return styles->named & bit_of(daesa_str_of(name));
}

static const struct daesa_str *own(struct lookup *l, const struct daesa_xml_node *node,
                                   int depth);

/* The last of several references wins. */
static const struct daesa_str *referred(struct lookup *l, struct daesa_str ids, int depth)
{
    while ((ids = daesa_str_trim(ids)).len) {
        size_t from = ids.len;
        while (from > 0 && !daesa_is_space(ids.s[from - 1]))
            from--;
        const struct daesa_xml_node *style =
            daesa_ttml_find(l->styles, daesa_str_from(ids, from));
        const struct daesa_str *value =
            daesa_ttml_is(style, "style") ? own(l, style, depth + 1) : NULL;
        if (value)
            return value;
        ids = daesa_str_slice(ids, 0, from);
    }
    return NULL;
}

static const struct daesa_str *animated(struct lookup *l,
                                        const struct daesa_xml_node *node)
{
    const struct daesa_str *value = NULL;
    for (const struct daesa_xml_node *n = node->first; daesa_ttml_may_set(n); n = n->next)
        if (daesa_ttml_is(n, "set") && n->begin_us <= l->at_us && l->at_us < n->end_us &&
            daesa_ttml_get(n, l->name))
            value = daesa_ttml_get(n, l->name);
    return value;
}

static const struct daesa_str *own(struct lookup *l, const struct daesa_xml_node *node,
                                   int depth)
{
    if (depth > 16 || ++l->visits > MAX_VISITS)
        return NULL;
    const struct daesa_str *value = animated(l, node);
    if (!value)
        value = daesa_ttml_get(node, l->name);
    const struct daesa_str *ids = daesa_ttml_get(node, "style");
    if (!value && daesa_ttml_is(node, "region"))
        for (const struct daesa_xml_node *n = node->first; n && !value; n = n->next)
            if (daesa_ttml_is(n, "style"))
                value = own(l, n, depth + 1);
    if (!value && ids)
        value = referred(l, *ids, depth);
    return value;
}

const struct daesa_str *daesa_ttml_style(const struct daesa_ttml_styles *styles,
                                         const struct daesa_xml_node *node,
                                         const char *name, int64_t at_us)
{
    struct lookup l = {.styles = styles, .name = name, .at_us = at_us};
    return node && is_named(styles, name) ? own(&l, node, 0) : NULL;
}

const struct daesa_str *daesa_ttml_inherited(const struct daesa_ttml_styles *styles,
                                             const struct daesa_xml_node *node,
                                             const struct daesa_xml_node *region,
                                             const char *name, int64_t at_us)
{
    if (!is_named(styles, name))
        return NULL;
    for (; node && !daesa_str_is(node->name->local, "tt"); node = node->parent) {
        const struct daesa_str *value = daesa_ttml_style(styles, node, name, at_us);
        if (value && !daesa_str_is(*value, "inherit"))
            return value;
    }
    return daesa_ttml_style(styles, region, name, at_us);
}

const struct daesa_xml_node *daesa_ttml_region(const struct daesa_ttml_styles *styles,
                                               const struct daesa_xml_node *node)
{
    for (; node; node = node->parent) {
        const struct daesa_str *id = daesa_ttml_get(node, "region");
        const struct daesa_xml_node *region = id ? daesa_ttml_find(styles, *id) : NULL;
        if (daesa_ttml_is(region, "region"))
            return region;
    }
    return NULL;
}

/* ---- values ---- */

/* "rgb(1,2,3)" and "rgba(1,2,3,4)", all of 0..255. */
static bool parse_rgb(struct daesa_str text, int64_t *out)
{
    bool alpha = daesa_str_starts(text, "rgba(");
    if (!alpha && !daesa_str_starts(text, "rgb("))
        return false;
    text = daesa_str_from(text, alpha ? 5 : 4);
    int64_t colour = 0;
    for (int i = 0; i < (alpha ? 4 : 3); i++) {
        long long n;
        size_t end = 0;
        while (end < text.len && text.s[end] != ',' && text.s[end] != ')')
            end++;
        if (!daesa_str_to_count(daesa_str_trim(daesa_str_slice(text, 0, end)), 255, &n))
            return false;
        colour = colour << 8 | n;
        text = daesa_str_from(text, end + 1);
    }
    *out = alpha ? colour : colour << 8 | 0xFF;
    return true;
}

bool daesa_ttml_colour(struct daesa_str text, int64_t *out)
{
    text = daesa_str_trim(text);
    if (daesa_str_is_nocase(text, "transparent")) {
        *out = 0;
        return true;
    }
    return parse_rgb(text, out) || daesa_html_colour(text, out);
}

/* "12.5%", "40px", "3c", "10rw" as a share of `full_px` and `cells`. */
static bool take_length(struct daesa_str *text, int32_t full_px, int32_t cells,
                        float *out)
{
    int64_t n = 0, unit = 1;
    bool point = false, minus = false;
    size_t i = 0;
    *text = daesa_str_trim(*text);
    if (daesa_str_starts(*text, "-") || daesa_str_starts(*text, "+"))
        minus = text->s[i++] == '-';
    size_t first = i;
    for (; i < text->len && (daesa_is_digit(text->s[i]) || text->s[i] == '.'); i++) {
        if (text->s[i] == '.')
            point = true;
        else if (n < 1000000000) {
            n = n * 10 + (text->s[i] - '0');
            unit = point ? unit * 10 : unit;
        }
    }
    size_t end = i;
    while (end < text->len && !daesa_is_space(text->s[end]))
        end++;
    struct daesa_str suffix = daesa_str_slice(*text, i, end);
    bool share = daesa_str_is(suffix, "%") || daesa_str_is(suffix, "rw") ||
                 daesa_str_is(suffix, "rh");
    int32_t whole = share                        ? 100
                    : daesa_str_is(suffix, "px") ? full_px
                    : daesa_str_is(suffix, "c")  ? cells
                                                 : 0;
    *text = daesa_str_from(*text, end);
    if (i == first || whole <= 0)
        return false;
    *out = (float)n / (float)unit / (float)whole * (minus ? -1.0f : 1.0f);
    return true;
}

static bool take_lengths(const struct daesa_ttml_styles *styles,
                         const struct daesa_str *text, float *x, float *y)
{
    struct daesa_str rest = text ? *text : (struct daesa_str){0};
    float a, b;
    if (!take_length(&rest, styles->width_px, styles->columns, &a) ||
        !take_length(&rest, styles->height_px, styles->rows, &b))
        return false;
    *x = a;
    *y = b;
    return true;
}

/* A property of a box: of the p where older documents put it, else of the region. */
static const struct daesa_str *of_box(const struct daesa_ttml_styles *styles,
                                      const struct daesa_xml_node *p,
                                      const struct daesa_xml_node *region,
                                      const char *name, int64_t at_us)
{
    const struct daesa_str *value = daesa_ttml_style(styles, region, name, at_us);
    return value ? value : daesa_ttml_style(styles, p, name, at_us);
}

/* 0 at the start, 1 in the middle, 2 at the end. */
static int side(const struct daesa_str *value, const char *middle, const char *end,
                const char *end2)
{
    if (!value)
        return 0;
    return daesa_str_is(*value, middle)                              ? 1
           : daesa_str_is(*value, end) || daesa_str_is(*value, end2) ? 2
                                                                     : 0;
}

/* Whether a box's edge is where captions usually stand. */
static bool usual(float at, int which)
{
    return which == 0 ? at < 0.2f : which == 1 ? at > 0.49f && at < 0.51f : at > 0.8f;
}

struct daesa_position daesa_ttml_position(const struct daesa_ttml_styles *styles,
                                          const struct daesa_xml_node *p,
                                          const struct daesa_xml_node *region,
                                          int64_t at_us)
{
    struct daesa_position position = {0};
    float x = 0, y = 0, width = 1, height = 1;
    const struct daesa_str *align =
        daesa_ttml_inherited(styles, p, region, "textAlign", at_us);
    const struct daesa_str *display = of_box(styles, p, region, "displayAlign", at_us);
    bool has_origin =
        take_lengths(styles, of_box(styles, p, region, "origin", at_us), &x, &y);
    bool has_extent =
        take_lengths(styles, of_box(styles, p, region, "extent", at_us), &width, &height);
    if (!align && !display && !has_origin)
        return position;
    int column = align ? side(align, "center", "end", "right") : has_origin ? 0 : 1;
    int row = display ? side(display, "center", "after", "after") : has_origin ? 0 : 2;
    position.anchor = (uint8_t)(column + 1 + (row == 0 ? 6 : row == 1 ? 3 : 0));
    if (!has_origin)
        return position;
    if (!has_extent) {
        width = 1 - x;
        height = 1 - y;
    }
    position.x = x + width * (float)column / 2;
    position.y = y + height * (float)row / 2;
    /* What begins low on the picture stands at its bottom. */
    float shown = y + height > 1 ? 1 - y : height;
    if (row == 0 && shown < 0.35f && y + height > 0.8f && y > 0.6f) {
        position.anchor = (uint8_t)(column + 1);
        position.y = y + height;
        row = 2;
    }
    position.placed = !usual(position.x, column) || !usual(position.y, row);
    if (!position.placed)
        position.x = position.y = 0;
    return position;
}
