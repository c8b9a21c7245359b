/// What is said to SQLite itself rather than asked of our tables; a second engine would have a file of its own.
enum EngineQueries {
  /// `WBil`: marks the file as ours (bytes 68–71 of the file).
  static let applicationID: Int32 = 0x5742_696C

  static let markAsOurs = "PRAGMA application_id = \(applicationID)"
  static let everyConnection = [
    "PRAGMA foreign_keys = ON", "PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0",
  ]
  /// Readers neither write nor checkpoint: one connection does both (reliability notes, finding 2).
  static let readers = ["PRAGMA query_only = ON", "PRAGMA wal_autocheckpoint = 0"]
  /// FULL, because NORMAL loses acknowledged tickets when the power fails (reliability notes, finding 1).
  static let writer = ["PRAGMA synchronous = FULL", "PRAGMA journal_size_limit = 67108864"]
  static let synchronous = "PRAGMA synchronous"
  static let fullySynchronous = 2

  /// Prepared once for each connection; the library's own are parsed each time.
  static let begin: StaticString = "BEGIN IMMEDIATE TRANSACTION"
  static let commit: StaticString = "COMMIT TRANSACTION"

  static let schemaVersion = "PRAGMA user_version"
  static func setSchemaVersion(_ number: Int) -> String { "PRAGMA user_version = \(number)" }

  static let quickCheck = "PRAGMA quick_check(10)"
  static let fullCheck = "PRAGMA integrity_check(10)"
  static let pageCount = "PRAGMA page_count"
  static let pageSize = "PRAGMA page_size"
  static let oneFile = "PRAGMA journal_mode = DELETE"
  static let version = "SELECT sqlite_version()"
}
