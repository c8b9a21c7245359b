import Foundation
internal import GRDB

/// Runs our SQL on one connection: the only way the queries reach the engine.
///
/// SQL is a `StaticString`, so nothing that came from outside can ever become part of it.
struct Connection {
  let database: Database

  /// Executes a statement; returns how many rows it inserted, changed or removed.
  @discardableResult
  func run(_ sql: StaticString, _ values: [any Bindable] = []) throws(StoreError) -> Int {
    try EngineProblem.translated {
      let statement = try prepared(sql)
      try statement.execute(arguments: arguments(values))
      return database.changesCount
    }
  }

  /// Every row of the answer, in the order of the query.
  func all<T>(
    _ sql: StaticString, _ values: [any Bindable] = [], as read: (ResultRow) throws(StoreError) -> T
  ) throws(StoreError) -> [T] {
    var found: [T] = []
    try each(sql, values) { row throws(StoreError) in
      found.append(try read(row))
      return true
    }
    return found
  }

  /// The first row of the answer, or nil when there is none.
  func first<T>(
    _ sql: StaticString, _ values: [any Bindable] = [], as read: (ResultRow) throws(StoreError) -> T
  ) throws(StoreError) -> T? {
    try all(sql, values, as: read).first
  }

  /// Goes through the answer row by row without keeping it, until `body` returns false.
  func each(
    _ sql: StaticString, _ values: [any Bindable] = [], _ body: (ResultRow) throws(StoreError) -> Bool
  ) throws(StoreError) {
    try EngineProblem.translated {
      let rows = try Row.fetchCursor(prepared(sql), arguments: arguments(values))
      while let row = try rows.next() {
        guard try body(ResultRow(row: row)) else { return }
      }
    }
  }

  private func prepared(_ sql: StaticString) throws -> Statement {
    try database.cachedStatement(sql: RewrittenStatements.text(of: sql))
  }

  private func arguments(_ values: [any Bindable]) -> StatementArguments {
    StatementArguments(values.map(\.sql.databaseValue))
  }
}

extension SQLValue {
  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let value): value.databaseValue
    case .text(let value): value.databaseValue
    case .bytes(let value): Data(value).databaseValue
    }
  }
}
