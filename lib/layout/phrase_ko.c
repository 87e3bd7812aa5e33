/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */

/* Korean: words end in particles and endings that say what follows. A verb and its
 * auxiliary, a determiner or an adnominal form and its noun, and dependent nouns
 * stay together; connective endings close a clause. */
#include "layout/phrase.h"

#include "text/letter.h"
#include "text/utf8.h"

#include <string.h>

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})
#define SYLLABLE 3 /* bytes of one in UTF-8 */

/* Whether the syllable at `s` is the same: most words of a list differ in it, and this
 * is asked some hundred times a word. What is in the lists is Hangul. */
static bool is_same_syllable(const char *s, const char *other)
{
    return s[2] == other[2] && s[1] == other[1] && s[0] == other[0];
}

static bool starts(struct daesa_str word, const char *const *list)
{
    for (; word.len >= SYLLABLE && *list; list++)
        if (is_same_syllable(word.s, *list) && daesa_str_starts(word, *list))
            return true;
    return false;
}

static bool is_one(struct daesa_str word, const char *const *list)
{
    for (; word.len >= SYLLABLE && *list; list++)
        if (is_same_syllable(word.s, *list) && daesa_str_is(word, *list))
            return true;
    return false;
}

/* With a syllable before the ending at least. */
static bool ends(struct daesa_str word, const char *const *list)
{
    for (; word.len > SYLLABLE && *list; list++) {
        size_t n = strlen(*list);
        if (n < word.len &&
            is_same_syllable(word.s + word.len - SYLLABLE, *list + n - SYLLABLE) &&
            daesa_str_ends(word, *list))
            return true;
    }
    return false;
}

enum { CODA_NONE = 0, CODA_N = 4, CODA_L = 8, CODA_SS = 20 };

/* The final consonant of the word's last syllable, as Unicode numbers them; -1 where
 * it does not end in Hangul. */
static int coda_before(struct daesa_str word, size_t end)
{
    if (end < SYLLABLE || end > word.len)
        return -1;
    size_t at = end - SYLLABLE;
    uint32_t code = daesa_utf8_next(word, &at);
    return at == end && daesa_letter_hangul(code) ? (int)(code - 0xAC00) % 28 : -1;
}

static int coda(struct daesa_str word)
{
    return coda_before(word, word.len);
}

/* What a verb looks like that modifies the noun behind it: "하는", "한", "할", "던". */
static bool is_adnominal(struct daesa_str word)
{
    return coda(word) == CODA_N || coda(word) == CODA_L;
}

/* Surely so, and no noun with a topic or object particle. */
static bool is_surely_adnominal(struct daesa_str word)
{
    return ends(word, LIST("하는", "되는", "있는", "없는", "같은", "던", "한", "된", "할",
                           "될", "좋은", "많은", "싶은", "않은", "작은", "라는", "다는",
                           "려는", "러운", "로운", "스런", "적인", "가는", "오는", "보는",
                           "주는", "치는", "내는")) ||
           is_one(word, LIST("한", "큰", "할", "된", "될", "좋은", "많은", "작은", "같은",
                             "있는", "없는", "하는", "되는", "긴", "아는", "가는", "오는",
                             "보는", "사는", "주는", "쓰는", "자는", "우는", "타는",
                             "여는", "간", "온", "본", "준", "파란", "빨간", "노란",
                             "하얀", "까만", "검은", "젊은", "늙은", "예쁜", "좁은",
                             "넓은", "높은", "낮은", "짧은", "나쁜", "착한"));
}

/* Nouns that cannot stand without what is before them. */
static bool is_dependent(struct daesa_str word)
{
    return starts(word, LIST("것", "거", "걸", "건", "겁", "수", "줄", "때", "때문",
                             "만큼", "뿐", "듯", "적", "데", "바", "지", "대로", "채",
                             "척", "리", "게", "번", "중", "동안", "정도")) &&
           word.len <= (size_t)5 * SYLLABLE && !daesa_str_starts(word, "지금");
}

static bool is_auxiliary(struct daesa_str word)
{
    return starts(word,
                  LIST("주", "줬", "줘", "준", "줄", "줍", "줄게", "보", "봤", "봐", "본",
                       "볼", "봅", "버리", "버렸", "버린", "버릴", "버려", "있", "계시",
                       "계세", "가", "갔", "간", "갈", "갑", "오", "왔", "온", "올", "와",
                       "놓", "놨", "두", "뒀", "둔", "내", "냈", "낸", "낼", "냅", "드리",
                       "드렸", "드릴", "드립", "드려", "나", "났", "싶", "하", "했", "한",
                       "할", "합", "해"));
}

/* Auxiliaries behind "-아/어", whose vowel the word ends in. */
static bool is_infinitive(struct daesa_str word)
{
    return coda(word) == CODA_NONE &&
           ends(word, LIST("아", "어", "여", "해", "져", "워", "와", "줘", "려", "켜",
                           "겨", "쳐", "춰", "내", "러", "라", "써", "꺼", "떠", "터",
                           "타", "가", "나", "봐", "둬", "이어", "녀", "셔"));
}

static bool is_verb_group(struct daesa_str before, struct daesa_str after)
{
    if (ends(before, LIST("고")) && starts(after, LIST("있", "싶", "계시", "계세", "나서",
                                                       "나니", "말", "보니", "는")))
        return true;
    if (ends(before, LIST("고")) &&
        starts(after, LIST("내리", "내린", "내렸", "가", "갔", "간", "왔", "나왔")))
        return true;
    if (ends(before, LIST("기", "기를", "길", "기가")) &&
        starts(after, LIST("원하", "원했", "바라", "바랐", "싫", "좋", "시작", "어렵",
                           "쉽", "힘들", "때문")))
        return true;
    if (ends(before, LIST("지", "지도", "지는", "질", "진")) &&
        starts(after, LIST("않", "못", "말", "마", "안")))
        return true;
    if (ends(before, LIST("야", "야만", "게")) &&
        starts(after, LIST("하", "해", "했", "한", "할", "합", "되", "돼", "됐", "된",
                           "될", "됩", "만들", "겠")))
        return true;
    if (ends(before, LIST("려고", "고자")) &&
        starts(after, LIST("하", "했", "해", "한", "할")))
        return true;
    if (ends(before, LIST("면", "도")) &&
        starts(after, LIST("안", "되", "돼", "된", "될")))
        return true;
    if (ends(before, LIST("까")) && starts(after, LIST("봐", "하", "해", "생각")))
        return true;
    return is_infinitive(before) && is_auxiliary(after) && after.len <= 6 * SYLLABLE;
}

/* "것 같", "수 있": a dependent noun and what it makes a predicate with. */
static bool is_predicate(struct daesa_str before, struct daesa_str after)
{
    if (is_one(before, LIST("수", "수가", "수는", "수도", "수밖에", "적이", "적", "줄",
                            "줄도", "리가", "일이")))
        return starts(after, LIST("있", "없", "알", "몰", "모"));
    return is_one(before, LIST("것", "거", "게", "건", "것도", "듯", "것은", "것이", "척",
                               "뻔", "만")) &&
           starts(after,
                  LIST("같", "아니", "아닌", "아닙", "하", "했", "한", "해", "없", "있"));
}

static bool is_determiner(struct daesa_str word)
{
    return is_one(word,
                  LIST("이", "그", "저", "한", "두", "세", "네", "몇", "어떤", "무슨",
                       "어느", "모든", "온", "각", "새", "옛", "첫", "다른", "그런",
                       "이런", "저런", "여러", "아무", "우리", "제", "내", "니", "너희",
                       "저희", "별", "웬", "딴", "맨", "총", "약", "매", "전", "그녀의",
                       "나의", "너의", "다섯", "여섯", "일곱", "열"));
}

static bool is_adverb(struct daesa_str word)
{
    return is_one(word,
                  LIST("더", "덜", "잘", "정말", "진짜", "너무", "아주", "매우", "좀",
                       "꼭", "다", "또", "막", "참", "되게", "굉장히", "아직", "이미",
                       "바로", "계속", "자주", "가장", "제일", "훨씬", "별로", "전혀",
                       "다시", "같이", "함께", "그냥", "많이", "빨리", "딱", "거의"));
}

/* The end of a sentence that nobody put a full stop behind. */
static bool ends_sentence(struct daesa_str word)
{
    return ends(word,
                LIST("니다", "니까", "어요", "아요", "해요", "예요", "에요", "네요",
                     "군요", "데요", "거든요", "죠", "지요", "까요", "세요", "래요",
                     "대요", "구요", "고요", "나요", "가요", "거든", "잖아", "잖아요"));
}

/* "-아서/어서": the infinitive of a verb and "서"; not "에서", "께서". */
static bool is_sequence(struct daesa_str word)
{
    if (!ends(word, LIST("서")) ||
        ends(word, LIST("에서", "께서", "한테서", "에게서", "로서")))
        return false;
    return coda_before(word, word.len - SYLLABLE) == CODA_NONE;
}

/* Nouns that close a clause of time or reason: "안 받았을 때", "홍수 때문에". */
static bool closes_clause(struct daesa_str word)
{
    return is_one(word,
                  LIST("때", "때는", "때도", "때에", "때까지", "때마다", "동안", "동안에",
                       "후에", "뒤에", "전에", "때문에", "덕분에", "위해", "위해서"));
}

/* What is said or thought: the verb of it follows. */
static bool is_quoted(struct daesa_str word)
{
    return ends(word, LIST("다고", "라고", "자고", "냐고", "다는", "라는"));
}

/* The end of a clause: a connective ending. */
static bool ends_clause(struct daesa_str word)
{
    if (is_sequence(word) || closes_clause(word))
        return true;
    if (is_one(word, LIST("해서", "하면", "하고", "하며", "하니까", "하지만", "하는데")))
        return true;
    if (ends(word, LIST("지만", "면서", "려고", "도록", "든지", "든", "거나", "다가",
                        "길래", "므로", "느라", "더니", "다니", "느니", "자마자", "니까",
                        "어도", "아도", "라도", "면", "며", "고", "러")))
        return true;
    /* "되는지", "갈지". */
    int before_last = coda_before(word, word.len - SYLLABLE);
    if (ends(word, LIST("지")) && (before_last == CODA_N || before_last == CODA_L))
        return true;
    return ends(word, LIST("데")) && coda_before(word, word.len - SYLLABLE) == CODA_N;
}

/* "짓는", "먹는": a noun that ends in a consonant would have "은". "했을", "있을": so
 * does no noun. */
static bool is_adnominal_by_coda(struct daesa_str word)
{
    int coda_of_stem = coda_before(word, word.len - SYLLABLE);
    if (ends(word, LIST("는")))
        return coda_of_stem > 0;
    return ends(word, LIST("을")) && coda_of_stem == CODA_SS;
}

static float by_ending(struct daesa_str word)
{
    if (ends_sentence(word))
        return DAESA_PHRASE_CLAUSE;
    if (is_quoted(word))
        return DAESA_PHRASE_GROUP + 5;
    if (ends_clause(word))
        return DAESA_PHRASE_OPENS;
    if (is_surely_adnominal(word) || is_adnominal_by_coda(word))
        return DAESA_PHRASE_TIGHT;
    if (ends(word, LIST("의")))
        return DAESA_PHRASE_PLAIN + 2;
    if (is_one(word, LIST("건", "게", "것은", "것이", "것을", "걸")))
        return DAESA_PHRASE_GROUP;
    if (ends(word, LIST("와", "과", "랑", "이랑")))
        return DAESA_PHRASE_LEANS - 5;
    if (ends(word, LIST("는", "은", "에서", "에게", "한테", "부터", "까지", "으로", "에",
                        "께", "에선", "에는", "에도", "로", "처럼", "보다")))
        return DAESA_PHRASE_GROUP;
    if (ends(word, LIST("이", "가", "만", "께서")))
        return DAESA_PHRASE_GROUP + 3;
    if (ends(word, LIST("을", "를", "도", "이나")))
        return DAESA_PHRASE_GROUP + 7;
    if (word.len > SYLLABLE && ends(word, LIST("게")))
        return DAESA_PHRASE_LEANS - 5;
    if (is_one(word,
               LIST("매일", "오늘", "내일", "어제", "지금", "아까", "이제", "먼저")))
        return DAESA_PHRASE_GROUP;
    /* A bare noun, or, the more likely behind these finals, what modifies one. */
    return word.len <= SYLLABLE || is_adnominal(word) ? DAESA_PHRASE_LEANS
                                                      : DAESA_PHRASE_PLAIN + 4;
}

/* Nouns that a clause before them says something of. */
static bool is_described(struct daesa_str before, struct daesa_str after)
{
    if (coda(before) != CODA_L && (coda(before) != CODA_N || before.len <= 2 * SYLLABLE))
        return false;
    return !ends(before, LIST("을", "를")) &&
           starts(after,
                  LIST("순간", "사람", "시간", "곳", "일", "말", "이유", "경우", "방법",
                       "생각", "느낌", "모습", "기회", "상황", "날", "사이"));
}

/* What stands behind a noun like a particle. */
static bool is_postposition(struct daesa_str word)
{
    return starts(word,
                  LIST("때문", "만큼", "대로", "정도", "동안", "위해", "대해", "대한",
                       "통해", "속에", "속으", "속의", "앞에", "뒤에", "위에", "밖에",
                       "옆에", "밑에", "안에", "넘게", "전에", "후에", "만에", "이상"));
}

/* "12월 1일", "3시 20분". */
static bool is_date(struct daesa_str before, struct daesa_str after)
{
    return before.len && after.len && daesa_is_digit(before.s[0]) &&
           daesa_is_digit(after.s[0]);
}

float daesa_phrase_cost_korean(const struct daesa_phrase *phrase)
{
    struct daesa_str before = phrase->before, after = phrase->after;
    if (is_predicate(before, after))
        return DAESA_PHRASE_GLUED;
    if (is_one(before, LIST("안", "못")) || is_determiner(before))
        return DAESA_PHRASE_GLUED;
    if (is_one(before, LIST("아무도", "아무것도", "아무한테도", "한마디도")))
        return DAESA_PHRASE_LEANS;
    if (is_adnominal(before) && is_dependent(after))
        return DAESA_PHRASE_GLUED;
    if (is_one(after,
               LIST("그리고", "그런데", "근데", "그래서", "하지만", "그러나", "그러면",
                    "그럼", "왜냐하면", "그러니까", "그렇지만", "또는", "혹은", "즉")))
        return DAESA_PHRASE_OPENS - 2;
    if (is_date(before, after))
        return DAESA_PHRASE_GLUED;
    if (starts(after, LIST("대해", "대한", "위해", "위한", "통해")) ||
        (is_one(before, LIST("매일", "오늘", "내일", "어제")) &&
         starts(after, LIST("아침", "저녁", "밤", "오전", "오후"))))
        return DAESA_PHRASE_TIGHT;
    if (is_verb_group(before, after) || is_described(before, after))
        return DAESA_PHRASE_TIGHT;
    float ending = by_ending(before);
    if (ending < DAESA_PHRASE_PLAIN && ending > DAESA_PHRASE_GROUP &&
        is_one(after,
               LIST("나는", "저는", "너는", "그는", "그녀는", "우리는", "내가", "제가")))
        return DAESA_PHRASE_GROUP - 3;
    float cost = is_adverb(before) ? DAESA_PHRASE_LEANS : ending;
    return cost >= DAESA_PHRASE_PLAIN && is_postposition(after) ? DAESA_PHRASE_TIGHT
                                                                : cost;
}
