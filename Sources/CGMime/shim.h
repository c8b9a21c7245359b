// What we use of GMime 3, declared as its headers declare it.
//
// Not included from there: the headers need -I flags that only pkg-config knows, and SwiftPM warns at every build of
// other flags that pkg-config gives with them. All types are left incomplete, so that Swift sees opaque pointers.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct _GDateTime GDateTime;
typedef struct _GMimeContentType GMimeContentType;
typedef struct _GMimeDataWrapper GMimeDataWrapper;
typedef struct _GMimeFormatOptions GMimeFormatOptions;
typedef struct _GMimeHeader GMimeHeader;
typedef struct _GMimeHeaderList GMimeHeaderList;
typedef struct _GMimeMessage GMimeMessage;
typedef struct _GMimeMessagePart GMimeMessagePart;
typedef struct _GMimeMultipart GMimeMultipart;
typedef struct _GMimeObject GMimeObject;
typedef struct _GMimeParser GMimeParser;
typedef struct _GMimeParserOptions GMimeParserOptions;
typedef struct _GMimePart GMimePart;
typedef struct _GMimeTextPart GMimeTextPart;
typedef struct _GMimeReferences GMimeReferences;
typedef struct _GMimeStream GMimeStream;
typedef struct _InternetAddress InternetAddress;
typedef struct _InternetAddressList InternetAddressList;
typedef struct _GByteArray {
  uint8_t *data;
  unsigned int len;
} GByteArray;

// GLib
void g_free(void *memory);
void g_object_unref(void *object);
int g_type_check_instance_is_a(void *instance, size_t type);
int64_t g_date_time_to_unix(GDateTime *time);
GDateTime *g_date_time_new_from_unix_utc(int64_t time);
void g_date_time_unref(GDateTime *time);

// Library and streams
void g_mime_init(void);
GMimeStream *g_mime_stream_mem_new(void);
GMimeStream *g_mime_stream_mem_new_with_buffer(const char *buffer, size_t length);
GByteArray *g_mime_stream_mem_get_byte_array(GMimeStream *memory);

// Charsets. A converter is the C library's, all ones where there is none.
void *g_mime_iconv_open(const char *to, const char *from);
int g_mime_iconv_close(void *converter);
size_t g_iconv(void *converter, char **input, size_t *input_left, char **output, size_t *output_left);

// Parsing
GMimeParserOptions *g_mime_parser_options_new(void);
void g_mime_parser_options_free(GMimeParserOptions *options);
void g_mime_parser_options_set_fallback_charsets(GMimeParserOptions *options, const char **charsets);
GMimeParser *g_mime_parser_new_with_stream(GMimeStream *stream);
GMimeMessage *g_mime_parser_construct_message(GMimeParser *parser, GMimeParserOptions *options);

// Headers
GMimeHeaderList *g_mime_object_get_header_list(GMimeObject *object);
GMimeHeader *g_mime_header_list_get_header(GMimeHeaderList *headers, const char *name);
void g_mime_header_set_raw_value(GMimeHeader *header, const char *value);
int g_mime_header_list_get_count(GMimeHeaderList *headers);
GMimeHeader *g_mime_header_list_get_header_at(GMimeHeaderList *headers, int index);
const char *g_mime_header_get_name(GMimeHeader *header);
const char *g_mime_header_get_value(GMimeHeader *header);
const char *g_mime_header_get_raw_value(GMimeHeader *header);
const char *g_mime_message_get_subject(GMimeMessage *message);
const char *g_mime_message_get_message_id(GMimeMessage *message);
GDateTime *g_mime_utils_header_decode_date(const char *text);
GMimeReferences *g_mime_references_parse(GMimeParserOptions *options, const char *text);
int g_mime_references_length(GMimeReferences *references);
const char *g_mime_references_get_message_id(GMimeReferences *references, int index);
void g_mime_references_free(GMimeReferences *references);

// Addresses
InternetAddressList *internet_address_list_parse(GMimeParserOptions *options, const char *text);
int internet_address_list_length(InternetAddressList *list);
InternetAddress *internet_address_list_get_address(InternetAddressList *list, int index);
const char *internet_address_get_name(InternetAddress *address);
size_t internet_address_mailbox_get_type(void);
InternetAddress *internet_address_mailbox_new(const char *name, const char *address);
// With the domain in its own letters; below, in its xn--... form.
const char *internet_address_mailbox_get_addr(InternetAddress *mailbox);
const char *internet_address_mailbox_get_idn_addr(InternetAddress *mailbox);
size_t internet_address_group_get_type(void);
InternetAddressList *internet_address_group_get_members(InternetAddress *group);

// Parts
GMimeObject *g_mime_message_get_mime_part(GMimeMessage *message);
size_t g_mime_multipart_get_type(void);
size_t g_mime_message_part_get_type(void);
size_t g_mime_part_get_type(void);
int g_mime_multipart_get_count(GMimeMultipart *multipart);
const char *g_mime_multipart_get_prologue(GMimeMultipart *multipart);
GMimeObject *g_mime_multipart_get_part(GMimeMultipart *multipart, int index);
GMimeMessage *g_mime_message_part_get_message(GMimeMessagePart *part);
GMimeContentType *g_mime_object_get_content_type(GMimeObject *object);
char *g_mime_content_type_get_mime_type(GMimeContentType *type);
const char *g_mime_content_type_get_parameter(GMimeContentType *type, const char *name);
const char *g_mime_object_get_disposition(GMimeObject *object);
const char *g_mime_part_get_filename(GMimePart *part);
GMimeDataWrapper *g_mime_part_get_content(GMimePart *part);
// The encodings are those of GMimeContentEncoding.
enum { GMIME_ENCODING_DEFAULT = 0, GMIME_ENCODING_BASE64 = 4, GMIME_ENCODING_QUOTED_PRINTABLE = 5 };
int g_mime_data_wrapper_get_encoding(GMimeDataWrapper *wrapper);
void g_mime_data_wrapper_set_encoding(GMimeDataWrapper *wrapper, int encoding);
ssize_t g_mime_data_wrapper_write_to_stream(GMimeDataWrapper *wrapper, GMimeStream *stream);
ssize_t g_mime_object_write_to_stream(GMimeObject *object, GMimeFormatOptions *options, GMimeStream *stream);

// Composing. The kinds of addresses are those of GMimeAddressType.
enum { GMIME_ADDRESS_FROM = 1, GMIME_ADDRESS_REPLY_TO = 2, GMIME_ADDRESS_TO = 3, GMIME_ADDRESS_CC = 4 };
GMimeMessage *g_mime_message_new(int pretty_headers);
void g_mime_message_add_mailbox(GMimeMessage *message, int type, const char *name, const char *address);
void g_mime_message_set_subject(GMimeMessage *message, const char *subject, const char *charset);
void g_mime_message_set_date(GMimeMessage *message, GDateTime *date);
void g_mime_message_set_message_id(GMimeMessage *message, const char *id);
void g_mime_message_set_mime_part(GMimeMessage *message, GMimeObject *part);
void g_mime_object_set_header(GMimeObject *object, const char *name, const char *value, const char *charset);
GMimeTextPart *g_mime_text_part_new(void);
void g_mime_text_part_set_charset(GMimeTextPart *part, const char *charset);
GMimeDataWrapper *g_mime_data_wrapper_new_with_stream(GMimeStream *stream, int encoding);
void g_mime_part_set_content(GMimePart *part, GMimeDataWrapper *content);
void g_mime_part_set_content_encoding(GMimePart *part, int encoding);
