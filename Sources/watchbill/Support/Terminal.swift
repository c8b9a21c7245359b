import Foundation
import Synchronization

/// Standard output and error, and what is known of the terminal behind them.
enum Terminal {
  static func line(_ text: String) { write(InertLine.text(text) + "\n", to: STDOUT_FILENO) }
  static func line(_ text: StyledText) { write(text.written + "\n", to: STDOUT_FILENO) }

  /// As it is for programs that read it; on a terminal it is as inert as a line.
  static func text(_ text: String) {
    // The return before a line feed, as CSV has it, moves nothing that is not moved anyway.
    let shown = isTerminal ? InertLine.text(text.replacing("\r\n", with: "\n")) : text
    write(shown, to: STDOUT_FILENO)
  }

  static func error(_ text: String) { write(InertLine.text(text) + "\n", to: STDERR_FILENO) }

  private static let isTerminal = isatty(STDOUT_FILENO) == 1

  /// Colour only on a terminal, and never where the reader asked for none (no-color.org).
  static let hasColour: Bool = {
    let environment = ProcessInfo.processInfo.environment
    return isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }()

  /// Says what takes a moment, to people only: a line on standard error when that is a terminal.
  static func progress(_ text: String) {
    if isatty(2) == 1 { error(text) }
  }

  /// Says after a second, and then every few, how long `work` has taken of the `seconds` it may take.
  static func waiting<T: Sendable>(
    _ what: String, for seconds: Double, _ work: () async throws -> T
  ) async throws -> T {
    guard isatty(2) == 1 else { return try await work() }
    let started = ContinuousClock.now
    let teller = Task {
      while !Task.isCancelled {
        try await Task.sleep(for: .seconds(1))
        let passed = Int((ContinuousClock.now - started) / .seconds(1))
        error("\(what): \(passed) of \(Int(seconds.rounded(.up))) s at most …")
      }
    }
    defer { teller.cancel() }
    return try await work()
  }

  /// What we write in, as the terminal's own codes.
  fileprivate enum Style: String {
    case plain = "0"
    case bold = "1"
    case dim = "2"
    case alarm = "31"
    case warning = "33"

    var code: String { "\u{1B}[\(rawValue)m" }
  }

  /// A whole line in a style of ours. Its words are inert before the codes stand around them, so that no stranger's
  /// code looks like ours; it is no String, which a line would make inert with its codes.
  struct StyledText {
    fileprivate let written: String

    fileprivate init(_ text: String, _ style: Style) {
      let inert = InertLine.text(text)
      let isStyled = Terminal.hasColour && style != .plain
      written = isStyled ? style.code + inert + Style.plain.code : inert
    }
  }

  static func plain(_ text: String) -> StyledText { StyledText(text, .plain) }
  static func bold(_ text: String) -> StyledText { StyledText(text, .bold) }
  static func dim(_ text: String) -> StyledText { StyledText(text, .dim) }
  static func warning(_ text: String) -> StyledText { StyledText(text, .warning) }
  static func alarm(_ text: String) -> StyledText { StyledText(text, .alarm) }

  /// Why standard output took not all of an answer; nil when it took everything.
  static var loss: String? { lost.withLock { $0 } }
  private static let lost = Mutex<String?>(nil)

  private static func write(_ text: String, to descriptor: Int32) {
    guard let problem = trouble(writing: Array(text.utf8), to: descriptor) else { return }
    // A reader that has seen enough, such as `head`, is no trouble.
    guard descriptor == STDOUT_FILENO, problem != EPIPE else { return }
    lost.withLock { $0 = $0 ?? String(cString: strerror(problem)) }
  }

  /// The error that ended it, or nil once all bytes are out.
  private static func trouble(writing bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      let failure = errno
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if failure == EAGAIN {
        var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&room, 1, -1)
      } else if count < 0, failure != EINTR {
        return failure
      }
    }
    return nil
  }
}
