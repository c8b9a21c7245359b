import ProviderExchange
import Timekeeping
import Triage

/// What a provider answered to a letter, as far as our sources read it.
struct ProviderAnswer {
  let status: Int
  let headers: [ProviderHeader]
  /// Nil when the body is not JSON, or was too long to be read whole.
  let body: JSONField?

  /// Nil when there was no answer.
  init?(_ response: ProviderResponse) {
    guard case .http(let status, let headers, let bytes) = response else { return nil }
    self.status = status
    self.headers = headers
    body = (try? JSONBody(bytes))?.root
  }

  var isGood: Bool { (200...299).contains(status) }

  func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }

  /// What the common table says, with `reference` where it was sent.
  static func outcome(
    of response: ProviderResponse, now: Timestamp, reference: (ProviderAnswer) -> String?
  ) -> PageOutcome {
    let outcome = OutcomeTable.outcome(of: response, now: now)
    guard case .sent = outcome, let answer = ProviderAnswer(response) else { return outcome }
    return .sent(reference: reference(answer).flatMap { $0.utf8.count <= 300 ? $0 : nil })
  }
}
