/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/ttml_text.h"

#include "text/normalise.h"

#include <string.h>

/* What is marked of a stretch of text, in the order of these. */
enum mark {
    BOLD,
    ITALIC,
    UNDERLINE,
    STRIKE,
    COLOUR,
    BACKGROUND,
    FONT,
    SIZE,
    LANGUAGE,
    N_MARKS
};

static const enum daesa_span_kind kinds[N_MARKS] = {
    [BOLD] = DAESA_SPAN_BOLD,           [ITALIC] = DAESA_SPAN_ITALIC,
    [UNDERLINE] = DAESA_SPAN_UNDERLINE, [STRIKE] = DAESA_SPAN_STRIKE,
    [COLOUR] = DAESA_SPAN_COLOUR,       [BACKGROUND] = DAESA_SPAN_BACKGROUND,
    [FONT] = DAESA_SPAN_FONT,           [SIZE] = DAESA_SPAN_SIZE,
    [LANGUAGE] = DAESA_SPAN_LANGUAGE,
};

struct look {
    struct one_mark {
        bool on;
        int64_t number;
        struct daesa_str value;
    } marks[N_MARKS];
};

struct show {
    const struct daesa_ttml_styles *styles;
    const struct daesa_xml_node *p, *region;
    int64_t at_us;
    struct daesa_markup *markup;
    struct look now;       /* of the text that was added last */
    size_t since[N_MARKS]; /* where a mark that is on began */
    size_t run;            /* where the marks changed last */
    struct look blank;     /* of white space that is not added yet */
    bool pending, in_line, in_ruby;
    struct daesa_ttml_words *words; /* NULL: spans are shown at their times alone */
};

static bool same_mark(const struct one_mark *a, const struct one_mark *b)
{
    return a->on == b->on && a->number == b->number &&
           daesa_str_equal(a->value, b->value);
}

/* Ends the marks that the text from here on has not, begins those that it has. */
static void set_look(struct show *s, const struct look *look)
{
    for (int i = 0; i < N_MARKS; i++) {
        struct one_mark *now = &s->now.marks[i];
        if (same_mark(now, &look->marks[i]))
            continue;
        if (now->on)
            daesa_markup_span(s->markup, s->since[i], kinds[i], now->value, now->number);
        *now = look->marks[i];
        s->run = s->markup->plain.len;
        s->since[i] = s->markup->plain.len;
    }
}

static const struct daesa_str *get(const struct show *s,
                                   const struct daesa_xml_node *node, const char *name)
{
    return daesa_ttml_inherited(s->styles, node, s->region, name, s->at_us);
}

static bool is(const struct daesa_str *value, const char *what)
{
    return value && daesa_str_is(daesa_str_trim(*value), what);
}

static bool has_word(const struct daesa_str *value, const char *word)
{
    return value && daesa_str_find(*value, word) < value->len;
}

/* Decorations add up: each is on or off by the nearest element that names it. */
static bool decorated(const struct show *s, const struct daesa_xml_node *node,
                      const char *yes, const char *no)
{
    for (; node && !daesa_str_is(node->name->local, "tt"); node = node->parent) {
        const struct daesa_str *value =
            daesa_ttml_style(s->styles, node, "textDecoration", s->at_us);
        if (has_word(value, no) || is(value, "none"))
            return false;
        if (has_word(value, yes))
            return true;
    }
    const struct daesa_str *value =
        daesa_ttml_style(s->styles, s->region, "textDecoration", s->at_us);
    return has_word(value, yes) && !has_word(value, no);
}

/* A value that the element has and the p has not. */
static struct one_mark unlike_p(const struct show *s, const struct daesa_xml_node *node,
                                const char *name)
{
    const struct daesa_str *value = node == s->p ? NULL : get(s, node, name);
    const struct daesa_str *base = value ? get(s, s->p, name) : NULL;
    bool on = value && value->len && !(base && daesa_str_equal(*base, *value));
    return (struct one_mark){.on = on, .value = on ? *value : (struct daesa_str){0}};
}

/* All of the size around it is no size of its own. */
static struct one_mark size_mark(const struct show *s, const struct daesa_xml_node *node)
{
    struct one_mark none = {0}, mark = unlike_p(s, node, "fontSize");
    return is(&mark.value, "100%") ? none : mark;
}

static struct one_mark colour_mark(const struct daesa_str *value, bool background)
{
    int64_t colour = 0;
    bool on = value && daesa_ttml_colour(*value, &colour) &&
              (background ? (colour & 0xFF) != 0 : colour != 0xFFFFFFFF);
    return (struct one_mark){.on = on, .number = on ? colour : 0};
}

/* Backgrounds are not inherited, but a span lies on that of the span around it. */
static const struct daesa_str *background(const struct show *s,
                                          const struct daesa_xml_node *node)
{
    for (; node && daesa_ttml_is(node, "span"); node = node->parent) {
        const struct daesa_str *value =
            daesa_ttml_style(s->styles, node, "backgroundColor", s->at_us);
        if (value)
            return value;
    }
    return NULL;
}

static struct daesa_str language_between(const struct daesa_xml_node *node,
                                         const struct daesa_xml_node *p)
{
    for (; node && node != p; node = node->parent)
        if (daesa_xml_get(node, "lang"))
            return *daesa_xml_get(node, "lang");
    return (struct daesa_str){0};
}

static void look_of(const struct show *s, const struct daesa_xml_node *node,
                    struct look *out)
{
    const struct daesa_str *style = get(s, node, "fontStyle");
    struct daesa_str language = language_between(node, s->p);
    *out = (struct look){0};
    out->marks[BOLD].on = is(get(s, node, "fontWeight"), "bold");
    out->marks[ITALIC].on = is(style, "italic") || is(style, "oblique");
    out->marks[UNDERLINE].on = decorated(s, node, "underline", "noUnderline");
    out->marks[STRIKE].on = decorated(s, node, "lineThrough", "noLineThrough");
    out->marks[COLOUR] = colour_mark(get(s, node, "color"), false);
    out->marks[BACKGROUND] = colour_mark(background(s, node), true);
    out->marks[FONT] = unlike_p(s, node, "fontFamily");
    out->marks[SIZE] = size_mark(s, node);
    out->marks[LANGUAGE] = (struct one_mark){.on = language.len > 0, .value = language};
}

static void add_pending(struct show *s)
{
    if (s->pending && s->in_line) {
        set_look(s, &s->blank);
        daesa_markup_add(s->markup, daesa_str_of(" "));
    }
    s->pending = false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* How much at the end of the run a mark at the head of `text` may combine with. */
static size_t tail_to_compose(const struct show *s, struct daesa_str text)
{
    const struct daesa_buf *plain = &s->markup->plain;
    size_t at = plain->len;
    if (!text.len || (unsigned char)text.s[0] < 0x80)
        return 0;
    while (at > s->run && plain->len - at < 64 &&
           (at == plain->len || (unsigned char)plain->s[at] >= 0x80))
        at--;
    while (at < plain->len && ((unsigned char)plain->s[at] & 0xC0) == 0x80)
        at++;
    return plain->len - at;
}

/* In form C, together with what stands before it in the same run. */
static void add_plain(struct show *s, struct daesa_str text)
{
    struct daesa_buf all = {0}, composed = {0};
    struct daesa_buf *plain = &s->markup->plain;
    size_t n = tail_to_compose(s, text);
    if (n)
        daesa_buf_add(&all, daesa_str_from(daesa_buf_str(plain), plain->len - n));
    if (n)
        daesa_buf_add(&all, text);
    struct daesa_str whole = n ? daesa_buf_str(&all) : text;
    if (daesa_nfc_quick(whole)) {
        daesa_markup_add(s->markup, text);
    } else {
        daesa_nfc_add(&composed, whole);
        daesa_buf_cut(plain, plain->len - n);
        daesa_markup_add(s->markup, daesa_buf_str(&composed));
    }
    if (all.status || composed.status)
        s->markup->status = all.status ? all.status : composed.status;
    daesa_buf_finish(&all);
    daesa_buf_finish(&composed);
}

static void add_text(struct show *s, struct daesa_str text, const struct look *look,
                     bool preserve)
{
    size_t at = 0;
    while (at < text.len) {
        size_t from = at;
        if (!preserve && is_blank(text.s[at])) {
            while (at < text.len && is_blank(text.s[at]))
                at++;
            if (!s->pending)
                s->blank = *look;
            s->pending = true;
            continue;
        }
        while (at < text.len && (preserve || !is_blank(text.s[at])))
            at++;
        add_pending(s);
        set_look(s, look);
        add_plain(s, daesa_str_slice(text, from, at));
        s->in_line = true;
    }
}

static void add_break(struct show *s, const struct look *look)
{
    s->pending = s->in_line = false;
    set_look(s, look);
    daesa_markup_add(s->markup, daesa_str_of("\n"));
}

static bool visible(const struct show *s, const struct daesa_xml_node *node)
{
    const struct daesa_str *opacity =
        daesa_ttml_style(s->styles, node, "opacity", s->at_us);
    bool active = node->begin_us <= s->at_us && s->at_us < node->end_us;
    return (active || (s->words && daesa_ttml_is(node, "span"))) &&
           !is(daesa_ttml_style(s->styles, node, "display", s->at_us), "none") &&
           !is(opacity, "0") && !is(opacity, "0.0");
}

static bool preserves(const struct daesa_xml_node *node)
{
    for (; node; node = node->parent)
        if (daesa_ttml_get(node, "space"))
            return is(daesa_ttml_get(node, "space"), "preserve");
    return false;
}

static const struct daesa_str *ruby_of(const struct show *s,
                                       const struct daesa_xml_node *node)
{
    return daesa_ttml_style(s->styles, node, "ruby", s->at_us);
}

/* White space of any kind, several or a line break, is one space; none at the ends. */
static void collapse(struct daesa_buf *out, struct daesa_str text)
{
    text = daesa_str_trim(text);
    for (size_t i = 0; i < text.len; i++)
        if (!daesa_is_space(text.s[i]))
            daesa_buf_add_char(out, text.s[i]);
        else if (!daesa_is_space(text.s[i - 1]))
            daesa_buf_add_char(out, ' ');
}

/* The annotation of a ruby container, in the arena of the markup's values: one line. */
static struct daesa_str annotation(struct show *s, const struct daesa_xml_node *node)
{
    struct daesa_buf text = {0}, line = {0};
    struct daesa_str out = {0};
    for (const struct daesa_xml_node *n = node; n; n = daesa_xml_after(node, n))
        if (n->name->local.len && is(ruby_of(s, n), "text"))
            daesa_xml_add_text(&text, n);
    collapse(&line, daesa_buf_str(&text));
    if (text.status || line.status ||
        !daesa_arena_copy(&s->markup->values, daesa_buf_str(&line), &out))
        s->markup->status = DAESA_NO_MEMORY;
    daesa_buf_finish(&line);
    daesa_buf_finish(&text);
    return out;
}

static void show_children(struct show *s, const struct daesa_xml_node *node);

/* A span with times is a word where words are wanted. */
static void show_word(struct show *s, const struct daesa_xml_node *node)
{
    add_pending(s);
    size_t from = s->run = s->markup->plain.len;
    show_children(s, node);
    s->run = s->markup->plain.len;
    struct daesa_ttml_words *w = s->words;
    if (w->n < w->max && s->markup->plain.len > from)
        w->words[w->n++] = (struct daesa_word){.from = from,
                                               .to = s->markup->plain.len,
                                               .start_us = node->begin_us,
                                               .end_us = node->end_us,
                                               .confidence = -1};
}

static void show_span(struct show *s, const struct daesa_xml_node *node)
{
    if (s->words && daesa_ttml_get(node, "begin")) {
        show_word(s, node);
        return;
    }
    const struct daesa_str *ruby = ruby_of(s, node);
    if (is(ruby, "text") || is(ruby, "textContainer") || is(ruby, "delimiter"))
        return;
    /* What stands inside another is part of that. */
    if (!is(ruby, "container") || s->in_ruby) {
        show_children(s, node);
        return;
    }
    add_pending(s);
    size_t from = s->run = s->markup->plain.len;
    s->in_ruby = true;
    show_children(s, node);
    s->in_ruby = false;
    while (from < s->markup->plain.len && s->markup->plain.s[from] == ' ')
        from++;
    s->run = s->markup->plain.len;
    struct daesa_str value = annotation(s, node);
    if (value.len)
        daesa_markup_span(s->markup, from, DAESA_SPAN_RUBY, value, 0);
}

static void show_children(struct show *s, const struct daesa_xml_node *node)
{
    struct look look;
    bool preserve = preserves(node);
    bool seen = !is(get(s, node, "visibility"), "hidden");
    bool seq = is(daesa_ttml_get(node, "timeContainer"), "seq");
    look_of(s, node, &look);
    for (const struct daesa_xml_node *n = node->first; n; n = n->next) {
        if (!n->name->local.len && seen && !(seq && daesa_str_trim(n->text).len))
            add_text(s, n->text, &look, preserve);
        else if (daesa_ttml_is(n, "br") && visible(s, n) && seen)
            add_break(s, &look);
        else if (daesa_ttml_is(n, "span") && visible(s, n))
            show_span(s, n);
    }
}

/* Line breaks at the beginning and the end show nothing. */
static bool is_empty(const struct daesa_markup *markup)
{
    return daesa_str_trim(daesa_buf_str(&markup->plain)).len == 0;
}

bool daesa_ttml_show(const struct daesa_ttml_styles *styles,
                     const struct daesa_xml_node *p, const struct daesa_xml_node *region,
                     int64_t at_us, struct daesa_ttml_words *words,
                     struct daesa_markup *markup)
{
    static const struct look none = {0};
    struct show s = {.styles = styles,
                     .p = p,
                     .region = region,
                     .at_us = at_us,
                     .words = words,
                     .markup = markup};
    if (!visible(&s, p))
        return false;
    for (const struct daesa_xml_node *n = p->parent;
         n && !daesa_str_is(n->name->local, "tt"); n = n->parent)
        if (!visible(&s, n))
            return false;
    if (region && !visible(&s, region))
        return false;
    show_children(&s, p);
    set_look(&s, &none);
    /* A failure is told when the text is taken. */
    return !is_empty(markup) || markup->plain.status || markup->status;
}
