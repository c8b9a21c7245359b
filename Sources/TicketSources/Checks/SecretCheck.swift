import Crypto
import Foundation

/// Compares what a sender showed with the secrets we share with it, in a time that tells nothing (reliability S44).
///
/// All secrets are tried even after one fits. An empty secret fits nothing: a forgotten setting must not open the door.
enum SecretCheck {
  /// Whether `shown` is one of `secrets`.
  static func matches(_ shown: String, _ secrets: [String]) -> Bool {
    let key = SymmetricKey(size: .bits256)
    let code = HMAC<SHA256>.authenticationCode(for: Data(shown.utf8), using: key)
    return any(of: secrets) { secret in
      HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Data(secret.utf8), using: key)
    }
  }

  /// Whether `signature` is the HMAC-SHA256 of `body` with one of `secrets`.
  static func isSigned(_ body: [UInt8], signature: [UInt8], secrets: [String]) -> Bool {
    any(of: secrets) { secret in
      let key = SymmetricKey(data: Data(secret.utf8))
      return HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: body, using: key)
    }
  }

  private static func any(of secrets: [String], fits: (String) -> Bool) -> Bool {
    var found = false
    for secret in secrets where !secret.isEmpty {
      let fits = fits(secret)
      found = found || fits
    }
    return found
  }
}
