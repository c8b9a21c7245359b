/// The steps that lead from an empty file to the present schema, in order.
enum Migrations {
  static let all: [Migration] = [
    .firstSchema,
    .schedulingCore,
  ]

  /// The schema this program writes.
  static let newest = all.count
}
