/// Bodies that are no JSON, or JSON that readers stumble over; none of them may be taken, and none may bring us down.
enum HostileBodies {
  static let all: [[UInt8]] = texts.map { Array($0.utf8) } + bytes

  private static let deep = 100_000

  static let texts: [String] = [
    "", " ", "\n", "x", "nul", "tru", "falsee", "NaN", "Infinity", "-Infinity", "undefined", "'a'", "{", "}", "[", "]",
    "\"", "\"\\", "\"\\u", "\"\\u12", "\"\\x\"", "\"\\\u{0}\"", "{\"a\"", "{\"a\":", "{\"a\":}", "{\"a\":1",
    "{\"a\":1,",
    "{\"a\":1,}", "{,}", "{a:1}", "{'a':1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{1:2}", "{null:1}", "[1,", "[1,]",
    "[,1]", "[1 2]", "{]", "[}", "{\"a\":[}", "{} {}", "{}x", "[]]", "1 2", "{}//c", "/* c */{}", "{}\u{0}", "\u{0}{}",
    "-", "+1", "01", "-01", "1.", ".5", "1.e3", "1e", "1e+", "0x10", "1_000", "--1", "1e5.5",
    "{\"a\":\"line\nbreak\"}", "{\"a\":\"tab\there\"}", "{\"id\":\"a\\u0000b\"}", "{\"a\":\"\\ud800\"}",
    "{\"a\":\"\\udc00\"}", "{\"a\":\"\\ud800\\ud800\"}", "{\"a\":\"\\ud800x\"}", "{\"a\":\"\\ud800\\n\"}",
    "{\"a\":\"\\ud83d\\u\"}", "{\"a\":\"\\u00g0\"}", "{\"a\":\"\\u+123\"}", "{\"a\":1,\"a\":2}",
    "{\"id\":\"1\",\"\\u0069d\":\"2\"}", "{\"x\":{\"b\":1,\"c\":{\"d\":1,\"d\":1}}}", "{\"\":1,\"\":2}",
    "{\"é\":1,\"\\u00e9\":2}", "\u{FEFF}{}", "\u{2028}{}", "\u{A0}{}", "{\"a\":1}\u{FEFF}",
    String(repeating: "[", count: deep), String(repeating: "{\"a\":", count: deep),
    String(repeating: "[", count: 33) + String(repeating: "]", count: 33),
    String(repeating: "[", count: deep) + String(repeating: "]", count: deep),
    "{\"id\":" + String(repeating: "[{\"a\":", count: 20) + "1" + String(repeating: "}]", count: 20) + "}",
    "{" + (0...2000).map { "\"k\($0)\":1" }.joined(separator: ",") + "}",
    String(repeating: "9", count: deep) + "x", "[" + String(repeating: ",", count: deep),
  ]

  /// Those of `texts` that are wrong in nothing but a NUL or half a surrogate pair.
  static let charactersThatAreNone: [[UInt8]] = texts.filter { text in
    ["\\u0000", "\\ud800\"", "\\udc00", "\\ud800x", "\\ud800\\n"].contains { text.contains($0) }
  }.map { Array($0.utf8) }

  static let bytes: [[UInt8]] = [
    [0], [0x80], [0xFF], [0xFE, 0xFF], [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], [0x00, 0x7B, 0x00, 0x7D],
    [0x7B, 0x00, 0x00, 0x00], [0x22, 0x80, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xC3, 0x22],
    [0x22, 0xE2, 0x82, 0x22],
    [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xF8, 0x88, 0x80, 0x80, 0x80, 0x22],
    [0x22, 0xE0, 0x80, 0x80, 0x22], [0x22, 0xC3], [0xEF, 0xBB, 0xBF], [0xEF, 0xBB], [0x7B, 0xC2, 0xA0, 0x7D],
    Array(repeating: 0x80, count: 5000), Array(repeating: 0x5C, count: 5000),
    [0x22] + Array(repeating: 0x5C, count: 4999),
  ]

  /// JSON, but not of a shape that makes a ticket.
  static let shapes: [String] = [
    "null", "true", "0", "1.5", "\"text\"", "[]", "[[]]", "[{\"id\":\"1\",\"title\":\"t\"}]", "{}", "1e400", "-0",
    "99999999999999999999999999", "{\"id\":1,\"title\":\"t\"}", "{\"id\":1.5,\"title\":\"t\"}",
    "{\"id\":1e400,\"title\":\"t\"}", "{\"id\":-0,\"title\":\"t\"}", "{\"id\":null,\"title\":\"t\"}",
    "{\"id\":[],\"title\":\"t\"}", "{\"id\":{},\"title\":\"t\"}", "{\"id\":true,\"title\":\"t\"}",
    "{\"id\":\"1\",\"title\":2}", "{\"id\":\"1\",\"title\":null}", "{\"id\":\"1\",\"title\":\"t\",\"tags\":\"x\"}",
    "{\"id\":\"1\",\"title\":\"t\",\"tags\":[1]}", "{\"id\":\"1\",\"title\":\"t\",\"tags\":[null]}",
    "{\"id\":\"1\",\"title\":\"t\",\"tags\":{\"a\":1}}", "{\"id\":\"1\",\"title\":\"t\",\"priority\":1}",
    "{\"id\":\"1\",\"title\":\"t\",\"body\":9223372036854775808}", "{\"id\":\"1\",\"title\":\"t\",\"url\":[]}",
    "{\"ID\":\"1\",\"title\":\"t\"}", "{\"id\":\"1\",\"title\":\"t\",\"__proto__\":{}}",
  ]
}
