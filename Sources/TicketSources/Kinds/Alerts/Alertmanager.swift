import Timekeeping
import Triage

/// Alerts of Prometheus Alertmanager (webhook version 4), Grafana Alerting and Grafana OnCall.
///
/// Set up in Alertmanager as a `webhook_configs` entry with `send_resolved: true` and the secret as
/// `http_config.authorization.credentials`. A firing alert opens its ticket, or says again that it fires; a resolved one
/// closes it.
package struct Alertmanager: SharedSecretSource {
  package static let kind = "alertmanager"
  package static let bodyLimit = 5_242_880

  package init() {}

  package func receive(_ delivery: Delivery, as settings: SourceSettings, at now: Timestamp) -> Intake {
    do {
      try SharedSecret.check(delivery, settings.secrets)
      try delivery.checkSize(Self.bodyLimit)
      try delivery.checkIsJSON(help: "Alertmanager sends application/json")
      let root = try JSONBody(delivery.body, mending: true).root
      let digest = BodyDigest.id(of: delivery.body)
      if root["alert_uid"] != nil {
        return .taken(try OnCallAlert(root).delivery(digest, at: now))
      }
      return .taken(try AlertGroup(root, grouping: settings.options.grouping).delivery(digest, at: now))
    } catch {
      return error.intake
    }
  }
}
