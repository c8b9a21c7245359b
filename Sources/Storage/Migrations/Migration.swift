/// One step of the schema, run in one transaction: fully done or not begun.
///
/// A migration that was released is never edited; a change of the schema is a new one, in a new file with the next
/// number, a line in `Migrations.all` and a golden file `Tests/StorageTests/Golden/vN.sql`.
struct Migration: Sendable {
  /// 1, 2, 3, …: the schema version the file has afterwards.
  let number: Int
  let name: String
  let statements: [StaticString]
}
