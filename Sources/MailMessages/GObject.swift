import CGMime

/// An object of GLib's that is ours to give back.
struct GObject: ~Copyable {
  let pointer: OpaquePointer

  init?(_ pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(pointer)) }

  static func isA(_ object: OpaquePointer, _ type: Int) -> Bool {
    g_type_check_instance_is_a(UnsafeMutableRawPointer(object), type) != 0
  }
}

/// Bytes on their way into and out of GMime.
enum ByteStream {
  /// A stream over a copy of `bytes`.
  static func reading(_ bytes: ArraySlice<UInt8>) -> GObject? {
    let stream = bytes.withUnsafeBytes { buffer in
      g_mime_stream_mem_new_with_buffer(buffer.bindMemory(to: CChar.self).baseAddress, buffer.count)
    }
    return GObject(stream)
  }

  /// The bytes that `write` writes into the stream it is given.
  static func written(by write: (OpaquePointer) -> Void) -> [UInt8] {
    guard let stream = GObject(g_mime_stream_mem_new()) else { return [] }
    write(stream.pointer)
    guard let array = g_mime_stream_mem_get_byte_array(stream.pointer), let data = array.pointee.data else { return [] }
    return Array(UnsafeBufferPointer(start: data, count: Int(array.pointee.len)))
  }
}

/// Bytes as text.
enum Charset {
  /// What `bytes` say in `charset`; where that is not known or does not fit, the likeliest. Nothing is left out: a byte
  /// that means nothing becomes a question mark.
  static func text(_ bytes: [UInt8], _ charset: String?) -> (text: String, isKnown: Bool) {
    let name = charset?.lowercased() ?? ""
    let isPlain = ["", "us-ascii", "ascii", "utf-8", "utf8"].contains(name)
    if isPlain, let text = String(validating: bytes, as: UTF8.self) { return (text, true) }
    if !isPlain, let text = converted(bytes, from: name) { return (text, true) }
    if let text = String(validating: bytes, as: UTF8.self) { return (text, false) }
    return (converted(bytes, from: "windows-1252") ?? String(decoding: bytes, as: UTF8.self), false)
  }

  /// Nil when nobody knows `charset`.
  private static func converted(_ bytes: [UInt8], from charset: String) -> String? {
    guard let filter = GObject(g_mime_filter_charset_new(charset, "utf-8")) else { return nil }
    let utf8 = ByteStream.written { stream in
      guard let filtered = GObject(g_mime_stream_filter_new(stream)) else { return }
      _ = g_mime_stream_filter_add(filtered.pointer, filter.pointer)
      bytes.withUnsafeBytes { buffer in
        _ = g_mime_stream_write(filtered.pointer, buffer.bindMemory(to: CChar.self).baseAddress, buffer.count)
      }
      _ = g_mime_stream_flush(filtered.pointer)
    }
    return String(decoding: utf8, as: UTF8.self)
  }
}
