import ArgumentParser

/// How long a search for a rota may take.
struct SecondsOption: ParsableArguments {
  @Option(name: .long, help: "Seconds that the search may take; it ends sooner once its rounds are over.")
  var seconds = 5.0

  func validate() throws {
    if !(seconds > 0) || seconds > 86_400 {
      throw ValidationError("--seconds must be above 0 and at most a day. help: write --seconds 60")
    }
  }
}
