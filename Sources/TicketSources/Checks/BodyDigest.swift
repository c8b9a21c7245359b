import Crypto

/// Names a delivery whose sender gives it no id: the same bytes have the same name.
enum BodyDigest {
  /// `sha256:` and 64 hexadecimal digits.
  static func id(of bytes: [UInt8]) -> String {
    "sha256:" + Hexadecimal.text(SHA256.hash(data: bytes))
  }
}
