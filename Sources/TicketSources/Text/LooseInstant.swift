import Timekeeping

/// Instants as exports write them.
enum LooseInstant {
  /// RFC 3339, or a date and a time of day with or without `UTC`, which is then what is meant.
  static func read(_ text: String) -> Timestamp? {
    let text = text.trimmingBlanks
    if let exact = try? Timestamp(text: text) { return exact }
    let plain = text.hasSuffix(" UTC") ? String(text.dropLast(4)) : text
    let local = plain.replacing(" ", with: "T", maxReplacements: 1)
    return try? Timestamp(text: local.contains("T") ? local + "Z" : local + "T00:00Z")
  }
}
