internal import ClusterModel

extension GlusterVolumeSpec: ManifestObject {
    static var title: String { "the spec of a GlusterVolume" }
    static var laterFields: [String] { ["deletionPolicy", "disperse", "redundancy"] }
    static var blank: Self { Self() }
    /// Every copy is written by the client itself: more than three are rare, sixteen have never been meant.
    private static var mostCopies: Int { 16 }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "replica", \.replica, .integer(1...Self.mostCopies), required: true,
            "Copies of each file, the arbiter included.")
        Field("arbiter", \.arbiter, .integer(0...1), "How many of the copies hold names only.")
        Field("hosts", \.hosts, .list(of: .hostName, atLeast: 1), "Hosts with one brick each, at brickPath.")
        Field("brickPath", \.brickPath, .text(.path), "Directory of the brick on each of the hosts.")
        Field("bricks", \.bricks, .list(of: .object, atLeast: 1), "Bricks in the order of the replica sets.")
        Field("owner", \.owner, .object, "Owner of the volume's root directory.")
        Field("optionGroup", \.optionGroup, .optionGroupName, "Group whose options it gets; its own ones win.")
        Field("options", \.options, .options(of: .volume), "Options, by their full or short names.")
        Field("state", \.state, .choice(), "Whether the volume runs.")
    }
}

extension GlusterVolumeSpec.Owner: ManifestObject {
    static var title: String { "owner" }
    /// gluster keeps user and group ids as signed numbers of 32 bits.
    private static var largestID: Int { Int(Int32.max) }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field("uid", \.uid, .integer(0...Self.largestID), "User id.")
        Field("gid", \.gid, .integer(0...Self.largestID), "Group id.")
    }
}

extension Brick: ManifestObject {
    static var title: String { "a brick" }
    static var blank: Self { Self(host: "", path: "") }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field("host", \.host, .hostName, required: true, "Host that serves the brick.")
        Field("path", \.path, .text(.path), required: true, "Directory of the brick.")
    }
}
