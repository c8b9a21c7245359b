import Timekeeping

/// How long a provider asks us to wait, within what a page can bear (reliability F33).
package struct RetryDelay: Sendable, Hashable {
  /// When the provider does not say.
  package static let usual = PlainDuration(.seconds(15))
  package static let shortest = PlainDuration(.seconds(1))
  package static let longest = PlainDuration(.minutes(15))

  /// Between `shortest` and `longest`.
  package let duration: PlainDuration

  /// Reads `Retry-After`: seconds, or a date. A date is compared with the provider's own `Date` where there is one,
  /// because either clock may be wrong; else with `now`.
  package init(headers: [ProviderHeader], now: Timestamp) {
    func value(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }
    let asked = value("retry-after").flatMap { text in
      Self.seconds(text) ?? HTTPDate.parse(text).map { $0 - (value("date").flatMap(HTTPDate.parse) ?? now) }
    }
    let wait = asked.map { PlainDuration($0) } ?? Self.usual
    duration = min(max(wait, Self.shortest), Self.longest)
  }

  /// A number of seconds, however large; nil for anything else.
  private static func seconds(_ text: String) -> Duration? {
    let digits = text.drop { $0 == " " }
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return decimal(digits).map { .seconds($0) } ?? longest.duration
  }
}
