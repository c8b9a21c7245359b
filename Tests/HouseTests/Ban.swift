import Foundation
import Testing

/// Something that source files must not contain, and what to write instead.
struct Ban: CustomTestStringConvertible {
  /// Where a ban holds.
  enum Scope {
    /// The pure core.
    case core
    /// Every source file but those whose path begins or ends with one of these.
    case sources(except: [String] = [])

    func holds(for file: SwiftText) -> Bool {
      switch self {
      case .core: Arrows.core.contains(file.module)
      case .sources(let except): !except.contains { file.path.hasPrefix($0) || file.path.hasSuffix($0) }
      }
    }
  }

  let name: String
  let pattern: Pattern
  var view = SwiftText.View.code
  var scope = Scope.sources()
  /// The word that a comment beside or above the line must hold to excuse it; nil when nothing does.
  var excuse: String?
  let instead: String
  /// Must be found.
  let planted: [String]
  /// Must be left alone.
  let harmless: [String]

  var testDescription: String { name }

  func findings(in file: SwiftText) -> [Finding] {
    guard scope.holds(for: file) else { return [] }
    return pattern.matches(in: file.view(view)).filter { !isExcused(line: $0.line, in: file) }.map { match in
      Finding(path: file.path, line: match.line, message: "\(name) is banned here. \(instead)")
    }
  }

  private func isExcused(line: Int, in file: SwiftText) -> Bool {
    guard let excuse else { return false }
    let nearby = file.lines[max(0, line - 2)..<min(line, file.lines.count)]
    return nearby.contains { text in
      guard let comment = text.range(of: "//") else { return false }
      return text[comment.upperBound...].contains(excuse)
    }
  }
}
