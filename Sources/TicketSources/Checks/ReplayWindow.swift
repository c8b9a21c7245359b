import Timekeeping

/// How old a signed time may be: a recorded delivery must not count for ever (reliability S43).
enum ReplayWindow {
  /// - Throws: 401 when `signed` is more than `window` from `now`, in either direction.
  static func check(_ signed: Timestamp, _ window: Duration, at now: Timestamp, sender: String) throws(Refusal) {
    let age = now - signed
    guard age <= window, age >= .zero - window else {
      throw Refusal(
        401,
        "the delivery was signed at \(signed), and it is \(now): \(sender) signs again when it sends again; "
          + "compare the clocks")
    }
  }
}
