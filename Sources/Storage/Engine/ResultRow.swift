import Foundation
internal import CSQLite
import Timekeeping

/// One row of an answer, read by column name; a value of the wrong type is an error, never a trap.
///
/// It is where its statement stands, and gone when that goes on: what is wanted of it is read at once.
struct ResultRow {
  let statement: OpaquePointer

  func text(_ column: StaticString) throws(StoreError) -> String { try present("\(column)", textIfAny(column)) }
  func textIfAny(_ column: StaticString) throws(StoreError) -> String? {
    try textIfAny(at: place(of: column), "\(column)")
  }

  func int(_ column: StaticString) throws(StoreError) -> Int { try present("\(column)", intIfAny(column)) }
  func intIfAny(_ column: StaticString) throws(StoreError) -> Int? {
    try integerIfAny(at: place(of: column), "\(column)").map(Int.init)
  }

  func flag(_ column: StaticString) throws(StoreError) -> Bool { try int(column) != 0 }

  func instant(_ column: StaticString) throws(StoreError) -> Timestamp {
    try present("\(column)", instantIfAny(column))
  }
  func instantIfAny(_ column: StaticString) throws(StoreError) -> Timestamp? {
    try integerIfAny(at: place(of: column), "\(column)").map(Timestamp.init(milliseconds:))
  }

  func bytes(_ column: StaticString) throws(StoreError) -> [UInt8] { try present("\(column)", bytesIfAny(column)) }
  func bytesIfAny(_ column: StaticString) throws(StoreError) -> [UInt8]? {
    let place = try place(of: column)
    switch sqlite3_column_type(statement, place) {
    case SQLITE_NULL: return nil
    case SQLITE_BLOB, SQLITE_TEXT: return [UInt8](bytes(at: place))
    default: throw holds(place, "\(column)")
    }
  }

  /// The interval between two columns.
  func interval(_ start: StaticString, _ end: StaticString) throws(StoreError) -> Interval {
    try present("\(end)", Interval(instant(start), instant(end)))
  }

  /// A value written in its text form, such as an id or a week.
  func form<T: TextForm>(_ column: StaticString, as type: T.Type = T.self) throws(StoreError) -> T {
    try present("\(column)", formIfAny(column))
  }

  func formIfAny<T: TextForm>(_ column: StaticString, as type: T.Type = T.self) throws(StoreError) -> T? {
    try textIfAny(column).map { text throws(StoreError) in try form(text, "\(column)") }
  }

  /// A case of an enumeration stored by its raw text.
  func choice<T: RawRepresentable<String>>(_ column: StaticString) throws(StoreError) -> T {
    try present("\(column)", T(rawValue: text(column)))
  }

  /// A value stored as JSON.
  func json<T: Decodable>(_ column: StaticString) throws(StoreError) -> T {
    try present("\(column)", jsonIfAny(column))
  }
  func jsonIfAny<T: Decodable>(_ column: StaticString) throws(StoreError) -> T? {
    let place = try place(of: column)
    guard sqlite3_column_type(statement, place) != SQLITE_NULL else { return nil }
    return try JSONText.value(Data(bytes(at: place)), column: column)
  }

  // By place, for answers of many rows: finding a column by its name costs as much as reading it.

  func text(at place: Int) throws(StoreError) -> String { try present("column \(place)", textIfAny(at: place)) }

  func textIfAny(at place: Int) throws(StoreError) -> String? { try textIfAny(at: Int32(place), "column \(place)") }

  /// A value stored as JSON, and how many bytes it has.
  func json<T: Decodable>(at place: Int, _ column: StaticString) throws(StoreError) -> (value: T, bytes: Int) {
    let bytes = bytes(at: Int32(place))
    return (try JSONText.value(Data(bytes), column: column), bytes.count)
  }

  func integer(at place: Int) throws(StoreError) -> Int64 {
    try present("column \(place)", integerIfAny(at: Int32(place), "column \(place)"))
  }

  func instantIfAny(at place: Int) throws(StoreError) -> Timestamp? {
    try integerIfAny(at: Int32(place), "column \(place)").map(Timestamp.init(milliseconds:))
  }

  func form<T: TextForm>(at place: Int) throws(StoreError) -> T { try present("column \(place)", formIfAny(at: place)) }

  func formIfAny<T: TextForm>(at place: Int) throws(StoreError) -> T? {
    try textIfAny(at: place).map { text throws(StoreError) in try form(text, "column \(place)") }
  }

  // MARK: The engine's columns

  private func place(of column: StaticString) throws(StoreError) -> Int32 {
    for place in 0..<sqlite3_column_count(statement) where isCalled(column, at: place) {
      return place
    }
    throw .unreadable("no column \(column)")
  }

  /// Compares where the two names stand: a `String` would be copied for each look.
  private func isCalled(_ column: StaticString, at place: Int32) -> Bool {
    guard let name = sqlite3_column_name(statement, place) else { return false }
    return column.withUTF8Buffer { wanted in
      guard let start = wanted.baseAddress else { return false }
      return strlen(name) == wanted.count && memcmp(name, start, wanted.count) == 0
    }
  }

  private func form<T: TextForm>(_ text: String, _ column: @autoclosure () -> String) throws(StoreError) -> T {
    do {
      return try T(text: text)
    } catch {
      throw .unreadable("\(column()): \(error)")
    }
  }

  private func textIfAny(at place: Int32, _ column: @autoclosure () -> String) throws(StoreError) -> String? {
    switch sqlite3_column_type(statement, place) {
    case SQLITE_NULL: nil
    case SQLITE_TEXT: String(decoding: bytes(at: place), as: UTF8.self)
    default: throw holds(place, column())
    }
  }

  private func integerIfAny(at place: Int32, _ column: @autoclosure () -> String) throws(StoreError) -> Int64? {
    switch sqlite3_column_type(statement, place) {
    case SQLITE_NULL: nil
    case SQLITE_INTEGER: sqlite3_column_int64(statement, place)
    default: throw holds(place, column())
    }
  }

  /// A text as UTF-8, or a blob; until the statement goes on.
  private func bytes(at place: Int32) -> UnsafeRawBufferPointer {
    let isText = sqlite3_column_type(statement, place) == SQLITE_TEXT
    let start =
      isText
      ? sqlite3_column_text(statement, place).map { UnsafeRawPointer($0) } : sqlite3_column_blob(statement, place)
    return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(statement, place)))
  }

  private func holds(_ place: Int32, _ column: String) -> StoreError {
    let value = sqlite3_column_text(statement, place).map { String(cString: $0) } ?? "nothing"
    return .unreadable("\(column) holds \(value)")
  }

  private func present<T>(_ column: @autoclosure () -> String, _ value: T?) throws(StoreError) -> T {
    guard let value else { throw .unreadable("\(column()) is empty or out of range") }
    return value
  }
}
