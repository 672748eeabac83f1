internal import ClusterModel

extension HostSpec: ManifestKind {
    static let descriptor = KindDescriptor<Self>(
        title: "a Host", meaning: "One machine: its addresses and its file systems for bricks.",
        nameRule: .hostName, nameExample: "host1", isManaged: true, annotations: [], resources: \.hosts,
        rules: [HostRules.check],
        references: nil)

    static var title: String { "the spec of a Host" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "address", \.address, .text(.address), required: true, "What ssh connects to.", example: "host1.lab.test",
            source: .walkthrough)
        Field(
            "storageAddress", \.storageAddress, .text(.address), "What gluster calls the host; as address if left out.",
            example: "host1.storage.lab.test", whenOmitted: "as address", source: .walkthrough)
        Field(
            "heartbeatAddress", \.heartbeatAddress, .text(.ipAddress), "IP address in CTDB's private network.",
            example: "10.88.0.11", whenOmitted: "what the address in the gluster network resolves to",
            source: .walkthrough)
        Field(
            "failureDomain", \.failureDomain, .text(.label),
            "What it fails together with, such as a rack: no two bricks of a replica set lie in one.",
            example: "rack-a", whenOmitted: "the host itself", source: .hcctl)
        Field(
            "interfaces", \.interfaces, .list(of: .text(.interface), atLeast: 1),
            "Its network interfaces; where given, other manifests may name no others.", example: "[eth0, eth1]",
            whenOmitted: "not checked", source: .walkthrough)
        Field(
            "storage", \.storage, .list(of: .object),
            "File systems for bricks; where given, every brick of the host lies on one of them.",
            whenOmitted: "not managed: bricks may be anywhere", source: .walkthrough)
        Field(
            "maintenance", \.maintenance, .boolean,
            "Whether an operator works on the host: no brick, no daemon and no file system is started there.",
            example: "false", source: .walkthrough)
    }
}

extension HostSpec.Storage: ManifestObject {
    static var title: String { "an item of storage" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "name", \.name, .text(.label), required: true, "A name for messages, unique on the host.",
            example: "gluster", source: .hcctl)
        Field(
            "device", \.device, .text(.device), required: true, "The block device.", example: "/dev/vdb",
            source: .walkthrough)
        Field("filesystem", \.filesystem, .choice(), "The file system.", example: "xfs", source: .walkthrough)
        Field(
            "mountPoint", \.mountPoint, .text(.mountPoint), required: true, "Where it is mounted.", example: "/gluster",
            source: .walkthrough)
        Field(
            "mkfs", \.mkfs, .object, "How the file system is made, if it must be made.",
            whenOmitted: "as mkfs.xfs does it",
            source: "mkfs.xfs(8)")
        Field(
            "mountOptions", \.mountOptions, .list(of: .text(.mountOption)),
            "Options of the mount. A line that hcctl writes into /etc/fstab also has nofail and "
                + "x-systemd.device-timeout=30s, so that a host with a dead disk boots, unless they are given here.",
            example: "[inode64, noatime]", whenOmitted: "not managed; a new line of fstab says defaults",
            source: "mount(8), xfs(5)")
    }
}

extension HostSpec.MakeOptions: ManifestObject {
    static var title: String { "mkfs" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "inodeSize", \.inodeSize, .integer(256, 512, 1024, 2048), "Bytes of an inode.", example: "512",
            whenOmitted: "512",
            source: "mkfs.xfs(8), -i size")
    }
}
