internal import CSQLite
internal import GRDB

/// A prepared statement with its values, for one execution; to be reset after it.
struct BoundStatement {
  let handle: OpaquePointer
  /// Kept, since the cache may let go of it meanwhile.
  private let statement: Statement
  private let database: Database

  init(_ sql: StaticString, _ values: [any Bindable], on database: Database) throws {
    statement = try database.cachedStatement(sql: RewrittenStatements.text(of: sql))
    handle = statement.sqliteStatement
    self.database = database
    reset()
    guard sqlite3_bind_parameter_count(handle) == values.count else {
      throw StoreError.failed("\(values.count) values for the statement: \(statement.sql)")
    }
    for (place, value) in values.enumerated() { try bind(value.sql, at: Int32(place + 1)) }
  }

  /// True when there is a row to read; throws what the engine refuses.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw problem(code)
    }
  }

  /// The engine tells of a failed step once more here; it was thrown already.
  func reset() { sqlite3_reset(handle) }

  /// The engine copies what it is given.
  private func bind(_ value: SQLValue, at place: Int32) throws {
    let code =
      switch value {
      case .null: sqlite3_bind_null(handle, place)
      case .integer(let value): sqlite3_bind_int64(handle, place, value)
      case .text(let value): bind(value, at: place)
      case .bytes(let value):
        value.withUnsafeBytes {
          $0.isEmpty
            ? sqlite3_bind_zeroblob(handle, place, 0)
            : sqlite3_bind_blob64(handle, place, $0.baseAddress, UInt64($0.count), Self.copied)
        }
      }
    guard code == SQLITE_OK else { throw problem(code) }
  }

  /// A text without octets has no address, and without one it would be NULL.
  private func bind(_ text: String, at place: Int32) -> Int32 {
    guard !text.isEmpty else { return sqlite3_bind_text64(handle, place, "", 0, Self.copied, UInt8(SQLITE_UTF8)) }
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        sqlite3_bind_text64(handle, place, $0.baseAddress, UInt64($0.count), Self.copied, UInt8(SQLITE_UTF8))
      }
    }
  }

  private func problem(_ code: Int32) -> DatabaseError {
    let extended = sqlite3_extended_errcode(database.sqliteConnection)
    let isSame = extended & 0xff == code & 0xff
    return DatabaseError(
      resultCode: ResultCode(rawValue: isSame ? extended : code),
      message: database.sqliteConnection.map { String(cString: sqlite3_errmsg($0)) }, sql: statement.sql)
  }

  /// `SQLITE_TRANSIENT`, which Swift does not import.
  private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
