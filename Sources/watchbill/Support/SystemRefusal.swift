import Foundation

/// What the system refused, in our words instead of the library's listing of it.
enum SystemRefusal {
  /// The whole sentence, where nothing nearer to what was asked for says it.
  static func sentence(_ error: CocoaError) -> String {
    let what = error.filePath.map { "'\($0)' cannot be read or written" } ?? "a file cannot be read or written"
    return "\(what): \(reason(error)). help: look at its name, at its folder and at who may use it"
  }

  /// The system's own word, such as `No such file or directory`.
  static func reason(_ error: CocoaError) -> String {
    guard let cause = error.underlying else { return error.localizedDescription }
    let code = (cause as? POSIXError)?.code.rawValue ?? Int32(clamping: (cause as NSError).code)
    return String(cString: strerror(code))
  }
}
