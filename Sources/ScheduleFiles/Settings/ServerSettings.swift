import Timekeeping

/// What the server is told by `watchbill.yaml`. An empty file gives the defaults.
///
/// Secrets are not in here, only where they are: the file is kept in git.
package struct ServerSettings: Sendable, Hashable {
  /// The folder of the store, relative to the file.
  package var data: String = "data"
  /// How people reach the server, without a slash at the end: links in pages and feeds begin with it.
  package var publicURL: String = "http://127.0.0.1:8080"
  /// True where it does not follow from where the server listens.
  package var isPublicURLGiven = false
  package var listen = HostPort(host: "127.0.0.1", port: 8080)
  /// The folder of the schedule files, relative to the file.
  package var schedules: String = "schedules"
  /// The folder that exports are written to, relative to the file.
  package var exports: String = "exports"
  /// In the order of the file.
  package var sources: [SourceSetting] = []
  /// In the order of the file; a file that names none has the console.
  package var channels: [ChannelSetting] = [ChannelSetting(name: "console", kind: .console)]
  /// The mail server that mail leaves through; nil where none does.
  package var mail: MailSetting?
  /// How long mails are kept as they came; nil keeps them.
  package var keepMail: PlainDuration?
  /// How many daily copies of the store are kept in `backups/`; 0 makes none.
  package var keptBackups = 7
  /// Loopback and private addresses that outbound HTTP and mail may reach nevertheless.
  package var allowHosts: [HostPort] = []

  package init() {}

  package func source(_ name: String) -> SourceSetting? { sources.first { $0.name == name } }
  package func channel(_ name: String) -> ChannelSetting? { channels.first { $0.name == name } }
}

/// A host and a port: `127.0.0.1:8080`, `[::1]:8080`, `tickets.example.com:443`.
package struct HostPort: Sendable, Hashable, CustomStringConvertible {
  /// Without brackets.
  package var host: String
  package var port: Int

  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// Where a secret is; it is read when it is needed.
package enum SecretReference: Sendable, Hashable {
  /// A file, relative to the settings.
  case file(String)
  /// A variable of the environment.
  case env(String)
}
