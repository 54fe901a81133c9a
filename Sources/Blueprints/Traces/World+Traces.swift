import Kernel

/// What nodes say of messages on their way, for those that are followed.
///
/// Each begins with one test, and nothing is done for any other message.
extension World {
  /// Follows messages from now on, before anything runs.
  public func trace(_ sampling: TraceSampling) {
    precondition(traces == nil, "messages are followed already")
    let recorder = TraceRecorder(sampling, seed: seed, replication: replication)
    if recorder.concernsAll { followed.insertAll() }
    for root in sampling.wanted { followed.insert(root) }
    for (mark, client) in zip(seating.marks, clients) { recorder.clients[mark] = client }
    traces = recorder
    isTracing = true
  }

  /// Whether a message may be one that is followed; of the others nearly all are told apart.
  @inlinable @inline(__always)
  public func isTraced(_ name: Name) -> Bool { followed.mayContain(name.root) }

  /// A client, or whoever sends of his own accord, sends a message.
  ///
  /// - Parameter journey: When its journey began; now unless that is given.
  @inlinable @inline(__always)
  public func traceSending(_ name: Name, on journey: Instant? = nil) {
    if isTracing { considerTracing(name, on: journey ?? now) }
  }

  @usableFromInline
  func considerTracing(_ name: Name, on journey: Instant) {
    guard let traces, !traces.passesOver(name.root, at: now) else { return }
    decideTracing(name.root, on: journey)
  }

  @inline(never)
  private func decideTracing(_ root: UInt64, on journey: Instant) {
    guard let traces else { return }
    switch traces.consider(root, at: now, on: journey) {
    case .ignored: break
    case .added: followed.insert(root)
    case .thinned: if !traces.concernsAll { forgetUntraced(for: traces) }
    }
  }

  /// What is no longer followed would only be looked up in vain.
  private func forgetUntraced(for traces: TraceRecorder) {
    followed.removeAll()
    for trace in traces.traces { followed.insert(trace.root) }
    for root in traces.sampling.wanted { followed.insert(root) }
  }

  /// A copy comes on a wire.
  @inline(__always)
  func traceEntry(_ slot: UInt32) {
    if isTraced(messages[slot].name) { recordEntry(slot, from: -1) }
  }

  /// A copy that is followed comes on a wire.
  @inline(never)
  func recordEntry(_ slot: UInt32, from previous: Int32) {
    let message = messages[slot]
    var span = TraceSpan(
      .hop, at: message.edge, message.name, of: message.journey, slot: slot, begin: now)
    span.isDuplicate = message.traits.contains(.duplicate)
    span.attempt = message.receives
    span.previous = previous
    if span.isDuplicate, traces?.sampling.seeksRemarkable == true {
      traces?.remarkable.noteDuplicated(message.name.root)
    }
    traces?.update(message.name) { $0.add(span) }
  }

  /// A copy leaves its wire for another one, and is not on that one yet.
  @inline(never)
  func recordMove(_ slot: UInt32, to edge: Edge) -> Int32 {
    var previous: Int32 = -1
    let (now, ending) = (now, edge.takesSetAside ? TraceSpan.Ending.setAside : .done)
    traces?.update(messages[slot].name) { previous = $0.end(copy: slot, as: ending, at: now) }
    return previous
  }

  /// A copy that is followed ends as its wire says that the last one ended, unless it is known
  /// better.
  func recordEnd(_ slot: UInt32, as known: TraceSpan.Ending?) {
    let message = messages[slot]
    let edge = edges[Int(message.edge)]
    let (now, ending) = (now, known ?? edge.lastEnding)
    if ending.isLoss, !edge.isCalled, traces?.sampling.seeksRemarkable == true {
      traces?.remarkable.noteLost(message.name.root)
    }
    traces?.update(message.name) { $0.end(copy: slot, as: ending, at: now) }
  }

  /// Whoever consumes a copy works on it from now on, and nobody waits for the end of a batch.
  @inline(__always)
  public func traceWork(_ entry: BatchEntry, of consumer: Consumer) {
    guard isTraced(messages[entry.message].name) else { return }
    traceRun(entry, of: consumer, from: now, among: 1, timedOut: false)
  }

  /// Code was run for a message of a batch.
  ///
  /// - Parameters:
  ///   - begin: When the run began.
  ///   - count: How many messages it was for.
  ///   - timedOut: Whether it ran out of time.
  @inline(never)
  public func traceRun(
    _ entry: BatchEntry, of consumer: Consumer, from begin: Instant, among count: Int64,
    timedOut: Bool
  ) {
    let message = messages[entry.message]
    let end = entry.end == .never ? now : entry.end
    if entry.outcome == .succeeded, traces?.sampling.seeksRemarkable == true {
      traces?.remarkable.note(
        end - message.journey, of: message.name.root, at: consumer.label)
    }
    var span = TraceSpan(
      .run, at: consumer.number, message.name, of: message.journey, slot: entry.message,
      begin: begin)
    span.isDuplicate = message.traits.contains(.duplicate)
    span.attempt = message.runs
    span.messages = Int32(clamping: count)
    span.ending = TraceSpan.Ending(entry.outcome, timedOut: timedOut)
    span.end = end
    traces?.update(message.name) { $0.add(span) }
  }

  /// An attempt of a call is made.
  ///
  /// - Parameters:
  ///   - call: The call.
  ///   - tried: How often it was tried before by whoever makes it.
  ///   - cause: The message whose code makes it; nil where a client does.
  @inline(never)
  public func traceCall(
    _ call: Call, along edge: Edge, tried: UInt32, because cause: Name? = nil
  ) {
    var span = TraceSpan(
      .call, at: edge.number, call.name, of: call.journey, cause: cause?.lineage, begin: now)
    span.attempt = UInt16(truncatingIfNeeded: tried)
    traces?.update(call.name) { $0.add(span) }
  }

  /// The attempt of a call made last ends, in a while where its answer takes one.
  ///
  /// - Parameter isFinal: Whether it is given up for good, and its message lost.
  @inline(never)
  public func traceAnswer(
    _ name: Name, along edge: Edge, as ending: TraceSpan.Ending, after time: TimeSpan = .zero,
    isFinal: Bool = false
  ) {
    let end = now + time
    if isFinal, traces?.sampling.seeksRemarkable == true { traces?.remarkable.noteLost(name.root) }
    traces?.update(name) {
      $0.end(callOf: name.lineage, along: edge.number, as: ending, at: end)
    }
  }
}
