/// Records in chunks that never move: the home of messages, runs and batches.
///
/// A slot stays valid until it is given back; its chunk is never copied when the slab grows, so ten
/// million records cost their own size and nothing more. Free slots are chained through their own
/// first four bytes. All of it lies behind one pointer that never changes: a slab is kept in a
/// constant, and reaching a record is no access that Swift has to check.
///
/// This file and no other holds unsafe memory: slabs, registers, rows, sieves and the calendar's
/// arrays own it, and nobody else sees a pointer. A slot is not checked; whoever keeps one knows
/// that its record lives.
///
/// - Complexity: Taking, giving back and reaching a record are O(1).
@frozen
public struct Slab<Record: BitwiseCopyable>: ~Copyable {
  /// What changes while records come and go.
  @usableFromInline
  struct Books {
    @usableFromInline var chunks: UnsafeMutablePointer<UnsafeMutablePointer<Record>>
    @usableFromInline var chunkCapacity: Int
    @usableFromInline var free: UInt32
    @usableFromInline var used: UInt32
    @usableFromInline var taken: Int

    @usableFromInline
    init() {
      chunkCapacity = 8
      chunks = .allocate(capacity: chunkCapacity)
      free = .max
      used = 0
      taken = 0
    }
  }

  /// How many low bits of a slot count inside its chunk.
  @usableFromInline static var bits: UInt32 { 14 }
  @usableFromInline let books: UnsafeMutablePointer<Books>

  /// The slot that is no slot; ends a chain.
  public static var none: UInt32 { .max }

  /// An empty slab.
  public init() {
    precondition(MemoryLayout<Record>.size >= 4, "a record must be able to hold a chain")
    books = .allocate(capacity: 1)
    books.initialize(to: Books())
  }

  deinit {
    let inUse = (Int(books.pointee.used) + (1 << Int(Self.bits)) - 1) >> Int(Self.bits)
    for chunk in 0..<inUse { UnsafeMutableRawPointer(books.pointee.chunks[chunk]).deallocate() }
    books.pointee.chunks.deallocate()
    books.deallocate()
  }

  /// How many records are taken.
  public var count: Int { books.pointee.taken }

  /// Reaches a record in place.
  @inlinable
  public subscript(slot: UInt32) -> Record {
    @inline(__always)
    unsafeAddress { UnsafePointer(address(of: slot)) }
    @inline(__always)
    nonmutating unsafeMutableAddress { address(of: slot) }
  }

  /// Changes several fields of a record, which is looked up once.
  @inlinable @inline(__always)
  public func update<Result>(_ slot: UInt32, _ change: (inout Record) -> Result) -> Result {
    change(&address(of: slot).pointee)
  }

  /// Takes a slot and fills it.
  @inlinable @inline(__always)
  public func insert(_ record: Record) -> UInt32 {
    let slot: UInt32
    if books.pointee.free != Self.none {
      slot = books.pointee.free
      books.pointee.free = UnsafeRawPointer(address(of: slot)).loadUnaligned(as: UInt32.self)
    } else {
      if books.pointee.used & ((1 << Self.bits) - 1) == 0 { addChunk() }
      slot = books.pointee.used
      books.pointee.used &+= 1
    }
    address(of: slot).initialize(to: record)
    books.pointee.taken &+= 1
    return slot
  }

  /// Gives a slot back.
  @inlinable @inline(__always)
  public func remove(_ slot: UInt32) {
    UnsafeMutableRawPointer(address(of: slot)).storeBytes(of: books.pointee.free, as: UInt32.self)
    books.pointee.free = slot
    books.pointee.taken &-= 1
  }

  /// Shows every record that is taken, in the order of the slots; for checks at the end of a run.
  ///
  /// - Complexity: O(*n*) in the slots that were ever taken.
  public func forEachTaken(_ body: (Record) -> Void) {
    var isFree = ContiguousArray(repeating: false, count: Int(books.pointee.used))
    var slot = books.pointee.free
    while slot != Self.none {
      isFree[Int(slot)] = true
      slot = UnsafeRawPointer(address(of: slot)).loadUnaligned(as: UInt32.self)
    }
    for slot in isFree.indices where !isFree[slot] { body(self[UInt32(slot)]) }
  }

  @inlinable @inline(__always)
  func address(of slot: UInt32) -> UnsafeMutablePointer<Record> {
    books.pointee.chunks[Int(slot >> Self.bits)] + Int(slot & ((1 << Self.bits) - 1))
  }

  @usableFromInline
  func addChunk() {
    let used = books.pointee.used
    precondition(used < UInt32.max - (1 << Self.bits), "a slab of \(used) records is full")
    let chunk = Int(used >> Self.bits)
    if chunk == books.pointee.chunkCapacity {
      let wider = UnsafeMutablePointer<UnsafeMutablePointer<Record>>.allocate(capacity: chunk * 2)
      wider.moveInitialize(from: books.pointee.chunks, count: chunk)
      books.pointee.chunks.deallocate()
      books.pointee.chunks = wider
      books.pointee.chunkCapacity = chunk * 2
    }
    // A record of 64 bytes then never lies across two cache lines.
    let bytes = MemoryLayout<Record>.stride << Int(Self.bits)
    books.pointee.chunks[chunk] = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      .bindMemory(to: Record.self, capacity: 1 << Int(Self.bits))
  }
}

/// A plain value in a place of its own, behind a constant: reaching it is no access that Swift has
/// to check, and costs no call.
@frozen
public struct Register<Value: BitwiseCopyable>: ~Copyable {
  @usableFromInline let place: UnsafeMutablePointer<Value>

  /// A place for a value.
  public init(_ value: Value) {
    place = .allocate(capacity: 1)
    place.initialize(to: value)
  }

  deinit { place.deallocate() }

  /// What stands there now.
  @inlinable
  public var value: Value {
    @inline(__always)
    unsafeAddress { UnsafePointer(place) }
    @inline(__always)
    nonmutating unsafeMutableAddress { place }
  }
}

/// A fixed number of plain values behind a constant: reaching one costs its bounds check and no
/// question of who else holds them.
@frozen
public struct Row<Value: BitwiseCopyable>: ~Copyable {
  @usableFromInline let places: UnsafeMutablePointer<Value>
  /// How many values there are.
  public let count: Int

  /// So many times the same value.
  public init(repeating value: Value, count: Int) {
    places = .allocate(capacity: count)
    places.initialize(repeating: value, count: count)
    self.count = count
  }

  deinit { places.deallocate() }

  /// The value at a place.
  @inlinable
  public subscript(index: Int) -> Value {
    @inline(__always)
    unsafeAddress { UnsafePointer(place(index)) }
    @inline(__always)
    nonmutating unsafeMutableAddress { place(index) }
  }

  @inlinable @inline(__always)
  func place(_ index: Int) -> UnsafeMutablePointer<Value> {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "a row has no place \(index)")
    return places + index
  }
}

/// A set of numbers that tells in a few instructions nearly all that are not in it, and never one
/// that is.
///
/// Sixty-four numbers in a row share a word, so those of messages that were sent one after another
/// are looked for in one cache line.
@frozen
public struct Sieve: ~Copyable {
  @usableFromInline let words: UnsafeMutablePointer<UInt64>

  @usableFromInline static var bits: UInt64 { 10 }
  /// An odd number that spreads rows of sixty-four over the words.
  @usableFromInline static var spread: UInt64 { 0x9e37_79b9_7f4a_7c15 }

  /// A set of nothing.
  public init() {
    words = .allocate(capacity: 1 << Int(Self.bits))
    words.initialize(repeating: 0, count: 1 << Int(Self.bits))
  }

  deinit { words.deallocate() }

  /// Whether a number may be in it; surely not where it says so.
  @inlinable @inline(__always)
  public func mayContain(_ number: UInt64) -> Bool {
    words[Self.word(of: number)] &>> number & 1 != 0
  }

  /// Puts a number in.
  public func insert(_ number: UInt64) { words[Self.word(of: number)] |= 1 &<< number }

  /// Puts every number in.
  public func insertAll() { words.update(repeating: .max, count: 1 << Int(Self.bits)) }

  /// Takes every number out.
  public func removeAll() { words.update(repeating: 0, count: 1 << Int(Self.bits)) }

  @inlinable @inline(__always)
  static func word(of number: UInt64) -> Int {
    let hash = (number &>> 6) &* spread
    return Int(truncatingIfNeeded: hash &>> (64 - bits))
  }
}

/// Plain values in one growing piece whose second value starts a cache line.
///
/// With sixteen-byte keys the four children of every parent of a 4-ary heap, at 4i+1 to 4i+4, then
/// share one line of 64 bytes.
struct AlignedArray<Element: BitwiseCopyable>: ~Copyable {
  /// Where the elements stand until the array grows.
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var capacity: Int

  private static var cacheLine: Int { 64 }

  init(capacity: Int) {
    self.capacity = capacity
    base = Self.allocate(capacity)
  }

  /// So many times the same element.
  init(repeating element: Element, count: Int) {
    self.init(capacity: count)
    base.initialize(repeating: element, count: count)
  }

  deinit { UnsafeMutableRawPointer(base - Self.lead).deallocate() }

  /// How many elements stand unused before the first, so that the second is aligned.
  private static var lead: Int { cacheLine / MemoryLayout<Element>.stride - 1 }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    let bytes = (capacity + lead) * MemoryLayout<Element>.stride
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: cacheLine)
    return raw.assumingMemoryBound(to: Element.self) + lead
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    get { base[index] }
    nonmutating set { base[index] = newValue }
  }

  /// Doubles the room; the elements move once.
  mutating func grow() {
    let wider = Self.allocate(capacity * 2)
    wider.update(from: base, count: capacity)
    UnsafeMutableRawPointer(base - Self.lead).deallocate()
    base = wider
    capacity *= 2
  }
}
