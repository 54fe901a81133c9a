import Blueprints

extension Bucket {
  /// What can be asked of a bucket; the inlets, by their places in the declaration.
  enum Action: Int, CaseIterable {
    case putObject, getObject, headObject, deleteObject, copyObject, postObject
    case createMultipartUpload, uploadPart, completeMultipartUpload
    case putObjectTagging, deleteObjectTagging, putObjectAcl, listObjects

    /// The method of the request, by which CloudWatch counts and AWS charges.
    enum Method: CaseIterable { case get, put, post, delete, head, list }

    /// The operation's name in AWS.
    var name: String {
      switch self {
      case .putObject: "PutObject"
      case .getObject: "GetObject"
      case .headObject: "HeadObject"
      case .deleteObject: "DeleteObject"
      case .copyObject: "CopyObject"
      case .postObject: "PostObject"
      case .createMultipartUpload: "CreateMultipartUpload"
      case .uploadPart: "UploadPart"
      case .completeMultipartUpload: "CompleteMultipartUpload"
      case .putObjectTagging: "PutObjectTagging"
      case .deleteObjectTagging: "DeleteObjectTagging"
      case .putObjectAcl: "PutObjectAcl"
      case .listObjects: "ListObjectsV2"
      }
    }

    var method: Method {
      switch self {
      case .putObject, .copyObject, .uploadPart, .putObjectTagging, .putObjectAcl: .put
      case .getObject: .get
      case .headObject: .head
      case .deleteObject, .deleteObjectTagging: .delete
      case .postObject, .createMultipartUpload, .completeMultipartUpload: .post
      case .listObjects: .list
      }
    }

    /// Whether it counts among the reads of a prefix.
    var isRead: Bool { method == .get || method == .head || method == .list }

    /// Whether the object travels from the caller to the bucket.
    var uploads: Bool { self == .putObject || self == .postObject || self == .uploadPart }

    /// The most bytes that one request may carry or copy; nil where it carries nothing.
    var sizeLimit: Int64? { uploads || self == .copyObject ? 5 << 30 : nil }

    /// What of an object changes, and so is told; nil where nothing does.
    func change(marksDeletions: Bool) -> ObjectChange? {
      switch self {
      case .putObject: .created("Put", "PutObject")
      case .postObject: .created("Post", "POST Object")
      case .copyObject: .created("Copy", "CopyObject")
      case .completeMultipartUpload:
        .created("CompleteMultipartUpload", "CompleteMultipartUpload")
      case .deleteObject: .deleted(leavingMarker: marksDeletions)
      case .putObjectTagging: .updated("ObjectTagging:Put", "Object Tags Added")
      case .deleteObjectTagging: .updated("ObjectTagging:Delete", "Object Tags Deleted")
      case .putObjectAcl: .updated("ObjectAcl:Put", "Object ACL Updated")
      case .getObject, .headObject, .createMultipartUpload, .uploadPart, .listObjects: nil
      }
    }

    var inlet: Inlet {
      var inlet = Inlet(name, summary, permission: permission, price: price)
      inlet.keyPermission = keyPermission
      return inlet
    }

    /// Who puts an object has a key made, and who reads one has a key opened.
    private var keyPermission: String? {
      switch self {
      case .putObject, .postObject, .createMultipartUpload, .uploadPart, .completeMultipartUpload:
        "kms:GenerateDataKey"
      case .getObject, .headObject: "kms:Decrypt"
      case .copyObject: "kms:Decrypt, kms:GenerateDataKey"
      default: nil
      }
    }

    private var price: Price? {
      switch method {
      case .put, .post, .list: writeRequest
      case .get, .head: readRequest
      case .delete: nil
      }
    }

    private var permission: String {
      switch self {
      case .putObject, .postObject, .createMultipartUpload, .uploadPart,
        .completeMultipartUpload:
        "s3:PutObject"
      case .getObject, .headObject: "s3:GetObject"
      case .copyObject: "s3:GetObject, s3:PutObject"
      case .listObjects: "s3:ListBucket"
      case .deleteObject, .putObjectTagging, .deleteObjectTagging, .putObjectAcl: "s3:" + name
      }
    }

    private var summary: String {
      switch self {
      case .putObject: "Writes an object, which is kept."
      case .getObject: "Reads an object, be it there or not: the bucket keeps no list of them."
      case .headObject: "Asks for an object without its content."
      case .deleteObject: "Removes an object, or hides it where the bucket keeps versions."
      case .copyObject: "Makes an object of another one within S3."
      case .postObject: "Writes an object from a form in a browser."
      case .createMultipartUpload: "Begins an upload in parts; nobody is told of it."
      case .uploadPart: "Writes a part of an object; nobody is told of it."
      case .completeMultipartUpload: "Makes an object of its parts."
      case .putObjectTagging: "Sets the tags of an object."
      case .deleteObjectTagging: "Removes the tags of an object."
      case .putObjectAcl: "Sets who may use an object; each request counts as a change."
      case .listObjects: "Lists up to a thousand keys."
      }
    }
  }
}
