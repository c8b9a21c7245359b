/// A snapshot that may also write, valid inside the closure of `Store.write` only.
///
/// A closure that throws leaves nothing behind. Everything it read was true when it is committed: there is one writer.
package final class Transaction: Snapshot {}
