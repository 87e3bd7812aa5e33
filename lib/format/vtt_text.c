/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/vtt_text.h"

#include "format/entity.h"
#include "format/vtt_settings.h"

#include <string.h>

static size_t take_digits(struct daesa_str *text, int64_t *out)
{
    size_t n = 0;
    int64_t value = 0;
    for (; n < text->len && daesa_is_digit(text->s[n]); n++)
        if (value < INT64_C(100000000000))
            value = value * 10 + (text->s[n] - '0');
    *text = daesa_str_from(*text, n);
    *out = value;
    return n;
}

static bool take_char(struct daesa_str *text, char c)
{
    if (!text->len || text->s[0] != c)
        return false;
    *text = daesa_str_from(*text, 1);
    return true;
}

/* "Collect a WebVTT timestamp". */
bool daesa_vtt_take_time(struct daesa_str *text, int64_t *us)
{
    struct daesa_str rest = *text;
    int64_t a, b, c, d;
    size_t n = take_digits(&rest, &a);
    bool hours = n != 2 || a > 59;
    if (n == 0 || !take_char(&rest, ':') || take_digits(&rest, &b) != 2)
        return false;
    if (hours || (rest.len && rest.s[0] == ':')) {
        if (!take_char(&rest, ':') || take_digits(&rest, &c) != 2)
            return false;
    } else {
        c = b;
        b = a;
        a = 0;
    }
    if (!take_char(&rest, '.') || take_digits(&rest, &d) != 3 || b > 59 || c > 59 ||
        a > DAESA_TIME_MAX / DAESA_SECOND_US / 3600)
        return false;
    *us = ((a * 60 + b) * 60 + c) * DAESA_SECOND_US + d * 1000;
    *text = rest;
    return true;
}

/* ---- the tree ---- */

enum token_kind { TOKEN_TEXT, TOKEN_START, TOKEN_END, TOKEN_TIME };

struct token {
    enum token_kind kind;
    struct daesa_str name; /* of a tag; the text of the others, still escaped */
    struct daesa_str classes, annotation;
    struct daesa_str raw;
};

/* A tag, from behind "<" up to ">" or the end. */
static void split_tag(struct daesa_str inside, struct token *out)
{
    size_t at = 0, name_end, from;
    if (inside.len && inside.s[0] == '/') {
        out->kind = TOKEN_END;
        out->name = daesa_str_from(inside, 1);
        return;
    }
    if (inside.len && daesa_is_digit(inside.s[0])) {
        out->kind = TOKEN_TIME;
        out->name = inside;
        return;
    }
    out->kind = TOKEN_START;
    while (at < inside.len && inside.s[at] != '.' && !daesa_vtt_space(inside.s[at]))
        at++;
    name_end = from = at;
    while (at < inside.len && !daesa_vtt_space(inside.s[at]))
        at++;
    out->name = daesa_str_slice(inside, 0, name_end);
    if (at > from)
        out->classes = daesa_str_slice(inside, from + 1, at);
    out->annotation = daesa_str_trim(daesa_str_from(inside, at));
}

static bool next_token(struct daesa_str *rest, struct token *out)
{
    *out = (struct token){0};
    if (rest->len == 0)
        return false;
    if (rest->s[0] != '<') {
        size_t end = daesa_str_find_char(*rest, '<');
        out->kind = TOKEN_TEXT;
        out->name = daesa_str_slice(*rest, 0, end);
        *rest = daesa_str_from(*rest, end);
        return true;
    }
    size_t end = daesa_str_find_char(*rest, '>');
    split_tag(daesa_str_slice(*rest, 1, end), out);
    out->raw = daesa_str_slice(*rest, 0, end + 1);
    *rest = daesa_str_from(*rest, end + 1);
    return true;
}

static bool unescape(struct daesa_arena *arena, struct daesa_str text,
                     struct daesa_str *out)
{
    struct daesa_buf buf = {0};
    if (!text.len || !memchr(text.s, '&', text.len)) {
        *out = text;
        return true;
    }
    while (text.len) {
        size_t n = daesa_entity_take(text, &buf);
        if (n == 0) {
            n = 1 + daesa_str_find_char(daesa_str_from(text, 1), '&');
            daesa_buf_add(&buf, daesa_str_slice(text, 0, n));
        }
        text = daesa_str_from(text, n);
    }
    bool good = !buf.status && daesa_arena_copy(arena, daesa_buf_str(&buf), out);
    daesa_buf_finish(&buf);
    return good;
}

/* An annotation has its white space collapsed after its references are read. */
static bool settle_annotation(struct daesa_arena *arena, struct daesa_str *text)
{
    struct daesa_buf buf = {0};
    if (!unescape(arena, *text, text))
        return false;
    *text = daesa_str_trim(*text);
    for (size_t i = 0; i < text->len; i++) {
        if (!daesa_vtt_space(text->s[i]))
            daesa_buf_add_char(&buf, text->s[i]);
        else if (!daesa_vtt_space(text->s[i - 1]))
            daesa_buf_add_char(&buf, ' ');
    }
    bool good = !buf.status && daesa_arena_copy(arena, daesa_buf_str(&buf), text);
    daesa_buf_finish(&buf);
    return good;
}

static const struct {
    const char *name;
    enum daesa_vtt_node_kind kind;
} tags[] = {
    {"b", DAESA_VTT_BOLD},        {"c", DAESA_VTT_CLASS},      {"i", DAESA_VTT_ITALIC},
    {"lang", DAESA_VTT_LANGUAGE}, {"rt", DAESA_VTT_RUBY_TEXT}, {"ruby", DAESA_VTT_RUBY},
    {"u", DAESA_VTT_UNDERLINE},   {"v", DAESA_VTT_VOICE},
};

static enum daesa_vtt_node_kind kind_of(struct daesa_str name)
{
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (daesa_str_is(name, tags[i].name))
            return tags[i].kind;
    return DAESA_VTT_IGNORED;
}

static struct daesa_vtt_node *add_node(struct daesa_arena *arena,
                                       struct daesa_vtt_node *parent,
                                       enum daesa_vtt_node_kind kind)
{
    struct daesa_vtt_node *node = daesa_arena_alloc(arena, 1, sizeof *node);
    if (!node)
        return NULL;
    node->kind = kind;
    node->parent = parent;
    if (parent && parent->last)
        parent->last->next = node;
    else if (parent)
        parent->first = node;
    if (parent)
        parent->last = node;
    return node;
}

/* The state of the parser: `current` is where nodes are added. */
struct builder {
    struct daesa_arena *arena;
    struct daesa_vtt_node *current;
};

/* What the innermost open node is. */
static enum daesa_vtt_node_kind kind_at(const struct builder *b)
{
    return b->current ? b->current->kind : DAESA_VTT_IGNORED;
}

static bool add_ignored(struct builder *b, const struct token *token)
{
    struct daesa_vtt_node *node = add_node(b->arena, b->current, DAESA_VTT_IGNORED);
    if (node)
        node->text = token->raw;
    return node != NULL;
}

static bool add_start(struct builder *b, const struct token *token)
{
    enum daesa_vtt_node_kind kind = kind_of(token->name);
    if (kind == DAESA_VTT_IGNORED ||
        (kind == DAESA_VTT_RUBY_TEXT && kind_at(b) != DAESA_VTT_RUBY))
        return add_ignored(b, token);
    struct daesa_vtt_node *node = add_node(b->arena, b->current, kind);
    if (!node)
        return false;
    node->classes = token->classes;
    b->current = node;
    if (kind != DAESA_VTT_VOICE && kind != DAESA_VTT_LANGUAGE)
        return true;
    node->text = token->annotation;
    return settle_annotation(b->arena, &node->text);
}

static bool add_end(struct builder *b, const struct token *token)
{
    enum daesa_vtt_node_kind kind = kind_of(token->name);
    if (kind != DAESA_VTT_IGNORED && kind_at(b) == kind) {
        b->current = b->current->parent;
        return true;
    }
    if (kind == DAESA_VTT_RUBY && kind_at(b) == DAESA_VTT_RUBY_TEXT) {
        b->current = b->current->parent->parent;
        return true;
    }
    return add_ignored(b, token);
}

static bool add_token(struct builder *b, const struct token *token)
{
    struct daesa_vtt_node *node;
    struct daesa_str rest = token->name;
    int64_t us;
    switch (token->kind) {
    case TOKEN_START:
        return add_start(b, token);
    case TOKEN_END:
        return add_end(b, token);
    case TOKEN_TIME:
        if (!daesa_vtt_take_time(&rest, &us) || rest.len)
            return add_ignored(b, token);
        node = add_node(b->arena, b->current, DAESA_VTT_TIME);
        if (node)
            node->time_us = us;
        return node != NULL;
    default:
        node = add_node(b->arena, b->current, DAESA_VTT_TEXT);
        return node && unescape(b->arena, token->name, &node->text);
    }
}

enum daesa_status daesa_vtt_parse(struct daesa_arena *arena, struct daesa_str text,
                                  struct daesa_vtt_node **out)
{
    struct daesa_vtt_node *root = add_node(arena, NULL, DAESA_VTT_ROOT);
    struct builder b = {arena, root};
    struct token token;
    bool good = root != NULL;
    while (good && next_token(&text, &token))
        good = add_token(&b, &token);
    if (!good)
        return DAESA_NO_MEMORY;
    *out = root;
    return DAESA_OK;
}
