internal import ClusterModel

extension HostSpec: ManifestObject {
    static var title: String { "the spec of a Host" }
    static var laterFields: [String] { ["heartbeatAddress"] }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field("address", \.address, .text(.address), required: true, "What ssh connects to.")
        Field(
            "storageAddress", \.storageAddress, .text(.address), "What gluster calls the host; as address if left out.")
        Field("storage", \.storage, .list(of: .object), "File systems for bricks.")
        Field("maintenance", \.maintenance, .boolean, "Whether somebody works on the host: no brick is started.")
    }
}

extension HostSpec.Storage: ManifestObject {
    static var title: String { "an item of storage" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field("name", \.name, .text(.label), required: true, "A name for messages, unique on the host.")
        Field("device", \.device, .text(.device), required: true, "The block device.")
        Field("filesystem", \.filesystem, .choice(), "The file system.")
        Field("mountPoint", \.mountPoint, .text(.mountPoint), required: true, "Where it is mounted.")
        Field("mkfs", \.mkfs, .object, "How the file system is made, if it must be made.")
        Field("mountOptions", \.mountOptions, .list(of: .text(.mountOption)), "Options of the mount.")
    }
}

extension HostSpec.MakeOptions: ManifestObject {
    static var title: String { "mkfs" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field("inodeSize", \.inodeSize, .integer(256, 512, 1024, 2048), "Bytes of an inode.")
    }
}
