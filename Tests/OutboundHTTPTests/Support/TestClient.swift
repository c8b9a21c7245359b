import OutboundHTTP

/// A client that may reach `allowed` and knows exactly `names`; it is shut down when `body` is done.
func withClient<Result: Sendable>(
  allowed: [String] = [], limits: OutboundLimits = .patient, names: [String: [IPAddress]] = [:],
  _ body: @escaping @Sendable (OutboundClient) async throws -> Result
) async throws -> Result {
  let client = OutboundClient(
    guarding: try URLGuard(allowed: allowed), limits: limits, lookup: { name, _ in names[name] })
  do {
    // The client begins tasks of its own; with this priority they overtake those of the tests that wait for a thread.
    let result = try await Task(priority: .userInitiated) { try await body(client) }.value
    await client.shutdown()
    return result
  } catch {
    await client.shutdown()
    throw error
  }
}

extension OutboundLimits {
  /// Long enough on a machine that has a hundred other tests to run.
  static let patient = OutboundLimits(total: .seconds(60), connect: .seconds(30), lookup: .seconds(30))
  /// The same for calendars, which are larger.
  static let patientCalendar = OutboundLimits(
    total: .seconds(60), connect: .seconds(30), lookup: .seconds(30), bodyBytes: CalendarFetch.limits.bodyBytes)

  /// Short enough for a test that waits for the end of it, and long enough for the request to leave before.
  static let brief = OutboundLimits(total: .seconds(12), connect: .seconds(12))
}

extension OutboundResult {
  var response: OutboundResponse? {
    if case .answered(let response) = self { response } else { nil }
  }

  /// True when the guard kept the request from being tried.
  var isBlocked: Bool {
    if case .failed(.blocked, beforeSending: true) = self { true } else { false }
  }
}
