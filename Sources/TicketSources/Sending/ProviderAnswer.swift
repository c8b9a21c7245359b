import ProviderExchange
import Timekeeping
import Triage

/// What a provider answered to a letter, as far as our sources read it.
struct ProviderAnswer {
  let status: Int
  let headers: [ProviderHeader]
  /// Nil when the body is not JSON. Of one that was cut, the members that came whole.
  let body: JSONField?
  /// False when more of the body was to come.
  let isWhole: Bool
  /// True of a page to look at, such as one to sign in at.
  let isWebPage: Bool

  /// Nil when there was no answer.
  init?(_ response: ProviderResponse) {
    guard case .http(let status, let headers, let bytes) = response else { return nil }
    self.status = status
    self.headers = headers
    let whole = (try? JSONBody(bytes))?.root
    isWhole = whole != nil
    body = whole ?? CutAnswer.wholeMembers(of: bytes).flatMap { try? JSONBody($0) }?.root
    isWebPage = bytes.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "<")
  }

  var isGood: Bool { (200...299).contains(status) }

  func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }

  /// What the common table says, with `reference` where it was sent; an API of `provider` never answers with a page.
  static func outcome(
    of response: ProviderResponse, from provider: String? = nil, now: Timestamp, reference: (ProviderAnswer) -> String?
  ) -> PageOutcome {
    let outcome = OutcomeTable.outcome(of: response, now: now)
    guard case .sent = outcome, let answer = ProviderAnswer(response) else { return outcome }
    if let provider, answer.isWebPage { return OutcomeTable.stranger(answer.status, of: provider) }
    return .sent(reference: reference(answer).flatMap { $0.utf8.count <= 300 ? $0 : nil })
  }
}
