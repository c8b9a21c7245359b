import ArgumentParser
import Foundation
import RotaFamilies
import RotaSearch
import Workflows

struct SolveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve", abstract: "Solve a rostering benchmark with the engine that drafts rotas.",
    discussion: """
      Examples:
        watchbill solve p30w4s1.json --out solution.json
        watchbill solve Instance4.txt --seconds 60 --out roster.csv
        watchbill solve p8w4s1.json --rounds 50 --seconds 600 --seed 7 \\
          --out solution.json
      Reads the on-call family (a JSON object) and the classic family (text with
      SECTION_ lines), and writes the solution as that family has it. Ctrl-C keeps
      the best so far. Ends with one line of JSON: {objective, bound, proved,
      seconds, first_feasible_seconds, best_seconds}; no solution can cost less than
      the bound. The same instance, seed and rounds give the same solution on any
      number of cores, as long as the seconds suffice. Exits with 1 when a hard rule
      cannot be kept. An instance may have up to 64 MiB.
      """)

  @Argument(help: "The instance.") var instance: String
  @Option(name: .long, help: "Seconds that the search may take.") var seconds = 10.0
  @Option(name: .long, help: "Another seed is another search.") var seed: UInt64 = 1
  @Option(name: .long, help: "Rounds of improvement at most; as many as the time allows where you give none.")
  var rounds: Int?
  @Option(name: .long, help: "Threads.") var cores = ProcessInfo.processInfo.activeProcessorCount
  @Option(name: .long, help: "Where the solution goes.") var out: String
  @Flag(name: .long, help: "Say on the error output what the search finds; a terminal is always told.")
  var progress = false

  func validate() throws {
    if !(seconds > 0) || seconds > 86_400 {
      throw ValidationError("--seconds must be above 0 and at most a day. help: write --seconds 60")
    }
    if cores < 1 || cores > 256 { throw ValidationError("--cores must be between 1 and 256. help: leave it out") }
    if let rounds, rounds < 0 { throw ValidationError("--rounds must not be below 0. help: write --rounds 100") }
  }

  func run() async throws {
    let solve = SolveInstance(
      instance: try read(), seconds: seconds, seed: seed, rounds: rounds ?? .max, cores: cores)
    let interrupt = InterruptFlag()
    let progress = progress
    let answer = solve.run(hasEnough: { interrupt.isSet }) { found, at in
      if progress { Terminal.error(Self.line(found, at)) } else { Terminal.progress(Self.line(found, at)) }
    }
    guard let answer else {
      throw CommandFailure(message: "\(instance): a hard rule leaves somebody without any allowed line", code: 1)
    }
    try write(solve.instance.solution(answer.result.lines))
    Terminal.line(Self.summary(answer))
  }

  private func read() throws -> RotaInstance {
    guard let data = FileManager.default.contents(atPath: instance) else {
      throw CommandFailure.refused("cannot read \(instance). help: name a file of the on-call or the classic family")
    }
    do {
      return try RotaInstance(data)
    } catch {
      let place = error.line.map { "\(instance):\($0)" } ?? instance
      throw CommandFailure.refused("\(place): \(error.message)")
    }
  }

  private func write(_ text: String) throws {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
    } catch {
      throw CommandFailure.refused("cannot write \(out): \(error.localizedDescription)")
    }
  }

  private static func line(_ found: SearchProgress, _ at: Double) -> String {
    let objective = found.objective.map(String.init) ?? "none yet"
    let bound = found.bound.map { ", bound \($0)" } ?? ""
    return String(format: "%.1f s  %@: %@%@", at, found.phase, objective, bound)
  }

  private static func summary(_ answer: SolveInstance.Answer) -> String {
    func number(_ value: Double) -> String { String(format: "%.3f", value) }
    let result = answer.result
    let parts = [
      "\"objective\":\(result.objective)", "\"bound\":\(result.bound.map(String.init) ?? "null")",
      "\"proved\":\(result.isProved)", "\"seconds\":\(number(answer.seconds))",
      "\"first_feasible_seconds\":\(number(answer.firstFeasible))", "\"best_seconds\":\(number(answer.best))",
    ]
    return "{" + parts.joined(separator: ",") + "}"
  }
}
