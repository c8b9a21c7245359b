extension ServiceDesk {
  /// Does `work`; where that fails, `mend`, so that what comes after it is not kept from being done. Whoever is stopped does
  /// neither and goes nowhere.
  func goingOn(
    _ work: () async throws -> Void, orElse mend: (any Error) async throws -> Void
  ) async throws {
    do {
      try await work()
    } catch let stop as CancellationError {
      throw stop
    } catch {
      try await mend(error)
    }
  }
}
