import Blueprints
import Kernel

/// What a bucket asks of KMS: a data key for each object that is put, its opening for each that is
/// read.
struct BucketEncryption {
  static let bucketKeyShare = Parameter(
    "s3.bucketKeyRequests", .real(0.01), in: .shares,
    "The share of requests for which KMS is still asked, where a bucket keeps a key of its own.",
    source: .documented("https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html")
  ).ideally(.real(0.01))

  /// What it read of the calibration.
  let usedParameters: [Parameter]
  private var keys: KeyRequests
  /// One of so many requests asks KMS.
  private let stride: Int64
  private var requests: Int64 = 0

  /// What a bucket asks; nil where no key of KMS encrypts it.
  init?(_ settings: BucketEncryptionSettings?, in world: World) {
    guard let rule = settings?.rules.first,
      let algorithm = rule.standard?.algorithm, algorithm != "AES256"
    else { return nil }
    let share = rule.hasBucketKey ? world.calibration.real(Self.bucketKeyShare) : 1
    stride = share > 0 ? max(1, Int64(1 / share + 0.5)) : .max
    usedParameters = rule.hasBucketKey ? [Self.bucketKeyShare] : []
    keys = KeyRequests(in: world)
  }

  /// A request was served.
  mutating func served(_ action: Bucket.Action, at now: Instant) {
    let encrypts = action.uploads || action == .copyObject || action == .createMultipartUpload
    guard encrypts || action == .getObject else { return }
    if requests % stride == 0 { keys.ask(at: now) }
    requests += 1
  }

  var charges: [Charge] { keys.charges }
}
