import Blueprints
import Documents
import Kernel

/// The properties of `AWS::KinesisFirehose::DeliveryStream`.
struct DeliveryStreamSettings: Settings {
  /// When what was buffered is delivered, whichever comes first.
  struct Hints: Settings {
    var interval = TimeSpan.seconds(300)
    var megabytes: Int64 = 5

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.seconds(
        "IntervalInSeconds", &interval, in: 0...900, "How long the oldest record waits at most.")
      try visitor.visit(
        "SizeInMBs", &megabytes, in: 1...128, "How much may come together before it is delivered.")
    }
  }

  /// A bucket that the records go to.
  struct Destination: Settings {
    var bucket: Reference?
    var hints: Hints?

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try visitor.reference("BucketARN", &bucket, "The bucket that the records go to.")
      try visitor.group("BufferingHints", &hints, "When what was buffered is delivered.")
      visitor.notYet("ProcessingConfiguration", "records are delivered as they came")
      visitor.notYet("DynamicPartitioningConfiguration", "all records share one buffer")
      visitor.notYet("DataFormatConversionConfiguration", "records are delivered as they came")
      visitor.ignored(
        "RoleARN", "Prefix", "ErrorOutputPrefix", "CompressionFormat", "EncryptionConfiguration",
        "CloudWatchLoggingOptions", "S3BackupMode", "S3BackupConfiguration", "CustomTimeZone",
        "FileExtension")
    }
  }

  /// Where records come from.
  static let kinds = ["DirectPut", "KinesisStreamAsSource", "MSKAsSource", "DatabaseAsSource"]

  var kind = "DirectPut"
  var bucket: Destination?
  var extendedBucket: Destination?

  /// The bucket that the template names in either way.
  var destination: Destination? { extendedBucket ?? bucket }

  mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
    try visitor.choice("DeliveryStreamType", &kind, among: Self.kinds, "Where records come from.")
    try visitor.group(
      "ExtendedS3DestinationConfiguration", &extendedBucket, "The bucket that the records go to.")
    try visitor.group(
      "S3DestinationConfiguration", &bucket, "The bucket that the records go to, the older form.")
    for other in [
      "RedshiftDestinationConfiguration", "ElasticsearchDestinationConfiguration",
      "AmazonopensearchserviceDestinationConfiguration", "SplunkDestinationConfiguration",
      "AmazonOpenSearchServerlessDestinationConfiguration", "HttpEndpointDestinationConfiguration",
      "SnowflakeDestinationConfiguration", "IcebergDestinationConfiguration",
    ] { visitor.notYet(other, "it takes whatever is delivered") }
    for source in [
      "KinesisStreamSourceConfiguration", "MSKSourceConfiguration", "DatabaseSourceConfiguration",
    ] { visitor.notYet(source, "nothing comes from there") }
    visitor.ignored(
      "DeliveryStreamName", "DeliveryStreamEncryptionConfigurationInput",
      "DirectPutSourceConfiguration",
      "Tags")
  }
}
