import Timekeeping

/// An error for somebody who reads with a browser: what is wrong, what to do, and the way back.
enum ErrorView {
  /// Outsiders are not led to `/`.
  static func html(_ problem: ErrorBody, isMissing: Bool, isForOutsiders: Bool = false) -> String {
    let heading = isMissing ? "There is nothing here" : "That did not work"
    // The heading says already what an address of nothing is, and the button where to begin.
    let isNothing = problem == .notFound
    let words = isNothing ? "The address may be mistyped, or what it led to is gone." : sentence(problem.error)
    let help = isNothing ? [] : HelpPart.all(in: problem.help, clock: clock)
    return ViewLibrary.document(
      "message",
      MessageModel(
        pageTitle: "\(heading) – Watchbill", heading: heading, mood: "unknown",
        messages: [Sentence(words, clock: clock)], help: help, hasHelp: !help.isEmpty,
        leadsHome: !isForOutsiders, isForOutsiders: isForOutsiders))
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
        messages: words.map { Sentence($0, clock: clock) }, again: path))
  }

  private static let clock = ViewClock(zone: .utc, now: .distantPast, absolute: true)

  /// `It is closed.` for `it is closed`.
  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
  }
}
