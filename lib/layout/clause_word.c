/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/clause_word.h"

#include "layout/function_word.h"

#include <stdlib.h>
#include <string.h>

/* Short names for the table. */
#define N DAESA_CLAUSE_NAME
#define V DAESA_CLAUSE_VERB
#define B DAESA_CLAUSE_BASE
#define X DAESA_CLAUSE_AUXILIARY
#define H DAESA_CLAUSE_HELPER
#define ADV DAESA_CLAUSE_ADVERB
#define S DAESA_CLAUSE_SUBJECT
#define O DAESA_CLAUSE_OBJECT
#define A DAESA_CLAUSE_ARTICLE
#define P DAESA_CLAUSE_PREPOSITION
#define L DAESA_CLAUSE_LINK
#define OPENS DAESA_CLAUSE_OPENER
#define REL DAESA_CLAUSE_RELATIVE
#define MAYBE DAESA_CLAUSE_PERHAPS
#define TO DAESA_CLAUSE_TO
#define SAYS DAESA_CLAUSE_SAYS
#define LEADS DAESA_CLAUSE_LEADS
#define LEAST DAESA_CLAUSE_LEAST
#define ADJ DAESA_CLAUSE_ADJECTIVE
#define TIME DAESA_CLAUSE_TIME
#define TELLS DAESA_CLAUSE_TELLS
#define UP DAESA_CLAUSE_PARTICLE
#define WHAT DAESA_CLAUSE_VAGUE
#define SURE DAESA_CLAUSE_NO_NOUN
#define THAT DAESA_CLAUSE_THAT
#define AS DAESA_CLAUSE_AS
#define ING DAESA_CLAUSE_ING

struct row {
    const char *word;
    uint32_t bits;
};

/* Sorted. */
/* clang-format off */
static const struct row rows[] = {
    {"a", A}, {"able", LEADS}, {"about", P | LEADS}, {"above", P}, {"across", P},
    {"admitted", V | SAYS}, {"afford", LEADS}, {"after", MAYBE},
    {"afternoon", N | TIME}, {"against", P}, {"agree", B | SAYS}, {"agreed", V | SAYS},
    {"all", A}, {"allowed", LEADS}, {"almost", ADV}, {"along", P}, {"already", ADV},
    {"also", ADV}, {"although", OPENS}, {"always", ADV}, {"am", X}, {"among", P},
    {"an", A}, {"and", L}, {"announced", V | SAYS}, {"another", A}, {"any", A},
    {"anybody", S}, {"anyone", S}, {"anything", N}, {"appear", B | LEADS},
    {"appeared", V | LEADS}, {"appears", V | LEADS}, {"are", X}, {"aren't", X},
    {"argued", V | SAYS}, {"argues", V | SAYS}, {"around", P}, {"arrive", B},
    {"arrived", V}, {"as", MAYBE | AS}, {"ask", B}, {"asked", V}, {"assumed", V | SAYS},
    {"assumes", V | SAYS}, {"at", P}, {"ate", V}, {"autumn", N | TIME},
    {"away", P | UP}, {"back", P | UP}, {"bad", ADJ}, {"be", H}, {"became", V},
    {"because", OPENS}, {"become", B}, {"been", H}, {"before", MAYBE},
    {"began", V | LEADS}, {"begin", B | LEADS}, {"beginning", N | LEADS},
    {"begins", V | LEADS}, {"behind", P}, {"being", H}, {"believe", B | SAYS},
    {"believed", V | SAYS}, {"believes", V | SAYS}, {"below", P}, {"beneath", P},
    {"beside", P}, {"besides", P}, {"best", ADJ}, {"better", ADJ}, {"between", P},
    {"beyond", P}, {"big", ADJ}, {"both", A}, {"bought", V}, {"bring", B},
    {"brings", V}, {"broke", V}, {"brought", V}, {"build", B}, {"building", N},
    {"built", V}, {"but", L}, {"buy", B}, {"by", P}, {"came", V}, {"can", X},
    {"can't", X}, {"cannot", X}, {"carry", B}, {"caught", V}, {"ceiling", N},
    {"choose", B}, {"chose", V}, {"claimed", V | SAYS}, {"clearly", ADV},
    {"clothing", N}, {"collect", B}, {"come", B}, {"comes", V}, {"continue", B},
    {"continued", V | LEADS}, {"continues", V | LEADS}, {"continuing", N | ING | LEADS},
    {"could", X}, {"couldn't", X}, {"cut", V}, {"dared", V | LEADS}, {"day", N | TIME},
    {"days", N | TIME}, {"decide", B | LEADS}, {"decided", V | SAYS | LEADS},
    {"deciding", N | ING | LEADS}, {"describe", B}, {"despite", P}, {"did", X},
    {"didn't", X}, {"discovered", V | SAYS}, {"do", X}, {"does", X}, {"doesn't", X},
    {"don't", X}, {"down", P | UP}, {"drank", V}, {"drew", V}, {"drove", V},
    {"due", LEADS}, {"during", P}, {"each", A}, {"easy", LEADS}, {"eat", B},
    {"eight", A}, {"else", ADV}, {"end", N | TIME}, {"especially", LEAST},
    {"even", ADV | LEAST}, {"evening", N | TIME}, {"ever", ADV | LEAST}, {"every", A},
    {"everybody", S}, {"everyone", S}, {"everything", N}, {"except", P | LEAST},
    {"expect", B | LEADS}, {"expected", V | LEADS}, {"explain", B},
    {"explained", V | SAYS}, {"failed", V | LEADS}, {"feel", B | SAYS}, {"fell", V},
    {"felt", V | SAYS}, {"few", A}, {"finally", ADV}, {"find", B | SAYS},
    {"first", ADJ}, {"five", A}, {"flew", V}, {"follow", B}, {"for", P},
    {"forced", LEADS}, {"forgave", V}, {"forget", B | SAYS}, {"forgot", V | SAYS},
    {"fought", V}, {"found", V | SAYS}, {"four", A}, {"from", P}, {"froze", V},
    {"full", ADJ}, {"gave", V}, {"get", B}, {"gets", V}, {"give", B}, {"gives", V},
    {"go", B}, {"goes", V}, {"going", N | LEADS}, {"gonna", LEADS}, {"good", ADJ},
    {"got", V}, {"great", ADJ}, {"grew", V}, {"grow", B}, {"guess", B | SAYS},
    {"guessed", V | SAYS}, {"had", X | LEADS}, {"hadn't", X}, {"half", A},
    {"happen", B}, {"happened", V | LEADS}, {"happens", V | LEADS}, {"hard", LEADS},
    {"hardly", ADV}, {"has", X | LEADS}, {"hasn't", X}, {"have", X | LEADS},
    {"haven't", X}, {"having", N | LEADS}, {"he", S}, {"he'd", X | S}, {"he'll", X | S},
    {"he's", X | S}, {"hear", B | SAYS}, {"heard", V | SAYS}, {"held", V}, {"her", A},
    {"here's", X | S}, {"herself", O}, {"hid", V}, {"high", ADJ}, {"him", O},
    {"himself", O}, {"his", A}, {"hope", B | SAYS | LEADS}, {"hoped", V | SAYS | LEADS},
    {"hopes", LEADS}, {"hoping", N | ING | LEADS}, {"hours", N | TIME},
    {"how", OPENS | LEADS | WHAT}, {"hundred", ADJ}, {"hung", V}, {"i", S},
    {"i'd", X | S}, {"i'll", X | S}, {"i'm", X | S}, {"i've", X | S}, {"if", OPENS},
    {"imagine", B | SAYS}, {"imagined", V | SAYS}, {"in", P | UP}, {"inside", P},
    {"insisted", V | SAYS}, {"intended", V | LEADS}, {"intends", V | LEADS},
    {"into", P}, {"is", X}, {"isn't", X}, {"it", S | O}, {"it'll", X | S},
    {"it's", X | S}, {"its", A}, {"itself", O}, {"just", ADV | LEAST}, {"keep", B},
    {"keeps", V}, {"kept", V}, {"king", N}, {"knew", V | SAYS},
    {"know", B | SAYS | SURE}, {"knows", V | SAYS}, {"laid", V}, {"large", ADJ},
    {"last", ADJ}, {"lay", V}, {"learn", B | LEADS}, {"learned", V | SAYS | LEADS},
    {"learning", N | ING | LEADS}, {"learnt", V | SAYS}, {"leave", B}, {"led", V},
    {"left", V}, {"lent", V}, {"lest", OPENS}, {"like", B | P | MAYBE},
    {"likely", LEADS}, {"listen", B}, {"little", ADJ}, {"live", B}, {"lives", V},
    {"long", LEAST}, {"look", B}, {"looks", V}, {"lose", B}, {"lost", V}, {"make", B},
    {"makes", V}, {"managed", V | LEADS}, {"many", A}, {"may", X}, {"me", O},
    {"mean", B | SAYS}, {"means", V | SAYS}, {"meant", V | SAYS | LEADS}, {"meet", B},
    {"met", V}, {"might", X}, {"minutes", N | TIME}, {"moment", N | TIME},
    {"month", N | TIME}, {"months", N | TIME}, {"more", A}, {"morning", N | TIME},
    {"most", A}, {"much", A}, {"must", X}, {"mustn't", X}, {"my", A}, {"myself", O},
    {"naked", ADJ}, {"near", P}, {"need", B | LEADS}, {"needing", N | ING | LEADS},
    {"needs", V | LEADS}, {"never", ADV}, {"new", ADJ}, {"next", ADJ},
    {"night", N | TIME}, {"nine", A}, {"no", A}, {"nobody", S}, {"none", S}, {"nor", L},
    {"not", ADV | LEAST}, {"nothing", N}, {"notice", B | SAYS}, {"noticed", V | SAYS},
    {"now", N | TIME}, {"of", P}, {"off", P | UP}, {"offered", V | LEADS},
    {"often", ADV}, {"old", ADJ}, {"on", P | UP}, {"once", ADV | MAYBE}, {"one", A},
    {"only", ADV | LEAST}, {"onto", P}, {"or", L}, {"other", ADJ}, {"ought", LEADS},
    {"our", A}, {"ourselves", O}, {"out", P | UP}, {"outside", P}, {"over", P | UP},
    {"own", ADJ}, {"paid", V}, {"particularly", LEAST}, {"past", P}, {"pay", B},
    {"per", P}, {"perhaps", ADV}, {"planned", LEADS}, {"planning", N | ING | LEADS},
    {"poor", ADJ}, {"prepared", LEADS}, {"probably", ADV}, {"promised", V | LEADS},
    {"proved", V | SAYS}, {"proves", V | SAYS}, {"provided", OPENS}, {"put", V | B},
    {"ran", V}, {"rang", V}, {"read", V | SAYS}, {"ready", LEADS},
    {"realise", B | SAYS}, {"realised", V | SAYS}, {"realize", B | SAYS},
    {"realized", V | SAYS}, {"really", ADV}, {"refuse", B | LEADS},
    {"refused", V | LEADS}, {"refusing", N | ING | LEADS}, {"remains", V},
    {"remember", B | SAYS}, {"remembered", V | SAYS}, {"ring", N}, {"rode", V},
    {"rose", V}, {"run", B}, {"runs", V}, {"sacred", ADJ}, {"said", V | SAYS},
    {"same", ADJ}, {"sang", V}, {"sank", V}, {"sat", V}, {"saw", V | SAYS},
    {"say", B | SAYS}, {"says", V | SAYS}, {"second", ADJ}, {"seconds", N | TIME},
    {"see", B | SAYS}, {"seem", B | SAYS | LEADS | SURE}, {"seemed", V | SAYS | LEADS},
    {"seems", V | SAYS | LEADS}, {"sell", B}, {"send", B}, {"sent", V}, {"set", V | B},
    {"seven", A}, {"several", A}, {"shall", X}, {"she", S}, {"she'd", X | S},
    {"she'll", X | S}, {"she's", X | S}, {"shone", V}, {"shook", V}, {"short", ADJ},
    {"shortly", LEAST}, {"should", X}, {"shouldn't", X}, {"showed", V | SAYS | TELLS},
    {"shows", V | SAYS}, {"simply", LEAST}, {"since", MAYBE}, {"sing", B}, {"sit", B},
    {"six", A}, {"slept", V}, {"small", ADJ}, {"so", OPENS}, {"sold", V}, {"some", A},
    {"somebody", S}, {"someone", S}, {"something", N}, {"soon", ADV | LEAST},
    {"speak", B}, {"spend", B}, {"spent", V}, {"spoke", V}, {"spread", V},
    {"spring", N | TIME}, {"stand", B}, {"stands", V}, {"start", B | LEADS},
    {"started", V | LEADS}, {"starting", N | ING | LEADS}, {"starts", V | LEADS},
    {"still", ADV}, {"stole", V}, {"stood", V}, {"stop", B}, {"string", N},
    {"struck", V}, {"stuck", V}, {"suggested", V | SAYS}, {"suggests", V | SAYS},
    {"summer", N | TIME}, {"suppose", B | SAYS}, {"supposed", LEADS}, {"swam", V},
    {"swore", V | SAYS}, {"take", B}, {"takes", V}, {"talk", B}, {"taught", V},
    {"teach", B}, {"tell", B | SAYS | TELLS}, {"tells", V | SAYS | TELLS}, {"ten", A},
    {"tend", B | LEADS | SURE}, {"tended", V | LEADS}, {"tends", V | LEADS},
    {"than", MAYBE}, {"that", REL | THAT}, {"that's", X | S}, {"the", A}, {"their", A},
    {"them", O}, {"themselves", O}, {"then", ADV}, {"there", S}, {"there's", X | S},
    {"these", A}, {"they", S}, {"they'd", X | S}, {"they'll", X | S},
    {"they're", X | S}, {"they've", X | S}, {"thing", N}, {"think", B | SAYS | SURE},
    {"thinks", V | SAYS}, {"this", A}, {"those", A}, {"though", OPENS},
    {"thought", V | SAYS}, {"thousand", ADJ}, {"three", A}, {"threw", V},
    {"through", P}, {"throughout", P}, {"till", MAYBE}, {"time", N | TIME}, {"to", TO},
    {"today", N | TIME}, {"told", V | SAYS | TELLS}, {"took", V}, {"tore", V},
    {"toward", P}, {"towards", P}, {"tried", V | LEADS}, {"try", B | LEADS},
    {"trying", N | ING | LEADS}, {"turn", B}, {"two", A}, {"unable", LEADS},
    {"under", P}, {"underneath", P}, {"understand", B | SAYS}, {"understood", V | SAYS},
    {"unless", OPENS}, {"unlike", P}, {"until", MAYBE}, {"up", P | UP}, {"upon", P},
    {"us", O}, {"used", V | LEADS}, {"via", P}, {"wakes", V}, {"want", B | LEADS},
    {"wanted", V | LEADS}, {"wanting", N | ING | LEADS}, {"wants", V | LEADS},
    {"was", X}, {"wasn't", X}, {"we", S}, {"we'd", X | S}, {"we'll", X | S},
    {"we're", X | S}, {"we've", X | S}, {"wear", B}, {"wedding", N}, {"week", N | TIME},
    {"weeks", N | TIME}, {"went", V}, {"were", X}, {"weren't", X},
    {"what", OPENS | LEADS | WHAT}, {"whatever", OPENS | WHAT}, {"when", OPENS | LEADS},
    {"whenever", OPENS}, {"where", OPENS | LEADS}, {"whereas", OPENS},
    {"wherever", OPENS}, {"whether", OPENS | WHAT}, {"which", REL}, {"while", OPENS},
    {"white", ADJ}, {"who", REL}, {"whoever", OPENS | REL}, {"whole", ADJ},
    {"whom", REL}, {"whose", REL}, {"why", OPENS | WHAT}, {"wicked", ADJ}, {"will", X},
    {"willing", LEADS}, {"win", B}, {"wing", N}, {"winter", N | TIME},
    {"wish", B | SAYS}, {"wished", V | SAYS}, {"with", P}, {"within", P},
    {"without", P}, {"woke", V}, {"won", V}, {"won't", X}, {"wore", V}, {"work", B},
    {"would", X}, {"wouldn't", X}, {"write", B}, {"writes", V}, {"wrote", V},
    {"year", N | TIME}, {"years", N | TIME}, {"you", S | O}, {"you'd", X | S},
    {"you'll", X | S}, {"you're", X | S}, {"you've", X | S}, {"young", ADJ},
    {"your", A}, {"yourself", O},
};
/* clang-format on */

static int compare(const void *key, const void *row)
{
    return strcmp(key, ((const struct row *)row)->word);
}

/* Of a word that the table does not have. */
static uint32_t by_shape(struct daesa_str word)
{
    if (word.len > 4 && daesa_str_ends(word, "ing"))
        return DAESA_CLAUSE_NAME | DAESA_CLAUSE_ING;
    if (word.len > 3 && daesa_str_ends(word, "ed") && !daesa_str_ends(word, "eed"))
        return DAESA_CLAUSE_VERB;
    if (word.len > 4 && daesa_str_ends(word, "ly"))
        return DAESA_CLAUSE_ADVERB;
    return DAESA_CLAUSE_NAME;
}

uint32_t daesa_clause_word(struct daesa_str word)
{
    char key[DAESA_WORD_KEY_SIZE];
    if (word.len == 0)
        return 0;
    daesa_word_fold(word, key, sizeof key);
    const struct row *found =
        bsearch(key, rows, sizeof rows / sizeof *rows, sizeof *rows, compare);
    return found ? found->bits : by_shape(word);
}
