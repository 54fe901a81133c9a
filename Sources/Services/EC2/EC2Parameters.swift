import Blueprints
import Kernel

/// What EC2 reads from the calibration.
enum EC2Parameters {
  private static let guide = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/"

  static let all = [
    request, pending, boot, stop, end, notice, creditFade, throttling, spotLife, spotPrice,
  ]

  static let request = Parameter(
    "ec2.request", .span(.milliseconds(1_500)), in: .anyLength,
    "How long a request that starts or ends instances takes for its caller.",
    source: .measured("https://www.daemonology.net/blog/2021-08-12-EC2-boot-time-benchmarking.html")
  ).ideally(.span(.zero))

  static let pending = Parameter(
    "ec2.pending", .time(.clippedNormal(.init(center: 5e9, deviation: 1.5e9))), in: .anyLength,
    "How long an instance is pending before it runs.",
    source: .assumption(
      "one sample of a c5.xlarge took 4.9 s; AWS publishes no figures"))

  static let boot = Parameter(
    "ec2.boot", .time(.lognormal(.init(p50: 12e9, p95: 25e9))), in: .anyLength,
    "How long it takes from there until what an instance serves is up.",
    source: .assumption(
      "Amazon Linux takes 4 s to boot and others 10 to 20 s; the service has to start too"))

  static let stop = Parameter(
    "ec2.stop", .time(.uniform(.init(minimum: 10e9, maximum: 40e9))), in: .anyLength,
    "How long an instance takes to stop.",
    source: .assumption("AWS publishes no figures"))

  static let end = Parameter(
    "ec2.terminate", .time(.uniform(.init(minimum: 5e9, maximum: 30e9))), in: .anyLength,
    "How long an instance takes to be terminated.",
    source: .assumption("AWS publishes no figures"))

  static let notice = Parameter(
    "ec2.notice", .time(.lognormal(.init(median: 1e9, p99: 5e9))), in: .anyLength,
    "How long the default event bus takes to hear of a change of an instance.",
    source: .assumption("AWS says best effort and publishes no figures")
  ).ideally(.span(.zero))

  static let creditFade = Parameter(
    "ec2.creditFade", .span(.minutes(15)), in: .lengths(.zero ... .days(1)),
    "How long an instance without CPU credits takes down to its baseline, and up again.",
    source: .assumption("AWS says that it is lowered gradually and gives no time")
  ).ideally(.span(.zero))

  static let throttling = Parameter(
    "ec2.throttling", .flag(true), in: .flags,
    "Whether EC2 turns requests away that come too often, or are about too many instances.",
    source: .documented("https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html")
  ).ideally(.flag(false))

  static let spotLife = Parameter(
    "ec2.spotLife", .time(.exponential(.init(mean: 285 * 86_400e9))), in: .anyLength,
    "How long a Spot Instance runs before EC2 wants its capacity back.",
    source: .assumption(
      "one of ten is interrupted in a month, in the middle of what the Spot advisor lists"))

  static let spotPrice = Parameter(
    "ec2.spotPrice", .real(0.4), in: .shares,
    "What a Spot Instance costs, as a share of the price on demand.",
    source: .assumption("Spot prices change; savings of 50 to 70 % are common"))
}
