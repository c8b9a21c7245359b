import Foundation

/// The program at a pseudo-terminal, which python opens: what it shows there, in bytes and with `\n` for line ends.
enum AtTerminal {
  static let isPossible: Bool = {
    ["/usr/bin/python3", "/usr/local/bin/python3"].contains { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  private static let script = """
    import os, pty, sys
    pid, fd = pty.fork()
    if pid == 0:
        os.execv(sys.argv[1], sys.argv[1:])
    shown = b""
    try:
        while True:
            more = os.read(fd, 1024)
            if not more: break
            shown += more
    except OSError:
        pass
    os.waitpid(pid, 0)
    sys.stdout.buffer.write(shown)
    """

  static func shown(_ line: String, in place: Workplace, environment: [String: String] = [:]) throws -> String {
    let terminal = ["TERM": "xterm", "NO_COLOR": ""].merging(environment) { _, new in new }
    let process = Program.process([], in: place.url, environment: terminal)
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, Program.path] + line.split(separator: " ").map(String.init)
    let out = Pipe()
    process.standardOutput = out
    try process.run()
    let bytes = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
  }
}
