import Timekeeping

/// An error for somebody who reads with a browser: what is wrong, what to do, and the way back.
enum ErrorView {
  /// Outsiders are not led to `/`.
  static func html(_ problem: ErrorBody, isMissing: Bool, isForOutsiders: Bool = false) -> String {
    let heading = isMissing ? "There is nothing here" : "That did not work"
    return ViewLibrary.document(
      "message",
      MessageModel(
        pageTitle: "\(heading) – Watchbill", heading: heading, mood: "unknown",
        messages: words(problem).map {
          Sentence($0, clock: ViewClock(zone: .utc, now: .distantPast, absolute: true))
        }, leadsHome: !isForOutsiders, isForOutsiders: isForOutsiders))
  }

  /// For whoever pressed the button while nothing could be stored: the paging goes on, and so may they.
  ///
  /// - Parameter path: of the view with the button.
  static func notAcknowledged(again path: String) -> String {
    let words = ["This could not be stored just now, so the paging goes on.", "Try again in a few seconds."]
    return ViewLibrary.document(
      "message",
      MessageModel(
        pageTitle: "Not acknowledged – Watchbill", heading: "Not acknowledged", mood: "unknown",
        messages: words.map { Sentence($0, clock: ViewClock(zone: .utc, now: .distantPast, absolute: true)) },
        again: path))
  }

  /// The heading says already what an address of nothing is, and the button where to begin.
  private static func words(_ problem: ErrorBody) -> [String] {
    if problem == .notFound { return ["The address may be mistyped, or what it led to is gone."] }
    return [sentence(problem.error), sentence(problem.help)]
  }

  /// `Begin at /.` for `begin at /`.
  private static func sentence(_ text: String) -> String {
    // A command stays as it is typed.
    text.hasPrefix("watchbill ")
      ? text : text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
  }
}
