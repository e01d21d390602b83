/*
 * Reads connection strings with the real libpq and answers where it would connect.
 * It never opens a connection and never resolves a name: only PQconninfoParse and
 * PQconndefaults are called, and the list rules of pqConnectOptions2 are applied here.
 *
 *   libpq_reader <path of libpq>
 *
 * A request is a line of hexadecimal digits; an empty line ends a batch, and only then
 * are its answers written (so neither side can block the other), one JSON line each:
 *   {"dials":[["host","port"],...],"database":"...","user":"...","password":"...","options":"..."}
 *   {"rejected":"why"}
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Public ABI of libpq (libpq-fe.h): declared here, since the npm build ships no headers. */
typedef struct {
    char *keyword, *envvar, *compiled, *val, *label, *dispchar;
    int dispsize;
} Option;

static Option *(*parse_conninfo)(const char *, char **);
static Option *(*connection_defaults)(void);
static void (*free_options)(Option *);
static void (*free_memory)(void *);

static void *need(void *library, const char *name)
{
    void *symbol = dlsym(library, name);
    if (symbol == NULL) {
        fprintf(stderr, "libpq_reader: %s\n", dlerror());
        exit(1);
    }
    return symbol;
}

static const char *value_of(const Option *options, const char *keyword)
{
    for (; options != NULL && options->keyword != NULL; options++)
        if (strcmp(options->keyword, keyword) == 0)
            return options->val;
    return NULL;
}

/* conninfo_add_defaults: what the string leaves unset (an empty value is set) comes from
 * the service, then the environment, then the compiled default. */
static const char *merged(const Option *given, const Option *defaults, const char *keyword)
{
    const char *value = value_of(given, keyword);
    if (value == NULL)
        value = value_of(defaults, keyword);
    return value == NULL ? "" : value;
}

static void print_bytes(const char *bytes, size_t length)
{
    putchar('"');
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char) bytes[i];
        if (byte == '"' || byte == '\\')
            printf("\\%c", byte);
        else if (byte < 0x20 || byte == 0x7f)
            printf("\\u%04x", byte);
        else
            putchar(byte);
    }
    putchar('"');
}

static void reject(const char *why)
{
    fputs("{\"rejected\":", stdout);
    print_bytes(why, strcspn(why, "\n"));
    fputs("}\n", stdout);
}

static size_t count_elements(const char *list)
{
    size_t count = 1;
    for (; *list != '\0'; list++)
        count += *list == ',';
    return count;
}

/* The element at `index`, or the only one when the list has one and is `shared`. */
static const char *element(const char *list, size_t index, size_t *length)
{
    for (; index > 0; index--)
        list = strchr(list, ',') + 1;
    *length = strcspn(list, ",");
    return list;
}

static int service_exists(const char *name)
{
    const char *path = getenv("PGSERVICEFILE");
    FILE *file = path == NULL ? NULL : fopen(path, "r");
    char line[1024];
    int found = 0;
    size_t length = strlen(name);

    while (file != NULL && !found && fgets(line, sizeof line, file) != NULL)
        found = line[0] == '[' && strncmp(line + 1, name, length) == 0 && line[length + 1] == ']';
    if (file != NULL)
        fclose(file);
    return found;
}

static void restore(const char *name, char *before)
{
    if (before == NULL)
        unsetenv(name);
    else
        setenv(name, before, 1);
    free(before);
}

static char *replace(const char *name, const char *value)
{
    char *before = getenv(name);
    before = before == NULL ? NULL : strdup(before);
    if (value != NULL)
        setenv(name, value, 1);
    return before;
}

/* PQconndefaults takes its service from the environment alone, so the string's own
 * `service` and `servicefile` are lent to it for one call. */
static Option *defaults_for(const Option *given, int *service_missing)
{
    char *service = replace("PGSERVICE", value_of(given, "service"));
    char *file = replace("PGSERVICEFILE", value_of(given, "servicefile"));
    const char *wanted = getenv("PGSERVICE");
    *service_missing = wanted != NULL && !service_exists(wanted);
    Option *defaults = *service_missing ? NULL : connection_defaults();
    restore("PGSERVICE", service);
    restore("PGSERVICEFILE", file);
    return defaults;
}

/* pqConnectOptions2, without the parts that do not decide where the connection goes. */
static void print_target(const Option *given, const Option *defaults)
{
    const char *host = merged(given, defaults, "host");
    const char *address = merged(given, defaults, "hostaddr");
    const char *port = merged(given, defaults, "port");
    const char *user = merged(given, defaults, "user");
    const char *database = merged(given, defaults, "dbname");
    const char *others[] = {"password", "options"};
    size_t places = count_elements(*address != '\0' ? address : host);
    size_t ports = count_elements(port);

    if (*address != '\0' && *host != '\0' && count_elements(host) != places) {
        reject("could not match host names to hostaddr values");
        return;
    }
    if (ports != 1 && ports != places) {
        reject("could not match port numbers to hosts");
        return;
    }
    fputs("{\"dials\":[", stdout);
    for (size_t i = 0; i < places; i++) {
        size_t length = 0, port_length;
        const char *place = "";
        if (*address != '\0')
            place = element(address, i, &length);
        if (length == 0 && *host != '\0')
            place = element(host, i, &length);
        fputs(i == 0 ? "[" : ",[", stdout);
        if (length == 0)
            print_bytes("/tmp", 4); /* the default socket folder; which one does not matter */
        else if (place[0] == '@')
            print_bytes("/abstract", 9);
        else
            print_bytes(place, length);
        putchar(',');
        const char *own_port = element(port, ports == 1 ? 0 : i, &port_length);
        print_bytes(own_port, port_length);
        putchar(']');
    }
    fputs("],\"user\":", stdout);
    print_bytes(user, strlen(user));
    fputs(",\"database\":", stdout);
    print_bytes(*database != '\0' ? database : user, strlen(*database != '\0' ? database : user));
    for (size_t i = 0; i < 2; i++) {
        const char *value = merged(given, defaults, others[i]);
        printf(",\"%s\":", others[i]);
        print_bytes(value, strlen(value));
    }
    fputs("}\n", stdout);
}

static void answer(const char *conninfo, size_t length)
{
    static Option *plain_defaults; /* they cannot change while the process lives */
    static int plain_missing;
    char *message = NULL;
    int missing;

    if (strlen(conninfo) != length) {
        reject("a C string cannot hold NUL");
        return;
    }
    /* PQconnectdb takes a prefix or an equals sign for a connection string; everything
     * else is no connection string to it, and PQconninfoParse says so too. */
    Option *given = parse_conninfo(conninfo, &message);
    if (given == NULL) {
        reject(message == NULL ? "out of memory" : message);
        free_memory(message);
        return;
    }
    int asks_service = value_of(given, "service") != NULL || value_of(given, "servicefile") != NULL;
    if (!asks_service && plain_defaults == NULL && !plain_missing)
        plain_defaults = defaults_for(given, &plain_missing);
    missing = plain_missing;
    Option *defaults = asks_service ? defaults_for(given, &missing) : plain_defaults;
    if (missing)
        reject("definition of service not found");
    else
        print_target(given, defaults);
    if (asks_service)
        free_options(defaults);
    free_options(given);
}

static size_t decode_hex(char *text)
{
    size_t length = 0;
    for (char *from = text; from[0] != '\0' && from[1] != '\0'; from += 2) {
        char digits[3] = {from[0], from[1], '\0'};
        text[length++] = (char) strtol(digits, NULL, 16);
    }
    text[length] = '\0';
    return length;
}

int main(int count, char **arguments)
{
    void *library = count == 2 ? dlopen(arguments[1], RTLD_NOW) : NULL;
    if (library == NULL) {
        fprintf(stderr, "libpq_reader: %s\n", count == 2 ? dlerror() : "needs the path of libpq");
        return 1;
    }
    *(void **) &parse_conninfo = need(library, "PQconninfoParse");
    *(void **) &connection_defaults = need(library, "PQconndefaults");
    *(void **) &free_options = need(library, "PQconninfoFree");
    *(void **) &free_memory = need(library, "PQfreemem");

    char **batch = NULL, *line = NULL;
    size_t held = 0, room = 0, capacity = 0;
    ssize_t length;
    while ((length = getline(&line, &capacity, stdin)) > 0) {
        if (line[length - 1] == '\n')
            line[length - 1] = '\0';
        if (line[0] != '\0') {
            if (held == room) {
                room = room == 0 ? 1024 : room * 2;
                batch = realloc(batch, room * sizeof *batch);
                if (batch == NULL)
                    return 1;
            }
            batch[held++] = strcmp(line, "-") == 0 ? strdup("") : strdup(line);
            continue;
        }
        for (size_t i = 0; i < held; i++) {
            answer(batch[i], decode_hex(batch[i]));
            free(batch[i]);
        }
        held = 0;
        fflush(stdout);
    }
    free(batch);
    free(line);
    return 0;
}
