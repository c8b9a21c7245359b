import Logging
import Storage
import Timekeeping

/// Runs a step again and again: when it asked to be woken, or when somebody rings, whichever is first.
///
/// The step is an explicit state machine, `step() → next wake`; this loop is the only thing that waits. What a step wants
/// done beside it, such as a delivery, goes on while the loop steps again.
package struct EngineLoop: Sendable {
  private let name: String
  private let desk: ServiceDesk
  private let step: @Sendable () async throws -> Step

  /// What a step came to.
  struct Step: Sendable {
    /// When to look again; nil when nothing waits.
    var next: Timestamp?
    /// Not waited for before the next step, only before the loop ends.
    var errands: [@Sendable () async -> Void] = []
  }

  /// True for a sender: it ends by itself once sending is stopped, and is not to be cut short before.
  package let delivers: Bool
  /// The longest it sleeps: a row that nobody rang about is found this late at the most.
  private let longestSleep: Duration
  /// False for work that only the clock asks for.
  private let heedsRings: Bool
  /// How long it rests after a step failed: what only the clock asks for is heavy, and nobody waits for it.
  private var restAfterFailure: Duration { heedsRings ? .milliseconds(500) : .minutes(1) }

  package init(
    name: String, desk: ServiceDesk, longestSleep: Duration = .seconds(5), heedsRings: Bool = true,
    step: @escaping @Sendable () async throws -> Timestamp?
  ) {
    self.name = name
    self.desk = desk
    delivers = false
    self.longestSleep = longestSleep
    self.heedsRings = heedsRings
    self.step = { Step(next: try await step()) }
  }

  /// Sends what is due: a slow delivery keeps no other waiting.
  init(name: String, sending kind: OutboxKind, desk: ServiceDesk) {
    self.name = name
    self.desk = desk
    delivers = true
    longestSleep = .seconds(5)
    heedsRings = true
    step = {
      let (parcels, next) = try await desk.claimParcels(kind)
      return Step(next: next, errands: parcels.map { parcel in { await desk.deliver(parcel) } })
    }
  }

  /// Until the task is cancelled, or sending is stopped and what is on its way has arrived.
  package func run() async {
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        // Listening begins before the step, so that a ring during it is not missed.
        let rings = heedsRings ? desk.wake.listen() : nil
        if delivers, desk.sending.isClosed { return }
        let (rest, errands) = await takeStep()
        for errand in errands { group.addTask { await errand() } }
        if rest > .zero { await Self.wait(rest, or: rings) }
      }
    }
  }

  private func takeStep() async -> (rest: Duration, errands: [@Sendable () async -> Void]) {
    do {
      let step = try await step()
      guard let next = step.next else { return (longestSleep, step.errands) }
      return (min(max(next - desk.clock.now(), .zero), longestSleep), step.errands)
    } catch {
      // A step that was cut short by the end of the program did not fail.
      if Task.isCancelled { return (.zero, []) }
      desk.log.error("a step failed", metadata: ["loop": "\(name)", "error": "\(error)"])
      return (restAfterFailure, [])
    }
  }

  private static func wait(_ rest: Duration, or rings: AsyncStream<Void>?) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await Task.sleep(for: rest) }
      if let rings {
        group.addTask { for await _ in rings { return } }
      }
      await group.next()
      group.cancelAll()
    }
  }
}
