import Timekeeping

/// An error for somebody who reads with a browser: what is wrong, what to do, and the way back.
enum ErrorView {
  static func html(_ problem: ErrorBody, isMissing: Bool) -> String {
    let heading = isMissing ? "There is nothing here" : "That did not work"
    return ViewLibrary.document(
      "message",
      MessageModel(
        pageTitle: "\(heading) – Watchbill", heading: heading, mood: "unknown",
        messages: [sentence(problem.error), sentence(problem.help)].map {
          Sentence($0, clock: ViewClock(zone: .utc, now: .distantPast, absolute: true))
        }, leadsHome: true))
  }

  /// `Begin at /.` for `begin at /`.
  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
  }
}
