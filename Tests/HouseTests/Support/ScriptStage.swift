import Foundation

/// A copy of `scripts/` in a folder of its own, with a PATH where every program that changes a machine is a stand-in
/// which writes down how it was called.
struct ScriptStage {
  struct Run {
    let status: Int32
    let output: String
    /// Each call of `apt-get` or `sudo`, in order.
    let calls: [String]
  }

  /// The package that `dpkg-query` does not know; one name as setup.sh asks for it.
  var missing = ""
  var user = 0
  var sudo = false
  /// How many calls of `apt-get` fail before they succeed.
  var aptFailures = 0
  /// What `swift --version` says; nil for no Swift at all.
  var swift: String? = "6.3.1"
  var dpkg = true
  /// What the report of `swift test` counts.
  var tests = 1
  var skipped = 0

  private static let tools = [
    "awk", "bash", "cat", "dirname", "env", "grep", "head", "ldd", "readlink", "rm", "sed", "sort", "stdbuf",
  ]

  /// Runs one script with bash, with `variables` in its environment, and takes the folder away again.
  func run(_ script: String, variables: [String: String] = [:]) throws -> Run {
    let files = FileManager.default
    let stage = files.temporaryDirectory.appendingPathComponent("watchbill-\(UUID().uuidString)")
    defer { try? files.removeItem(at: stage) }
    let bin = stage.appendingPathComponent("bin")
    try files.createDirectory(at: bin, withIntermediateDirectories: true)
    try files.createDirectory(at: stage.appendingPathComponent(".build"), withIntermediateDirectories: true)
    let scripts = Repository.root.appendingPathComponent("scripts")
    try files.copyItem(at: scripts, to: stage.appendingPathComponent("scripts"))
    try linkTools(into: bin)
    for (name, text) in standIns { try write(text, to: bin.appendingPathComponent(name)) }
    let result = try Command.run(
      "/bin/bash", [stage.appendingPathComponent("scripts/" + script).path],
      environment: variables.merging(["PATH": bin.path, "STAGE": stage.path]) { _, ours in ours })
    let calls = (try? String(contentsOf: stage.appendingPathComponent("calls"), encoding: .utf8)) ?? ""
    return Run(
      status: result.status, output: result.output, calls: calls.split(separator: "\n").map(String.init))
  }

  private func linkTools(into bin: URL) throws {
    for tool in Self.tools {
      let found = ["/usr/bin/", "/bin/"].map { $0 + tool }.first { FileManager.default.fileExists(atPath: $0) }
      guard let found else { continue }
      try FileManager.default.createSymbolicLink(
        at: bin.appendingPathComponent(tool), withDestinationURL: URL(fileURLWithPath: found))
    }
  }

  private func write(_ text: String, to file: URL) throws {
    try Data(("#!/bin/bash\n" + text).utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
  }

  private var standIns: [(name: String, text: String)] {
    let program = "echo \"program $*\""
    let basic = [("id", "echo \(user)"), ("sleep", "exit 0"), ("apt-get", aptGet), ("watchbill", program)]
    let optional = [
      dpkg ? ("dpkg-query", dpkgQuery) : nil, sudo ? ("sudo", sudoText) : nil,
      swift.map { ("swift", swiftText(version: $0)) },
    ]
    return basic + optional.compactMap { $0 }
  }

  private var dpkgQuery: String {
    "[ \"${@: -1}\" != '\(missing)' ] || { echo 'no packages found' >&2; exit 1; }\necho installed\n"
  }

  private var aptGet: String {
    """
    echo "apt-get $*" >>"$STAGE/calls"
    [ "$(grep -c . "$STAGE/calls")" -gt \(aptFailures) ]
    """
  }

  private var sudoText: String { "echo \"sudo $*\" >>\"$STAGE/calls\"\n\"$@\"\n" }

  private func swiftText(version: String) -> String {
    """
    case "$*" in
      --version) echo 'Swift version \(version) (swift-\(version)-RELEASE)' ;;
      *--show-bin-path) echo "$STAGE/bin" ;;
      build*) echo "swift $*" ;;
      test*)
        echo '<testsuite name="TestResults" errors="0" tests="\(tests)" failures="0" skipped="\(skipped)" time="1">' \\
          >"$STAGE/.build/tests.xml"
        echo 'Test run with \(tests) tests passed' ;;
    esac
    """
  }
}
