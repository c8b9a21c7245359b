import Foundation

/// Asks whether an address can be listened on before anything is started: the answer is one line then.
enum AddressProbe {
  static func check(_ address: ListenAddress) throws {
    var wanted = addrinfo()
    wanted.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(address.host, "\(address.port)", &wanted, &found) == 0, let first = found?.pointee else {
      throw CommandFailure.refused("there is no host '\(address.host)'. help: write an address of this machine")
    }
    defer { freeaddrinfo(found) }
    if let code = bindingError(first) { throw problem(code, address) }
  }

  /// The error number of trying, nil when it went well.
  private static func bindingError(_ info: addrinfo) -> Int32? {
    let probe = socket(info.ai_family, info.ai_socktype, info.ai_protocol)
    guard probe >= 0 else { return errno }
    defer { close(probe) }
    // As the server does, so that what a stopped server leaves behind in the kernel is no obstacle.
    var yes: Int32 = 1
    setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    return bind(probe, info.ai_addr, info.ai_addrlen) == 0 ? nil : errno
  }

  private static func problem(_ code: Int32, _ address: ListenAddress) -> CommandFailure {
    let place = "\(address.urlHost):\(address.port)"
    switch code {
    case EADDRINUSE:
      return .no("\(place) is in use by another program. help: stop it, or give another port")
    case EADDRNOTAVAIL:
      return .no("\(address.host) is not an address of this machine. help: listen on 127.0.0.1 or 0.0.0.0")
    case EACCES:
      return .no("\(place) needs more rights than you have. help: give a port above 1023")
    default:
      return .no("\(place) cannot be listened on: \(String(cString: strerror(code))). help: give another address")
    }
  }
}
