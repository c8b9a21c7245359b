import Scheduling

/// The settings that `watchbill init` writes beside the first team file.
enum StarterSettings {
  /// Where the secret of its source is.
  static let secret = (folder: "secrets", file: "web")

  static func text(team: TeamID, schedules: String) -> String {
    """
    # Settings of the server. Secrets are never in here: they are files or variables of the environment.
    data: watchbill-data
    public url: http://127.0.0.1:8080
    listen: 127.0.0.1:8080
    schedules: \(schedules)
    exports: exports

    sources:
      web:                      # POST /intake/web takes our own JSON with a bearer token
        kind: json
        team: \(team)
        secret: { file: \(secret.folder)/\(secret.file) }

    channels:
      console: { kind: console }

    """
  }
}
