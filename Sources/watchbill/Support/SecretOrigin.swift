import PagingChannels
import ScheduleFiles

/// Where a secret comes from that is not where the settings say: some are made up here, others a provider gives out.
enum SecretOrigin {
  /// Any line of letters, agreed with whoever sends.
  case madeUp
  /// `whsec_` and bytes in base64, as Standard Webhooks have it.
  case standardWebhook
  /// What to fetch from the provider.
  case provider(String)

  /// What senders of a source prove themselves with.
  init(senders kind: SourceSetting.Kind) {
    self = kind == .slack ? .provider("the signing secret of the app") : .madeUp
  }

  /// What we prove ourselves with where a source's customers are answered.
  init(answers kind: SourceSetting.Kind) {
    switch kind {
    case .json: self = .standardWebhook
    case .slack: self = .provider("the app's bot token (xoxb-…)")
    case .github: self = .provider("a token of GitHub that may read and write issues")
    case .zendesk: self = .provider("an API token of Zendesk")
    case .alertmanager, .csv, .email: self = .madeUp
    }
  }

  init(channel kind: ChannelSetting.Kind) {
    switch kind {
    case .webhook: self = .standardWebhook
    case .pagerduty: self = .provider("the integration key of the PagerDuty service (32 letters and digits)")
    case .slack: self = .provider("the app's bot token (xoxb-…)")
    case .ntfy: self = .provider("an access token of the ntfy server")
    case .console, .email: self = .madeUp
    }
  }

  /// What to say of a secret that is missing.
  func problem(_ reference: SecretReference, of name: String) -> ChannelProblem {
    switch reference {
    case .file(let file):
      ChannelProblem("the secret of '\(name)' is not in the file \(file)", help: advice(file: file))
    case .env(let variable):
      ChannelProblem("the secret of '\(name)' is not in the environment", help: "set \(variable)\(forVariable)")
    }
  }

  private func advice(file: String) -> String {
    let folder = "mkdir -p $(dirname \(file))"
    return switch self {
    case .madeUp:
      "write it there, one secret a line; this makes one: \(folder) && head -c 24 /dev/urandom | base64 > \(file)"
    case .standardWebhook:
      "write it there, one secret a line; this makes one: \(folder) && \(Self.webhookRecipe) > \(file)"
    case .provider(let what): "write \(what) there"
    }
  }

  /// What the variable has to hold, where it is not just any line.
  private var forVariable: String {
    switch self {
    case .madeUp: ""
    case .standardWebhook: " to what this prints: \(Self.webhookRecipe)"
    case .provider(let what): " to \(what)"
    }
  }

  private static let webhookRecipe = "echo whsec_$(head -c 32 /dev/urandom | base64)"
}
