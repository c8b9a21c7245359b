// SQLite, with the setting that we make given a form of its own: Swift calls no function that takes any number of
// arguments.
#pragma once
#include <sqlite3.h>

// Before the first connection only; afterwards it is SQLITE_MISUSE and changes nothing.
static inline int sqlite_count_memory(int counts) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, counts); }
