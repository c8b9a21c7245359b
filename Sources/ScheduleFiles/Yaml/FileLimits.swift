/// How large the files may be that are read: far beyond any team, small enough that nothing takes long.
enum FileLimits {
  /// Of one YAML file.
  static let bytes = 1 << 20
  /// Texts, lists and maps of one YAML file.
  static let nodes = 20_000
  /// Lists and maps inside one another.
  static let depth = 32
  /// Files of one schedules folder, calendars included.
  static let files = 200
  static let membersOfTeam = 500
  static let routingRules = 200
  static let customersOfTeam = 1_000
  /// Words such as `*name` before a file with an `&name` is refused unread: aliases of aliases grow without end.
  static let aliases = 32
  /// Keys given twice that are looked for in one file.
  static let duplicateKeys = 50
  /// Scalars of a name or another free text.
  static let textLength = 200
  /// Days of one date range.
  static let rangeDays = 366
}
