/// What is to come, in order of time, then of entry: a binary heap.
struct Agenda<Item> {
  private var heap: [(at: Int64, order: Int, item: Item)] = []
  private var count = 0

  var next: Int64? { heap.first?.at }

  mutating func add(_ item: Item, at: Int64) {
    count += 1
    heap.append((at, count, item))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard isBefore(child, parent) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  mutating func take() -> Item? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first.item }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && isBefore(child, least) { least = child }
      guard least != parent else { return first.item }
      heap.swapAt(parent, least)
      parent = least
    }
  }

  private func isBefore(_ a: Int, _ b: Int) -> Bool { (heap[a].at, heap[a].order) < (heap[b].at, heap[b].order) }
}
