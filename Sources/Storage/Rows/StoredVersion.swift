import Timekeeping

/// The definitions as they were applied once: the normalised whole, and from when it holds.
package struct StoredVersion: Sendable, Hashable {
  package let id: Int
  package let effective: Timestamp
  package let applied: Timestamp
  package let by: String
  /// Of `bytes`, in hexadecimal.
  package let sha256: String
  package let bytes: [UInt8]
}
