import Foundation
import Glibc
import Synchronization
import TestSupport

/// A real mail transfer agent on loopback: Exim, run by whoever runs the tests. What is for `desk.example.com` is piped
/// into `watchbill intake support`; what is for `example.org` lands in one mailbox; `gone@example.org` is nobody.
final class MailAgent: Sendable {
  private static let root = SharedCases.packageRoot.appendingPathComponent(".build/mail-agent").path
  /// `make test` fetches it with `scripts/mail-agent.sh`; in CI a missing one fails the test.
  static var isThere: Bool {
    FileManager.default.isExecutableFile(atPath: root + "/usr/sbin/exim4")
      || ProcessInfo.processInfo.environment["WATCHBILL_NEEDS_MAIL_AGENT"] != nil
  }

  let port: Int
  private let folder: String
  private let daemon: Mutex<Process?> = Mutex(nil)

  /// - Parameter place: where `watchbill.yaml` is.
  init(for place: Workplace, port: Int) throws {
    folder = place.url.appendingPathComponent("mail-agent").path
    self.port = port
    for name in ["spool", "log"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    try write(Self.users, to: "passwd")
    try write("Debian-exim:x:\(Self.user.group):\n", to: "group")
    try write(settings, to: "exim.conf")
    try write(take(place), to: "take.sh")
    chmod("\(folder)/take.sh", 0o755)
    let process = process(["-bdf", "-q1s", "-oX", "127.0.0.1:\(port)"])
    try process.run()
    daemon.withLock { $0 = process }
  }

  func stop() {
    daemon.withLock { process in
      // A child of a test may have been born with SIGTERM blocked.
      if let process { kill(process.processIdentifier, SIGKILL) }
      process?.waitUntilExit()
      process = nil
    }
  }

  /// Hands a mail in, as a program on a customer's machine would.
  func send(_ mail: String, from: String, to: String) throws {
    let input = Pipe()
    let process = process(["-f", from, "-i", to])
    process.standardInput = input
    try process.run()
    input.fileHandleForWriting.write(Data(mail.utf8))
    input.fileHandleForWriting.closeFile()
    process.waitUntilExit()
  }

  /// All that has come for customers until now.
  var mailbox: String { (try? String(contentsOfFile: "\(folder)/mailbox", encoding: .utf8)) ?? "" }
  var log: String { (try? String(contentsOfFile: "\(folder)/log/mainlog", encoding: .utf8)) ?? "" }

  /// One that nobody listens at now.
  static func freePort() -> Int {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafeMutableBytes(of: &address) { bytes in
      guard let base = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return 0 }
      _ = bind(listener, base, length)
      _ = getsockname(listener, base, &length)
      return Int(bytes.load(as: sockaddr_in.self).sin_port.bigEndian)
    }
  }

  // MARK: How it runs

  /// Exim wants a user of its own and must not be root; both are arranged without asking the system for anything.
  private static let user: (id: UInt32, group: UInt32) = getuid() == 0 ? (65_533, 65_533) : (getuid(), getgid())

  private static var users: String { "Debian-exim:x:\(user.id):\(user.group)::/nonexistent:/bin/false\n" }

  private func process(_ arguments: [String]) -> Process {
    let process = Process()
    let exim = ["\(Self.root)/usr/sbin/exim4", "-C", "\(folder)/exim.conf"] + arguments
    let asNobody = ["unshare", "--user", "--map-user=\(Self.user.id)", "--map-group=\(Self.user.group)"]
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = (getuid() == 0 ? asNobody : []) + exim
    var environment = ProcessInfo.processInfo.environment
    let libraries = Self.libraries
    environment["LD_LIBRARY_PATH"] = libraries
    environment["LD_PRELOAD"] = "\(libraries)/libnss_wrapper.so"
    environment["NSS_WRAPPER_PASSWD"] = "\(folder)/passwd"
    environment["NSS_WRAPPER_GROUP"] = "\(folder)/group"
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }

  private static var libraries: String {
    let base = root + "/usr/lib"
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
    return base + "/" + (folders.first { $0.hasSuffix("-linux-gnu") } ?? "")
  }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  private var settings: String {
    """
    exim_path = \(Self.root)/usr/sbin/exim4
    spool_directory = \(folder)/spool
    log_file_path = \(folder)/log/%slog
    pid_file_path = \(folder)/exim.pid
    primary_hostname = mail.example.com
    deliver_drop_privilege = true
    tls_advertise_hosts =
    acl_smtp_rcpt = accept
    acl_smtp_data = accept
    keep_environment = PATH : TZDIR : LD_LIBRARY_PATH : LD_PRELOAD : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP
    begin routers
    desk:
      driver = accept
      domains = desk.example.com
      local_part_suffix = +*
      local_part_suffix_optional
      transport = desk
    nobody:
      driver = redirect
      domains = example.org
      local_parts = gone
      allow_fail
      data = :fail: there is nobody of that name
    customers:
      driver = accept
      domains = example.org
      transport = mailbox
    begin transports
    desk:
      driver = pipe
      command = \(folder)/take.sh
      temp_errors = 75
      log_output
    mailbox:
      driver = appendfile
      file = \(folder)/mailbox
      create_file = anywhere
    begin retry
    * * F,2h,1s

    """
  }

  /// What `docs/sources.md` tells administrators of Exim to do.
  private func take(_ place: Workplace) -> String {
    """
    #!/bin/sh
    unset LD_PRELOAD LD_LIBRARY_PATH NSS_WRAPPER_PASSWD NSS_WRAPPER_GROUP
    export TZDIR='\(FewZones.folder)'
    cd '\(place.url.path)' && exec '\(Program.path)' intake support \\
      --envelope-from "$SENDER" --envelope-to "$LOCAL_PART$LOCAL_PART_SUFFIX@$DOMAIN"

    """
  }
}
