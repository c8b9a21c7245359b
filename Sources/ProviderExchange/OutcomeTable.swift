import Timekeeping
import Triage

/// The one table from responses to outcomes, for every channel and source (reliability F30–F36): pages, messages and
/// answers to customers are all "what was sent" in it.
///
/// A provider's words never become part of an outcome: people who may not see the provider's side could read it there
/// (reliability S48).
package enum OutcomeTable {
  package static func outcome(of response: ProviderResponse, now: Timestamp) -> PageOutcome {
    switch response {
    case .written: .sent(reference: nil)
    case .http(let status, let headers, _): outcome(status, RetryDelay(headers: headers, now: now))
    case .smtp(let code, let enhanced): outcome(SMTPReply(code: code, enhanced: enhanced))
    case .failed(.blocked(let why), _): .refused(why: why)
    case .failed(let failure, beforeSending: true): .retry(after: RetryDelay.usual, why: failure.reason)
    case .failed(let failure, beforeSending: false):
      .unknown(why: "\(failure.reason), after it was on its way")
    }
  }

  /// A 2xx whose body is not what `provider` answers: a page to sign in at, or another server, stands in its place.
  package static func stranger(_ status: Int, of provider: String) -> PageOutcome {
    .refused(
      why: "something answered \(status), but not as \(provider) does: another server or a page to sign in stands at "
        + "the address; correct it")
  }

  /// A 2xx whose body did not come whole: what it said is not known.
  package static func unread(_ status: Int, of provider: String) -> PageOutcome {
    .unknown(why: "\(provider) answered \(status) and not a whole word more")
  }

  private static func outcome(_ status: Int, _ delay: RetryDelay) -> PageOutcome {
    switch status {
    case 200...299: .sent(reference: nil)
    case 408, 425, 429, 500...599: .retry(after: delay.duration, why: "the provider answered \(status)")
    case 300...499: .refused(why: "the provider answered \(status): \(meaning(of: status))")
    default: .unknown(why: "the provider answered \(status), which means nothing")
    }
  }

  private static func outcome(_ reply: SMTPReply) -> PageOutcome {
    switch reply.code {
    case 200...299: .sent(reference: nil)
    // A server that has never seen us often asks us to come back in some minutes.
    case 400...499: .retry(after: SMTPReply.patience, why: "the mail server answered \(reply)")
    case 500...599: .refused(why: "the mail server answered \(reply): \(reply.meaning)")
    default: .unknown(why: "the mail server answered \(reply), which means nothing")
    }
  }

  /// What to do about a refusal.
  private static func meaning(of status: Int) -> String {
    switch status {
    case 300...399: "a redirect, which is not followed; correct the address"
    case 401, 403: "it does not accept the secret or token of the settings"
    case 404: "nothing is at this address"
    case 410: "gone for good; disable the address"
    case 413: "what was sent is too large for it"
    default: "it does not take what was sent as it is"
    }
  }
}
