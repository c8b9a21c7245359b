import Dispatch
import OutboundHTTP
import Synchronization
import TestSupport
import Testing

@Suite("Look-ups of names share few threads", .promptThreads)
struct NameLookupsTests {
  /// A resolver whose answers the test gives out, name by name.
  private final class Resolver: Sendable {
    static let address = IPAddress(192, 0, 2, 1)
    private let silent: [String: DispatchSemaphore]
    private let asked = Mutex<[String]>([])

    /// - Parameter silent: names that are answered only once `speak` was called for them.
    init(silent: [String] = []) {
      self.silent = Dictionary(uniqueKeysWithValues: silent.map { ($0, DispatchSemaphore(value: 0)) })
    }

    var names: [String] { asked.withLock { $0 } }

    func resolve(_ name: String) -> [IPAddress] {
      asked.withLock { $0.append(name) }
      silent[name]?.wait()
      return [Self.address]
    }

    func speak(_ name: String, times: Int = 1) {
      for _ in 0..<times { silent[name]?.signal() }
    }
  }

  private func answers(_ lookups: NameLookups, _ names: [String]) async -> [[IPAddress]?] {
    await withTaskGroup(of: [IPAddress]?.self) { group in
      for name in names { group.addTask { await lookups.addresses(name, limit: .seconds(60)) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
  }

  private func waits(_ lookups: NameLookups, for count: Int) async throws {
    while lookups.waiting < count { try await Task.sleep(for: .milliseconds(1)) }
  }

  @Test("Of more names than there are threads each is found: who finds none free waits for one")
  func waitsForThreads() async {
    let resolver = Resolver()
    let lookups = NameLookups(atOnce: 2, resolve: { resolver.resolve($0) })
    let found = await answers(lookups, (1...40).map { "host-\($0).example.com" })
    #expect(found.count == 40 && found.allSatisfy { $0 == [Resolver.address] })
    #expect(Set(resolver.names).count == 40)
  }

  @Test("Whoever asks for a name that is being looked up gets that answer")
  func asksOnce() async throws {
    let resolver = Resolver(silent: ["hooks.example.com"])
    let lookups = NameLookups(atOnce: 2, patience: .seconds(600), resolve: { resolver.resolve($0) })
    async let found = answers(lookups, Array(repeating: "hooks.example.com", count: 32))
    try await waits(lookups, for: 32)
    resolver.speak("hooks.example.com")
    #expect(await found.allSatisfy { $0 == [Resolver.address] })
    #expect(resolver.names == ["hooks.example.com"])
  }

  @Test("A name whose look-ups hang leaves threads for the others, and is asked for anew only so often")
  func leavesRoom() async {
    let resolver = Resolver(silent: ["dead.example.com"])
    let lookups = NameLookups(atOnce: 4, ofOneName: 3, patience: .zero, resolve: { resolver.resolve($0) })
    for _ in 1...8 { #expect(await lookups.addresses("dead.example.com", limit: .milliseconds(5)) == nil) }
    #expect(await lookups.addresses("alive.example.com", limit: .seconds(60)) == [Resolver.address])
    resolver.speak("dead.example.com", times: 8)
    #expect(resolver.names.count { $0 == "dead.example.com" } <= 3)
  }

  @Test("The end of a look-up that hung fails nobody while a later one may still find the name")
  func laterMayFind() async throws {
    let (old, new) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let begun = Mutex(0)
    let lookups = NameLookups(patience: .zero) { _ in
      let number = begun.withLock { begun in
        begun += 1
        return begun
      }
      (number == 1 ? old : new).wait()
      return number == 1 ? [] : [Resolver.address]
    }
    let first = Task { await lookups.addresses("hooks.example.com", limit: .seconds(60)) }
    while begun.withLock({ $0 }) < 1 { try await Task.sleep(for: .milliseconds(1)) }
    let second = Task { await lookups.addresses("hooks.example.com", limit: .seconds(60)) }
    while begun.withLock({ $0 }) < 2 { try await Task.sleep(for: .milliseconds(1)) }
    old.signal()
    while lookups.running > 1 { try await Task.sleep(for: .milliseconds(1)) }
    new.signal()
    #expect(await first.value == [Resolver.address])
    #expect(await second.value == [Resolver.address])
  }
}
