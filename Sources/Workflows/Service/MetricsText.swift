import Metrics
import ScheduleFiles
import Scheduling
import Timekeeping

/// The text that Prometheus reads (exposition format 0.0.4).
struct MetricsText {
  private(set) var text = ""

  /// A family of values under one name; nothing is written without any.
  mutating func family(_ name: String, _ kind: String, help: String, _ values: [(CounterRegistry.Sample, String)]) {
    guard !values.isEmpty else { return }
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
    for (sample, value) in values { text += "\(sample.text) \(value)\n" }
  }
}

extension CounterRegistry.Sample {
  init(_ name: String, _ labels: (String, String)...) {
    self.init(name: name, labels: labels.map { CounterRegistry.Label(name: $0.0, value: $0.1) })
  }

  /// `name{label="value"}`.
  var text: String {
    guard !labels.isEmpty else { return name }
    return "\(name){" + labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",") + "}"
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}

extension ServiceDesk {
  /// How far ahead the figures about coverage look.
  private static let metricsDays = 28

  /// Coverage of the next four weeks and what was counted since the start, for Prometheus.
  package func metricsText() async throws -> String {
    let now = clock.now()
    let world = try await world()
    var metrics = MetricsText()
    metrics.add(try worlds.onCall(at: now, world: world, zones: zones), of: world.teams(at: now))
    if let window = Interval(now, now + .hours(24 * Self.metricsDays)) {
      let teams = world.teams(at: now)
      let timelines = try teams.map {
        try worlds.timeline(of: $0.schedule.team, around: now, world: world, zones: zones)
      }
      metrics.add(try coverage(of: teams, window: window, timelines: timelines))
    }
    metrics.addCounts((MetricsSystem.factory as? CounterRegistry)?.samples ?? [])
    return metrics.text
  }
}

extension MetricsText {
  fileprivate mutating func add(_ onCall: [OnCallNow], of teams: [TeamDefinition]) {
    var counts: [[String]: Int] = [:]
    for one in onCall { counts[[one.team.text, one.duty.text], default: 0] += 1 }
    let name = "watchbill_on_call_people"
    let values = teams.map(\.schedule).flatMap { schedule in
      schedule.duties.map { duty in
        let sample = CounterRegistry.Sample(name, ("team", schedule.team.text), ("duty", duty.id.text))
        return (sample, "\(counts[[schedule.team.text, duty.id.text]] ?? 0)")
      }
    }
    family(name, "gauge", help: "How many people are on for a duty now, not counting its fallbacks.", values)
  }

  fileprivate mutating func add(_ report: CoverageReport) {
    let duties = report.teams.flatMap { team in team.duties.map { (team: team.team, duty: $0) } }
    func values(_ name: String, _ value: (DutyCoverage) -> String?) -> [(CounterRegistry.Sample, String)] {
      duties.compactMap { team, duty in
        value(duty).map { (CounterRegistry.Sample(name, ("team", team.text), ("duty", duty.duty.text)), $0) }
      }
    }
    let (gap, open, next) = (
      "watchbill_coverage_gap_seconds", "watchbill_coverage_not_published_seconds",
      "watchbill_coverage_next_gap_timestamp_seconds"
    )
    family(
      gap, "gauge", help: "Required time of the next 28 days that nobody fills.",
      values(gap) { "\($0.open.wholeSeconds)" })
    family(
      open, "gauge", help: "Slots of the next 28 days whose rota is not published.",
      values(open) { "\($0.notPublished.wholeSeconds)" })
    family(
      next, "gauge", help: "When the next gap begins; absent without one.",
      values(next) { $0.nextGap.map { "\($0.seconds)" } })
    findings(report)
  }

  private mutating func findings(_ report: CoverageReport) {
    let name = "watchbill_coverage_findings"
    let values = report.teams.map(\.team).flatMap { team in
      CoverageFinding.Kind.allCases.map { kind in
        let count = report.findings.count { $0.team == team && $0.kind == kind }
        return (CounterRegistry.Sample(name, ("team", team.text), ("kind", kind.rawValue)), "\(count)")
      }
    }
    family(name, "gauge", help: "What `watchbill coverage` finds in the next 28 days.", values)
  }

  fileprivate mutating func addCounts(_ samples: [(sample: CounterRegistry.Sample, value: Int64)]) {
    var names: [String] = []
    for (sample, _) in samples where !names.contains(sample.name) { names.append(sample.name) }
    for name in names {
      let values = samples.filter { $0.sample.name == name }.map { sample, value in
        (CounterRegistry.Sample(name: name + "_total", labels: sample.labels), "\(value)")
      }
      family(name + "_total", "counter", help: "Counted since the server started.", values)
    }
  }
}
