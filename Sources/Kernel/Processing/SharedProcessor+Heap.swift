/// A binary heap of job numbers; each job knows its place, so that any can leave.
extension SharedProcessor {
  /// Puts a job in its place.
  mutating func insert(_ number: UInt32) {
    heap.append(number)
    lift(from: heap.count - 1)
  }

  /// Takes the job at a place out.
  mutating func delete(at place: Int) {
    let last = heap.removeLast()
    guard place < heap.count else { return }
    heap[place] = last
    jobs[Int(last)].place = Int32(place)
    lift(from: place)
    sink(from: Int(jobs[Int(last)].place))
  }

  private mutating func lift(from start: Int) {
    var place = start
    let number = heap[place]
    let job = jobs[Int(number)]
    while place > 0 {
      let parent = (place - 1) / 2
      guard job.precedes(jobs[Int(heap[parent])]) else { break }
      put(heap[parent], at: place)
      place = parent
    }
    put(number, at: place)
  }

  private mutating func sink(from start: Int) {
    var place = start
    let number = heap[place]
    let job = jobs[Int(number)]
    while true {
      var child = place * 2 + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count,
        jobs[Int(heap[child + 1])].precedes(jobs[Int(heap[child])])
      {
        child += 1
      }
      guard jobs[Int(heap[child])].precedes(job) else { break }
      put(heap[child], at: place)
      place = child
    }
    put(number, at: place)
  }

  private mutating func put(_ number: UInt32, at place: Int) {
    heap[place] = number
    jobs[Int(number)].place = Int32(place)
  }
}
