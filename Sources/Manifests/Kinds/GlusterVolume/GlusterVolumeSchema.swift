internal import ClusterModel

extension GlusterVolumeSpec: ManifestKind {
    static let descriptor = KindDescriptor<Self>(
        title: "a GlusterVolume", meaning: "A volume of gluster: its bricks, options and state.",
        nameRule: .volumeName, nameExample: "engine", isManaged: true, annotations: [OptionRules.annotation],
        resources: \.volumes,
        rules: [
            GlusterVolumeRules.check, OptionLayoutRules.check, BrickRules.check, BrickNameRules.check, PortRules.check,
            ServerQuorumRules.check, FailureDomainRules.check,
        ],
        references: nil)

    static var title: String { "the spec of a GlusterVolume" }
    static var blank: Self { Self() }
    /// Every copy is written by the client itself: more than three are rare, sixteen have never been meant.
    private static var mostCopies: Int { 16 }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "replica", \.replica, .integer(1...Self.mostCopies), required: true, requiredUnless: "disperse",
            "Copies of each file, the arbiter included.", example: "3", source: .slides)
        Field(
            "arbiter", \.arbiter, .integer(0...1), "How many of the copies hold names only.", example: "1",
            source: "gluster(8), volume create")
        Field(
            "disperse", \.disperse, .integer(3...Self.mostCopies),
            "Bricks over which each file is spread with redundancy, instead of copies.", example: "6",
            whenOmitted: "none: replica is given", source: "gluster(8), volume create", notYetManaged: .whole())
        Field(
            "redundancy", \.redundancy, .integer(1...Self.mostCopies / 2),
            "How many bricks of a dispersed set may fail.", example: "2", whenOmitted: "gluster's choice",
            source: "gluster(8), volume create", notYetManaged: .whole())
        Field(
            "hosts", \.hosts, .list(of: .hostName, atLeast: 1), "Hosts with one brick each, at brickPath.",
            example: "[host1, host2, host3]", whenOmitted: "bricks are given one by one", source: .slides)
        Field(
            "brickPath", \.brickPath, .text(.path), "Directory of the brick on each of the hosts.",
            example: "/gluster/engine/brick", whenOmitted: "bricks are given one by one", source: .slides)
        Field(
            "bricks", \.bricks, .list(of: .object, atLeast: 1), "Bricks in the order of the replica sets.",
            whenOmitted: "hosts and brickPath are given", source: "gluster(8), volume create")
        Field("owner", \.owner, .object, "Owner of the volume's root directory.", source: .slides)
        Field(
            "optionGroup", \.optionGroup, .optionGroupName, "Group whose options it gets; its own ones win.",
            example: "virt", whenOmitted: "none", source: .slides)
        Field(
            "options", \.options, .options(of: .volume), "Options, by their full or short names.",
            example: "{network.ping-timeout: 10, server.allow-insecure: on}",
            whenOmitted: "not managed, option by option", source: .slides)
        Field(
            "state", \.state, .choice(), "Whether the volume runs.", example: "started",
            source: "gluster(8), volume start")
        Field(
            "deletionPolicy", \.deletionPolicy, .choice(),
            "What becomes of the volume when no manifest names it any more.", example: "Retain", source: .hcctl,
            notYetManaged: .part())
    }
}

extension GlusterVolumeSpec.Owner: ManifestObject {
    static var title: String { "owner" }
    /// gluster keeps user and group ids as signed numbers of 32 bits.
    private static var largestID: Int { Int(Int32.max) }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "uid", \.uid, .integer(0...Self.largestID), "User id; 36 is vdsm.", example: "36", source: .slides)
        Field("gid", \.gid, .integer(0...Self.largestID), "Group id; 36 is kvm.", example: "36", source: .slides)
    }
}

extension Brick: ManifestObject {
    static var title: String { "a brick" }
    static var blank: Self { Self(host: "", path: "") }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "host", \.host, .hostName, required: true, "Host that serves the brick.", example: "host1", source: .slides)
        Field(
            "path", \.path, .text(.path), required: true, "Directory of the brick.", example: "/gluster/engine/brick",
            source: .slides)
    }
}
