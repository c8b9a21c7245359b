/// The numbered migrations of the store, and the golden database that each schema version leaves behind.
enum Migrations {
  static let folder = "Sources/Storage/Migrations/"
  static let golden = "Tests/StorageTests/Golden/"

  /// What is wrong with the numbers or the golden files among `files`.
  static func problems(in files: [String]) -> [Finding] {
    let migrations = files.filter { $0.hasPrefix(folder) && number($0) != nil }.sorted()
    let missing = migrations.filter { path in !files.contains(golden + "v\(number(path) ?? 0).sql") }.map { path in
      let message = "there is no \(golden)v\(number(path) ?? 0).sql: dump a database of this version into it"
      return Finding(path: path, line: 1, message: message)
    }
    let numbers = migrations.compactMap(number)
    guard numbers != Array(1...max(1, numbers.count)), !numbers.isEmpty else { return missing }
    let message = "migrations must count 1, 2, 3 … without a gap or a double; these are \(numbers)"
    return missing + [Finding(path: folder, line: 1, message: message)]
  }

  /// The number that a migration's file name begins with, once the letters before it are gone: `0002…` or `V2…`.
  private static func number(_ path: String) -> Int? {
    guard path.hasSuffix(".swift"), let name = path.split(separator: "/").last else { return nil }
    let digits = name.drop { $0.isLetter && $0.isASCII }.prefix(while: \.isNumber)
    return name.first?.isNumber == true || digits.count == 4 ? Int(digits) : nil
  }
}
