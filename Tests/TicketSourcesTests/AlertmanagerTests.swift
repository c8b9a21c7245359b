import Foundation
import TestSupport
import Testing
import TicketSources
import Timekeeping
import Triage

@Suite("Alertmanager and its dialects")
struct AlertmanagerTests {
  private func receive(
    _ bytes: [UInt8], grouping: AlertGrouping = .group, at now: Timestamp = Deliveries.now
  ) -> Intake {
    var options = SourceOptions()
    options.grouping = grouping
    return Alertmanager().receive(
      Deliveries.own(bytes), as: SourceSettings(secrets: [Deliveries.secret], options: options), at: now)
  }

  private func receive(_ body: String, grouping: AlertGrouping = .group, at now: Timestamp = Deliveries.now) -> Intake {
    receive(Array(body.utf8), grouping: grouping, at: now)
  }

  // MARK: Samples

  /// The text of one firing alert of a sample, line by line from its payload.
  private func text(_ p: SharedPayload, _ place: Int) -> String {
    let alert = "alerts.\(place)"
    let labels = p.keys("\(alert).labels").map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ", ")
    let annotations = p.keys("\(alert).annotations").map { "\($0.key): \($0.value)" }
    let since = p.time("\(alert).startsAt").map { ["since: \($0)"] } ?? []
    return
      (["firing: \(p.text("\(alert).labels.alertname") ?? "")"] + annotations.sorted() + ["labels: {\(labels)}"] + since)
      .joined(separator: "\n")
  }

  /// Lines of annotations come in the order sent, which Foundation does not keep.
  private func sortedParts(_ text: String) -> [String] {
    text.components(separatedBy: "\n\n").flatMap { $0.components(separatedBy: "\n").sorted() }
  }

  @Test(
    "every sample of Alertmanager's form gives the event its payload tells",
    .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"),
    arguments: [
      "alertmanager_v4_grafana_oncall.json", "grafana_alerting_grafana_oncall.json",
      "alertmanager_minimal_goalert_smoke.json",
    ])
  func readsSamples(file: String) throws {
    let p = try SharedPayload("alertmanager/\(file)")
    let event = try #require(receive(p.bytes).events.first)
    let isMinimal = p.text("groupKey") == nil
    let common = p.keys("commonLabels")
    let made =
      "\(p.text("receiver") ?? ""):{" + common.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ", ") + "}"
    let count = p.count("alerts")
    #expect(receive(p.bytes).events.count == 1)
    #expect(event.item == ItemKey(p.text("groupKey") ?? made))
    #expect(event.author == EventAuthor(Party(name: p.text("receiver")), kind: .automation) && event.isAlert == true)
    #expect(event.version == p.time("alerts.0.startsAt").map { SourceVersion($0) })
    #expect(event.occurred == p.time("alerts.0.startsAt"))
    #expect(
      Set(event.facts.tags ?? []) == Set(common.map { "\($0.key)=\($0.value)" }))
    var facts = event.facts
    facts.tags = nil
    #expect(
      facts
        == ItemFacts(
          title: isMinimal ? p.text("alerts.0.annotations.summary") : p.text("groupLabels.alertname"),
          priority: p.text("commonLabels.severity"), url: isMinimal ? p.text("externalURL") : nil, isClosed: false,
          status: p.text("status")))
    guard case .opened(let message) = event.what else { return #expect(Bool(false), "\(event.what)") }
    #expect(sortedParts(message.text) == (0..<count).flatMap { sortedParts(text(p, $0)) })
    #expect(message.attachments.isEmpty && message.quoted == nil && message.format == .plain && message.url == nil)
  }

  @Test(
    "each alert can be a ticket of its own, known by its fingerprint",
    .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
  func splits() throws {
    let p = try SharedPayload("alertmanager/grafana_alerting_grafana_oncall.json")
    let events = receive(p.bytes, grouping: .alert).events
    #expect(events.map(\.item.id) == (0..<3).map { p.text("alerts.\($0).fingerprint") ?? "" })
    #expect(events.map(\.facts.title) == (0..<3).map { p.text("alerts.\($0).annotations.title") })
    #expect(events.map(\.facts.priority) == (0..<3).map { p.text("alerts.\($0).labels.severity") })
  }

  @Test(
    "the samples of Grafana OnCall's other forms: one is an alert, two name no alert and are refused",
    .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
  func readsOnCall() throws {
    let p = try SharedPayload("alertmanager/oncall_formatted_webhook.json")
    let image = MessageAttachment(name: "image", type: "image/*", size: 0, url: p.text("image_url"))
    #expect(
      receive(p.bytes).events == [
        SourceEvent(
          item: ItemKey(p.text("alert_uid") ?? ""),
          what: .opened(ItemMessage(id: "alert", text: p.text("message") ?? "", attachments: [image])),
          facts: ItemFacts(
            title: p.text("title"), url: p.text("link_to_upstream_details"), isClosed: false, status: p.text("state")),
          author: EventAuthor(kind: .automation), isAlert: true)
      ])
    for file in ["oncall_webhook.json", "oncall_inbound_email.json"] {
      #expect(receive(try SharedPayload("alertmanager/\(file)").bytes).message.hasPrefix("'alerts' is missing"))
    }
    #expect(
      SharedPayload.names(in: "alertmanager").count == 6, "a new sample: say what it must give")
  }

  // MARK: What happens to alerts

  private func group(_ status: String, _ alerts: String, more: String = "") -> String {
    #"{"version":"4","groupKey":"g","status":"\#(status)","receiver":"r","alerts":[\#(alerts)]\#(more)}"#
  }

  private func alert(_ name: String, _ status: String, ends: String = "0001-01-01T00:00:00Z") -> String {
    #"{"status":"\#(status)","fingerprint":"\#(name)","labels":{"alertname":"\#(name)"},"startsAt":"2026-03-01T10:00:00Z","endsAt":"\#(ends)"}"#
  }

  @Test("A group is closed when its last alert is; until then it fires, and the end is later than the beginning")
  func closes() throws {
    let end = "2026-03-01T11:00:00Z"
    let both = receive(group("firing", alert("a", "firing") + "," + alert("b", "firing"))).events[0]
    let one = receive(group("firing", alert("a", "firing") + "," + alert("b", "resolved", ends: end))).events[0]
    let none = receive(group("resolved", alert("a", "resolved", ends: end) + "," + alert("b", "resolved", ends: end)))
      .events[0]
    #expect(both.facts.isClosed == false && one.facts.isClosed == false && none.facts.isClosed == true)
    #expect(none.what == .closed(SourceClosing()))
    #expect(none.occurred == (try Timestamp(text: end)))
    let versions = try [both, one, none].map { try #require($0.version) }
    #expect(versions[0] < versions[1] && versions[1] < versions[2])
    guard case .opened(let message) = one.what else { return #expect(Bool(false)) }
    #expect(message.text.contains("firing: a") && !message.text.contains("firing: b"))
  }

  @Test("Saying again that the same alerts fire is the same message; another alert makes another")
  func repeats() {
    func message(_ alerts: String) -> ItemMessage? {
      if case .opened(let message)? = receive(group("firing", alerts)).events.first?.what { message } else { nil }
    }
    let (a, b) = (alert("a", "firing"), alert("b", "firing"))
    #expect(message("\(a),\(b)")?.id == message("\(b),\(a)")?.id)
    #expect(message(a)?.id != message("\(a),\(b)")?.id)
  }

  @Test("Alerts that are none are told from those that are missing")
  func namesWhatIsWrong() {
    #expect(receive(#"{"alerts":[]}"#).message == "'alerts' is empty: send one at least")
    #expect(receive(#"{"alerts":"x"}"#).message == "'alerts' must be a list of alerts")
  }

  @Test("What is no alert is refused by its name, and left out where others are alerts")
  func refusesWhatIsNone() throws {
    #expect(receive(group("firing", #"null,5,"x""#)).message == "'alerts[0]' must be an object")
    for word in ["5", #""alerting""#, "[]"] {
      let strange = #"{"status":\#(word),"labels":{"alertname":"b"}}"#
      let intake = receive(group("resolved", "\(alert("a", "resolved")),\(strange)"))
      #expect(intake.events.first?.facts.isClosed == false, "a status that nobody knows ends nothing: \(word)")
    }
    let mixed = receive(group("firing", "\(alert("a", "firing")),null,7"))
    let note = "2 entries of 'alerts' are left out: 'alerts[1]' must be an object"
    #expect(mixed.delivery?.notes == [note] && mixed.events.count == 1)
    let event = try #require(mixed.delivery?.events.first)
    #expect(TicketEvent(event).body.hasSuffix(note))
  }

  @Test("A status counts in any case")
  func readsAnyCase() {
    let over = receive(group("resolved", alert("a", "Resolved"))).events.first
    #expect(over?.what == .closed(SourceClosing()) && over?.facts.status == "resolved")
    #expect(receive(group("Firing", alert("a", "RESOLVED"))).events.first?.facts.isClosed == false)
  }

  @Test("An alert without labels is taken, and joins none of another group")
  func takesNameless() {
    let nameless = #"{"status":"firing","annotations":{"summary":"Dark"}}"#
    let other = group("firing", nameless).replacing(#""groupKey":"g""#, with: #""groupKey":"h""#)
    for grouping in AlertGrouping.allCases {
      #expect(receive(group("firing", nameless), grouping: grouping).events.map(\.item.id) == ["g"])
      #expect(receive(other, grouping: grouping).events.map(\.item.id) == ["h"])
    }
    let over = #"{"status":"resolved","annotations":{"summary":"Dark"},"endsAt":"2026-03-01T12:00:00Z"}"#
    let both = receive(group("firing", "\(nameless),\(over),\(alert("a", "resolved"))"), grouping: .alert).events
    #expect(both.map(\.item.id) == ["a", "g"] && both.map(\.facts.isClosed) == [true, false])
    #expect(
      receive(group("firing", nameless)).event.map { [$0.title, $0.body] } == ["Dark", "firing: Dark\nsummary: Dark"])
  }

  @Test("Alerts that the sender left out are told of")
  func tellsTruncated() {
    let one = receive(group("firing", alert("a", "firing"), more: #","truncatedAlerts":1"#)).delivery
    #expect(one?.notes == ["1 more alert of this group was left out by the sender (`max_alerts`)"])
    let delivery = receive(group("firing", alert("a", "firing"), more: #","truncatedAlerts":3"#)).delivery
    let note = "3 more alerts of this group were left out by the sender (`max_alerts`)"
    #expect(delivery?.notes == [note])
    #expect(delivery.map { TicketEvent($0.events[0]).body.hasSuffix(note) } == true)
  }

  @Test("The same words later are another delivery: nothing in them says when they were sent")
  func knowsTimeless() {
    let undated = #"{"status":"firing","alerts":[{"labels":{"alertname":"x"}}]}"#
    let onCall = #"{"alert_uid":"u","title":"Pump","state":"alerting"}"#
    for body in [undated, onCall, group("firing", alert("a", "firing"))] {
      #expect(receive(body).deliveryID == receive(body).deliveryID)
      #expect(receive(body).deliveryID != receive(body, at: Deliveries.now + .seconds(1)).deliveryID)
    }
  }

  @Test("Of thousands of alerts that are tickets of their own each has its own version")
  func survivesMany() {
    let alerts = (0..<3_000).map { #"{"fingerprint":"\#($0)","startsAt":"2026-03-01T10:00:00Z"}"# }
    let events = receive(group("firing", alerts.joined(separator: ",")), grouping: .alert).events
    #expect(events.count == 3_000 && events.allSatisfy { $0.version?.number == 1_772_359_200_000 })
  }

  @Test("Grafana's fields are used where they are")
  func readsGrafana() {
    let body =
      #"{"title":"[FIRING:1] Pump","alerts":[{"status":"firing","labels":{},"valueString":"[ var='A' value=3 ]","fingerprint":"f","#
      + #""dashboardURL":"https://g.example.com/d/1","silenceURL":"https://g.example.com/s"}],"externalURL":"https://g.example.com/"}"#
    let ticket = receive(body).event
    #expect(ticket?.title == "[FIRING:1] Pump" && ticket?.url == "https://g.example.com/d/1")
    #expect(ticket?.body.contains("value: [ var='A' value=3 ]") == true)
    #expect(ticket?.body.contains("https://g.example.com/s") == true)
  }

  @Test("Keys of any length and letters make ids that fit")
  func shortensKeys() {
    let long = group("firing", alert("a", "firing")).replacing(
      #""g""#, with: #""\#(String(repeating: "k", count: 500))é""#)
    let id = receive(long).events.first?.item.id
    #expect(id?.hasPrefix("sha256:") == true && id?.count == 71)
  }

  @Test("Without the secret, or without alerts, nothing is taken")
  func refuses() {
    let body = Array(group("firing", alert("a", "firing")).utf8)
    #expect(Alertmanager().receive(Deliveries.own(body), secrets: ["other"]).status == 401)
    for broken in ["[]", "{}", #"{"alerts":[]}"#, #"{"alerts":{}}"#] { #expect(receive(broken).status == 422) }
  }
}
