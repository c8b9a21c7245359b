import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Workflows

/// A server on one door, ready to run as a service.
package enum ServerApplication {
  package static func onAddress(
    host: String, port: Int, hosts: [String], desk: ServiceDesk, log: Logger,
    onReady: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> some ApplicationProtocol {
    let door = Door(kind: .address(hosts: hosts.map { HostName.of($0) }), desk: desk)
    return onAddress(host: host, port: port, door: door, log: log, onReady: onReady)
  }

  static func onAddress(
    host: String, port: Int, door: Door, log: Logger, onReady: @escaping @Sendable (Int) async -> Void
  ) -> some ApplicationProtocol {
    application(door, address: .hostname(host, port: port), log: log) { channel in
      await onReady(channel.localAddress?.port ?? port)
    }
  }

  package static func onSocket(path: String, desk: ServiceDesk, log: Logger) -> some ApplicationProtocol {
    application(Door(kind: .socket, desk: desk), address: .unixDomainSocket(path: path), log: log) { _ in }
  }

  private static func application(
    _ door: Door, address: BindAddress, log: Logger, onReady: @escaping @Sendable (any Channel) async -> Void
  ) -> some ApplicationProtocol {
    Application(
      router: RouterBuilder.router(door),
      server: .http1(
        configuration: .init(
          idleTimeout: .seconds(30),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))),
      configuration: .init(address: address, serverName: nil), onServerRunning: onReady, logger: log)
  }
}
