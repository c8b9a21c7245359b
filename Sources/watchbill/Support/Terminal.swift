import Foundation

/// Standard output and error, and what is known of the terminal behind them.
enum Terminal {
  static func line(_ text: String) { write(InertLine.text(text, keepsStyles: hasColour) + "\n", to: .standardOutput) }
  static func text(_ text: String) { write(text, to: .standardOutput) }
  static func error(_ text: String) { write(InertLine.text(text, keepsStyles: hasColour) + "\n", to: .standardError) }

  /// Colour only on a terminal, and never where the reader asked for none (no-color.org).
  static let hasColour: Bool = {
    let environment = ProcessInfo.processInfo.environment
    return isatty(1) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
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
  enum Style: String, CaseIterable {
    case plain = "0"
    case bold = "1"
    case dim = "2"
    case alarm = "31"
    case warning = "33"

    var code: String { "\u{1B}[\(rawValue)m" }
  }

  static func bold(_ text: String) -> String { styled(text, .bold) }
  static func dim(_ text: String) -> String { styled(text, .dim) }
  static func warning(_ text: String) -> String { styled(text, .warning) }
  static func alarm(_ text: String) -> String { styled(text, .alarm) }

  private static func styled(_ text: String, _ style: Style) -> String {
    hasColour ? style.code + text + Style.plain.code : text
  }

  private static func write(_ text: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
