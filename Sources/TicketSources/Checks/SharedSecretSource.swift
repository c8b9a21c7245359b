import Triage

/// A source whose senders show the secret itself in their headers: they are known, or refused, before anything is read of
/// what they send.
package protocol SharedSecretSource: TicketSource {}

extension SharedSecretSource {
  package func refusal(ofHeaders headers: Delivery, as settings: SourceSettings) -> Intake? {
    SharedSecret.refusal(headers, settings.secrets)
  }

  package func isKnown(byHeaders headers: Delivery) -> Bool { true }
}
