import CCurl

/// A transfer of libcurl's that is ours to clean up. Stays on one thread.
struct CurlHandle: ~Copyable {
  private let pointer: UnsafeMutableRawPointer

  init?() {
    guard let pointer = curl_easy_init() else { return nil }
    self.pointer = pointer
  }

  deinit { curl_easy_cleanup(pointer) }

  func set(_ option: CURLoption, _ value: String) { _ = curl_set_string(pointer, option, value) }
  func set(_ option: CURLoption, _ value: Int) { _ = curl_set_long(pointer, option, value) }
  /// The list must live until the transfer is over.
  func set(_ option: CURLoption, _ list: CurlList) { _ = curl_set_list(pointer, option, list.first) }

  /// Lets `course` give the bytes and hear the replies; it must live until the transfer is over.
  func set(_ course: SMTPCourse, size: Int) {
    let context = Unmanaged.passUnretained(course).toOpaque()
    _ = curl_set_long(pointer, CURLOPT_INFILESIZE, size)
    _ = curl_set_reader(
      pointer,
      { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let room = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
        return Unmanaged<SMTPCourse>.fromOpaque(context).takeUnretainedValue().give(room)
      }, context)
    _ = curl_set_listener(
      pointer,
      { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
        Unmanaged<SMTPCourse>.fromOpaque(context).takeUnretainedValue().hear(line)
        return size * count
      }, context)
    _ = curl_set_progress(
      pointer,
      { context, _, _, _, _ in
        guard let context else { return 0 }
        return Unmanaged<SMTPCourse>.fromOpaque(context).takeUnretainedValue().goesOn() ? 0 : 1
      }, context)
    _ = curl_set_sockets(
      pointer,
      { context, socket, _ in
        guard let context else { return 0 }
        Unmanaged<SMTPCourse>.fromOpaque(context).takeUnretainedValue().opened(socket)
        return 0
      },
      { context, socket in
        guard let context else { return 0 }
        return Unmanaged<SMTPCourse>.fromOpaque(context).takeUnretainedValue().close(socket)
      }, context)
  }

  func perform() -> CURLcode { curl_easy_perform(pointer) }
}

/// A list of libcurl's that is ours to free.
final class CurlList {
  let first: UnsafeMutablePointer<curl_slist>?

  init(_ texts: [String]) {
    var list: UnsafeMutablePointer<curl_slist>?
    for text in texts { list = curl_slist_append(list, text) ?? list }
    first = list
  }

  deinit { curl_slist_free_all(first) }
}
