internal import GRDB

/// Turns the engine's errors into ours, so that nothing above knows which engine it is.
enum EngineProblem {
  /// Runs `work`; errors of ours pass through, the engine's are translated.
  static func translated<T>(path: String = "the store", _ work: () throws -> T) throws(StoreError) -> T {
    do {
      return try work()
    } catch {
      throw storeError(error, path: path)
    }
  }

  static func storeError(_ error: any Error, path: String = "the store") -> StoreError {
    if let ours = error as? StoreError { return ours }
    guard let problem = error as? DatabaseError else { return .failed("\(error)") }
    let message = problem.message ?? "\(problem.resultCode)"
    return switch problem.resultCode {
    case .SQLITE_FULL: .full
    case .SQLITE_CORRUPT: .corrupt(path: path, what: message)
    case .SQLITE_NOTADB: .foreign(path: path, why: message)
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY: .unusable(path: path, why: message)
    case .SQLITE_CONSTRAINT: constraint(problem, message)
    default: .failed("\(message) (code \(problem.extendedResultCode.rawValue))")
    }
  }

  /// An error out of a caller's closure: its own stays what it is, the engine's is translated.
  static func own(_ error: any Error) -> any Error { error is DatabaseError ? storeError(error) : error }

  private static func constraint(_ problem: DatabaseError, _ message: String) -> StoreError {
    switch problem.extendedResultCode {
    case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: .duplicate(message)
    default: .failed(message)
    }
  }
}
