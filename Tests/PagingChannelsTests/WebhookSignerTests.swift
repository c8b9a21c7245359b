import PagingChannels
import TestSupport
import Timekeeping
import Testing

struct WebhookSignerTests {
  private static let id = "T-12-1-r0-s1-ana-pager"
  private static let body = Array(#"{"a":"é"}"#.utf8)
  private static let seconds = Samples.now.seconds
  /// Made with Python's `hmac` from `id.1792152000.body` and the two secrets of the samples.
  private static let vectors = [
    (Samples.secret, "v1,3skT9hd6YIdY3pq9Mt8pRBzR6m/VFr7E8Ew+UF8LKz4="),
    (Samples.longSecret, "v1,ypqA4Ai4gfyBI4Kt9cgftpas4gnhShd5coqvaOBBF9Y="),
  ]

  private func verdict(
    secrets: [String] = [Samples.secret], id: String = id, timestamp: String = "\(seconds)",
    signature: String = vectors[0].1, body: [UInt8] = body, now: Timestamp = Samples.now
  ) throws -> WebhookSigner.Verdict {
    try WebhookSigner(secrets: secrets).verify(
      id: id, timestamp: timestamp, signature: signature, body: body, now: now)
  }

  @Test("The signatures are those that Python makes", arguments: vectors)
  func signs(secret: String, signature: String) throws {
    let signer = try WebhookSigner(secrets: [secret])
    #expect(signer.signature(id: Self.id, seconds: Self.seconds, body: Self.body) == signature)
    #expect(try verdict(secrets: [secret], signature: signature) == .genuine)
  }

  @Test("Several secrets give several signatures, in their order")
  func signsWithAll() throws {
    let signer = try WebhookSigner(secrets: Self.vectors.map(\.0))
    let expected = Self.vectors.map(\.1).joined(separator: " ")
    #expect(signer.signature(id: Self.id, seconds: Self.seconds, body: Self.body) == expected)
    #expect(try verdict(signature: expected) == .genuine)
    #expect(try verdict(secrets: [Samples.longSecret, Samples.secret]) == .genuine)
  }

  @Test(
    "Signatures in other clothes do not fit, and do not hide one that does",
    arguments: [
      ("", false), ("v1", false), ("v1,", false), ("v2,3skT9hd6YIdY3pq9Mt8pRBzR6m/VFr7E8Ew+UF8LKz4=", false),
      ("v1a,3skT9hd6YIdY3pq9Mt8pRBzR6m/VFr7E8Ew+UF8LKz4=", false),
      ("3skT9hd6YIdY3pq9Mt8pRBzR6m/VFr7E8Ew+UF8LKz4=", false),
      ("V1,3skT9hd6YIdY3pq9Mt8pRBzR6m/VFr7E8Ew+UF8LKz4=", false), ("v1,3skT9hd6YIdY3pq9", false),
      ("v1,3skT9hd6YIdY3pq9Mt8pRBzR6m_VFr7E8Ew-UF8LKz4=", false), ("v1,%%%", false),
      ("v1a,x v1,AAAA v1,3skT9hd6YIdY3pq9Mt8pRBzR6m/VFr7E8Ew+UF8LKz4=", true),
    ])
  func readsSignatures(signature: String, fits: Bool) throws {
    #expect(try verdict(signature: signature) == (fits ? .genuine : .wrongSignature))
  }

  @Test("One changed byte of the body does not fit")
  func noticesChanges() throws {
    for place in Self.body.indices {
      var changed = Self.body
      changed[place] ^= 1
      #expect(try verdict(body: changed) == .wrongSignature)
    }
    #expect(try verdict(id: "T-12-1-r0-s1-ana-pageR") == .wrongSignature)
    #expect(try verdict(timestamp: "\(Self.seconds + 1)") == .wrongSignature)
    #expect(try verdict(timestamp: "0\(Self.seconds)") == .wrongSignature)
  }

  @Test(
    "Five minutes either way are borne, and a late one is told from a forged one",
    arguments: [(0, true), (300, true), (-300, true), (301, false), (-301, false), (86_400, false)])
  func bearsClocks(seconds: Int, isFresh: Bool) throws {
    #expect(try verdict(now: Samples.now + .seconds(seconds)) == (isFresh ? .genuine : .stale))
  }

  @Test(
    "An id or a timestamp that could be read in two ways is malformed",
    arguments: [
      ("T.12", "1792152000"), ("", "1792152000"), ("T 12", "1792152000"), ("é", "1792152000"), ("T-12", ""),
      ("T-12", "1792152000.0"), ("T-12", "-1"), ("T-12", "1e9"), ("T-12", "999999999999999999999"),
      ("T-12", " 1792152000"),
    ])
  func refusesForms(id: String, timestamp: String) throws {
    #expect(try verdict(id: id, timestamp: timestamp) == .malformed)
  }

  @Test("The vector of Standard Webhooks fits", .enabled(if: SharedCases.present, "\(SharedCases.whyAbsent)"))
  func knowsPublishedVector() throws {
    let folder = "cases/webhook-payloads"
    let page = String(decoding: try SharedCases.data("\(folder)/README.md"), as: UTF8.self)
    let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| Standard Webhooks (webhook_test") })
    let quoted = row.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    try #require(quoted.count == 4)
    let parts = quoted[1].split(separator: ".")
    let seconds = try #require(Int64(parts[1]))
    let body = Array(try SharedCases.data("\(folder)/\(quoted[2])"))
    let signer = try WebhookSigner(secrets: [quoted[0]])
    #expect(signer.signature(id: String(parts[0]), seconds: seconds, body: body) == quoted[3])
    let verdict = signer.verify(
      id: String(parts[0]), timestamp: String(parts[1]), signature: quoted[3], body: body,
      now: Timestamp(seconds: seconds))
    #expect(verdict == .genuine)
    for place in body.indices {
      var changed = body
      changed[place] ^= 1
      #expect(signer.signature(id: String(parts[0]), seconds: seconds, body: changed) != quoted[3])
    }
  }
}
