import Foundation
import TestSupport
import Testing
import Timekeeping
import Triage

/// A sample of `cases/webhook-payloads`, read once by us and once, for comparison, by Foundation.
struct SharedPayload {
  static let folder = "cases/webhook-payloads"
  let bytes: [UInt8]
  private let root: Any

  init(_ path: String) throws {
    let data = try SharedCases.data("\(Self.folder)/\(path)")
    bytes = Array(data)
    root = path.hasSuffix(".json") ? try JSONSerialization.jsonObject(with: data) : [:]
  }

  /// The names of the samples in one of its folders.
  static func names(in folder: String) -> [String] {
    let path = SharedCases.url("\(Self.folder)/\(folder)").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// What stands at `issue.labels.0.name`.
  private func value(_ path: String) -> Any? {
    path.split(separator: ".").reduce(root as Any?) { value, key in
      if let list = value as? [Any] { return Int(key).flatMap { $0 < list.count ? list[$0] : nil } }
      return (value as? [String: Any])?[String(key)]
    }
  }

  func text(_ path: String) -> String? { value(path) as? String }
  func number(_ path: String) -> Int? { (value(path) as? NSNumber)?.intValue }
  func texts(_ path: String) -> [String]? { value(path) as? [String] }
  func count(_ path: String) -> Int { (value(path) as? [Any])?.count ?? 0 }
  func time(_ path: String) -> Timestamp? { text(path).flatMap { try? Timestamp(text: $0) } }
  func version(_ path: String, part: Int64 = 0) -> SourceVersion? {
    time(path).map { SourceVersion($0.milliseconds, part: part) }
  }
  func keys(_ path: String) -> [(key: String, value: String)] {
    ((value(path) as? [String: String]) ?? [:]).sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) }
  }
}
