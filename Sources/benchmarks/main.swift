import Blueprints
import Documents
import Foundation
import Kernel
import Measures

@testable import Programs
@testable import Services

let limit = Int64(CommandLine.arguments.dropFirst().first ?? "600") ?? 600
let seconds = Int64(CommandLine.arguments.dropFirst(2).first ?? "600") ?? 600
let world = World(
  seed: 42,
  calibration: Calibration(
    "ideal", overrides: ["sns.delivery": .time(.lognormal(.init(median: 14.65e6, sigma: 0.4)))]),
  tracking: Tracking(interval: .seconds(1)))
_ = world.add(EventKind(label: "order", body: nil, size: 2048))
let place = Place(source: SourceText(name: "b", text: "x"), offset: 0)
func ref(_ t: String) -> Reference { Reference(text: t, place: place) }
let topic = Topic(TopicSettings(), label: "Topic", in: world); world.add(topic)
var ss = SubscriptionSettings(); ss.topic = ref("Topic"); ss.endpoint = ref("Queue")
var qs = QueueSettings(); qs.visibilityTimeout = .hours(12); qs.retention = .days(14)
let queue = Queue(qs, label: "Queue", in: world); world.add(queue)
var fs = FunctionSettings(); fs.timeout = .seconds(900)
let function = Function(fs, label: "Fn", in: world); world.add(function)
var ms = MappingSettings(); ms.source = ref("Queue"); ms.function = ref("Fn"); ms.scaling = .init();
ms.scaling?.maximumConcurrency = limit
let sub = Subscription(ss, label: "Sub", from: topic, to: queue, deadLetters: nil, in: world);
world.add(sub); topic.subscriptions.append(sub)
let mapping = EventSourceMapping(
  ms, label: "Map", source: queue, processor: function, function: "Fn", in: world);
world.add(mapping)
queue.attach(receiver: Event(node: mapping.number, kind: 0), label: "Fn")
let curve = RateCurve(pieces: [
  .init(begin: .start, end: .start + .seconds(seconds), from: 10000, to: 10000)
])
let client = Client(
  Traffic(curve: curve, end: .start + .seconds(seconds)),
  MessageKinds(numbers: [0], choice: nil, purpose: world.purpose("kind/Shop")), label: "Shop",
  in: world);
world.add(client)
client.aim(at: topic, inlet: 0, in: world)
let nodes: [String: any Node] = ["Topic": topic, "Queue": queue, "Fn": function]
world.seal()
for n in world.nodes {
  let yaml = "duration: {median: 39.8 ms, sigma: 0.5}"
  let b = n.label == "Fn" ? try! YAML.read(SourceText(name: "b", text: yaml)) : nil
  let site = Site(
    label: n.label, world: world, properties: Document(.null, at: place), behavior: b,
    diagnostics: Diagnostics(), find: { nodes[$0] })
  do { try n.connect(site) } catch { print(error) }
}
let t0 = Date()
world.start()
world.run(until: .start + .seconds(seconds))
let w = Date().timeIntervalSince(t0)
let latency = function.consumer.latency(from: 0)!.histogram
print(
  "messages", function.consumer.completed, "ns/msg", w * 1e9 / Double(function.consumer.completed),
  "p50", Double(latency.quantile(0.5) ?? 0) / 1e6, "p99", Double(latency.quantile(0.99) ?? 0) / 1e6,
  "backlog", queue.visible.gauge.maximum, "fp", world.fingerprint, "events", world.calendar.taken)
