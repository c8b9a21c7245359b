import Triage

/// Why a delivery is not accepted: a status in 400…499, and a message that says what to change.
struct Refusal: Error, Hashable {
  let status: Int
  let message: String

  init(_ status: Int, _ message: String) {
    self.status = status
    self.message = message
  }

  var intake: Intake { .refused(status: status, message: message) }
}
