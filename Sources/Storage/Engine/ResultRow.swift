import Foundation
internal import GRDB
import Timekeeping

/// One row of an answer, read by column name; a value of the wrong type is an error, never a trap.
struct ResultRow {
  let row: Row

  func text(_ column: String) throws(StoreError) -> String { try present(column, textIfAny(column)) }
  func textIfAny(_ column: String) throws(StoreError) -> String? { try read(column, String.fromDatabaseValue) }

  func int(_ column: String) throws(StoreError) -> Int { try present(column, intIfAny(column)) }
  func intIfAny(_ column: String) throws(StoreError) -> Int? { try read(column, Int.fromDatabaseValue) }

  func flag(_ column: String) throws(StoreError) -> Bool { try int(column) != 0 }

  func instant(_ column: String) throws(StoreError) -> Timestamp { try present(column, instantIfAny(column)) }
  func instantIfAny(_ column: String) throws(StoreError) -> Timestamp? {
    try read(column, Int64.fromDatabaseValue).map(Timestamp.init(milliseconds:))
  }

  func bytes(_ column: String) throws(StoreError) -> [UInt8] { try present(column, bytesIfAny(column)) }
  func bytesIfAny(_ column: String) throws(StoreError) -> [UInt8]? {
    try read(column, Data.fromDatabaseValue).map { [UInt8]($0) }
  }

  /// The interval between two columns.
  func interval(_ start: String, _ end: String) throws(StoreError) -> Interval {
    try present(end, Interval(instant(start), instant(end)))
  }

  /// A value written in its text form, such as an id or a week.
  func form<T: TextForm>(_ column: String, as type: T.Type = T.self) throws(StoreError) -> T {
    try present(column, formIfAny(column))
  }

  func formIfAny<T: TextForm>(_ column: String, as type: T.Type = T.self) throws(StoreError) -> T? {
    guard let text = try textIfAny(column) else { return nil }
    do {
      return try T(text: text)
    } catch {
      throw .unreadable("\(column): \(error)")
    }
  }

  /// A case of an enumeration stored by its raw text.
  func choice<T: RawRepresentable<String>>(_ column: String) throws(StoreError) -> T {
    try present(column, T(rawValue: text(column)))
  }

  /// A value stored as JSON.
  func json<T: Decodable>(_ column: String) throws(StoreError) -> T { try present(column, jsonIfAny(column)) }
  func jsonIfAny<T: Decodable>(_ column: String) throws(StoreError) -> T? {
    guard let text = try textIfAny(column) else { return nil }
    return try JSONText.value(text, column: column)
  }

  // By place, for answers of many rows: finding a column by its name costs more than reading it.

  func text(at place: Int) throws(StoreError) -> String {
    let value: DatabaseValue = row[place]
    return try present("column \(place)", String.fromDatabaseValue(value))
  }

  func textIfAny(at place: Int) throws(StoreError) -> String? {
    let value: DatabaseValue = row[place]
    return value.isNull ? nil : try present("column \(place)", String.fromDatabaseValue(value))
  }

  func integer(at place: Int) throws(StoreError) -> Int64 {
    let value: DatabaseValue = row[place]
    return try present("column \(place)", Int64.fromDatabaseValue(value))
  }

  private func read<T>(_ column: String, _ convert: (DatabaseValue) -> T?) throws(StoreError) -> T? {
    guard let value: DatabaseValue = row[column] else { throw .unreadable("no column \(column)") }
    guard !value.isNull else { return nil }
    guard let converted = convert(value) else { throw .unreadable("\(column) holds \(value)") }
    return converted
  }

  private func present<T>(_ column: String, _ value: T?) throws(StoreError) -> T {
    guard let value else { throw .unreadable("\(column) is empty or out of range") }
    return value
  }
}
