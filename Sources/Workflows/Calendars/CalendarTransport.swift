import OutboundHTTP

/// The way out to others' calendars: guarded sockets in the program, answers of their own in tests.
package struct CalendarTransport: Sendable {
  /// Throws when the address would never be asked; it is not asked now.
  package var check: @Sendable (String) throws -> Void
  package var fetch: @Sendable (String, CalendarFetch.Known) async -> CalendarFetch.Answer

  package init(
    check: @escaping @Sendable (String) throws -> Void,
    fetch: @escaping @Sendable (String, CalendarFetch.Known) async -> CalendarFetch.Answer
  ) {
    self.check = check
    self.fetch = fetch
  }

  /// - Parameter client: made with `CalendarFetch.limits`.
  package init(client: OutboundClient) {
    self.init(
      check: { _ = try CalendarFetch.place($0, guarding: client.urlGuard) },
      fetch: { await CalendarFetch(client: client).fetch($0, known: $1) })
  }

  /// For a desk that reaches nobody.
  package static let none = CalendarTransport(
    check: { _ in }, fetch: { _, _ in .failed(why: "this program fetches no calendars") })
}
