import Foundation
import Triage

/// Senders who show the secret itself: `Authorization: Bearer SECRET`, or as the password of `Basic`.
enum SharedSecret {
  /// - Throws: 401 unless one of `secrets` is shown.
  static func check(_ delivery: Delivery, _ secrets: [String]) throws(Refusal) {
    let shown = try delivery.only("authorization") ?? ""
    let words = shown.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2, let secret = secret(in: words) else {
      throw Refusal(401, "say who you are: send the header authorization: Bearer and this source's secret")
    }
    guard SecretCheck.matches(secret, secrets) else {
      throw Refusal(401, "this source does not know that secret: compare it with the one in its settings")
    }
  }

  /// Why whoever sends these headers is refused; nil when they show one of `secrets`.
  static func refusal(_ headers: Delivery, _ secrets: [String]) -> Intake? {
    do { try check(headers, secrets) } catch { return error.intake }
    return nil
  }

  private static func secret(in words: [String]) -> String? {
    switch words[0].lowercased() {
    case "bearer": return words[1].trimmingBlanks
    case "basic":
      guard let pair = Data(base64Encoded: words[1].trimmingBlanks).map({ String(decoding: $0, as: UTF8.self) }),
        let colon = pair.firstIndex(of: ":")
      else { return nil }
      return String(pair[pair.index(after: colon)...])
    default: return nil
    }
  }
}
