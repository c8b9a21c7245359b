import DeskSimulation
import Foundation
import Synchronization

/// `make simulate`: team-years through the real engine, as many at once as there are cores, until one does not hold.
struct SimulationBench {
  static let word = "simulate"
  /// What issue 5 calls a year.
  private static let ticketsPerYear = 20_000

  private var years = 1
  private var firstSeed = 1
  private var ticketsPerRun = 400
  private var runs: Int?
  private var workers = ProcessInfo.processInfo.activeProcessorCount
  /// What is said in place of a run: to who asks how, or asks for what there is not.
  private var answer: (text: String, isAsked: Bool)?

  private static let help = """
    usage: watchbill-bench simulate [--years N | --runs N] [--seed N] [--tickets N] [--workers N]
      --years N    20,000 tickets each (1)
      --runs N     instead of years: this many seeds
      --seed N     the first one (1)
      --tickets N  in a run (400)
      --workers N  runs at once (one for each core)
    """

  init(_ words: [String]) {
    var words = words[...]
    while let word = words.popFirst(), answer == nil {
      if ["--help", "-h", "help"].contains(word) {
        answer = (Self.help, true)
      } else if let value = words.popFirst().flatMap({ Int($0) }), value > 0 {
        take(word, value)
      } else {
        answer = ("'\(word)' needs a number above 0\n\(Self.help)", false)
      }
    }
  }

  private mutating func take(_ word: String, _ value: Int) {
    switch word {
    case "--years": years = value
    case "--seed": firstSeed = value
    case "--tickets": ticketsPerRun = value
    case "--runs": runs = value
    case "--workers": workers = value
    default: answer = ("'\(word)' is not known\n\(Self.help)", false)
    }
  }

  /// Prints the rate; false when an invariant was broken, whose seed and short script are printed, or the words made no
  /// sense.
  func run() async -> Bool {
    if let answer {
      print(answer.text)
      return answer.isAsked
    }
    let runs = self.runs ?? max(1, years * Self.ticketsPerYear / ticketsPerRun)
    print("\(runs) runs of \(ticketsPerRun) tickets, seeds from \(firstSeed), \(workers) at once")
    let progress = Progress()
    let began = ContinuousClock.now
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<workers {
        group.addTask { [firstSeed, ticketsPerRun] in
          while progress.sum.withLock({ $0.broken.isEmpty }) {
            let run = progress.next.add(1, ordering: .relaxed).oldValue
            guard run < runs else { return }
            let report = await Self.report(seed: firstSeed + run, tickets: ticketsPerRun)
            progress.sum.withLock { $0.add(report, seed: firstSeed + run) }
          }
        }
      }
    }
    let sum = progress.sum.withLock { $0 }
    sum.tell(took: ContinuousClock.now - began)
    if let seed = sum.seeds.min() { await tellOf(seed) }
    return sum.broken.isEmpty
  }

  /// The script of a broken run, as short as it gets in 200 runs of it: what a regression test is made of.
  private func tellOf(_ seed: Int) async {
    let script = ScriptWriter.script(seed: UInt64(seed), tickets: ticketsPerRun)
    let small = await Shrinker.shrink(script, budget: 200)
    let report = await DeskRunner.report(small)
    for violation in report.violations { print("shrunk: \(violation)") }
    print("keep this in Tests/SimulationTests/Regressions:\n\(Shrinker.json(small))")
  }

  private static func report(seed: Int, tickets: Int) async -> DeskRunner.Report {
    await DeskRunner.report(ScriptWriter.script(seed: UInt64(seed), tickets: tickets))
  }

  private final class Progress: Sendable {
    let next = Atomic<Int>(0)
    let sum = Mutex(Sum())
  }

  private struct Sum {
    var runs = 0
    var tickets = 0
    var pages = 0
    var messages = 0
    var steps = 0
    var crashes = 0
    var refusals = 0
    var milliseconds: Int64 = 0
    var broken: [String] = []
    var seeds: [Int] = []
    /// Of the run before, when there is but one.
    var trace = ""

    mutating func add(_ report: DeskRunner.Report, seed: Int) {
      runs += 1
      tickets += report.tickets
      pages += report.pages
      messages += report.messages
      steps += report.steps
      crashes += report.crashes
      refusals += report.refusals
      milliseconds += report.milliseconds
      trace = report.trace
      guard !report.violations.isEmpty else { return }
      seeds.append(seed)
      broken.append("seed \(seed): \(report.violations)")
    }

    func tell(took: Duration) {
      let seconds = Double(took.nanoseconds) / 1_000_000_000
      let years = Double(tickets) / Double(SimulationBench.ticketsPerYear)
      print(
        "\(runs) runs, \(tickets) tickets, \(pages) pages, \(messages) messages, \(steps) steps, \(crashes) crashes, "
          + "\(refusals) refusals")
      print(
        String(
          format: "%.1f s: %.0f tickets/s, %.2f team-years (%.1f in 15 minutes), %.0f times as fast as time", seconds,
          Double(tickets) / seconds, years, years / seconds * 900, Double(milliseconds) / 1000 / seconds))
      if runs == 1 { print("trace \(trace)") }
      for line in broken { print("BROKEN \(line)") }
    }
  }
}
