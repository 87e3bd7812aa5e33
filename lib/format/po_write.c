/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "format/po_write.h"

#include "format/exchange.h"
#include "format/po_entry.h"

struct sheet {
    struct daesa_writer *out;
    struct daesa_exchange_pair pair;
    struct daesa_buf scratch;
    size_t n_more;
};

/* "Language: pt_BR", as gettext writes it. */
static void add_language(struct daesa_buf *buf, const char *key, struct daesa_str tag)
{
    daesa_buf_add_text(buf, key);
    daesa_buf_add_text(buf, ": ");
    for (size_t i = 0; i < tag.len; i++)
        daesa_buf_add_char(buf, tag.s[i] == '-' ? '_' : tag.s[i]);
    daesa_buf_add_char(buf, '\n');
}

static void add_title(struct daesa_buf *buf, struct daesa_str title)
{
    daesa_buf_add_text(buf, "Project-Id-Version: ");
    for (size_t i = 0; i < title.len; i++)
        daesa_buf_add_char(buf, title.s[i] == '\n' ? ' ' : title.s[i]);
    daesa_buf_add_char(buf, '\n');
}

static void write_head(struct sheet *s)
{
    struct daesa_buf *head = &s->scratch;
    const char *encoding = s->out->opts->encoding;
    daesa_buf_cut(head, 0);
    if (s->out->track->title.len)
        add_title(head, s->out->track->title);
    add_language(head, "Language", s->pair.target);
    add_language(head, "X-Source-Language", s->pair.source);
    daesa_buf_printf(head,
                     "MIME-Version: 1.0\n"
                     "Content-Type: text/plain; charset=%.60s\n"
                     "Content-Transfer-Encoding: 8bit\n",
                     encoding ? encoding : "UTF-8");
    daesa_buf_add_text(s->out->out, "msgid \"\"\n");
    daesa_po_add_string(s->out->out, "msgstr", daesa_buf_str(head));
}

static void add_field(struct sheet *s, const struct daesa_cue *cue, const char *key,
                      const char *mark)
{
    const struct daesa_str *value = daesa_field_get(cue->fields, cue->n_fields, key);
    if (!value)
        return;
    daesa_po_add_comment(s->out->out, mark, *value);
    if (daesa_str_ends(*value, "\n")) /* the last line is empty */
        daesa_buf_printf(s->out->out, "%s\n", mark);
}

static void add_string(struct sheet *s, const char *keyword,
                       const struct daesa_text *text, bool italic)
{
    daesa_buf_cut(&s->scratch, 0);
    daesa_exchange_add_text(&s->scratch, text, italic);
    daesa_po_add_string(s->out->out, keyword, daesa_buf_str(&s->scratch));
}

static void write_cue(struct sheet *s, const struct daesa_cue *cue)
{
    const struct daesa_text *source, *target;
    bool italic = daesa_writer_italic(s->out, cue);
    daesa_exchange_texts(s->out, cue, &s->pair, &source, &target, &s->n_more);
    add_field(s, cue, "po:comments", "#");
    daesa_buf_cut(&s->scratch, 0);
    daesa_exchange_add(s->out, cue, "\n", &s->scratch);
    daesa_po_add_comment(s->out->out, "#.", daesa_buf_str(&s->scratch));
    add_field(s, cue, "po:notes", "#.");
    add_field(s, cue, "po:references", "#:");
    add_field(s, cue, "po:flags", "#,");
    daesa_buf_cut(&s->scratch, 0);
    daesa_exchange_add_id(s->out, cue, &s->scratch);
    daesa_po_add_string(s->out->out, "msgctxt", daesa_buf_str(&s->scratch));
    add_string(s, "msgid", source, italic);
    add_string(s, "msgstr", target, italic && target);
}

enum daesa_status daesa_po_write(struct daesa_writer *out)
{
    const struct daesa_track *track = out->track;
    struct sheet s = {.out = out, .pair = daesa_exchange_pair_of(out)};
    if (out->same)
        daesa_buf_add(out->out, track->head);
    else
        write_head(&s);
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct daesa_cue *cue = &track->cues[i];
        if (cue->comment)
            continue;
        daesa_writer_lead(out, cue, true);
        if (daesa_writer_unedited(out, cue))
            daesa_buf_add(out->out, cue->source.raw);
        else
            write_cue(&s, cue);
    }
    if (out->same)
        daesa_buf_add(out->out, track->tail);
    daesa_exchange_report_more(out, s.n_more);
    enum daesa_status status = s.scratch.status;
    daesa_buf_finish(&s.scratch);
    return status;
}
