/// Files and texts that belong to one machine, and so not into the repository.
enum Paths {
  /// Written in pieces, so that this file does not hold what it looks for.
  static let needles =
    [["/wo", "rk/"], ["/tmp/bu", "ild-"], ["/opt/sw", "ift"], ["/ro", "ot/"], ["/fa", "rm/"], [".lib", "rary"]]
    .map { $0.joined() } + ["/ho" + "me/", "/Use" + "rs/"]

  /// Lines of `text` that name a place on somebody's machine.
  static func machinePaths(in text: String, path: String) -> [Finding] {
    guard needles.contains(where: text.contains) else { return [] }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().flatMap { number, line in
      needles.filter { line.contains($0) }.map { needle in
        let message = "'\(needle)' is a place on one machine: say it relative to the root, or by a setting"
        return Finding(path: path, line: number + 1, message: message)
      }
    }
  }

  /// True for a file that a build makes: it is ignored by git, and never added.
  static func isBuilt(_ path: String) -> Bool {
    let folders = path.split(separator: "/").map(String.init)
    return folders.contains { $0.hasPrefix(".build") || $0 == ".swiftpm" } || folders.last == "Package.resolved"
      || (folders.first == "exports" && path != "exports/README.md")
  }
}
