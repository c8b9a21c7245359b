import HTTPTypes
import Timekeeping

/// A body in an encoding that is not read: unpacked, a small one could be of any size.
struct PackedBody: Error {
  /// Which encoding it is, and what to send instead.
  let answer: ErrorBody

  /// Nil for a body that is as it is, whole or in chunks.
  init?(_ headers: HTTPFields) {
    if let coding = Self.coding(in: headers[.contentEncoding], besides: ["identity"]) {
      answer = ErrorBody(
        error: "content-encoding '\(coding)' is not read", help: "send the body as it is, without this header")
    } else if let coding = Self.coding(in: headers[.transferEncoding], besides: ["identity", "chunked"]) {
      answer = ErrorBody(
        error: "transfer-encoding '\(coding)' is not read",
        help: "send the body as it is, with a content-length or with transfer-encoding: chunked alone")
    } else {
      return nil
    }
  }

  /// The first coding of the list that is none of `plain`.
  private static func coding(in list: String?, besides plain: [String]) -> String? {
    let codings = (list ?? "").lowercased().filter { $0 != " " && $0 != "\t" }.split(separator: ",")
    return codings.first { !plain.contains(String($0)) }?.echoed
  }
}
