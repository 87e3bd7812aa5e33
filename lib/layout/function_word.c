/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The daesa authors */
#include "layout/function_word.h"

#include <stdlib.h>
#include <string.h>

/* Short names for the tables. */
#define ARTICLE DAESA_WORD_ARTICLE
#define PREPOSITION DAESA_WORD_PREPOSITION
#define OF DAESA_WORD_OF
#define CONJUNCTION DAESA_WORD_CONJUNCTION
#define LINK DAESA_WORD_LINK
#define SUBJECT DAESA_WORD_SUBJECT
#define OBJECT DAESA_WORD_OBJECT
#define EITHER DAESA_WORD_EITHER
#define AUXILIARY DAESA_WORD_AUXILIARY
#define DEGREE DAESA_WORD_DEGREE
#define ADJECTIVE DAESA_WORD_ADJECTIVE
#define PARTICLE DAESA_WORD_PARTICLE
#define TITLE DAESA_WORD_TITLE

struct word {
    const char *word;
    enum daesa_word_role role;
};

/* The tables are sorted. */
/* clang-format off */
static const struct word english[] = {
    {"a", ARTICLE}, {"about", PREPOSITION}, {"above", PREPOSITION},
    {"across", PREPOSITION}, {"after", PREPOSITION}, {"against", PREPOSITION},
    {"all", DEGREE}, {"almost", DEGREE}, {"along", PREPOSITION}, {"already", AUXILIARY},
    {"although", CONJUNCTION}, {"always", AUXILIARY}, {"am", AUXILIARY},
    {"among", PREPOSITION}, {"an", ARTICLE}, {"and", LINK}, {"another", ARTICLE},
    {"any", ARTICLE}, {"are", AUXILIARY}, {"aren't", AUXILIARY}, {"around", PREPOSITION},
    {"as", PREPOSITION}, {"at", PREPOSITION}, {"away", PARTICLE}, {"back", PARTICLE},
    {"bad", ADJECTIVE}, {"be", AUXILIARY}, {"because", CONJUNCTION}, {"been", AUXILIARY},
    {"before", PREPOSITION}, {"behind", PREPOSITION}, {"being", AUXILIARY},
    {"below", PREPOSITION}, {"beside", PREPOSITION}, {"best", ADJECTIVE},
    {"better", ADJECTIVE}, {"between", PREPOSITION}, {"beyond", PREPOSITION},
    {"big", ADJECTIVE}, {"both", ARTICLE}, {"but", CONJUNCTION}, {"by", PREPOSITION},
    {"can", AUXILIARY}, {"can't", AUXILIARY}, {"cannot", AUXILIARY},
    {"could", AUXILIARY}, {"couldn't", AUXILIARY}, {"deep", ADJECTIVE},
    {"did", AUXILIARY}, {"didn't", AUXILIARY}, {"do", AUXILIARY}, {"does", AUXILIARY},
    {"doesn't", AUXILIARY}, {"don't", AUXILIARY}, {"down", PARTICLE}, {"dr", TITLE},
    {"during", PREPOSITION}, {"each", ARTICLE}, {"either", DEGREE}, {"even", DEGREE},
    {"every", ARTICLE}, {"except", PREPOSITION}, {"few", ADJECTIVE},
    {"first", ADJECTIVE}, {"for", PREPOSITION}, {"from", PREPOSITION},
    {"full", ADJECTIVE}, {"good", ADJECTIVE}, {"great", ADJECTIVE}, {"had", AUXILIARY},
    {"hadn't", AUXILIARY}, {"hard", ADJECTIVE}, {"has", AUXILIARY},
    {"hasn't", AUXILIARY}, {"have", AUXILIARY}, {"haven't", AUXILIARY}, {"he", SUBJECT},
    {"he'd", SUBJECT}, {"he'll", SUBJECT}, {"he's", SUBJECT}, {"her", ARTICLE},
    {"high", ADJECTIVE}, {"him", OBJECT}, {"his", ARTICLE}, {"how", CONJUNCTION},
    {"i", SUBJECT}, {"i'd", SUBJECT}, {"i'll", SUBJECT}, {"i'm", SUBJECT},
    {"i've", SUBJECT}, {"if", CONJUNCTION}, {"in", PREPOSITION}, {"inside", PREPOSITION},
    {"into", PREPOSITION}, {"is", AUXILIARY}, {"isn't", AUXILIARY}, {"it", EITHER},
    {"it'll", SUBJECT}, {"it's", SUBJECT}, {"its", ARTICLE}, {"just", DEGREE},
    {"large", ADJECTIVE}, {"last", ADJECTIVE}, {"let", AUXILIARY}, {"let's", SUBJECT},
    {"like", PREPOSITION}, {"little", ADJECTIVE}, {"long", ADJECTIVE},
    {"many", ADJECTIVE}, {"may", AUXILIARY}, {"me", OBJECT}, {"might", AUXILIARY},
    {"more", DEGREE}, {"most", DEGREE}, {"mr", TITLE}, {"mrs", TITLE}, {"ms", TITLE},
    {"much", DEGREE}, {"must", AUXILIARY}, {"mustn't", AUXILIARY}, {"my", ARTICLE},
    {"near", PREPOSITION}, {"never", AUXILIARY}, {"new", ADJECTIVE}, {"next", ADJECTIVE},
    {"no", ARTICLE}, {"nor", LINK}, {"not", DEGREE}, {"of", OF}, {"off", PARTICLE},
    {"often", AUXILIARY}, {"old", ADJECTIVE}, {"on", PREPOSITION}, {"once", CONJUNCTION},
    {"only", DEGREE}, {"onto", PREPOSITION}, {"or", LINK}, {"other", ADJECTIVE},
    {"our", ARTICLE}, {"out", PARTICLE}, {"outside", PREPOSITION}, {"over", PREPOSITION},
    {"own", ADJECTIVE}, {"poor", ADJECTIVE}, {"prof", TITLE}, {"quite", DEGREE},
    {"rather", DEGREE}, {"real", ADJECTIVE}, {"really", DEGREE}, {"red", ADJECTIVE},
    {"same", ADJECTIVE}, {"shall", AUXILIARY}, {"she", SUBJECT}, {"she'd", SUBJECT},
    {"she'll", SUBJECT}, {"she's", SUBJECT}, {"short", ADJECTIVE}, {"should", AUXILIARY},
    {"shouldn't", AUXILIARY}, {"since", CONJUNCTION}, {"sir", TITLE},
    {"small", ADJECTIVE}, {"so", CONJUNCTION}, {"some", ARTICLE}, {"st", TITLE},
    {"still", AUXILIARY}, {"such", DEGREE}, {"than", OF}, {"that", CONJUNCTION},
    {"that's", SUBJECT}, {"the", ARTICLE}, {"their", ARTICLE}, {"them", OBJECT},
    {"then", CONJUNCTION}, {"there's", SUBJECT}, {"these", ARTICLE}, {"they", SUBJECT},
    {"they'd", SUBJECT}, {"they'll", SUBJECT}, {"they're", SUBJECT},
    {"they've", SUBJECT}, {"this", ARTICLE}, {"those", ARTICLE}, {"though", CONJUNCTION},
    {"through", PREPOSITION}, {"till", CONJUNCTION}, {"to", PREPOSITION},
    {"too", DEGREE}, {"toward", PREPOSITION}, {"towards", PREPOSITION},
    {"under", PREPOSITION}, {"unless", CONJUNCTION}, {"until", CONJUNCTION},
    {"up", PARTICLE}, {"upon", PREPOSITION}, {"us", OBJECT}, {"very", DEGREE},
    {"was", AUXILIARY}, {"wasn't", AUXILIARY}, {"we", SUBJECT}, {"we'd", SUBJECT},
    {"we'll", SUBJECT}, {"we're", SUBJECT}, {"we've", SUBJECT}, {"were", AUXILIARY},
    {"weren't", AUXILIARY}, {"what", CONJUNCTION}, {"whatever", CONJUNCTION},
    {"when", CONJUNCTION}, {"whenever", CONJUNCTION}, {"where", CONJUNCTION},
    {"whether", CONJUNCTION}, {"which", CONJUNCTION}, {"while", CONJUNCTION},
    {"white", ADJECTIVE}, {"who", CONJUNCTION}, {"whole", ADJECTIVE},
    {"whose", CONJUNCTION}, {"why", CONJUNCTION}, {"will", AUXILIARY},
    {"with", PREPOSITION}, {"within", PREPOSITION}, {"without", PREPOSITION},
    {"won't", AUXILIARY}, {"would", AUXILIARY}, {"wouldn't", AUXILIARY},
    {"yet", CONJUNCTION}, {"you", EITHER}, {"you'd", SUBJECT}, {"you'll", SUBJECT},
    {"you're", SUBJECT}, {"you've", SUBJECT}, {"young", ADJECTIVE}, {"your", ARTICLE},
};

static const struct word french[] = {
    {"a", AUXILIARY}, {"ai", AUXILIARY}, {"allait", AUXILIARY}, {"après", PREPOSITION},
    {"as", AUXILIARY}, {"au", ARTICLE}, {"aucun", ARTICLE}, {"aucune", ARTICLE},
    {"aura", AUXILIARY}, {"aurait", AUXILIARY}, {"aussi", DEGREE}, {"aux", ARTICLE},
    {"avaient", AUXILIARY}, {"avais", AUXILIARY}, {"avait", AUXILIARY},
    {"avant", PREPOSITION}, {"avec", PREPOSITION}, {"avez", AUXILIARY},
    {"avoir", AUXILIARY}, {"avons", AUXILIARY}, {"c'est", AUXILIARY},
    {"c'était", AUXILIARY}, {"car", CONJUNCTION}, {"ce", ARTICLE}, {"ces", ARTICLE},
    {"cet", ARTICLE}, {"cette", ARTICLE}, {"chaque", ARTICLE}, {"chez", PREPOSITION},
    {"comme", CONJUNCTION}, {"comment", CONJUNCTION}, {"contre", PREPOSITION},
    {"d'avoir", AUXILIARY}, {"d'être", AUXILIARY}, {"dans", PREPOSITION}, {"de", OF},
    {"depuis", PREPOSITION}, {"derrière", PREPOSITION}, {"des", ARTICLE},
    {"deux", ARTICLE}, {"devait", AUXILIARY}, {"devant", PREPOSITION},
    {"devrait", AUXILIARY}, {"dois", AUXILIARY}, {"doit", AUXILIARY},
    {"doivent", AUXILIARY}, {"donc", CONJUNCTION}, {"dont", CONJUNCTION},
    {"du", ARTICLE}, {"dès", PREPOSITION}, {"elle", SUBJECT}, {"elles", SUBJECT},
    {"en", PREPOSITION}, {"entre", PREPOSITION}, {"es", AUXILIARY}, {"est", AUXILIARY},
    {"et", LINK}, {"fallait", AUXILIARY}, {"faut", AUXILIARY}, {"furent", AUXILIARY},
    {"fut", AUXILIARY}, {"il", SUBJECT}, {"ils", SUBJECT}, {"j'ai", AUXILIARY},
    {"j'avais", AUXILIARY}, {"j'étais", AUXILIARY}, {"je", SUBJECT},
    {"jusqu'au", PREPOSITION}, {"jusqu'à", PREPOSITION}, {"l'a", AUXILIARY},
    {"l'ai", AUXILIARY}, {"l'avait", AUXILIARY}, {"la", ARTICLE}, {"le", ARTICLE},
    {"les", ARTICLE}, {"leur", ARTICLE}, {"leurs", ARTICLE},
    {"lorsqu'elle", CONJUNCTION}, {"lorsqu'il", CONJUNCTION}, {"lorsque", CONJUNCTION},
    {"m'a", AUXILIARY}, {"m'avait", AUXILIARY}, {"ma", ARTICLE}, {"mais", CONJUNCTION},
    {"malgré", PREPOSITION}, {"me", SUBJECT}, {"mes", ARTICLE}, {"moins", DEGREE},
    {"mon", ARTICLE}, {"n'a", AUXILIARY}, {"n'ai", AUXILIARY}, {"n'avait", AUXILIARY},
    {"n'est", AUXILIARY}, {"n'était", AUXILIARY}, {"ne", DEGREE}, {"nos", ARTICLE},
    {"notre", ARTICLE}, {"nous", SUBJECT}, {"on", SUBJECT}, {"ont", AUXILIARY},
    {"ou", LINK}, {"où", CONJUNCTION}, {"par", PREPOSITION}, {"parce", CONJUNCTION},
    {"pendant", PREPOSITION}, {"peut", AUXILIARY}, {"peuvent", AUXILIARY},
    {"peux", AUXILIARY}, {"plus", DEGREE}, {"plusieurs", ARTICLE}, {"pour", PREPOSITION},
    {"pourquoi", CONJUNCTION}, {"pourrait", AUXILIARY}, {"pouvait", AUXILIARY},
    {"puisqu'il", CONJUNCTION}, {"puisque", CONJUNCTION}, {"qu'elle", CONJUNCTION},
    {"qu'elles", CONJUNCTION}, {"qu'il", CONJUNCTION}, {"qu'ils", CONJUNCTION},
    {"qu'on", CONJUNCTION}, {"qu'un", CONJUNCTION}, {"qu'une", CONJUNCTION},
    {"quand", CONJUNCTION}, {"que", CONJUNCTION}, {"quel", ARTICLE}, {"quelle", ARTICLE},
    {"quelque", ARTICLE}, {"quelques", ARTICLE}, {"qui", CONJUNCTION},
    {"s'est", AUXILIARY}, {"s'il", CONJUNCTION}, {"s'ils", CONJUNCTION},
    {"s'était", AUXILIARY}, {"sa", ARTICLE}, {"sans", PREPOSITION}, {"se", SUBJECT},
    {"selon", PREPOSITION}, {"sera", AUXILIARY}, {"serait", AUXILIARY}, {"ses", ARTICLE},
    {"si", CONJUNCTION}, {"sommes", AUXILIARY}, {"son", ARTICLE}, {"sont", AUXILIARY},
    {"sous", PREPOSITION}, {"suis", AUXILIARY}, {"sur", PREPOSITION}, {"t'a", AUXILIARY},
    {"t'ai", AUXILIARY}, {"ta", ARTICLE}, {"tandis", CONJUNCTION}, {"te", SUBJECT},
    {"tes", ARTICLE}, {"ton", ARTICLE}, {"tous", ARTICLE}, {"tout", ARTICLE},
    {"toute", ARTICLE}, {"toutes", ARTICLE}, {"trois", ARTICLE}, {"trop", DEGREE},
    {"très", DEGREE}, {"tu", SUBJECT}, {"un", ARTICLE}, {"une", ARTICLE},
    {"va", AUXILIARY}, {"vais", AUXILIARY}, {"vas", AUXILIARY}, {"vers", PREPOSITION},
    {"veut", AUXILIARY}, {"veux", AUXILIARY}, {"vont", AUXILIARY}, {"vos", ARTICLE},
    {"votre", ARTICLE}, {"voudrait", AUXILIARY}, {"voulait", AUXILIARY},
    {"vous", SUBJECT}, {"y", SUBJECT}, {"à", PREPOSITION}, {"étaient", AUXILIARY},
    {"étais", AUXILIARY}, {"était", AUXILIARY}, {"êtes", AUXILIARY}, {"être", AUXILIARY},
};

static const struct word german[] = {
    {"aber", CONJUNCTION}, {"als", CONJUNCTION}, {"am", ARTICLE}, {"auf", PREPOSITION},
    {"aus", PREPOSITION}, {"bei", PREPOSITION}, {"bis", CONJUNCTION},
    {"damit", CONJUNCTION}, {"das", ARTICLE}, {"dass", CONJUNCTION}, {"dein", ARTICLE},
    {"dem", ARTICLE}, {"den", ARTICLE}, {"denn", CONJUNCTION}, {"der", ARTICLE},
    {"des", ARTICLE}, {"die", ARTICLE}, {"diese", ARTICLE}, {"dieser", ARTICLE},
    {"doch", CONJUNCTION}, {"du", SUBJECT}, {"durch", PREPOSITION}, {"ein", ARTICLE},
    {"eine", ARTICLE}, {"einem", ARTICLE}, {"einen", ARTICLE}, {"einer", ARTICLE},
    {"eines", ARTICLE}, {"er", SUBJECT}, {"es", EITHER}, {"ich", SUBJECT},
    {"ihr", ARTICLE}, {"ihre", ARTICLE}, {"im", ARTICLE}, {"in", PREPOSITION},
    {"ins", ARTICLE}, {"kein", ARTICLE}, {"keine", ARTICLE}, {"mein", ARTICLE},
    {"meine", ARTICLE}, {"mit", PREPOSITION}, {"nach", PREPOSITION}, {"nicht", DEGREE},
    {"ob", CONJUNCTION}, {"oder", LINK}, {"ohne", PREPOSITION}, {"sehr", DEGREE},
    {"sein", ARTICLE}, {"seine", ARTICLE}, {"sie", EITHER}, {"sondern", CONJUNCTION},
    {"und", LINK}, {"unser", ARTICLE}, {"unter", PREPOSITION}, {"vom", ARTICLE},
    {"von", PREPOSITION}, {"vor", PREPOSITION}, {"weil", CONJUNCTION},
    {"wenn", CONJUNCTION}, {"wie", CONJUNCTION}, {"wir", SUBJECT}, {"zu", DEGREE},
    {"zum", ARTICLE}, {"zur", ARTICLE},
};

static const struct word spanish[] = {
    {"a", PREPOSITION}, {"al", ARTICLE}, {"alguna", ARTICLE}, {"algunas", ARTICLE},
    {"algunos", ARTICLE}, {"algún", ARTICLE}, {"ante", PREPOSITION},
    {"antes", PREPOSITION}, {"aquel", ARTICLE}, {"aquella", ARTICLE},
    {"aquellos", ARTICLE}, {"aunque", CONJUNCTION}, {"bajo", PREPOSITION},
    {"cada", ARTICLE}, {"casi", DEGREE}, {"como", CONJUNCTION}, {"con", PREPOSITION},
    {"contra", PREPOSITION}, {"cual", CONJUNCTION}, {"cuando", CONJUNCTION},
    {"cuya", CONJUNCTION}, {"cuyo", CONJUNCTION}, {"cuándo", CONJUNCTION},
    {"cómo", CONJUNCTION}, {"de", OF}, {"debe", AUXILIARY}, {"deben", AUXILIARY},
    {"debía", AUXILIARY}, {"del", ARTICLE}, {"desde", PREPOSITION},
    {"después", PREPOSITION}, {"donde", CONJUNCTION}, {"dos", ARTICLE},
    {"durante", PREPOSITION}, {"dónde", CONJUNCTION}, {"el", ARTICLE}, {"ella", SUBJECT},
    {"ellas", SUBJECT}, {"ellos", SUBJECT}, {"en", PREPOSITION}, {"entre", PREPOSITION},
    {"era", AUXILIARY}, {"eran", AUXILIARY}, {"es", AUXILIARY}, {"esa", ARTICLE},
    {"esas", ARTICLE}, {"ese", ARTICLE}, {"esos", ARTICLE}, {"esta", ARTICLE},
    {"estaba", AUXILIARY}, {"estaban", AUXILIARY}, {"estamos", AUXILIARY},
    {"estar", AUXILIARY}, {"estas", ARTICLE}, {"este", ARTICLE}, {"esto", ARTICLE},
    {"estos", ARTICLE}, {"estoy", AUXILIARY}, {"está", AUXILIARY}, {"están", AUXILIARY},
    {"fue", AUXILIARY}, {"fueron", AUXILIARY}, {"ha", AUXILIARY}, {"haber", AUXILIARY},
    {"había", AUXILIARY}, {"habíamos", AUXILIARY}, {"habían", AUXILIARY},
    {"habías", AUXILIARY}, {"hacia", PREPOSITION}, {"han", AUXILIARY},
    {"has", AUXILIARY}, {"hasta", PREPOSITION}, {"hay", AUXILIARY}, {"he", AUXILIARY},
    {"hemos", AUXILIARY}, {"hubo", AUXILIARY}, {"iba", AUXILIARY}, {"iban", AUXILIARY},
    {"la", ARTICLE}, {"las", ARTICLE}, {"le", SUBJECT}, {"lo", ARTICLE},
    {"los", ARTICLE}, {"me", SUBJECT}, {"menos", DEGREE}, {"mi", ARTICLE},
    {"mientras", CONJUNCTION}, {"mis", ARTICLE}, {"mucha", ARTICLE}, {"muchas", ARTICLE},
    {"mucho", ARTICLE}, {"muchos", ARTICLE}, {"muy", DEGREE}, {"más", DEGREE},
    {"ni", LINK}, {"ninguna", ARTICLE}, {"ningún", ARTICLE}, {"no", DEGREE},
    {"nos", SUBJECT}, {"nosotros", SUBJECT}, {"nuestra", ARTICLE}, {"nuestras", ARTICLE},
    {"nuestro", ARTICLE}, {"nuestros", ARTICLE}, {"nunca", DEGREE}, {"o", LINK},
    {"os", SUBJECT}, {"otra", ARTICLE}, {"otras", ARTICLE}, {"otro", ARTICLE},
    {"otros", ARTICLE}, {"para", PREPOSITION}, {"pero", CONJUNCTION},
    {"podría", AUXILIARY}, {"podía", AUXILIARY}, {"por", PREPOSITION},
    {"porque", CONJUNCTION}, {"pudo", AUXILIARY}, {"puede", AUXILIARY},
    {"pueden", AUXILIARY}, {"puedo", AUXILIARY}, {"pues", CONJUNCTION},
    {"que", CONJUNCTION}, {"quería", AUXILIARY}, {"quien", CONJUNCTION},
    {"quienes", CONJUNCTION}, {"quiere", AUXILIARY}, {"quieren", AUXILIARY},
    {"quiero", AUXILIARY}, {"quién", CONJUNCTION}, {"qué", CONJUNCTION}, {"se", SUBJECT},
    {"según", PREPOSITION}, {"ser", AUXILIARY}, {"será", AUXILIARY},
    {"sería", AUXILIARY}, {"si", CONJUNCTION}, {"siempre", DEGREE}, {"sin", PREPOSITION},
    {"sino", CONJUNCTION}, {"sobre", PREPOSITION}, {"somos", AUXILIARY},
    {"son", AUXILIARY}, {"soy", AUXILIARY}, {"su", ARTICLE}, {"sus", ARTICLE},
    {"tan", DEGREE}, {"te", SUBJECT}, {"tengo", AUXILIARY}, {"tenía", AUXILIARY},
    {"tiene", AUXILIARY}, {"tienen", AUXILIARY}, {"toda", ARTICLE}, {"todas", ARTICLE},
    {"todo", ARTICLE}, {"todos", ARTICLE}, {"tras", PREPOSITION}, {"tres", ARTICLE},
    {"tu", ARTICLE}, {"tuve", AUXILIARY}, {"tuvo", AUXILIARY}, {"un", ARTICLE},
    {"una", ARTICLE}, {"unas", ARTICLE}, {"unos", ARTICLE}, {"usted", SUBJECT},
    {"ustedes", SUBJECT}, {"va", AUXILIARY}, {"vamos", AUXILIARY}, {"van", AUXILIARY},
    {"voy", AUXILIARY}, {"y", LINK}, {"ya", DEGREE}, {"yo", SUBJECT}, {"él", SUBJECT},
};
/* clang-format on */

#define ROWS(table) table, sizeof(table) / sizeof *(table)

static const struct {
    const char *tag;
    const struct word *words;
    size_t n;
} languages[] = {
    {"de", ROWS(german)},
    {"en", ROWS(english)},
    {"es", ROWS(spanish)},
    {"fr", ROWS(french)},
};

bool daesa_word_language(struct daesa_str base, size_t *out)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (daesa_str_is_nocase(base, languages[i].tag)) {
            *out = i;
            return true;
        }
    return false;
}

const char *daesa_word_tag(size_t language)
{
    return languages[language].tag;
}

void daesa_word_fold(struct daesa_str word, char *out, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i < word.len && n + 1 < size; i++) {
        char c = word.s[i];
        if (daesa_str_starts(daesa_str_from(word, i), "\u2019")) {
            c = '\'';
            i += 2;
        }
        out[n++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    out[word.len < size ? n : 0] = '\0';
}

static int compare(const void *key, const void *row)
{
    return strcmp(key, ((const struct word *)row)->word);
}

enum daesa_word_role daesa_word_role(size_t language, struct daesa_str word)
{
    char key[DAESA_WORD_KEY_SIZE];
    daesa_word_fold(word, key, sizeof key);
    const struct word *found = bsearch(key, languages[language].words,
                                       languages[language].n, sizeof *found, compare);
    return found ? found->role : DAESA_WORD_OTHER;
}
