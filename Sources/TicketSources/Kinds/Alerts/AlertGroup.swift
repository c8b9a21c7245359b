import Timekeeping
import Triage

/// A notification of Alertmanager's: alerts that it groups.
struct AlertGroup {
  private let root: JSONField
  private let grouping: AlertGrouping
  private let alerts: [Alert]
  /// Why entries are no alerts; the others are taken all the same.
  private let wrong: [Refusal]

  /// - Throws: 422 where nothing in it is an alert.
  init(_ root: JSONField, grouping: AlertGrouping) throws(Refusal) {
    guard root.members != nil else { throw Refusal(422, "the body must be an object") }
    guard let found = root["alerts"] else {
      throw Refusal(422, "'alerts' is missing: only Alertmanager's webhook (version 4) and its dialects are read")
    }
    guard let list = found.list else { throw Refusal(422, "'alerts' must be a list of alerts") }
    guard !list.isEmpty else { throw Refusal(422, "'alerts' is empty: send one at least") }
    var (alerts, wrong) = ([Alert](), [Refusal]())
    for entry in list {
      do throws(Refusal) { alerts.append(try Alert(entry, of: root)) } catch { wrong.append(error) }
    }
    if alerts.isEmpty, let first = wrong.first { throw first }
    self.root = root
    self.grouping = grouping
    self.alerts = alerts
    self.wrong = wrong
  }

  /// The same words may mean another time, since nothing in them says when they were sent: every delivery is new, and
  /// what is said twice changes nothing the second time.
  func delivery(_ digest: String, at now: Timestamp) -> SourceDelivery {
    SourceDelivery(id: "\(digest)@\(now.milliseconds)", events: events, notes: missing)
  }

  /// Of alerts that nothing tells apart the group's ticket is one: none of them ends it while another fires.
  private var events: [SourceEvent] {
    guard grouping == .alert else { return [groupEvent(of: alerts)] }
    let nameless = alerts.filter { $0.key == nil }
    return alerts.compactMap(event) + (nameless.isEmpty ? [] : [groupEvent(of: nameless)])
  }

  /// What of the group is not here, a sentence each.
  private var missing: [String] { [truncated, leftOut].compactMap { $0 } }

  private var truncated: String? {
    guard let count = root["truncatedAlerts"]?.integer, count > 0 else { return nil }
    let alerts = count == 1 ? "1 more alert of this group was" : "\(count) more alerts of this group were"
    return "\(alerts) left out by the sender (`max_alerts`)"
  }

  private var leftOut: String? {
    guard let first = wrong.first else { return nil }
    let entries = wrong.count == 1 ? "1 entry of 'alerts' is" : "\(wrong.count) entries of 'alerts' are"
    return "\(entries) left out: \(first.message)"
  }

  private func groupEvent(of alerts: [Alert]) -> SourceEvent {
    let firing = alerts.filter(\.isFiring)
    let shown = firing.isEmpty ? alerts : firing
    let text = (shown.map(\.text) + missing).joined(separator: "\n\n")
    let isWhole = alerts.count == self.alerts.count
    return event(
      key, shown, isFiring: !firing.isEmpty || isWhole && root["status"]?.word?.lowercased() == "firing", text: text,
      title: title(shown),
      labels: root["commonLabels"]?.textMembers ?? shown.first?.labels ?? [])
  }

  private func event(of alert: Alert) -> SourceEvent? {
    guard let key = alert.key else { return nil }
    return event(
      key, [alert], isFiring: alert.isFiring, text: alert.text, title: alert.title ?? title([alert]),
      labels: alert.labels)
  }

  private func event(
    _ id: String, _ shown: [Alert], isFiring: Bool, text: String, title: String,
    labels: [(key: String, value: String)]
  ) -> SourceEvent {
    let message = ItemMessage(id: Alert.digest(shown.map(\.occasion)), text: FittedText.body(text))
    return SourceEvent(
      item: ItemKey(id), what: isFiring ? .opened(message) : .closed(SourceClosing()),
      facts: facts(shown, isFiring: isFiring, title: title, labels: labels), version: version(shown, isFiring),
      occurred: isFiring ? shown.compactMap(\.starts).max() : shown.compactMap(\.ends).max(),
      author: EventAuthor(FittedText.party(name: root["receiver"]?.text), kind: .automation), isAlert: true)
  }

  private func facts(
    _ shown: [Alert], isFiring: Bool, title: String, labels: [(key: String, value: String)]
  ) -> ItemFacts {
    let own = shown.compactMap { $0.label("severity") }.uniqued
    let severities = own.isEmpty ? labels.filter { $0.key == "severity" }.map(\.value) : own
    let links = shown.map(\.link) + [root["externalURL"]?.text]
    var facts = ItemFacts(
      title: FittedText.title(title), tags: FittedText.tags(labels.map { "\($0.key)=\($0.value)" }),
      priority: FittedText.word(severities.first), url: links.lazy.compactMap { FittedText.link($0) }.first,
      isClosed: !isFiring, status: isFiring ? "firing" : "resolved")
    if severities.count > 1 { facts.otherPriorities = severities.dropFirst().compactMap { FittedText.word($0) } }
    return facts
  }

  /// The newest thing that happened to any of them; of one instant, the end is later than the beginning.
  private func version(_ shown: [Alert], _ isFiring: Bool) -> SourceVersion? {
    let counted = grouping == .group ? alerts : shown
    let times = counted.flatMap { [$0.starts, $0.isFiring ? nil : $0.ends] }
    return times.compactMap { $0 }.max().map { SourceVersion($0.milliseconds, part: isFiring ? 0 : 1) }
  }

  /// Alertmanager's name for the group; where there is none, receiver and labels make one.
  private var key: String {
    if let key = root["groupKey"]?.word { return Alert.short(key) }
    let labels = root["groupLabels"]?.textMembers ?? root["commonLabels"]?.textMembers ?? alerts.first?.labels ?? []
    return Alert.short("\(root["receiver"]?.text ?? ""):\(Alert.written(labels))")
  }

  /// What all have in common says best what is wrong.
  private func title(_ shown: [Alert]) -> String {
    let common = root["commonAnnotations"]
    let name = root["groupLabels", "alertname"]?.word ?? root["commonLabels", "alertname"]?.word
    let single = shown.count == 1 ? shown.first?.title : nil
    return common?["summary"]?.word ?? common?["title"]?.word ?? single ?? name ?? shown.first?.title
      ?? root["title"]?.word ?? "An alert without a name"
  }
}
