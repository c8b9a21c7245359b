import Timekeeping
import Triage

/// One alert of a notification.
struct Alert {
  private let field: JSONField
  let labels: [(key: String, value: String)]
  let isFiring: Bool

  /// - Throws: 422 for what is no object.
  init(_ field: JSONField, of group: JSONField) throws(Refusal) {
    guard field.members != nil else { throw Refusal(422, "\(field.name) must be an object") }
    self.field = field
    labels = field["labels"]?.textMembers ?? []
    // By its own status, else by its group's; a word that nobody knows silences nothing.
    let status = (field["status"] ?? group["status"])?.text?.trimmingBlanks.lowercased()
    isFiring = status != "resolved"
  }

  func label(_ name: String) -> String? { labels.first { $0.key == name }?.value }

  var starts: Timestamp? { field["startsAt"]?.instant }
  var ends: Timestamp? { field["endsAt"]?.instant.flatMap { $0.milliseconds > 0 ? $0 : nil } }

  /// What the sender knows it by: its fingerprint, or where it has none, its labels; nil where it has neither.
  var key: String? {
    field["fingerprint"]?.word.map(Self.short) ?? (labels.isEmpty ? nil : Self.short(Self.written(labels)))
  }

  /// This alert, this time.
  var occasion: String { "\(key ?? title ?? "{}") \(starts?.description ?? "") \(isFiring)" }

  var title: String? {
    let annotations = field["annotations"]
    return annotations?["summary"]?.word ?? annotations?["title"]?.word ?? label("alertname")
  }

  var link: String? {
    field["panelURL"]?.word ?? field["dashboardURL"]?.word ?? field["generatorURL"]?.word
  }

  /// What is known of it, a line each.
  var text: String {
    var lines = [
      "\(isFiring ? "firing" : "resolved"): \(label("alertname") ?? title ?? key ?? "an alert without a name")"
    ]
    lines += (field["annotations"]?.textMembers ?? []).map { "\($0.key): \($0.value)" }
    if let value = field["valueString"]?.word { lines.append("value: \(value)") }
    if !labels.isEmpty { lines.append("labels: \(Self.written(labels))") }
    if let starts { lines.append("since: \(starts)") }
    if !isFiring, let ends { lines.append("until: \(ends)") }
    lines += [link, field["silenceURL"]?.word].compactMap { $0 }
    return lines.joined(separator: "\n")
  }

  /// `{a="1", b="2"}`, by name, since senders promise no order.
  static func written(_ labels: [(key: String, value: String)]) -> String {
    let sorted = labels.sorted { ($0.key, $0.value) < ($1.key, $1.value) }
    return "{" + sorted.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ", ") + "}"
  }

  /// `text` where it can be an id as it is, else its digest: keys of groups may be of any length.
  static func short(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    return isPlain && text.utf8.count <= 200 ? text : digest([text])
  }

  static func digest(_ texts: [String]) -> String {
    BodyDigest.id(of: Array(texts.sorted().joined(separator: "\n").utf8))
  }
}
