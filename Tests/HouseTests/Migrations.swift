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

  /// Migrations that `Migrations.swift` does not list, so that no store ever runs them.
  static func unlisted(in files: [SwiftText]) -> [Finding] {
    let own = files.filter { $0.path.hasPrefix(folder) }
    let list = own.first { $0.name == "Migrations" }?.code ?? ""
    let declaration = Pattern(#"\bstatic\s+let\s+(\w+)\s*(?::\s*Migration\b|=\s*Migration\()"#)
    return own.filter { number($0.path) != nil }.flatMap { file in
      declaration.matches(in: file.code).filter { declared in
        Pattern(#"\."# + declared.groups[1] + #"\b"#).matches(in: list).isEmpty
      }.map { declared in
        let message = "\(declared.groups[1]) is not in Migrations.all: add it at the end"
        return Finding(path: file.path, line: declared.line, message: message)
      }
    }
  }

  /// The number that a migration's file name begins with, once the letters before it are gone: `0002…` or `V2…`.
  private static func number(_ path: String) -> Int? {
    guard path.hasSuffix(".swift"), let name = path.split(separator: "/").last else { return nil }
    let digits = name.drop { $0.isLetter && $0.isASCII }.prefix(while: \.isNumber)
    return name.first?.isNumber == true || digits.count == 4 ? Int(digits) : nil
  }
}
