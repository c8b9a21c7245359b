import ArgumentParser
import Foundation
import PagingChannels
import ScheduleFiles
import Storage
import Timekeeping
import Workflows

/// Runs a command and turns whatever it throws into a message on standard error and an exit code.
enum CommandLineRunner {
  static func run<Root: AsyncParsableCommand>(_ root: Root.Type) async {
    do {
      var command = try root.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      exit(error, root: root)
    }
    leave(0)
  }

  /// A full disk must not pass for an answer: scripts go by the exit code, and what they read on is cut short.
  private static func leave(_ code: Int32) -> Never {
    guard let loss = Terminal.loss else { Foundation.exit(code) }
    Terminal.error(
      "watchbill: error: the answer could not be written: \(loss). help: what was written of it is cut short: make room, "
        + "and ask again; what the command changes is done")
    Foundation.exit(max(code, 1))
  }

  private static func exit<Root: ParsableCommand>(_ error: any Error, root: Root.Type) -> Never {
    guard let failure = CommandFailure(error) else { usage(error, root: root) }
    if !failure.message.isEmpty { Terminal.error("watchbill: error: \(byTheReadersClock(failure.message))") }
    leave(failure.code)
  }

  /// Instants in it stay in UTC where this machine has no zones.
  private static func byTheReadersClock(_ message: String) -> String {
    guard let tables = try? SystemZoneinfo.load() else { return message }
    return ReaderZone(tables: tables, warns: false).message(message)
  }

  /// The argument parser's own errors: help and version are fine, everything else is usage (2).
  private static func usage<Root: ParsableCommand>(_ error: any Error, root: Root.Type) -> Never {
    let text = root.fullMessage(for: error)
    if root.exitCode(for: error) == .success {
      Terminal.line(text)
      leave(0)
    }
    if !text.isEmpty { Terminal.error(named(text, root: root)) }
    Foundation.exit(2)
  }

  /// The parser's words in the form of our own messages, with the nearest command where none was meant.
  private static func named<Root: ParsableCommand>(_ text: String, root: Root.Type) -> String {
    guard text.hasPrefix("Error: ") else { return text }
    if let (word, near) = misspelt(root) {
      return "watchbill: error: there is no command '\(word)'. help: did you mean '\(near)'?"
    }
    return "watchbill: error: " + text.dropFirst("Error: ".count)
  }

  /// The first word that names no command where one is wanted, with the nearest that would.
  private static func misspelt(_ root: any ParsableCommand.Type) -> (word: String, near: String)? {
    var here = root
    for word in CommandLine.arguments.dropFirst() {
      let known = here.configuration.subcommands
      guard !known.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
      if let next = known.first(where: { name(of: $0) == word }) {
        here = next
      } else {
        return didYouMean(word, among: known.map { name(of: $0) }).map { (word, $0) }
      }
    }
    return nil
  }

  private static func name(of command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? String(describing: command).lowercased()
  }
}

/// A failure with its exit code: 1 when the answer is no, 2 when the input is refused.
struct CommandFailure: Error {
  var message: String
  var code: Int32

  static func no(_ message: String) -> CommandFailure { CommandFailure(message: message, code: 1) }
  static func refused(_ message: String) -> CommandFailure { CommandFailure(message: message, code: 2) }
  /// Everything was said already.
  static let quietNo = CommandFailure(message: "", code: 1)
  static let quietRefusal = CommandFailure(message: "", code: 2)

  init(message: String, code: Int32) {
    self.message = message
    self.code = code
  }

  /// Nil for what the argument parser reports itself.
  init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let problem as OperatorProblem:
      self.init(message: problem.description, code: problem.kind == .refused ? 2 : 1)
    case let problem as TextProblem: self.init(message: problem.description, code: 2)
    case let problem as ChannelProblem: self.init(message: problem.description, code: 2)
    case let problem as ZoneProblem: self.init(message: problem.description, code: 2)
    case let problem as ScheduleFolderProblem: self.init(message: problem.description, code: 2)
    case let problem as DefinitionsProblem: self.init(message: problem.description, code: 1)
    case let problem as StoreError: self.init(message: problem.description, code: 1)
    case let problem as CocoaError: self.init(message: SystemRefusal.sentence(problem), code: 1)
    case is ValidationError, is CleanExit, is ExitCode: return nil
    default:
      if String(describing: type(of: error)).contains("CommandError") { return nil }
      self.init(message: "\(error)", code: 1)
    }
  }
}
