import Crypto
import Foundation

/// Names a delivery whose sender gives it no id: the same bytes have the same name.
enum BodyDigest {
  /// `sha256:` and 64 hexadecimal digits.
  static func id(of bytes: [UInt8]) -> String {
    "sha256:" + SHA256.hash(data: Data(bytes)).map { String(format: "%02x", $0) }.joined()
  }
}
