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
