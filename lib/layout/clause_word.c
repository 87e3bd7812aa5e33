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
    {"a", A}, {"able", LEADS}, {"about", P | LEADS}, {"above", P},
    {"accept", B | SURE | SAYS | TELLS}, {"achieve", B | SURE}, {"acquire", B | SURE},
    {"across", P}, {"adapt", B | SURE}, {"admire", B | SURE},
    {"admit", B | SAYS | SURE | TELLS}, {"admitted", V | SAYS}, {"adopt", B | SURE},
    {"afford", LEADS}, {"after", MAYBE}, {"afternoon", N | TIME}, {"against", P},
    {"agree", B | SAYS}, {"agreed", V | SAYS}, {"all", A}, {"allow", B | SURE},
    {"allowed", LEADS}, {"almost", ADV}, {"along", P}, {"already", ADV}, {"also", ADV},
    {"although", OPENS}, {"always", ADV}, {"am", X}, {"among", P}, {"an", A}, {"and", L},
    {"announce", B | SAYS | SURE | TELLS}, {"announced", V | SAYS}, {"another", A},
    {"answer", N | B}, {"any", A}, {"anybody", S}, {"anyone", S}, {"anything", N},
    {"apologize", B | SURE}, {"appear", B | LEADS}, {"appeared", V | LEADS},
    {"appears", V | LEADS}, {"apply", B | SURE}, {"appreciate", B | SURE},
    {"approve", B | SURE}, {"are", X}, {"aren't", X}, {"argue", B | SAYS | SURE | TELLS},
    {"argued", V | SAYS}, {"argues", V | SAYS}, {"arise", B | SURE}, {"around", P},
    {"arrange", B | SURE}, {"arrive", B}, {"arrived", V}, {"as", MAYBE | AS},
    {"ascend", B | SURE}, {"ask", B}, {"asked", V}, {"assume", B | SAYS | SURE | TELLS},
    {"assumed", V | SAYS}, {"assumes", V | SAYS}, {"at", P}, {"ate", V},
    {"attach", B | SURE}, {"attack", N | B}, {"attend", B | SURE}, {"autumn", N | TIME},
    {"avoid", B | SURE}, {"away", P | UP}, {"back", P | UP}, {"bad", ADJ}, {"be", H},
    {"became", V}, {"because", OPENS}, {"become", B}, {"been", H}, {"before", MAYBE},
    {"beg", B | SURE}, {"began", V | LEADS}, {"begin", B | LEADS},
    {"beginning", N | LEADS}, {"begins", V | LEADS}, {"behave", B | SURE}, {"behind", P},
    {"being", H}, {"believe", B | SAYS}, {"believed", V | SAYS}, {"believes", V | SAYS},
    {"belong", B | SURE}, {"below", P}, {"beneath", P}, {"beside", P}, {"besides", P},
    {"best", ADJ}, {"better", ADJ}, {"between", P}, {"beyond", P}, {"big", ADJ},
    {"both", A}, {"bother", B | SURE}, {"bought", V}, {"breathe", B | SURE},
    {"bring", B}, {"brings", V}, {"broke", V}, {"brought", V}, {"build", B},
    {"building", N}, {"built", V}, {"burn", N | B}, {"bury", B | SURE}, {"but", L},
    {"buy", B}, {"by", P}, {"calculate", B | SURE}, {"call", N | B}, {"came", V},
    {"can", X}, {"can't", X}, {"cannot", X}, {"care", N | B}, {"carry", B},
    {"caught", V}, {"cause", N | B}, {"ceiling", N}, {"celebrate", B | SURE},
    {"change", N | B}, {"charge", N | B}, {"check", N | B}, {"choose", B}, {"chose", V},
    {"claim", N | B | SAYS | TELLS}, {"claimed", V | SAYS}, {"clarify", B | SURE},
    {"clearly", ADV}, {"climb", N | B}, {"clothing", N}, {"collect", B},
    {"combine", B | SURE}, {"come", B}, {"comes", V}, {"communicate", B | SURE},
    {"compare", B | SURE}, {"compete", B | SURE}, {"complain", B | SAYS | SURE | TELLS},
    {"concentrate", B | SURE}, {"conclude", B | SAYS | SURE | TELLS},
    {"confirm", B | SAYS | SURE | TELLS}, {"connect", B | SURE}, {"consider", B | SURE},
    {"consist", B | SURE}, {"construct", B | SURE}, {"consume", B | SURE},
    {"contain", B | SURE}, {"continue", B}, {"continued", V | LEADS},
    {"continues", V | LEADS}, {"continuing", N | ING | LEADS}, {"contribute", B | SURE},
    {"convert", B | SURE}, {"convince", B | SAYS | TELLS | SURE}, {"could", X},
    {"couldn't", X}, {"cover", N | B}, {"crash", N | B}, {"create", B | SURE},
    {"cross", N | B}, {"cry", N | B}, {"cut", V}, {"damage", N | B}, {"dance", N | B},
    {"dared", V | LEADS}, {"day", N | TIME}, {"days", N | TIME}, {"deal", N | B},
    {"decide", B | LEADS}, {"decided", V | SAYS | LEADS}, {"deciding", N | ING | LEADS},
    {"declare", B | SAYS | SURE | TELLS}, {"defeat", N | B}, {"defend", B | SURE},
    {"define", B | SURE}, {"delay", N | B}, {"deliver", B | SURE}, {"demand", N | B},
    {"demonstrate", B | SAYS | SURE | TELLS}, {"deny", B | SAYS | SURE | TELLS},
    {"depend", B | SURE}, {"descend", B | SURE}, {"describe", B},
    {"deserve", B | LEADS | SURE}, {"design", N | B}, {"despite", P},
    {"destroy", B | SURE}, {"detect", B | SURE}, {"determine", B | SAYS | SURE | TELLS},
    {"develop", B | SURE}, {"did", X}, {"didn't", X}, {"die", B | SURE},
    {"differ", B | SURE}, {"disagree", B | SURE}, {"disappear", B | SURE},
    {"discover", B | SAYS | SURE}, {"discovered", V | SAYS}, {"discuss", B | SURE},
    {"display", N | B}, {"distinguish", B | SURE}, {"divide", B | SURE}, {"do", X},
    {"does", X}, {"doesn't", X}, {"don't", X}, {"doubt", N | B | SAYS | TELLS},
    {"down", P | UP}, {"drank", V}, {"dream", N | B}, {"drew", V}, {"drink", N | B},
    {"drive", N | B}, {"drop", N | B}, {"drove", V}, {"due", LEADS}, {"during", P},
    {"each", A}, {"earn", B | SURE}, {"easy", LEADS}, {"eat", B}, {"eight", A},
    {"eliminate", B | SURE}, {"else", ADV}, {"emerge", B | SURE},
    {"emphasize", B | SAYS | SURE | TELLS}, {"employ", B | SURE}, {"enable", B | SURE},
    {"encourage", B | SURE}, {"end", N | TIME}, {"enjoy", B | SURE},
    {"ensure", B | SAYS | SURE | TELLS}, {"enter", B | SURE}, {"escape", N | B},
    {"especially", LEAST}, {"establish", B | SURE}, {"estimate", N | B | SAYS},
    {"even", ADV | LEAST}, {"evening", N | TIME}, {"ever", ADV | LEAST}, {"every", A},
    {"everybody", S}, {"everyone", S}, {"everything", N}, {"examine", B | SURE},
    {"except", P | LEAST}, {"exchange", N | B}, {"exist", B | SURE},
    {"expand", B | SURE}, {"expect", B | LEADS}, {"expected", V | LEADS},
    {"experience", N | B}, {"explain", B}, {"explained", V | SAYS},
    {"explore", B | SURE}, {"extend", B | SURE}, {"face", N | B},
    {"fail", B | LEADS | SURE}, {"failed", V | LEADS}, {"fall", N | B},
    {"fear", N | B | SAYS}, {"feed", N | B}, {"feel", B | SAYS}, {"fell", V},
    {"felt", V | SAYS}, {"few", A}, {"fight", N | B}, {"fill", B | SURE},
    {"finally", ADV}, {"find", B | SAYS}, {"first", ADJ}, {"five", A}, {"fix", N | B},
    {"flew", V}, {"fly", N | B}, {"focus", N | B}, {"follow", B}, {"for", P},
    {"force", N | B}, {"forced", LEADS}, {"forgave", V}, {"forget", B | SAYS},
    {"forgot", V | SAYS}, {"form", N | B}, {"fought", V}, {"found", V | SAYS},
    {"four", A}, {"from", P}, {"froze", V}, {"full", ADJ}, {"gain", N | B},
    {"gather", B | SURE}, {"gave", V}, {"generate", B | SURE}, {"get", B}, {"gets", V},
    {"give", B}, {"gives", V}, {"go", B}, {"goes", V}, {"going", N | LEADS},
    {"gonna", LEADS}, {"good", ADJ}, {"got", V}, {"great", ADJ}, {"grew", V},
    {"grip", N | B}, {"grow", B}, {"guard", N | B}, {"guess", B | SAYS},
    {"guessed", V | SAYS}, {"guide", N | B}, {"had", X | LEADS}, {"hadn't", X},
    {"half", A}, {"handle", N | B}, {"hang", B | SURE}, {"happen", B},
    {"happened", V | LEADS}, {"happens", V | LEADS}, {"hard", LEADS}, {"hardly", ADV},
    {"has", X | LEADS}, {"hasn't", X}, {"hate", B | SURE}, {"have", X | LEADS},
    {"haven't", X}, {"having", N | LEADS}, {"he", S}, {"he'd", X | S}, {"he'll", X | S},
    {"he's", X | S}, {"hear", B | SAYS}, {"heard", V | SAYS}, {"held", V},
    {"help", N | B}, {"her", A}, {"here's", X | S}, {"herself", O}, {"hid", V},
    {"hide", B | SURE}, {"high", ADJ}, {"him", O}, {"himself", O}, {"hire", B | SURE},
    {"his", A}, {"hit", N | B}, {"hold", N | B}, {"hope", B | SAYS | LEADS},
    {"hoped", V | SAYS | LEADS}, {"hopes", LEADS}, {"hoping", N | ING | LEADS},
    {"hours", N | TIME}, {"how", OPENS | LEADS | WHAT}, {"hundred", ADJ}, {"hung", V},
    {"hunt", N | B}, {"hurt", N | B}, {"i", S}, {"i'd", X | S}, {"i'll", X | S},
    {"i'm", X | S}, {"i've", X | S}, {"identify", B | SURE}, {"if", OPENS},
    {"ignore", B | SURE}, {"imagine", B | SAYS}, {"imagined", V | SAYS},
    {"imply", B | SAYS | SURE | TELLS}, {"improve", B | SURE}, {"in", P | UP},
    {"include", B | SURE}, {"increase", N | B}, {"indicate", B | SAYS | SURE | TELLS},
    {"inform", B | SAYS | TELLS | SURE}, {"inside", P},
    {"insist", B | SAYS | SURE | TELLS}, {"insisted", V | SAYS}, {"inspire", B | SURE},
    {"integrate", B | SURE}, {"intend", B | LEADS | SURE}, {"intended", V | LEADS},
    {"intends", V | LEADS}, {"into", P}, {"introduce", B | SURE}, {"invent", B | SURE},
    {"investigate", B | SURE}, {"invite", B | SURE}, {"involve", B | SURE}, {"is", X},
    {"isn't", X}, {"it", S | O}, {"it'll", X | S}, {"it's", X | S}, {"its", A},
    {"itself", O}, {"join", B | SURE}, {"judge", N | B}, {"jump", N | B},
    {"just", ADV | LEAST}, {"justify", B | SURE}, {"keep", B}, {"keeps", V}, {"kept", V},
    {"kick", N | B}, {"kill", B | SURE}, {"king", N}, {"kiss", N | B},
    {"knew", V | SAYS}, {"know", B | SAYS | SURE}, {"knows", V | SAYS}, {"lack", N | B},
    {"laid", V}, {"large", ADJ}, {"last", ADJ}, {"laugh", N | B}, {"launch", N | B},
    {"lay", V}, {"lead", N | B}, {"learn", B | LEADS}, {"learned", V | SAYS | LEADS},
    {"learning", N | ING | LEADS}, {"learnt", V | SAYS}, {"leave", B}, {"led", V},
    {"left", V}, {"lend", B | SURE}, {"lent", V}, {"lest", OPENS}, {"let", B | SURE},
    {"lie", N | B}, {"lift", N | B}, {"like", B | P | MAYBE}, {"likely", LEADS},
    {"limit", N | B}, {"link", N | B}, {"list", N | B}, {"listen", B}, {"little", ADJ},
    {"live", B}, {"lives", V}, {"long", LEAST}, {"look", B}, {"looks", V}, {"lose", B},
    {"lost", V}, {"love", N | B}, {"maintain", B | SURE}, {"make", B}, {"makes", V},
    {"manage", B | LEADS | SURE}, {"managed", V | LEADS}, {"many", A}, {"march", N | B},
    {"mark", N | B}, {"marry", B | SURE}, {"matter", N | B}, {"may", X}, {"me", O},
    {"mean", B | SAYS}, {"means", V | SAYS}, {"meant", V | SAYS | LEADS},
    {"measure", N | B}, {"meet", B}, {"mention", B | SAYS | SURE | TELLS}, {"met", V},
    {"might", X}, {"minutes", N | TIME}, {"mix", N | B}, {"moment", N | TIME},
    {"month", N | TIME}, {"months", N | TIME}, {"more", A}, {"morning", N | TIME},
    {"most", A}, {"move", N | B}, {"much", A}, {"murder", N | B}, {"must", X},
    {"mustn't", X}, {"my", A}, {"myself", O}, {"naked", ADJ}, {"name", N | B},
    {"near", P}, {"need", B | LEADS}, {"needing", N | ING | LEADS}, {"needs", V | LEADS},
    {"never", ADV}, {"new", ADJ}, {"next", ADJ}, {"night", N | TIME}, {"nine", A},
    {"no", A}, {"nobody", S}, {"none", S}, {"nor", L}, {"not", ADV | LEAST},
    {"nothing", N}, {"notice", B | SAYS}, {"noticed", V | SAYS}, {"now", N | TIME},
    {"obey", B | SURE}, {"observe", B | SAYS | SURE | TELLS}, {"obtain", B | SURE},
    {"occur", B | SURE}, {"of", P}, {"off", P | UP}, {"offer", N | B},
    {"offered", V | LEADS}, {"often", ADV}, {"old", ADJ}, {"on", P | UP},
    {"once", ADV | MAYBE}, {"one", A}, {"only", ADV | LEAST}, {"onto", P},
    {"operate", B | SURE}, {"or", L}, {"order", N | B}, {"organize", B | SURE},
    {"other", ADJ}, {"ought", LEADS}, {"our", A}, {"ourselves", O}, {"out", P | UP},
    {"outside", P}, {"over", P | UP}, {"overcome", B | SURE}, {"owe", B | SURE},
    {"own", ADJ}, {"paid", V}, {"paint", N | B}, {"participate", B | SURE},
    {"particularly", LEAST}, {"pass", N | B}, {"past", P}, {"pause", N | B}, {"pay", B},
    {"per", P}, {"perform", B | SURE}, {"perhaps", ADV},
    {"persuade", B | SAYS | TELLS | SURE}, {"pick", N | B}, {"picture", N | B},
    {"place", N | B}, {"plan", N | B}, {"planned", LEADS}, {"planning", N | ING | LEADS},
    {"plant", N | B}, {"play", N | B}, {"please", B | SURE}, {"point", N | B},
    {"poor", ADJ}, {"possess", B | SURE}, {"practice", N | B}, {"pray", B | SURE},
    {"predict", B | SAYS | SURE | TELLS}, {"prefer", B | LEADS | SURE},
    {"prepared", LEADS}, {"present", N | B}, {"preserve", B | SURE}, {"press", N | B},
    {"pretend", B | SAYS | LEADS | SURE}, {"prevent", B | SURE}, {"print", N | B},
    {"probably", ADV}, {"proceed", B | SURE}, {"process", N | B}, {"produce", B | SURE},
    {"profit", N | B}, {"progress", N | B}, {"promise", N | B}, {"promised", V | LEADS},
    {"propose", B | SAYS | SURE | TELLS}, {"protect", B | SURE}, {"protest", N | B},
    {"prove", B | SAYS | SURE | TELLS}, {"proved", V | SAYS}, {"proves", V | SAYS},
    {"provide", B | SURE}, {"provided", OPENS}, {"publish", B | SURE}, {"pull", N | B},
    {"punish", B | SURE}, {"pursue", B | SURE}, {"push", N | B}, {"put", V | B},
    {"question", N | B}, {"race", N | B}, {"rain", N | B}, {"raise", B | SURE},
    {"ran", V}, {"rang", V}, {"reach", N | B}, {"react", B | SURE}, {"read", V | SAYS},
    {"ready", LEADS}, {"realise", B | SAYS}, {"realised", V | SAYS},
    {"realize", B | SAYS}, {"realized", V | SAYS}, {"really", ADV},
    {"recall", B | SURE | SAYS | TELLS}, {"receive", B | SURE},
    {"recognize", B | SAYS | SURE}, {"recommend", B | SAYS | SURE | TELLS},
    {"record", N | B}, {"recover", B | SURE}, {"reduce", B | SURE}, {"refer", B | SURE},
    {"reflect", B | SURE}, {"refuse", B | LEADS}, {"refused", V | LEADS},
    {"refusing", N | ING | LEADS}, {"regret", N | B | SAYS | TELLS},
    {"reject", B | SURE}, {"relate", B | SURE}, {"release", N | B}, {"rely", B | SURE},
    {"remain", B | SURE}, {"remains", V}, {"remember", B | SAYS},
    {"remembered", V | SAYS}, {"remind", B | SAYS | TELLS | SURE}, {"remove", B | SURE},
    {"repair", N | B}, {"replace", B | SURE}, {"reply", B | SAYS | SURE},
    {"report", N | B}, {"represent", B | SURE}, {"require", B | SURE}, {"rescue", N | B},
    {"resist", B | SURE}, {"resolve", B | SURE}, {"respond", B | SURE}, {"rest", N | B},
    {"restore", B | SURE}, {"return", N | B}, {"reveal", B | SAYS | SURE | TELLS},
    {"ride", N | B}, {"ring", N}, {"rise", N | B}, {"risk", N | B}, {"rode", V},
    {"roll", N | B}, {"rose", V}, {"rule", N | B}, {"run", B}, {"runs", V},
    {"rush", N | B}, {"sacred", ADJ}, {"sacrifice", N | B}, {"said", V | SAYS},
    {"sail", N | B}, {"same", ADJ}, {"sang", V}, {"sank", V}, {"sat", V},
    {"satisfy", B | SURE}, {"save", B | SURE}, {"saw", V | SAYS}, {"say", B | SAYS},
    {"says", V | SAYS}, {"search", N | B}, {"second", ADJ}, {"seconds", N | TIME},
    {"see", B | SAYS}, {"seek", B | SURE}, {"seem", B | SAYS | LEADS | SURE},
    {"seemed", V | SAYS | LEADS}, {"seems", V | SAYS | LEADS}, {"select", B | SURE},
    {"sell", B}, {"send", B}, {"sense", N | B}, {"sent", V}, {"serve", B | SURE},
    {"set", V | B}, {"settle", B | SURE}, {"seven", A}, {"several", A}, {"shake", N | B},
    {"shall", X}, {"shape", N | B}, {"share", N | B}, {"she", S}, {"she'd", X | S},
    {"she'll", X | S}, {"she's", X | S}, {"shift", N | B}, {"shone", V}, {"shook", V},
    {"shoot", N | B}, {"short", ADJ}, {"shortly", LEAST}, {"should", X},
    {"shouldn't", X}, {"shout", N | B}, {"show", N | B}, {"showed", V | SAYS | TELLS},
    {"shows", V | SAYS}, {"sign", N | B}, {"simply", LEAST}, {"since", MAYBE},
    {"sing", B}, {"sit", B}, {"six", A}, {"sleep", N | B}, {"slept", V}, {"slip", N | B},
    {"small", ADJ}, {"smell", N | B}, {"so", OPENS}, {"sold", V}, {"solve", B | SURE},
    {"some", A}, {"somebody", S}, {"someone", S}, {"something", N},
    {"soon", ADV | LEAST}, {"speak", B}, {"spend", B}, {"spent", V}, {"split", N | B},
    {"spoke", V}, {"spread", V}, {"spring", N | TIME}, {"stand", B}, {"stands", V},
    {"start", B | LEADS}, {"started", V | LEADS}, {"starting", N | ING | LEADS},
    {"starts", V | LEADS}, {"state", N | B | SAYS | TELLS}, {"stay", N | B},
    {"steal", B | SURE}, {"step", N | B}, {"still", ADV}, {"stole", V}, {"stood", V},
    {"stop", B}, {"store", N | B}, {"strengthen", B | SURE}, {"stress", N | B},
    {"stretch", N | B}, {"strike", N | B}, {"string", N}, {"strip", N | B},
    {"struck", V}, {"struggle", N | B}, {"stuck", V}, {"study", N | B},
    {"succeed", B | SURE}, {"suffer", B | SURE}, {"suggest", B | SAYS | SURE},
    {"suggested", V | SAYS}, {"suggests", V | SAYS}, {"summer", N | TIME},
    {"supply", N | B}, {"support", N | B}, {"suppose", B | SAYS}, {"supposed", LEADS},
    {"surprise", N | B}, {"surround", B | SURE}, {"survey", N | B},
    {"survive", B | SURE}, {"suspect", N | B}, {"swam", V},
    {"swear", B | SAYS | SURE | TELLS}, {"swim", N | B}, {"swore", V | SAYS},
    {"take", B}, {"takes", V}, {"talk", B}, {"target", N | B}, {"taste", N | B},
    {"taught", V}, {"teach", B}, {"tear", N | B}, {"tell", B | SAYS | TELLS},
    {"tells", V | SAYS | TELLS}, {"ten", A}, {"tend", B | LEADS | SURE},
    {"tended", V | LEADS}, {"tends", V | LEADS}, {"test", N | B}, {"than", MAYBE},
    {"thank", N | B}, {"that", REL | THAT}, {"that's", X | S}, {"the", A}, {"their", A},
    {"them", O}, {"themselves", O}, {"then", ADV}, {"there", S}, {"there's", X | S},
    {"these", A}, {"they", S}, {"they'd", X | S}, {"they'll", X | S}, {"they're", X | S},
    {"they've", X | S}, {"thing", N}, {"think", B | SAYS | SURE}, {"thinks", V | SAYS},
    {"this", A}, {"those", A}, {"though", OPENS}, {"thought", V | SAYS},
    {"thousand", ADJ}, {"three", A}, {"threw", V}, {"through", P}, {"throughout", P},
    {"throw", B | SURE}, {"thrust", N | B}, {"tie", N | B}, {"till", MAYBE},
    {"time", N | TIME}, {"to", TO}, {"today", N | TIME}, {"told", V | SAYS | TELLS},
    {"took", V}, {"tore", V}, {"touch", N | B}, {"toward", P}, {"towards", P},
    {"trace", N | B}, {"track", N | B}, {"trade", N | B}, {"trail", N | B},
    {"train", N | B}, {"transfer", N | B}, {"transform", B | SURE},
    {"translate", B | SURE}, {"transport", N | B}, {"trap", N | B}, {"travel", N | B},
    {"treat", N | B}, {"trick", N | B}, {"tried", V | LEADS}, {"trust", N | B},
    {"try", B | LEADS}, {"trying", N | ING | LEADS}, {"turn", B}, {"two", A},
    {"unable", LEADS}, {"under", P}, {"underneath", P}, {"understand", B | SAYS},
    {"understood", V | SAYS}, {"unite", B | SURE}, {"unless", OPENS}, {"unlike", P},
    {"unravel", B | SURE}, {"until", MAYBE}, {"up", P | UP}, {"upon", P},
    {"urge", N | B}, {"us", O}, {"use", N | B}, {"used", V | LEADS}, {"value", N | B},
    {"via", P}, {"view", N | B}, {"visit", N | B}, {"voice", N | B}, {"vote", N | B},
    {"wait", N | B}, {"wakes", V}, {"walk", N | B}, {"want", B | LEADS},
    {"wanted", V | LEADS}, {"wanting", N | ING | LEADS}, {"wants", V | LEADS},
    {"warn", B | SAYS | TELLS | SURE}, {"was", X}, {"wash", N | B}, {"wasn't", X},
    {"waste", N | B}, {"watch", N | B}, {"we", S}, {"we'd", X | S}, {"we'll", X | S},
    {"we're", X | S}, {"we've", X | S}, {"wear", B}, {"wedding", N}, {"week", N | TIME},
    {"weeks", N | TIME}, {"welcome", N | B}, {"went", V}, {"were", X}, {"weren't", X},
    {"what", OPENS | LEADS | WHAT}, {"whatever", OPENS | WHAT}, {"when", OPENS | LEADS},
    {"whenever", OPENS}, {"where", OPENS | LEADS}, {"whereas", OPENS},
    {"wherever", OPENS}, {"whether", OPENS | WHAT}, {"which", REL}, {"while", OPENS},
    {"white", ADJ}, {"who", REL}, {"whoever", OPENS | REL}, {"whole", ADJ},
    {"whom", REL}, {"whose", REL}, {"why", OPENS | WHAT}, {"wicked", ADJ}, {"will", X},
    {"willing", LEADS}, {"win", B}, {"wing", N}, {"winter", N | TIME},
    {"wish", B | SAYS}, {"wished", V | SAYS}, {"with", P}, {"within", P}, {"without", P},
    {"woke", V}, {"won", V}, {"won't", X}, {"wonder", N | B | SAYS}, {"wore", V},
    {"work", B}, {"worry", N | B | SAYS | TELLS}, {"would", X}, {"wouldn't", X},
    {"wrap", N | B}, {"write", B}, {"writes", V}, {"wrote", V}, {"year", N | TIME},
    {"years", N | TIME}, {"you", S | O}, {"you'd", X | S}, {"you'll", X | S},
    {"you're", X | S}, {"you've", X | S}, {"young", ADJ}, {"your", A}, {"yourself", O},
};
/* clang-format on */

static int compare(const void *key, const void *row)
{
    return strcmp(key, ((const struct row *)row)->word);
}

static uint32_t look_up(const char *word)
{
    const struct row *found =
        bsearch(word, rows, sizeof rows / sizeof *rows, sizeof *rows, compare);
    return found ? found->bits : 0;
}

/* What the table says of the verb behind "argues", "denied", "stopped" once the `n`
 * letters of the ending are off; 0: it has no such verb. `word` is empty where it is too
 * long for the table. */
static uint32_t stem(const char *word, size_t n)
{
    char key[DAESA_WORD_KEY_SIZE];
    size_t len = strlen(word);
    if (len < n + 2)
        return 0;
    len -= n;
    memcpy(key, word, len);
    key[len] = '\0';
    uint32_t bits = look_up(key);
    if (!(bits & B)) {
        memcpy(key + len, "e", 2);
        bits = look_up(key);
    }
    if (!(bits & B) && key[len - 1] == 'i') {
        memcpy(key + len - 1, "y", 2);
        bits = look_up(key);
    }
    if (!(bits & B) && key[len - 1] == key[len - 2]) {
        key[len - 1] = '\0';
        bits = look_up(key);
    }
    return bits & B ? bits : 0;
}

/* Of a word that the table does not have. */
static uint32_t by_shape(struct daesa_str word, const char *key)
{
    const uint32_t kept = SAYS | TELLS | LEADS;
    if (word.len > 4 && daesa_str_ends(word, "ing"))
        return N | ING | (stem(key, 3) & kept);
    if (word.len > 3 && daesa_str_ends(word, "ed") && !daesa_str_ends(word, "eed"))
        return V | (stem(key, 2) & kept);
    if (word.len > 4 && daesa_str_ends(word, "ly"))
        return ADV;
    uint32_t bits = word.len > 4 && daesa_str_ends(word, "s") ? stem(key, 1) : 0;
    if (!bits && word.len > 4 && daesa_str_ends(word, "es"))
        bits = stem(key, 2);
    return bits & SURE ? V | (bits & kept) : N;
}

uint32_t daesa_clause_word(struct daesa_str word)
{
    char key[DAESA_WORD_KEY_SIZE];
    if (word.len == 0)
        return 0;
    daesa_word_fold(word, key, sizeof key);
    uint32_t bits = look_up(key);
    return bits ? bits : by_shape(word, key);
}
