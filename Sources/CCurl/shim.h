// libcurl, with the functions that take any number of arguments given one form for each type: Swift calls no others.
#pragma once
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

static inline CURLcode curl_set_string(CURL *curl, CURLoption option, const char *value) {
  return curl_easy_setopt(curl, option, value);
}

static inline CURLcode curl_set_long(CURL *curl, CURLoption option, long value) {
  return curl_easy_setopt(curl, option, value);
}

static inline CURLcode curl_set_list(CURL *curl, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(curl, option, value);
}

typedef size_t (*curl_bytes_callback)(char *bytes, size_t size, size_t count, void *context);
typedef int (*curl_progress)(
    void *context, curl_off_t down, curl_off_t downloaded, curl_off_t up, curl_off_t uploaded);

static inline CURLcode curl_set_reader(CURL *curl, curl_bytes_callback read, void *context) {
  curl_easy_setopt(curl, CURLOPT_READDATA, context);
  return curl_easy_setopt(curl, CURLOPT_READFUNCTION, read);
}

static inline CURLcode curl_set_listener(CURL *curl, curl_bytes_callback listen, void *context) {
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, context);
  return curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, listen);
}

typedef int (*curl_socket_opened)(void *context, curl_socket_t socket, curlsocktype purpose);
typedef int (*curl_socket_closed)(void *context, curl_socket_t socket);

static inline CURLcode curl_set_sockets(
    CURL *curl, curl_socket_opened opened, curl_socket_closed closed, void *context) {
  curl_easy_setopt(curl, CURLOPT_SOCKOPTDATA, context);
  curl_easy_setopt(curl, CURLOPT_SOCKOPTFUNCTION, opened);
  curl_easy_setopt(curl, CURLOPT_CLOSESOCKETDATA, context);
  return curl_easy_setopt(curl, CURLOPT_CLOSESOCKETFUNCTION, closed);
}

static inline CURLcode curl_set_progress(CURL *curl, curl_progress progress, void *context) {
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, context);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  return curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, progress);
}
