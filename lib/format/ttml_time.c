/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/ttml_time.h"

#include <string.h>

/* ---- names ---- */

static bool is_ttml_space(struct daesa_str space)
{
    static const char *const parts[] = {"/ttml", "/ttaf1", "urn:ebu:tt:", "smpte-tt",
                                        "/XML/1998"};
    if (!space.len)
        return true;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (daesa_str_find(space, parts[i]) < space.len)
            return true;
    return false;
}

bool daesa_ttml_is(const struct daesa_xml_node *node, const char *name)
{
    return node && daesa_str_is(node->name->local, name) &&
           is_ttml_space(node->name->space);
}

bool daesa_ttml_may_set(const struct daesa_xml_node *child)
{
    return child && !daesa_str_is(child->name->local, "p") &&
           !daesa_str_is(child->name->local, "div");
}

const struct daesa_str *daesa_ttml_get(const struct daesa_xml_node *node,
                                       const char *name)
{
    for (size_t i = 0; node && i < node->n_attributes; i++)
        if (daesa_str_is(node->attributes[i].name->local, name) &&
            is_ttml_space(node->attributes[i].name->space))
            return &node->attributes[i].value;
    return NULL;
}

/* ---- the clock ---- */

static bool get_count(const struct daesa_xml_node *root, const char *name, long long max,
                      long long *out)
{
    const struct daesa_str *value = daesa_ttml_get(root, name);
    return value && daesa_str_to_count(daesa_str_trim(*value), max, out) && *out > 0;
}

/* "1000 1001", or "1000:1001" as drafts had it. */
static void multiply(struct daesa_rate *rate, struct daesa_str text)
{
    text = daesa_str_trim(text);
    size_t at = 0;
    while (at < text.len && daesa_is_digit(text.s[at]))
        at++;
    long long num, den = 1;
    if (!daesa_str_to_count(daesa_str_slice(text, 0, at), 100000, &num) || num == 0)
        return;
    if (at < text.len &&
        (!daesa_str_to_count(daesa_str_trim(daesa_str_from(text, at + 1)), 100000,
                             &den) ||
         den == 0))
        return;
    int64_t top = rate->num * num, bottom = rate->den * den;
    for (int64_t d = 2; d <= bottom && d <= 1000; d++)
        while (top % d == 0 && bottom % d == 0)
            top /= d, bottom /= d;
    if (top <= INT32_MAX && bottom <= INT32_MAX)
        *rate = (struct daesa_rate){(int32_t)top, (int32_t)bottom};
}

void daesa_ttml_clock_of(const struct daesa_xml_node *root, struct daesa_ttml_clock *out)
{
    long long n;
    *out = (struct daesa_ttml_clock){.rate = {30, 1}, .nominal = 30, .sub_frames = 1};
    if (get_count(root, "frameRate", 1000, &n)) {
        out->nominal = (int32_t)n;
        out->rate.num = (int32_t)n;
        out->named = true;
    }
    const struct daesa_str *factor = daesa_ttml_get(root, "frameRateMultiplier");
    if (factor)
        multiply(&out->rate, *factor);
    if (get_count(root, "subFrameRate", 10000, &n))
        out->sub_frames = (int32_t)n;
    out->tick_rate = out->named ? (int64_t)out->nominal * out->sub_frames : 1;
    if (get_count(root, "tickRate", INT32_MAX, &n))
        out->tick_rate = n;
    const struct daesa_str *base = daesa_ttml_get(root, "timeBase"),
                           *mode = daesa_ttml_get(root, "dropMode");
    out->smpte = base && daesa_str_is(*base, "smpte");
    out->drop = mode && daesa_str_is(*mode, "dropNTSC");
    for (size_t i = 0; i < root->n_attributes; i++)
        if (daesa_str_starts(root->attributes[i].name->space, "http://music.apple.com/"))
            out->absolute = true;
}

/* ---- expressions ---- */

/* Digits off the front; at most twelve. */
static bool take_digits(struct daesa_str *text, int64_t *out, size_t *n)
{
    size_t i = 0;
    int64_t value = 0;
    for (; i < text->len && daesa_is_digit(text->s[i]); i++)
        if (i == 12)
            return false;
        else
            value = value * 10 + (text->s[i] - '0');
    *text = daesa_str_from(*text, i);
    *out = value;
    if (n)
        *n = i;
    return i > 0;
}

/* ".25" in millionths, off the front, where there is one. */
static bool take_fraction(struct daesa_str *text, int64_t *out, bool *odd)
{
    int64_t unit = 1000000, value = 0;
    *out = 0;
    if (!text->len || (text->s[0] != '.' && text->s[0] != ','))
        return true;
    *odd = *odd || text->s[0] == ',';
    size_t i = 1;
    for (; i < text->len && daesa_is_digit(text->s[i]); i++) {
        if (unit == 1 && text->s[i] >= '5')
            value++;
        unit = unit == 1 ? 0 : unit / 10;
        value += (text->s[i] - '0') * unit;
    }
    *text = daesa_str_from(*text, i);
    *out = value;
    return i > 1;
}

/* Frames that drop-frame time code has skipped before this second. */
static int64_t dropped(int64_t seconds, int32_t nominal)
{
    int64_t minutes = seconds / 60, per_minute = nominal / 15;
    return per_minute * (minutes - minutes / 10);
}

/* Hours to seconds and the frames behind them, as microseconds. */
static bool from_frames(int64_t seconds, int64_t frames, int64_t sub,
                        const struct daesa_ttml_clock *clock, int64_t *us)
{
    int64_t part = daesa_scale(sub, DAESA_SECOND_US, clock->sub_frames);
    int64_t start = clock->smpte ? seconds * clock->nominal : 0;
    if (clock->smpte && clock->drop)
        start -= dropped(seconds, clock->nominal);
    int64_t all = (start + frames) * DAESA_SECOND_US + part;
    *us = daesa_scale(all, clock->rate.den, clock->rate.num);
    if (!clock->smpte)
        *us += seconds * DAESA_SECOND_US;
    return true;
}

/* Behind "hh:mm:ss": a fraction, or frames and sub-frames, or nothing. */
static bool clock_tail(struct daesa_str text, int64_t seconds,
                       const struct daesa_ttml_clock *clock, int64_t *us, bool *odd)
{
    int64_t frames = 0, sub = 0, fraction;
    if (text.len && text.s[0] == ':') {
        text = daesa_str_from(text, 1);
        if (!take_digits(&text, &frames, NULL))
            return false;
        if (text.len && text.s[0] == '.') {
            text = daesa_str_from(text, 1);
            if (!take_digits(&text, &sub, NULL))
                return false;
        }
        if (frames >= clock->nominal || sub >= clock->sub_frames)
            *odd = true;
        return text.len == 0 && frames < 100000 && sub < 100000 &&
               from_frames(seconds, frames, sub, clock, us);
    }
    if (!take_fraction(&text, &fraction, odd) || text.len)
        return false;
    if (!clock->smpte || fraction) {
        *us = seconds * DAESA_SECOND_US + fraction;
        return true;
    }
    return from_frames(seconds, 0, 0, clock, us);
}

static bool clock_time(struct daesa_str text, const struct daesa_ttml_clock *clock,
                       int64_t *us, bool *odd)
{
    int64_t part[3] = {0}, seconds = 0;
    int parts = 0;
    for (;; parts++) {
        size_t digits;
        if (parts == 3 || !take_digits(&text, &part[parts], &digits))
            return false;
        *odd = *odd || digits < 2;
        if (!text.len || text.s[0] != ':' || parts == 2)
            break;
        text = daesa_str_from(text, 1);
    }
    *odd = *odd || parts < 2;
    for (int i = 0; i <= parts; i++) {
        if (part[i] > (i ? 60 : 36000000) - (i == parts && i ? 0 : i ? 1 : 0))
            return false;
        seconds = seconds * 60 + part[i];
    }
    return seconds * DAESA_SECOND_US <= DAESA_TIME_MAX &&
           clock_tail(text, seconds, clock, us, odd);
}

/* `millionths` of a unit, num/den units to the second. */
static bool in_units(int64_t millionths, int64_t num, int64_t den, int64_t *us)
{
    int64_t scaled = daesa_scale(millionths, den, num);
    if (scaled > DAESA_TIME_MAX)
        return false;
    *us = scaled;
    return true;
}

static bool offset_time(struct daesa_str text, const struct daesa_ttml_clock *clock,
                        int64_t *us, bool *odd)
{
    int64_t whole, fraction;
    if (!take_digits(&text, &whole, NULL) || !take_fraction(&text, &fraction, odd) ||
        whole > INT64_MAX / 2000000)
        return false;
    int64_t n = whole * 1000000 + fraction;
    if (text.len == 0)
        *odd = true;
    if (text.len == 0 || daesa_str_is(text, "s"))
        return in_units(n, 1, 1, us);
    if (daesa_str_is(text, "h"))
        return in_units(n, 1, 3600, us);
    if (daesa_str_is(text, "m"))
        return in_units(n, 1, 60, us);
    if (daesa_str_is(text, "ms"))
        return in_units(n, 1000, 1, us);
    if (daesa_str_is(text, "f"))
        return in_units(n, clock->rate.num, clock->rate.den, us);
    return daesa_str_is(text, "t") && in_units(n, clock->tick_rate, 1, us);
}

bool daesa_ttml_time(struct daesa_str text, const struct daesa_ttml_clock *clock,
                     int64_t *us, bool *odd)
{
    bool unusual = false;
    text = daesa_str_trim(text);
    bool is_time = daesa_str_find_char(text, ':') < text.len
                       ? clock_time(text, clock, us, &unusual)
                       : offset_time(text, clock, us, &unusual);
    if (odd && is_time)
        *odd = *odd || unusual;
    return is_time && *us <= DAESA_TIME_MAX;
}

/* ---- when elements are active ---- */

struct resolve {
    struct daesa_reader *in;
    const struct daesa_ttml_clock *clock;
};

static bool get_time(struct resolve *r, const struct daesa_xml_node *node,
                     const char *name, int64_t *us)
{
    const struct daesa_str *value = daesa_ttml_get(node, name);
    bool odd = false;
    if (!value)
        return false;
    struct daesa_place place = daesa_reader_place(r->in, node->line, 0);
    if (!daesa_ttml_time(*value, r->clock, us, &odd)) {
        daesa_reader_report(r->in, DAESA_WARNING, "ttml-bad-time", place,
                            "%s=\"%.*s\" is no time; ignored", name,
                            value->len > 60 ? 60 : (int)value->len, value->s);
        return false;
    }
    if (odd)
        daesa_reader_report(r->in, DAESA_WARNING, "ttml-odd-time", place,
                            "%s=\"%.*s\" is not written as TTML wants it", name,
                            value->len > 60 ? 60 : (int)value->len, value->s);
    return true;
}

static int64_t later(int64_t time_us, int64_t by_us)
{
    return time_us == DAESA_TTML_ENDLESS ? time_us : time_us + by_us;
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static bool is_seq(const struct daesa_xml_node *node)
{
    const struct daesa_str *container = daesa_ttml_get(node, "timeContainer");
    return container && daesa_str_is(*container, "seq");
}

static bool is_timed(const struct daesa_xml_node *node)
{
    static const char *const names[] = {"body", "div", "p",     "span",
                                        "br",   "set", "region"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (daesa_ttml_is(node, names[i]))
            return true;
    return false;
}

static void resolve(struct resolve *r, struct daesa_xml_node *node, int64_t from_us,
                    int64_t limit_us, bool in_seq);

/* Times the children; the end of the last of them, which is that of their parent if
 * nothing else sets it. Text lasts as long as its parent where that is parallel, and
 * no time where it is sequential. */
static int64_t resolve_children(struct resolve *r, struct daesa_xml_node *node)
{
    bool seq = is_seq(node), any = false;
    int64_t next = node->begin_us, last = next;
    for (struct daesa_xml_node *n = node->first; n; n = n->next) {
        bool blank = daesa_str_trim(n->text).len == 0;
        if (!n->name->local.len) {
            any = any || !blank;
            if (!blank && !seq)
                last = DAESA_TTML_ENDLESS;
            continue;
        }
        if (!is_timed(n))
            continue;
        bool animates = daesa_ttml_is(n, "set");
        resolve(r, n, animates ? node->begin_us : next, node->end_us, seq && !animates);
        if (animates)
            continue;
        any = true;
        if (n->end_us > last)
            last = n->end_us;
        if (seq)
            next = n->end_us > n->begin_us ? n->end_us : n->begin_us;
    }
    return any ? last : DAESA_TTML_ENDLESS;
}

static void resolve(struct resolve *r, struct daesa_xml_node *node, int64_t from_us,
                    int64_t limit_us, bool in_seq)
{
    int64_t begin = 0, end, duration;
    bool ends = false;
    if (get_time(r, node, "begin", &begin) && r->clock->absolute)
        from_us = 0;
    node->begin_us = later(from_us, begin);
    node->end_us = limit_us;
    if (get_time(r, node, "end", &end)) {
        node->end_us = sooner(node->end_us, later(from_us, end));
        ends = true;
    }
    if (get_time(r, node, "dur", &duration)) {
        node->end_us = sooner(node->end_us, later(node->begin_us, duration));
        ends = true;
    }
    int64_t last = resolve_children(r, node);
    bool leaf = daesa_ttml_is(node, "br");
    if (!ends && leaf && in_seq)
        last = node->begin_us;
    if (!ends)
        node->end_us = sooner(node->end_us, last);
}

void daesa_ttml_resolve(struct daesa_reader *in, struct daesa_xml_node *root,
                        const struct daesa_ttml_clock *clock)
{
    struct resolve r = {in, clock};
    struct daesa_xml_node *layout =
                              daesa_xml_child(daesa_xml_child(root, "head"), "layout"),
                          *body = daesa_xml_child(root, "body");
    for (struct daesa_xml_node *n = layout ? layout->first : NULL; n; n = n->next)
        if (daesa_ttml_is(n, "region"))
            resolve(&r, n, 0, DAESA_TTML_ENDLESS, false);
    if (body)
        resolve(&r, body, 0, DAESA_TTML_ENDLESS, false);
}
