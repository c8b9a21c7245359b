import AsyncHTTPClient
import ArgumentParser
import ServiceLifecycle

@main
struct Watchbill: AsyncParsableCommand {
  func run() async throws {}
}
