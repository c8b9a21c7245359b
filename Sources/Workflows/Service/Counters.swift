import Metrics

/// What the server counts, under names that any metrics backend of swift-metrics takes.
package enum Counters {
  /// Deliveries by the status they were answered with, those that nobody read to their end among them.
  package static func delivery(source: String, status: Int) {
    Counter(label: "watchbill_deliveries", dimensions: [("source", source), ("status", "\(status)")]).increment()
  }

  /// Feeds by the status they were answered with.
  package static func feed(status: Int) {
    Counter(label: "watchbill_feed_fetches", dimensions: [("status", "\(status)")]).increment()
  }

  /// Pages by what came of an attempt.
  static func page(channel: String, outcome: String) {
    Counter(label: "watchbill_page_attempts", dimensions: [("channel", channel), ("outcome", outcome)]).increment()
  }

  /// Each time that the last page of a ticket was refused and nobody had got one.
  static func unreached(team: String) {
    Counter(label: "watchbill_pages_reached_nobody", dimensions: [("team", team)]).increment()
  }

  /// Letters by what came of an attempt.
  static func letter(source: String, outcome: String) {
    Counter(label: "watchbill_letter_attempts", dimensions: [("source", source), ("outcome", outcome)]).increment()
  }

  /// Messages by what came of an attempt.
  static func message(channel: String, outcome: String) {
    Counter(label: "watchbill_message_attempts", dimensions: [("channel", channel), ("outcome", outcome)]).increment()
  }
}
