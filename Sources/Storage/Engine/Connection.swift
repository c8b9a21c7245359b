internal import CSQLite
internal import GRDB

/// Runs our SQL on one connection: the only way the queries reach the engine.
///
/// SQL is a `StaticString`, so nothing that came from outside can ever become part of it. Statements are prepared and
/// kept by GRDB; they are bound, stepped and read here, since a decision has some thirty of them and each is small.
struct Connection {
  let database: Database

  /// Executes a statement; returns how many rows it inserted, changed or removed.
  @discardableResult
  func run(_ sql: StaticString, _ values: [any Bindable] = []) throws(StoreError) -> Int {
    try EngineProblem.translated {
      let statement = try BoundStatement(sql, values, on: database)
      defer { statement.reset() }
      while try statement.step() {}
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
  ///
  /// The statement runs to its end, as one that changes rows has to.
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
      let statement = try BoundStatement(sql, values, on: database)
      defer { statement.reset() }
      while try statement.step() {
        guard try body(ResultRow(statement: statement.handle)) else { return }
      }
    }
  }
}
